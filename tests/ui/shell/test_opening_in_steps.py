"""A project is brought up in steps, between which the window lives, and which can be given up."""

from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from blurlab.errors import UserError
from blurlab.project.project import Project
from blurlab.session.session import Session
from blurlab.ui.shell.in_steps import InSteps
from blurlab.ui.shell.main_window import MainWindow
from blurlab.ui.shell.workspace import Workspace
from tests.fixtures.windows import WAIT


def test_the_window_lives_between_the_steps(make_window: Callable[[], MainWindow], photos: Path, qtbot: QtBot) -> None:
    window = make_window()
    turns = 0

    def turn() -> None:
        nonlocal turns
        turns += window.session is None and bool(window.findChildren(Workspace))

    beat = QTimer(interval=0)
    beat.timeout.connect(turn)
    beat.start()
    window.open([photos])
    qtbot.waitUntil(lambda: window.session is not None, timeout=WAIT)
    assert turns >= 8, "the panels were made at once"


def test_a_window_closed_while_a_project_is_brought_up_leaves_it_free(
    make_window: Callable[[], MainWindow], photos: Path, qtbot: QtBot
) -> None:
    window = make_window()
    window.open([photos])
    qtbot.waitUntil(lambda: bool(window.findChildren(Workspace)), timeout=WAIT)
    assert window.session is None
    window.close()
    assert not window.isVisible()
    with Project.for_photos(photos) as project:
        lock = project.window_lock()
        lock.acquire()
        lock.release()


def test_a_project_that_cannot_be_brought_up_is_told_and_can_be_opened_again(
    make_window: Callable[[], MainWindow], photos: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, start = make_window(), Session.start

    def damaged(_session: Session) -> None:
        raise UserError("project.damaged", "The project is damaged.")

    monkeypatch.setattr(Session, "start", damaged)
    window.open([photos])
    qtbot.waitUntil(lambda: "opening" in window.messages.sentences(), timeout=WAIT)
    assert window.session is None and window.stack.currentWidget() is window.start_page
    monkeypatch.setattr(Session, "start", start)
    window.open([photos])
    qtbot.waitUntil(lambda: window.session is not None and window.session.current is not None, timeout=WAIT)


def test_a_mistake_in_a_step_ends_the_steps_and_comes_up(qtbot: QtBot) -> None:
    ended: list[str] = []

    def steps() -> Generator[None, None, None]:
        yield
        raise ZeroDivisionError

    holder = QTimer()
    with qtbot.captureExceptions() as caught:
        InSteps(steps(), lambda: ended.append("done"), lambda _error: ended.append("failed"), holder)
        qtbot.waitUntil(lambda: bool(caught), timeout=WAIT)
    assert ended == ["failed"] and caught[0][0] is ZeroDivisionError
