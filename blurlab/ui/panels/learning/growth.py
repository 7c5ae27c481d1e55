"""The growth curve: the score on held-out labels against the number of training labels, and an estimate."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from blurlab.core.learning.growth import GrowthPoint, told
from blurlab.ui.language import tr
from blurlab.ui.panels.controls.curve_plot import Curve, CurvePlot
from blurlab.ui.panels.controls.section import muted


class GrowthView(QWidget):
    """The plot with its sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plot = CurvePlot([Curve("AUC", "good", dots=True), Curve("base model", "idle")], unit="labels")
        self.words = muted(wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.plot)
        layout.addWidget(self.words)

    def show_points(self, points: Sequence[GrowthPoint], base: float | None) -> None:
        """base: the base model's score on the labels held out last, drawn as a line to compare with."""
        scores, line = self.plot.curves
        scores.points = [(float(point.labels), point.score) for point in points]
        most = max((point.labels for point in points), default=0)
        line.points = [(0.0, base), (float(most), base)] if base is not None and most else []
        self.plot.setVisible(bool(points))
        self.plot.update()
        self.words.setText(tr(told(points)))
