"""Precision-recall and ROC curves of scored photos, together and by kind.

A curve is the mean over photos of each photo's own curve, so that the area under it is the mean AP or AUC that the
table gives, and a large photo counts no more than a small one. Pooling all pixels would give other areas.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from blurlab.core.metrics import ap_of_counts, auc_of_counts, precision_at, roc_at
from blurlab.drawing.chart import BLACK, BLUE, GREY, ORANGE, Axis, Chart, Line, draw_charts

Counts = tuple[NDArray[np.int64], NDArray[np.int64]]  # blurred and sharp pixels at ascending blurriness
_COLOURS = {"all": BLACK, "defocus": BLUE, "motion": ORANGE}
_GRID = np.linspace(0, 1, 501)
_TICKS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


def draw_curves(groups: Mapping[str, Sequence[Counts]]) -> Image.Image:
    """Both charts of photos by kind (“all”, “defocus”, “motion”; an empty group has no curve)."""
    note = "Each curve is the mean of the photos' own curves: the area under it is their mean AP or AUC."
    precision = Chart(
        "Precision and recall of blurred pixels",
        Axis("Recall: share of blurred pixels that are found", 0, 1, _TICKS),
        Axis("Precision: share of pixels called blurred that are blurred", 0, 1, _TICKS),
        _lines(groups, precision_at, ap_of_counts, "AP"),
        legend_left=True,
    )
    chance = Line("", ((0.0, 0.0), (1.0, 1.0)), GREY, dashed=True)
    roc = Chart(
        "ROC",
        Axis("Share of sharp pixels called blurred", 0, 1, _TICKS),
        Axis("Share of blurred pixels that are found", 0, 1, _TICKS),
        (chance, *_lines(groups, roc_at, auc_of_counts, "AUC", start=((0.0, 0.0),))),
    )
    return draw_charts([precision, roc], note)


def mean_curve(photos: Sequence[Counts], curve: Callable[..., NDArray[Any]]) -> NDArray[np.float64]:
    """The mean of the photos' curves at 0, 0.002, … 1: float64 (501,)."""
    return np.asarray(np.mean([curve(*counts, _GRID) for counts in photos], axis=0), np.float64)


def _lines(
    groups: Mapping[str, Sequence[Counts]],
    curve: Callable[..., NDArray[Any]],
    score: Callable[..., float],
    name: str,
    start: tuple[tuple[float, float], ...] = (),
) -> tuple[Line, ...]:
    lines = []
    for kind in ("motion", "defocus", "all"):  # the most important is drawn last
        photos = groups.get(kind, ())
        if photos:
            mean = sum(score(*counts) for counts in photos) / len(photos)
            points = (*start, *zip(_GRID.tolist(), mean_curve(photos, curve).tolist(), strict=True))
            count = "1 photo" if len(photos) == 1 else f"{len(photos)} photos"
            lines.append(Line(f"{kind}, {count}: {name} {mean:.3f}", points, _COLOURS[kind]))
    return tuple(lines)
