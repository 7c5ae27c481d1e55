"""A prediction at the photo's size keeps its values."""

import numpy as np
import pytest

from blurlab.core.prediction import upscale


def test_a_prediction_is_resized_bilinearly() -> None:
    small = np.array([[0, 80], [160, 80]], np.uint8)
    large = upscale(small, 4, 8)
    assert large.shape == (4, 8)
    assert large.dtype == np.uint8
    assert large[0].tolist() == [0, 0, 10, 30, 50, 70, 80, 80]  # centres an eighth, three eighths … of the way
    assert large[:, 0].tolist() == [0, 40, 120, 160]


@pytest.mark.parametrize("value", [0, 1, 127, 254, 255])
@pytest.mark.parametrize("size", [(1, 1), (3, 50_000), (200, 7)])
def test_values_are_never_stretched(value: int, size: tuple[int, int]) -> None:
    assert (upscale(np.full((5, 9), value, np.uint8), *size) == value).all()
    assert (upscale(np.full((1, 1), value, np.uint8), *size) == value).all()


def test_the_result_is_a_new_array() -> None:
    small = np.zeros((4, 5), np.uint8)
    upscale(small, 4, 5)[0, 0] = 9
    assert small[0, 0] == 0


def test_what_is_no_prediction_is_refused() -> None:
    for wrong in (np.zeros((4, 5)), np.zeros((0, 5), np.uint8), np.zeros((4, 5, 3), np.uint8)):
        with pytest.raises(ValueError, match="blurriness"):
            upscale(wrong, 4, 5)
    with pytest.raises(ValueError, match="0×4"):
        upscale(np.zeros((4, 5), np.uint8), 4, 0)
