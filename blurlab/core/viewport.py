"""Where the photo lies on the canvas: zoom, pan, and the conversion between image_xy and view_xy.

image_xy: photo pixels, floats, (0, 0) is the outer corner of the first pixel. view_xy: logical pixels of the canvas.
`ratio` is the number of device pixels in a logical one. A zoom of 1.0 (“100 %”) shows one photo pixel on one device
pixel, so that sharpness can be assessed on any screen. The photo's corner always lies on whole device pixels: at 100 %
nothing is resampled, and panning is a shift of what is already painted.
"""

from typing import Final

from blurlab.core.rect import Rect

LARGEST_ZOOM: Final = 64.0
_OVERSCROLL: Final = 0.4  # of the view: how far a photo's edge may be pulled inwards, to paint along it in comfort


class Viewport:
    """Zoom and pan of one photo in one view. Sizes are pixels; all methods keep the photo in sight."""

    def __init__(self) -> None:
        self.photo_width = 1
        self.photo_height = 1
        self.view_width = 1.0
        self.view_height = 1.0
        self.ratio = 1.0
        self.margin = 0.0  # logical pixels that a fitted photo leaves free on each side
        self.scale = 1.0  # logical pixels for one photo pixel
        self.x = 0.0  # view_xy of the photo's corner
        self.y = 0.0
        self.fitted = True  # the photo follows the size of the view
        self.fit()

    @property
    def zoom(self) -> float:
        """Device pixels for one photo pixel; 1.0 is 100 %."""
        return self.scale * self.ratio

    @property
    def fit_scale(self) -> float:
        """The scale at which the whole photo fills the view, but for the margin."""
        width, height = (max(size - 2 * self.margin, 1.0) for size in (self.view_width, self.view_height))
        scale = min(width / self.photo_width, height / self.photo_height)
        return min(scale, LARGEST_ZOOM / self.ratio)

    @property
    def smallest_scale(self) -> float:
        """Zooming out ends when the whole photo is visible, or at 100 % for a photo smaller than the view."""
        return min(self.fit_scale, 1.0 / self.ratio)

    def set_photo(self, width: int, height: int) -> None:
        """Show another photo, fitted."""
        self.photo_width, self.photo_height = max(1, width), max(1, height)
        self.fit()

    def set_view(self, width: float, height: float, ratio: float = 1.0) -> None:
        """Give the view a new size (logical pixels). A fitted photo stays fitted; otherwise the centre stays there."""
        centre = self.to_image(self.view_width / 2, self.view_height / 2)
        zoom = self.zoom
        self.view_width, self.view_height, self.ratio = max(1.0, width), max(1.0, height), ratio
        if self.fitted:
            self.fit()
        else:
            self.set_zoom(zoom)
            self.centre_on(*centre)

    def fit(self) -> None:
        """Show the whole photo, centred."""
        self.scale = self.fit_scale
        self.x = (self.view_width - self.photo_width * self.scale) / 2
        self.y = (self.view_height - self.photo_height * self.scale) / 2
        self._settle()
        self.fitted = True

    def set_zoom(self, zoom: float, at: tuple[float, float] | None = None) -> None:
        """Show one photo pixel on `zoom` device pixels; the photo stays in place at view_xy `at` (default: centre)."""
        at_x, at_y = at or (self.view_width / 2, self.view_height / 2)
        image_x, image_y = self.to_image(at_x, at_y)
        self.scale = min(max(zoom / self.ratio, self.smallest_scale), LARGEST_ZOOM / self.ratio)
        self.x, self.y = at_x - image_x * self.scale, at_y - image_y * self.scale
        self._settle()
        self.fitted = self.scale <= self.fit_scale and self.fit_scale <= 1.0 / self.ratio

    def zoom_at(self, factor: float, x: float, y: float) -> None:
        """Zoom by `factor` around view_xy, as a wheel does."""
        self.set_zoom(self.zoom * factor, (x, y))

    def pan(self, dx: float, dy: float) -> None:
        """Move the photo by logical pixels."""
        before = self.x, self.y
        self.x += dx
        self.y += dy
        self._settle()
        if (self.x, self.y) != before:
            self.fitted = False

    def centre_on(self, image_x: float, image_y: float) -> None:
        """Bring image_xy to the middle of the view, as far as the photo's edges allow."""
        self.pan(
            self.view_width / 2 - image_x * self.scale - self.x, self.view_height / 2 - image_y * self.scale - self.y
        )

    def to_view(self, image_x: float, image_y: float) -> tuple[float, float]:
        return self.x + image_x * self.scale, self.y + image_y * self.scale

    def to_image(self, view_x: float, view_y: float) -> tuple[float, float]:
        return (view_x - self.x) / self.scale, (view_y - self.y) / self.scale

    def visible(self) -> Rect:
        """The photo pixels that are visible, wholly or partly."""
        left, top = self.to_image(0, 0)
        right, bottom = self.to_image(self.view_width, self.view_height)
        return Rect.from_edges(int(left // 1), int(top // 1), int(-(-right // 1)), int(-(-bottom // 1))).clipped(
            self.photo_width, self.photo_height
        )

    def _settle(self) -> None:
        self.x = self._settled(self.x, self.photo_width * self.scale, self.view_width)
        self.y = self._settled(self.y, self.photo_height * self.scale, self.view_height)

    def _settled(self, corner: float, size: float, view: float) -> float:
        if size <= view:
            corner = (view - size) / 2
        else:
            slack = min(view * _OVERSCROLL, size - view)
            corner = min(max(corner, view - size - slack), slack)
        return round(corner * self.ratio) / self.ratio
