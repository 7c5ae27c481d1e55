"""The interface of the canvas's tools: what a tool is, what it learns of a press, and what it may do to the canvas.

A tool is an object: text, key and icon for menus, buttons and the key sheet, and `press`, which answers a press of a
button with a gesture. A new one is a file in this folder and a line in `registry.py`. Only Qt is imported here and by
the tools themselves, because the window names them before arrays are loaded; array code is imported in `press`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QPainter

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from blurlab.core.editing.correction import Correction
    from blurlab.core.editing.edit import Edit
    from blurlab.core.editing.trail import Trail
    from blurlab.core.proposals import Proposals
    from blurlab.core.pyramid import Pyramid
    from blurlab.core.rect import Rect
    from blurlab.core.regions.tree import Regions
    from blurlab.core.viewport import Viewport

Point: TypeAlias = tuple[float, float]  # image_xy: photo pixels from the photo's upper left
EditPlan: TypeAlias = "Callable[[Correction], Edit | None]"  # works a step out, and writes nothing

SUBTRACTING = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier  # some systems keep Alt + drag
SIZING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@dataclass(frozen=True)
class Press:
    """A button went down on the photo. `value`: the mask code to paint, as hand, Alt and Ctrl have it."""

    view: QPointF  # logical pixels of the canvas
    at: Point
    button: Qt.MouseButton
    value: int
    line_from: Point | None = None  # where the last stroke ended, if Shift asks for a straight line from there
    sizes: bool = False  # Ctrl and Shift are held: a drag sets the size in hand


@dataclass(frozen=True)
class Drawn:
    """How a drawn path becomes a step, and how many photo pixels it reads."""

    plan: EditPlan
    pixels: int

    @classmethod
    def around(cls, points: Sequence[Point], plan: EditPlan, reach: float = 0.0) -> Drawn:
        """`reach`: photo pixels around the points that are read as well."""
        x, y = [point[0] for point in points], [point[1] for point in points]
        return cls(plan, round((max(x) - min(x) + 2 * reach) * (max(y) - min(y) + 2 * reach)))


class Gesture(Protocol):
    """A gesture in progress, from a press on; `gesture.py` has one that only ends with the release.

    `paints`: it may change the correction, so nothing else may until it ends.
    `sized`: it is as wide as the tool in hand, so the brush's rim shows what it does.
    """

    paints: bool
    sized: bool

    def begin(self) -> None:
        """Nothing else works on the canvas by now."""

    def move(self, view: QPointF) -> None:
        """The pointer is at view_xy."""

    def press(self, view: QPointF) -> bool:
        """Its button went down again; True if that ends it."""

    def release(self) -> bool:
        """Its button went up; True if that ends it."""

    def close(self) -> bool:
        """Enter or a double click; True if that ends it."""

    def finish(self) -> Edit | Drawn | None:
        """It ends: returns the step that was made, or the drawn path that becomes one."""

    def trail(self) -> Trail | None:
        """What was drawn, once it is finished, if the same can be painted on photos beside this one."""

    def cancel(self) -> None:
        """Restore everything from before the press."""

    def preview(self, painter: QPainter) -> None:
        """Draw what is not in the mask yet."""


class Pointing(Protocol):
    """What a tool shows of the place under the pointer before a press: made when the tool comes into a hand."""

    def move(self, view: QPointF | None) -> None:
        """The pointer is at view_xy, or None: off the canvas, or something else is in progress."""

    def turn(self, steps: int) -> bool:
        """The wheel turned by notches, away from the hand for steps > 0; False leaves it to the zoom."""

    def preview(self, painter: QPainter) -> None:
        """Draw what a press would change."""


class Surface(Protocol):
    """What a tool may know of the canvas, and do to it."""

    viewport: Viewport
    pyramid: Pyramid | None
    proposals: Proposals | None  # of the photo that is shown, where there are any
    regions: Regions | None  # likewise; they come a moment after the photo

    @property
    def pointing(self) -> Pointing | None:
        """What the tool in hand shows under the pointer, as its `point` made it for this surface."""

    @property
    def in_hand(self) -> Correction | None:
        """What tools correct: the mask, or the kinds of its blur."""

    @property
    def cut_in_hand(self) -> int:
        """Unpainted pixels at or above this count as blurred, or as motion, 1..255."""

    def codes_in_hand(self, shape: tuple[int, int]) -> NDArray[np.uint8]:
        """The codes of `in_hand` as they are seen, uint8 of this shape; 1 where a tool has nothing to correct."""

    @property
    def radius(self) -> float:
        """Half the size in hand, in photo pixels, as the pen presses now."""

    @property
    def size_of_tool(self) -> float | None:
        """Diameter of the tool in hand, in the unit in which it is chosen; None if it has none."""

    def resize_tool(self, size: float) -> None:
        """Give the tool in hand this diameter."""

    @property
    def pen_presses(self) -> bool:
        """Whether a pen sets the radius as it goes."""

    @property
    def pans(self) -> bool:
        """Whether a press of the left button pans: the Space bar is held, or the hand holds nothing else."""

    def width(self) -> int:
        """Of the canvas, in logical pixels."""

    def update(self, area: QRect, /) -> None:
        """Repaint these logical pixels."""

    def refresh(self, rect: Rect | None = None) -> None:
        """The correction was changed in `rect` (photo pixels; default: anywhere)."""

    def perform(self, plan: EditPlan) -> Edit | None:
        """Make one step that is not a stroke, at once or in a thread."""

    def pan(self, dx: float, dy: float) -> None:
        """Move the photo by logical pixels."""

    def set_split(self, place: float | None) -> None:
        """Move the dividing line of a comparison to this part of the width, 0..1."""

    def near_divider(self, view: QPointF) -> bool:
        """Whether a press at view_xy takes hold of the dividing line."""

    def side_at(self, view: QPointF) -> int | None:
        """0 or 1 if the name of what lies left or right of the dividing line stands."""

    def ask_side(self, side: int) -> None:
        """Let the person choose what lies on this side of the dividing line."""


class Tool(Protocol):
    """One tool. A class that names it as its base takes over what is set here.

    A tool with `keys` becomes an action of that `id`, with a button, a menu entry and a line on the key sheet.
    """

    id: str
    words: str
    hint: str = ""  # a whole sentence
    keys: tuple[str, ...] = ()  # in Qt's portable spelling; none: reached only by button or place
    icon: str = ""  # a file of resources/icons
    mouse: tuple[tuple[str, str], ...] = ()  # for the key sheet: what the hand does, and what comes of it
    cursor: Qt.CursorShape = Qt.CursorShape.CrossCursor
    sized: bool = False  # it is as wide as a brush, and its rim takes the cursor's place
    erases: bool = False  # it gives pixels back to the prediction, and has a size of its own
    takes_value: bool = True  # it paints the code in hand; choosing a code lays other tools down
    edits: bool = True  # it changes the mask, so its press waits for a long step

    def press(self, press: Press, surface: Surface) -> Gesture | None:
        """Begin a gesture, or do at once what a click does."""

    def point(self, surface: Surface) -> Pointing | None:
        """What follows the pointer while the tool is in hand; None for the cursor alone."""
        return None


class ReachedTool(Tool, Protocol):
    """A tool that is always at hand, by a button of the mouse, a held key or a place on the canvas."""

    def takes(self, press: Press, surface: Surface) -> bool:
        """Whether this press is its own, whatever tool is in hand."""
