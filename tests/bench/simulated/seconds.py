"""How many seconds a mask costs a practised hand with a pointer, and how many photos cost none.

The pointer goes 500 px a second on a canvas of 940 × 640 px where the photo is fitted, and the hand looks 0.6 s before
each stroke. A key takes 0.3 s, a notch of the wheel 0.1 s, a press 0.1 s. A script that knows the truth plans the
strokes: of all that it could do next it takes what, with what is then left to mend, is expected to end soonest; where
the mask is badly wrong it expects more of mending, and so sooner draws anew. To draw around or to brush a small region
it may zoom there and back by the wheel, so that the hand shakes less and has a longer way. The hand of before is the
same script with the tools and the cut of before: brush, lasso, smart edge, fill and the slider, from a cut at 50 %, a
smart edge that looks for it as far whoever draws, and a view that stays where it is in a stroke. The rows are in
`seconds_rows.py`.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.cut import HALF, cut_beside, suggested_cut
from blurlab.core.editing.brush import polygon_mask, polygon_step
from blurlab.core.editing.correction import BLURRED, SHARP, Correction
from blurlab.core.editing.edit import Edit
from blurlab.core.editing.regions import fill_step
from blurlab.core.editing.smart_edge import settle_loop
from blurlab.core.opencv import cv2
from blurlab.core.pyramid import Pyramid
from blurlab.core.regions.flips import flips_at, preferred
from blurlab.core.regions.scribble import INSIDE, OUTSIDE, settle
from blurlab.core.regions.step import OTHER, region_step, regions_step, small_codes
from blurlab.core.regions.tidy import tidy_step
from blurlab.core.regions.tree import Regions, make_regions
from tests.bench.simulated import annotator

SPEED: Final = 500.0  # px a second
LOOK, KEY, NOTCH, PRESS = 0.6, 0.3, 0.1, 0.1  # s
CANVAS: Final = (940, 640)  # px
REACH: Final = 9.0  # px of the screen in which the smart edge looks at this speed
CAP: Final = 60.0  # s
WHEEL: Final = 1.25  # times as large, for a notch of the wheel
_SLIDER: Final = LOOK + PRESS + CANVAS[0] / SPEED  # s to its panel and back
_CLOSEST: Final = 8.0  # times the fitted photo
_BESIDE: Final = 0.006  # of the photo's longer side: how far beside the line the hand goes (sigma)
_LOOKED_AT: Final = 3  # of the largest wrong regions
_TOURED: Final = 40  # superpixels that one drag visits at most
_EXPECTED: Final = (8.0, 16.0)  # s for each e-fold of what is wrong beyond what may stay; of a mask that is badly wrong
_BADLY: Final = 0.75  # IoU of such a mask, as it is opened
_PARTS, _LARGE = 4, 0.05  # at most so many, and each more than so much of all
_WRONG: Final = 0.6  # of a superpixel, for a drag to take it

Codes = NDArray[np.uint8]
Bool = NDArray[np.bool_]
Place = tuple[float, float]


@dataclass
class Act:
    """One thing to do: what it takes and what it makes. `cut`: instead of an edit. ends: where the pointer is then."""

    name: str
    seconds: float
    edit: Edit | None = None
    cut: int | None = None
    ends: Place | None = None


@dataclass
class Hand:
    """Who corrects one photo. `new`: with the tools and the suggested cut of today, else with those of before."""

    photo: Pyramid
    prediction: Codes
    truth: Codes
    learnt: tuple[float, ...]
    new: bool
    expected: float = _EXPECTED[0]
    random: np.random.Generator = field(default_factory=lambda: np.random.default_rng(7))

    def __post_init__(self) -> None:
        self.correction = Correction(self.photo.height, self.photo.width, self.prediction)
        self.cut = suggested_cut(self.prediction, self.learnt or None) if self.new else HALF
        self.zoom = min(CANVAS[0] / self.photo.width, CANVAS[1] / self.photo.height)
        self.pointer: Place = (self.photo.width / 2, self.photo.height / 2)
        self.regions: Regions | None = make_regions(self.photo.photo, self.prediction) if self.new else None
        self.done: list[str] = []

    def iou(self, cut: int | None = None) -> float:
        return annotator.blurred_iou(self.correction, self.truth, self.cut if cut is None else cut)

    def seconds(self) -> float:
        """Until the mask is right, at most CAP."""
        spent, reached = 0.0, self.iou()
        self.expected = _EXPECTED[1 if reached < _BADLY else 0]
        while reached < annotator.RIGHT and spent < CAP:
            best = self.best(reached, 0, _LOOKED_AT) or self.best(reached, _LOOKED_AT, annotator.MOST)
            if best is None:
                return CAP
            reached, act = best
            spent += act.seconds
            self.done.append(act.name)
            self.pointer = act.ends or self.pointer
            if act.edit is not None:
                act.edit.apply(self.correction)
            self.cut = act.cut or self.cut
        return min(spent, CAP)

    def best(self, reached: float, first: int, last: int) -> tuple[float, Act] | None:
        """What is expected to end soonest, of what can be done at these of the wrong regions, and what it reaches."""
        best: tuple[float, float, Act] | None = None
        for act in self.acts(first, last):
            result = self.after(act)
            if result > reached + 1e-4:
                left = max(1 - result, 1 - annotator.RIGHT) / (1 - annotator.RIGHT)
                expected = act.seconds + self.expected * float(np.log(left))
                if best is None or expected < best[0]:
                    best = expected, result, act
        return None if best is None else best[1:]

    def after(self, act: Act) -> float:
        if act.edit is None:
            return self.iou(act.cut)
        act.edit.apply(self.correction)
        reached = self.iou(act.cut)
        act.edit.revert(self.correction)
        return reached

    def acts(self, first: int, last: int) -> Iterator[Act]:
        yield from self.by_key()
        if not first:
            yield from self.from_scratch()
        for region, value in annotator.wrong_regions(self.correction.mask(self.cut), self.truth)[first:last]:
            for closer in self.closer(region):
                yield from self.drawn(region, value, closer)
            if self.regions is not None:
                yield from self.with_regions(self.regions, region, value)

    def closer(self, region: Bool) -> list[float]:
        """Times the fitted photo at which a hand may draw around a region: fitted, it and as much around it in view,
        and, as the view of today follows a stroke to its rim, closer than that."""
        rows, columns = np.flatnonzero(region.any(1)), np.flatnonzero(region.any(0))
        seen = max(region.shape) / (2 * max(np.ptp(rows) + 1, np.ptp(columns) + 1))
        whole = max(1.0, min(float(seen), _CLOSEST))
        closest = [min(2.5 * whole, _CLOSEST)] if self.new else []
        return sorted({whole, *closest, *([1.0] if whole < 2 else [])})

    def by_key(self) -> Iterator[Act]:
        if self.new:
            sampled = self.prediction
            for steps in (-2, -1, 1, 2):
                yield Act("cut", self.turned(abs(steps)), cut=cut_beside(sampled, self.cut, steps))
            step = tidy_step(self.correction, self.cut)
            if step is not None:
                yield Act("tidy", KEY, step)
        else:  # the slider: to its panel and back, a stroke
            for cut in range(26, 256, 13):
                yield Act("slider", _SLIDER, cut=cut)

    def from_scratch(self) -> Iterator[Act]:
        """The cut moved all the way, and a loop around each large part that people call otherwise."""
        for value, cut in ((BLURRED, 253), (SHARP, 3)):
            _, labels, facts, _ = cv2.connectedComponentsWithStats((self.truth == value).astype(np.uint8))
            areas = facts[1:, cv2.CC_STAT_AREA]
            large = [int(part) for part in np.argsort(-areas)[:_PARTS] if areas[part] > _LARGE * areas.sum()]
            parts = [labels == 1 + part for part in large]
            turned = self.turned(self.strides_to(cut)) if self.new else _SLIDER
            for place in range(max((len(self.closer(part)) for part in parts), default=0)):
                taken, here, ends = turned, self.pointer, self.pointer
                lassoed, settled = (np.zeros(self.truth.shape, np.uint8) for _ in range(2))
                for part in parts:
                    several = self.closer(part)
                    closer = several[min(place, len(several) - 1)]
                    beside = _BESIDE * max(part.shape) / closer
                    loop = annotator.shaky_loop(part, self.random, beside, closer * self.zoom)
                    if not loop:
                        continue
                    taken += self.zooming(closer) + self.way(loop, closer)
                    self.pointer = ends = loop[-1]
                    for mask, found in (
                        (lassoed, polygon_mask(loop, self.correction.rect)),
                        (settled, settle_loop(self.correction, self.photo, loop, reach=self.reach(closer))),
                    ):
                        if found is not None:
                            mask[found[0].slices] |= found[1]
                self.pointer = here
                for name, mask in (("anew by smart edge", settled), ("anew by lasso", lassoed)):
                    edit = Edit.of_mask(self.correction, self.correction.rect, mask, value, "")
                    yield Act(name, taken, edit, cut, ends)

    def reach(self, closer: float) -> float:
        """Photo pixels beside a loop in which the smart edge looks, as the canvas tells it from the hand's pace."""
        return REACH / (closer * self.zoom) if self.new else math.inf

    def zooming(self, closer: float) -> float:
        """Seconds to come closer by the wheel and back."""
        return 2 * NOTCH * float(np.ceil(np.log(closer) / np.log(WHEEL)))

    def turned(self, steps: int) -> float:
        """Seconds for so many steps of the cut: by its keys, or by the wheel with Alt held."""
        return min(KEY * steps, KEY + NOTCH * steps)

    def strides_to(self, cut: int) -> int:
        """Presses of a key until the cut is there."""
        here, presses, way = self.cut, 0, 1 if cut > self.cut else -1
        while (cut - here) * way > 0:
            here, presses = cut_beside(self.prediction, here, way), presses + 1
        return presses

    def drawn(self, region: Bool, value: int, closer: float) -> Iterator[Act]:
        """Lasso, smart edge, brush and fill, as they were. closer: times the fitted photo, zoomed to and back from."""
        seen = max(region.shape) / closer
        turn = annotator.Turn(
            self.correction, self.photo, self.cut, region, value, _BESIDE * seen, 3.0 * seen, self.random
        )
        turning = self.zooming(closer)
        loop = annotator.shaky_loop(region, self.random, turn.beside, closer * self.zoom)
        if loop:
            taken = turning + self.way(loop, closer)
            found = settle_loop(self.correction, self.photo, loop, reach=self.reach(closer))
            if found is not None:
                yield Act("smart", taken, Edit.of_mask(self.correction, *found, value, ""), ends=loop[-1])
            lassoed = polygon_step(self.correction, loop, value, "")
            yield Act("lasso", taken, lassoed, ends=loop[-1])
        deep = _deepest(region)
        painted = annotator.brush(turn)
        if painted is not None:
            painted.revert(self.correction)
            swept = int(np.count_nonzero(region)) / max(2 * _depth(region), 4)  # the way of a brush of that width
            taken = turning + LOOK + PRESS + self.travel(deep) + swept * closer * self.zoom / SPEED
            yield Act("brush", taken, painted, ends=deep)
        filled = fill_step(self.correction, deep[0], deep[1], value, self.cut)
        if filled is not None:
            yield Act("fill", LOOK + PRESS + self.travel(deep), filled, ends=deep)

    def with_regions(self, regions: Regions, region: Bool, value: int) -> Iterator[Act]:
        height, width = regions.shape
        small = cv2.resize(region.view(np.uint8), (width, height), interpolation=cv2.INTER_NEAREST) > 0
        if not small.any():
            return
        codes = small_codes(self.correction, regions.shape, self.cut)
        scale = self.photo.width / width, self.photo.height / height
        x, y = (int(each) for each in _deepest(small))
        if codes[y, x] == value:
            return
        place = ((x + 0.5) * scale[0], (y + 0.5) * scale[1])
        flips = flips_at(regions, codes, x, y, self.cut)
        first = preferred(regions, flips, int(codes[y, x]), self.cut)
        start = LOOK + PRESS + self.travel(place)
        wrong = (codes == codes[y, x]) & (_shrunk(self.truth, regions.shape) == value)
        gains = [2 * np.count_nonzero(wrong[flip.box.slices] & (flip.mask > 0)) - flip.area for flip in flips]
        for number in np.argsort(gains)[-2:]:
            flip = flips[int(number)]
            step = region_step(self.correction, flip.in_place(regions.shape), value, self.cut, "", of_code=OTHER[value])
            if step is not None:
                yield Act("flip", start + NOTCH * abs(int(number) - first), step, ends=place)
        yield from self.dragged(regions, small, value, (x, y), start + NOTCH * first)
        yield from self.scribbled(regions, small, value)

    def dragged(self, regions: Regions, small: Bool, value: int, at: tuple[int, int], start: float) -> Iterator[Act]:
        """A drag through the superpixels that are mostly wrong, from one to the nearest."""
        share = np.bincount(regions.labels.ravel(), small.ravel(), len(regions.areas)) / regions.areas
        taken = np.flatnonzero(share > _WRONG)
        if len(taken) < 2:
            return
        rows, columns = np.indices(regions.shape)
        centres = np.stack(
            [np.bincount(regions.labels.ravel(), each.ravel(), len(share)) / regions.areas for each in (columns, rows)],
            1,
        )
        here, way, left, visited = np.asarray(at, float), 0.0, list(map(int, taken)), []
        while left and len(visited) < _TOURED:
            nearest = min(left, key=lambda each: float(np.hypot(*(centres[each] - here))))
            way += float(np.hypot(*(centres[nearest] - here)))
            here = centres[nearest]
            left.remove(nearest)
            visited.append(nearest)
        mask = np.isin(regions.labels, visited).view(np.uint8)
        step = region_step(self.correction, mask, value, self.cut, "", of_code=OTHER[value])
        scale = self.photo.width / regions.shape[1]
        if step is not None:
            ends = float(here[0] * scale), float(here[1] * scale)
            yield Act("drag", start + way * scale * self.zoom / SPEED, step, ends=ends)

    def scribbled(self, regions: Regions, small: Bool, value: int) -> Iterator[Act]:
        """A stroke along the wrong region, and one along what is right on its other side."""
        scale = self.photo.width / regions.shape[1]
        reach = max(small.shape) // 8
        around = cv2.dilate(small.view(np.uint8), np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)) > 0
        right = around & (_shrunk(self.truth, regions.shape) == OTHER[value])
        if not right.any():
            return
        inside, outside = _along(small), _along(right)
        side = settle(regions, inside, outside)
        parts = [
            ((side == OUTSIDE).view(np.uint8), OTHER[value], value),
            ((side == INSIDE).view(np.uint8), value, None),
        ]
        step = regions_step(self.correction, parts, self.cut, "")
        path = [(x * scale, y * scale) for x, y in (*inside, *outside)]
        if step is not None:
            yield Act("scribble", self.way(path) + LOOK + PRESS, step, ends=path[-1])

    def travel(self, place: Place) -> float:
        """Seconds to a place of the photo."""
        return float(np.hypot(place[0] - self.pointer[0], place[1] - self.pointer[1])) * self.zoom / SPEED

    def way(self, path: list[Place], closer: float = 1.0) -> float:
        """Seconds for a stroke along these places, with the look before it and the way there."""
        points = np.asarray(path)
        length = float(np.hypot(*np.diff(points, axis=0).T).sum()) if len(points) > 1 else 0.0
        return LOOK + PRESS + self.travel(path[0]) + length * closer * self.zoom / SPEED


