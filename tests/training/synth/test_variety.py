"""What befalls sharp photos before the blur: obeyed in their shares, and nothing where all shares are 0."""

from dataclasses import replace

import numpy as np
import pytest

from blurlab.core.opencv import cv2
from blurlab.core.synthesis import BlurRanges
from tests.training.sources import ToySource, scene
from training.synth.flood import flood_region
from training.synth.sampler import DRAWN, Sampler
from training.synth.variety import Variety, paste, through_camera, tone

SOURCES = [ToySource(seed) for seed in range(3)]


def sampler(ranges: BlurRanges | None = None, **shares: float) -> Sampler:
    return Sampler(SOURCES, ranges or BlurRanges(), 96, 1, variety=Variety(**shares))


def test_with_all_shares_at_nothing_a_sample_is_what_it_was() -> None:
    plain, varied = Sampler(SOURCES, BlurRanges(), 96, 1), sampler()
    assert np.array_equal(plain.batch(0, 6).photos, varied.batch(0, 6).photos)


def test_a_varied_sample_is_a_pure_function_of_seed_and_index() -> None:
    shares = dict.fromkeys(("drawn", "pasted", "enlarged", "camera", "grey", "narrow", "tinted"), 0.5)
    whole, later = sampler(**shares).batch(0, 8), sampler(**shares).batch(5, 3)
    assert np.array_equal(whole.photos[5:], later.photos) and np.array_equal(whole.targets[5:], later.targets)


def test_grounds_are_drawn_in_their_share() -> None:
    made = sampler(drawn=0.5)
    drawn = [made.draw(index).source == DRAWN for index in range(60)]
    assert 15 < sum(drawn) < 45
    assert all(sampler(drawn=1.0).draw(index).source == DRAWN for index in range(5))


def test_an_enlarged_files_smallest_blur_grows_with_it() -> None:
    ranges = replace(BlurRanges(), sigma=(0.02, 0.08), disk=0.0, motion=0.0, varying=0.0)

    def smallest(**shares: float) -> float:
        made = sampler(ranges, **shares)
        return min(float(made.draw(index).what.split()[-2]) for index in range(120) if "px" in made.draw(index).what)

    assert smallest() < 2.1
    assert smallest(enlarged=1.0) >= 2.2


def test_a_pasted_surface_lies_where_it_is_said_to_lie() -> None:
    photo = scene(1)
    mixed, where = paste(np.random.default_rng(2), photo)
    assert mixed.shape == photo.shape and 0.02 < where.mean() < 0.9
    away = cv2.dilate(where.astype(np.uint8), np.ones((5, 5), np.uint8)) == 0  # its rim is mixed
    assert np.array_equal(mixed[away], photo[away]) and not np.array_equal(mixed[where], photo[where])


def test_tones_are_grey_narrow_or_mixed_as_asked() -> None:
    photo, rng = scene(2), np.random.default_rng(0)
    grey = tone(rng, photo, Variety(grey=1.0))
    assert np.array_equal(grey[..., 0], grey[..., 2])
    assert np.ptp(tone(rng, photo, Variety(narrow=1.0))) <= 0.6 * 255 + 1
    assert not np.array_equal(tone(rng, photo, Variety(tinted=1.0)), photo)
    assert np.array_equal(tone(rng, photo, Variety()), photo)


def test_a_camera_leaves_a_photo_sharp() -> None:
    photo = scene(3)
    least = cv2.GaussianBlur(photo, (0, 0), 0.8)  # what could count as blurred
    for seed in range(10):
        taken = through_camera(np.random.default_rng(seed), photo, Variety(camera=1.0))
        assert step(taken) > step(least)


def step(photo: np.ndarray) -> float:
    return float(np.abs(np.diff(photo.astype(int), axis=1)).mean())


def test_a_share_beyond_all_is_refused() -> None:
    with pytest.raises(ValueError, match="drawn must be between 0 and 1"):
        Variety(drawn=1.5)


def test_flooded_regions_follow_an_edge() -> None:
    photo = np.zeros((80, 120, 3), np.uint8)
    photo[:, 60:] = 200
    touching = 0
    for seed in range(20):
        region = flood_region(np.random.default_rng(seed), photo)
        assert region.shape == (80, 120) and region.any()
        left, right = region[:, 50:58].any(axis=1), region[:, 62:70].any(axis=1)
        touching += int((left != right).mean() > 0.3)  # it ends at the edge over a good part of its height
    assert touching >= 5
