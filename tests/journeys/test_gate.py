"""The gate with the real trainer: what is no worse predicts, what is worse waits, and one key goes back."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from blurlab.core.editing.correction import BLURRED, SHARP
from blurlab.model.card import ModelCard
from blurlab.project.models import BASE_SETTING
from blurlab.project.project import Project
from blurlab.project.records import Status
from blurlab.session.models.training_run import RunState
from blurlab.session.project_settings import CURRENT_PHOTO
from blurlab.ui.shell.main_window import MainWindow
from blurlab.worker.messages import Setup
from tests.fixtures.windows import is_predicted, write_photo
from tests.journeys.conftest import SMALL_TRAINER, WAIT
from tests.training.runs.test_on_project import leaning

CONTROL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    """Three labels of four photos; v0001, which predicts, calls everything sharp."""
    paths = [write_photo(tmp_path / "holiday" / f"{name}.png", ord(name), 160, 120) for name in "abcd"]
    folder = tmp_path / "holiday.blurlab"
    with Project.create(folder) as project:
        project.add_photos(paths)
        for photo in project.photos()[:3]:
            mask = np.full((photo.height, photo.width), SHARP, np.uint8)
            mask[:, photo.width // 2 :] = BLURRED
            project.masks.save(photo.id, mask, author="ann")
            project.set_status(photo.id, Status.ACCEPTED)
        project.set_setting(CURRENT_PHOTO, project.photos()[3].id)
        project.versions.publish(lambda path: leaning(path, -6), ModelCard(setup="self"))
    return folder


def train(window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    session.trainings.start(Setup.SEMI, steps=2)
    qtbot.waitUntil(lambda: session.training.state in (RunState.IDLE, RunState.FAILED), timeout=WAIT * 2)
    assert session.training.state is RunState.IDLE, session.training.sentence


def use_button(window: MainWindow, name: str) -> QPushButton:
    buttons = window.workspace.training.versions.findChildren(QPushButton)
    return next(button for button in buttons if button.text() == "Use" and f"Let {name} " in button.toolTip())


def test_no_worse_predicts_worse_waits_and_one_key_goes_back(
    make_window: Callable[..., MainWindow], labelled: Path, tmp_path: Path, base_model: Path, qtbot: QtBot
) -> None:
    window = make_window(SMALL_TRAINER)
    window.open([labelled])
    qtbot.waitUntil(lambda: window.session is not None and is_predicted(window.session), timeout=WAIT)
    session, work = window.session, window.workspace
    assert session.models.name == "v0001"
    session.project.set_setting(BASE_SETTING, str(leaning(tmp_path / "uneven.safetensors", -3)))
    train(window, qtbot)
    assert session.models.name == "v0002", session.training.sentence
    assert "version v0002 predicts from now on" in session.training.sentence
    qtbot.waitUntil(lambda: is_predicted(session), timeout=WAIT)
    assert session.current.prediction_version == "v0002" and "v0002" in window.status.model.text()

    session.project.set_setting(BASE_SETTING, str(leaning(tmp_path / "wrong.safetensors", -6)))
    train(window, qtbot)
    assert session.models.name == "v0002", session.training.sentence
    assert "v0003 is kept as a candidate" in session.training.sentence
    assert "worse than v0002" in session.training.sentence
    versions = work.training.versions
    qtbot.waitUntil(lambda: any("candidate" in label.text() for label in versions.findChildren(QLabel)), timeout=WAIT)
    card = versions.open_card(session.models.versions()[0])
    assert any("worse than v0002" in label.text() for label in card.findChildren(QLabel)), "the card says why"
    card.close()

    qtbot.mouseClick(use_button(window, "v0003"), Qt.MouseButton.LeftButton)  # a person may know better
    qtbot.waitUntil(lambda: is_predicted(session) and session.current.prediction_version == "v0003", timeout=WAIT)
    window.activateWindow()  # the card was closed over it
    qtbot.waitUntil(window.isActiveWindow, timeout=WAIT)
    for name in ("v0002", "v0001"):
        QTest.keyClick(work.canvas, Qt.Key.Key_B, CONTROL_ALT)
        assert session.models.name == name and window.messages.sentences()["versions"] == f"{name} predicts again."
    qtbot.waitUntil(lambda: is_predicted(session) and session.current.prediction_version == "v0001", timeout=WAIT)
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=WAIT)
    with Project.open(labelled) as project:
        assert project.versions.promoted().name == "v0001" and len(project.versions.all()) == 3
