"""A layer that can take a step back: where the newest step changed it, it keeps the pixels from before.

To undo a stroke is then to copy what was seen before it, which is many times sooner done than making it anew. All else
that makes a pixel look otherwise passes through `make_stale`, so nothing has to be asked whether what is kept holds.
"""

from typing import Final

import numpy as np
from PySide6.QtGui import QRegion

from blurlab.core.rect import Rect
from blurlab.ui.canvas.layers.layer import Layer, Picture, region_of
from blurlab.ui.canvas.view.frame import Frame

_CELL: Final = 64  # device pixels each way: what is kept grows by whole cells, or it would have a corner for each event


class StepLayer(Layer):
    """Keeps one picture of the frame's size beside its own, from the first step on."""

    def __init__(self) -> None:
        super().__init__()
        self._before: Picture = np.empty((0, 0), np.uint32)  # pixels lie where the picture has them
        self._before_frame: Frame | None = None  # that they belong to; None: nothing is kept
        self._step: object | None = None  # that they are from before; None: it is still being made
        self._touched, self._saved = QRegion(), QRegion()  # what the step changed, and what of it was not stale then

    def step_began(self) -> None:
        """What `step_changed` tells from now on belongs to one step."""
        self._forget()
        self._before_frame = self.frame
        if self._before.shape != self._picture.shape:
            self._before = np.empty_like(self._picture)

    def step_made(self, step: object | None) -> None:
        """The step that began is this one; None: nothing came of it."""
        self._step = step

    def step_changed(self, rect: Rect, undone: object | None = None) -> None:
        """These device pixels look otherwise: by the step that began, or as before `undone`, which was taken back."""
        if self.frame is None or self._before_frame != self.frame or self._step is not undone:
            self.make_stale(rect)
        elif undone is None:
            self._keep(rect, self.frame)
            super().make_stale(rect)
        else:
            self._copy(self._saved, self._before, self._picture)
            self._stale += self._touched - self._saved
            self._forget()

    def make_stale(self, rect: Rect | None = None) -> None:
        self._forget()
        super().make_stale(rect)

    def _forget(self) -> None:
        self._before_frame = self._step = None
        self._touched, self._saved = QRegion(), QRegion()

    def _keep(self, rect: Rect, frame: Frame) -> None:
        left, top = rect.x // _CELL * _CELL, rect.y // _CELL * _CELL
        right, bottom = -(-rect.right // _CELL) * _CELL, -(-rect.bottom // _CELL) * _CELL
        new = region_of(Rect.from_edges(left, top, right, bottom).intersection(frame.rect)) - self._touched
        self._touched += new
        self._saved += new - self._stale
        self._copy(new - self._stale, self._picture, self._before)

    def _copy(self, region: QRegion, source: Picture, target: Picture) -> None:
        for part in region:
            for piece, column, row in self._kept(Rect(part.x(), part.y(), part.width(), part.height())):
                place = np.s_[row : row + piece.height, column : column + piece.width]
                target[place] = source[place]
