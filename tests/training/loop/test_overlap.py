import numpy as np
import torch

from training.loop.overlap import overlap_loss
from training.synth.composite import IGNORED


def _certain(targets: torch.Tensor, right: float) -> torch.Tensor:
    """Log-probabilities that give each pixel's own class the probability `right`."""
    blurred = torch.where(targets == 1, right, 1 - right)
    return torch.stack([1 - blurred, blurred], 1).log()


def test_what_is_right_everywhere_costs_nothing_and_what_is_wrong_everywhere_one_a_sample() -> None:
    targets = torch.zeros(3, 8, 8, dtype=torch.long)
    targets[0, :2], targets[1, :, 3:] = 1, 1  # the third is sharp throughout
    assert overlap_loss(_certain(targets, 1 - 1e-6), targets) < 1e-4
    assert overlap_loss(_certain(targets, 1e-6), targets) > 2.99


def test_a_small_class_counts_like_a_large_one_and_ignored_pixels_not_at_all() -> None:
    targets = torch.zeros(1, 10, 10, dtype=torch.long)
    targets[0, 0, 0] = 1
    all_sharp = torch.tensor(np.log([1 - 1e-6, 1e-6]), dtype=torch.float32).reshape(1, 2, 1, 1).expand(1, 2, 10, 10)
    assert abs(float(overlap_loss(all_sharp, targets)) - (1 - 0.99 / 2)) < 1e-3
    targets[0, 0, 0] = IGNORED
    assert overlap_loss(all_sharp, targets) < 1e-4
    assert overlap_loss(all_sharp, torch.full_like(targets, IGNORED)) == 0


def test_its_gradient_raises_the_probability_of_the_right_class() -> None:
    targets = torch.zeros(1, 4, 4, dtype=torch.long)
    targets[0, :1] = 1
    scores = torch.zeros(1, 2, 4, 4, requires_grad=True)
    overlap_loss(scores.log_softmax(1), targets).backward()
    assert scores.grad is not None
    assert (scores.grad[0, 1, :1] < 0).all() and (scores.grad[0, 1, 1:] > 0).all()
