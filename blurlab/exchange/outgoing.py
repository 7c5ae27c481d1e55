"""The interface of a format's writer."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from blurlab.core.editing.correction import IGNORE
from blurlab.core.editing.kinds import Kind
from blurlab.core.prediction import UNTOLD, Look
from blurlab.exchange.meaning import IGNORED, KINDS, Polarity

Codes = NDArray[np.uint8]
KIND_CLASSES: Final = {KINDS[0]: Kind.DEFOCUS, KINDS[1]: Kind.MOTION}


@dataclass(frozen=True)
class Item:
    """A photo whose mask is exported. stem: of its files. picture: the photo's name in the format.

    look: at which its blur was seen, and cut (1..255): where the prediction under it was cut, None for unknown;
    formats that have room for them tell them. kinds: of its blur, uint8 Kind (height, width), for a writer that tells
    them.
    """

    stem: str
    picture: str
    width: int
    height: int
    look: Look = UNTOLD
    file: Path | None = None
    cut: int | None = None
    kinds: Codes | None = field(default=None, compare=False)

    def seen_at(self, look: Look, cut: int | None = None) -> Self:
        """The same photo with the look and the cut of its mask."""
        return replace(self, look=look, cut=cut)

    @property
    def look_entry(self) -> dict[str, object]:
        """For a JSON file: the view, the photo pixels for one predicted pixel, and the cut; null for unknown."""
        return {"view": str(self.look.view), "scale": self.look.scale, "cut": self.cut}


class Writer(ABC):
    """Writes masks into `folder`: `add` for each, then `finish`. Both raise OSError if the disk refuses."""

    documents: tuple[str, ...] = ()  # files that hold all photos, written by `finish`

    def __init__(self, folder: Path, polarity: Polarity, *, kinds: bool = False) -> None:
        """`polarity` is what the written marks stand for. kinds: blurred areas are told by what made the blur."""
        self.folder = folder
        self.polarity = polarity
        self.kinds = kinds

    def target(self, item: Item) -> Path | None:
        """The file that `add` writes for the photo; None without one."""
        return None

    @abstractmethod
    def add(self, item: Item, codes: Codes) -> None:
        """Take the photo's mask: uint8 codes (height, width)."""

    def finish(self) -> None:  # noqa: B027 - formats with one file for each photo have nothing left to do
        """Write the documents."""

    def areas(self, codes: Codes, kinds: Codes | None = None) -> Iterator[tuple[str, NDArray[np.bool_]]]:
        """(class, bitmap of the photo's size) of each mark: areas of the polarity, and ignored areas.

        kinds: of the blur; areas of a known kind are marks of their own.

        A mask with neither has one mark of the opposite class over the whole photo: otherwise the file could not
        distinguish it from a photo that nobody has looked at.
        """
        found = False
        marked = codes == self.polarity.code
        if self.kinds and kinds is not None:
            for name, kind in KIND_CLASSES.items():
                area = marked & (kinds == kind)
                if area.any():
                    found = True
                    marked &= ~area
                    yield name, area
        for name, area in ((str(self.polarity), marked), (IGNORED, codes == IGNORE)):
            if area.any():
                found = True
                yield name, area
        if not found:
            yield str(self.polarity.opposite), np.ones(codes.shape, np.bool_)

    @property
    def classes(self) -> tuple[str, ...]:
        """The names that `areas` can yield."""
        own = str(self.polarity), IGNORED, str(self.polarity.opposite)
        return (*own, *KIND_CLASSES) if self.kinds else own

    def numbered(self, item: Item, codes: Codes, ignored: int) -> Codes:
        """Class numbers, uint8: 1 of the polarity, 0 of its opposite, from 2 on the kinds as KIND_CLASSES has them."""
        numbers = np.where(codes == self.polarity.code, 1, np.where(codes == IGNORE, ignored, 0)).astype(np.uint8)
        if self.kinds and item.kinds is not None:
            for number, kind in enumerate(KIND_CLASSES.values(), start=2):
                numbers[(numbers == 1) & (item.kinds == kind)] = number
        return numbers

    def numbered_names(self, background: str, ignored: int) -> list[tuple[int, str]]:
        """The numbers of `numbered` with their names."""
        kinds = list(enumerate(KIND_CLASSES, start=2)) if self.kinds else []
        return [(0, background), (1, str(self.polarity)), *kinds, (ignored, IGNORED)]


def box_of(area: NDArray[np.bool_]) -> tuple[int, int, int, int]:
    """(left, top, right, bottom) of the true pixels, right and bottom excluded; `area` has at least one such pixel."""
    rows, columns = np.flatnonzero(area.any(axis=1)), np.flatnonzero(area.any(axis=0))
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1
