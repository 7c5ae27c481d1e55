"""The outline of a region of the small copy, drawn over the photo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF, QTransform

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from blurlab.core.rect import Rect
    from blurlab.ui.canvas.tools.port import Surface

_RIM = 4  # logical pixels that the drawn line reaches beyond the region


def outline_of(mask: NDArray[np.uint8], box: Rect) -> QPainterPath:
    """The edge of `mask` (uint8, not 0 inside), which lies at `box`, in small pixels; holes are left open."""
    import numpy as np

    from blurlab.core.opencv import cv2

    around = cv2.copyMakeBorder((mask > 0).astype(np.uint8) * 255, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0)
    finer = cv2.GaussianBlur(cv2.resize(around, None, fx=2, fy=2), (0, 0), 1.4)  # no steps of small pixels
    inside = cv2.inRange(finer, 112.0, 255.0)
    lines, _ = cv2.findContours(inside, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_TC89_L1)
    path = QPainterPath()
    for line in lines:
        corners = [QPointF((x + 0.5) / 2 - 1 + box.x, (y + 0.5) / 2 - 1 + box.y) for x, y in line[:, 0].tolist()]
        path.addPolygon(QPolygonF(corners))
        path.closeSubpath()
    return path


def to_view(surface: Surface) -> QTransform:
    """From small pixels of the surface's regions to logical pixels of the canvas."""
    regions, correction = surface.regions, surface.in_hand
    if regions is None or correction is None:
        return QTransform()
    height, width = regions.shape
    x, y = surface.viewport.to_view(0.0, 0.0)
    scale = surface.viewport.scale
    return QTransform(scale * correction.width / width, 0, 0, scale * correction.height / height, x, y)


def draw_outline(painter: QPainter, path: QPainterPath, colour: QColor) -> None:
    """`path` in logical pixels: a dark line with a light one on it, and a breath of the colour that it would become."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(path, colour)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in (QPen(QColor(0, 0, 0, 170), 3.5), QPen(QColor(255, 255, 255), 1.6)):
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(path, pen)
    painter.restore()


def bounds_of(path: QPainterPath) -> QRect:
    """What `draw_outline` paints, in logical pixels."""
    return path.boundingRect().toAlignedRect().adjusted(-_RIM, -_RIM, _RIM, _RIM)
