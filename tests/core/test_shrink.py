"""Photos shrink by area, large ones by halves first, without a visible difference."""

import numpy as np
import pytest

from blurlab.core.opencv import cv2
from blurlab.core.shrink import reduced


@pytest.mark.parametrize("shape", [(1201, 1603, 3), (1200, 1600)])
def test_a_picture_shrunk_by_halves_is_that_shrunk_at_once(shape: tuple[int, ...]) -> None:
    rng = np.random.default_rng(0)
    coarse = rng.integers(0, 256, (30, 40, *shape[2:]), np.uint8)
    picture = np.asarray(cv2.resize(coarse, shape[1::-1], interpolation=cv2.INTER_CUBIC), np.uint8)
    small = reduced(picture, 144, 96)
    at_once = cv2.resize(picture, (144, 96), interpolation=cv2.INTER_AREA)
    assert small.shape == at_once.shape
    assert np.abs(small.astype(int) - at_once).max() <= 3
    assert np.abs(small.astype(int) - at_once).mean() < 0.5


def test_a_picture_that_grows_is_smooth() -> None:
    assert reduced(np.array([[0, 255]], np.uint8), 4, 1).tolist() == [[0, 64, 191, 255]]
