"""The outlines of areas along the edges of their pixels, from which COCO's rule draws exactly the same pixels."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2

Ints = NDArray[np.int64]
_MOST_CHOICES: Final = 20_000_000  # pairs of corners compared to join holes where they are nearest


def outlines(area: NDArray[np.bool_]) -> list[Ints]:
    """One closed line, int64 (n, 2) of x and y, for each connected part of a bitmap (height, width).

    A part's holes are joined to its outer line by cuts that are walked both ways.
    """
    _, parts = cv2.connectedComponents(area.view(np.uint8), connectivity=4)
    found: dict[int, list[Ints]] = {}
    for line, (x, y) in _loops(area):
        found.setdefault(int(parts[y, x]), []).append(line)
    return [_joined(lines) for lines in found.values()]


def _loops(area: NDArray[np.bool_]) -> list[tuple[Ints, tuple[int, int]]]:
    """Each closed line, the area on its right, and one of the area's pixels beside it."""
    height, width = area.shape
    padded = np.zeros((height + 2, width + 2), np.int8)
    padded[1:-1, 1:-1] = area
    steps = np.diff(padded, axis=0)[:, 1:]  # at each line between rows: 1 where the area begins below, −1 where it ends
    turns = np.diff(steps, axis=1, prepend=0) != 0
    y, x = np.nonzero(turns)
    value = steps[y, x].astype(np.int64)
    runs = np.flatnonzero(value)  # the next turn, on the same line, is where a run ends
    y, value, first, last = y[runs], value[runs], x[runs], x[runs + 1]
    count = y.size
    begins, ends = np.where(value > 0, first, last), np.where(value > 0, last, first)
    # Corners of one column are joined in pairs; where four edges meet, the area turns right, so parts stay apart.
    run, is_end = np.tile(np.arange(count), 2), np.repeat([False, True], count)
    order = np.lexsort((np.tile(value, 2), np.tile(y, 2), np.concatenate([begins, ends])))
    one, other = order[::2], order[1::2]
    from_end, to_begin = np.where(is_end[one], one, other), np.where(is_end[one], other, one)
    following = np.empty(count, np.int64)
    following[run[from_end]] = run[to_begin]
    corners = np.stack([begins, y, ends, y], axis=1).reshape(-1, 2, 2)
    next_run, seen, loops = following.tolist(), bytearray(count), []
    for start in range(count):
        if seen[start]:
            continue
        walk = []
        at = start
        while not seen[at]:
            seen[at] = 1
            walk.append(at)
            at = next_run[at]
        beside = int(first[start]), int(y[start] if value[start] > 0 else y[start] - 1)
        loops.append((corners[walk].reshape(-1, 2), beside))
    return loops


def _joined(lines: list[Ints]) -> Ints:
    """An outer line and the holes within as one line."""
    outer = max(range(len(lines)), key=lambda place: int(np.ptp(lines[place], axis=0).sum()))
    whole = lines[outer]
    holes = [line for place, line in enumerate(lines) if place != outer]
    near = len(whole) * len(holes) <= _MOST_CHOICES
    cuts: list[tuple[int, Ints]] = []
    for hole in holes:
        at = int(np.abs(whole - hole[0]).sum(axis=1).argmin()) if near else 0
        cuts.append((at, np.concatenate([hole, hole[:1], whole[at : at + 1]])))
    parts, done = [], 0
    for at, detour in sorted(cuts, key=lambda cut: cut[0]):
        parts += [whole[done : at + 1], detour]
        done = at + 1
    return np.concatenate([*parts, whole[done:]])
