"""A file or folder of masks by another program, opened: the photos it names, and the mask of each."""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from blurlab.errors import UserError, shown_name
from blurlab.exchange.documents import BadMarkError, ForeignFileError
from blurlab.exchange.drawing import Canvas
from blurlab.exchange.marks import Mark, visible
from blurlab.exchange.meaning import Meaning

Codes = NDArray[np.uint8]


@dataclass(frozen=True)
class Entry:
    """One photo that the file names.

    name: of the photo, as the file gives it: it is compared and never opened. also: other names it may have.
    width, height: px as the file gives them, 0 if it does not. problem: why its mask cannot be imported.
    """

    name: str
    width: int = 0
    height: int = 0
    marks: Sequence[Mark] = ()
    problem: UserError | None = None
    path: Path | None = None  # of the entry's own file, in formats that have one for each photo
    also: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """The entry's name in sentences."""
        return shown_name(self.path if self.path is not None else self.name)


@dataclass
class Source(ABC):
    """classes: name → how many marks; empty if a format has none. notes: sentences about what is left out."""

    format: str
    path: Path
    entries: list[Entry] = field(default_factory=list)
    classes: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    by_stem = False  # entries are files named by a photo's stem; else they name the photo
    has_unmarked = True  # there may be pixels of no class
    in_masks = False  # classes are counted by the masks that hold them, not by marks

    @abstractmethod
    def read(self, entry: Entry, width: int, height: int, meaning: Meaning) -> Codes:
        """The mask of `entry` for a photo of this size: uint8 codes, of the file's size.

        Raises ForeignFileError or UnreadablePhoto.
        """

    def is_unmarked(self, entry: Entry) -> bool:
        """Whether the file names the photo without a mark, so perhaps nobody has looked at it."""
        return False


class ShapeSource(Source):
    """A format that draws marks, over each other in the order of the file."""

    def __init__(
        self, format_name: str, path: Path, entries: list[Entry], notes: list[str], declared: Iterable[str] = ()
    ) -> None:
        """`declared` are the classes that the file names, with or without marks."""
        counts = Counter(mark.name for entry in entries for mark in entry.marks)
        counts.update(dict.fromkeys(declared, 0))
        super().__init__(format_name, path, entries, by_count(counts), notes)

    def read(self, entry: Entry, width: int, height: int, meaning: Meaning) -> Codes:
        if entry.problem:
            raise entry.problem
        codes = np.full((entry.height or height, entry.width or width), meaning.elsewhere, np.uint8)
        canvas = Canvas(codes)
        try:
            for mark in visible(entry.marks, canvas.width, canvas.height):
                mark.paint(canvas, meaning.code(mark.name))
        except BadMarkError as error:
            raise bad_mask(entry.shown, str(error)) from error
        return codes

    def is_unmarked(self, entry: Entry) -> bool:
        return not entry.marks and not entry.problem


def by_count(counts: Counter[str]) -> dict[str, int]:
    """Classes, those with most marks first."""
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def bad_mask(name: str, why: str) -> ForeignFileError:
    """A mask that was not imported; `why` ends its sentence."""
    return ForeignFileError(f"The mask of “{shown_name(name)}” was not imported: {why}.")


def without_area(kinds: Counter[str]) -> list[str]:
    """The note on shapes without an area, such as points and lines; none without such shapes."""
    if not kinds:
        return []
    listed = ", ".join(f"{count} × {shown_name(kind)}" for kind, count in sorted(kinds.items()))
    return [f"Shapes without an area were left out: {listed}."]
