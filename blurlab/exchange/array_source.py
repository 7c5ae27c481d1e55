"""Masks as arrays of numbers: black and white ones, or class numbers, as all of a source's arrays tell together."""

from abc import abstractmethod
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.editing.correction import IGNORE
from blurlab.exchange.documents import BadMarkError
from blurlab.exchange.meaning import Meaning
from blurlab.exchange.source import Codes, Entry, Hears, Source, bad_mask, by_count

Numbers = NDArray[np.uint8] | NDArray[np.uint16]
_STRIP_PIXELS: Final = 1 << 22
_WHITE: Final = 255
_GREYS: Final = frozenset({0, IGNORE, _WHITE})


class ArraySource(Source):
    """With values 0, 128 and 255 alone, white is marked and there are no classes; else each value is a class."""

    in_masks = True

    def __init__(self, format_name: str, path: Path) -> None:
        super().__init__(format_name, path)
        self._counts: Counter[int] = Counter()
        self._is_white = True

    @abstractmethod
    def values(self, entry: Entry) -> NDArray[np.uint16]:
        """The numbers of a mask, uint16 (height, width). Raises ForeignFileError."""

    def learn(self, values: NDArray[np.uint16]) -> None:
        """Count the values of one mask."""
        self._counts.update(present(values))

    def conclude(self) -> None:
        """Settle what all values that were counted are."""
        self._is_white = _GREYS.issuperset(self._counts)
        self.has_unmarked = self._is_white
        named = Counter({str(value): count for value, count in self._counts.items()})
        self.classes = {} if self._is_white else by_count(named)

    def read(self, entry: Entry, width: int, height: int, meaning: Meaning, tell: Hears = lambda _: None) -> Codes:
        if entry.problem:
            raise entry.problem
        values = self.values(entry)
        table = np.full(int(values.max(initial=0)) + 1, meaning.elsewhere, np.uint8)
        for value in present(values):
            if not self._is_white:
                table[value] = meaning.code(str(value))
            elif value:
                table[value] = IGNORE if value == IGNORE else meaning.polarity.code
        return mapped(values, table)


def present(values: Numbers) -> list[int]:
    """The values in a mask, in order."""
    counts = np.zeros(int(values.max(initial=0)) + 1, np.int64)
    for part in _strips(values):
        counts += np.bincount(part.reshape(-1), minlength=counts.size)
    return np.flatnonzero(counts).tolist()


def mapped(values: Numbers, table: NDArray[np.uint8]) -> Codes:
    """Each value replaced by its place in `table`, uint8."""
    codes = np.empty(values.shape, np.uint8)
    for part, out in zip(_strips(values), _strips(codes), strict=True):
        np.take(table, part, out=out)
    return codes


def _strips(values: NDArray[Any]) -> Iterator[NDArray[Any]]:
    """Some rows at a time: numpy turns numbers that count or choose into eight bytes each."""
    rows = max(1, _STRIP_PIXELS // max(1, values.shape[1]))
    return (values[top : top + rows] for top in range(0, values.shape[0], rows))


def as_numbers(name: str, array: NDArray[Any]) -> NDArray[np.uint16]:
    """An array of a file as the numbers of a mask; true is white. Raises ForeignFileError."""
    if array.ndim == 3 and 1 in (array.shape[0], array.shape[-1]):
        array = array[0] if array.shape[0] == 1 else array[:, :, 0]
    try:
        if array.ndim != 2 or not array.size:
            raise BadMarkError(f"its array has {array.ndim} dimensions")
        if array.dtype == np.bool_:
            return array.astype(np.uint16) * np.uint16(_WHITE)
        if array.dtype.kind not in "iuf" or not ((array >= 0) & (array <= 65535)).all():
            raise BadMarkError("its values are no class numbers")
        numbers = array.astype(np.uint16)
        if array.dtype.kind == "f" and (numbers != array).any():
            raise BadMarkError("its values are fractions; save a mask of whole numbers")
    except BadMarkError as error:
        raise bad_mask(name, str(error)) from error
    return numbers
