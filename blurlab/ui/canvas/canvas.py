"""The canvas: a photo, its correction over it, and the hands that change it."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCursor,
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from blurlab.core.correction import Correction
from blurlab.core.edit import Edit
from blurlab.core.history import History
from blurlab.core.palette import Palette
from blurlab.core.pyramid import Pyramid
from blurlab.core.rect import Rect
from blurlab.core.viewport import Viewport
from blurlab.ui.canvas import decorations
from blurlab.ui.canvas.brush_rim import BrushRim, rim_bounds
from blurlab.ui.canvas.frame import Frame
from blurlab.ui.canvas.layer import pieces
from blurlab.ui.canvas.overlay_layer import OverlayLayer
from blurlab.ui.canvas.photo_layer import PhotoLayer
from blurlab.ui.canvas.pointer import WHEEL_FACTOR, Pointer
from blurlab.ui.canvas.region_acts import filling_holes, growing
from blurlab.ui.canvas.split import draw_split
from blurlab.ui.canvas.tools import Tool, Tools, bounded, stepped

_TRACE_MS = 900  # how long the brackets stay around what an undo changed
_REFINE_MS = 90  # after the wheel's last notch; until then the picture may be coarse, but it keeps up
_BADGE = "Blur overlay"
_HINT = "Open a folder of photos, or drop one here."


class Canvas(QWidget):
    """Shows and edits one correction at a time. Strokes go into its History; who keeps a journal listens."""

    strokeStarted = Signal()
    strokeFinished = Signal(object)  # the Edit, or None where nothing changed
    edited = Signal(object)  # the Edit that an undo or redo applied, in the direction in which it was applied
    brushSizeChanged = Signal(float)  # of the tool in hand
    zoomChanged = Signal(float)  # 1.0 is 100 %
    cursorMoved = Signal(float, float)  # image_xy
    overlayChanged = Signal()  # visibility, opacity, threshold or colours of the overlay

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.viewport = Viewport()
        self.tools = Tools()
        self.pyramid: Pyramid | None = None
        self.correction: Correction | None = None
        self.history = History()
        self.hint = _HINT
        self._photo = PhotoLayer()
        self._overlay = OverlayLayer()
        self._overlay_visible = True
        self._peeking = False
        self._split: float | None = None
        self._pointer = Pointer(self)
        self._rim: tuple[QPointF, float] | None = None
        self._rim_picture = BrushRim()
        self._trace = Rect.nothing()
        self._trace_timer = QTimer(self, singleShot=True, interval=_TRACE_MS)
        self._trace_timer.timeout.connect(self._end_trace)
        self._refine_timer = QTimer(self, singleShot=True, interval=_REFINE_MS)
        self._refine_timer.timeout.connect(self._refine)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 120)
        self.setAccessibleName("Photo and blur overlay")

    # ------------------------------------------------------------------ what is shown

    def set_photo(self, photo: "NDArray[np.uint8] | Pyramid | None") -> None:
        """Show a photo, fitted: uint8 RGB (height, width, 3), or its Pyramid made elsewhere (big photos: in a thread).

        Ends a stroke in progress, and takes the correction of the photo before off the canvas.
        """
        self.end_stroke()
        self.pyramid = Pyramid(photo) if isinstance(photo, np.ndarray) else photo
        self.correction = None
        self._overlay.set_correction(None)
        self._photo.set_pyramid(self.pyramid)
        self._pointer.last_point = None
        self._trace = Rect.nothing()
        if self.pyramid is not None:
            self.viewport.set_photo(self.pyramid.width, self.pyramid.height)
            self.tools.suit(self.pyramid.width, self.pyramid.height)
            self.brushSizeChanged.emit(self.tools.size)
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

    def set_history(self, history: History) -> None:
        """The steps of the photo that is shown: strokes go there, undo and redo take from there."""
        self.history = history

    def refresh(self, rect: Rect | None = None) -> None:
        """The correction was changed in `rect` (photo pixels; default: anywhere) by something other than the canvas."""
        if rect is None:
            self._overlay.make_stale()
            self.update()
        else:
            self._update_device(self._overlay.changed(rect))

    @property
    def threshold(self) -> int:
        return self._overlay.threshold

    def set_threshold(self, threshold: int) -> None:
        """Untouched pixels show as blurred from this blurriness on; painted ones do not change."""
        if threshold != self._overlay.threshold:
            self._overlay.set_threshold(threshold)
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
            self._overlay.set_palette(palette)
            self._overlay_changed()

    @property
    def overlay_visible(self) -> bool:
        """As set; a peek does not change it."""
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
        """Where the bare photo ends and the overlay begins, 0..1 of the canvas's width; None: overlay everywhere."""
        return self._split

    def set_split(self, place: float | None) -> None:
        """Compare: left of this part of the width (0..1) the photo is bare."""
        self._split = None if place is None else min(max(place, 0.02), 0.98)
        self._overlay_changed()

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

    def zoom_in(self) -> None:
        self.zoom_by(WHEEL_FACTOR)

    def zoom_out(self) -> None:
        self.zoom_by(1 / WHEEL_FACTOR)

    def pan(self, dx: float, dy: float) -> None:
        """Move the photo by logical pixels."""
        self.viewport.pan(dx, dy)
        self._view_changed()

    # ------------------------------------------------------------------ tools

    def set_tool(self, tool: str) -> None:
        """“brush”, “eraser”, “lasso”, “fill”, “accept”, “smart” or “pan”."""
        self.end_stroke()
        self.tools.tool = Tool(tool)
        self.brushSizeChanged.emit(self.tools.size)
        self.follow_pointer()

    def set_paint_value(self, value: int) -> None:
        """The mask code that the brush paints."""
        self.end_stroke()
        self.tools.paint_value = value

    @property
    def brush_size(self) -> float:
        """Diameter in photo pixels."""
        return self.tools.brush_size

    @brush_size.setter
    def brush_size(self, size: float) -> None:
        self.tools.brush_size, self.tools.sizes_chosen = bounded(size), True
        self._size_changed()

    @property
    def eraser_size(self) -> float:
        """Diameter in photo pixels."""
        return self.tools.eraser_size

    @eraser_size.setter
    def eraser_size(self, size: float) -> None:
        self.tools.eraser_size, self.tools.sizes_chosen = bounded(size), True
        self._size_changed()

    def step_size(self, steps: int) -> None:
        """The tool in hand a little bigger (steps > 0) or smaller, as `]` and `[` do."""
        if self.tools.tool is Tool.ERASER:
            self.eraser_size = stepped(self.eraser_size, steps)
        else:
            self.brush_size = stepped(self.brush_size, steps)

    def perform(self, act: Callable[[Correction], Edit | None]) -> Edit | None:
        """One step that is not a stroke: into correction, screen and history. None where nothing changed."""
        if self.correction is None or self.painting:
            return None
        self.stroke_began()
        edit = act(self.correction)
        if edit is not None:
            self.refresh(edit.rect)
        self.stroke_ended(edit)
        return edit

    def pointed_at(self) -> tuple[float, float]:
        """image_xy under the pointer; that of the view's middle while the pointer is elsewhere."""
        place = self._pointer.place or QPointF(self.width() / 2, self.height() / 2)
        return self.viewport.to_image(place.x(), place.y())

    def fill_holes(self) -> Edit | None:
        """Fill the holes of the region under the pointer."""
        return self.perform(filling_holes(self, *self.pointed_at()))

    def grow_region(self, steps: int) -> Edit | None:
        """Move the edge of the region under the pointer outwards, or with `steps` < 0 inwards."""
        return self.perform(growing(self, *self.pointed_at(), steps))

    def show_spot(self, spot: Rect) -> None:
        """Bring a part of the photo to the middle, near enough to be judged, and mark it."""
        near = 0.35 * self.viewport.ratio * min(self.width() / spot.width, self.height() / spot.height)
        self.viewport.set_zoom(max(min(1.0, near), self.viewport.fit_scale * self.viewport.ratio))
        self.viewport.centre_on(spot.x + spot.width / 2, spot.y + spot.height / 2)
        self.set_overlay_visible(True)
        self._view_changed()
        self._mark(spot)

    def hold_pan(self, held: bool) -> None:
        """While held (the Space bar), the left button pans."""
        self._pointer.hold_pan(held)

    # ------------------------------------------------------------------ steps

    @property
    def painting(self) -> bool:
        """Whether a stroke is in progress."""
        return self._pointer.gesture is not None and self._pointer.gesture.paints

    def end_stroke(self) -> None:
        """Finish what the pointer is doing, as a release of the button would."""
        self._pointer.end()

    def cancel_stroke(self) -> None:
        """Take back what the pointer is doing, as Escape does."""
        self._pointer.cancel()

    def undo(self) -> Edit | None:
        """Take the last step back and show where; the Edit that did it, or None (nothing to undo, or in mid-stroke)."""
        step = self.history.next_undo
        if self.correction is None or self.painting or step is None:
            return None
        self.history.undo(self.correction)
        return self._stepped(step.inverse())

    def redo(self) -> Edit | None:
        """Make the last undone step again and show where; the Edit that did it, or None."""
        step = self.history.next_redo
        if self.correction is None or self.painting or step is None:
            return None
        self.history.redo(self.correction)
        return self._stepped(step)

    def stroke_began(self) -> None:
        """Called by the pointer. Nobody paints blindly: a hidden overlay comes back."""
        self.set_peek(False)
        self.set_overlay_visible(True)
        self.strokeStarted.emit()

    def stroke_ended(self, edit: Edit | None) -> None:
        """Called by the pointer."""
        if edit is not None:
            self.history.push(edit)
        if self._pointer.place is not None:
            self._pointer.remember(self._pointer.place)
        self.strokeFinished.emit(edit)

    def _stepped(self, edit: Edit) -> Edit:
        if self.viewport.visible().intersection(edit.rect).empty:
            self.viewport.centre_on(edit.rect.x + edit.rect.width / 2, edit.rect.y + edit.rect.height / 2)
            self._view_changed()
        self.set_overlay_visible(True)
        self.refresh(edit.rect)
        self._mark(edit.rect)
        self.edited.emit(edit)
        return edit

    def _mark(self, rect: Rect) -> None:
        self._end_trace()
        self._trace = rect
        self._update_trace()
        self._trace_timer.start()

    # ------------------------------------------------------------------ painting

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.viewport.ratio != self.devicePixelRatioF():  # the window went to another screen
            self._fit_view()
        frame = Frame.of(self.viewport)
        self._photo.show(frame)
        self._overlay.show(frame)
        with QPainter(self) as painter:
            for area in pieces(event.region()):
                rect = frame.from_logical(area)
                self._photo.paint(painter, rect)
                if self._overlay_shown:
                    self._overlay.paint(painter, self._right_of_split(frame, rect))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._decorate(painter, frame)

    def _decorate(self, painter: QPainter, frame: Frame) -> None:
        if self.pyramid is None:
            decorations.draw_hint(painter, self.rect(), self.hint)
            return
        if not self._trace.empty:
            decorations.draw_trace(painter, frame.to_logical(frame.covering(self._trace)))
        if self._pointer.gesture is not None:
            self._pointer.gesture.preview(painter)
        if self._overlay_shown:
            badge = decorations.badge_rect(self.font(), _BADGE)
            decorations.draw_badge(painter, badge, _BADGE, self._overlay.palette)
        if self._split is not None and self._overlay_shown:
            draw_split(painter, self._split * self.width(), self.height())
        if self._rim is not None:
            if self._pointer.holds_shift and self._pointer.gesture is None and self._pointer.last_point is not None:
                start = QPointF(*self.viewport.to_view(*self._pointer.last_point))
                decorations.draw_line_preview(painter, start, self._rim[0])
            self._rim_picture.draw(painter, *self._rim, erasing=self.tools.tool is Tool.ERASER)

    def _right_of_split(self, frame: Frame, rect: Rect) -> Rect:
        if self._split is None:
            return rect
        left = max(rect.x, round(self._split * frame.width))
        return Rect.from_edges(left, rect.y, rect.right, rect.bottom)

    @property
    def _overlay_shown(self) -> bool:
        return self.correction is not None and self._overlay_visible and not self._peeking

    def _overlay_changed(self) -> None:
        self.update()
        self.overlayChanged.emit()

    def _update_device(self, rect: Rect) -> None:
        if not rect.empty:
            self.update(Frame.of(self.viewport).to_logical(rect).toAlignedRect())

    def _update_trace(self) -> None:
        frame = Frame.of(self.viewport)
        self._update_device(frame.covering(self._trace, margin=round(8 * frame.ratio)))

    def _end_trace(self) -> None:
        self._update_trace()
        self._trace = Rect.nothing()

    def _view_changed(self) -> None:
        self.follow_pointer()
        self.update()
        self.zoomChanged.emit(self.viewport.zoom)

    def _refine(self) -> None:
        """The wheel rests: all pixels, not every other one."""
        for layer in (self._photo, self._overlay):
            layer.coarse = False
            layer.make_stale()
        self.update()

    def _size_changed(self) -> None:
        self.brushSizeChanged.emit(self.tools.size)
        self.follow_pointer()

    def follow_pointer(self) -> None:
        """Bring the brush's rim and the cursor's shape to where and what the pointer is."""
        old, place, pointer = self._rim, self._pointer.place, self._pointer
        brush = self.pyramid is not None and not pointer.pans and self.tools.tool.has_size
        radius = max(self.tools.size / 2 * self.viewport.scale, 0.5)
        self._rim = (place, radius) if brush and place is not None else None
        if pointer.holds_shift and pointer.gesture is None and pointer.last_point is not None:
            self.update()  # the preview of a straight line may run across the whole canvas
        else:
            for rim in (old, self._rim):
                if rim is not None:
                    self.update(rim_bounds(*rim))
        panning = pointer.gesture is not None and not pointer.gesture.paints
        shape = Qt.CursorShape.ArrowCursor
        if panning:
            shape = Qt.CursorShape.ClosedHandCursor
        elif self.pyramid is not None:
            unsized = Qt.CursorShape.OpenHandCursor if pointer.pans else Qt.CursorShape.CrossCursor
            shape = Qt.CursorShape.BlankCursor if brush else unsized
        if self.cursor().shape() != shape:
            self.setCursor(QCursor(shape))

    # ------------------------------------------------------------------ events

    def sizeHint(self) -> QSize:
        return QSize(900, 600)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_view()

    def _fit_view(self) -> None:
        self.viewport.set_view(self.width(), self.height(), self.devicePixelRatioF())
        self._view_changed()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._pointer.place = event.position()
        self.follow_pointer()

    def leaveEvent(self, event: QEvent) -> None:
        self._pointer.place = None
        self.follow_pointer()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pointer.press(event)
        self.follow_pointer()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer.move(event)
        self.follow_pointer()
        self.cursorMoved.emit(*self.viewport.to_image(event.position().x(), event.position().y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pointer.release(event)
        self.follow_pointer()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pointer.double_click(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._photo.coarse = self._overlay.coarse = True
        self._refine_timer.start()
        self._pointer.wheel(event)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._pointer.key_press(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if not self._pointer.key_release(event):
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._pointer.let_go()
        super().focusOutEvent(event)
