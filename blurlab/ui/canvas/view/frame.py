"""One picture of the canvas in device pixels: which photo pixel each of them shows.

Here, and nowhere else, logical and device pixels meet. The photo's corner lies on a whole device pixel (the viewport
sees to that), so the photo pixel under a device pixel depends only on their distance: what was painted before a pan is
still right after it, shifted.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, QRectF

from blurlab.core.rect import Rect
from blurlab.core.viewport import Viewport


@dataclass(frozen=True)
class Frame:
    """Sizes and places in device pixels; `step` is the number of photo pixels that one device pixel spans."""

    width: int
    height: int
    x: int  # the photo's corner
    y: int
    step: float
    ratio: float
    photo_width: int
    photo_height: int

    @classmethod
    def of(cls, viewport: Viewport, *, coarse: bool = False) -> "Frame":
        """`coarse`: of every other device pixel each way, to be shown as two by two; a quarter of the work."""
        width, height = round(viewport.view_width * viewport.ratio), round(viewport.view_height * viewport.ratio)
        block = 2 if coarse else 1
        ratio = viewport.ratio / block
        return cls(
            width=max(1, -(-width // block)),
            height=max(1, -(-height // block)),
            x=round(viewport.x * ratio),
            y=round(viewport.y * ratio),
            step=block / viewport.zoom,
            ratio=ratio,
            photo_width=viewport.photo_width,
            photo_height=viewport.photo_height,
        )

    @property
    def rect(self) -> Rect:
        return Rect(0, 0, self.width, self.height)

    @property
    def photo_rect(self) -> Rect:
        """The device pixels whose centres lie on the photo, in view or not; at least one each way, however small."""
        width = max(1, math.ceil(self.photo_width / self.step - 0.5))
        height = max(1, math.ceil(self.photo_height / self.step - 0.5))
        return Rect(self.x, self.y, width, height)

    def columns(self, rect: Rect) -> NDArray[np.intp]:
        """The photo column under each device column of `rect`."""
        return self._under(rect.x - self.x, rect.width, self.photo_width)

    def rows(self, rect: Rect) -> NDArray[np.intp]:
        """The photo row under each device row of `rect`."""
        return self._under(rect.y - self.y, rect.height, self.photo_height)

    def _under(self, first: int, count: int, size: int) -> NDArray[np.intp]:
        places = np.floor((np.arange(first, first + count) + 0.5) * self.step).astype(np.intp)
        inside: NDArray[np.intp] = np.minimum(np.maximum(places, 0), size - 1)  # np.clip: many times longer for so few
        return inside

    def covering(self, photo_rect: Rect, margin: int = 0) -> Rect:
        """Device pixels that may show a photo pixel of `photo_rect`, and `margin` more on each side."""
        if photo_rect.empty:
            return Rect.nothing()
        return (
            Rect.from_edges(
                math.floor(photo_rect.x / self.step) + self.x - 1,
                math.floor(photo_rect.y / self.step) + self.y - 1,
                math.ceil(photo_rect.right / self.step) + self.x + 1,
                math.ceil(photo_rect.bottom / self.step) + self.y + 1,
            )
            .expanded(margin)
            .intersection(self.rect)
        )

    def from_logical(self, area: QRect) -> Rect:
        """Device pixels that a rectangle of logical ones touches."""
        return Rect.from_edges(
            math.floor(area.left() * self.ratio),
            math.floor(area.top() * self.ratio),
            math.ceil((area.left() + area.width()) * self.ratio),
            math.ceil((area.top() + area.height()) * self.ratio),
        ).intersection(self.rect)

    def to_logical(self, rect: Rect) -> QRectF:
        return QRectF(rect.x / self.ratio, rect.y / self.ratio, rect.width / self.ratio, rect.height / self.ratio)
