"""The head of a photo's offset learns which cut is the best for photos of a kind, and is right on unseen ones."""

import numpy as np
import torch

from blurlab.core.cut import Counts
from blurlab.model.heads.offset import OffsetHead
from training.offset import CUTS, Known, Lesson, known, learn


def photo(rng: np.random.Generator) -> tuple[Known, float]:
    """A photo whose kind, the first of its means, tells where its sharp and blurred places part; and there, log odds.

    The other means tell nothing.
    """
    head = OffsetHead(2, 3)
    means = rng.normal(0, 1, head.inputs).astype(np.float32)
    parts_at = 1.5 * float(means[0])
    odds = np.concatenate([rng.normal(parts_at - 1, 0.6, 400), rng.normal(parts_at + 1, 0.6, 400)])
    levels = np.rint(255 / (1 + np.exp(-odds))).astype(np.uint8)
    mask = np.repeat(np.array([0, 255], np.uint8), 400)
    return known(means, Counts.of(levels[None], mask[None])), parts_at


def test_unseen_photos_are_cut_where_they_part() -> None:
    rng = np.random.default_rng(1)
    taught, unseen = [photo(rng) for _ in range(200)], [photo(rng) for _ in range(100)]
    torch.manual_seed(0)
    head = OffsetHead(2, 3)
    learn(head, [each for each, _ in taught], [1.0] * len(taught), Lesson(rounds=100, at_once=16))
    with torch.inference_mode():
        offsets = head(torch.from_numpy(np.stack([each.means for each, _ in unseen])))[:, 0].numpy()
    plain = np.mean([np.interp(0.0, CUTS, each.ious) for each, _ in unseen])
    moved = np.mean([np.interp(-offset, CUTS, each.ious) for offset, (each, _) in zip(offsets, unseen, strict=True)])
    best = np.mean([each.ious.max() for each, _ in unseen])
    assert moved > plain + 0.75 * (best - plain), (plain, moved, best)


def test_a_photo_counts_by_its_weight() -> None:
    rng = np.random.default_rng(2)
    low, high = (
        Counts.of(np.array([[a, b]], np.uint8), np.array([[0, 255]], np.uint8)) for a, b in ((10, 60), (190, 250))
    )
    means = rng.normal(0, 1, OffsetHead(2, 3).inputs).astype(np.float32)
    told = []
    for weights in ([10.0, 1.0], [1.0, 10.0]):
        torch.manual_seed(0)
        head = OffsetHead(2, 3)
        learn(head, [known(means, low), known(means, high)], weights, Lesson(rounds=300))
        told.append(float(head(torch.from_numpy(means[None]))))
    assert told[0] > 0 > told[1]
