"""One undoable step: small compressed patches of mask codes before and after.

An edit is a list of patches of at most one tile each. So a long diagonal stroke costs its own area, not that of its
bounding box, and neither undo nor the journal touches the rest of a 100 MP mask.
"""

import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.editing.correction import MASK_CODES, UNTOUCHED, Correction, Corrects, Plane, look_up
from blurlab.core.editing.underlay import TILE
from blurlab.core.opencv import cv2
from blurlab.core.rect import Rect

_HEAD = struct.Struct("<BHI")  # what it corrects, bytes of the label, number of patches
_RESTORABLE: Final = 64  # tiles, 4 MB: if the newest step has no more, undoing it unpacks nothing
_PATCH = struct.Struct("<IIHHII")  # x, y, width, height, bytes before, bytes after
_CODES: Final = (*MASK_CODES, UNTOUCHED)  # four of them: two bits a pixel


def _two_bit_tables() -> tuple[Plane, NDArray[np.int32]]:
    """(code → 0..3, byte of four numbers → four codes as one little-endian number)."""
    numbers = np.full(256, _CODES.index(UNTOUCHED), np.uint8)
    numbers[list(_CODES)] = range(4)
    every_byte = np.arange(256)[:, None] >> (0, 2, 4, 6) & 3
    return numbers, np.array(_CODES, np.uint8)[every_byte].view("<i4")[:, 0]


_NUMBERS, _FOUR_CODES = _two_bit_tables()
_CODE_TABLE: Plane = np.array(_CODES + _CODES[:1] * (256 - len(_CODES)), np.uint8)


