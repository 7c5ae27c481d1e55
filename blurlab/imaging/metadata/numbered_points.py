"""The numbered focus points of reflex cameras of Nikon and Pentax, on plans of the common viewfinders.

Their notes name a point and no place. A plan tells on which side of the middle a point lies, and that one of them is
the middle; how far the others lie from it differs from model to model, so that their place counts as unknown. The
numbering is the one that exiftool documents (its tables Nikon::AFInfo, Nikon::AFInfo2 and Pentax::Main).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from blurlab.imaging.metadata.directory import Directory

_NIKON_OLD, _NIKON, _PENTAX = 0x88, 0xB7, 0x0F
_PENTAX_BITS: Final = 4  # the kind of number of which each bit is a point; other models give the number of one
_ROWS: Final = "CBADE"  # the middle row first, as Nikon numbers each column


@dataclass(frozen=True)
class NumberedPoint:
    """name: as the maker has it, “C6” or “number 12”. across, down: −1, 0 or 1, the side of the middle that it lies at;
    None if no plan is known."""

    name: str
    across: int | None = None
    down: int | None = None

    @property
    def is_middle(self) -> bool:
        return self.across == 0 and self.down == 0

    @property
    def sentence(self) -> str:
        if self.across is None or self.down is None:
            return f"The camera focused at its point {self.name}; where that lies is not known."
        if self.is_middle:
            return "The camera focused at its middle point."
        down = {-1: "above", 0: "", 1: "below"}[self.down]
        across = {-1: "left of", 0: "", 1: "right of"}[self.across]
        side = " and ".join(filter(None, [down, across]))
        return f"The camera focused at its point {self.name}, {side} the middle; how far from it is not known."


def nikon_point(note: Directory) -> NumberedPoint | None:
    """The point that a reflex camera of Nikon focused at; None if its note does not say, or gives a place instead."""
    record = note.data(_NIKON)
    if len(record) > 8:
        version, by_contrast, kind = record[:4], record[4], record[6]
        if by_contrast or not kind:
            return None
        if version[:2] == b"03":
            return _nikon_plan(kind, record[8])
        return _nikon_plan(kind, record[7]) if version[:2] == b"01" else None
    old = note.data(_NIKON_OLD)
    bits = int.from_bytes(old[2:4], "big") if len(old) >= 4 else 0
    return _named(_OLD, bits.bit_length()) if bits and bits & (bits - 1) == 0 else None


def _nikon_plan(kind: int, number: int) -> NumberedPoint | None:
    """kind: of the focusing module."""
    if not number:
        return None
    plan = _PLANS.get(kind)
    if plan is not None:
        return _named(plan, number)
    # Of the others it is known that the first is the middle one; those of Nikon 1 are numbered otherwise.
    return NumberedPoint("number 1", 0, 0) if number == 1 and kind in {7, 8, 9} else NumberedPoint(f"number {number}")


def pentax_point(note: Directory) -> NumberedPoint | None:
    """Likewise of Pentax; None also where several points were in focus."""
    told = note.numbers(_PENTAX)
    points = int(told[0]) if told else 0
    if note.entries.get(_PENTAX, (0,))[0] == _PENTAX_BITS:
        return _named(_PENTAX_27, points.bit_length()) if points > 0 and points & (points - 1) == 0 else None
    return _named(_PENTAX_9, points) if 0 < points <= len(_PENTAX_9) else None


def _named(plan: Sequence[NumberedPoint], number: int) -> NumberedPoint:
    return plan[number - 1] if number <= len(plan) else NumberedPoint(f"number {number}")


def _columns(order: Sequence[int], short: Sequence[int], removed: int) -> tuple[NumberedPoint, ...]:
    """A plan of Nikon's: five rows, columns in this order; the outer rows lack the columns in `short`, and count theirs
    from `removed` on. The sixth column is the middle."""
    found = []
    for column in order:
        for row in _ROWS:
            outer = row in "AE"
            if outer and column in short:
                continue
            name = f"{row}{column - removed if outer else column}"
            found.append(NumberedPoint(name, _sign(column - 6), _sign(ord(row) - ord("C"))))
    return tuple(found)


def _rows(sizes: Sequence[int]) -> tuple[NumberedPoint, ...]:
    """A plan of Pentax's: rows of so many points, each row centred, numbered along the rows."""
    found: list[NumberedPoint] = []
    for row, size in enumerate(sizes):
        for place in range(size):
            side = _sign(2 * place - (size - 1)), _sign(2 * row - (len(sizes) - 1))
            found.append(NumberedPoint(f"number {len(found) + 1}", *side))
    return tuple(found)


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _of_sides(sides: str) -> tuple[NumberedPoint, ...]:
    """A plan told by sides: u, d, l, r for each point, m for the middle."""
    return tuple(
        NumberedPoint(f"number {number}", ("r" in side) - ("l" in side), ("d" in side) - ("u" in side))
        for number, side in enumerate(sides.split(), 1)
    )


_ORDER_51: Final = (6, 7, 5, 8, 9, 10, 11, 4, 3, 2, 1)
_PLANS: Final = {
    1: _columns(_ORDER_51, (1, 11), 1),  # 51 points, as of D3, D300, D700, D800, D750 and D7200
    2: _of_sides("m u d l lu ld l r ru rd r"),  # 11 points, as of D90, D3100 and D5000
    3: _columns((6, 7, 5, 8, 9, 10, 11, 4, 3, 2, 1), (1, 2, 3, 4, 8, 9, 10, 11), 4),  # 39 points, as of D7000 and D600
}
_OLD: Final = _of_sides("m u d l r lu ru ld rd l r")  # 5 or 11 points, as of D70, D80 and D200
_PENTAX_27: Final = _rows((5, 5, 7, 5, 5))  # K-3
_PENTAX_9: Final = _of_sides("lu u ru l m r ld d rd")  # most others, which have 11 points and tell nine places
