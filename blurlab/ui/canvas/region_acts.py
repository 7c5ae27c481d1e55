"""What one click or one key does to the region under the pointer."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from blurlab.core.correction import Correction
from blurlab.core.edit import Edit
from blurlab.core.regions import accept_region, fill_holes, fill_region, grow_region

if TYPE_CHECKING:
    from blurlab.ui.canvas.canvas import Canvas

Act = Callable[[Correction], Edit | None]
_STEP = 2.0  # logical pixels by which an edge moves for one press of a key, at whatever zoom


def filling(canvas: "Canvas", x: float, y: float, value: int) -> Act:
    return partial(fill_region, x=x, y=y, value=value, threshold=canvas.threshold)


def accepting(canvas: "Canvas", x: float, y: float) -> Act:
    return partial(accept_region, x=x, y=y, threshold=canvas.threshold)


def filling_holes(canvas: "Canvas", x: float, y: float) -> Act:
    return partial(fill_holes, x=x, y=y, threshold=canvas.threshold)


def growing(canvas: "Canvas", x: float, y: float, steps: int) -> Act:
    """`steps` < 0 shrinks."""
    pixels = steps * max(1, round(_STEP / canvas.viewport.scale))
    return partial(grow_region, x=x, y=y, threshold=canvas.threshold, pixels=pixels)
