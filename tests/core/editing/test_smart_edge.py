"""The smart edge: a rough hand, a true boundary."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from blurlab.core.editing.correction import Correction
from blurlab.core.editing.smart_edge import settle_loop, settle_stroke
from blurlab.core.local_sharpness import local_sharpness
from blurlab.core.metrics import iou
from blurlab.core.opencv import cv2
from blurlab.core.proposals import Proposals
from blurlab.core.pyramid import Pyramid
from tests.core.strategies import corrections, points


def scene(size: int = 300, seed: int = 0) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    """Sharp noise of one even mean with a blurred disc in it: only sharpness tells the disc, no colour does."""
    noise = np.random.default_rng(seed).integers(0, 256, (size, size, 3), np.uint8)
    y, x = np.mgrid[:size, :size]
    disc = np.hypot(x - size / 2, y - size / 2) < size * 0.3
    photo = noise.copy()
    photo[disc] = cv2.GaussianBlur(noise, (0, 0), 4)[disc]
    return photo, disc


def whole(found: tuple, shape: tuple[int, int]) -> NDArray[np.bool_]:
    rect, mask = found
    placed = np.zeros(shape, bool)
    placed[rect.slices] = mask > 0
    return placed


def loop(size: int, radius: float, count: int = 40) -> list[tuple[float, float]]:
    angles = np.linspace(0, 2 * np.pi, count, endpoint=False)
    return [(size / 2 + radius * np.cos(a), size / 2 + radius * np.sin(a)) for a in angles]


def test_sharpness_tells_noise_from_its_blur_and_not_dark_from_light() -> None:
    photo, disc = scene()
    inner = cv2.erode(disc.astype(np.uint8), np.ones((31, 31))) > 0
    outer = cv2.dilate(disc.astype(np.uint8), np.ones((31, 31))) == 0
    for shown in (photo, photo // 2 + 20):
        sharpness = local_sharpness(shown)
        assert sharpness[outer].min() > sharpness[inner].max()
    assert local_sharpness(np.full((20, 30, 3), 77, np.uint8)).max() == 0


@pytest.mark.parametrize("off", [0.93, 1.06, 1.12])
@pytest.mark.parametrize("size", [300, 1500])
def test_a_rough_loop_settles_on_the_boundary_of_sharpness(off: float, size: int) -> None:
    photo, disc = scene(size)
    rough = loop(size, size * 0.3 * off)
    found = settle_loop(Correction(size, size), Pyramid(photo), rough)
    assert found is not None
    drawn = np.zeros((size, size), np.uint8)
    cv2.fillPoly(drawn, [np.array(rough).round().astype(np.int32)], 1)
    settled = iou(whole(found, disc.shape), disc)
    assert settled > 0.92
    assert settled > iou(drawn > 0, disc) - 0.01


def test_a_stroke_along_the_boundary_stays_on_its_side() -> None:
    photo, disc = scene()
    path = loop(300, 78)
    found = settle_stroke(Correction(300, 300), Pyramid(photo), [*path, path[0]], 25)
    assert found is not None
    painted = whole(found, disc.shape)
    brush = np.zeros(disc.shape, np.uint8)
    cv2.polylines(brush, [np.array(path).round().astype(np.int32)], True, 1, 50)
    spilled_by_brush = ((brush > 0) & ~disc).sum()
    assert (painted & ~disc).sum() < 0.35 * spilled_by_brush
    assert (painted & disc).sum() > 0.8 * ((brush > 0) & disc).sum()


def test_a_colour_edge_is_not_followed_where_sharpness_changes_beside_it() -> None:
    """The colours change on a circle outside of the blurred disc, as near to the loop as the disc's own rim."""
    photo, disc = scene()
    y, x = np.mgrid[:300, :300]
    tinted = np.hypot(x - 150, y - 150) < 102
    photo = np.clip(photo.astype(int) // 2 + np.where(tinted[..., None], (0, 0, 0), (120, 60, 0)), 0, 255)
    found = settle_loop(Correction(300, 300), Pyramid(photo.astype(np.uint8)), loop(300, 96))
    assert found is not None
    settled = whole(found, disc.shape)
    assert iou(settled, disc) > 0.93
    assert iou(settled, tinted) < 0.88


def test_proposals_that_fit_the_loop_guide_it_where_nothing_else_speaks() -> None:
    y, x = np.mgrid[:150, :150]
    square = (np.abs(x - 75) < 40) & (np.abs(y - 75) < 40)  # at half the photo's size
    labels = square.astype(np.int32) + 2 * (x < 20)
    members = np.array([[False, True, False, False], [False, False, True, True]])
    proposals = Proposals(labels, members, np.array([1, 0.5], np.float32))
    flat = Pyramid(np.full((300, 300, 3), 128, np.uint8))
    rough = [(62, 64), (240, 66), (236, 238), (66, 234)]
    truth = np.kron(square, np.ones((2, 2), bool))
    alone = settle_loop(Correction(300, 300), flat, rough)
    guided = settle_loop(Correction(300, 300), flat, rough, proposals)
    assert alone is not None and guided is not None
    assert iou(whole(guided, truth.shape), truth) > max(0.94, iou(whole(alone, truth.shape), truth) + 0.1)
    assert proposals.fitting([(0, 0), (30, 0), (30, 30)], 300, 300) is None


@settings(max_examples=25)
@given(st.data(), corrections(50), st.integers(1, 200))
def test_it_never_leaves_its_window_and_changes_nothing_by_itself(
    data: st.DataObject, correction: Correction, eighths: int
) -> None:
    photo = np.random.default_rng(0).integers(0, 256, (correction.height, correction.width, 3), np.uint8)
    path = data.draw(st.lists(points(correction), min_size=1, max_size=8))
    before = correction.plane.copy()
    for found in (
        settle_loop(correction, Pyramid(photo), path),
        settle_stroke(correction, Pyramid(photo), path, eighths / 8),
    ):
        if found is not None:
            rect, mask = found
            assert correction.rect.contains(rect)
            assert mask.shape == (rect.height, rect.width) and set(np.unique(mask)) <= {0, 255}
    assert (correction.plane == before).all()


def test_the_same_loop_gives_the_same_mask() -> None:
    photo, _ = scene()
    first, second = (settle_loop(Correction(300, 300), Pyramid(photo), loop(300, 95)) for _ in range(2))
    assert first is not None and second is not None
    assert first[0] == second[0] and (first[1] == second[1]).all()


def test_an_exact_hand_is_followed_within_its_reach() -> None:
    photo, disc = scene()
    beside = loop(300, 300 * 0.3 * 1.15)  # 13 px beside the boundary
    drawn = np.zeros((300, 300), np.uint8)
    cv2.fillPoly(drawn, [np.array(beside).round().astype(np.int32)], 1)
    far = settle_loop(Correction(300, 300), Pyramid(photo), beside)
    near = settle_loop(Correction(300, 300), Pyramid(photo), beside, reach=5)
    assert far is not None and near is not None
    assert iou(whole(far, disc.shape), disc) > iou(whole(near, disc.shape), disc)
    moved = whole(near, disc.shape) != (drawn > 0)
    band = cv2.dilate(drawn, np.ones((15, 15))) - cv2.erode(drawn, np.ones((15, 15)))
    assert not (moved & (band == 0)).any()
