"""Stripes where a photo is soft at 100 % though not blurred as a whole."""

from typing import Final

import numpy as np
from PySide6.QtGui import QImage

from blurlab.core.editing.correction import DEFAULT_THRESHOLD
from blurlab.core.rect import Rect
from blurlab.core.two_views import TwoViews
from blurlab.ui.canvas.layers.layer import Layer, Picture
from blurlab.ui.canvas.view.frame import Frame

# A light stripe beside a dark one, so that both photo and overlay show it whatever their colours: it is the pattern
# that tells, not a hue. They lean the other way than those of what is ignored. Premultiplied ARGB.
LIGHT: Final = 0xC8C8C8C8
DARK: Final = 0x78000000
PERIOD: Final = 14  # logical pixels


class SoftLayer(Layer):
    """Transparent where nothing is soft at 100 % alone, or nothing is known of it."""

    image_format = QImage.Format.Format_ARGB32_Premultiplied

    def __init__(self) -> None:
        super().__init__()
        self._views: TwoViews | None = None
        self._striped = False  # anywhere in the picture, as far as is known
        self.threshold = DEFAULT_THRESHOLD

    @property
    def blank(self) -> bool:
        return not self._striped

    def set_views(self, views: TwoViews | None) -> None:
        if views is not self._views:
            self._views = views
            self.make_stale()

    def set_threshold(self, threshold: int) -> None:
        self.threshold = threshold
        self.make_stale()

    def make_stale(self, rect: Rect | None = None) -> None:
        if rect is None:
            self._striped = False
        super().make_stale(rect)

    def render(self, frame: Frame, rect: Rect, onto: Picture) -> None:
        onto[:] = 0
        inside = rect.intersection(frame.photo_rect)
        if self._views is None or inside.empty:
            return
        seen = inside.translated(-frame.x, -frame.y)
        soft = self._views.soft_alone((frame.photo_height, frame.photo_width), seen, frame.step, self.threshold)
        if not soft.any():
            return
        self._striped = True
        period = max(4, round(PERIOD * frame.ratio))
        thick = max(1, round(frame.ratio))
        rows = np.arange(seen.y, seen.bottom, dtype=np.int32)[:, None]
        columns = np.arange(seen.x, seen.right, dtype=np.int32)[None, :]
        place = (rows - columns) % period
        part = onto[inside.translated(-rect.x, -rect.y).slices]
        part[soft & (place < thick)] = LIGHT
        part[soft & (place >= thick) & (place < 2 * thick)] = DARK
