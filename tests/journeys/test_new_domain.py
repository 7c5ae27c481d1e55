"""A new domain with the real processes: check, train without labels, correct, train with them, gate, go back."""

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from blurlab.project.records import Status
from blurlab.project.versions import card
from blurlab.ui.main_window import MainWindow
from blurlab.ui.panels.new_domain import NewDomain
from blurlab.ui.training_run import RunState
from tests.journeys.conftest import WAIT
from tests.ui.conftest import is_predicted

MINUTES = 0.04


def test_from_unlabelled_photos_through_the_gate_and_back(
    make_window: Callable[[], MainWindow], photos: Path, base_model: Path, qtbot: QtBot
) -> None:
    window = make_window()
    window.open([photos])
    qtbot.waitUntil(lambda: window.session is not None and len(window.session.order) == 6, timeout=WAIT)
    session = window.session
    session.project.set_setting("base_model", str(base_model))
    qtbot.waitUntil(lambda: is_predicted(session), timeout=WAIT)
    window.actions_by_id["new_domain"].trigger()
    (guide,) = window.workspace.findChildren(NewDomain)
    guide._minutes = MINUTES
    guide.check.button.click()
    qtbot.waitUntil(lambda: guide.check.done, timeout=WAIT)
    guide.alone.button.click()
    qtbot.waitUntil(lambda: guide.alone.done and session.training.state is RunState.IDLE, timeout=WAIT * 2)

    guide.queue.button.click()
    for _ in range(3):
        qtbot.waitUntil(lambda: is_predicted(session), timeout=WAIT)
        before = session.order.counts()[Status.ACCEPTED]
        session.review.accept()
        qtbot.waitUntil(lambda before=before: session.order.counts()[Status.ACCEPTED] == before + 1, timeout=WAIT)
        session.stepping.next_unreviewed()
    session.models.toggle_pin()
    qtbot.waitUntil(lambda: len(session.models.pinned) == 1, timeout=WAIT)
    qtbot.waitUntil(guide.grow.button.isEnabled, timeout=WAIT)
    guide.grow.button.click()
    assert session.training.state is RunState.STARTING
    ends = (RunState.IDLE, RunState.FAILED)
    qtbot.waitUntil(lambda: bool(session.training.record.film) or session.training.state in ends, timeout=WAIT)
    assert session.training.record.film, session.training.sentence
    assert [frame.photo_id for frame in session.training.record.film[0].frames] == session.models.pinned
    qtbot.waitUntil(lambda: session.training.state is RunState.IDLE, timeout=WAIT * 2)

    first, second = session.project.model_versions()
    for version, published in zip((first, second), ("self", "semi"), strict=True):
        about = card(version)
        assert version.setup == published and about["why"].endswith(".")
        assert about["candidate"] is (
            about["why"].startswith("Validation did not")
            or ("worse than" in about["why"] and "no worse" not in about["why"])
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
