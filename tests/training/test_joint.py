"""The loop, with a network of two layers: what it learns, keeps, reports, and how it resumes."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
import torch.nn.functional as F  # noqa: N812 (its usual name)
from torch import Tensor, nn

from blurlab.core.synthesis import BlurRanges
from blurlab.worker.messages import Ending, Setup, TrainingProgress, Validated
from tests.training.sources import ToySource, scene
from training import joint
from training.joint import Budget, Data, Outcome, fit
from training.pairs import Pair, PairSampler, targets
from training.recipe import Recipe
from training.synth.sampler import Batch, Sampler
from training.validate import BothValidations, PairValidation, Score, SyntheticValidation

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
        self.progress: list[TrainingProgress] = []

    def keep(self, network: nn.Module, score: Score, step: int) -> None:
        self.kept.append((score, step))

    def report(self, message: TrainingProgress | Validated) -> None:
        (self.validated if isinstance(message, Validated) else self.progress).append(message)  # type: ignore[arg-type]


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
    judge = SyntheticValidation(Sampler(sources, easy, SIZE, 9), count=8)
    record = Record()
    easily = Data(Sampler(sources, easy, SIZE, 1), None, judge)
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


def test_a_resumed_run_ends_where_an_uninterrupted_one_does(tmp_path: Path) -> None:
    whole = tiny()
    run(whole, 10)
    state = tmp_path / "run.state"
    broken, asked = tiny(), iter([False] * 5 + [True] * 100)
    outcome = run(broken, 10, state=state, should_stop=lambda: next(asked))
    assert outcome.ending is Ending.STOPPED and outcome.steps == 5
    resumed = tiny(seed=5)  # whatever it held, the state replaces it
    assert run(resumed, 10, state=state).steps == 10
    for name, value in whole.state_dict().items():
        assert torch.allclose(value, resumed.state_dict()[name], atol=1e-6), name


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


def test_patience_ends_a_run_that_stagnates() -> None:
    good = data()
    stalled = Data(good.synthetic, good.real, _Worsening())
    assert run(tiny(), 100, data=stalled, recipe=replace(RECIPE, patience=2)).steps == 10


def test_half_of_the_batch_is_real() -> None:
    both, count = data().batch(0, 8, 0.5)
    assert len(both.photos) == 8 and count == 4
    assert data(made=False).batch(0, 8, 0.5)[1] == 8
    assert data(real=False).batch(0, 8, 0.5)[1] == 0


def test_ignored_pixels_do_not_count() -> None:
    codes = np.array([[0, 255, 128]], np.uint8)
    assert targets(codes).tolist() == [[0, 1, 255]]
    few, _ = data().batch(0, 2, 0.5)
    few.targets[:] = 255
    few.targets[:, :2, :2] = 1
    other = Batch(few.photos.copy(), few.targets)
    first, second = tiny(), tiny()
    loss = joint._step(first, joint._optimiser(first, RECIPE), few, RECIPE)
    assert np.isfinite(loss)
    other.targets[:, 2:, :] = 255  # the same again: what is ignored has no say
    assert joint._step(second, joint._optimiser(second, RECIPE), other, RECIPE) == loss


def test_a_batch_with_nothing_to_judge_moves_nothing() -> None:
    batch, _ = data().batch(0, 2, 0.5)
    batch.targets[:] = 255
    network = tiny()
    before = {name: value.clone() for name, value in network.state_dict().items()}
    assert joint._step(network, joint._optimiser(network, RECIPE), batch, RECIPE) == 0.0
    assert all(torch.equal(value, before[name]) for name, value in network.state_dict().items())


def test_frozen_norms_keep_their_statistics() -> None:
    for freeze in (True, False):
        network = tiny()
        before = network.state_dict()["layers.2.running_mean"].clone()
        run(network, 2, recipe=replace(RECIPE, freeze_norms=freeze))
        assert torch.equal(network.state_dict()["layers.2.running_mean"], before) is freeze


def test_few_labels_weigh_little_in_the_validation() -> None:
    made = SyntheticValidation(synthetic(9), count=2)
    labels = PairValidation([pair(1)], SIZE)
    network = tiny()
    real, other = labels(network), made(network)
    both = BothValidations(labels, made, 0.25)(network)
    assert both.loss == pytest.approx(0.25 * real.loss + 0.75 * other.loss)
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

    judge = PairValidation([pair(1), pair(2)], 128)
    right, flat = judge(Right()), judge(Flat())
    assert right.auc == pytest.approx(1, abs=0.01) and right.ap == pytest.approx(1, abs=0.02) and right.loss < 0.1
    assert flat.auc == pytest.approx(0.5) and flat.loss == pytest.approx(np.log(2), abs=0.01)


def test_scores_compare_by_what_was_chosen() -> None:
    worse_loss_better_auc = Score(0.5, 0.9, 0.9)
    other = Score(0.4, 0.8, 0.8)
    assert worse_loss_better_auc.better_than(other, "auc")
    assert not worse_loss_better_auc.better_than(other, "loss")
    assert other.better_than(Score(0.5), "auc")
