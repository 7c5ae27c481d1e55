"""Small pictures that stand in for photos."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2


def scene(seed: int, height: int = 120, width: int = 160) -> NDArray[np.uint8]:
    """uint8 RGB (height, width, 3): textured ground with a few textured blobs on it, sharp everywhere."""
    rng = np.random.default_rng(seed)
    coarse = rng.integers(0, 256, (height // 20 + 1, width // 20 + 1, 3), np.uint8)
    ground = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC).astype(np.int16)
    picture = ground + rng.integers(-40, 41, (height, width, 1), np.int16)
    for _ in range(3):
        centre = (int(rng.integers(width)), int(rng.integers(height)))
        blob = np.zeros((height, width), np.uint8)
        cv2.circle(blob, centre, int(rng.integers(12, 30)), 1, -1)
        colour = rng.integers(0, 256, 3)
        picture[blob > 0] = (colour + rng.integers(-30, 31, (height, width, 1)))[blob > 0]
    return np.clip(picture, 0, 255).astype(np.uint8)


def square(seed: int) -> NDArray[np.uint8]:
    """uint8 RGB (40, 50, 3): a bright square on noise, `seed` px further right; small, so that proposals come soon."""
    pixels = np.random.default_rng(seed).integers(0, 80, (40, 50, 3)).astype(np.uint8)
    pixels[10:30, 10 + seed : 30 + seed] += 120
    return pixels


@dataclass
class ToySource:
    """A source whose region is a disk, without proposals."""

    seed: int
    blurred: NDArray[np.bool_] | None = None
    _photo: NDArray[np.uint8] | None = field(default=None, repr=False)

    def photo(self) -> NDArray[np.uint8]:
        if self._photo is None:
            self._photo = scene(self.seed)
        return self._photo

    def region(self, rng: np.random.Generator) -> NDArray[np.bool_]:
        height, width = self.photo().shape[:2]
        y, x = np.mgrid[0:height, 0:width]
        cy, cx = rng.uniform(0.3, 0.7) * height, rng.uniform(0.3, 0.7) * width
        return np.asarray(np.hypot(y - cy, x - cx) < 0.3 * height)

    def doubtful(self) -> NDArray[np.bool_] | None:
        return self.blurred
