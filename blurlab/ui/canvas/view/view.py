"""What the canvas shows: a photo, the overlay of its correction, and the visible part. No input here."""

from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from blurlab.core.editing.correction import Correction
from blurlab.core.editing.edit import Edit
from blurlab.core.palette import Palette
from blurlab.core.pyramid import Pyramid
from blurlab.core.rect import Rect
from blurlab.core.viewport import Viewport
from blurlab.ui.canvas.layers.layer import Layer, pieces, rects_of, region_of
from blurlab.ui.canvas.layers.overlay_layer import OverlayLayer, Part
from blurlab.ui.canvas.layers.photo_layer import PhotoLayer
from blurlab.ui.canvas.view import decorations
from blurlab.ui.canvas.view.badge import Badge
from blurlab.ui.canvas.view.both_views import BothViews
from blurlab.ui.canvas.view.divider import NEAR, draw_divider
from blurlab.ui.canvas.view.frame import Frame

WHEEL_FACTOR: Final = 1.25  # for one notch of 15 degrees
_TRACE_MS = 900  # how long the brackets stay around what an undo changed
_REFINE_MS = 90  # after the wheel's last notch; until then the picture may be coarse, but it keeps up
_BADGE = "Blur overlay"
_HINT = "Open a folder of photos, or drop one here."


