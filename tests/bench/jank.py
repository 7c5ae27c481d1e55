"""Row of training beside painting: does the window stutter more while the real trainer works?"""

from typing import TYPE_CHECKING

import numpy as np

from tests.bench.rows import CannotRun, Measured, row
from tests.bench.window import mouse, painted_after, rest, until, window_with

if TYPE_CHECKING:
    from blurlab.ui.canvas.canvas import Canvas
    from blurlab.ui.shell.main_window import MainWindow

_STROKES = 100
_MOVES = 12
_FRAME = 0.016  # seconds
_SIZE = (3000, 2000)


def _slow_frames(canvas: "Canvas", strokes: int = _STROKES) -> int:
    """Of the frames of so many strokes, how many took over 16 ms from the event to the screen."""
    from PySide6.QtCore import QPointF

    correction = canvas.correction
    assert correction is not None
    slow = 0
    for number in range(strokes):
        x = np.linspace(0.2, 0.8, _MOVES) * correction.width
        y = (0.1 + 0.8 * number / strokes) * correction.height + 60 * np.sin(np.linspace(0, 6, _MOVES))
        places = [QPointF(*canvas.viewport.to_view(*point)) for point in zip(x.tolist(), y.tolist(), strict=True)]
        canvas.set_paint_value(0 if number % 2 else 255)
        times = [painted_after(lambda place=places[0]: mouse(canvas, "MouseButtonPress", place))]
        for place in places[1:]:
            rest(0.004)  # a mouse tells of itself some 125 times a second
            times.append(painted_after(lambda place=place: mouse(canvas, "MouseMove", place)))
        times.append(painted_after(lambda place=places[-1]: mouse(canvas, "MouseButtonRelease", place)))
        slow += sum(time > _FRAME for time in times)
    return slow


def _train(window: "MainWindow") -> None:
    """Start the real trainer on the window's photos, and wait until it takes steps."""
    from blurlab.project.models import shipped_models
    from blurlab.session.models.training_run import RunState
    from blurlab.worker.messages import Setup

    if not shipped_models():
        raise CannotRun("no model came with blurlab")
    session = window.session
    assert session is not None
    session.trainings.start(Setup.SELF, minutes=30)
    until(lambda: session.training.record.step > 2 or session.training.state is RunState.FAILED)
    if session.training.state is RunState.FAILED:
        raise CannotRun(session.training.sentence)


@row("loop.jank", "× idle", at_most=1.5)
def jank() -> Measured:
    """Frames over 16 ms while painting 100 strokes with training running, against idle.

    With fewer than five slow frames at idle the ratio says nothing, so they count as five.
    """
    with window_with([_SIZE, (800, 600)], trainer_module="training.runs.trainer") as window:
        canvas = window.workspace.canvas
        canvas.brush_size = 100
        _slow_frames(canvas, 10)
        idle = _slow_frames(canvas)
        _train(window)
        busy = _slow_frames(canvas)
        window.session.training.stop()
    return Measured(busy / max(5, idle))
