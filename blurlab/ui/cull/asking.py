"""Who gives the verdicts: the measure alone, or the model too; and whether the inspection runs."""

from __future__ import annotations

from PySide6.QtCore import QObject

from blurlab.session.predictions.predictions import PredictorState
from blurlab.ui.cull.screen import Screen

BY_DEFAULT = True  # the model is asked too, once all is measured and unless the person says otherwise


class Asking(QObject):
    """Starts, stops and asks for the focus view.

    The measure comes first, because it is fast; then the model, where one is ready, looks at all photos as well, and
    its verdicts replace the measured ones as they come.
    """

    def __init__(self, screen: Screen, parent: QObject) -> None:
        super().__init__(parent)
        self._screen = screen
        self._left_to_us = BY_DEFAULT  # whether the person has not chosen yet
        screen.session.models.changed.connect(self._model_changed)
        screen.inspections.progressed.connect(self._go_on)
        screen.session.predictions.stateChanged.connect(lambda _state: self._go_on())

    @property
    def expects_model(self) -> bool:
        """Whether the model has, or is going to have, its say in all verdicts."""
        predictions = self._screen.session.predictions
        works = predictions.state in {PredictorState.STARTING, PredictorState.READY} and bool(predictions.version)
        return works and (self._left_to_us or self._screen.inspections.asks_model)

    def toggle_inspecting(self) -> None:
        inspections = self._screen.inspections
        if inspections.running:
            inspections.stop()
        else:
            inspections.start()

    def toggle_model(self) -> None:
        """Ask the model too, or no longer."""
        self._left_to_us = False
        inspections, predictions = self._screen.inspections, self._screen.session.predictions
        asks = not inspections.asks_model
        if asks and not predictions.version:
            self._screen.tell("There is no model to ask.")
            asks = False
        inspections.ask_model(predictions.version if asks else "")
        inspections.start()
        self._screen.show_current()

    def _go_on(self) -> None:
        """Ask the model once everything is measured."""
        inspections, predictions = self._screen.inspections, self._screen.session.predictions
        ready = predictions.state is PredictorState.READY and bool(predictions.version)
        measured = not inspections.running and 0 < inspections.total <= inspections.done
        if self._left_to_us and ready and measured and not inspections.asks_model and self._screen.isVisible():
            self._left_to_us = False
            inspections.ask_model(predictions.version)
            inspections.start()

    def _model_changed(self) -> None:
        """Another version predicts now."""
        if self._screen.inspections.asks_model:
            self._screen.inspections.ask_model(self._screen.session.predictions.version)
        if self._screen.isVisible():
            self._screen.show_current()
