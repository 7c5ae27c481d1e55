from dataclasses import replace

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from blurlab.core.synthesis import BlurRanges
from tests.training.sources import ToySource
from training.data import augment
from training.synth import making
from training.synth.composite import BLURRED, IGNORED, SHARP
from training.synth.sampler import Sampler

SOURCES = [ToySource(seed) for seed in range(3)]


def sampler(seed: int = 1, **ranges: float) -> Sampler:
    return Sampler(SOURCES, replace(BlurRanges(), **ranges), 96, seed)


@settings(max_examples=15, deadline=None)
@given(
    st.integers(0, 2**31 - 1), st.integers(0, 10**6), st.integers(1, 5), st.integers(0, 4), st.sampled_from([0, 0.5])
)
def test_a_sample_is_the_same_to_the_byte_whatever_it_is_made_beside(
    seed: int, start: int, count: int, before: int, inpainting: float
) -> None:
    """Made again from seed and index, alone, in another batch, by a resumed run: the same bytes."""
    whole = sampler(seed, inpainting=inpainting).batch(start, before + count)
    later = sampler(seed, inpainting=inpainting).batch(start + before, count)
    assert np.array_equal(whole.photos[before:], later.photos)
    assert np.array_equal(whole.targets[before:], later.targets)


def test_the_number_of_threads_changes_no_byte() -> None:
    made = Sampler(SOURCES, BlurRanges(), 320, 1)
    one = made.batch(0, 6)
    torch.set_num_threads(2)
    two = made.batch(0, 6)
    assert np.array_equal(one.photos, two.photos) and np.array_equal(one.targets, two.targets)


def test_a_batch_made_at_once_as_on_a_gpu_is_the_same_but_for_rounding() -> None:
    made = Sampler(SOURCES, replace(BlurRanges(), inpainting=0.4), 96, 1)
    drawn = [replace(made.draw(index), quality=None, last_quality=None) for index in range(12)]
    photos, targets = (np.stack(each) for each in zip(*making._blurred(drawn, torch.device("cpu")), strict=True))
    rows = [making._blurred([each], torch.device("cpu"))[0] for each in drawn]
    assert np.abs(photos.astype(int) - np.stack([row for row, _ in rows])).max() <= 1
    assert (targets != np.stack([target for _, target in rows])).mean() < 1e-3


def test_seeds_and_indices_give_different_samples() -> None:
    first, second, other = sampler().batch(0, 1), sampler().batch(1, 1), sampler(seed=2).batch(0, 1)
    assert not np.array_equal(first.photos, second.photos)
    assert not np.array_equal(first.photos, other.photos)


def test_the_dials_are_obeyed() -> None:
    def drawn(**ranges: float) -> list[str]:
        made = sampler(all_sharp=0, all_blurred=0, **ranges)
        return [made.draw(index).what for index in range(60)]

    assert all("motion" in what for what in drawn(motion=1))
    assert not any("motion" in what for what in drawn(motion=0))
    for motion, dial in ((0, "background"), (1, "motion_background")):
        assert all(what.startswith("background") for what in drawn(motion=motion, **{dial: 1}))
        assert all(what.startswith("object") for what in drawn(motion=motion, **{dial: 0}))
        share = sum(what.startswith("background") for what in drawn(motion=motion, **{dial: 0.5})) / 60
        assert 0.25 < share < 0.75
    receding = [" to " in what for what in drawn(motion=0, background=1, varying=1)]
    assert sum(receding) > 40, "all but those whose blur is hardly more than the least"
    assert not any(" to " in what for what in drawn(motion=0, varying=0))
    assert not any(" to " in what for what in drawn(motion=0, background=0, varying=1)), "only backgrounds recede"


def test_jpeg_comes_before_the_blur_after_it_and_after_a_resize(monkeypatch: pytest.MonkeyPatch) -> None:
    made, before = sampler(), []
    compress = augment.compress
    monkeypatch.setattr(
        augment, "compress", lambda photo, quality: (before.append(quality), compress(photo, quality))[1]
    )
    drawn = [made.draw(index) for index in range(200)]
    assert 0.15 < len(before) / 200 < 0.45
    assert 0.4 < np.mean([each.quality is not None for each in drawn]) < 0.7
    resized = [each for each in drawn if each.smaller is not None]
    assert 0.1 < len(resized) / 200 < 0.4
    assert 0.3 < np.mean([each.last_quality is not None for each in resized]) < 0.9
    assert all(each.last_quality is None for each in drawn if each.smaller is None)
    one = next(each for each in resized if each.quality and each.last_quality)
    assert f"JPEG {one.quality}, to {one.smaller * 100:.0f} %, JPEG {one.last_quality}" in one.finish
    before.clear()
    made.make([one])
    assert before == [one.quality, one.last_quality]


def test_a_resize_after_the_blur_moves_photo_and_target_alike() -> None:
    photo = np.zeros((96, 96, 3), np.uint8)
    photo[20:70, 30:60] = 255
    target = (photo[..., 0] > 0).astype(np.uint8)
    drawn = replace(sampler().draw(0), quality=None, smaller=0.8, last_quality=None, doubtful=None)
    small, moved = making._finished(photo, target, drawn)
    assert small.shape == photo.shape and moved.shape == target.shape
    assert 0.9 < (moved == 1).sum() / (0.64 * target.sum()) < 1.1
    assert ((small[..., 0] > 127) == (moved == 1)).mean() > 0.98


