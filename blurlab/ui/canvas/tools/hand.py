"""The hand: which tool it holds, what it paints, how big it is."""

from dataclasses import dataclass
from typing import Final

from blurlab.core.editing.correction import BLURRED, IGNORE, SHARP, UNTOUCHED
from blurlab.ui.canvas.tools.port import Tool
from blurlab.ui.canvas.tools.registry import BRUSH

SMALLEST_SIZE: Final = 1.0
LARGEST_SIZE: Final = 4000.0
_STEP: Final = 1.2
_OTHER: Final = {BLURRED: SHARP, SHARP: BLURRED, IGNORE: UNTOUCHED}


@dataclass
class Hand:
    """Sizes are diameters, in photo pixels or in the screen's logical ones; brush and eraser keep their own."""

    tool: Tool = BRUSH
    paint_value: int = BLURRED
    brush_size: float = 40.0
    eraser_size: float = 60.0
    sizes_chosen: bool = False  # until a person chooses, sizes follow the photo's
    sizes_on_screen: bool = False
    pressure_counts: bool = True  # the harder a pen presses, the wider it paints

    @property
    def size(self) -> float:
        """Diameter of the tool in hand."""
        return self.eraser_size if self.tool.erases else self.brush_size

    def value(self, *, subtract: bool) -> int:
        """The code that the tool in hand paints; `subtract`: the other of blurred and sharp, and for ignore the
        prediction."""
        if self.tool.erases:
            return UNTOUCHED
        return _OTHER[self.paint_value] if subtract else self.paint_value

    def choose_sizes(self, brush: float, eraser: float) -> None:
        """A person chose them: they stay with the next photo."""
        self.brush_size, self.eraser_size, self.sizes_chosen = bounded(brush), bounded(eraser), True

    def show_sizes_on_screen(self, on_screen: bool, scale: float) -> None:
        """Let sizes be the screen's, or the photo's. `scale`: logical pixels of one of the photo, now."""
        factor = scale if on_screen else 1 / scale
        self.sizes_on_screen = on_screen
        self.brush_size, self.eraser_size = bounded(self.brush_size * factor), bounded(self.eraser_size * factor)

    def suit(self, width: int, height: int) -> None:
        """Sizes for a photo that nobody has chosen sizes for."""
        if not self.sizes_chosen and not self.sizes_on_screen:
            self.brush_size = float(max(8, round(max(width, height) / 16)))
            self.eraser_size = float(max(8, round(max(width, height) / 12)))


def stepped(size: float, steps: int) -> float:
    """`size` after so many presses of `]` (or, below 0, of `[`)."""
    for _ in range(abs(steps)):
        size = max(size * _STEP, size + 1) if steps > 0 else min(size / _STEP, size - 1)
    return bounded(size)


def bounded(size: float) -> float:
    return float(min(max(size, SMALLEST_SIZE), LARGEST_SIZE))
