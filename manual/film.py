"""The README's moving picture, from the real window: paint, accept, train, a better mask.

What it shows is real: the first mask is that of “self-supervised”, the strokes are those of the tour, and the training
is begun. A film of the hours that it takes would be long, so the last mask is that of “default”, which is what 400
labels made of “self-supervised”; the caption says so. The photo is not among either model's labels.
"""

import io
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from blurlab.ui.shell.theme import colours
from manual.stage import Stage, StageError

FILE: Final = Path(__file__).resolve().parents[1] / "resources" / "pictures" / "paint-train-better.webp"
MOST_BYTES: Final = 3_000_000
_WIDTH: Final = 880  # px of the film
_CAPTION: Final = 34
_MOVES: Final = 5  # of the mouse, between two frames
_LABEL: Final = "coffee.jpg"
_UNSEEN: Final = "cat.jpg"
_BEFORE, _AFTER = "self-supervised", "default"


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


def take_film(stage: Stage) -> None:
    """Take the film and write it."""
    film = Film(stage)
    _use(stage, _BEFORE)
    stage.go_to(_UNSEEN)
    film.shoot("Orange is what a model calls blurred that never saw a mask.", 3000)
    _label(stage, film, _LABEL)
    _train(stage, film)
    _use(stage, _AFTER)
    stage.go_to(_UNSEEN)
    film.shoot("The first photo again, by the model that went on from there with 400 labels.", 4500)
    run = stage.session.training
    stage.session.trainings.stop()
    stage.wait(lambda: not run.busy, "the training did not stop")
    data = next((found for quality in (72, 60, 48, 36) if len(found := film.encode(quality)) <= MOST_BYTES), None)
    if data is None:
        raise StageError(f"the film does not fit in {MOST_BYTES} bytes")
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_bytes(data)
    print(f"{FILE.name}: {len(film.frames)} frames, {len(data) / 1e6:.2f} MB", flush=True)


def _use(stage: Stage, name: str) -> None:
    """Let a shipped model predict."""
    session = stage.session
    before, predictions = session.predictions.version, session.predictions
    session.models.promote(name)
    stage.wait(lambda: predictions.version not in {before, ""}, f"{name} does not predict")


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


def _train(stage: Stage, film: Film) -> None:
    panel = stage.workspace.training
    stage.scroll_to(panel.start_button)
    film.shoot("Train on what was accepted, beside synthetic blur.", 900)
    panel.start_button.click()
    stage.rest(1.0)
    film.shoot("Train on what was accepted, beside synthetic blur.", 2200)
