"""Flip: hovering outlines the region that a click would turn over; the wheel walks to larger and smaller ones."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QColor, QPainter, QPainterPath

from blurlab.ui.canvas.tools.gesture import DragGesture
from blurlab.ui.canvas.tools.outline import bounds_of, draw_outline, outline_of, to_view
from blurlab.ui.canvas.tools.port import Drawn, Gesture, Press, Surface, Tool

if TYPE_CHECKING:
    from blurlab.core.regions.flips import Flip as Region
    from blurlab.core.regions.tree import Regions

_TINT: Final = QColor(255, 255, 255, 46)
_LIKE: Final = 1.6  # times the picked region's area: as large as a region may be that a drag adds


class Flip(Tool):
    id = "flip"
    words = "Flip"
    hint = "Click the outlined region to turn it from sharp to blurred, or back."
    keys = ("2",)
    icon = "flip"
    mouse = (
        ("Wheel, with Flip", "A larger or a smaller region"),
        ("Ctrl + wheel, with Flip", "Zoom"),
        ("Drag, with Flip", "Paint with regions"),
    )
    takes_value = False

    def point(self, surface: Surface) -> FlipPointing:
        return FlipPointing(surface)

    def press(self, press: Press, surface: Surface) -> Gesture | None:
        pointing = surface.pointing
        if not isinstance(pointing, FlipPointing):
            return None
        pointing.look(press.view)
        return None if pointing.picked is None else FlipGesture(surface, pointing, pointing.picked, press.view)


class FlipPointing:
    """The nested candidates around the pointer, and which of them is picked."""

    def __init__(self, surface: Surface) -> None:
        self._surface = surface
        self._known: tuple[object, ...] | None = None  # for which the candidates were worked out
        self._flips: list[Region] = []
        self._place = 0  # of the picked one
        self._steps = 0  # notches that the wheel went away from what is offered first; they stay as the pointer moves
        self._outline = QPainterPath()  # small pixels
        self._shown = False

    @property
    def picked(self) -> Region | None:
        return self._flips[self._place] if self._flips else None

    def move(self, view: QPointF | None) -> None:
        before = self._bounds()
        if view is None:
            self._shown = False
        else:
            self.look(view)
        after = self._bounds()
        if before != after or view is not None:
            self._surface.update(before.united(after))

    def look(self, view: QPointF) -> None:
        """Work out what lies at view_xy, unless that is known."""
        from blurlab.core.editing.correction import Corrects
        from blurlab.core.regions.flips import flips_at, preferred
        from blurlab.core.regions.step import OTHER

        surface, regions, correction = self._surface, self._surface.regions, self._surface.in_hand
        place = None if regions is None else _small(surface, regions, view)
        if regions is None or correction is None or place is None:
            self._flips, self._known, self._shown = [], None, False
            return
        self._shown = True
        x, y = place
        codes = surface.codes_in_hand(regions.shape)
        leaf = int(regions.labels[y, x])
        known = (regions, leaf, int(codes[y, x]), codes.tobytes())
        if known == self._known:
            return
        if self._known is not None and self._known[:2] != known[:2] and not self._picks(x, y):
            self._steps = 0
        self._known = known
        if known[2] not in OTHER:
            self._flips = []
            self._draw_anew()
            return
        self._flips = flips_at(regions, codes, x, y, surface.cut_in_hand)
        if correction.corrects is Corrects.KIND:  # mostly all of what is blurred there is of one kind
            first = len(self._flips) - 1
        else:
            first = preferred(regions, self._flips, known[2], surface.cut_in_hand)
        self._place = min(max(first + self._steps, 0), len(self._flips) - 1)
        self._draw_anew()

    def turn(self, steps: int) -> bool:
        if not self._shown or not self._flips:
            return False
        place = min(max(self._place + steps, 0), len(self._flips) - 1)
        if place != self._place:
            self._steps += place - self._place
            before = self._bounds()
            self._place = place
            self._draw_anew()
            self._surface.update(before.united(self._bounds()))
        return True

    def forget_steps(self) -> None:
        """A region was flipped: the next is offered as if the wheel had not turned."""
        self._steps, self._known = 0, None

    def preview(self, painter: QPainter) -> None:
        if self._shown and self._flips:
            draw_outline(painter, to_view(self._surface).map(self._outline), _TINT)

    def _picks(self, x: int, y: int) -> bool:
        """Whether the picked region holds the small pixel: the pointer moves within it."""
        picked = self.picked
        if picked is None:
            return False
        box = picked.box
        inside = box.x <= x < box.right and box.y <= y < box.bottom
        return inside and bool(picked.mask[y - box.y, x - box.x])

    def _draw_anew(self) -> None:
        picked = self.picked
        self._outline = QPainterPath() if picked is None else outline_of(picked.mask, picked.box)

    def _bounds(self) -> QRect:
        return bounds_of(to_view(self._surface).map(self._outline))


class FlipGesture(DragGesture):
    """From press to release: the picked region, and on the way of a drag those of about its size."""

    def __init__(self, surface: Surface, pointing: FlipPointing, picked: Region, view: QPointF) -> None:
        self._surface, self._pointing, self._picked = surface, pointing, picked
        regions = surface.regions
        assert regions is not None
        self._regions = regions
        self._codes = surface.codes_in_hand(regions.shape)
        place = _small(surface, regions, view)
        assert place is not None
        self._code = int(self._codes[place[1], place[0]])
        self._mask = picked.in_place(regions.shape)
        self._outline = QPainterPath()

    def begin(self) -> None:
        self._draw_anew()

    def move(self, view: QPointF) -> None:
        from blurlab.core.regions.flips import flips_at

        place = _small(self._surface, self._regions, view)
        if place is None:
            return
        x, y = place
        if self._mask[y, x] or int(self._codes[y, x]) != self._code:
            return
        flips = flips_at(self._regions, self._codes, x, y, self._surface.cut_in_hand)
        like = [each for each in flips if each.area <= _LIKE * self._picked.area] or flips[:1]
        self._mask |= like[-1].in_place(self._regions.shape)
        self._draw_anew()

    def finish(self) -> Drawn | None:
        from blurlab.core.regions.step import OTHER, region_step

        correction = self._surface.in_hand
        self._pointing.forget_steps()
        self._surface.update(self._bounds())
        if correction is None:
            return None
        plan = partial(
            region_step,
            region=self._mask,
            value=OTHER[self._code],
            threshold=self._surface.cut_in_hand,
            label=Flip.words,
            of_code=self._code,
        )
        share = float(self._mask.mean())
        return Drawn(plan, round(share * correction.rect.area))

    def cancel(self) -> None:
        self._surface.update(self._bounds())

    def preview(self, painter: QPainter) -> None:
        draw_outline(painter, to_view(self._surface).map(self._outline), _TINT)

    def _draw_anew(self) -> None:
        from blurlab.core.rect import Rect

        before = self._bounds()
        height, width = self._regions.shape
        self._outline = outline_of(self._mask, Rect(0, 0, width, height))
        self._surface.update(before.united(self._bounds()))

    def _bounds(self) -> QRect:
        return bounds_of(to_view(self._surface).map(self._outline))


def _small(surface: Surface, regions: Regions, view: QPointF) -> tuple[int, int] | None:
    """The small pixel at view_xy; None beside the photo."""
    correction = surface.in_hand
    if correction is None:
        return None
    x, y = surface.viewport.to_image(view.x(), view.y())
    height, width = regions.shape
    column, row = int(x * width // correction.width), int(y * height // correction.height)
    return (column, row) if 0 <= column < width and 0 <= row < height else None
