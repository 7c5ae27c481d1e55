"""The reason for a verdict, drawn on the photo: sharpest region, subject and what it is, the blur and its direction."""

import math
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from blurlab.core.viewport import Viewport
from blurlab.imaging.inspection import Inspection
from blurlab.session.cull.pictures import Outline
from blurlab.sharpness.subject import Box
from blurlab.ui.language import tr

_DARK: Final = QColor(0, 0, 0, 170)
_SHARP: Final = QColor("#4fe3b5")
_SUBJECT: Final = QColor("#ffffff")
_BLUR: Final = QColor("#ffb066")
_SHORTEST: Final = 44.0  # logical px of the arrow, so that its direction can be seen
_TITLES: Final = {
    "camera": "Subject: camera’s focus area",
    "face": "Subject: face",
    "sharpest": "Subject: sharpest region",
}


class Tags:
    """Labels beside the marks, each moved down until it covers no other."""

    def __init__(self, painter: QPainter, area: QRectF) -> None:
        self._painter, self._area = painter, area
        self._taken: list[QRectF] = []

    def keep_free(self, box: QRectF) -> None:
        """Cover nothing here."""
        self._taken.append(box)

    def put(self, at: QPointF, text: str, colour: QColor) -> None:
        metrics = QFontMetricsF(self._painter.font())
        box = QRectF(at.x(), at.y(), metrics.horizontalAdvance(text) + 14, metrics.height() + 6)
        box.moveLeft(min(max(box.left(), self._area.left() + 4), self._area.right() - box.width() - 4))
        box.moveTop(min(max(box.top(), self._area.top() + 4), self._area.bottom() - box.height() - 4))
        for _ in range(8):
            under = next((other for other in self._taken if other.intersects(box)), None)
            if under is None:
                break
            box.moveTop(under.bottom() + 3)
        self._taken.append(box)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor(20, 21, 23, 210))
        self._painter.drawRoundedRect(box, 4, 4)
        self._painter.setPen(colour)
        self._painter.drawText(box, Qt.AlignmentFlag.AlignCenter, tr(text))


def draw_reason(
    painter: QPainter,
    viewport: Viewport,
    inspection: Inspection,
    region: Sequence[Outline],
    blurred_at: tuple[float, float] | None,
    below: float = 0.0,
) -> None:
    """Over the photo, in the view's logical pixels. below: of them, along the lower edge, where no label goes."""
    painter.save()
    tags = Tags(painter, QRectF(0, 0, viewport.view_width, viewport.view_height - below))
    verdict = inspection.verdict
    if verdict.sharpest is not None:
        tags.keep_free(_around(viewport, verdict.sharpest))
    if region:
        _draw_region(painter, viewport, region, tags)
    subject = verdict.subject
    if subject is not None and subject.source != "sharpest":
        box = _in_view(viewport, subject.box)
        _brackets(painter, box, _SUBJECT)
        tags.put(QPointF(box.left(), box.top() - 26), _TITLES[subject.source], _SUBJECT)
    elif inspection.focus_area is not None:
        box = _in_view(viewport, inspection.focus_area)
        _brackets(painter, box, _SUBJECT)
        tags.put(QPointF(box.left(), box.top() - 26), "Camera’s focus area: too little detail", _SUBJECT)
    if verdict.blur.kind != "none":
        at = blurred_at or (viewport.photo_width / 2, viewport.photo_height / 2)
        if verdict.code == "subject_blurred" and subject is not None:
            at = _middle(viewport, subject.box)
        _draw_blur(painter, viewport, inspection, at, tags)
    if verdict.sharpest is not None:
        _draw_sharpest(painter, viewport, verdict.sharpest)
    painter.restore()


def _draw_region(painter: QPainter, viewport: Viewport, region: Sequence[Outline], tags: Tags) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    polygons = [QPolygonF([QPointF(*viewport.to_view(float(x), float(y))) for x, y in edge]) for edge in region]
    for pen in (QPen(_DARK, 4), QPen(_SHARP, 2)):
        painter.setPen(pen)
        for polygon in polygons:
            painter.drawPolygon(polygon)
    largest = max(polygons, key=lambda polygon: polygon.boundingRect().width() * polygon.boundingRect().height())
    top = min((largest.at(place) for place in range(largest.size())), key=lambda corner: corner.y())
    tags.put(top + QPointF(4, 6), "Sharpest region", _SHARP)