def _pack(numbers: Plane) -> bytes:
    """One byte, the code, if all pixels are alike (most of a big stroke); else two bits a pixel, then zlib.

    `numbers`: places in _CODES, uint8 (height, width).
    """
    lowest, highest, _, _ = cv2.minMaxLoc(numbers)
    if lowest == highest:
        return bytes([_CODES[int(lowest)]])
    padded = np.zeros(-(-numbers.size // 4) * 4, np.uint8)
    padded[: numbers.size] = numbers.ravel()
    fours = padded.view("<u4")
    return zlib.compress((fours | fours >> 6 | fours >> 12 | fours >> 18).astype(np.uint8).tobytes(), 1)


def _unpack(packed: bytes, rect: Rect) -> Plane:
    """uint8 (rect.height, rect.width). Raises ValueError unless the bytes are exactly such a patch."""
    if len(packed) == 1:
        if packed[0] not in _CODES:
            raise ValueError("The patch of an edit holds a value that is no mask code.")
        return np.full((rect.height, rect.width), packed[0], np.uint8)
    size = -(-rect.area // 4)
    reader = zlib.decompressobj()
    try:
        raw = reader.decompress(packed, size + 1)
    except zlib.error as error:
        raise ValueError("The patch of an edit cannot be decompressed.") from error
    if len(raw) != size or not reader.eof or reader.unused_data:
        raise ValueError("The patch of an edit does not have the size that it states.")
    codes = np.asarray(cv2.LUT(np.frombuffer(raw, np.uint8), _FOUR_CODES)).view(np.uint8)
    return codes.reshape(-1)[: rect.area].reshape(rect.height, rect.width)


def _numbered(plane: Plane) -> Plane:
    """The index in _CODES of the code for each value of a plane: uint8, of the plane's shape."""
    return look_up(plane, _NUMBERS)


@dataclass(frozen=True, slots=True)
class Patch:
    """At most TILE × TILE pixels of an edit: packed codes before and after, UNTOUCHED in unpainted places."""

    rect: Rect
    before: bytes
    after: bytes

    @classmethod
    def between(cls, rect: Rect, before: Plane, after: Plane) -> "Patch | None":
        """The patch that turns `before` into `after`, both (rect.height, rect.width), cut to the differing pixels.

        Both hold indices into _CODES, as `_numbered` gives them.
        """
        x, y, width, height = cv2.boundingRect(cv2.absdiff(before, after))
        if width == 0 or height == 0:
            return None
        inner = Rect(x, y, width, height)
        return cls(
            inner.translated(rect.x, rect.y),
            _pack(before[inner.slices]),
            _pack(after[inner.slices]),
        )


@dataclass(frozen=True, slots=True)
class Edit:
    """A step that can be applied, reverted and written to the journal; `rect` bounds all that it changes."""

    rect: Rect
    patches: tuple[Patch, ...]
    label: str = ""  # for the person: “Brush”, “Encircled”
    corrects: Corrects = Corrects.BLUR  # in the plane of which it belongs

    @classmethod
    def of_patches(cls, patches: Iterable[Patch], label: str = "", corrects: Corrects = Corrects.BLUR) -> "Edit | None":
        """None without patches: nothing changed, so there is nothing to undo."""
        kept = tuple(patches)
        bounds = Rect.nothing()
        for patch in kept:
            bounds = bounds.union(patch.rect)
        return cls(bounds, kept, label, corrects) if kept else None

    @classmethod
    def of_mask(cls, correction: Correction, rect: Rect, mask: Plane, value: int, label: str) -> "Edit | None":
        """The step that gives `value` (a code or UNTOUCHED) where `mask`, uint8 (rect.height, rect.width), is not 0.

        Nothing is written yet, so a thread can make it as long as nobody else writes into the correction. None if
        nothing would change.
        """
        return cls.of_masks(correction, rect, [(mask, value)], label)

    @classmethod
    def of_masks(
        cls, correction: Correction, rect: Rect, masks: Sequence[tuple[Plane, int]], label: str
    ) -> "Edit | None":
        """`of_mask` of several masks of one `rect`, each with its value, in one step; the last of them prevails."""
        patches = []
        for column, row in rect.cells(TILE):
            cell = Rect(column * TILE, row * TILE, TILE, TILE).intersection(rect)
            inner = cell.translated(-rect.x, -rect.y).slices
            drawn = [(mask[inner], np.uint8(_CODES.index(value))) for mask, value in masks]
            drawn = [(inside, number) for inside, number in drawn if cv2.countNonZero(inside)]
            if not drawn:
                continue
            before = _numbered(correction.plane[cell.slices])
            after = before.copy()
            for inside, number in drawn:
                after = np.asarray(cv2.copyTo(np.full_like(before, number), inside, after), np.uint8)
            patch = Patch.between(cell, before, after)
            if patch is not None:
                patches.append(patch)
        return cls.of_patches(patches, label, correction.corrects)

    @property
    def nbytes(self) -> int:
        """Bytes that this step keeps in memory, including overheads."""
        return 200 + len(self.label) + sum(300 + len(patch.before) + len(patch.after) for patch in self.patches)

    def apply(self, correction: Correction) -> Rect:
        """Write the codes after the step. Returns what may have changed; ValueError if it does not fit the photo."""
        for _ in self.writing(correction):
            pass
        return self.rect

    def revert(self, correction: Correction) -> Rect:
        """Write the codes before the step. Returns what may have changed; ValueError if it does not fit."""
        if not correction.restore(self):
            self.inverse().apply(correction)
        return self.rect

    def inverse(self) -> "Edit":
        """The step whose `apply` is this one's `revert`."""
        patches = tuple(Patch(patch.rect, patch.after, patch.before) for patch in self.patches)
        return Edit(self.rect, patches, self.label, self.corrects)

    def writing(self, correction: Correction) -> Iterator[Rect]:
        """`apply` patch by patch: each turn writes one and yields its rectangle."""
        if not correction.rect.contains(self.rect):
            raise ValueError("The edit belongs to a photo of another size.")
        for patch in self.patches:
            if len(patch.after) == 1:
                correction.fill(patch.rect, patch.after[0])
            else:
                correction.write(patch.rect, _unpack(patch.after, patch.rect))
            yield patch.rect

    def to_bytes(self) -> bytes:
        """For the journal; `from_bytes` reads it back."""
        label = self.label.encode()[:65535]
        parts = [_HEAD.pack(self.corrects, len(label), len(self.patches)), label]
        for patch in self.patches:
            rect = patch.rect
            parts.append(
                _PATCH.pack(rect.x, rect.y, rect.width, rect.height, len(patch.before), len(patch.after))
                + patch.before
                + patch.after
            )
        return b"".join(parts)

    @classmethod
    def from_bytes(cls, data: bytes) -> "Edit":
        """Read what `to_bytes` wrote. Raises ValueError for anything else: every size and every code is checked."""
        try:
            number, label_size, count = _HEAD.unpack_from(data)
            if number not in set(Corrects):
                raise ValueError(f"The edit was written in a format ({number}) that this version does not know.")
            at = _HEAD.size + label_size
            label = data[_HEAD.size : at].decode()
            patches = []
            for _ in range(count):
                x, y, width, height, before_size, after_size = _PATCH.unpack_from(data, at)
                at += _PATCH.size
                rect = Rect(x, y, width, height)
                if not (0 < width <= TILE and 0 < height <= TILE) or at + before_size + after_size > len(data):
                    raise ValueError("The patch of an edit has impossible sizes.")
                before, after = data[at : at + before_size], data[at + before_size : at + before_size + after_size]
                at += before_size + after_size
                for packed in (before, after):
                    _unpack(packed, rect)  # raises if the patch is not as stated
                patches.append(Patch(rect, before, after))
        except (struct.error, UnicodeDecodeError) as error:
            raise ValueError("The edit is cut off or damaged.") from error
        edit = cls.of_patches(patches, label, Corrects(number))
        if edit is None or at != len(data):
            raise ValueError("The edit is cut off or damaged.")
        return edit


class EditRecorder:
    """Records one correction's changes and makes the Edit: `touch` before each write, `finish` after all."""

    def __init__(self, correction: Correction) -> None:
        self._correction = correction
        self._saved: dict[tuple[int, int], Plane] = {}  # numbered here, a little at each event, not all at the end
        self._overwritten: dict[tuple[int, int], Plane] = {}  # the first tiles as the plane had them
        self._shown = correction.shown

    def touch(self, rect: Rect) -> None:
        """Keep the tiles under `rect` as they are now, and the prediction there. Parts outside are skipped."""
        correction = self._correction
        for column, row in rect.clipped(correction.width, correction.height).cells(TILE):
            if (column, row) not in self._saved:
                tile = self._tile(column, row)
                correction.before_write(tile)
                correction.keep_prediction(tile)
                values = correction.plane[tile.slices].copy()
                self._saved[column, row] = _numbered(values)
                if len(self._overwritten) < _RESTORABLE:
                    self._overwritten[column, row] = values

    def finish(self, label: str = "") -> Edit | None:
        """The step from the state before the first touch to now; None if no pixel's code changed."""
        correction, patches = self._correction, []
        for (column, row), before in self._saved.items():
            rect = self._tile(column, row)
            patch = Patch.between(rect, before, _numbered(correction.plane[rect.slices]))
            if patch is not None:
                patches.append(patch)
        edit = Edit.of_patches(patches, label, correction.corrects)
        if edit is not None:
            whole = len(self._overwritten) == len(self._saved) and self._shown == correction.shown
            tiles = [(self._tile(*cell), values) for cell, values in self._overwritten.items()]
            correction.remember(edit, tiles if whole else None)
        self._saved.clear()
        self._overwritten.clear()
        return edit

    def cancel(self) -> Rect:
        """Put everything back. Returns what may have changed."""
        changed = Rect.nothing()
        for (column, row), before in self._saved.items():
            rect = self._tile(column, row)
            self._correction.write(rect, look_up(before, _CODE_TABLE))
            changed = changed.union(rect)
        self._saved.clear()
        self._overwritten.clear()
        return changed

    def _tile(self, column: int, row: int) -> Rect:
        return Rect(column * TILE, row * TILE, TILE, TILE).clipped(self._correction.width, self._correction.height)
