"""From the small copy to the photo: how a region becomes an edit, and what a correction shows on the small copy."""

from collections.abc import Sequence
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
_COARSE: Final = 1.5  # photo pixels for a small one
_ROUND: Final = 0.8  # sigma in small pixels
_MARGIN: Final = 2  # small pixels around a region

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
    return regions_step(correction, [(region, value, of_code)], threshold, label)


def regions_step(
    correction: Correction, regions: Sequence[tuple[Mask, int, int | None]], threshold: int, label: str
) -> Edit | None:
    """`region_step` of several regions, each with its value and its `of_code`, in one step."""
    drawn = [(_drawn(correction, region, threshold, of_code), value, of_code) for region, value, of_code in regions]
    rect = Rect.nothing()
    for region, _, _ in drawn:
        rect = rect.union(_place(correction, region))
    if rect.empty:
        return None
    seen = look_up(np.ascontiguousarray(correction.plane[rect.slices]), threshold_table(threshold))
    masks = []
    for region, value, of_code in drawn:
        inside = _brought(correction, region, rect)
        if of_code is not None:
            inside = np.asarray(cv2.bitwise_and(inside, cv2.inRange(seen, float(of_code), float(of_code))), np.uint8)
        masks.append((inside, value))
    return Edit.of_masks(correction, rect, masks, label)


def _drawn(correction: Correction, region: Mask, threshold: int, of_code: int | None) -> Mask:
    """255 inside the region, which with `of_code` reaches a little into other codes."""
    drawn = np.where(region > 0, np.uint8(255), np.uint8(0))
    if of_code is not None and drawn.any():
        others = small_codes(correction, (region.shape[0], region.shape[1]), threshold) != of_code
        reach = cv2.dilate(drawn, np.ones((2 * _OVER + 1, 2 * _OVER + 1), np.uint8))
        drawn[others] = reach[others]
    return drawn


def _place(correction: Correction, drawn: Mask) -> Rect:
    """The part of the photo that a drawn region of the small copy may reach."""
    left, top, width, height = cv2.boundingRect(drawn)
    if not width:
        return Rect.nothing()
    across, down = correction.width / drawn.shape[1], correction.height / drawn.shape[0]
    small = Rect(left, top, width, height).expanded(_MARGIN).clipped(drawn.shape[1], drawn.shape[0])
    return Rect.from_edges(
        int(np.floor(small.x * across)),
        int(np.floor(small.y * down)),
        int(np.ceil(small.right * across)),
        int(np.ceil(small.bottom * down)),
    ).intersection(correction.rect)


def _brought(correction: Correction, drawn: Mask, rect: Rect) -> Mask:
    """A drawn region (255 inside) as it lies in `rect` of the photo, with a smooth edge: uint8, 0 or 255."""
    across, down = correction.width / drawn.shape[1], correction.height / drawn.shape[0]
    # pixel c of the photo, whose middle is c + .5, lies at (c + .5) / across - .5 of the copy
    there = np.array([[1 / across, 0, (rect.x + 0.5) / across - 0.5], [0, 1 / down, (rect.y + 0.5) / down - 0.5]])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    if across > _COARSE:  # the copy's pixels would be seen as steps
        drawn = np.asarray(cv2.GaussianBlur(drawn, (0, 0), _ROUND), np.uint8)
    mask = cv2.warpAffine(drawn, there, (rect.width, rect.height), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(cv2.threshold(mask, _HALF, 255, cv2.THRESH_BINARY)[1], np.uint8)
