"""Connected regions of a correction: taken by a click, filled, emptied of holes, grown and shrunk.

A region is what the eye takes for one: joined pixels (by their sides) of one mask code. A shape is (rect, mask): the
rectangle in photo pixels, and uint8 (rect.height, rect.width) that is not 0 inside.
"""

from typing import Final

import numpy as np

from blurlab.core.brush import fill_mask
from blurlab.core.correction import (
    BLURRED,
    IGNORE,
    SHARP,
    UNTOUCHED,
    Correction,
    Plane,
    look_up,
    painted_in,
    threshold_table,
)
from blurlab.core.edit import Edit
from blurlab.core.opencv import cv2
from blurlab.core.rect import Rect

Shape = tuple[Rect, Plane]
_OTHER: Final = {BLURRED: SHARP, SHARP: BLURRED, IGNORE: UNTOUCHED}
_PAINTED_BIT: Final = 1  # set in a code where a person painted: 0 and 1, 128 and 129, 254 and 255


def seen_code(correction: Correction, x: float, y: float, threshold: int) -> int | None:
    """The mask code that is seen at image_xy; None beside the photo."""
    place = _place(correction, x, y)
    return None if place is None else int(threshold_table(threshold)[correction.plane[place[1], place[0]]])


def region_at(correction: Correction, x: float, y: float, threshold: int, *, same_hand: bool = False) -> Shape | None:
    """The region under image_xy as it is seen at `threshold`; None beside the photo.

    `same_hand`: painted and untouched pixels are told apart, so that it is a region of the model's or of the person's.
    """
    place = _place(correction, x, y)
    if place is None:
        return None
    table = threshold_table(threshold)
    if same_hand:
        by_hand = painted_in(np.arange(256, dtype=np.uint8))
        table = np.where(by_hand, table | np.uint8(_PAINTED_BIT), table & np.uint8(255 - _PAINTED_BIT)).astype(np.uint8)
    return _flooded(look_up(correction.plane, table), place)


def fill_region(correction: Correction, x: float, y: float, value: int, threshold: int) -> Edit | None:
    """Give `value` (a code or UNTOUCHED) to the region under image_xy; None where nothing changed."""
    region = region_at(correction, x, y, threshold)
    return None if region is None else fill_mask(correction, *region, value, "Filled")


def accept_region(correction: Correction, x: float, y: float, threshold: int) -> Edit | None:
    """One click: the model's region under image_xy becomes painted as it is seen, or a painted one the model's again.

    None beside the photo.
    """
    region = region_at(correction, x, y, threshold, same_hand=True)
    place = _place(correction, x, y)
    if region is None or place is None:
        return None
    column, row = place
    if painted_in(correction.plane[row : row + 1, column : column + 1]).any():
        return fill_mask(correction, *region, UNTOUCHED, "Handed back")
    return fill_mask(correction, *region, int(threshold_table(threshold)[correction.plane[row, column]]), "Accepted")


def fill_holes(correction: Correction, x: float, y: float, threshold: int) -> Edit | None:
    """Give the code of the region under image_xy to all that it encloses; None where it has no holes."""
    region, code = region_at(correction, x, y, threshold), seen_code(correction, x, y, threshold)
    if region is None or code is None:
        return None
    rect, mask = region
    outer, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    whole = np.zeros_like(mask)
    cv2.drawContours(whole, outer, -1, 255, cv2.FILLED)
    whole[mask > 0] = 0
    return fill_mask(correction, rect, whole, code, "Filled holes")


def grow_region(correction: Correction, x: float, y: float, threshold: int, pixels: int) -> Edit | None:
    """Move the edge of the region under image_xy outwards, or with `pixels` < 0 inwards; None where nothing changed.

    Growing paints the new rim with the region's code. Shrinking gives the rim that is left to the other of blurred and
    sharp, and that of an ignore region back to the model. The photo's own edge is no edge of a region.
    """
    region, code = region_at(correction, x, y, threshold), seen_code(correction, x, y, threshold)
    if region is None or code is None or pixels == 0:
        return None
    reach = abs(pixels)
    rect = region[0].expanded(reach).intersection(correction.rect)
    mask = np.zeros((rect.height, rect.width), np.uint8)
    mask[region[0].translated(-rect.x, -rect.y).slices] = region[1]
    if pixels > 0:
        rim = _within(mask, reach)
        rim[mask > 0] = 0
        return fill_mask(correction, rect, rim, code, "Grown")
    rim = _within(np.where(mask > 0, 0, 255).astype(np.uint8), reach)
    rim[mask == 0] = 0
    return fill_mask(correction, rect, rim, _OTHER[code], "Shrunk")


def _within(mask: Plane, distance: int) -> Plane:
    """Pixels no further than `distance` from a pixel of `mask`: uint8, 255 there."""
    if not mask.any():
        return np.zeros_like(mask)
    away = cv2.distanceTransform((mask == 0).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    return np.where(away <= distance, 255, 0).astype(np.uint8)


def _place(correction: Correction, x: float, y: float) -> tuple[int, int] | None:
    column, row = int(np.floor(x)), int(np.floor(y))
    return (column, row) if 0 <= column < correction.width and 0 <= row < correction.height else None


def _flooded(codes: Plane, place: tuple[int, int]) -> Shape:
    """The joined pixels of `codes` that equal the one at `place` (column, row)."""
    height, width = codes.shape
    flooded = np.zeros((height + 2, width + 2), np.uint8)
    flags = 4 | (255 << 8) | cv2.FLOODFILL_MASK_ONLY | cv2.FLOODFILL_FIXED_RANGE
    _, _, _, (x, y, w, h) = cv2.floodFill(codes, flooded, place, 0, 0, 0, flags)
    rect = Rect(x, y, w, h)
    return rect, np.ascontiguousarray(flooded[1:-1, 1:-1][rect.slices])
