"""What one click or one key does to the region under the pointer."""

from functools import partial
from typing import TYPE_CHECKING

from blurlab.core.editing.regions import accept_step, fill_step, grow_step, holes_step
from blurlab.ui.canvas.tools.long_step import EditPlan

if TYPE_CHECKING:
    from blurlab.ui.canvas.canvas import Canvas

_STEP = 2.0  # logical pixels by which an edge moves for one press of a key, at whatever zoom


def filling(canvas: "Canvas", x: float, y: float, value: int) -> EditPlan:
    return partial(fill_step, x=x, y=y, value=value, threshold=canvas.threshold)


def accepting(canvas: "Canvas", x: float, y: float) -> EditPlan:
    return partial(accept_step, x=x, y=y, threshold=canvas.threshold)


def filling_holes(canvas: "Canvas", x: float, y: float) -> EditPlan:
    return partial(holes_step, x=x, y=y, threshold=canvas.threshold)


def growing(canvas: "Canvas", x: float, y: float, steps: int) -> EditPlan:
    """`steps` < 0 shrinks."""
    pixels = steps * max(1, round(_STEP / canvas.viewport.scale))
    return partial(grow_step, x=x, y=y, threshold=canvas.threshold, pixels=pixels)
