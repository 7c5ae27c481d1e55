"""A mask carried from one photo to a like one: aligned on small copies, and moved with the picture.

The picture is aligned by matched corners and by correlation, whichever fits better, after both are smoothed so that a
change of focus does not matter. Whether focus changed is then seen from local sharpness, which tells where the carried
mask may be wrong.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.editing.correction import MASK_CODES, UNTOUCHED, Correction, Plane, look_up, threshold_table
from blurlab.core.editing.edit import Edit
from blurlab.core.local_sharpness import local_sharpness
from blurlab.core.opencv import cv2

LONGEST: Final = 512  # pixels of the small copies' longer side
FITS: Final = 0.9  # correlation of the smoothed pictures from which they are of one scene
STEADY: Final = 0.06  # of the shared area whose sharpness may have changed
_SMOOTH: Final = 2.5  # sigma in small pixels: what a change of focus does is smaller
_CHANGED: Final = 0.22  # of local sharpness, 0..1
_SHARED: Final = 0.5  # of the photo that the other must show as well
_CORNERS: Final = 800
_ROUNDS: Final = 60

Pixels = NDArray[np.uint8]
Matrix = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Alignment:
    """From the other photo to this one. matrix: 3 × 3, for coordinates as shares (0..1) of width and height.

    fit: correlation of the two where they overlap, -1..1. shared: share of this photo that the other shows as well.
    changed: share of that whose sharpness is another: a change of focus, or a motion.
    """

    matrix: Matrix
    fit: float
    shared: float
    changed: float

    @property
    def trusted(self) -> bool:
        """Whether the other's mask, moved so, can be believed."""
        return self.fit >= FITS and self.shared >= _SHARED and self.changed <= STEADY


def align(other: Pixels, this: Pixels) -> Alignment | None:
    """How `other` lies on `this`, both uint8 RGB of any size; None where nothing makes them meet."""
    small, mine = (_small(each) for each in (other, this))
    start = [np.eye(3), _by_corners(small, mine)]
    found = [_refined(small, mine, each) for each in start if each is not None]
    best = max(found, key=lambda each: each[1])
    matrix, fit = best
    if not np.isfinite(fit) or fit <= 0:
        return None
    shape = mine.shape[1], mine.shape[0]
    seen = cv2.warpPerspective(np.full(small.shape[:2], 255, np.uint8), matrix, shape, flags=cv2.INTER_NEAREST) > 0
    moved = cv2.warpPerspective(small, matrix, shape, flags=cv2.INTER_LINEAR)
    apart = np.abs(local_sharpness(np.asarray(moved, np.uint8)) - local_sharpness(mine))
    inner = cv2.erode(seen.view(np.uint8), np.ones((9, 9), np.uint8)) > 0
    changed = float((apart[inner] > _CHANGED).mean()) if inner.any() else 1.0
    scale = [np.diag([each.shape[1], each.shape[0], 1.0]) for each in (small, mine)]
    return Alignment(np.linalg.inv(scale[1]) @ matrix @ scale[0], fit, float(seen.mean()), changed)


def carried(codes: Plane, alignment: Alignment, height: int, width: int) -> Plane:
    """The other photo's mask codes, uint8 of its size, as they lie on this one: uint8 (height, width).

    UNTOUCHED where the other shows nothing.
    """
    to_own = np.diag([width, height, 1.0]) @ alignment.matrix @ np.diag([1 / codes.shape[1], 1 / codes.shape[0], 1.0])
    half = np.array([[1, 0, 0.5], [0, 1, 0.5], [0, 0, 1.0]])  # the middle of pixel c is at c + .5
    return np.asarray(
        cv2.warpPerspective(
            codes,
            np.linalg.inv(half) @ to_own @ half,
            (width, height),
            flags=cv2.INTER_NEAREST,
            borderMode=cv2.BORDER_CONSTANT,
            borderValue=UNTOUCHED,
        ),
        np.uint8,
    )


def carry_step(correction: Correction, codes: Plane, threshold: int, label: str) -> Edit | None:
    """The step that makes the mask show these codes, UNTOUCHED where it stays; None where it shows them already."""
    seen = look_up(correction.plane, threshold_table(threshold))
    masks = [((codes == code) & (seen != code), code) for code in MASK_CODES]
    drawn = [(mask.view(np.uint8), code) for mask, code in masks if mask.any()]
    return Edit.of_masks(correction, correction.rect, drawn, label) if drawn else None


def _small(photo: Pixels) -> Pixels:
    height, width = photo.shape[:2]
    scale = min(1.0, LONGEST / max(height, width))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    return np.asarray(cv2.resize(np.ascontiguousarray(photo), size, interpolation=cv2.INTER_AREA), np.uint8)


def _grey(photo: Pixels) -> NDArray[np.float32]:
    grey = cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY)
    return np.asarray(cv2.GaussianBlur(grey.astype(np.float32), (0, 0), _SMOOTH), np.float32)


def _by_corners(other: Pixels, this: Pixels) -> Matrix | None:
    """The projection by which most matched corners agree; None with too few."""
    finder = cv2.ORB.create(_CORNERS)
    (points, marks), (own_points, own_marks) = (
        finder.detectAndCompute(cv2.cvtColor(each, cv2.COLOR_RGB2GRAY), None) for each in (other, this)
    )
    if marks is None or own_marks is None or min(len(marks), len(own_marks)) < 12:
        return None
    pairs = cv2.BFMatcher(cv2.NORM_HAMMING, crossCheck=True).match(marks, own_marks)
    if len(pairs) < 12:
        return None
    source = np.array([points[pair.queryIdx].pt for pair in pairs], np.float32)
    target = np.array([own_points[pair.trainIdx].pt for pair in pairs], np.float32)
    matrix, agreeing = cv2.findHomography(source, target, cv2.RANSAC, 2.5)
    if matrix is None or int(np.count_nonzero(agreeing)) < 12:
        return None
    return np.asarray(matrix, np.float64)


def _refined(other: Pixels, this: Pixels, start: Matrix) -> tuple[Matrix, float]:
    """A start brought to where the smoothed pictures correlate best, and how well they do."""
    source, target = _grey(other), _grey(this)
    matrix = np.linalg.inv(start)
    best = matrix / matrix[2, 2], _correlation(source, target, start)
    whole = np.ones(target.shape, np.uint8)
    criteria = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, _ROUNDS, 1e-5)
    try:
        _, found = cv2.findTransformECC(
            target, source, best[0].astype(np.float32), cv2.MOTION_HOMOGRAPHY, criteria, whole, 3
        )
        forward = np.linalg.inv(np.asarray(found, np.float64))
    except (cv2.error, np.linalg.LinAlgError):
        return start, best[1]
    fit = _correlation(source, target, forward)
    return (forward, fit) if fit > best[1] else (start, best[1])


def _correlation(source: NDArray[np.float32], target: NDArray[np.float32], matrix: Matrix) -> float:
    """Of `target` and the moved `source` where both are; -1 where they hardly meet."""
    size = target.shape[1], target.shape[0]
    moved = cv2.warpPerspective(source, matrix, size, flags=cv2.INTER_LINEAR)
    seen = cv2.warpPerspective(np.ones(source.shape, np.uint8), matrix, size, flags=cv2.INTER_NEAREST) > 0
    if np.count_nonzero(seen) < 0.2 * seen.size:
        return -1.0
    one, two = moved[seen] - moved[seen].mean(), target[seen] - target[seen].mean()
    length = float(np.sqrt((one**2).sum() * (two**2).sum()))
    return float((one * two).sum()) / length if length else 0.0
