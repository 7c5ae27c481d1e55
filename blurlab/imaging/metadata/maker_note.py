"""The note that a maker keeps in EXIF: a directory whose offsets survive no move, so that moved ones are put right.

Programs that write into photos move the note, or write the block around it in another byte order, and leave its inside
as the camera wrote it. How such a note is known, and by how much it was moved, is told by where its values lie.
"""

import struct
from dataclasses import dataclass
from typing import Final

from blurlab.imaging.metadata.directory import Directory, Read, read_directory, size_of

POINTER: Final = 4  # bytes between the tags and the first value, as of most makers: where the next directory lies
_SPARES: Final = (4, 0, 6, 16, 28)  # likewise, of all makers
_FOOT: Final = 8  # bytes at the end of Canon's notes: the byte order, and where the camera put the note
_LEAST_OFFSET: Final = 12  # a smaller one is garbage


@dataclass(frozen=True)
class MakerNote:
    """read: reads the block that contains it. at: its start there; for a box that holds nothing else, its directory's.
    order: of the bytes around it, “<” or “>”. size: in bytes, 0 if not known."""

    read: Read
    at: int
    order: str
    size: int = 0

    def directory(self, skipped: int = 0, order: str = "", base: int | None = None, spare: int = POINTER) -> Directory:
        """The note's directory, `skipped` bytes after its start. Offsets count from `base`, else from the block; then
        they are put right if the note was moved. spare: bytes that the maker leaves between tags and first value."""
        at = self.at + skipped
        order = order or self._order(at)
        found = read_directory(self.read, at, order, base or 0)
        moved = self._moved(found, at, spare) if base is None and self.size else 0
        return read_directory(self.read, at, order, moved) if moved else found

    def _moved(self, found: Directory, at: int, spare: int) -> int:
        """By how many bytes the note lies behind the place at which its camera wrote it."""
        values = sorted(
            (place, place + count * size_of(kind))
            for kind, count, place in found.entries.values()
            if count * size_of(kind) > 4 and place >= _LEAST_OFFSET
        )
        if not values:
            return 0
        tags_end, end = at + 2 + 12 * self._count(at, found.order), self.at + self.size
        last = max(stop for _, stop in values)
        foot = self._foot(end, found.order)
        if foot is not None:  # some programs keep the offsets right and forget the foot
            return 0 if end - _FOOT - last in {0, 1} else self.at - foot

        def fitting(shift: int) -> int:
            return sum(tags_end <= place + shift and stop + shift <= end for place, stop in values)

        if fitting(0) == len(values):
            return 0
        shifts = [tags_end + each - values[0][0] for each in _SPARES]
        exact = [shift for shift in shifts if end - (last + shift) in {0, 1, _FOOT, _FOOT + 1}]
        shift = exact[0] if exact else tags_end + spare - values[0][0]
        return shift if fitting(shift) > fitting(0) else 0

    def _foot(self, end: int, order: str) -> int | None:
        """Where the camera put the note, as Canon's end tells."""
        foot = self.read(end - _FOOT, _FOOT)
        if foot[:4] != {"<": b"II\x2a\0", ">": b"MM\0\x2a"}[order]:
            return None
        return int(struct.unpack(order + "I", foot[4:])[0])

    def _count(self, at: int, order: str) -> int:
        head = self.read(at, 2)
        return int(struct.unpack(order + "H", head)[0]) if len(head) == 2 else 0

    def _order(self, at: int) -> str:
        """The note's own: a directory of more than 255 tags is one whose bytes are the other way round."""
        other = {"<": ">", ">": "<"}[self.order]
        count, turned = self._count(at, self.order), self._count(at, other)
        return other if self.size and count > 255 and 0 < turned <= 255 else self.order
