"""Connected regions of a correction: selected by a click, filled, freed of holes, grown and shrunk.

A region is what the eye sees as one: pixels of one mask code, joined by their sides. A shape is (rect, mask): the
rectangle in photo pixels, and uint8 (rect.height, rect.width) that is not 0 inside.
A click works out a step, which the caller writes: on a photo of 100 MP that takes most of a second, which a thread
can spend.
"""

from typing import Final

import numpy as np

from blurlab.core.editing.correction import (
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
from blurlab.core.editing.edit import Edit
from blurlab.core.opencv import cv2
from blurlab.core.rect import Rect

Shape = tuple[Rect, Plane]
_OTHER: Final = {BLURRED: SHARP, SHARP: BLURRED, IGNORE: UNTOUCHED}
_SQUARE: Final = 256  # pixels a side, at least
_PAINTED_BIT: Final = 1  # set in a code where a person painted: 0 and 1, 128 and 129, 254 and 255


def seen_code(correction: Correction, x: float, y: float, threshold: int) -> int | None:
    """The mask code shown at image_xy; None beside the photo."""
    place = _place(correction, x, y)
    return None if place is None else int(threshold_table(threshold)[correction.plane[place[1], place[0]]])


def region_at(correction: Correction, x: float, y: float, threshold: int, *, same_hand: bool = False) -> Shape | None:
    """The region under image_xy as shown at `threshold`; None beside the photo.

    `same_hand`: keep painted and untouched pixels apart, so that the region is the model's or the person's.
    """
    place = _place(correction, x, y)
    if place is None:
        return None
    table = threshold_table(threshold)
    if same_hand:
        by_hand = painted_in(np.arange(256, dtype=np.uint8))
        table = np.where(by_hand, table | np.uint8(_PAINTED_BIT), table & np.uint8(255 - _PAINTED_BIT)).astype(np.uint8)
    return _flooded(look_up(correction.plane, table), place)


def fill_step(correction: Correction, x: float, y: float, value: int, threshold: int) -> Edit | None:
    """The step that gives `value` (a code or UNTOUCHED) to the region under image_xy; None if nothing is to be done."""
    region = region_at(correction, x, y, threshold)
    return None if region is None else Edit.of_mask(correction, *region, value, "Filled")


def accept_step(correction: Correction, x: float, y: float, threshold: int) -> Edit | None:
    """One click: the model's region under image_xy becomes painted as it is shown, or a painted one the model's again.

    None beside the photo or if nothing would change.
    """
    region = region_at(correction, x, y, threshold, same_hand=True)
    place = _place(correction, x, y)
    if region is None or place is None:
        return None
    column, row = place
    if painted_in(correction.plane[row : row + 1, column : column + 1]).any():
        return Edit.of_mask(correction, *region, UNTOUCHED, "Handed back")
    return Edit.of_mask(correction, *region, int(threshold_table(threshold)[correction.plane[row, column]]), "Accepted")


def holes_step(correction: Correction, x: float, y: float, threshold: int) -> Edit | None:
    """The step that gives the code of the region under image_xy to all that it encloses; None without holes."""
    region, code = region_at(correction, x, y, threshold), seen_code(correction, x, y, threshold)
    if region is None or code is None:
        return None
    rect, mask = region
    around = cv2.copyMakeBorder(mask, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0)
    cv2.floodFill(around, None, (0, 0), 255)  # everything except the holes
    return Edit.of_mask(correction, rect, np.bitwise_not(around[1:-1, 1:-1]), code, "Filled holes")


def grow_step(correction: Correction, x: float, y: float, threshold: int, pixels: int) -> Edit | None:
    """The step that moves the edge of the region under image_xy outwards, or with `pixels` < 0 inwards, or None.

    Growing paints the new rim with the region's code. Shrinking turns the abandoned rim from blurred to sharp or from
    sharp to blurred, and gives that of an ignore region back to the model. The photo's edge is no edge of a region.
    """
    region, code = region_at(correction, x, y, threshold), seen_code(correction, x, y, threshold)
    if region is None or code is None or pixels == 0:
        return None
    reach = abs(pixels)
    rect = region[0].expanded(reach).intersection(correction.rect)
    mask = np.zeros((rect.height, rect.width), np.uint8)
    mask[region[0].translated(-rect.x, -rect.y).slices] = region[1]
    if pixels > 0:
        return Edit.of_mask(correction, rect, _rim(mask, reach), code, "Grown")
    return Edit.of_mask(correction, rect, _rim(np.bitwise_not(mask), reach), _OTHER[code], "Shrunk")


def _rim(mask: Plane, reach: int) -> Plane:
    """Pixels outside `mask` (0 or 255) and no further than `reach` from a pixel of it: uint8, 255 there.

    Distances are computed square by square where an edge runs: in all of 100 MP that takes fourteen seconds.
    """
    rim = np.zeros_like(mask)
    whole = Rect(0, 0, mask.shape[1], mask.shape[0])
    side = max(_SQUARE, 2 * reach)
    for column, row in whole.cells(side):
        square = Rect(column * side, row * side, side, side).intersection(whole)
        if cv2.countNonZero(mask[square.slices]) == square.area:
            continue
        around = square.expanded(reach).intersection(whole)
        if not cv2.countNonZero(mask[around.slices]):
            continue
        away = cv2.distanceTransform(cv2.bitwise_not(mask[around.slices]), cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
        near = cv2.inRange(away[square.translated(-around.x, -around.y).slices], 0.5, float(reach))
        rim[square.slices] = near
    return rim


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
