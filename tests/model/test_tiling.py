"""A photo predicted at its own pixels: every pixel is looked at, and no tile's border is seen."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from blurlab.core.opencv import cv2
from blurlab.core.rect import Rect
from blurlab.model.tiling import CELL, TILE, TiledPrediction, predict_tiled


def brightness(tile: NDArray[np.uint8]) -> NDArray[np.float32]:
    """A network that looks at one pixel at a time."""
    assert tile.shape[0] % 32 == 0 and tile.shape[1] % 32 == 0 and max(tile.shape[:2]) <= TILE
    return np.asarray(tile[..., 0] / 255, np.float32)


@settings(max_examples=12, deadline=None)
@given(st.integers(1, 1400), st.integers(1, 1400))
def test_tiles_of_any_photo_give_what_one_look_at_all_of_it_would(height: int, width: int) -> None:
    y, x = np.mgrid[0:height, 0:width]
    picture = np.repeat((((x + 2 * y) // 8) % 256).astype(np.uint8)[..., None], 3, axis=2)
    made = predict_tiled(brightness, picture)
    assert made.shape == (-(-height // CELL), -(-width // CELL))
    whole = (height // CELL * CELL, width // CELL * CELL)
    if min(whole):
        expected = cv2.resize(
            picture[: whole[0], : whole[1], 0], None, fx=1 / CELL, fy=1 / CELL, interpolation=cv2.INTER_AREA
        )
        inner = made[: whole[0] // CELL, : whole[1] // CELL].astype(int)
        assert np.abs(inner - expected).max() <= 1


def test_what_differs_from_tile_to_tile_passes_softly() -> None:
    """A network whose answer is another for each tile, and wild at its borders, leaves no step."""
    answers = iter(np.linspace(0.2, 0.8, 100))

    def moody(tile: NDArray[np.uint8]) -> NDArray[np.float32]:
        made = np.full(tile.shape[:2], next(answers), np.float32)
        made[:24], made[-24:], made[:, :24], made[:, -24:] = 1, 1, 1, 1
        return made

    made = predict_tiled(moody, np.zeros((1500, 1700, 3), np.uint8)).astype(int)[6:-6, 6:-6]
    assert made.max() < 220, "no tile's border has a say but at the photo's own"
    assert max(np.abs(np.diff(made, axis=0)).max(), np.abs(np.diff(made, axis=1)).max()) <= 12


@pytest.mark.parametrize(
    ("height", "width", "tiles"), [(1152, 1152, 1), (1153, 1152, 2), (2176, 2176, 4), (4000, 6000, 24)]
)
def test_no_tile_is_looked_at_twice(height: int, width: int, tiles: int) -> None:
    looks = 0

    def counting(tile: NDArray[np.uint8]) -> NDArray[np.float32]:
        nonlocal looks
        looks += 1
        return np.zeros(tile.shape[:2], np.float32)

    predict_tiled(counting, np.zeros((height, width, 3), np.uint8))
    assert looks == tiles


def test_tiles_that_are_predicted_side_by_side_give_the_same_and_what_is_seen_comes_first() -> None:
    picture = np.random.default_rng(0).integers(0, 256, (1300, 2300, 3), np.uint8)
    with ThreadPoolExecutor(2) as pool:
        tiled = TiledPrediction(brightness, picture, pool.map, 2)
        assert tiled.tiles == 6
        tiled.step(Rect(1900, 900, 300, 300))
        assert tiled.done == 2 and tiled.known[-1, -1] and not tiled.known[0, 0]
        while tiled.done < tiled.tiles:
            tiled.step()
    assert np.abs(tiled.blurriness.astype(int) - predict_tiled(brightness, picture)).max() <= 1
