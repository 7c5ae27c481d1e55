"""How many strokes a mask costs: a simulated annotator with a shaky hand, on photos that people have masked.

The annotator sees the prediction, takes the largest wrong region and paints it with whichever tool does best, until the
mask is right. Loops follow the region as a quick hand does: smoothed, at so many points, and beside the line. A stroke
of the brush is one path that is not lifted, and no longer than _LONGEST. The tools know nothing of the truth; which
region is wrong, and which tool serves it best, the annotator knows from it, where a person may be mistaken: take the
figures for those of a practised hand. Only photos that neither shipped model was trained on are counted.
"""

import json
import os
import statistics
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.assets import resource
from blurlab.core.brush import fill_mask, fill_polygon
from blurlab.core.correction import BLURRED, IGNORE, SHARP, Correction
from blurlab.core.edit import Edit
from blurlab.core.opencv import cv2
from blurlab.core.pyramid import Pyramid
from blurlab.core.smart_edge import settle_loop
from tests.bench.rows import CannotRun, Measured, row

DATA: Final = Path(os.environ.get("BLURLAB_MASKED_PHOTOS", Path(__file__).parents[3] / "shared" / "data" / "cuhk_odd"))
PHOTOS: Final = int(os.environ.get("BLURLAB_EFFORT_PHOTOS", "40"))
RIGHT: Final = 0.95  # intersection over union of the blurred part
MOST: Final = 20  # strokes; a mask that is not right by then counts as so many
_BESIDE: Final = 0.006  # of the photo's longer side: how far beside the line the hand goes (standard deviation)
_LONGEST: Final = 3.0  # of the photo's longer side: a longer sweep is more than one stroke
_POINTS: Final = 48  # to a loop
_SMOOTHED: Final = 1.0  # points, sigma

Bool = NDArray[np.bool_]
Tool = Callable[[Correction, Pyramid, Bool, int, np.random.Generator], Edit | None]


