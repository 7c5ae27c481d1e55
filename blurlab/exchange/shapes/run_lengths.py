"""Bitmaps as run lengths: plain ones, row by row, and the packed bits of Label Studio's brush."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.exchange.documents import MOST_PIXELS, BadMarkError

_WORD = 8  # bits of a packed value
_CHANNELS = 4  # the brush packs red, green, blue and alpha of every pixel
_SIZES = (3, 8, 12, 16)  # bits that a packed run's length may take, each up to 16
_MOST_PACKED: Final = 4_000_000  # packed runs, which are read one by one
_MOST_RUNS: Final = 32_000_000
_PIECE: Final = 1 << 20  # characters read at once
_LONGEST_NUMBER: Final = 8  # characters of one compressed number
_DAMAGED: Final = "its run lengths are damaged"


def runs_of(flat: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Lengths of the runs of a flat bitmap, beginning with the zeros (perhaps none)."""
    turns = np.flatnonzero(np.diff(flat, prepend=False))
    return np.diff(turns, prepend=0, append=flat.size)


def parse_runs(text: str) -> NDArray[np.int64]:
    """Run lengths written as whole numbers with commas between them. Raises BadMarkError."""
    parts, at = [], 0
    while at <= len(text):
        end = text.find(",", min(at + _PIECE, len(text)))
        end = len(text) if end < 0 else end
        numbers = np.array([_number(part) for part in text[at:end].split(",")], np.float64)
        parts.append(numbers.astype(np.int64))
        if (parts[-1] != numbers).any():
            raise BadMarkError("its run lengths are not whole numbers")
        _check_number(parts)
        at = end + 1
    return np.concatenate(parts)


def _number(text: str) -> float:
    try:
        found = float(text)
    except ValueError:
        found = -1
    if not 0 <= found <= MOST_PIXELS:
        raise BadMarkError("its run length is not a possible number")
    return found


def _check_number(parts: Sequence[NDArray[np.int64]]) -> None:
    if sum(part.size for part in parts) > _MOST_RUNS:
        raise BadMarkError("it has too many run lengths")


def uncompressed(counts: str) -> NDArray[np.int64]:
    """The run lengths of COCO's compressed text: five bits a character from “0” on, the sixth means that more follow;
    from the fourth length on the difference to the one before the last. Raises BadMarkError.
    """
    parts, at = [], 0
    data = np.frombuffer(counts.encode("utf-8", "surrogatepass"), np.uint8)
    while at < data.size:
        bits = data[at : at + _PIECE] - np.uint8(48)
        ends = np.flatnonzero(bits < 32)
        if bits.max() >= 64 or not ends.size:
            raise BadMarkError(_DAMAGED)
        bits = bits[: ends[-1] + 1]
        at += bits.size
        begins = np.concatenate([[0], ends[:-1] + 1])
        sizes = ends - begins + 1
        if sizes.max() > _LONGEST_NUMBER:
            raise BadMarkError(_DAMAGED)
        shifts = 5 * (np.arange(bits.size) - np.repeat(begins, sizes))
        values = np.add.reduceat((bits & 31).astype(np.int64) << shifts, begins)
        parts.append(np.where(bits[ends] & 16, values - (np.int64(1) << 5 * sizes), values))
        _check_number(parts)
    lengths = np.concatenate(parts) if parts else np.empty(0, np.int64)
    for first in (1, 2):
        np.cumsum(lengths[first::2], out=lengths[first::2])
    if not lengths.size or np.abs(lengths).max() > 1 << 40:
        raise BadMarkError(_DAMAGED)
    return lengths


def check_runs(runs: NDArray[np.int64], width: int, height: int) -> None:
    """Raises BadMarkError if run lengths do not fill a bitmap of this size exactly."""
    # Each is bounded first: a sum of huge ones could overflow to the right value.
    if (runs.size and (runs.min() < 0 or runs.max() > MOST_PIXELS)) or int(runs.sum()) != width * height:
        raise BadMarkError(f"its run lengths do not give {width}×{height} pixels")


def pack_brush(area: NDArray[np.bool_]) -> bytes:
    """A bitmap (height, width) as Label Studio's brush stores it: every pixel four equal bytes, 0 or 255, packed.

    A header of 53 bits (32: how many bytes come out, 5: bits of a value, less one, 4 × 4: bits of a length, less one),
    then runs: a bit, 1 for one value repeated; 2 bits that choose how many bits the length takes; the length, less one;
    the value. The values of an unrepeated run follow each other; none is written here.
    """
    bits: list[str] = [f"{area.size * _CHANNELS:032b}{_WORD - 1:05b}", *(f"{size - 1:04b}" for size in _SIZES)]
    value = 0
    longest = 1 << _SIZES[-1]
    for pixels in runs_of(area.ravel()).tolist():
        left = pixels * _CHANNELS
        while left:
            length = min(left, longest)
            choice = next(place for place, size in enumerate(_SIZES) if length <= 1 << size)
            bits.append(f"1{choice:02b}{length - 1:0{_SIZES[choice]}b}{value:08b}")
            left -= length
        value = 255 - value
    joined = "".join(bits)
    joined += "0" * (-len(joined) % 8)
    return int(joined, 2).to_bytes(len(joined) // 8, "big")


def unpack_brush(packed: bytes, width: int, height: int) -> NDArray[np.bool_]:
    """The bitmap (height, width) of a brush: where its alpha is at least half. Raises BadMarkError."""
    data = np.frombuffer(packed, np.uint8)
    reader = _Bits(packed)
    count, word = reader.take(32), reader.take(5) + 1
    if count != width * height * _CHANNELS or word > 16:
        raise BadMarkError(f"its run lengths do not give {width}×{height} pixels")
    sizes = [reader.take(4) + 1 for _ in range(4)]
    half = 1 << (word - 1)
    covered = np.zeros(count, np.bool_)
    place = runs = 0
    while place < count:
        if (runs := runs + 1) > _MOST_PACKED:
            raise BadMarkError("it has too many run lengths")
        repeated = reader.take(1)
        length = reader.take(sizes[reader.take(2)]) + 1
        if place + length > count:
            raise BadMarkError(f"its run lengths do not give {width}×{height} pixels")
        if repeated:
            covered[place : place + length] = reader.take(word) >= half
        else:
            covered[place : place + length] = reader.take_tops(data, length, word)
        place += length
    return covered[_CHANNELS - 1 :: _CHANNELS].reshape(height, width)


class _Bits:
    """Reads bits from the front. Raises BadMarkError past the end."""

    def __init__(self, packed: bytes) -> None:
        self._packed = packed
        self._at = 0

    def take(self, bits: int) -> int:
        begin, end = self._at, self._at + bits
        self._go_to(end)
        last = (end + 7) // 8
        return int.from_bytes(self._packed[begin // 8 : last], "big") >> (last * 8 - end) & ((1 << bits) - 1)

    def take_tops(self, data: NDArray[np.uint8], count: int, bits: int) -> NDArray[np.bool_]:
        """The highest bit of each of the next `count` values: whether it is at least half of its maximum."""
        begin = self._at
        self._go_to(begin + count * bits)
        first = begin // 8
        stream = np.unpackbits(data[first : (self._at + 7) // 8])
        return stream[begin - first * 8 :: bits][:count].astype(np.bool_)

    def _go_to(self, place: int) -> None:
        if place > len(self._packed) * 8:
            raise BadMarkError("its run lengths end too early")
        self._at = place
