"""What is known of a sample's blur, from the kernel that made it."""

import math
from dataclasses import replace

import numpy as np
import pytest

from blurlab.core.synthesis import BlurRanges
from tests.training.sources import ToySource
from training.synth import kernels
from training.synth.making import Drawn, Weaker
from training.synth.sampler import Sampler
from training.synth.truth import spread_of, truth_of


def straight(length: float, degrees: float) -> kernels.Kernel:
    """Degrees in the picture's own sense, y downwards, as `kernels.motion` takes them."""
    return kernels.motion(length, math.radians(degrees), 0.0, np.random.default_rng(0))


@pytest.fixture(scope="module")
def drawn() -> Drawn:
    ranges = BlurRanges(motion=0.0, all_sharp=0.0, varying=0.0)
    return replace(Sampler([ToySource(0)], ranges, 64, 1).draw(0), smaller=None, weaker=None)


@pytest.mark.parametrize("sigma", [0.8, 2.0, 6.5])
def test_a_gaussian_has_its_own_sigma(sigma: float) -> None:
    spread = spread_of(kernels.gaussian(sigma))
    assert math.sqrt(spread.variance) == pytest.approx(sigma, rel=0.03), "cut at three σ"
    assert np.hypot(*spread.doubled) < 1e-6


@pytest.mark.parametrize("radius", [2.0, 5.0, 11.0])
def test_a_disk_spreads_as_a_gaussian_of_half_its_radius(radius: float) -> None:
    assert math.sqrt(spread_of(kernels.disk(radius)).variance) == pytest.approx(radius / 2, abs=0.1)


@pytest.mark.parametrize(("downwards", "seen"), [(0, 0), (30, 150), (90, 90), (135, 45)])
def test_a_path_has_its_length_and_its_direction_as_seen(downwards: float, seen: float) -> None:
    spread = spread_of(straight(24, downwards))
    assert math.sqrt(spread.variance) == pytest.approx(24 / math.sqrt(24), rel=0.05)
    assert np.hypot(*spread.doubled) > 0.95, "straight"
    told = math.degrees(math.atan2(spread.doubled[1], spread.doubled[0])) / 2 % 180
    assert min(abs(told - seen), 180 - abs(told - seen)) < 1.5


def test_no_blur_spreads_nothing() -> None:
    assert spread_of(kernels.identity()).variance == 0.0
    assert spread_of(kernels.identity()).doubled == (0.0, 0.0)


def test_where_blurs_pass_into_one_another_their_variances_do(drawn: Drawn) -> None:
    share = np.tile(np.linspace(0, 1, 64, dtype=np.float32), (64, 1))
    sample = replace(drawn, kernel=kernels.gaussian(6), weaker=Weaker(kernels.gaussian(2), share))
    mixed = 0.5 * kernels.stack([kernels.gaussian(6), kernels.gaussian(2)]).sum(axis=0)
    sigma = truth_of(sample).sigma
    assert sigma[:, 0] == pytest.approx(6, rel=0.03) and sigma[:, -1] == pytest.approx(2, rel=0.03)
    middle = math.sqrt(spread_of(mixed).variance)
    assert sigma[0, 31] > middle > sigma[0, 32], "of the two kernels mixed half and half"


def test_a_sample_that_is_resized_has_its_blur_resized(drawn: Drawn) -> None:
    sample = replace(drawn, kernel=kernels.disk(8))
    whole, small = truth_of(sample), truth_of(replace(sample, smaller=0.8))
    assert small.sigma.shape == whole.sigma.shape
    assert np.allclose(small.sigma, 0.8 * whole.sigma, rtol=1e-4)


def test_the_kind_is_told_as_it_was_drawn() -> None:
    ranges = BlurRanges(motion=0.5, all_sharp=0.0)
    sampler = Sampler([ToySource(0)], ranges, 64, 1)
    drawn = [sampler.draw(index) for index in range(40)]
    assert {each.moving for each in drawn} == {True, False}
    assert all(truth_of(each).moving == ("motion" in each.what) for each in drawn)
