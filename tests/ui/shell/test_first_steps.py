"""The first run: four hints at the things themselves, one key, and never again."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from blurlab.session.settings import Settings
from blurlab.ui.shell.main_window import MainWindow
from tests.fixtures.windows import PREDICTOR, SAMPLER, TRAINER, WAIT, see_off


@pytest.fixture
def first_run(qtbot: QtBot, tmp_path: Path, photos: Path, quick_children: None) -> Callable[[], MainWindow]:
    """Opens the photos as the program does, with the settings of the run before; closed by the test."""

    def run() -> MainWindow:
        window = MainWindow(
            Settings(tmp_path / "own.ini"),
            predictor_module=PREDICTOR,
            trainer_module=TRAINER,
            sampler_module=SAMPLER,
            first_steps=True,
        )
        window.resize(1300, 860)
        window.show()
        window.open([photos])
        qtbot.waitUntil(lambda: window.session is not None and window.session.current is not None, timeout=WAIT)
        qtbot.waitUntil(lambda: window.session is not None and window.session.current.pyramid is not None, timeout=WAIT)
        return window

    return run


def test_the_hints_point_at_their_things_go_by_one_key_and_never_come_again(
    first_run: Callable[[], MainWindow], qtbot: QtBot
) -> None:
    window = first_run()
    steps, workspace = window.first_steps, window.workspace
    assert steps is not None and workspace is not None
    qtbot.waitUntil(lambda: len(steps.hints) == 4, timeout=WAIT)
    places = [hint.geometry() for hint in steps.hints]
    assert all(workspace.rect().contains(place) for place in places)
    assert not any(one.intersects(other) for one in places for other in places if one is not other)
    button = workspace.review.button("accept")
    accept = QRect(button.mapTo(workspace, QPoint(0, 0)), button.size())
    tip = steps.hints[2].mapToParent(steps.hints[2].tip.toPoint())
    assert accept.left() <= tip.x() <= accept.right() and abs(tip.y() - accept.top()) < 6
    window.resize(1150, 800)
    assert all(workspace.rect().contains(hint.geometry()) for hint in steps.hints)
    QTest.keyClick(workspace.canvas, Qt.Key.Key_Escape)
    assert not steps.hints and not steps.due
    see_off(window, qtbot, WAIT, 20)

    again = first_run()
    assert again.first_steps is not None and not again.first_steps.shown
    again.actions_by_id["first_steps"].trigger()
    assert len(again.first_steps.hints) == 4
    see_off(again, qtbot, WAIT, 20)


def test_hints_that_were_not_put_away_keep_no_hand_from_painting(window: MainWindow) -> None:
    steps, workspace = window.first_steps, window.workspace
    assert steps is not None and workspace is not None and window.session is not None
    assert not steps.shown, "a window that no person opened shows none"
    window.actions_by_id["first_steps"].trigger()
    under = steps.hints[0].geometry().center()
    assert workspace.childAt(under) is workspace.canvas
    current = window.session.current
    assert current is not None
    before = current.edits
    place = workspace.canvas.mapFrom(workspace, workspace.canvas.geometry().center())
    QTest.mouseClick(workspace.canvas, Qt.MouseButton.LeftButton, pos=place)
    assert current.edits > before
    assert steps.shown
