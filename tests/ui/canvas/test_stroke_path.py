"""How many files a reader of the code passes from a press of the brush to its pixels."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import CodeType, FrameType, FunctionType

import pytest

import blurlab
from blurlab.core.editing.correction import Correction
from blurlab.core.editing.edit import EditRecorder
from blurlab.ui.canvas.canvas import Canvas
from blurlab.ui.canvas.layers.layer import Layer
from blurlab.ui.canvas.layers.overlay_layer import OverlayLayer
from tests.ui.canvas.test_canvas import Hand, canvas, hand, plane

__all__ = ["canvas", "hand"]  # fixtures
PACKAGE = Path(blurlab.__file__).parent
MOST = 8
# Where the mask is about to be written, where the screen is told, and where its pixels are made anew.
ENDS = (
    (EditRecorder, "touch"),
    (Correction, "before_write"),
    (Layer, "make_stale"),
    (OverlayLayer, "render"),
)


def file_of(code: CodeType) -> str:
    """As from the package on; "" where it is another's."""
    path = Path(code.co_filename)
    return path.relative_to(PACKAGE).as_posix() if path.is_relative_to(PACKAGE) else ""


def files_at_work(frame: FrameType | None) -> set[str]:
    """The package's files of which a function has been called and has not returned."""
    found = set()
    while frame is not None:
        found.add(file_of(frame.f_code))
        frame = frame.f_back
    return found - {""}


def test_a_stroke_passes_few_files_from_the_press_to_the_pixel(
    canvas: Canvas, hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    passed: set[str] = set()
    reached: set[str] = set()

    def watched(name: str, real: FunctionType) -> Callable[..., object]:
        def watching(*args: object, **keywords: object) -> object:
            reached.add(name)
            passed.update(
                files_at_work(sys._getframe()), {Path(real.__code__.co_filename).relative_to(PACKAGE).as_posix()}
            )
            return real(*args, **keywords)

        return watching

    canvas.repaint()
    before = plane(canvas).copy()
    for owner, name in ENDS:
        monkeypatch.setattr(owner, name, watched(name, getattr(owner, name)))
    hand.press(300, 200)
    hand.move(340, 220)
    canvas.repaint()
    assert (plane(canvas) != before).any() and reached == {name for _, name in ENDS}
    assert {"ui/canvas/canvas.py", "ui/canvas/tools/brush.py"} <= passed, "the way was followed from its beginning"
    assert len(passed) <= MOST, sorted(passed)