def _depths(region: Bool) -> NDArray[np.float32]:
    padded = np.pad(region, 1).astype(np.uint8)
    return np.asarray(cv2.distanceTransform(padded, cv2.DIST_L2, 5)[1:-1, 1:-1], np.float32)


def _depth(region: Bool) -> float:
    return float(_depths(region).max())


def _deepest(region: Bool) -> Place:
    depths = _depths(region)
    y, x = divmod(int(depths.argmax()), depths.shape[1])
    return float(x), float(y)


def _along(region: Bool) -> list[Place]:
    """A straight stroke through the middle of a region: from its deepest place as far as it stays well inside."""
    depths = _depths(region)
    x, y = _deepest(region)
    rows, columns = np.nonzero(depths > 0.4 * depths.max())
    best = (x, y)
    for index in np.argsort(-np.hypot(columns - x, rows - y))[:200:10]:
        there = float(columns[index]), float(rows[index])
        line = np.linspace((x, y), there, 24).round().astype(int)
        if region[line[:, 1], line[:, 0]].all():
            best = there
            break
    return [(x, y), best]


def _shrunk(truth: Codes, shape: tuple[int, int]) -> Codes:
    return np.asarray(cv2.resize(truth, (shape[1], shape[0]), interpolation=cv2.INTER_NEAREST), np.uint8)


@cache
def learnt_cut() -> tuple[float, ...]:
    from blurlab.assets import resource
    from blurlab.model.card import read_card

    return tuple(read_card((resource("models") / "default" / "card.json").read_bytes()).cut)
