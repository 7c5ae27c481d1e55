"""The README's moving picture, from the real window: paint, accept, train, a better mask.

What it shows is what happened: the labels are the strokes of the tour, the model in the last frames is the version that
the training published, and the photo that it predicts is not among the labels.
"""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from blurlab.session.models.training_run import RunState
from blurlab.ui.shell.theme import colours
from blurlab.worker.messages import Setup
from manual.stage import Stage, StageError

FILE: Final = Path(__file__).resolve().parents[1] / "resources" / "pictures" / "paint-train-better.webp"
MOST_BYTES: Final = 3_000_000
_WIDTH: Final = 880  # px of the film
_CAPTION: Final = 34
_MOVES: Final = 4  # of the mouse, between two frames
_LABELS: Final = ("flower.jpg", "launch.jpg", "coffee.jpg")
_UNSEEN: Final = "pavilion.jpg"
_STEPS: Final = 12
_PICTURED: Final = 6  # steps


class Film:
    """Frames with the milliseconds that each stays."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.frames: list[Image.Image] = []
        self.stays: list[int] = []

    def shoot(self, caption: str, stays: int) -> None:
        """Take the window as it is."""
        whole = self._stage.grab()
        shown = whole.scaledToWidth(_WIDTH, Qt.TransformationMode.SmoothTransformation)
        shown.setDevicePixelRatio(1)
        framed = QImage(_WIDTH, shown.height() + _CAPTION, QImage.Format.Format_RGB888)
        framed.fill(QColor(colours().panel))
        with QPainter(framed) as painter:
            painter.drawImage(0, 0, shown)
            painter.setPen(QColor(colours().text))
            font = painter.font()
            font.setPixelSize(17)
            painter.setFont(font)
            below = QRect(0, shown.height(), _WIDTH, _CAPTION)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, caption)
        pixels = np.frombuffer(framed.constBits(), np.uint8).reshape(framed.height(), framed.bytesPerLine())
        rgb = pixels[:, : _WIDTH * 3].reshape(framed.height(), _WIDTH, 3)
        self.frames.append(Image.fromarray(rgb.copy()))
        self.stays.append(stays)

    def encode(self, quality: int) -> bytes:
        """As an animated WebP that never ends."""
        out = io.BytesIO()
        first, *others = self.frames
        first.save(
            out, "WEBP", save_all=True, append_images=others, duration=self.stays, loop=0, quality=quality, method=4
        )
        return out.getvalue()


def take_film(stage: Stage, while_training: Callable[[], None]) -> None:
    """Take the film and write it. `while_training` is called once, when the training has shown some losses."""
    film = Film(stage)
    stage.go_to(_UNSEEN)
    film.shoot("A new photo. Orange is what the model calls blurred.", 2600)
    before = _blurred(stage)
    for name in _LABELS:
        _label(stage, film, name)
    _train(stage, film, while_training)
    stage.go_to(_UNSEEN)
    film.shoot("The new model on the photo that nobody painted.", 4200)
    after = _blurred(stage)
    data = next((found for quality in (72, 60, 48, 36) if len(found := film.encode(quality)) <= MOST_BYTES), None)
    if data is None:
        raise StageError(f"the film does not fit in {MOST_BYTES} bytes")
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_bytes(data)
    facts = {"frames": len(film.frames), "bytes": len(data), "called blurred before": before, "after": after}
    print(json.dumps(facts), flush=True)


def _label(stage: Stage, film: Film, name: str) -> None:
    stage.go_to(name)
    canvas, moves = stage.workspace.canvas, 0
    caption = "Paint what it got wrong."

    def moved(_x: float, _y: float) -> None:
        nonlocal moves
        moves += 1
        if moves % _MOVES == 0:
            film.shoot(caption, 60)

    film.shoot(caption, 700)
    canvas.cursorMoved.connect(moved)
    for stroke in stage.strokes[name]:
        stage.paint(stroke)
    canvas.cursorMoved.disconnect(moved)
    film.shoot(caption, 500)
    stage.do("accept")
    stage.rest(0.5)
    film.shoot("Accept the mask.", 900)


def _train(stage: Stage, film: Film, while_training: Callable[[], None]) -> None:
    session, panel = stage.session, stage.workspace.training
    run = session.training
    before = session.predictions.version
    stage.scroll_to(panel.loss_plot)
    session.trainings.start(Setup.FULL, steps=_STEPS)
    seen, posing = 0, False

    def ended() -> bool:
        nonlocal seen, posing
        if posing:  # the window lives on while it is pictured
            return False
        if len(run.record.losses) > seen:
            seen = len(run.record.losses)
            stage.scroll_to(panel.loss_plot)
            film.shoot(f"Train on {len(_LABELS)} accepted masks.", 250)
            if seen == _PICTURED:
                posing = True
                while_training()
                posing = False
        return not run.busy

    stage.wait(ended, "the training did not end", 3600)
    if run.state is RunState.FAILED or not run.record.versions:
        raise StageError(f"no version came of the training: {run.sentence}")
    published = run.record.versions[-1]
    if not published.promoted:
        session.models.promote(published.version)
    predictions = session.predictions
    stage.wait(lambda: predictions.version != before, "the new model does not predict")


def _blurred(stage: Stage) -> float:
    """The share of the photo that the shown mask calls blurred."""
    opened = stage.session.current
    if opened is None:
        raise StageError("no photo is shown")
    threshold = stage.workspace.canvas.threshold
    return round(float((opened.correction.mask(threshold) == 255).mean()), 3)
