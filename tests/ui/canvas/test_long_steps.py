"""Steps that take a while are worked out in a thread, written between events, and hands go on meanwhile."""

import time
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from blurlab.core.editing.correction import BLURRED, IGNORE, SHARP, Correction
from blurlab.core.editing.edit import Edit
from blurlab.core.editing.history import History
from blurlab.project.project import Project
from blurlab.ui.canvas import editing
from blurlab.ui.canvas.canvas import Canvas
from blurlab.ui.shell.main_window import MainWindow
from tests.core.strategies import random_prediction
from tests.fixtures.windows import WAIT

WIDTH, HEIGHT = 120, 80
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
ALL_ESCAPE = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)


class Painter:
    """A canvas, a hand on it, and the journal of what it was told."""

    def __init__(self) -> None:
        self.canvas = Canvas()
        self.canvas.resize(WIDTH, HEIGHT)
        self.canvas.set_photo(np.full((HEIGHT, WIDTH, 3), 128, np.uint8))
        self.correction = Correction(HEIGHT, WIDTH, random_prediction(1, 5, 7))
        self.canvas.set_correction(self.correction)
        self.canvas.set_history(History())
        self.canvas.brush_size = 9
        self.told: list[Edit] = []
        self.canvas.strokeFinished.connect(lambda edit: self.told.append(edit) if edit is not None else None)
        self.canvas.edited.connect(self.told.append)

    def mouse(self, kind: str, at: tuple[float, float], button: Qt.MouseButton = LEFT) -> None:
        none = Qt.MouseButton.NoButton
        view = QPointF(*self.canvas.viewport.to_view(*at))
        event = QMouseEvent(
            QEvent.Type[kind],
            view,
            self.canvas.mapToGlobal(view),
            none if kind == "MouseMove" else button,
            none if kind == "MouseButtonRelease" else button,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(self.canvas, event)

    def drag(self, path: list[tuple[int, int]], button: Qt.MouseButton, live_after: int = -1) -> None:
        self.mouse("MouseButtonPress", path[0], button)
        for number, place in enumerate(path):
            self.mouse("MouseMove", place, button)
            if number == live_after:
                QApplication.processEvents()
        self.mouse("MouseButtonRelease", path[-1], button)

    def come_to_rest(self) -> None:
        deadline = time.monotonic() + 60
        while self.canvas.busy:
            assert time.monotonic() < deadline, "the step never came to its end"
            QApplication.processEvents()
            if (tasks := self.canvas._long._tasks) is not None:  # a step that is only written needs no thread
                tasks._pool.waitForDone(5)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> Iterator[Painter]:
    """On this canvas every step but a brush's stroke takes a while."""
    monkeypatch.setattr(editing, "AT_ONCE", -1)
    monkeypatch.setattr(editing, "PATCHES_AT_ONCE", 0)
    painter = Painter()
    yield painter
    painter.canvas.end_stroke()


places = st.tuples(st.integers(0, WIDTH - 1), st.integers(0, HEIGHT - 1))
paths = st.lists(places, min_size=1, max_size=5)
UNDO, REDO = ("key", "undo"), ("key", "redo")
acts = st.one_of(
    st.tuples(st.just("drag"), paths, st.sampled_from([LEFT, RIGHT]), st.integers(-1, 5)),
    st.tuples(st.just("tool"), st.sampled_from(["brush", "eraser", "lasso", "fill", "accept_region", "smart"])),
    st.tuples(st.just("value"), st.sampled_from([SHARP, IGNORE, BLURRED])),
    st.tuples(st.just("size"), st.integers(1, 30)),
    st.tuples(st.just("key"), st.sampled_from(["undo", "redo", "fill_holes", "grow", "shrink"])),
    st.tuples(st.just("live")),
)

STROKES = [("drag", [(9, 9 * n), (90, 9 * n)], LEFT, -1) for n in range(4)]


def do(painter: Painter, act: tuple) -> None:
    canvas = painter.canvas
    match act:
        case ("drag", path, button, live_after):
            painter.drag(path, button, live_after)
            if canvas.hand.tool.id == "lasso" and len(set(path)) == 1 and button == LEFT:
                canvas._hand_changes()  # a click left a polygon open
        case ("tool", tool):
            canvas.set_tool(tool)
        case ("value", value):
            canvas.set_paint_value(value)
        case ("size", size):
            canvas.brush_size = size
        case ("key", "grow"):
            canvas.grow_region(1)
        case ("key", "shrink"):
            canvas.grow_region(-1)
        case ("key", name):
            getattr(canvas, name)()
        case _:
            QApplication.processEvents()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.lists(acts, max_size=14))
@example(
    [("drag", [(9, 9)], RIGHT, -1), *[("drag", [(9, 9 * n), (90, 9 * n)], LEFT, -1) for n in range(4)], UNDO, UNDO]
)
@example([("drag", [(9, 9), (90, 9)], LEFT, -1), ("tool", "fill"), ("drag", [(5, 5)], LEFT, -1), UNDO, UNDO, REDO])
def test_whatever_hands_do_while_a_step_takes_a_while_comes_out_as_if_it_had_been_made_at_once(
    qapp: QApplication, doings: list[tuple]
) -> None:
    at_once = Painter()
    for act in doings:
        do(at_once, act)
    at_once.canvas.end_stroke()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(editing, "AT_ONCE", -1)
        patch.setattr(editing, "PATCHES_AT_ONCE", 0)
        patch.setattr(editing, "MOST_WAITING", 1000)
        slow = Painter()
        for act in doings:
            do(slow, act)
        slow.come_to_rest()
        slow.canvas.end_stroke()
    assert (slow.correction.plane == at_once.correction.plane).all()
    assert [edit.to_bytes() for edit in slow.told] == [edit.to_bytes() for edit in at_once.told]
    from_journal = Correction(HEIGHT, WIDTH, random_prediction(1, 5, 7))
    for edit in slow.told:
        edit.apply(from_journal)
    assert (from_journal.plane == slow.correction.plane).all()


