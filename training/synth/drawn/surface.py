"""Sharp pictures drawn by a program: pages, screens, graphics, cells, walls and skies.

Photos teach that what has no texture is blurred, because in them it mostly is. Paper, panels, painted walls and clear
skies are as even and sharp. Nothing here comes from a file, so any machine draws the same from the same numbers.
"""

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2
from training.synth.drawn.natural import cells, graphic, leaves, wall
from training.synth.drawn.paint import Picture, clouds
from training.synth.drawn.printed import page, screen

_FINER = 2  # drawn so many times as large and shrunk by area, as a lens and a screen smooth edges


def draw_surface(rng: np.random.Generator, height: int, width: int) -> Picture:
    """A sharp picture of a kind drawn by chance: uint8 RGB (height, width, 3), a pure function of `rng`."""
    kinds: tuple[tuple[float, Callable[[np.random.Generator, int, int], Picture]], ...] = (
        (0.28, page),
        (0.22, screen),
        (0.14, graphic),
        (0.14, cells),
        (0.12, wall),
        (0.10, leaves),
    )
    shares = np.cumsum([share for share, _ in kinds])
    draw = kinds[int(np.searchsorted(shares, rng.random() * shares[-1]))][1]
    finer = _FINER if rng.random() < 0.75 else 1
    picture = draw(rng, height * finer, width * finer)
    if finer > 1:
        picture = np.asarray(cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA), np.uint8)
    return picture


def draw_region(rng: np.random.Generator, height: int, width: int) -> NDArray[np.bool_]:
    """A region of a picture without objects: a side, a box, an oval or a patch; bool (height, width)."""
    kind = rng.random()
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    if kind < 0.35:
        angle = rng.uniform(0, 2 * math.pi)
        middle = (rng.uniform(0.3, 0.7) * width, rng.uniform(0.3, 0.7) * height)
        return np.asarray((x - middle[0]) * math.cos(angle) + (y - middle[1]) * math.sin(angle) > 0)
    wide, high = rng.uniform(0.2, 0.75) * width, rng.uniform(0.2, 0.75) * height
    left, top = rng.uniform(0, width - wide), rng.uniform(0, height - high)
    if kind < 0.6:
        return np.asarray((x >= left) & (x < left + wide) & (y >= top) & (y < top + high))
    if kind < 0.8:
        return np.asarray(((x - left - wide / 2) * 2 / wide) ** 2 + ((y - top - high / 2) * 2 / high) ** 2 < 1)
    field = clouds(rng, height, width, int(rng.integers(2, 5)))
    return np.asarray(field > np.quantile(field, rng.uniform(0.35, 0.65)))
