"""Predictions against masks, file by file: AUC and average precision of each photo, their means, a table of them."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from blurlab.core.editing.correction import BLURRED, IGNORE
from blurlab.core.metrics import ap_of_counts, auc_of_counts, class_counts
from blurlab.core.prediction import upscale
from blurlab.errors import UnreadablePhoto, UserError
from blurlab.files.tables import as_csv
from blurlab.imaging.at_once import AtOnce
from blurlab.imaging.limits import MEMORY
from blurlab.imaging.masks import read_grey, read_mask
from blurlab.imaging.photos import photo_size
from blurlab.project.records import kind_of

KINDS = ("all", "defocus", "motion")
_COLUMNS = ("photo", "kind", "auc", "ap", "blurred", "counted")
_ALIKE = 1.1  # proportions closer than this differ only by a network's grid
_MOST_THREADS = 8
_BYTES_A_PIXEL = 8  # of the mask, that comparing takes
_SCORED = AtOnce(MEMORY)

Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Ranking:
    """How well a prediction ranks the pixels of a mask."""

    auc: float
    ap: float
    positives: Counts = field(repr=False, compare=False)  # (256,) blurred pixels at each blurriness
    negatives: Counts = field(repr=False, compare=False)  # (256,) sharp pixels at each blurriness


@dataclass(frozen=True, kw_only=True)
class PhotoScore(Ranking):
    """The score of one photo at its mask's size."""

    photo: str  # stem, after the subfolder if it lies in one
    kind: str  # “defocus”, “motion” or “”
    prediction: Path
    mask: Path
    stretched: bool  # the prediction had other proportions than the mask

    @property
    def counted(self) -> int:
        """Pixels that count: all except those marked as ignore."""
        return int(self.positives.sum() + self.negatives.sum())

    @property
    def blurred(self) -> float:
        """Share of the counted pixels that the mask calls blurred, 0..1."""
        return float(self.positives.sum()) / self.counted

    def as_dict(self) -> dict[str, Any]:
        return {"photo": self.photo, "kind": self.kind, "auc": self.auc, "ap": self.ap}


@dataclass(frozen=True)
class Scores:
    """The results for a folder: scores in the order of the pairs, stems of one-class masks, and sentences."""

    scored: list[PhotoScore] = field(default_factory=list)
    one_class: list[str] = field(default_factory=list)
    problems: list[UserError] = field(default_factory=list)


def rank(prediction: NDArray[np.uint8], mask: NDArray[np.uint8]) -> Ranking | None:
    """How a prediction, uint8 of any size, ranks the pixels of a mask of codes, uint8 (H, W), to which it is resized.

    None where the mask is all one class. Pixels marked as ignore do not count.
    """
    blurriness = prediction if prediction.shape == mask.shape else upscale(prediction, *mask.shape)
    positives, negatives = class_counts(blurriness, mask == BLURRED, mask != IGNORE)
    if not positives.any() or not negatives.any():
        return None
    return Ranking(auc_of_counts(positives, negatives), ap_of_counts(positives, negatives), positives, negatives)


def score_pair(prediction: Path, mask: Path, name: str = "") -> PhotoScore | None:
    """The score of a prediction, resized bilinearly to its mask; None if the mask is all one class.

    Any size is accepted, such as the square maps of networks that squeeze their photos. Pixels marked as ignore do not
    count. Raises UnreadablePhoto.
    """
    width, height = photo_size(mask, what="mask")
    with _SCORED.taking(width * height * _BYTES_A_PIXEL):
        codes = read_mask(mask, blurred=255)
        values = read_grey(prediction, "prediction")
        ratio = (values.shape[1] / values.shape[0]) / (codes.shape[1] / codes.shape[0])
        ranking = rank(values, codes)
    if ranking is None:
        return None
    return PhotoScore(
        **vars(ranking),
        photo=name or mask.stem,
        kind=kind_of(mask.stem),
        prediction=prediction,
        mask=mask,
        stretched=max(ratio, 1 / ratio) > _ALIKE,
    )


def score_pairs(
    pairs: Sequence[tuple[Path, Path]], on_progress: Callable[[], object] = lambda: None, root: Path | None = None
) -> Scores:
    """Score the pairs (prediction, mask), on all cores; `on_progress` is called after each.

    root: the folder of the masks; photos in its subfolders are named with these.
    """
    scores = Scores()
    with ThreadPoolExecutor(min(_MOST_THREADS, os.cpu_count() or 1)) as pool:
        names = [mask.stem if root is None else name_below(root, mask) for _, mask in pairs]
        running = [pool.submit(score_pair, *pair, name) for pair, name in zip(pairs, names, strict=True)]
        for name, future in zip(names, running, strict=True):
            try:
                score = future.result()
            except UnreadablePhoto as error:
                scores.problems.append(error.bare())
            else:
                if score is None:
                    scores.one_class.append(name)
                else:
                    scores.scored.append(score)
            on_progress()
    return scores


def name_below(root: Path, path: Path) -> str:
    """How a file below `root` is named: its subfolder, if it lies in one, and its stem."""
    return path.relative_to(root).with_suffix("").as_posix()


def of_kind(scores: Sequence[PhotoScore], kind: str) -> list[PhotoScore]:
    """Those of a kind; “all” includes those without a known kind."""
    return [score for score in scores if kind in ("all", score.kind)]


def summary(scores: Sequence[PhotoScore]) -> dict[str, dict[str, Any]]:
    """Means over all photos and over each blur kind; None for a kind without photos."""
    return {kind: _means(of_kind(scores, kind)) for kind in KINDS}


def table(scores: Sequence[PhotoScore]) -> bytes:
    """The scores as CSV (UTF-8): stem, kind, AUC, AP, share of blurred pixels, pixels that count."""
    rows = [
        (score.photo, score.kind, f"{score.auc:.6f}", f"{score.ap:.6f}", f"{score.blurred:.4f}", score.counted)
        for score in scores
    ]
    return as_csv(_COLUMNS, rows)


def _means(group: Sequence[PhotoScore]) -> dict[str, Any]:
    return {
        "auc": sum(score.auc for score in group) / len(group) if group else None,
        "ap": sum(score.ap for score in group) / len(group) if group else None,
        "photos": len(group),
    }
