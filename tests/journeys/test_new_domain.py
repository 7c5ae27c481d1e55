"""A new domain with the real processes: check, train without labels, correct, train with them, gate, go back."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from blurlab.core.opencv import cv2
from blurlab.project.models import BASE_SETTING
from blurlab.project.project import Project
from blurlab.project.records import Status
from blurlab.session.models.training_run import RunState
from blurlab.ui.panels.learning.new_domain import NewDomain
from blurlab.ui.shell.main_window import MainWindow
from tests.fixtures.windows import is_predicted
from tests.journeys.conftest import SMALL_TRAINER, WAIT

MINUTES = 0.02
HISTOLOGY = Path(__file__).parents[3] / "shared" / "data" / "photos" / "histology"
COUNT = 4


def draw_tissue(path: Path, seed: int) -> Path:
    """What a grey microscope sees: cells with dark kernels on a pale ground, one side of the field out of focus."""
    rng = np.random.default_rng(seed)
    field = np.full((120, 160), 205, np.uint8)
    for _ in range(24):
        at = (int(rng.integers(160)), int(rng.integers(120)))
        axes = (int(rng.integers(7, 16)), int(rng.integers(6, 12)))
        turned = float(rng.uniform(0, 180))
        cv2.ellipse(field, at, axes, turned, 0, 360, int(rng.integers(140, 185)), -1, cv2.LINE_AA)
        cv2.ellipse(field, at, (axes[0] // 2, axes[1] // 2), turned, 0, 360, int(rng.integers(40, 90)), -1, cv2.LINE_AA)
    grain = rng.normal(0, 6, field.shape)
    soft = cv2.GaussianBlur(field, (0, 0), 3)
    edge = 50 + 20 * seed
    field[:, edge:] = soft[:, edge:]
    path.parent.mkdir(parents=True, exist_ok=True)
    assert cv2.imwrite(str(path), np.clip(field + grain, 0, 255).astype(np.uint8))
    return path


@pytest.fixture(params=["drawn", "histology"])
def tissue(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A project of four unlabelled photos: grey fields drawn here, or stained tissue where that lies beside."""
    if request.param == "drawn":
        paths = [draw_tissue(tmp_path / "tissue" / f"field{number}.png", number) for number in range(COUNT)]
    else:
        paths = sorted(HISTOLOGY.glob("*.jpg"))[:COUNT]
        if len(paths) < COUNT:
            pytest.skip(f"The stained tissue of {HISTOLOGY} is not there; the drawn one was gone through.")
    folder = tmp_path / "tissue.blurlab"
    with Project.create(folder) as project:
        project.add_photos(paths)
    return folder


def test_from_unlabelled_photos_through_the_gate_and_back(
    make_window: Callable[..., MainWindow], tissue: Path, base_model: Path, qtbot: QtBot
) -> None:
    window = make_window(SMALL_TRAINER)
    window.open([tissue])
    qtbot.waitUntil(lambda: window.session is not None and len(window.session.order) == COUNT, timeout=WAIT)
    session = window.session
    session.project.set_setting(BASE_SETTING, str(base_model))
    qtbot.waitUntil(lambda: is_predicted(session), timeout=WAIT)
    window.actions_by_id["new_domain"].trigger()
    (guide,) = window.workspace.findChildren(NewDomain)
    guide._minutes = MINUTES
    guide.check.button.click()
    qtbot.waitUntil(lambda: guide.check.done, timeout=WAIT)
    assert f"{COUNT} of {COUNT} photos checked" in guide.check.told.text()
    guide.alone.button.click()
    qtbot.waitUntil(lambda: guide.alone.done and session.training.state is RunState.IDLE, timeout=WAIT * 2)

    guide.queue.button.click()
    for _ in range(3):
        qtbot.waitUntil(lambda: is_predicted(session), timeout=WAIT)
        before = session.order.counts()[Status.ACCEPTED]
        session.review.accept()
        qtbot.waitUntil(lambda before=before: session.order.counts()[Status.ACCEPTED] == before + 1, timeout=WAIT)
        session.navigation.next_unreviewed()
    session.pins.toggle()
    qtbot.waitUntil(lambda: len(session.order.pinned) == 1, timeout=WAIT)
    qtbot.waitUntil(guide.grow.button.isEnabled, timeout=WAIT)
    guide.grow.button.click()
    assert session.training.state is RunState.STARTING
    ends = (RunState.IDLE, RunState.FAILED)
    qtbot.waitUntil(lambda: bool(session.training.record.film) or session.training.state in ends, timeout=WAIT)
    assert session.training.record.film, session.training.sentence
    assert [frame.photo_id for frame in session.training.record.film[0].frames] == session.order.pinned
    qtbot.waitUntil(lambda: session.training.state is RunState.IDLE, timeout=WAIT * 2)

    first, second = session.project.versions.all()
    for version, published in zip((first, second), ("self", "semi"), strict=True):
        about = session.project.versions.card(version.name)
        assert version.setup == published and about.why.endswith(".")
        assert about.candidate is (
            about.why.startswith("Validation did not") or ("worse than" in about.why and "no worse" not in about.why)
        )
    told = session.training.record.versions[-1]
    in_use = session.models.name
    assert (in_use == second.name) is told.promoted, "the gate decides what predicts"
    if not told.promoted:
        assert "candidate" in session.training.sentence
        session.models.promote(second.name)
    qtbot.waitUntil(lambda: is_predicted(session), timeout=WAIT)
    assert session.current.prediction_version == second.name
    window.actions_by_id["roll_back"].trigger()
    assert session.models.name != second.name
    qtbot.waitUntil(lambda: is_predicted(session), timeout=WAIT)
    assert session.current.prediction_version == session.predictions.version != second.name
