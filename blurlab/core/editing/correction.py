"""What a person edits: one plane in which painted pixels and the prediction under them never mix.

Painted pixels hold a mask code. Untouched pixels hold the prediction, recoded to the other values. The threshold,
the opacity and the colours on screen are therefore table look-ups, and a new prediction cannot move a painted pixel.
"""

from collections.abc import Iterator
from enum import IntEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.editing.plane_copy import PlaneCopy
from blurlab.core.editing.underlay import TILE, Underlay
from blurlab.core.opencv import cv2
from blurlab.core.rect import Rect

Plane = NDArray[np.uint8]

SHARP: Final = 0
BLURRED: Final = 255
IGNORE: Final = 128  # kept out of the loss and of the metrics
MASK_CODES: Final = (SHARP, IGNORE, BLURRED)

UNTOUCHED: Final = 1  # in edits: “here the prediction shows”; in the plane: surely sharp
SURELY_SHARP: Final = 1
SURELY_BLURRED: Final = 254
DEFAULT_THRESHOLD: Final = 128


class Corrects(IntEnum):
    """What a correction's plane is about; `blurlab.core.editing.kinds` has the second."""

    BLUR = 1
    KIND = 2


def _recode_table() -> Plane:
    table = np.arange(256, dtype=np.uint8)
    table[SHARP], table[BLURRED], table[IGNORE] = SURELY_SHARP, SURELY_BLURRED, IGNORE + 1
    return table


def _code_table() -> Plane:
    table = np.full(256, UNTOUCHED, np.uint8)
    table[list(MASK_CODES)] = MASK_CODES
    return table


def _painted_table() -> Plane:
    table = np.zeros(256, np.uint8)
    table[list(MASK_CODES)] = 1
    return table


_RECODE = _recode_table()
_CODES = _code_table()
_PAINTED = _painted_table()
_STRIP: Final = 64  # rows


def look_up(plane: Plane, table: Plane) -> Plane:
    """`table[plane]`, several times faster; a new C-contiguous uint8 array of the plane's shape."""
    if plane.size == 0:
        return np.empty_like(plane)
    return np.asarray(cv2.LUT(plane, table), np.uint8).reshape(plane.shape)


def recode(prediction: Plane) -> Plane:
    """A prediction 0..255 as an untouched plane shows it: 0 becomes 1, 255 becomes 254, 128 becomes 129."""
    return look_up(np.ascontiguousarray(prediction), _RECODE)


def codes_of(plane: Plane) -> Plane:
    """The painted codes of (a part of) a plane, UNTOUCHED elsewhere."""
    return look_up(np.ascontiguousarray(plane), _CODES)


def painted_in(plane: Plane) -> NDArray[np.bool_]:
    """Where (a part of) a plane is painted."""
    return look_up(np.ascontiguousarray(plane), _PAINTED).view(np.bool_)


def threshold_table(threshold: int) -> Plane:
    """256 mask codes, one for each value of a plane: painted codes stay, the rest is BLURRED from `threshold` up."""
    table = np.full(256, SHARP, np.uint8)
    table[max(0, threshold) :] = BLURRED
    table[list(MASK_CODES)] = MASK_CODES
    return table


def recoded(prediction: Plane | None, height: int, width: int) -> Plane:
    """A prediction (uint8 (h, w) of any size; None reads as sharp) recoded, at a photo's size: uint8, a new array.

    This takes about a millisecond a megapixel: for big photos do it off the UI thread. Raises ValueError for bad input.
    """
    if height < 1 or width < 1:
        raise ValueError(f"A photo has at least one pixel; this one is {width} × {height}.")
    if prediction is None:
        return np.full((height, width), SURELY_SHARP, np.uint8)
    if prediction.ndim != 2 or prediction.dtype != np.uint8 or prediction.size == 0:
        raise ValueError(f"A prediction is uint8 (height, width), not {prediction.dtype} {prediction.shape}.")
    plane = np.empty((height, width), np.uint8)
    cv2.resize(np.ascontiguousarray(prediction), (width, height), dst=plane, interpolation=cv2.INTER_LINEAR)
    for rows in _strips(plane):
        cv2.LUT(rows, _RECODE, dst=rows)
    return plane


def frozen(plane: Plane, threshold: int) -> Plane:
    """Cut the untouched pixels of a plane at the threshold, in place: surely sharp or blurred. The same array."""
    cut = np.where(_PAINTED == 1, threshold_table(threshold), _RECODE[threshold_table(threshold)]).astype(np.uint8)
    for rows in _strips(plane):
        cv2.LUT(rows, cut, dst=rows)
    return plane


