"""The tour of `blurlab demo`: what its report says is what is on disk, and a step that fails is told."""

from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from blurlab.assets import resource
from blurlab.core.editing.correction import BLURRED, SHARP
from blurlab.project.project import Project
from blurlab.project.records import Status
from blurlab.project.samples import copy_samples
from blurlab.session.settings import Settings
from blurlab.ui.shell.app import make_application
from blurlab.ui.shell.main_window import MainWindow
from blurlab.ui.shell.theme import Appearance
from blurlab.ui.tour.recording import RecordedStroke, Recording, Step
from blurlab.ui.tour.tour import Tour
from tests.fixtures.windows import children_of

TRAINER = "tests.journeys.quick_trainer"
LINE = RecordedStroke(BLURRED, 0.1, ((0.2, 0.3), (0.5, 0.4), (0.7, 0.7)))
DOT = RecordedStroke(SHARP, 0.2, ((0.8, 0.2), (0.81, 0.2)))


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, base_model: Path, quick_children: None) -> MainWindow:
    make_application(Appearance.DARK).setQuitOnLastWindowClosed(False)
    window = MainWindow(Settings(tmp_path / "settings.ini"), trainer_module=TRAINER)
    qtbot.addWidget(window)
    return window


def end(window: MainWindow) -> None:
    """After a tour that broke off."""
    assert window.session is not None
    children = children_of(window.session)
    window.session.discard()
    assert all(child.wait(30) for child in children)


def test_the_tour_does_the_main_job_and_reports_what_it_saw(window: MainWindow, photos: Path, tmp_path: Path) -> None:
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    told: list[Step] = []
    recording = Recording({"b.png": [LINE, DOT], "a.png": [DOT], "d.png": []}, afterwards="f.png")
    tour = Tour(window, photos, recording, screenshots=pictures, said=told.append)
    assert tour.run(), [step.problem for step in tour.steps]
    assert told == tour.steps
    facts = {step.name: step.facts for step in tour.steps}
    assert list(facts) == [
        "open the sample photos",
        "predict",
        "correct and accept b.png",
        "correct and accept a.png",
        "correct and accept d.png",
        "look into the project's folder",
        "train",
        "adopt the new model",
        "predict again",
        "export the masks",
        "quit",
    ]
    assert facts["open the sample photos"]["photos"] == 6
    assert facts["correct and accept b.png"]["strokes in the journal"] == 2
    assert facts["train"]["labels trained on"] == 2
    assert facts["adopt the new model"]["model version now"] == "v0001"
    assert facts["predict again"]["values of the prediction changed"] > 0
    assert facts["export the masks"]["files"] == 3
    assert facts["quit"]["child processes left behind"] == 0

    with Project.open(photos / "holiday.blurlab") as project:
        accepted = {photo.name: photo.id for photo in project.photos(Status.ACCEPTED)}
        assert set(accepted) == {"a.png", "b.png", "d.png"}
        revision = project.masks.latest(accepted["b.png"])
        assert revision is not None
        assert revision.key == facts["correct and accept b.png"]["mask"]
        mask, painted = project.masks.read(revision)
        assert painted is not None
        assert painted.sum() == facts["correct and accept b.png"]["pixels painted"]
        assert (mask[96, 160], mask[48, 256]) == (BLURRED, SHARP)  # on the line and on the dot
        assert painted[96, 160]
        assert not painted[230, 10]
    for picture in ("1-predicted", "2-corrected", "3-training", "4-new-model"):
        with Image.open(pictures / f"{picture}.png") as image:
            assert image.size == (1400, 900)
            assert len(image.getcolors(1 << 24)) > 50
    assert (pictures / "5-export.png").is_file()


def test_a_failed_training_ends_the_tour_with_the_window_s_sentence(window: MainWindow, photos: Path) -> None:
    tour = Tour(window, photos, Recording({"a.png": [DOT]}, afterwards="b.png"))
    assert not tour.run()
    assert tour.steps[-1].name == "train"
    assert not tour.steps[-1].ok
    assert tour.steps[-1].problem == "Training failed: two labels are needed."
    end(window)


def test_control_c_ends_the_tour(window: MainWindow, photos: Path) -> None:
    def photo_open() -> bool:
        return window.session is not None and window.session.current is not None

    tour = Tour(window, photos, Recording({"a.png": []}, "b.png"), interrupted=photo_open)
    with pytest.raises(KeyboardInterrupt):
        tour.run()
    end(window)


def test_a_mistake_in_a_callback_ends_the_tour_at_once(window: MainWindow, photos: Path) -> None:
    mistakes: list[str] = []
    window.actions_by_id["next"].changed.connect(lambda: mistakes.append("ValueError: in a slot"))  # as it is opened
    tour = Tour(window, photos, Recording({"a.png": []}, "b.png"), mistakes=mistakes)
    assert not tour.run()
    assert tour.steps[-1].problem == "blurlab made a mistake (ValueError: in a slot)."
    assert tour.steps[-1].seconds < 30
    end(window)


def test_the_shipped_recording_fits_the_shipped_photos(tmp_path: Path) -> None:
    recording = Recording.read(resource("samples/tour.json"))
    names = {path.name for path in copy_samples(tmp_path / "samples").iterdir()}
    assert {*recording.strokes, recording.afterwards} <= names
    assert recording.afterwards not in recording.strokes
    strokes = [stroke for all_of_photo in recording.strokes.values() for stroke in all_of_photo]
    assert {stroke.value for stroke in strokes} == {SHARP, BLURRED}
    assert all(0 < place < 1 for stroke in strokes for point in stroke.points for place in point)
