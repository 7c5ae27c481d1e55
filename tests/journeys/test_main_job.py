"""Open, correct, accept, train, adopt: the main job through the real window with real child processes."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from blurlab.core.editing.correction import BLURRED, SHARP
from blurlab.project.models import BASE_SETTING
from blurlab.project.project import Project
from blurlab.project.records import Status
from blurlab.session.models.training_run import RunState
from blurlab.ui.shell.main_window import MainWindow
from blurlab.worker.messages import Setup
from tests.fixtures.windows import is_predicted
from tests.journeys.conftest import WAIT

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def quick_children() -> None:
    """Here they start as they do in any window."""


def press(window: MainWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(window.workspace.canvas, key, modifiers)


def drag(window: MainWindow, *points: tuple[float, float]) -> None:
    """A stroke through these photo pixels."""
    canvas = window.workspace.canvas
    places = [QPointF(*canvas.viewport.to_view(*point)).toPoint() for point in points]
    QTest.mousePress(canvas, LEFT, NONE, places[0])
    for place in places[1:]:
        QTest.mouseMove(canvas, place)
    QTest.mouseRelease(canvas, LEFT, NONE, places[-1])


def correct_and_accept(window: MainWindow, qtbot: QtBot) -> None:
    """Paint the left half sharp and the right half blurred, as the photos are; accept and go on."""
    session, canvas = window.session, window.workspace.canvas
    qtbot.waitUntil(lambda: is_predicted(session), timeout=WAIT)
    photo_id = session.current_id
    canvas.brush_size = 60
    press(window, Qt.Key.Key_B)
    rows = (30, 80, 130, 180, 225)
    for value, columns in ((BLURRED, (190, 290)), (SHARP, (20, 120))):
        if canvas.hand.paint_value != value:
            press(window, Qt.Key.Key_X)
        for row in rows:
            drag(window, (columns[0], row), (sum(columns) / 2, row), (columns[1], row))
    press(window, Qt.Key.Key_P, SHIFT)
    qtbot.waitUntil(lambda: session.photo(photo_id).status is Status.ACCEPTED, timeout=WAIT)


def test_open_correct_accept_train_adopt(
    make_window: Callable[[], MainWindow], photos: Path, base_model: Path, qtbot: QtBot
) -> None:
    window = make_window()
    window.open([photos])
    qtbot.waitUntil(lambda: window.session is not None and len(window.session.order) == 6, timeout=WAIT)
    session = window.session
    session.project.set_setting(BASE_SETTING, str(base_model))  # the trainer knows nothing of this test's stand-in
    for _ in range(4):
        correct_and_accept(window, qtbot)
    labels = session.project.masks.labels()
    assert [label.photo.name for label in labels] == ["a.png", "b.png", "c.png", "d.png"]
    mask, painted = session.project.masks.read(session.project.masks.latest(labels[0].photo.id))
    assert (mask[20:220, 200:280] == BLURRED).all() and (mask[20:220, 30:110] == SHARP).all()
    assert painted[100, 50] and not painted[100, 160]

    qtbot.waitUntil(lambda: is_predicted(session), timeout=WAIT)
    before = session.current.correction.plane.copy()
    first_version = session.current.prediction_version
    session.trainings.start(Setup.SEMI, steps=4)
    qtbot.waitUntil(lambda: session.training.state is not RunState.STARTING, timeout=WAIT)
    assert session.training.record.started.labels_training == 3
    qtbot.waitUntil(lambda: not session.training.busy, timeout=WAIT * 2)
    assert session.training.state is RunState.IDLE, session.training.sentence
    (version,) = session.project.versions.all()
    if not session.training.record.versions[-1].promoted:  # four steps of an untrained network need not help
        assert session.project.versions.promoted() is None and "candidate" in session.training.sentence
        session.models.promote(version.name)

    qtbot.waitUntil(lambda: is_predicted(session), timeout=WAIT)
    assert session.current.name == "e.png"
    assert session.current.prediction_version == version.name != first_version
    assert (session.current.correction.plane != before).any(), "the overlay is the new version's"
    assert version.name in window.status.model.text()
    press(window, Qt.Key.Key_D)
    qtbot.waitUntil(lambda: is_predicted(session), timeout=WAIT)
    assert session.current.name == "f.png" and session.current.prediction_version == version.name
    folder, photo_id = session.project.folder, session.current_id

    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=WAIT)
    with Project.open(folder) as project:
        assert project.versions.promoted().name == version.name
        assert project.read_prediction(photo_id, version.name) is not None


def test_killed_children_leave_the_window_usable_and_are_restarted_by_the_button(
    make_window: Callable[[], MainWindow], photos: Path, base_model: Path, qtbot: QtBot
) -> None:
    window = make_window()
    window.open([photos])
    qtbot.waitUntil(lambda: window.session is not None and is_predicted(window.session), timeout=WAIT)
    session = window.session
    session.project.set_setting(BASE_SETTING, str(base_model))
    os.kill(session.predictions.link.pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: "predictor" in window.messages.sentences(), timeout=WAIT)
    assert "killed by signal 9" in window.messages.sentences()["predictor"]

    before = session.current.correction.plane.copy()
    drag(window, (40, 60), (90, 60))
    assert (session.current.correction.plane != before).any()
    press(window, Qt.Key.Key_D)
    qtbot.waitUntil(lambda: session.current is not None and session.current.name == "b.png", timeout=WAIT)
    qtbot.waitUntil(lambda: not session.autosave.unsaved, timeout=WAIT)

    window.messages.button("predictor").click()
    for _ in range(4):
        press(window, Qt.Key.Key_D)
    qtbot.waitUntil(lambda: is_predicted(session) and session.current.name == "f.png", timeout=WAIT)

    window.workspace.training.minutes.setValue(30)
    window.workspace.training.start_button.click()
    qtbot.waitUntil(lambda: session.training.link.pid is not None, timeout=WAIT)
    os.kill(session.training.link.pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: "training" in window.messages.sentences(), timeout=WAIT)
    assert session.training.state is RunState.FAILED
    drag(window, (40, 60), (90, 60))
    assert np.count_nonzero(session.current.correction.painted())
    window.messages.button("training").click()
    qtbot.waitUntil(lambda: session.training.record.started is not None, timeout=WAIT)
    window.workspace.training.stop_button.click()
    qtbot.waitUntil(lambda: session.training.state is RunState.IDLE, timeout=WAIT * 2)
