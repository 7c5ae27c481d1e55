import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from blurlab.core.pyramid import Pyramid, halved


@given(arrays.arrays(np.uint8, st.tuples(st.integers(1, 9), st.integers(1, 9), st.just(3))))
def test_each_pixel_of_a_half_is_the_mean_of_what_it_covers(level: np.ndarray) -> None:
    half = halved(level)
    assert half.shape == (-(-level.shape[0] // 2), -(-level.shape[1] // 2), 3)
    for row in range(half.shape[0]):
        for column in range(half.shape[1]):
            mean = level[2 * row : 2 * row + 2, 2 * column : 2 * column + 2].mean(axis=(0, 1))
            assert np.abs(half[row, column] - mean).max() <= 0.5 + 1e-6


@pytest.mark.parametrize(("height", "width"), [(1, 1), (1, 3000), (3000, 1), (300, 6501), (513, 1025)])
def test_levels_halve_down_to_a_small_picture_whatever_the_shape(height: int, width: int) -> None:
    pyramid = Pyramid(np.full((height, width, 3), 77, np.uint8))
    assert pyramid.levels[0] is pyramid.photo
    assert max(pyramid.levels[-1].shape[:2]) <= 256
    for number, level in enumerate(pyramid.levels):
        assert level.shape[:2] == (-(-height // 2**number), -(-width // 2**number))
        assert (level[..., :3] == 77).all()
    assert all((level[..., 3] == 255).all() for level in pyramid.levels[1:])


def test_the_photo_itself_is_not_copied() -> None:
    photo = np.zeros((400, 600, 3), np.uint8)
    assert Pyramid(photo).photo is photo


def test_a_level_is_never_coarser_than_the_screen_and_less_than_twice_as_fine() -> None:
    pyramid = Pyramid(np.zeros((3000, 5000, 3), np.uint8))
    for step in (0.1, 1, 1.5, 2, 3, 3.99, 4, 9, 15):
        spans = step / 2 ** pyramid.level_for(step)
        assert step < 2 or 1 <= spans < 2
    assert pyramid.level_for(1e9) == len(pyramid.levels) - 1


def test_memory_beyond_the_photo_is_less_than_half_of_it() -> None:
    pyramid = Pyramid(np.zeros((2000, 3000, 3), np.uint8))
    assert pyramid.nbytes < 1.45 * pyramid.photo.nbytes


@pytest.mark.parametrize(
    "photo", [np.zeros((5, 5), np.uint8), np.zeros((5, 5, 3), np.float32), np.zeros((0, 5, 3), np.uint8)]
)
def test_what_is_no_rgb_photo_is_refused(photo: np.ndarray) -> None:
    with pytest.raises(ValueError, match="photo"):
        Pyramid(photo)