def _draw_sharpest(painter: QPainter, viewport: Viewport, share: tuple[float, float]) -> None:
    """A small cross hair on the sharpest spot."""
    x, y = viewport.to_view(share[0] * viewport.photo_width, share[1] * viewport.photo_height)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in (QPen(_DARK, 4), QPen(_SHARP, 1.8)):
        painter.setPen(pen)
        painter.drawEllipse(QPointF(x, y), 8, 8)
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            painter.drawLine(QPointF(x + 5 * dx, y + 5 * dy), QPointF(x + 13 * dx, y + 13 * dy))


def _around(viewport: Viewport, share: tuple[float, float]) -> QRectF:
    """What the cross hair takes."""
    x, y = viewport.to_view(share[0] * viewport.photo_width, share[1] * viewport.photo_height)
    return QRectF(x - 14, y - 14, 28, 28)


def _draw_blur(
    painter: QPainter, viewport: Viewport, inspection: Inspection, at: tuple[float, float], tags: Tags
) -> None:
    """For motion a double arrow along its path and as long; for defocus rings."""
    blur = inspection.verdict.blur
    middle = QPointF(*viewport.to_view(*at))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if blur.kind == "defocus":
        for pen in (QPen(_DARK, 4), QPen(_BLUR, 2)):
            painter.setPen(pen)
            for radius in (6, 13):
                painter.drawEllipse(middle, radius, radius)
        tags.put(middle + QPointF(20, -10), "Defocus", _BLUR)
        return
    angle = math.radians(blur.direction or 0.0)
    length = (blur.length or 0.0) * viewport.scale
    half = max(length, _SHORTEST) / 2
    along = QPointF(math.cos(angle), -math.sin(angle))  # counter-clockwise as seen: y runs down
    across = QPointF(-along.y(), along.x())
    ends = (middle - along * half, middle + along * half)
    dashed = Qt.PenStyle.SolidLine if blur.length is not None else Qt.PenStyle.DashLine
    for colour, width in ((_DARK, 5.0), (_BLUR, 2.4)):
        painter.setPen(QPen(colour, width, dashed))
        painter.drawLine(*ends)
        painter.setPen(QPen(colour, width))
        for end, outward in zip(ends, (-1, 1), strict=True):
            painter.drawPolyline([
                end - along * (9 * outward) + across * 5, end, end - along * (9 * outward) - across * 5,
            ])  # fmt: skip
    angle = blur.direction or 0
    told = f"Motion {angle:.0f}°" if blur.length is None else f"Motion {angle:.0f}°, {blur.length:.0f} px"
    tags.put(middle + across * 14 + QPointF(10, 0), told, _BLUR)


def _brackets(painter: QPainter, box: QRectF, colour: QColor) -> None:
    arm = min(14.0, box.width() / 3, box.height() / 3)
    for pen in (QPen(_DARK, 4), QPen(colour, 2)):
        painter.setPen(pen)
        for x, dx in ((box.left(), arm), (box.right(), -arm)):
            for y, dy in ((box.top(), arm), (box.bottom(), -arm)):
                painter.drawPolyline([QPointF(x + dx, y), QPointF(x, y), QPointF(x, y + dy)])


def _in_view(viewport: Viewport, box: Box) -> QRectF:
    corner = QPointF(*viewport.to_view(box.left * viewport.photo_width, box.top * viewport.photo_height))
    other = QPointF(*viewport.to_view(box.right * viewport.photo_width, box.bottom * viewport.photo_height))
    return QRectF(corner, other)


def _middle(viewport: Viewport, box: Box) -> tuple[float, float]:
    return (box.left + box.right) / 2 * viewport.photo_width, (box.top + box.bottom) / 2 * viewport.photo_height
