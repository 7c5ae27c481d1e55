"""A photo that the predictor predicts at 100 %, tile by tile, between what else it is asked."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.prediction import Prediction
from blurlab.core.rect import Rect
from blurlab.model.port import TiledModel
from blurlab.model.tiling import TiledPrediction
from blurlab.project.parts import remove_part, write_part
from blurlab.project.project import Project
from blurlab.worker.messages import FullProgress

_TOLD_EVERY: Final = 0.4  # seconds between two pictures of what is known by now: a person watches them come


@dataclass
class FullView:
    """One photo under way.

    read: its pixels, when its turn comes. finish: makes the answer of the prediction and the seconds that it took.
    seen: what a person sees of it now, in photo pixels.
    """

    project: Project
    photo_id: int
    version: str
    model: TiledModel
    read: Callable[[], NDArray[np.uint8]]
    finish: Callable[[Prediction, float], object]
    failed: Callable[[Exception], object]
    seen: Rect | None = None
    _begun: tuple[NDArray[np.uint8], TiledPrediction] | None = None
    _began: float = 0.0
    _told: float = 0.0

    def go_on(self, send: Callable[[object], None]) -> bool:
        """Predict a few tiles more and tell how far it is; True when the photo is done and answered.

        Raises what reading, predicting and saving raise.
        """
        if self._begun is None:
            self._began = self._told = time.monotonic()
            photo = self.read()
            self._begun = photo, self.model.by_tiles(photo)
            return False
        photo, tiled = self._begun
        if tiled.done < tiled.tiles:
            tiled.step(self.seen)
            send(FullProgress(self.photo_id, self.version, tiled.done, tiled.tiles, self._hand_over(tiled)))
            return False
        answer = self.finish(self.model.of_tiles(tiled, photo), time.monotonic() - self._began)
        self.drop()
        send(answer)
        return True

    def drop(self) -> None:
        """Take away what was handed over of it."""
        remove_part(self.project, self.photo_id)

    def _hand_over(self, tiled: TiledPrediction) -> bool:
        now = time.monotonic()
        if now - self._told < _TOLD_EVERY or tiled.done == tiled.tiles:
            return False
        self._told = now
        return write_part(self.project, self.photo_id, tiled.blurriness, tiled.known)
