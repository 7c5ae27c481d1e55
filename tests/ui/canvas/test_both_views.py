"""The canvas shows three states where both views are known, by a pattern that any eye tells, and names them."""

import numpy as np
import pytest

from blurlab.core.editing.correction import Correction
from blurlab.core.prediction import View
from blurlab.core.two_views import TwoViews
from blurlab.ui.canvas.canvas import Canvas
from blurlab.ui.canvas.layers.soft_layer import PERIOD


@pytest.fixture
def predicted(canvas: Canvas) -> Canvas:
    """A grey photo: a third blurred as a whole, a third soft at 100 % alone, a third sharp; cut as a whole."""
    height, width = 300, 600
    whole = np.zeros((30, 60), np.uint8)
    whole[:, :20] = 255
    full = np.zeros((75, 150), np.uint8)
    full[:, :100] = 255
    canvas.resize(700, 400)
    canvas.set_photo(np.full((height, width, 3), 120, np.uint8))
    canvas.set_correction(Correction(height, width, whole))
    canvas.views.set_views(TwoViews(whole, full), View.WHOLE)
    return canvas


def thirds(canvas: Canvas) -> list[np.ndarray]:
    """What is seen in the middle of each third, below the legend, away from their seams: uint8 (h, w, 4)."""
    image = canvas.grab().toImage().convertToFormat(canvas.grab().toImage().Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    cuts = []
    for number in range(3):
        left, top = canvas.viewport.to_view(number * 200 + 60, 200)
        right, bottom = canvas.viewport.to_view(number * 200 + 140, 280)
        cuts.append(pixels[round(top) : round(bottom), round(left) : round(right)].copy())
    return cuts


def is_plain(part: np.ndarray) -> bool:
    return bool((part == part[0, 0]).all())


def test_the_three_states_differ_by_fill_and_by_stripes(predicted: Canvas) -> None:
    blurred, soft, sharp = thirds(predicted)
    assert is_plain(blurred) and is_plain(sharp) and not is_plain(soft)
    assert (blurred[0, 0] != sharp[0, 0]).any()
    light = soft.astype(int).sum(axis=2)
    assert 0.05 < (light > sharp[0, 0].astype(int).sum() + 60).mean() < 3 / PERIOD, "light stripes, and ground between"
    assert (light < sharp[0, 0].astype(int).sum() - 60).any(), "and dark ones, so that no ground hides both"
    assert (soft == sharp[0, 0]).all(axis=2).mean() > 0.5


def test_the_stripes_go_and_come_with_the_choice_the_overlay_and_the_photo(predicted: Canvas) -> None:
    assert (predicted.views.shown and not predicted.views.area.isNull()) or predicted.grab() is not None
    predicted.views.set_visible(False)
    assert is_plain(thirds(predicted)[1]) and not predicted.views.shown
    predicted.views.set_visible(True)
    predicted.set_overlay_visible(False)
    assert is_plain(thirds(predicted)[1])
    predicted.set_overlay_visible(True)
    assert not is_plain(thirds(predicted)[1])
    predicted.set_photo(np.full((300, 600, 3), 120, np.uint8))
    assert not predicted.views.shown


def test_a_threshold_moves_what_is_soft_at_full_as_it_moves_the_mask(predicted: Canvas) -> None:
    whole, full = np.full((30, 60), 90, np.uint8), np.full((75, 150), 110, np.uint8)
    predicted.views.set_views(TwoViews(whole, full), View.WHOLE)
    predicted.set_threshold(100)
    assert not is_plain(thirds(predicted)[2])
    predicted.set_threshold(128)
    assert is_plain(thirds(predicted)[2])


def test_the_legend_names_the_states_and_which_of_them_the_mask_holds(predicted: Canvas) -> None:
    predicted.grab()
    first = predicted.views.area
    assert first.width() > 120 and predicted.rect().contains(first)
    one = predicted.grab(first).toImage()
    predicted.views.set_views(TwoViews(np.zeros((3, 6), np.uint8), np.zeros((3, 6), np.uint8)), View.FULL)
    assert predicted.grab(predicted.views.area).toImage() != one, "at 100 % what is soft is in the mask too"
