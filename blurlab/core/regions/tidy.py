"""Small islands of either code join what surrounds them."""

from typing import Final

import numpy as np

from blurlab.core.editing.correction import BLURRED, SHARP, Correction
from blurlab.core.editing.edit import Edit
from blurlab.core.opencv import cv2
from blurlab.core.regions.step import Mask, regions_step, small_codes

SMALL: Final = 0.08  # of the photo: chosen on the photos of Shi et al.'s odd half that no model trained on
_SUBJECT: Final = 0.01  # of the photo: the largest area of either code, if it is that large, is what was photographed
_BESIDE: Final = 0.5  # of that area: so are others
_LONGEST: Final = 512  # pixels of the copy on which islands are counted


def tidy_step(correction: Correction, threshold: int) -> Edit | None:
    """The step that gives islands of less than SMALL of the photo the code around them, where nobody painted.

    The largest area of the photo is never an island, nor is the largest of either code, however small a sharp subject
    is, and what is half as large. None where there is none.
    """
    scale = min(1.0, _LONGEST / max(correction.height, correction.width))
    shape = max(1, round(correction.height * scale)), max(1, round(correction.width * scale))
    codes = small_codes(correction, shape, threshold)
    painted = small_codes(correction, shape, 255) == small_codes(correction, shape, 0)
    joined: list[tuple[Mask, int, int | None]] = []
    for code, other in ((SHARP, BLURRED), (BLURRED, SHARP)):
        of_code = (codes == code).astype(np.uint8)
        count, labels, facts, _ = cv2.connectedComponentsWithStats(of_code, connectivity=4)
        areas = facts[1:, cv2.CC_STAT_AREA]
        small = np.zeros(count, np.uint8)
        small[1:] = areas < SMALL * codes.size
        largest = int(areas.max(initial=0))
        if largest >= _SUBJECT * codes.size:
            small[1:][areas >= _BESIDE * largest] = 0
        island = small[labels] & ~painted
        if island.any():
            joined.append((np.asarray(island, np.uint8), other, code))
    return regions_step(correction, joined, threshold, "Tidied") if joined else None
