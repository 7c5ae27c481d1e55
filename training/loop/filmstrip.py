"""The filmstrip: a few photos of the project, predicted at each validation by the network in training."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from torch import nn

from blurlab.core.prediction import upscale
from blurlab.core.shrink import shrink
from blurlab.errors import UserError
from blurlab.files.atomic import replacing
from blurlab.imaging.source import open_source
from blurlab.model.predict import NetworkModel
from blurlab.project.records import Label, Photo
from blurlab.worker.messages import FilmFrame
from training.loop.validate import Score

SIDE = 192  # px, the longer side of a frame
BY_ITSELF = 3  # photos, if a person pinned none


def photos_to_film(photos: Sequence[Photo], pinned: Sequence[int], held_out: Sequence[Label]) -> list[Photo]:
    """The pinned photos; where there are none a few held-out ones, or photos spread over the project."""
    by_id = {photo.id: photo for photo in photos}
    if pinned:
        return [by_id[photo_id] for photo_id in pinned if photo_id in by_id]
    if len(held_out) >= BY_ITSELF:
        return [label.photo for label in held_out[:BY_ITSELF]]
    step = max(1, len(photos) // BY_ITSELF)
    return list(photos[::step][:BY_ITSELF])


@dataclass
class Filmstrip:
    """Writes frames into `folder`. A photo that cannot be read, or a disk that refuses, costs its own frames only."""

    folder: Path
    photos: Sequence[Photo]
    size: int  # px, the prediction's
    _taken: int = 0
    _small: dict[int, tuple[NDArray[np.uint8], Path]] = field(default_factory=dict)

    def take(self, network: nn.Module) -> tuple[FilmFrame, ...]:
        """One frame of each photo, as `network` sees it now."""
        frames, model = [], NetworkModel(network, self.size, flip=False)
        for photo in self.photos:
            try:
                pixels, shown = self._read(photo)
                path = self.folder / f"{photo.id:06d}-{self._taken:05d}.png"
                predicted = model.predict(pixels).blurriness
                height, width = _fitted(pixels)
                _write(path, upscale(predicted, height, width))
            except (UserError, OSError):
                continue
            frames.append(FilmFrame(photo.id, photo.name, str(shown), str(path)))
        self._taken += 1
        return tuple(frames)

    def _read(self, photo: Photo) -> tuple[NDArray[np.uint8], Path]:
        """The photo at about the prediction's size, and the file of its small picture."""
        if photo.id not in self._small:
            pixels = shrink(open_source(photo.ref).read(), self.size, 3 * self.size)
            height, width = _fitted(pixels)
            path = self.folder / f"{photo.id:06d}.png"
            _write(path, np.asarray(Image.fromarray(pixels).resize((width, height), Image.Resampling.BOX)))
            self._small[photo.id] = pixels, path
        return self._small[photo.id]


def filming(
    validate: Callable[[nn.Module], Score],
    strip: Filmstrip,
    tell: Callable[[Score, tuple[FilmFrame, ...]], None],
) -> Callable[[nn.Module], Score]:
    """`validate`, followed by the frames of the validated network."""

    def both(network: nn.Module) -> Score:
        score = validate(network)
        tell(score, strip.take(network))
        return score

    return both


def _fitted(pixels: NDArray[np.uint8]) -> tuple[int, int]:
    height, width = pixels.shape[:2]
    factor = SIDE / max(height, width)
    return max(1, round(height * factor)), max(1, round(width * factor))


def _write(path: Path, pixels: NDArray[np.uint8]) -> None:
    with replacing(path) as temporary:
        Image.fromarray(pixels).save(temporary, "PNG")
