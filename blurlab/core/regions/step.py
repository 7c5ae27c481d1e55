"""From the small copy to the photo: how a region becomes an edit, and what a correction shows on the small copy."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.editing.correction import BLURRED, IGNORE, SHARP, Correction, look_up, threshold_table
from blurlab.core.editing.edit import Edit
from blurlab.core.opencv import cv2
from blurlab.core.rect import Rect

OTHER: Final = {SHARP: BLURRED, BLURRED: SHARP, IGNORE: BLURRED}  # what a flip makes of a code
_OVER: Final = 2  # small pixels by which a region may reach into other codes, so that it leaves no seam at its edge
_HALF: Final = 127

Mask = NDArray[np.uint8]


def small_codes(correction: Correction, shape: tuple[int, int], threshold: int) -> Mask:
    """Mask codes as they are seen, uint8 (h, w) = `shape`: the photo's pixel at the middle of each small one."""
    rows, columns = (
        ((np.arange(small) + 0.5) * full / small).astype(np.intp)
        for small, full in zip(shape, (correction.height, correction.width), strict=True)
    )
    return look_up(np.ascontiguousarray(correction.plane[np.ix_(rows, columns)]), threshold_table(threshold))


def region_step(
    correction: Correction, region: Mask, value: int, threshold: int, label: str, *, of_code: int | None = None
) -> Edit | None:
    """The step that gives `value` to a region of the small copy, uint8 (h, w), not 0 inside; None if nothing changes.

    of_code: only pixels that show this code change, and the region's edge lies where that code ends.
    """
    drawn = np.where(region > 0, np.uint8(255), np.uint8(0))
    if of_code is not None:
        others = small_codes(correction, (region.shape[0], region.shape[1]), threshold) != of_code
        reach = cv2.dilate(drawn, np.ones((2 * _OVER + 1, 2 * _OVER + 1), np.uint8))
        drawn[others] = reach[others]
    left, top, width, height = cv2.boundingRect(drawn)
    if not width:
        return None
    across, down = correction.width / region.shape[1], correction.height / region.shape[0]
    margin = 2
    small = Rect(left, top, width, height).expanded(margin).clipped(region.shape[1], region.shape[0])
    rect = Rect.from_edges(
        int(np.floor(small.x * across)),
        int(np.floor(small.y * down)),
        int(np.ceil(small.right * across)),
        int(np.ceil(small.bottom * down)),
    ).intersection(correction.rect)
    # pixel (c + .5) of the photo lies at (c + .5) / across of the copy
    there = np.array([[1 / across, 0, (rect.x + 0.5) / across - 0.5], [0, 1 / down, (rect.y + 0.5) / down - 0.5]])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    mask = cv2.warpAffine(drawn, there, (rect.width, rect.height), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    inside = np.asarray(cv2.threshold(mask, _HALF, 255, cv2.THRESH_BINARY)[1], np.uint8)
    if of_code is not None:
        seen = look_up(np.ascontiguousarray(correction.plane[rect.slices]), threshold_table(threshold))
        inside = np.asarray(cv2.bitwise_and(inside, cv2.inRange(seen, float(of_code), float(of_code))), np.uint8)
    return Edit.of_mask(correction, rect, inside, value, label)
