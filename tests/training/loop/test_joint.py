"""The loop, with a network of two layers: what it learns, keeps, reports, and how it resumes."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
import torch.nn.functional as F  # noqa: N812 (its usual name)
from torch import Tensor, nn

from blurlab.core.synthesis import BlurRanges
from blurlab.model.architectures import DEFAULT_ARCHITECTURE, build
from blurlab.worker.messages import Ending, Setup, TrainingNotice, TrainingProgress, Validated
from tests.training.sources import ToySource, scene
from training.data.pairs import Pair, PairSampler
from training.loop.joint import Budget, Data, Outcome, fit
from training.loop.state import RunProgress, StateError
from training.loop.validate import BothValidations, PairValidation, Score, SyntheticValidation
from training.recipe import Recipe
from training.synth.sampler import Sampler

SIZE = 64
RECIPE = Recipe(Setup.SEMI, size=SIZE, predict_size=SIZE, batch=4, rate=3e-3, validate_every=5, average=0.5)


class Tiny(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.Sequential(nn.Conv2d(3, 8, 5, padding=2), nn.ReLU(), nn.BatchNorm2d(8), nn.Conv2d(8, 2, 1))

    def forward(self, x: Tensor) -> Tensor:
        return F.log_softmax(self.layers(x), dim=1)


def tiny(seed: int = 0) -> Tiny:
    torch.manual_seed(seed)
    return Tiny()


def compact(seed: int = 0) -> nn.Module:
    torch.manual_seed(seed)
    return build(DEFAULT_ARCHITECTURE)


def pair(seed: int) -> Pair:
    photo = scene(seed)
    mask = np.zeros(photo.shape[:2], np.uint8)
    mask[:, 80:] = 255
    return Pair(f"toy{seed}", "defocus", lambda: (photo, mask))


def synthetic(seed: int = 1) -> Sampler:
    return Sampler([ToySource(s) for s in range(3)], BlurRanges(), SIZE, seed)


def data(*, real: bool = True, made: bool = True) -> Data:
    pairs = PairSampler([pair(1), pair(2)], SIZE, (0.6, 1.0), 1) if real else None
    return Data(synthetic() if made else None, pairs, SyntheticValidation(synthetic(9), count=4))


class Record:
    def __init__(self) -> None:
        self.kept: list[tuple[Score, int]] = []
        self.validated: list[Validated] = []

    def keep(self, network: nn.Module, progress: RunProgress) -> None:
        self.kept.append((progress.best, progress.step))

    def report(self, message: TrainingProgress | Validated | TrainingNotice) -> None:
        if isinstance(message, Validated):
            self.validated.append(message)


def run(network: nn.Module, steps: int, record: Record | None = None, **how: object) -> Outcome:
    record = record or Record()
    chosen = {"data": data(), "recipe": RECIPE} | how
    return fit(
        network,
        chosen.pop("data"),  # type: ignore[arg-type]
        chosen.pop("recipe"),  # type: ignore[arg-type]
        Budget(steps=steps),
        keep=record.keep,
        report=record.report,
        **chosen,  # type: ignore[arg-type]
    )


def test_it_learns_and_keeps_the_best() -> None:
    easy = BlurRanges(sigma=(0.05, 0.06), motion=0, disk=0, all_sharp=0, all_blurred=0)
    sources = [ToySource(s) for s in range(3)]
    validation = SyntheticValidation(Sampler(sources, easy, SIZE, 9), count=8)
    record = Record()
    easily = Data(Sampler(sources, easy, SIZE, 1), None, validation)
    outcome = run(tiny(), 30, record, data=easily, recipe=replace(RECIPE, batch=8, rate=1e-2))
    assert outcome.ending is Ending.FINISHED and outcome.steps == 30
    assert outcome.best is not None and outcome.best.loss < outcome.start.loss
    assert [message.step for message in record.validated] == [5, 10, 15, 20, 25, 30]
    losses = [score.loss for score, _ in record.kept]
    assert losses == sorted(losses, reverse=True) and losses[-1] == outcome.best.loss
    assert [m.step for m in record.validated if m.best] == [step for _, step in record.kept]


def test_same_seed_same_network() -> None:
    first, second, other = tiny(), tiny(), tiny()
    run(first, 6)
    run(second, 6)
    run(other, 6, data=Data(synthetic(2), None, SyntheticValidation(synthetic(9), count=4)))
    assert all(torch.equal(a, b) for a, b in zip(first.parameters(), second.parameters(), strict=True))
    assert not all(torch.equal(a, b) for a, b in zip(first.parameters(), other.parameters(), strict=True))


class Counting:
    """Validation that remembers the networks that it validated."""

    def __init__(self) -> None:
        self._validate = SyntheticValidation(synthetic(9), count=2)
        self.validated: list[Tensor] = []

    def __call__(self, network: nn.Module) -> Score:
        self.validated.append(next(network.parameters()).clone())
        return self._validate(network)


def stopping_after(steps: int) -> Callable[[], bool]:
    asked = iter([False] * steps + [True] * 100)
    return lambda: next(asked)


@pytest.mark.parametrize("stop", [3, 4], ids=["at a validation", "between two"])
def test_a_resumed_run_ends_to_the_bit_where_an_uninterrupted_one_does(tmp_path: Path, stop: int) -> None:
    small = replace(RECIPE, batch=2, validate_every=3)
    whole, whole_record = compact(), Record()
    whole_outcome = run(whole, 6, whole_record, recipe=small)
    state = tmp_path / "run.state"
    broken = compact()
    outcome = run(broken, 6, recipe=small, resume=state, should_stop=stopping_after(stop))
    assert outcome.ending is Ending.STOPPED and outcome.steps == stop
    resumed, record = compact(seed=5), Record()  # whatever it held, the state replaces it
    resumed_outcome = run(resumed, 6, record, recipe=small, resume=state)
    assert resumed_outcome.steps == 6
    for mine, theirs in ((whole, resumed), (whole_outcome.network, resumed_outcome.network)):
        for name, value in mine.state_dict().items():
            assert torch.equal(value, theirs.state_dict()[name]), name
    assert [each for each in record.validated if each.step != 4] == whole_record.validated, "the curve is whole"
    samples = resumed_outcome.progress.real_samples, resumed_outcome.progress.synthetic_samples
    assert samples == (6, 6)


def test_a_resumed_run_validates_nothing_twice(tmp_path: Path) -> None:
    good, validation = data(), Counting()
    learnt = Data(good.synthetic, good.real, validation)
    run(tiny(), 10, data=learnt, resume=tmp_path / "run.state", should_stop=stopping_after(5))
    assert len(validation.validated) == 2, "the start and step 5"
    run(tiny(), 10, data=learnt, resume=tmp_path / "run.state")
    assert len(validation.validated) == 3, "and step 10 alone"
    assert run(tiny(), 10, data=learnt, resume=tmp_path / "run.state").steps == 10
    assert len(validation.validated) == 3, "a finished run has nothing left to do"


def test_resuming_takes_nothing_from_the_patience(tmp_path: Path) -> None:
    good = data()
    stalled = Data(good.synthetic, good.real, _Worsening())
    recipe = replace(RECIPE, patience=2)
    for _ in range(3):
        outcome = run(
            tiny(), 100, data=stalled, recipe=recipe, resume=tmp_path / "run.state", should_stop=stopping_after(5)
        )
    assert outcome.ending is Ending.FINISHED and outcome.steps == 10


def test_a_state_of_another_recipe_or_a_damaged_one_is_refused_in_a_sentence(tmp_path: Path) -> None:
    state = tmp_path / "run.state"
    run(tiny(), 5, resume=state)
    with pytest.raises(StateError, match="with another recipe; remove it"):
        run(tiny(), 10, resume=state, recipe=replace(RECIPE, rate=1e-3))
    state.write_bytes(state.read_bytes()[:3000])
    with pytest.raises(StateError, match="cannot be read; remove it"):
        run(tiny(), 10, resume=state)


def test_another_network_must_beat_the_one_in_use() -> None:
    in_use, good = tiny(), data()

    def validation(network: nn.Module) -> Score:
        return Score(0.1 if network is in_use else 0.5)

    record = Record()
    outcome = run(tiny(3), 5, record, data=Data(good.synthetic, good.real, validation), beat=in_use)
    assert outcome.start == Score(0.1)
    assert record.kept == [] and outcome.best is None


def test_nothing_is_kept_that_is_no_better_than_the_start() -> None:
    record = Record()
    good = data()
    never = Data(good.synthetic, good.real, _Worsening())
    outcome = run(tiny(), 12, record, data=never)
    assert outcome.best is None and record.kept == []
    assert all(not message.best for message in record.validated)


class _Worsening:
    def __init__(self) -> None:
        self._loss = 0.0

    def __call__(self, network: nn.Module) -> Score:
        self._loss += 1
        return Score(self._loss)


class _Told:
    """A validation that answers with these losses of the photos, one after the other."""

    def __init__(self, *answers: tuple[float, ...]) -> None:
        self._answers = list(answers)

    def __call__(self, network: nn.Module) -> Score:
        losses = self._answers.pop(0)
        return Score(float(np.mean(losses)), losses=losses)


def test_of_networks_that_the_photos_cannot_tell_apart_the_longest_trained_is_kept() -> None:
    """The start, the lowest, one worse by chance, one worse on each photo, one worse by chance again."""
    good, record = data(), Record()
    answers = [(1.0, 1.0, 1.0), (0.2, 0.3, 0.4), (0.5, 0.1, 0.4), (0.4, 0.5, 0.6), (0.6, 0.1, 0.4), (1.5, 0.1, 1.5)]
    recipe = replace(RECIPE, validate_every=1)
    outcome = run(tiny(), 5, record, recipe=recipe, data=Data(good.synthetic, good.real, _Told(*answers)))
    assert [message.best for message in record.validated] == [True, True, False, True, False]
    assert outcome.best == Score(float(np.mean(answers[4])), losses=answers[4]), "it is measured by the lowest alone"


def test_a_photo_that_went_away_is_left_out_of_the_comparison() -> None:
    low, high = Score(0.2, losses=(0.1, 0.3, float("nan"))), Score(0.3, losses=(0.5, 0.1, 0.3))
    assert high.as_good_as(low, "loss"), "0.1 is less than the standard error of 0.4 and -0.2"
    assert not Score(0.3, losses=(0.2, 0.4, 0.3)).as_good_as(low, "loss"), "worse by as much on each"
    assert not Score(0.3).as_good_as(Score(0.2), "loss"), "nothing is known of chance"
    assert not high.as_good_as(Score(0.2, losses=(0.2,)), "loss")
    assert not replace(high, auc=0.8, ap=0.8).as_good_as(replace(low, auc=0.9, ap=0.9), "auc")
    assert not replace(high, auc=0.8, ap=0.8).as_good_as(replace(low, auc=0.9, ap=0.9), "loss"), "no chance makes that"
    assert replace(high, auc=0.8, ap=0.9).as_good_as(replace(low, auc=0.9, ap=0.9), "loss"), "one alone may jump"


def test_patience_ends_a_run_that_stagnates() -> None:
    good = data()
    stalled = Data(good.synthetic, good.real, _Worsening())
    assert run(tiny(), 100, data=stalled, recipe=replace(RECIPE, patience=2)).steps == 10


def test_half_of_the_batch_is_real() -> None:
    both, count = data().batch(0, 8, 0.5)
    assert len(both.photos) == 8 and count == 4
    assert data(made=False).batch(0, 8, 0.5)[1] == 8
    assert data(real=False).batch(0, 8, 0.5)[1] == 0


def test_frozen_norms_keep_their_statistics() -> None:
    for freeze in (True, False):
        network = tiny()
        before = network.state_dict()["layers.2.running_mean"].clone()
        run(network, 2, recipe=replace(RECIPE, freeze_norms=freeze))
        assert torch.equal(network.state_dict()["layers.2.running_mean"], before) is freeze


def test_part_of_the_way_from_the_start_is_what_is_validated_and_kept() -> None:
    start = tiny()
    whole, part = run(tiny(), 6), run(tiny(), 6, blend_weight=0.25)
    begun, ended, between = start.state_dict(), whole.network.state_dict(), part.network.state_dict()
    for name, value in between.items():
        if value.dtype.is_floating_point:
            assert torch.allclose(value, begun[name].lerp(ended[name], 0.25), atol=1e-6), name
    counting = Counting()
    run(tiny(), 6, data=replace(data(), validate=counting), blend_weight=0.25)
    assert torch.equal(counting.validated[-1], next(part.network.parameters()))


def test_a_resumed_run_goes_the_same_part_of_the_way(tmp_path: Path) -> None:
    whole = run(tiny(), 10, blend_weight=0.5)
    state = tmp_path / "run.state"
    run(tiny(), 10, resume=state, blend_weight=0.5, should_stop=stopping_after(5))
    assert state.exists()
    resumed = run(tiny(), 10, resume=state, blend_weight=0.5)
    values = zip(whole.network.state_dict().values(), resumed.network.state_dict().values(), strict=True)
    assert all(torch.equal(mine, theirs) for mine, theirs in values)


def test_few_labels_weigh_little_in_the_validation() -> None:
    made = SyntheticValidation(synthetic(9), count=2)
    labels = PairValidation([pair(1)], SIZE)
    network = tiny()
    real, other = labels(network), made(network)
    both = BothValidations(labels, made, 0.25)(network)
    assert both.loss == pytest.approx(0.25 * real.loss + 0.75 * other.loss)
    assert len(both.losses) == 2 and np.mean(both.losses) == pytest.approx(both.loss), "one batch, one label"
    assert (both.auc, both.ap) == (real.auc, real.ap)


def test_a_budget_without_bound_is_refused() -> None:
    with pytest.raises(ValueError, match="steps or of minutes"):
        Budget()


def test_validation_on_labels_scores_a_perfect_and_a_useless_network() -> None:
    class Right(nn.Module):
        def forward(self, x: Tensor) -> Tensor:
            blurred = torch.zeros(x.shape[0], 1, *x.shape[2:])
            blurred[..., x.shape[3] // 2 :] = 1
            return torch.cat([1 - blurred, blurred], 1).clamp(1e-4, 1).log()

    class Flat(nn.Module):
        def forward(self, x: Tensor) -> Tensor:
            return torch.full((x.shape[0], 2, *x.shape[2:]), 0.5).log()

    validation = PairValidation([pair(1), pair(2)], 128)
    right, flat = validation(Right()), validation(Flat())
    assert right.auc == pytest.approx(1, abs=0.01) and right.ap == pytest.approx(1, abs=0.02) and right.loss < 0.1
    assert flat.auc == pytest.approx(0.5) and flat.loss == pytest.approx(np.log(2), abs=0.01)


def test_scores_compare_by_what_was_chosen() -> None:
    worse_loss_better_auc = Score(0.5, 0.9, 0.9)
    other = Score(0.4, 0.8, 0.8)
    assert worse_loss_better_auc.better_than(other, "auc")
    assert not worse_loss_better_auc.better_than(other, "loss")
    assert other.better_than(Score(0.5), "auc")
