"""Peaking marks what is crisp at the photo's own pixels, at every zoom."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blurlab.core.opencv import cv2
from blurlab.core.peaking import find_peaks, peak_share


def half_sharp(height: int = 200, width: int = 300, seed: int = 0) -> np.ndarray:
    """Crisp squares; the right half is out of focus."""
    rng = np.random.default_rng(seed)
    photo = np.full((height, width, 3), 120, np.uint8)
    for _ in range(160):
        x, y = (int(rng.integers(0, size)) for size in (width, height))
        photo[y : y + 12, x : x + 12] = rng.integers(30, 220, 3)
    photo[:, width // 2 :] = cv2.GaussianBlur(photo, (0, 0), 3)[:, width // 2 :]
    return photo


def test_the_sharp_half_peaks_and_the_blurred_one_does_not() -> None:
    peaks = find_peaks(half_sharp())[0]
    assert peak_share(peaks[:, :140]) > 0.05
    assert peak_share(peaks[:, 160:]) < 0.002


def test_noise_is_no_detail_where_its_strength_is_told() -> None:
    photo = half_sharp()
    noisy = np.clip(photo + np.random.default_rng(1).normal(0, 8, photo.shape), 0, 255).astype(np.uint8)
    peaks = find_peaks(noisy, noise=8.0)[0]
    assert peak_share(peaks[:, 160:]) < 0.005 < peak_share(peaks[:, :140])


@given(st.integers(1, 700), st.integers(1, 700), st.integers(0, 9))
@settings(max_examples=25, deadline=None)
def test_no_peak_is_lost_or_made_up_in_a_reduced_view(height: int, width: int, seed: int) -> None:
    levels = find_peaks(np.random.default_rng(seed).integers(0, 256, (height, width, 3), np.uint8))
    for finer, coarser in itertools.pairwise(levels):
        rows, columns = np.nonzero(finer)
        assert coarser[rows // 2, columns // 2].all()
        for row, column in np.argwhere(coarser)[:50]:
            assert finer[2 * row : 2 * row + 2, 2 * column : 2 * column + 2].any()
    assert max(levels[-1].shape) <= 256 or len(levels) == 1


@pytest.mark.parametrize("height", [255, 256, 257, 520])
def test_strips_leave_no_seams(height: int, monkeypatch: pytest.MonkeyPatch) -> None:
    photo = half_sharp(height)
    whole = find_peaks(photo)[0]
    monkeypatch.setattr("blurlab.core.peaking._STRIP", 64)
    assert (find_peaks(photo)[0] == whole).all()