def shaky_loop(region: Bool, random: np.random.Generator, beside: float = _BESIDE) -> list[tuple[float, float]]:
    """What a quick hand draws around the outer contour of `region` (image_xy); few points for a region too small.

    beside: of the photo's longer side, how far beside the line the hand goes (standard deviation).
    """
    contours, _ = cv2.findContours(region.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    line = max(contours, key=cv2.contourArea)[:, 0].astype(np.float64) + 0.5
    if len(line) < 8:
        return []
    loop = line[np.linspace(0, len(line), _POINTS, endpoint=False).astype(int)]
    wobble = random.normal(0, beside * max(region.shape), loop.shape)
    kernel = np.exp(-0.5 * (np.arange(-4, 5) / _SMOOTHED) ** 2)
    kernel /= kernel.sum()
    for axis in (0, 1):
        loop[:, axis] = np.convolve(np.pad(loop[:, axis], 4, mode="wrap"), kernel, "valid")
        swing = np.convolve(np.pad(wobble[:, axis], 4, mode="wrap"), kernel, "valid")
        loop[:, axis] += swing / np.sqrt((kernel**2).sum())  # as far beside as said, but not from point to point
    return [(float(x), float(y)) for x, y in loop]


def brush(correction: Correction, _: Pyramid, region: Bool, value: int, random: np.random.Generator) -> Edit | None:
    """One stroke, the best of three brushes, a bit off: the largest connected part of the region that one fits in."""
    depth = cv2.distanceTransform(np.pad(region, 1).astype(np.uint8), cv2.DIST_L2, 5)[1:-1, 1:-1]
    off_x, off_y = np.round(random.normal(0, _BESIDE * max(region.shape) / 2, 2)).astype(int)
    best: tuple[int, NDArray[np.uint8]] | None = None
    for share in (0.8, 0.4, 0.2):
        radius = max(4, round(float(depth.max()) * share))
        side = 2 * radius + 1
        disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
        _, parts, facts, _ = cv2.connectedComponentsWithStats((depth >= radius).astype(np.uint8), connectivity=8)
        if len(facts) < 2:
            continue
        path = parts == 1 + int(np.argmax(facts[1:, cv2.CC_STAT_AREA]))
        swept = np.asarray(cv2.dilate(np.roll(path, (off_y, off_x), axis=(0, 1)).astype(np.uint8), disc), np.uint8)
        if np.count_nonzero(swept) > 2 * radius * _LONGEST * max(region.shape):
            continue
        gain = int(np.count_nonzero(swept[region])) - int(np.count_nonzero(swept[~region]))
        if best is None or gain > best[0]:
            best = gain, swept
    return None if best is None else fill_mask(correction, correction.rect, best[1], value, "Brush")


def lasso(correction: Correction, _: Pyramid, region: Bool, value: int, random: np.random.Generator) -> Edit | None:
    return fill_polygon(correction, shaky_loop(region, random), value, "Lasso")


def smart(correction: Correction, photo: Pyramid, region: Bool, value: int, random: np.random.Generator) -> Edit | None:
    found = settle_loop(correction, photo, shaky_loop(region, random))
    return None if found is None else fill_mask(correction, *found, value, "Smart edge")


ALL: Final = (brush, lasso, smart)


def blurred_iou(correction: Correction, truth: NDArray[np.uint8]) -> float:
    """Of the blurred part, where the truth is not ignored; 1 where neither has any."""
    counted = truth != IGNORE
    mine, theirs = (correction.mask() == BLURRED) & counted, truth == BLURRED
    union = np.count_nonzero(mine | theirs)
    return 1.0 if union == 0 else np.count_nonzero(mine & theirs) / union


def strokes_needed(
    photo: Pyramid, prediction: NDArray[np.uint8] | None, truth: NDArray[np.uint8], tools: Sequence[Tool]
) -> int:
    """Strokes until the mask is right, at most MOST. A stroke that makes it worse is taken back, and counts."""
    random = np.random.default_rng(7)
    correction = Correction(photo.height, photo.width, prediction)
    reached = blurred_iou(correction, truth)
    for stroke in range(MOST):
        if reached >= RIGHT:
            return stroke
        region, value = largest_wrong(correction.mask(), truth)
        best: tuple[float, Edit] | None = None
        for tool in tools:
            edit = tool(correction, photo, region, value, random)
            if edit is not None:
                gained = blurred_iou(correction, truth)
                edit.revert(correction)
                if best is None or gained > best[0]:
                    best = gained, edit
        if best is not None and best[0] > reached:
            best[1].apply(correction)
            reached = best[0]
    return MOST


def largest_wrong(mask: NDArray[np.uint8], truth: NDArray[np.uint8]) -> tuple[Bool, int]:
    """The largest connected region with the wrong code, and the code that it should have."""
    found: list[tuple[int, Bool, int]] = []
    for value in (BLURRED, SHARP):
        wrong = ((truth == value) & (mask != value)).astype(np.uint8)
        _, labels, facts, _ = cv2.connectedComponentsWithStats(wrong, connectivity=4)
        if len(facts) > 1:
            label = 1 + int(np.argmax(facts[1:, cv2.CC_STAT_AREA]))
            found.append((int(facts[label, cv2.CC_STAT_AREA]), labels == label, value))
    _, region, value = sorted(found, key=lambda one: -one[0])[0]
    return region, value


@cache
def masked_cases(model: str = "default") -> list[tuple[Pyramid, NDArray[np.uint8], NDArray[np.uint8]]]:
    """(photo, prediction, truth) of PHOTOS photos, of those that neither shipped model was trained on."""
    held_out = json.loads(resource("models/default/card.json").read_text())["validation"]["stems"]
    photos = {path.stem: path for path in (DATA / "image").glob("*") if path.stem in held_out}
    masks = sorted(path for path in (DATA / "gt").glob("*.png") if path.stem in photos)
    if not masks:
        raise CannotRun(f"no masked photos in {DATA}; $BLURLAB_MASKED_PHOTOS names a folder with image/ and gt/")
    from blurlab.model.predict import Predictor
    from blurlab.project.errors import ProjectError
    from blurlab.project.models import resolve_model
    from blurlab.project.photos import read_mask, read_photo

    try:
        predictor = Predictor(resolve_model(model).path)
    except ProjectError as error:
        raise CannotRun(str(error)) from error
    cases = []
    for place in np.linspace(0, len(masks) - 1, min(PHOTOS, len(masks))).round().astype(int):
        truth = read_mask(masks[place], blurred=255)
        photo = read_photo(photos[masks[place].stem])
        if photo.shape[:2] == truth.shape:
            cases.append((Pyramid(photo), predictor.predict(photo), truth))
    return cases


def _median(tools: Sequence[Tool], *, model: str = "default", predicted: bool = True) -> float:
    counts = [
        strokes_needed(photo, prediction if predicted else None, truth, tools)
        for photo, prediction, truth in masked_cases(model)
    ]
    return float(statistics.median(counts))


@row("effort.strokes", "", at_most=6, floor="strokes with the brush alone, from the prediction")
def effort_strokes() -> Measured:
    """From the shipped model's prediction; it has learnt from masks of other photos of the same set."""
    return Measured(_median(ALL), _median([brush]))


@row("effort.strokes_unseen", "", at_most=6, floor="strokes with the brush alone, from the same prediction")
def effort_strokes_unseen() -> Measured:
    """From the prediction of the shipped model that has never seen a mask made by a person."""
    return Measured(_median(ALL, model="self-supervised"), _median([brush], model="self-supervised"))


@row("effort.from_nothing", "", floor="strokes with the brush alone, from an empty mask")
def effort_from_nothing() -> Measured:
    return Measured(_median(ALL, predicted=False), _median([brush], predicted=False))
