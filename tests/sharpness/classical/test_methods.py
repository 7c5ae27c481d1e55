"""The classical methods tell sharp from blurred on generated photos, and take photos of any size."""

import numpy as np
import pytest
from numpy.typing import NDArray

from blurlab.core.metrics import roc_auc
from blurlab.core.opencv import cv2
from blurlab.core.prediction import upscale
from blurlab.sharpness.classical import hifst, lbp
from blurlab.sharpness.classical.edge_aware_smoothing import edge_aware_smooth
from blurlab.sharpness.classical.methods import METHODS, ClassicalModel
from tests.training.sources import scene


def half_blurred(sigma: float = 4.0) -> NDArray[np.uint8]:
    """A scene whose right half is blurred."""
    photo = scene(1, 160, 240)
    photo[:, 120:] = cv2.GaussianBlur(photo, (0, 0), sigma)[:, 120:]
    return photo


@pytest.mark.parametrize("name", METHODS)
def test_the_blurred_half_is_found(name: str) -> None:
    photo = half_blurred()
    blurriness = ClassicalModel(name).predict(photo).blurriness
    assert blurriness.dtype == np.uint8
    blurred = np.zeros(photo.shape[:2], np.bool_)
    blurred[:, 120:] = True
    assert roc_auc(upscale(blurriness, *photo.shape[:2]), blurred) > 0.95
    mirrored = upscale(ClassicalModel(name).predict(photo[:, ::-1]).blurriness, *photo.shape[:2])
    assert roc_auc(mirrored, ~blurred) > 0.95


@pytest.mark.parametrize("name", ["lbp", "svd"])
def test_a_photo_that_is_blurred_all_over_is_called_so(name: str) -> None:
    """They are absolute measures; HiFST, which compares the places of one photo, is not."""
    photo = scene(2, 120, 160)
    sharp = ClassicalModel(name).predict(photo).blurriness.mean()
    blurred = ClassicalModel(name).predict(cv2.GaussianBlur(photo, (0, 0), 4)).blurriness.mean()
    assert sharp < 100
    assert blurred > 160


@pytest.mark.parametrize("name", METHODS)
@pytest.mark.parametrize("shape", [(1, 1), (1, 90), (90, 1), (5, 7), (33, 64)])
def test_photos_of_any_size_are_taken(name: str, shape: tuple[int, int]) -> None:
    photo = np.random.default_rng(0).integers(0, 256, (*shape, 3), np.uint8)
    assert min(ClassicalModel(name).predict(photo).blurriness.shape) >= 1
    even = ClassicalModel(name).predict(np.full((*shape, 3), 90, np.uint8)).blurriness
    assert (even > 250).all(), "a photo of one colour has no sharp place"


@pytest.mark.parametrize("name", METHODS)
def test_a_large_photo_is_measured_as_its_smaller_self(name: str) -> None:
    small = half_blurred()
    large = cv2.resize(small, None, fx=8, fy=8, interpolation=cv2.INTER_LINEAR)
    assert large.shape[0] * large.shape[1] > 4 * 640 * 427
    assert max(ClassicalModel(name).predict(large).blurriness.shape) <= 300


def test_the_dct_is_orthonormal_and_finds_a_cosine() -> None:
    matrix = hifst._dct(15)
    assert matrix @ matrix.T == pytest.approx(np.eye(15), abs=1e-5)
    cosine = np.cos(np.pi * (2 * np.arange(15) + 1) * 4 / 30)
    assert np.argmax(np.abs(matrix @ cosine)) == 4
    assert hifst._high_frequencies(7).sum() == 21  # below the anti-diagonal: 6 + 5 + … + 1


def test_sorted_coefficients_are_those_of_each_patch() -> None:
    gradients = np.random.default_rng(0).random((90, 110)).astype(np.float32)
    found = hifst._sorted_coefficients(gradients)
    assert found.shape == (23, 28, 117)
    y, x = 40, 52  # 31 px and more from every border: all patches lie inside
    high = []
    for size in (7, 15, 31, 63):
        patch = gradients[y - size // 2 : y + size // 2 + 1, x - size // 2 : x + size // 2 + 1].astype(np.float64)
        matrix = hifst._dct(size).astype(np.float64)
        transform = matrix @ patch @ matrix.T
        high += [abs(transform[u, v]) for u in range(size) for v in range(size) if u + v >= size]
    assert found[y // 4, x // 4] == pytest.approx(np.sort(high)[:117], abs=1e-4)


def test_patterns_count_their_run_of_ones() -> None:
    grey = np.zeros((9, 9), np.float32)
    assert (lbp.codes(grey) == 0).all()
    grey[4, 4] = 1  # all eight neighbours of the point differ from it
    codes = lbp.codes(grey)
    assert codes[4, 4] == 8
    assert codes[4, 3] == 3  # the point, and the two diagonal places that it reaches into
    striped = np.zeros((9, 9), np.float32)
    striped[4] = 1  # differences above and below and none beside: two runs, no uniform pattern
    assert lbp.codes(striped)[4, 4] == 9


def test_smoothing_stops_at_edges() -> None:
    values = np.zeros((40, 40), np.float32)
    values[:, 20:] = 1
    photo = np.zeros((40, 40, 3), np.uint8)
    crossed = edge_aware_smooth(values, photo, 8)
    assert 0.2 < crossed[20, 18] < 0.5
    photo[:, 20:] = 255
    kept = edge_aware_smooth(values, photo, 8)
    assert kept[20, 18] < 0.01
    assert kept[20, 21] > 0.99
    assert edge_aware_smooth(np.full((3, 5), 0.25, np.float32), photo, 8) == pytest.approx(0.25)
    assert np.array_equal(edge_aware_smooth(values.T, photo.transpose(1, 0, 2), 8).shape, (40, 40))
