"""A stroke or a loop as it was drawn, so that the same can be painted on the photos that lie beside its own."""

from dataclasses import dataclass, replace

import numpy as np

from blurlab.core.editing.brush import Stroke, polygon_mask, polygon_step
from blurlab.core.editing.correction import Correction, Corrects
from blurlab.core.editing.edit import Edit
from blurlab.core.rect import Rect


@dataclass(frozen=True)
class Trail:
    """`points`: image_xy, each with the radius of the brush there in photo pixels; of a loop the radius is 0.

    `value`: a mask code, or UNTOUCHED. `corrects`: the plane on which it was drawn.
    """

    points: tuple[tuple[float, float, float], ...]
    value: int
    label: str
    loop: bool = False
    corrects: Corrects = Corrects.BLUR

    @property
    def bounds(self) -> Rect:
        """Holds every pixel that it may paint."""
        points = np.array(self.points)
        reach = points[:, 2:]
        low = np.floor((points[:, :2] - reach).min(axis=0)).astype(int)
        high = np.ceil((points[:, :2] + reach).max(axis=0)).astype(int)
        return Rect.from_edges(int(low[0]), int(low[1]), int(high[0]) + 1, int(high[1]) + 1)

    def moved(self, dx: float, dy: float) -> "Trail":
        """The same where the photo begins elsewhere: every point moves by (dx, dy)."""
        return replace(self, points=tuple((x + dx, y + dy, radius) for x, y, radius in self.points))

    def touches(self, rect: Rect) -> bool:
        """Whether it paints a pixel of `rect`."""
        if self.bounds.intersection(rect).empty:
            return False
        if self.loop:
            return polygon_mask([(x, y) for x, y, _ in self.points], rect) is not None
        low, high = np.array([rect.x, rect.y]) + 0.5, np.array([rect.right, rect.bottom]) - 0.5  # pixels' centres
        for (ax, ay, a_radius), (bx, by, radius) in zip(self.points, self.points[1:] or self.points, strict=False):
            steps = max(2, int(np.hypot(bx - ax, by - ay)) + 1)
            along = np.linspace((ax, ay), (bx, by), steps)
            apart = along - np.clip(along, low, high)
            if (np.hypot(apart[:, 0], apart[:, 1]) <= max(a_radius, radius)).any():
                return True
        return False

    def paint(self, correction: Correction) -> Edit | None:
        """Paint it, as it was drawn. Returns the step; None if it changes nothing."""
        if self.loop:
            step = polygon_step(correction, [(x, y) for x, y, _ in self.points], self.value, self.label)
            if step is not None:
                step.apply(correction)
            return step
        stroke = Stroke(correction, self.value, self.points[0][2])
        stroke.begin(*self.points[0][:2])
        for point in self.points[1:]:
            stroke.to(*point)
        return stroke.finish(self.label)
