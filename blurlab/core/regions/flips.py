"""What a click would flip: nested regions around a place, from one superpixel to all that is connected.

They come from three places: the trees of `Regions`, the model's own map at other cuts, and the boundary of sharpness.
Each is cut to what shows the code that the place shows, so that a flip changes every pixel of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.editing.correction import BLURRED
from blurlab.core.opencv import cv2
from blurlab.core.rect import Rect
from blurlab.core.regions.tree import Regions

_CUTS: Final = tuple(range(16, 256, 24))  # other cuts of the map
_SHARP: Final = (0.15, 0.25, 0.4)  # cuts of the sharpness
_RUNG: Final = 1.7  # of nodes of a tree whose areas differ by less, the clearest is enough
_ALIKE: Final = 0.86  # intersection over union: of two such candidates one is enough
_LEAST: Final = 12  # small pixels
_NEARLY: Final = 0.97  # of all that is connected: that is offered itself
MAP, SHARPNESS, WHOLE = 2, 3, 4  # where a candidate comes from; before them the trees

Mask = NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Flip:
    """One region that a click would flip: `mask`, uint8 0 or 1, of `box` in small pixels; `area` counts them.

    source: the tree's number, MAP, SHARPNESS or WHOLE. clear: of a node, by how much more unlike it is what it merges
    with than its own parts are, 0..1; of the map and of sharpness the cut, 0..1.
    """

    box: Rect
    mask: Mask
    area: int
    source: int
    clear: float

    def in_place(self, shape: tuple[int, int]) -> Mask:
        """uint8 (h, w) of the whole small copy."""
        placed = np.zeros(shape, np.uint8)
        placed[self.box.slices] = self.mask
        return placed


def flips_at(regions: Regions, codes: Mask, x: int, y: int, cut: int) -> list[Flip]:
    """The candidates around the small pixel (x, y), smallest first; empty beside the copy.

    codes: mask codes, uint8 (h, w) as the copy, as they are seen now at `cut`.
    """
    height, width = regions.shape
    if not (0 <= x < width and 0 <= y < height):
        return []
    code = int(codes[y, x])
    whole = _connected((codes == code).astype(np.uint8), Rect(0, 0, width, height), x, y, WHOLE, 0.0)
    assert whole is not None
    found = []
    for box, mask, source, clear in [*_nodes(regions, whole, x, y), *_levels(regions, whole, code, x, y, cut)]:
        inside = mask & whole.mask[box.translated(-whole.box.x, -whole.box.y).slices]
        part = _connected(inside, box, x, y, source, clear)
        if part is not None and _LEAST <= part.area < _NEARLY * whole.area:
            found.append(part)
    found.sort(key=lambda each: each.area)
    return [*_apart(found), whole]


def _nodes(regions: Regions, whole: Flip, x: int, y: int) -> Iterator[tuple[Rect, Mask, int, float]]:
    """Nodes of the trees around (x, y): on each rung of areas the one that differs most clearly from what is next."""
    leaf = int(regions.labels[y, x])
    for number, (tree, boxes) in enumerate(zip(regions.trees, regions.boxes, strict=True)):
        above = tree.above(leaf)
        order, bounds = tree.spans
        rungs: dict[int, tuple[float, int]] = {}
        for node, parent in pairwise(above):
            mine, beyond = float(tree.heights[node]), float(tree.heights[parent])
            clear = (beyond - mine) / max(beyond, 1e-6)
            rung = int(np.log(max(int(tree.areas[node]), 1)) / np.log(_RUNG))
            rungs[rung] = max(rungs.get(rung, (-9.0, -1)), (clear, node))
        for clear, node in rungs.values():
            left, top, right, bottom = (int(side) for side in boxes[node])
            box = Rect.from_edges(left, top, right, bottom).intersection(whole.box)
            members = np.zeros(len(regions.areas), np.uint8)
            members[order[bounds[node, 0] : bounds[node, 1]]] = 1
            yield box, members[regions.labels[box.slices]], number, clear


def _levels(
    regions: Regions, whole: Flip, code: int, x: int, y: int, cut: int
) -> Iterator[tuple[Rect, Mask, int, float]]:
    """What the map calls otherwise at other cuts, and what is sharper or less sharp than it should be."""
    box = whole.box
    if regions.blurriness is not None:
        map_, said = regions.blurriness[box.slices], int(regions.blurriness[y, x])
        for level in _CUTS:
            if code == BLURRED and said < level and level > cut:
                yield box, (map_ < level).view(np.uint8), MAP, level / 255
            elif code != BLURRED and said >= level and level < cut:
                yield box, (map_ >= level).view(np.uint8), MAP, level / 255
    sharp, here = regions.smooth_sharpness[box.slices], float(regions.smooth_sharpness[y, x])
    for amount in _SHARP:
        if code == BLURRED and here >= amount:
            yield box, (sharp >= amount).view(np.uint8), SHARPNESS, amount
        elif code != BLURRED and here < amount:
            yield box, (sharp < amount).view(np.uint8), SHARPNESS, amount


def _connected(region: Mask, box: Rect, x: int, y: int, source: int, clear: float) -> Flip | None:
    """The part of `region`, of `box`, that is connected with (x, y); None where that is not in it."""
    x, y = x - box.x, y - box.y
    if box.empty or not (0 <= x < box.width and 0 <= y < box.height) or not region[y, x]:
        return None
    filled = np.zeros((box.height + 2, box.width + 2), np.uint8)
    area, _, _, (left, top, width, height) = cv2.floodFill(
        np.ascontiguousarray(region), filled, (x, y), 2, flags=4 | cv2.FLOODFILL_MASK_ONLY | (1 << 8)
    )
    mask = filled[1 + top : 1 + top + height, 1 + left : 1 + left + width]
    return Flip(Rect(box.x + left, box.y + top, width, height), mask, int(area), source, clear)


def _apart(found: list[Flip]) -> list[Flip]:
    """Those that differ, smallest first; of two that are alike the first of the trees stays."""
    kept: list[Flip] = []
    for each in found:
        if kept and _overlap(kept[-1], each) >= _ALIKE:
            if each.source < kept[-1].source:
                kept[-1] = each
            continue
        kept.append(each)
    return kept


def _overlap(one: Flip, other: Flip) -> float:
    box = one.box.intersection(other.box)
    if box.empty:
        return 0.0
    a = one.mask[box.translated(-one.box.x, -one.box.y).slices]
    b = other.mask[box.translated(-other.box.x, -other.box.y).slices]
    both = cv2.countNonZero(np.ascontiguousarray(a & b))
    return both / (one.area + other.area - both)


# What a candidate is worth, by what it is: learnt by ridge regression from the gains of 8,500 candidates at places
# that should be flipped, on the photos of Shi et al.'s odd half that no model trained on. Cross-validated, the best of
# twelve is on average 3.7 notches of the wheel from the one that this prefers.
_LOG_AREA, _OF_WHOLE, _ROOT_OF_WHOLE, _ROOT_OF_PHOTO = -0.2, 1.249, -1.698, 0.197
_FROM_MAP, _MARGIN, _ANY_MARGIN, _MARGIN_AREA = 0.035, -0.185, -1.054, 0.09
_SHARPER, _STEP_UP, _STEP_DOWN = -0.211, -0.017, -0.131


def preferred(regions: Regions, flips: list[Flip], code: int, cut: int) -> int:
    """Which of the candidates at one place to offer first: its place in the list, which is not empty.

    code: that the place shows.
    """
    whole, photo, side = flips[-1].area, regions.labels.size, 1 if code == BLURRED else -1
    logs = [float(np.log(each.area / photo)) for each in flips]
    worths = []
    for place, each in enumerate(flips):
        margin = 0.0
        if regions.blurriness is not None:
            said = cv2.mean(np.ascontiguousarray(regions.blurriness[each.box.slices]), mask=each.mask)[0]
            margin = (said - cut) / 255 * side
        sharp = cv2.mean(np.ascontiguousarray(regions.smooth_sharpness[each.box.slices]), mask=each.mask)[0] * side
        share = each.area / whole
        worths.append(
            _LOG_AREA * logs[place]
            + _OF_WHOLE * share
            + _ROOT_OF_WHOLE * share**0.5
            + _ROOT_OF_PHOTO * (each.area / photo) ** 0.5
            + _FROM_MAP * (each.source == MAP)
            + (_MARGIN + _MARGIN_AREA * logs[place]) * margin
            + _ANY_MARGIN * abs(margin)
            + _SHARPER * sharp
            + _STEP_UP * (logs[place + 1] - logs[place] if place + 1 < len(flips) else 0.0)
            + _STEP_DOWN * min(logs[place] - logs[place - 1] if place else 1.0, 3.0)
        )
    return int(np.argmax(worths))