class CanvasView(QWidget):
    """Photo, overlay, zoom, comparison and marks. A subclass adds input."""

    zoomChanged = Signal(float)  # 1.0 is 100 %; also when the photo was only moved
    overlayChanged = Signal()  # visibility, opacity, threshold or colours of the overlay, or the comparison
    changed = Signal(object)  # Rect of the correction that looks otherwise now, None: all of it

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.viewport = Viewport()
        self.pyramid: Pyramid | None = None
        self.correction: Correction | None = None
        self.hint = _HINT
        self._photo, self._overlay = PhotoLayer(), OverlayLayer()
        self._over: list[Layer] = []  # more layers that follow the correction
        self._beside: OverlayLayer | None = None  # left of the dividing line; None: the bare photo
        self._instead: OverlayLayer | None = None  # right of the line; None: the correction
        self._beside_name = self._instead_name = ""
        self._overlay_visible, self._peeking = True, False
        self._split: float | None = None
        self._badge = Badge(_BADGE)
        self.views = BothViews(self._overlay_changed)
        self._coarse = False  # the wheel turns: every other pixel is shown as two by two, and all of them soon
        self._small = QImage()  # the coarse picture
        self._due = QRegion()  # logical pixels that wait for the next paint event
        self._trace = Rect.nothing()
        self._trace_timer = QTimer(self, singleShot=True, interval=_TRACE_MS)
        self._trace_timer.timeout.connect(self._end_trace)
        self._refine_timer = QTimer(self, singleShot=True, interval=_REFINE_MS)
        self._refine_timer.timeout.connect(self._refine)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 120)

    # ------------------------------------------------------------------ for the hands

    def end_stroke(self) -> None:
        """Finish the gesture in progress: its correction is about to go."""

    def follow_pointer(self) -> None:
        """The view under the pointer moved."""

    def draw_hands(self, painter: QPainter) -> None:
        """Draw the tool in hand, over everything else."""

    # ------------------------------------------------------------------ what is shown

    def set_photo(self, photo: NDArray[np.uint8] | Pyramid | None) -> None:
        """Show a photo, fitted: uint8 RGB (height, width, 3), or its Pyramid made elsewhere (big photos: in a thread).

        Ends a stroke in progress, and removes the previous photo's correction from the canvas.
        """
        self.end_stroke()
        self.pyramid = Pyramid(photo) if isinstance(photo, np.ndarray) else photo
        self.correction = None
        self._overlay.set_correction(None)
        self._photo.set_pyramid(self.pyramid)
        self.views.clear()
        self._beside, self._beside_name = None, ""
        self._instead, self._instead_name = None, ""
        self._trace = Rect.nothing()
        if self.pyramid is not None:
            self.viewport.set_photo(self.pyramid.width, self.pyramid.height)
        self._view_changed()

    def set_correction(self, correction: Correction | None) -> None:
        """Lay a correction of the photo's size over it, and edit this one from now on; its History comes separately."""
        self.end_stroke()
        if correction is not None and self.pyramid is not None:
            size = (self.pyramid.width, self.pyramid.height)
            if size != (correction.width, correction.height):
                raise ValueError(
                    f"The correction has {correction.width} × {correction.height} pixels, the photo {size}."
                )
        self.correction = correction
        self._overlay.set_correction(correction)
        self.update()

    def refresh(self, rect: Rect | None = None, undone: Edit | None = None) -> None:
        """The correction was changed in `rect` (photo pixels; default: anywhere).

        `undone`: the step, if any, that was reverted, so that every pixel is as it was before.
        """
        for layer in self._overlays():
            if rect is None:
                layer.make_stale()
                self.update()
            else:
                self._update_frame(layer.frame, layer.changed(rect, undone))
        for more in self._over:
            more.make_stale(None if rect is None or more.frame is None else more.frame.covering(rect, margin=1))
        self.changed.emit(rect)

    @property
    def threshold(self) -> int:
        return self._overlay.threshold

    def set_threshold(self, threshold: int) -> None:
        """Untouched pixels at or above this blurriness show as blurred; painted ones do not change."""
        if threshold != self._overlay.threshold:
            self.views.layer.set_threshold(threshold)
            for layer in self._overlays():
                layer.set_threshold(threshold)
            self._overlay_changed()

    @property
    def opacity(self) -> float:
        return self._overlay.palette.opacity

    def set_opacity(self, opacity: float) -> None:
        """0..1, of the overlay's fill."""
        self.set_palette(replace(self._overlay.palette, opacity=min(max(opacity, 0.0), 1.0)))

    @property
    def palette_of_overlay(self) -> Palette:
        return self._overlay.palette

    def set_palette(self, palette: Palette) -> None:
        """Colours, opacity, fill and outline of the overlay."""
        if palette != self._overlay.palette:
            for layer in self._overlays():
                layer.set_palette(palette)
            self._overlay_changed()

    @property
    def overlay_visible(self) -> bool:
        """The setting; a peek does not change it."""
        return self._overlay_visible

    def set_overlay_visible(self, visible: bool) -> None:
        if visible != self._overlay_visible:
            self._overlay_visible = visible
            self._overlay_changed()

    def set_peek(self, peeking: bool) -> None:
        """The bare photo for as long as a key is held."""
        if peeking != self._peeking:
            self._peeking = peeking
            self._overlay_changed()

    @property
    def split(self) -> float | None:
        """Where the overlay begins, 0..1 of the canvas's width; None: everywhere. Left of it lies what it is beside."""
        return self._split

    def set_split(self, place: float | None) -> None:
        """Compare: left of this part of the width (0..1) is the bare photo, or the plane of `set_beside`."""
        self._split = None if place is None else min(max(place, 0.02), 0.98)
        self._overlay_changed()

    def set_beside(self, part: Part | None, name: str = "") -> None:
        """What a comparison shows left of the line: `part(rect)` as a correction's plane has it, or the bare photo."""
        self._beside, self._beside_name = self._layer_of(part), name
        self._overlay_changed()

    def set_instead(self, part: Part | None, name: str = "") -> None:
        """What a comparison shows right of the line, as in `set_beside`; None: the correction."""
        self._instead, self._instead_name = self._layer_of(part), name
        self._overlay_changed()

    def _layer_of(self, part: Part | None) -> OverlayLayer | None:
        if part is None:
            return None
        layer = OverlayLayer()
        layer.set_part(part)
        layer.set_palette(self._overlay.palette)
        layer.set_threshold(self._overlay.threshold)
        return layer

    @property
    def names_beside(self) -> tuple[str, str]:
        """What lies left and right of the dividing line, as text."""
        return self._beside_name or "Photo", self._instead_name or "Correction"

    def _overlays(self) -> list[OverlayLayer]:
        return [self._overlay, *(layer for layer in (self._beside, self._instead) if layer is not None)]

    # ------------------------------------------------------------------ zoom and pan

    def fit(self) -> None:
        """The whole photo."""
        self.viewport.fit()
        self._view_changed()

    def zoom_to(self, zoom: float, at: QPointF | None = None) -> None:
        """1.0 is one photo pixel on one device pixel; `at` (view_xy; default: the centre) stays in place."""
        self.viewport.set_zoom(zoom, None if at is None else (at.x(), at.y()))
        self._view_changed()

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom by a factor, stopping at 100 % on the way past it."""
        before = self.viewport.zoom
        after = before * factor
        if min(before, after) * 1.001 < 1 < max(before, after) * 0.999:
            after = 1.0
        self.zoom_to(after, at)

    def toggle_actual_size(self, at: QPointF | None = None) -> None:
        """100 %, `at` staying in place, or the whole photo again."""
        if abs(self.viewport.zoom - 1) < 1e-6:
            self.fit()
        else:
            self.zoom_to(1.0, at)

    def zoom_in(self) -> None:
        self.zoom_by(WHEEL_FACTOR)

    def zoom_out(self) -> None:
        self.zoom_by(1 / WHEEL_FACTOR)

    def pan(self, dx: float, dy: float) -> None:
        """Move the photo by logical pixels."""
        self.viewport.pan(dx, dy)
        self._view_changed()

    def centre_on(self, image_x: float, image_y: float) -> None:
        """Bring image_xy to the middle, as far as the photo's edges allow."""
        self.viewport.centre_on(image_x, image_y)
        self._view_changed()

    def show_spot(self, spot: Rect) -> None:
        """Bring a part of the photo to the middle, large enough to assess, and mark it."""
        near = 0.35 * self.viewport.ratio * min(self.width() / spot.width, self.height() / spot.height)
        self.viewport.set_zoom(max(min(1.0, near), self.viewport.fit_scale * self.viewport.ratio))
        self.viewport.centre_on(spot.x + spot.width / 2, spot.y + spot.height / 2)
        self.set_overlay_visible(True)
        self._view_changed()
        self._mark(spot)

    def sizeHint(self) -> QSize:
        return QSize(900, 600)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_view()

    def _fit_view(self) -> None:
        self.viewport.set_view(self.width(), self.height(), self.devicePixelRatioF())
        self._view_changed()

    # ------------------------------------------------------------------ painting

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.viewport.ratio != self.devicePixelRatioF():  # the window went to another screen
            self._fit_view()
        self._due = QRegion()
        frame = self._frame()
        for layer in (self._photo, self.views.layer, *self._overlays()):
            layer.show(frame)
        due = QRegion()
        for area in rects_of(event.region()):
            due += region_of(frame.from_logical(area))
        with QPainter(self) as painter:
            if self._coarse:
                self._paint_coarsely(painter, frame, due)
            else:
                self._paint_layers(painter, frame, due)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._decorate(painter, frame, event.region())

    def _frame(self) -> Frame:
        return Frame.of(self.viewport, coarse=self._coarse)

    def _paint_layers(self, painter: QPainter, frame: Frame, due: QRegion) -> None:
        self._photo.paint(painter, due)
        if self.overlay_shown:
            left = self._left_of_split(frame)
            right = self._overlay if self._instead is None or self._split is None else self._instead
            right.paint(painter, due - left)
            if self._beside is not None:
                self._beside.paint(painter, due & left)
            if self.views.shown:
                self.views.layer.paint(painter, due - left)
        self._paint_over(painter, frame, due)

    def _paint_over(self, painter: QPainter, frame: Frame, due: QRegion) -> None:
        """Paint what a kind of view lays over the overlay."""

    def _paint_coarsely(self, painter: QPainter, frame: Frame, due: QRegion) -> None:
        """Compose the layers while they are small, and enlarge only the result."""
        if (self._small.width(), self._small.height()) != (frame.width, frame.height):
            self._small = QImage(frame.width, frame.height, QImage.Format.Format_RGB32)
        with QPainter(self._small) as small:
            small.scale(frame.ratio, frame.ratio)
            self._paint_layers(small, frame, due)
        painter.drawImage(frame.to_logical(frame.rect), self._small)

    def _decorate(self, painter: QPainter, frame: Frame, area: QRegion) -> None:
        if self.pyramid is None:
            decorations.draw_hint(painter, self.rect(), self.hint)
            return
        trace = frame.covering(self._trace)
        if not trace.empty:
            decorations.draw_trace(painter, frame.to_logical(trace), self.rect())
        if self.overlay_shown:
            self._badge.draw(painter, area, self.font(), self._overlay.palette.painted_blurred)
            self.views.draw_legend(painter, area, self.font(), self._overlay.palette.predicted_blurred)
        if self._split is not None and self.overlay_shown:
            draw_divider(painter, self._split * self.width(), self.height())
            decorations.draw_sides(painter, self.boxes_of_sides(), self.names_beside)
        self.draw_hands(painter)

    def boxes_of_sides(self) -> tuple[QRectF, QRectF]:
        """Where the names of what lies left and right of the dividing line are drawn (view_xy)."""
        x = (self._split or 0.0) * self.width()
        return decorations.boxes_of_sides(self.font(), x, QSizeF(self.size()), self.names_beside)

    def side_at(self, view: QPointF) -> int | None:
        """0 or 1 if the name of what lies left or right of the dividing line stands."""
        if self._split is None or not self.overlay_shown:
            return None
        return next((side for side, box in enumerate(self.boxes_of_sides()) if box.contains(view)), None)

    def near_divider(self, view: QPointF) -> bool:
        """Whether a press at view_xy takes hold of the dividing line."""
        if self._split is None or not self._overlay_visible:
            return False
        return abs(view.x() - self._split * self.width()) <= NEAR

    def _left_of_split(self, frame: Frame) -> QRegion:
        """The device pixels left of the dividing line, none without one."""
        line = 0 if self._split is None else round(self._split * frame.width)
        return QRegion(0, 0, line, frame.height)

    @property
    def overlay_shown(self) -> bool:
        """Whether the overlay is visible now: it is on, and nobody peeks under it."""
        return self.correction is not None and self._overlay_visible and not self._peeking

    def _overlay_changed(self) -> None:
        self.update()
        self.overlayChanged.emit()

    def repaint_soon(self, area: QRect) -> None:
        """`update` of logical pixels, as one rectangle with what else is due where that is hardly more."""
        self._due += area
        for part in pieces(self._due):
            self.update(part)

    def _update_frame(self, frame: Frame | None, rect: Rect) -> None:
        if frame is not None and not rect.empty:
            self.repaint_soon(frame.to_logical(rect).toAlignedRect())

    def _update_trace(self) -> None:
        frame = self._frame()
        self._update_frame(frame, frame.covering(self._trace, margin=round(8 * frame.ratio)))

    def _end_trace(self) -> None:
        self._update_trace()
        self._trace = Rect.nothing()

    def _view_changed(self) -> None:
        self.follow_pointer()
        self.update()
        self.zoomChanged.emit(self.viewport.zoom)

    def _refine(self) -> None:
        """The wheel rests: all pixels, not every other one."""
        self._coarse = False
        self.update()

    def _mark(self, rect: Rect) -> None:
        self._end_trace()
        self._trace = rect
        self._update_trace()
        self._trace_timer.start()