def test_varying_blur_is_weaker_at_one_end_and_leaves_the_sharp_side_alone() -> None:
    ranges = {"motion": 0, "background": 1, "all_sharp": 0, "all_blurred": 0, "linear_light": 0, "sigma": (0.01, 0.05)}
    made = sampler(**ranges, disk=0, varying=1)
    found = next(d for d in map(made.draw, range(50)) if d.weaker is not None and d.side.mean() > 0.5)
    drawn = replace(found, noise=0.0, quality=None, smaller=None, last_quality=None)
    steady = replace(drawn, weaker=None)
    varying, even = (made.make([each]).photos[0].astype(int) for each in (drawn, steady))
    assert np.array_equal(varying[~drawn.side], drawn.photo[~drawn.side])
    assert drawn.weaker is not None
    near = drawn.side & (drawn.weaker.share == 0)
    assert np.array_equal(varying[near], even[near])


def test_absolute_samples_come_at_their_rate() -> None:
    made = sampler(all_sharp=1)
    assert (made.batch(0, 3).targets == SHARP).all()
    made = sampler(all_sharp=0, all_blurred=1)
    assert (made.batch(0, 3).targets == BLURRED).all()


@pytest.mark.parametrize(("whole", "never"), [("all_sharp", BLURRED), ("all_blurred", SHARP)])
def test_what_may_be_blurred_in_the_source_is_called_neither_sharp_nor_blurred(whole: str, never: int) -> None:
    blurred = np.zeros((120, 160), np.bool_)
    blurred[:, :100] = True
    ranges = replace(BlurRanges(), **{"all_sharp": 0.0, "all_blurred": 0.0, whole: 1.0})
    made = Sampler([ToySource(0, blurred)], ranges, 96, 1).batch(0, 8)
    assert (made.targets == IGNORED).mean() > 0.3
    assert not (made.targets == never).any()


def test_photos_are_preferred_by_the_share_of_them_that_is_sharp() -> None:
    def shares(*blurred: float) -> list[float]:
        sources = []
        for seed, share in enumerate(blurred):
            doubtful = np.zeros((120, 160), np.bool_)
            doubtful[:, : round(160 * share)] = True
            sources.append(ToySource(seed, doubtful))
        made = Sampler(sources, BlurRanges(), 32, 1, prefer_sharp=True)
        drawn = [made.draw(index).source for index in range(400)]
        assert drawn == [made.draw(index).source for index in range(400)], "a pure function of seed and index"
        return [drawn.count(number) / 400 for number in range(len(blurred))]

    assert shares(0.0, 0.75) == pytest.approx([0.8, 0.2], abs=0.06)
    assert shares(0.5, 0.5) == pytest.approx([0.5, 0.5], abs=0.08)
    assert shares(0.0, 1.0) == pytest.approx([1.0, 0.0], abs=0.01)
    assert shares(1.0, 1.0) == pytest.approx([0.5, 0.5], abs=0.08), "where all are blurred any has to do"


def test_a_stream_that_widens_begins_with_few_photos_and_comes_to_all_in_its_order() -> None:
    made = Sampler([ToySource(seed) for seed in range(40)], BlurRanges(), 32, 1, widens=True)
    assert made.wide == 8
    drawn = [made.draw(index).source for index in range(500)]
    order = made.in_turn()
    assert sorted(order) == list(range(40)) and order != list(range(40))
    assert set(drawn[:8]) <= set(order[:8])
    for index, number in enumerate(drawn):
        assert number in order[: 8 + index // 12]
    assert made.wide == 40
    assert len(set(drawn[384:])) > 10, "in the end all photos are drawn alike"
    assert [made.draw(index).source for index in (499, 0)] == [drawn[499], drawn[0]], "of seed and index alone"
    other = Sampler([ToySource(seed) for seed in range(40)], BlurRanges(), 32, 2, widens=True)
    assert other.in_turn() != order


def test_without_a_judge_the_preference_changes_nothing() -> None:
    plain = Sampler(SOURCES, BlurRanges(), 32, 1)
    preferring = Sampler(SOURCES, BlurRanges(), 32, 1, prefer_sharp=True)
    assert np.array_equal(plain.batch(0, 6).photos, preferring.batch(0, 6).photos)


def test_photo_and_target_stay_aligned_through_the_geometry() -> None:
    """Where the target says sharp the pixels are rough, where it says blurred they are calm, in every crop."""
    made = sampler(all_sharp=0, all_blurred=0, motion=0, sigma=(0.05, 0.05), disk=0).batch(0, 12)  # type: ignore[arg-type]
    for photo, target in zip(made.photos, made.targets, strict=True):
        rough = np.abs(np.diff(photo.astype(int).mean(2), axis=1))
        sharp, blurred = rough[target[:, 1:] == SHARP], rough[target[:, 1:] == BLURRED]
        if sharp.size > 200 and blurred.size > 200:
            assert sharp.mean() > blurred.mean()


@pytest.mark.parametrize("bad", [{"sigma": (0.02, 0.01)}, {"motion": 1.5}, {"length": (0.0, 0.1)}, {"disk": -0.1}])
def test_ranges_out_of_order_are_refused(bad: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"\w+"):
        replace(BlurRanges(), **bad)


def test_no_source_is_said() -> None:
    with pytest.raises(ValueError, match="no photo"):
        Sampler([], BlurRanges(), 96, 1)
