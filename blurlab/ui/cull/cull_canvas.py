"""A canvas for looking, not painting: a photo with the reason for its verdict, peaking and the model's mask."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QPainter, QPen, QSinglePointEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from blurlab.core.peaking import Peaks
from blurlab.core.viewport import Viewport
from blurlab.session.cull.listing import Card, corrected
from blurlab.session.cull.pictures import Picture
from blurlab.ui.canvas.canvas import Canvas
from blurlab.ui.canvas.layers.peak_layer import BADGE, ClippedLayer, PeakLayer, draw_badge
from blurlab.ui.canvas.view.loupe import SIDE, Loupe
from blurlab.ui.cull import signs
from blurlab.ui.cull.marks import draw_reason
from blurlab.ui.shell.theme import colours

_LOUPE_MARGIN = 12


class FocusLoupe(Loupe):
    """Shows the peaks where its canvas does."""

    def __init__(self, canvas: "CullCanvas") -> None:
        super().__init__(canvas)
        self._peaks = PeakLayer()  # of its own: it shows other pixels than the canvas, and keeps them
        self._peaking = False

    def set_peaks(self, peaks: Sequence[Peaks], *, on: bool) -> None:
        self._peaks.set_peaks(peaks)
        self._peaking = on
        self.update()

    def draw_over(self, painter: QPainter, viewport: Viewport) -> None:
        if self._peaking:
            self._peaks.draw(painter, viewport)


class CullCanvas(Canvas):
    """`show_card` and `show_picture` tell what to show; the rest are choices that stay."""

    chosen = Signal()  # a press of any button: this photo is chosen

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_tool("pan")
        self.picture: Picture | None = None
        self.card: Card | None = None
        self.title = ""  # along the lower edge, in a comparison
        self.framed = False  # of several photos, keys act on this one
        self.alone = False  # Shift is held by the hand that moves it: the others of a comparison stay
        self._reason = True
        self._peaking = False
        self._kept_view: tuple[float, float, float] | None = None  # zoom and middle, in shares, of the photo before
        self._peaks, self._clipped = PeakLayer(), ClippedLayer()
        self._clipping = False
        self.set_overlay_visible(False)
        self.loupe = FocusLoupe(self)
        self.spot = FocusLoupe(self)  # at the sharpest spot
        self.spot.pin(None)

    # ------------------------------------------------------------ what is shown

    def show_card(self, card: Card | None) -> None:
        """The photo's card; its pixels come with `show_picture`."""
        self.card = card
        self._pin_spot()
        self.update()

    def show_picture(self, picture: Picture | None, hint: str = "") -> None:
        """The photo, or `hint` in its place. The same one again: its mask or its peaks came."""
        if picture is not self.picture or picture is None:
            self._remember_view()
            self.hint = hint
            self.picture = picture
            self.set_photo(picture.pyramid if picture is not None else None)
            self._restore_view()
            self._pin_spot()
        if picture is not None and self.correction is not picture.mask:
            self.set_correction(picture.mask)
        self._show_peaks()

    def forget_view(self) -> None:
        """Show the next photo as a whole."""
        self._kept_view = None
        if self.pyramid is not None:
            self.fit()

    def _remember_view(self) -> None:
        if self.pyramid is None:
            return
        viewport = self.viewport
        x, y = viewport.to_image(viewport.view_width / 2, viewport.view_height / 2)
        shares = x / viewport.photo_width, y / viewport.photo_height
        self._kept_view = None if viewport.fitted else (viewport.zoom, *shares)

    def _restore_view(self) -> None:
        if self.pyramid is not None and self._kept_view is not None:
            zoom, x, y = self._kept_view
            self.zoom_to(zoom)
            self.centre_on(x * self.pyramid.width, y * self.pyramid.height)

    def set_reason(self, on: bool) -> None:
        self._reason = on
        self.update()

    def set_peaking(self, on: bool) -> None:
        self._peaking = on
        self._show_peaks()

    def set_clipping(self, on: bool) -> None:
        """Mark clipped highlights and shadows, once they are found."""
        self._clipping = on
        self._show_peaks()

    def _show_peaks(self) -> None:
        self._clipped.set_peaks((self.picture.clipped if self.picture is not None else None) or ())
        peaks = (self.picture.peaks if self.picture is not None else None) or ()
        self._peaks.set_peaks(peaks)
        for loupe in (self.loupe, self.spot):
            loupe.set_peaks(peaks, on=self._peaking)
        self.update()

    @property
    def sharpest(self) -> tuple[float, float] | None:
        """image_xy of the sharpest spot."""
        inspection = self.card.inspection if self.card is not None else None
        if inspection is None or inspection.verdict.sharpest is None or self.pyramid is None:
            return None
        x, y = inspection.verdict.sharpest
        return x * self.pyramid.width, y * self.pyramid.height

    def look_closely(self) -> None:
        """100 % at the place of most interest, or at the middle where none is known."""
        at = self.card.place_of_interest if self.card is not None else None
        self.zoom_to(1.0)
        if at is not None and self.pyramid is not None:
            self.centre_on(at[0] * self.pyramid.width, at[1] * self.pyramid.height)

    def show_sharpest(self) -> bool:
        """Bring the sharpest spot to the middle at 100 %; False if it is not known."""
        at = self.sharpest
        if at is None:
            return False
        self.zoom_to(max(1.0, self.viewport.zoom))
        self.centre_on(*at)
        return True

    def _pin_spot(self) -> None:
        self.spot.pin(self.sharpest)

    # ------------------------------------------------------------ painting and hands

    def draw_hands(self, painter: QPainter) -> None:
        super().draw_hands(painter)
        if self._clipping:
            self._clipped.draw(painter, self.viewport)
        if self._peaking:
            self._peaks.draw(painter, self.viewport)
        reason = self.picture.reason if self.picture is not None and self._reason else None
        if reason is not None and self.card is not None and self.card.inspection is not None:
            inspection = corrected(self.card.inspection, self.card.culling)
            below = QFontMetricsF(painter.font()).height() + 22 if self.title else 0.0
            draw_reason(painter, self.viewport, inspection, reason.region, reason.blurred_at, below)
        if self._peaking:
            right = self.width() - (SIDE + _LOUPE_MARGIN if self.loupe.isVisible() else 0)
            draw_badge(painter, right, BADGE if self._peaks.known else "Peaking: looking for detail…")
        if self.title:
            self._draw_title(painter)

    def _draw_title(self, painter: QPainter) -> None:
        metrics = QFontMetricsF(painter.font())
        width = min(metrics.horizontalAdvance(self.title) + 20, self.width() - 16)
        box = QRectF(8, self.height() - metrics.height() - 18, width, metrics.height() + 10)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(20, 21, 23, 215))
        painter.drawRoundedRect(box, 5, 5)
        painter.setPen(QColor(240, 240, 241))
        fitted = metrics.elidedText(self.title, Qt.TextElideMode.ElideMiddle, box.width() - 16)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, fitted)
        if self.card is not None:
            self._draw_marks(painter, box)
        if self.framed:
            painter.setPen(QPen(QColor("#4a90d0"), 3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5))

    def _draw_marks(self, painter: QPainter, title: QRectF) -> None:
        """Stars, pick and colour, to the right of the title."""
        assert self.card is not None
        said, c = self.card.culling, colours()
        width = 13 * said.stars + 8 + (22 if said.pick else 0) + (22 if said.label else 0)
        if width == 8:
            return
        box = QRectF(title.right() + 6, title.top(), width + 8, title.height())
        box.moveRight(min(box.right(), self.width() - 8.0))
        if box.left() < title.right():  # no room beside it
            box.moveBottom(title.top() - 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(20, 21, 23, 215))
        painter.drawRoundedRect(box, 5, 5)
        x, middle = box.left() + 8, box.center().y()
        if said.stars:
            signs.draw_stars(painter, x, middle, said.stars, c.busy)
            x += 13 * said.stars + 6
        if said.pick:
            signs.draw_pick(painter, QRectF(x, middle - 8, 13, 16), said.pick, "#f0f0f1" if said.pick > 0 else c.bad)
            x += 20
        if said.label:
            painter.setPen(QPen(QColor(c.line), 1))
            painter.setBrush(QColor(signs.label_colour(said.label)))
            painter.drawRoundedRect(QRectF(x, middle - 7, 14, 14), 3, 3)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.chosen.emit()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.alone = _shifted(event)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.alone = _shifted(event)
        super().mouseReleaseEvent(event)
        self.alone = False

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.alone = _shifted(event)
        super().wheelEvent(event)
        self.alone = False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.toggle_actual_size(event.position())


def _shifted(event: QSinglePointEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