def _strips(plane: Plane) -> Iterator[Plane]:
    """Views of a few rows each, which stay in the processor's cache."""
    for start in range(0, plane.shape[0], _STRIP):
        yield plane[start : start + _STRIP]


class Correction:
    """The correction of one photo: `plane` is uint8 (height, width), C-contiguous.

    Painted pixels hold a mask code (0, 128, 255); untouched ones the recoded prediction (1..254 without 128).
    Write into `plane` only through an EditRecorder, so that the write can be undone and the prediction under it is
    kept. Ask for `plane` again after setting a prediction: it is another array then.
    """

    corrects = Corrects.BLUR

    def __init__(self, height: int, width: int, prediction: Plane | None = None) -> None:
        """Nothing painted. `prediction`: uint8 (h, w) of any size, brought to the photo's; None reads as sharp."""
        self.plane: Plane = recoded(prediction, height, width)
        self.height = height
        self.width = width
        self._under = Underlay()
        self._copies: list[PlaneCopy] = []  # of `plane`, which a thread is still making
        self.shown = 0  # counts the changes of the visible prediction
        self._overwritten: tuple[object, list[tuple[Rect, Plane]]] | None = None  # (a step, what it wrote over)

    @property
    def rect(self) -> Rect:
        """The whole photo."""
        return Rect(0, 0, self.width, self.height)

    @property
    def nbytes(self) -> int:
        """Bytes of the plane, the prediction kept under paint and the pixels that the last stroke overwrote."""
        _, overwritten = self._overwritten or (None, [])
        return self.plane.nbytes + self._under.nbytes + sum(values.nbytes for _, values in overwritten)

    def prediction_in(self, rect: Rect) -> Plane:
        """The recoded prediction of `rect`, which lies inside, also under paint: uint8 (height, width), new."""
        return self._under.read(self.plane, rect)

    def keep_prediction(self, rect: Rect) -> None:
        """Call this before pixels of `rect`, which lies inside, are painted: what they show now must not be lost."""
        self._under.keep(self.plane, rect)

    def remember(self, step: object, overwritten: list[tuple[Rect, Plane]] | None) -> None:
        """`step`, the newest, wrote over these values of the plane (None: unknown); `restore` puts them back."""
        self._overwritten = None if overwritten is None else (step, overwritten)

    def restores(self, step: object) -> bool:
        """Whether `restore` of `step` would put every pixel back as it was before it."""
        return self._overwritten is not None and self._overwritten[0] is step

    def restore(self, step: object) -> bool:
        """Put back what `step` overwrote, if it is the newest step; False if that is no longer known."""
        if self._overwritten is None or not self.restores(step):
            return False
        for rect, values in self._overwritten[1]:
            self.before_write(rect)
            self.plane[rect.slices] = values
        return True

    def _shows_another(self) -> None:
        """Note that untouched pixels have changed, so undoing a step cannot copy back what it overwrote."""
        self.shown += 1
        self._overwritten = None

    def copy(self) -> PlaneCopy:
        """The plane as it is now, to be copied in another thread while painting goes on."""
        made = PlaneCopy(self.plane)
        self._copies.append(made)
        return made

    def before_write(self, rect: Rect) -> None:
        """Call this before anything is written into `rect` of `plane`, which lies inside."""
        if self._copies:
            self._copies = [copy for copy in self._copies if copy.source is self.plane and not copy.done]
            for copy in self._copies:
                copy.before_write(rect)

    def set_prediction(self, prediction: Plane | None) -> Rect:
        """Show another prediction wherever nothing is painted; undo steps stay valid. Returns what may have changed."""
        return self.take_prediction(recoded(prediction, self.height, self.width))

    def take_prediction(self, plane: Plane) -> Rect:
        """`set_prediction` with the result of `recoded`, which becomes this correction's own. Costs painted parts."""
        if plane.shape != self.plane.shape:
            raise ValueError(
                f"The prediction has {plane.shape[::-1]} pixels and the photo {self.width} × {self.height}."
            )
        self._shows_another()
        for rect, kept in self._under.tiles(self.plane):
            kept[:] = plane[rect.slices]
            shown = plane[rect.slices]
            np.copyto(shown, self.plane[rect.slices], where=painted_in(self.plane[rect.slices]))
        self.plane = plane
        return self.rect

    def painted(self) -> NDArray[np.bool_]:
        """Where a person painted: bool (height, width), a new array."""
        return painted_in(self.plane)

    def mask(self, threshold: int = DEFAULT_THRESHOLD) -> Plane:
        """Mask codes, uint8 (height, width), a new array.

        Painted pixels give their code, the others BLURRED where the recoded prediction reaches `threshold`.
        """
        return look_up(self.plane, threshold_table(threshold))

    def freeze(self, threshold: int) -> None:
        """Cut the untouched pixels at the threshold, as a saved mask does: no later threshold in 2..254 moves them.

        The prediction under painted pixels stays; it shows when they are erased or undone.
        """
        self._shows_another()
        self.before_write(self.rect)
        frozen(self.plane, threshold)
        for rect, kept in self._under.tiles(self.plane):
            shown = self.plane[rect.slices]
            np.copyto(kept, shown, where=~painted_in(shown))

    def take_frozen(self, plane: Plane, threshold: int) -> None:
        """`freeze`, if `plane` is what `frozen` made of a copy of this plane; it becomes this correction's own.

        What was painted since the copy stays. Costs only the painted parts.
        """
        self._shows_another()
        for rect, kept in self._under.tiles(self.plane):
            shown = frozen(self.plane[rect.slices].copy(), threshold)
            plane[rect.slices] = shown
            np.copyto(kept, shown, where=~painted_in(shown))
        self.plane = plane

    def settle(self, threshold: int) -> None:
        """Count every untouched pixel as painted, with the code that it shows: no later prediction moves it."""
        self._shows_another()
        table = threshold_table(threshold)
        self.before_write(self.rect)
        self.keep_prediction(self.rect)
        for rows in _strips(self.plane):
            cv2.LUT(rows, table, dst=rows)

    def load_mask(self, mask: Plane, painted: NDArray[np.bool_] | None = None) -> None:
        """Load a saved mask: codes uint8 and where they were painted, both (height, width).

        Pixels that were not painted become surely sharp or surely blurred, which no threshold in 2..254 moves; those
        with IGNORE count as painted. Without `painted` the whole mask counts as painted, so that a mask made elsewhere
        is never overwritten by a prediction. Raises ValueError for another size or for values that are no codes.
        """
        if mask.shape != self.plane.shape or (painted is not None and painted.shape != self.plane.shape):
            raise ValueError(f"The mask has {mask.shape[::-1]} pixels and the photo {self.width} × {self.height}.")
        self._shows_another()
        mask = np.ascontiguousarray(mask, np.uint8)
        if not all(painted_in(rows).all() for rows in _strips(mask)):
            raise ValueError("A mask holds only 0 (sharp), 128 (ignore) and 255 (blurred).")
        for column, row in self.rect.cells(TILE):
            tile = Rect(column * TILE, row * TILE, TILE, TILE).intersection(self.rect)
            codes = mask[tile.slices]
            if painted is None:
                self.write(tile, codes)
                continue
            keep = painted[tile.slices] | (codes == IGNORE)
            self.write(tile, np.where(keep, codes, np.uint8(UNTOUCHED)).astype(np.uint8))
            # 0 → 1, 255 → 254; IGNORE is kept and not read from here
            np.copyto(self.plane[tile.slices], recode(codes), where=~keep)
        for rect, kept in self._under.tiles(self.plane):
            shown = self.plane[rect.slices]
            np.copyto(kept, shown, where=~painted_in(shown))

    def write(self, rect: Rect, codes: Plane) -> None:
        """Write mask codes (rect.height, rect.width), the prediction where they are UNTOUCHED. `rect` lies inside."""
        self.before_write(rect)
        touched = (codes != UNTOUCHED).view(np.uint8)
        painted = cv2.countNonZero(touched)
        if painted:
            self.keep_prediction(rect)
        if painted == rect.area:
            self.plane[rect.slices] = codes
            return
        self._under.show(self.plane, rect)
        if painted:
            shown = self.plane[rect.slices]
            cv2.copyTo(codes, touched, shown)  # in place

    def fill(self, rect: Rect, code: int) -> None:
        """`write` of one code, or UNTOUCHED, everywhere in `rect`."""
        self.before_write(rect)
        if code == UNTOUCHED:
            self._under.show(self.plane, rect)
        else:
            self.keep_prediction(rect)
            self.plane[rect.slices] = code
