"""Regions under the pointer: nested, of one code, and brought to the photo without a seam."""

import numpy as np
import pytest

from blurlab.core.editing.correction import BLURRED, SHARP, Correction
from blurlab.core.opencv import cv2
from blurlab.core.regions.flips import flips_at, preferred
from blurlab.core.regions.scribble import INSIDE, OUTSIDE, settle
from blurlab.core.regions.step import OTHER, region_step, small_codes
from blurlab.core.regions.tidy import tidy_step
from blurlab.core.regions.tree import NotWantedError, Regions, make_regions

HEIGHT, WIDTH = 120, 180
CUT = 128


def picture(height: int = HEIGHT, width: int = WIDTH) -> np.ndarray:
    """Sharp grain, a grey square at the left and a soft disc at the right."""
    rng = np.random.default_rng(3)
    photo = rng.integers(60, 200, (height, width, 3), np.uint8)
    cv2.rectangle(photo, (width // 9, height // 4), (width // 3, 3 * height // 4), (90, 90, 90), -1)
    cv2.circle(photo, (2 * width // 3, height // 2), height // 4, (200, 120, 60), -1)
    return photo


@pytest.fixture(scope="module")
def regions() -> Regions:
    said = np.zeros((HEIGHT, WIDTH), np.uint8)
    said[:, WIDTH // 2 :] = 90
    return make_regions(picture(), said)


def test_superpixels_cover_the_photo_and_every_node_holds_its_parts(regions: Regions) -> None:
    assert regions.shape == (HEIGHT, WIDTH) and set(np.unique(regions.labels)) == set(range(len(regions.areas)))
    for tree, boxes in zip(regions.trees, regions.boxes, strict=True):
        assert tree.areas[-1] == HEIGHT * WIDTH and tree.parents[-1] == -1
        order, bounds = tree.spans
        leaf = int(regions.labels[60, 30])
        above = tree.above(leaf)
        areas = [int(regions.areas[order[bounds[node, 0] : bounds[node, 1]]].sum()) for node in above]
        assert areas == [int(tree.areas[node]) for node in above] and areas == sorted(areas)
        assert all(leaf in order[bounds[node, 0] : bounds[node, 1]] for node in above)
        assert boxes[-1].tolist() == [0, 0, WIDTH, HEIGHT]


def test_candidates_are_nested_hold_the_place_and_have_one_code(regions: Regions) -> None:
    codes = np.full((HEIGHT, WIDTH), SHARP, np.uint8)
    codes[:, :10] = BLURRED
    found = flips_at(regions, codes, 40, 60, CUT)
    assert len(found) >= 3 and [each.area for each in found] == sorted(each.area for each in found)
    for each in found:
        placed = each.in_place(regions.shape)
        assert placed[60, 40] and not placed[:, :10].any() and int(placed.sum()) == each.area
    assert int(found[-1].area) == HEIGHT * (WIDTH - 10), "the last one is all that is connected"
    square = np.zeros((HEIGHT, WIDTH), np.uint8)
    square[30:91, 20:61] = 1
    overlaps = [
        (each.in_place(regions.shape) & square).sum() / (each.in_place(regions.shape) | square).sum() for each in found
    ]
    assert max(overlaps) > 0.85, "the square is among them"
    assert 0 <= preferred(regions, found, SHARP, CUT) < len(found)
    assert flips_at(regions, codes, -1, 5, CUT) == []


def test_the_map_at_another_cut_is_a_candidate(regions: Regions) -> None:
    codes = np.full((HEIGHT, WIDTH), SHARP, np.uint8)
    half = HEIGHT * WIDTH // 2
    assert any(abs(each.area - half) < half // 20 for each in flips_at(regions, codes, 150, 10, CUT))


@pytest.mark.parametrize("scale", [1, 3, 7])
def test_a_flip_leaves_no_seam_and_is_undone_exactly(scale: int) -> None:
    height, width = HEIGHT * scale, WIDTH * scale
    correction = Correction(height, width)
    mask = np.zeros((height, width), np.uint8)
    cv2.circle(mask, (width // 2, height // 2), height // 3, BLURRED, -1)
    correction.load_mask(mask, np.zeros(mask.shape, bool))
    before = correction.plane.copy()
    codes = small_codes(correction, (HEIGHT, WIDTH), CUT)
    region = (codes == BLURRED).astype(np.uint8)
    step = region_step(correction, region, OTHER[BLURRED], CUT, "Flip", of_code=BLURRED)
    assert step is not None
    step.apply(correction)
    assert not (correction.mask(CUT) == BLURRED).any(), "no rim of the old code is left"
    step.revert(correction)
    assert (correction.plane == before).all()
    nothing = np.zeros((HEIGHT, WIDTH), np.uint8)
    assert region_step(correction, nothing, BLURRED, CUT, "Flip") is None


def test_two_strokes_settle_on_the_boundary_between_them(regions: Regions) -> None:
    side = settle(regions, [(30, 55), (45, 65)], [(8, 20), (8, 100), (80, 100)])
    square = np.zeros((HEIGHT, WIDTH), bool)
    square[30:91, 20:61] = True
    inside = side == INSIDE
    assert (inside & square).sum() / (inside | square).sum() > 0.85
    assert side[20, 8] == OUTSIDE


def test_tiny_even_and_wide_photos_have_regions() -> None:
    for shape in ((1, 1), (3, 400), (40, 40)):
        made = make_regions(np.full((*shape, 3), 90, np.uint8))
        assert made.blurriness is None
        found = flips_at(made, np.zeros(made.shape, np.uint8), 0, 0, CUT)
        assert found[-1].area == made.labels.size
    with pytest.raises(ValueError, match="at least one pixel"):
        make_regions(np.zeros((0, 5, 3), np.uint8))


def test_islands_join_what_is_around_them_but_for_painted_ones() -> None:
    correction = Correction(HEIGHT * 2, WIDTH * 2)
    mask = np.zeros((HEIGHT * 2, WIDTH * 2), np.uint8)
    mask[:, WIDTH:] = BLURRED
    mask[20:40, 20:50], mask[100:130, 250:300] = BLURRED, SHARP
    painted = np.zeros(mask.shape, bool)
    mask[200:220, 20:50], painted[200:220, 20:50] = BLURRED, True
    correction.load_mask(mask, painted)
    step = tidy_step(correction, CUT)
    assert step is not None
    step.apply(correction)
    seen = correction.mask(CUT)
    assert (seen[15:45, 15:55] == SHARP).all() and (seen[95:135, 245:305] == BLURRED).all()
    assert (seen[200:220, 20:50] == BLURRED).all(), "a painted island stays"
    assert tidy_step(correction, CUT) is None


def test_a_small_subject_is_no_island() -> None:
    """The only sharp area is a flower of a fiftieth of the photo; specks of either code are islands all the same."""
    correction = Correction(HEIGHT, WIDTH)
    mask = np.full((HEIGHT, WIDTH), BLURRED, np.uint8)
    mask[50:70, 60:85] = SHARP
    mask[58:62, 70:74], mask[100:105, 10:15] = BLURRED, SHARP
    correction.load_mask(mask, np.zeros(mask.shape, bool))
    step = tidy_step(correction, CUT)
    assert step is not None
    step.apply(correction)
    seen = correction.mask(CUT)
    assert (seen[52:68, 62:83] == SHARP).all() and (seen[95:110, 5:20] == BLURRED).all()


def test_what_nobody_wants_any_longer_is_not_made_to_its_end() -> None:
    asked = []
    with pytest.raises(NotWantedError):
        make_regions(picture(), wanted=lambda: bool(asked.append(1)))
    assert asked == [1]
