"""Who judges the photos: the measure alone, or the model too; and whether the inspection runs."""

from __future__ import annotations

from PySide6.QtCore import QObject

from blurlab.ui.cull.screen import Screen


class Judging(QObject):
    """Starts, stops and asks for the focus view."""

    def __init__(self, screen: Screen, parent: QObject) -> None:
        super().__init__(parent)
        self._screen = screen
        screen.session.models.changed.connect(self._model_changed)

    def toggle_inspecting(self) -> None:
        inspections = self._screen.inspections
        if inspections.running:
            inspections.stop()
        else:
            inspections.start()

    def toggle_model(self) -> None:
        """Let the model judge too, or no longer."""
        inspections, predictions = self._screen.inspections, self._screen.session.predictions
        asks = not inspections.asks_model
        if asks and not predictions.version:
            self._screen.tell("There is no model to ask.")
            asks = False
        inspections.ask_model(predictions.version if asks else "")
        inspections.start()

    def _model_changed(self) -> None:
        """Another version predicts now."""
        if self._screen.inspections.asks_model:
            self._screen.inspections.ask_model(self._screen.session.predictions.version)
        if self._screen.isVisible():
            self._screen.show_current()
