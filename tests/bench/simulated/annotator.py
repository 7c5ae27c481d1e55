"""A simulated annotator: sees the prediction, and corrects it with the tools of the window until it is right.

Turn by turn they take the largest wrong region and mend it with whichever tool does best; a turn that helps nothing
counts, is taken back, and the next largest is tried. They zoom to the region as people do, so that the hand, which
shakes on the screen, is steadier on small ones. The tools know nothing of the truth; which region is wrong, and which
tool serves it best, the annotator knows from it, where a person may be mistaken: take the figures for those of a
practised hand.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.editing.brush import fill_mask, fill_polygon
from blurlab.core.editing.correction import BLURRED, DEFAULT_THRESHOLD, IGNORE, SHARP, Correction
from blurlab.core.editing.edit import Edit
from blurlab.core.editing.regions import fill_step
from blurlab.core.editing.smart_edge import settle_loop
from blurlab.core.opencv import cv2
from blurlab.core.pyramid import Pyramid

RIGHT: Final = 0.95  # intersection over union of the blurred part
MOST: Final = 20  # strokes; a mask that is not right by then counts as so many
_BESIDE: Final = 0.006  # of the longer side of what is on the screen: how far beside the line the hand goes (sigma)
_CLOSEST: Final = 8.0  # times the photo's fit: nobody zooms in further for a stroke
_LONGEST: Final = 3.0  # of the longer side of what is on the screen: a longer sweep is more than one stroke
_POINTS: Final = 48  # to a loop
_SMOOTHED: Final = 1.0  # points, sigma
_SENT: Final = 5.0  # pixels of the screen between two places that a pointer sends at 500 px a second
_CORNER: Final = 15.0  # pixels of the screen, sigma: how a quick hand cuts corners
_SWAY: Final = 60.0  # likewise, along which it goes to the same side: as far as it comes before it mends its way
_THRESHOLDS: Final = tuple(range(26, 256, 13))  # where the slider is tried

Bool = NDArray[np.bool_]


@dataclass(frozen=True)
class Turn:
    """What the annotator looks at: a wrong region, the code it should have, and how far beside the hand goes in px."""

    correction: Correction
    photo: Pyramid
    threshold: int
    region: Bool
    value: int
    beside: float
    longest: float  # px that one sweep of the brush may be long
    random: np.random.Generator


Tool = Callable[[Turn], Edit | None]


def shaky_loop(
    region: Bool, random: np.random.Generator, beside: float, scale: float | None = None
) -> list[tuple[float, float]]:
    """What a quick hand draws around the outer contour of `region` (image_xy); few points for a region too small.

    beside: px, how far beside the line the hand goes (standard deviation). scale: pixels of the screen for one of the
    photo; with it there are as many points as a pointer sends, corners are cut and the hand sways as it does on a
    screen. Without it there are _POINTS.
    """
    contours, _ = cv2.findContours(region.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    line = max(contours, key=cv2.contourArea)[:, 0].astype(np.float64) + 0.5
    if len(line) < 8:
        return []
    count, rounded, swayed = _POINTS, _SMOOTHED, _SMOOTHED
    if scale is not None:
        length = float(np.hypot(*(line - np.roll(line, 1, axis=0)).T).sum()) * scale
        count = max(round(length / _SENT), 12)
        rounded, swayed = _CORNER * count / length, min(_SWAY * count / length, count / 8)
    loop = line[np.linspace(0, len(line), count, endpoint=False).astype(int)]
    wobble = random.normal(0, beside, loop.shape)
    for axis in (0, 1):
        loop[:, axis] = _smoothed(loop[:, axis], rounded)[0]
        swing, spread = _smoothed(wobble[:, axis], swayed)
        loop[:, axis] += swing / spread  # as far beside as said, but not from point to point
    return [(float(x), float(y)) for x, y in loop]


def _smoothed(closed: NDArray[np.float64], sigma: float) -> tuple[NDArray[np.float64], float]:
    """Values along a closed line, smoothed, and by how much that narrows independent ones."""
    reach = min(max(4, round(3 * sigma)), len(closed))
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    kernel /= kernel.sum()
    return np.convolve(np.pad(closed, reach, mode="wrap"), kernel, "valid"), float(np.sqrt((kernel**2).sum()))


def brush(turn: Turn) -> Edit | None:
    """One stroke that is not lifted, the best of three brushes: the largest part of the region that one fits in."""
    region = turn.region
    depth = cv2.distanceTransform(np.pad(region, 1).astype(np.uint8), cv2.DIST_L2, 5)[1:-1, 1:-1]
    best: tuple[int, NDArray[np.uint8]] | None = None
    for share in (0.8, 0.4, 0.2):
        radius = max(2, round(float(depth.max()) * share))
        side = 2 * radius + 1
        disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
        _, parts, facts, _ = cv2.connectedComponentsWithStats((depth >= radius).astype(np.uint8), connectivity=8)
        if len(facts) < 2:
            continue
        path = (parts == 1 + int(np.argmax(facts[1:, cv2.CC_STAT_AREA]))).astype(np.uint8)
        swept = np.asarray(cv2.dilate(_swayed(path, turn, 3 * radius), disc), np.uint8)
        if np.count_nonzero(swept) > 2 * radius * turn.longest:
            continue
        gain = int(np.count_nonzero(swept[region])) - int(np.count_nonzero(swept[~region]))
        if best is None or gain > best[0]:
            best = gain, swept
    return None if best is None else fill_mask(turn.correction, turn.correction.rect, best[1], turn.value, "Brush")


def _swayed(path: NDArray[np.uint8], turn: Turn, reach: int) -> NDArray[np.uint8]:
    """The path as the hand leaves it: off by so much here and so much there, alike within `reach` px."""
    height, width = path.shape
    grid = (max(2, height // reach + 2), max(2, width // reach + 2))
    sway = turn.random.normal(0, turn.beside, (*grid, 2)).astype(np.float32)
    here = np.indices(path.shape, np.float32).transpose(1, 2, 0)[..., ::-1]
    there = np.asarray(cv2.resize(sway, (width, height), interpolation=cv2.INTER_CUBIC), np.float32) + here
    return np.asarray(cv2.remap(path, there, None, cv2.INTER_NEAREST), np.uint8)


def lasso(turn: Turn) -> Edit | None:
    loop = shaky_loop(turn.region, turn.random, turn.beside)
    return fill_polygon(turn.correction, loop, turn.value, "Lasso")


def smart(turn: Turn) -> Edit | None:
    found = settle_loop(turn.correction, turn.photo, shaky_loop(turn.region, turn.random, turn.beside))
    return None if found is None else fill_mask(turn.correction, *found, turn.value, "Smart edge")


def fill(turn: Turn) -> Edit | None:
    """One click in the middle of the wrong region, which recodes all that is connected to it, right or wrong."""
    depth = cv2.distanceTransform(np.pad(turn.region, 1).astype(np.uint8), cv2.DIST_L2, 5)[1:-1, 1:-1]
    y, x = divmod(int(depth.argmax()), depth.shape[1])
    step = fill_step(turn.correction, x + 0.5, y + 0.5, turn.value, turn.threshold)
    if step is not None:
        step.apply(turn.correction)
    return step


ALL: Final = (brush, lasso, smart, fill)


def blurred_iou(correction: Correction, truth: NDArray[np.uint8], threshold: int = DEFAULT_THRESHOLD) -> float:
    """Of the blurred part, where the truth is not ignored; 1 where neither has any."""
    counted = truth != IGNORE
    mine, theirs = (correction.mask(threshold) == BLURRED) & counted, truth == BLURRED
    union = np.count_nonzero(mine | theirs)
    return 1.0 if union == 0 else np.count_nonzero(mine & theirs) / union


def strokes_needed(
    photo: Pyramid,
    prediction: NDArray[np.uint8] | None,
    truth: NDArray[np.uint8],
    tools: Sequence[Tool] = ALL,
    hand: int = 7,
) -> int:
    """Strokes, clicks and moves of the threshold until the mask is right, at most MOST.

    Who has more tools than the brush may move the threshold, all the way too where the prediction is worth less than
    an empty mask or a full one. hand: seed of how it shakes.
    """
    needed = _strokes_from(photo, prediction, truth, tools, hand, MOST)
    if prediction is None or len(tools) == 1:
        return needed
    for everywhere in (0, 255):
        if needed > 1:
            start = np.full_like(prediction, everywhere)
            needed = min(needed, 1 + _strokes_from(photo, start, truth, tools, hand, needed - 1))
    return needed


def _strokes_from(
    photo: Pyramid,
    prediction: NDArray[np.uint8] | None,
    truth: NDArray[np.uint8],
    tools: Sequence[Tool],
    hand: int,
    most: int,
) -> int:
    random = np.random.default_rng(hand)
    correction = Correction(photo.height, photo.width, prediction)
    threshold, passed = DEFAULT_THRESHOLD, 0
    reached = blurred_iou(correction, truth)
    for stroke in range(most):
        if reached >= RIGHT:
            return stroke
        best: tuple[float, int, Edit | None] = reached, threshold, None
        turn = _turn(correction, photo, truth, threshold, passed, random)
        for tool in tools if turn is not None else ():
            assert turn is not None
            edit = tool(turn)
            if edit is not None:
                best = max(best, (blurred_iou(correction, truth, threshold), threshold, edit), key=lambda one: one[0])
                edit.revert(correction)
        for moved in _THRESHOLDS if prediction is not None and len(tools) > 1 else ():
            best = max(best, (blurred_iou(correction, truth, moved), moved, None), key=lambda one: one[0])
        passed = 0 if best[0] > reached else passed + 1
        reached, threshold, mended = best
        if mended is not None:
            mended.apply(correction)
    return most


def _turn(
    correction: Correction,
    photo: Pyramid,
    truth: NDArray[np.uint8],
    threshold: int,
    passed: int,
    random: np.random.Generator,
) -> Turn | None:
    """The largest wrong region but for those passed over, seen as large as it fits on the screen with what is about."""
    found = wrong_regions(correction.mask(threshold), truth)
    if passed >= len(found):
        return None
    region, value = found[passed]
    whole = max(region.shape)
    rows, columns = np.flatnonzero(region.any(1)), np.flatnonzero(region.any(0))
    seen = min(max(2 * (np.ptp(rows) + 1), 2 * (np.ptp(columns) + 1), whole / _CLOSEST), whole)
    return Turn(correction, photo, threshold, region, value, _BESIDE * seen, _LONGEST * seen, random)


def wrong_regions(mask: NDArray[np.uint8], truth: NDArray[np.uint8]) -> list[tuple[Bool, int]]:
    """The 20 largest connected regions with the wrong code, largest first, and the code that each should have."""
    found: list[tuple[int, NDArray[np.int32], int, int]] = []
    for value in (BLURRED, SHARP):
        wrong = ((truth == value) & (mask != value)).astype(np.uint8)
        _, labels, facts, _ = cv2.connectedComponentsWithStats(wrong, connectivity=4)
        found += [(int(facts[label, cv2.CC_STAT_AREA]), labels, label, value) for label in range(1, len(facts))]
    found.sort(key=lambda one: -one[0])
    return [(labels == label, value) for _, labels, label, value in found[:MOST]]