def test_a_stroke_drawn_while_a_region_is_being_filled_lies_on_top_of_it(slow: Painter) -> None:
    slow.canvas.set_tool("fill")
    slow.drag([(20, 20)], LEFT)
    assert slow.canvas.busy and not slow.correction.painted().any()
    slow.drag([(20, 20)], LEFT)  # noted, with the tool of now
    slow.canvas.set_paint_value(SHARP)  # and so done before the value changes
    slow.canvas.set_tool("brush")
    slow.drag([(10, 60), (100, 60)], LEFT)
    slow.come_to_rest()
    assert slow.correction.plane[60, 50] == SHARP
    assert slow.correction.plane[20, 20] == BLURRED


def test_a_stroke_whose_button_is_still_down_when_the_step_is_made_goes_on(slow: Painter) -> None:
    slow.canvas.set_tool("fill")
    slow.drag([(20, 20)], LEFT)
    slow.canvas.set_tool("brush")
    slow.mouse("MouseButtonPress", (10, 60))
    slow.mouse("MouseMove", (50, 60))
    slow.come_to_rest()
    assert slow.canvas.painting and slow.correction.plane[60, 30] == BLURRED
    slow.mouse("MouseMove", (100, 60))
    slow.mouse("MouseButtonRelease", (100, 60))
    assert slow.correction.plane[60, 90] == BLURRED and len(slow.told) == 2


def test_the_photo_can_be_moved_meanwhile_and_what_waits_is_done_when_the_hand_lets_go(slow: Painter) -> None:
    slow.canvas.zoom_to(4.0)
    slow.canvas.set_tool("fill")
    slow.drag([(60, 40)], LEFT)
    slow.canvas.set_tool("brush")
    slow.canvas.set_paint_value(IGNORE)
    slow.drag([(60, 40), (64, 40)], LEFT)
    before = slow.canvas.viewport.x
    slow.mouse("MouseButtonPress", (60, 40), Qt.MouseButton.MiddleButton)
    slow.mouse("MouseMove", (65, 40), Qt.MouseButton.MiddleButton)
    while len(slow.told) < 1:
        QApplication.processEvents()
    assert slow.canvas.viewport.x != before and len(slow.told) == 1
    slow.mouse("MouseButtonRelease", (65, 40), Qt.MouseButton.MiddleButton)
    assert len(slow.told) == 2 and slow.correction.plane[40, 62] == IGNORE


def test_escape_takes_a_step_back_that_is_being_worked_out_and_what_waits_for_it(slow: Painter) -> None:
    slow.canvas.set_tool("fill")
    slow.drag([(20, 20)], LEFT)
    slow.drag([(90, 20)], LEFT)
    QApplication.sendEvent(slow.canvas, ALL_ESCAPE)
    assert not slow.canvas.busy
    QApplication.processEvents()
    assert not slow.told and not slow.correction.painted().any()
    slow.drag([(20, 20)], LEFT)
    slow.come_to_rest()
    assert len(slow.told) == 1


def test_leaving_the_photo_first_finishes_the_step_and_what_waits_for_it(slow: Painter) -> None:
    slow.canvas.set_tool("fill")
    slow.drag([(20, 20)], LEFT)
    slow.drag([(20, 20)], RIGHT)
    slow.canvas.set_tool("brush")
    slow.drag([(10, 60), (100, 60)], LEFT)
    slow.canvas.set_photo(np.full((40, 40, 3), 90, np.uint8))
    assert slow.correction.plane[20, 20] == BLURRED and slow.correction.plane[60, 50] == BLURRED
    assert not slow.canvas.busy


def test_a_step_without_memory_is_told_and_changes_nothing(slow: Painter, qtbot: QtBot) -> None:
    def act(_correction: Correction) -> Edit | None:
        raise MemoryError

    with qtbot.waitSignal(slow.canvas.failed) as failure:
        slow.canvas.perform(act)
    assert failure.args[0].code == "memory.full"
    assert not slow.canvas.painting and not slow.told
    slow.canvas.set_tool("brush")
    slow.drag([(10, 60), (100, 60)], LEFT)
    assert len(slow.told) == 1


def test_a_held_key_does_not_pile_up_growing_that_goes_on_when_it_is_let_go(slow: Painter) -> None:
    slow.canvas.set_tool("fill")
    slow.drag([(20, 20)], LEFT)
    for _ in range(100):
        slow.canvas.grow_region(1)
    slow.come_to_rest()
    assert 1 <= len(slow.told) <= 1 + editing.MOST_WAITING


def test_closing_the_window_while_a_region_is_being_filled_saves_what_it_becomes(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(editing, "AT_ONCE", -1)
    canvas, project = window.workspace.canvas, window.session.project
    folder, photo_id = project.folder, window.session.current_id
    window.workspace.pick_tool("fill")
    window.workspace.paint(IGNORE)
    view = QPointF(*canvas.viewport.to_view(20, 20)).toPoint()
    qtbot.mouseClick(canvas, LEFT, pos=view)
    assert canvas.busy
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=WAIT)
    again = Project.open(folder)
    revision = again.masks.revisions(photo_id)[0]
    mask, painted = again.masks.read(revision)
    assert mask[20, 20] == IGNORE and painted[20, 20]
    again.close()
