"""Surfaces drawn by a program are sharp, even in places, of many kinds, and the same from the same numbers."""

import numpy as np
import pytest

from blurlab.core.opencv import cv2
from training.synth.drawn.natural import cells, graphic, leaves, wall
from training.synth.drawn.printed import page, screen
from training.synth.drawn.surface import draw_region, draw_surface

KINDS = (page, screen, graphic, cells, wall, leaves)


def steepest(picture: np.ndarray) -> float:
    """Grey levels of the steepest step between neighbours."""
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(int)
    return float(max(np.abs(np.diff(grey, axis=0)).max(), np.abs(np.diff(grey, axis=1)).max()))


def test_a_surface_is_a_pure_function_of_its_numbers() -> None:
    for index in range(8):
        once, again = (draw_surface(np.random.default_rng((5, index)), 96, 128) for _ in range(2))
        assert once.shape == (96, 128, 3) and once.dtype == np.uint8 and np.array_equal(once, again)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_kind_has_edges_and_they_are_sharp(kind) -> None:
    pictures = [kind(np.random.default_rng((1, index)), 160, 200) for index in range(8)]
    assert all(picture.shape == (160, 200, 3) for picture in pictures)
    assert np.median([steepest(picture) for picture in pictures]) > 25, "from one pixel to the next"


@pytest.mark.parametrize("kind", (page, screen, graphic), ids=lambda kind: kind.__name__)
def test_paper_and_panels_are_mostly_even(kind) -> None:
    shares = []
    for index in range(8):
        grey = cv2.cvtColor(kind(np.random.default_rng((2, index)), 160, 200), cv2.COLOR_RGB2GRAY).astype(int)
        shares.append((np.abs(np.diff(grey, axis=1)) <= 2).mean())
    assert np.median(shares) > 0.6


def test_surfaces_of_any_size_are_drawn() -> None:
    for height, width in ((1, 1), (32, 400), (300, 33)):
        for index in range(12):
            assert draw_surface(np.random.default_rng((3, index)), height, width).shape == (height, width, 3)


def test_a_region_leaves_something_on_both_sides() -> None:
    for index in range(40):
        region = draw_region(np.random.default_rng((4, index)), 64, 90)
        assert region.shape == (64, 90) and region.dtype == np.bool_ and 0.01 < region.mean() < 0.99
