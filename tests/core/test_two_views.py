"""The three states of a photo predicted at both views, wherever and at whatever zoom they are asked for."""

import numpy as np
import pytest

from blurlab.core.rect import Rect
from blurlab.core.two_views import TwoViews

PHOTO = (400, 600)


def views(known: np.ndarray | None = None) -> TwoViews:
    """Left third blurred at both views, the middle soft at 100 % alone, the right sharp."""
    whole, full = np.zeros((8, 12), np.uint8), np.zeros((100, 150), np.uint8)
    whole[:, :4], full[:, :100] = 255, 255
    return TwoViews(whole, full, known)


@pytest.mark.parametrize("step", [0.5, 1.0, 2.5, 4.0])
def test_only_what_is_soft_at_full_alone_is_told_at_every_zoom(step: float) -> None:
    height, width = round(PHOTO[0] / step), round(PHOTO[1] / step)
    soft = views().soft_alone(PHOTO, Rect(0, 0, width, height), step, 128)
    assert soft.shape == (height, width)
    edge = round(30 / step)  # the whole view's pixels are 50 of the photo's wide
    third = width // 3
    assert soft[:, third + edge : 2 * third - edge].all()
    assert not soft[:, : third - edge].any() and not soft[:, 2 * third + edge :].any()


def test_a_part_of_the_photo_is_told_as_it_is_in_the_whole() -> None:
    whole = views().soft_alone(PHOTO, Rect(0, 0, 300, 200), 2.0, 100)
    part = views().soft_alone(PHOTO, Rect(70, 30, 110, 60), 2.0, 100)
    assert (part == whole[30:90, 70:180]).all()


@pytest.mark.parametrize("step", [0.1, 0.7, 2.0, 9.0])
def test_any_part_is_told_as_it_is_in_the_whole(step: float) -> None:
    random = np.random.default_rng(3)
    blobs = [np.kron(random.integers(0, 2, (4, 6)), np.ones((side, side))) * 255 for side in (2, 25)]
    both = TwoViews(*(plane.astype(np.uint8) for plane in blobs))
    height, width = round(PHOTO[0] / step), round(PHOTO[1] / step)
    whole = both.soft_alone(PHOTO, Rect(0, 0, width, height), step, 128)
    assert whole.any() and not whole.all()
    for _ in range(200):
        tall, wide = 1 + int(random.integers(min(40, height))), 1 + int(random.integers(min(40, width)))
        top, left = int(random.integers(height - tall + 1)), int(random.integers(width - wide + 1))
        part = both.soft_alone(PHOTO, Rect(left, top, wide, tall), step, 128)
        assert (part == whole[top : top + tall, left : left + wide]).all()


def test_nothing_is_told_where_nothing_is_known_yet() -> None:
    known = np.zeros((100, 150), np.bool_)
    known[:50] = True
    soft = views(known).soft_alone(PHOTO, Rect(0, 0, 600, 400), 1.0, 128)
    assert soft[:190, 250:350].all() and not soft[210:].any()


def test_the_threshold_holds_for_both_views() -> None:
    both = TwoViews(np.full((4, 6), 90, np.uint8), np.full((40, 60), 110, np.uint8))
    seen = Rect(0, 0, 60, 40)
    assert both.soft_alone(PHOTO, seen, 10.0, 100).all()
    assert not both.soft_alone(PHOTO, seen, 10.0, 120).any() and not both.soft_alone(PHOTO, seen, 10.0, 80).any()
