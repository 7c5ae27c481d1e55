"""A file or folder of masks by another program, opened: the photos it names, and the mask of each."""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from blurlab.errors import UserError, shown_name
from blurlab.exchange.documents import BadMarkError, ForeignFileError
from blurlab.exchange.meaning import Meaning
from blurlab.exchange.shapes.drawing import Canvas
from blurlab.exchange.shapes.marks import Mark, paint_all

MARK_CUT: Final = "import.mark_cut"
LEFT_OUT: Final = "import.mark_left_out"
BOX_ALONE: Final = "box alone"  # of a program for detection, which draws no outlines
_MOST_REASONS: Final = 5  # in a sentence
Codes = NDArray[np.uint8]
Content = tuple[int, str]  # a file's length in bytes, and a hash of them
Hears = Callable[[UserError], object]  # called with what a mask lacks, a sentence each
T = TypeVar("T")


@dataclass(frozen=True)
class Entry:
    """One photo that the file names.

    name: of the photo, as the file gives it: it is compared and never opened. also: other names it may have.
    width, height: px as the file gives them, 0 if it does not. problem: why its mask cannot be imported.
    left_out: why marks beside `marks` cannot be read. author: who made them, where several people did one photo.
    nameless: nothing in the file names the photo, so `name` is only the file's own. content: of the photo's own file,
    where the file of masks holds it.
    """

    name: str
    width: int = 0
    height: int = 0
    marks: Sequence[Mark] = ()
    problem: UserError | None = None
    path: Path | None = None  # of the entry's own file, in formats that have one for each photo
    also: tuple[str, ...] = ()
    left_out: Sequence[str] = ()
    author: str = ""
    nameless: bool = False
    content: Content | None = None

    def __post_init__(self) -> None:
        if self.problem is not None:
            self.problem.bare()

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
    def read(self, entry: Entry, width: int, height: int, meaning: Meaning, tell: Hears = lambda _: None) -> Codes:
        """The mask of `entry` for a photo of this size: uint8 codes, of the file's size.

        `tell` hears which marks were left out or cut. Raises ForeignFileError or UnreadablePhoto.
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

    def read(self, entry: Entry, width: int, height: int, meaning: Meaning, tell: Hears = lambda _: None) -> Codes:
        if entry.problem:
            raise entry.problem
        codes = np.full((entry.height or height, entry.width or width), meaning.elsewhere, np.uint8)
        try:
            cut, failed = paint_all(Canvas(codes), entry.marks, meaning)
        except BadMarkError as error:
            raise bad_mask(entry.shown, str(error)) from error
        left_out = [*entry.left_out, *failed]
        if left_out and len(failed) == len(entry.marks):
            raise bad_mask(entry.shown, left_out[0])
        if left_out:
            tell(UserError(LEFT_OUT, _left_out(entry.shown, left_out)))
        if cut:
            marks = "A mark of “{}” reaches" if cut == 1 else f"{cut} marks of “{{}}” reach"
            was = "was" if cut == 1 else "were"
            tell(UserError(MARK_CUT, f"{marks.format(entry.shown)} beyond the photo and {was} cut at its edge."))
        return codes

    def is_unmarked(self, entry: Entry) -> bool:
        return not entry.marks and not entry.problem and not entry.left_out


def gathered(values: Iterable[T], make: Callable[[T], Mark | None], left_out: list[str]) -> list[Mark]:
    """The marks that `make` makes of values, without None; why it raised BadMarkError goes to `left_out`."""
    marks = []
    for value in values:
        try:
            mark = make(value)
        except BadMarkError as error:
            left_out.append(str(error))
        else:
            marks += [] if mark is None else [mark]
    return marks


def by_count(counts: Counter[str]) -> dict[str, int]:
    """Classes, those with most marks first; numbers in their own order."""

    def place(pair: tuple[str, int]) -> tuple[int, int, str]:
        name, count = pair
        return -count, int(name) if name.isascii() and name.isdecimal() and len(name) < 9 else -1, name

    return dict(sorted(counts.items(), key=place))


def bad_mask(name: str, why: str) -> ForeignFileError:
    """A mask that was not imported; `why` ends its sentence."""
    return ForeignFileError(f"The mask of “{shown_name(name)}” was not imported: {why}.")


def _left_out(name: str, reasons: Sequence[str]) -> str:
    counts = Counter(reasons)
    listed = [reason if count == 1 else f"{count} × {reason}" for reason, count in counts.most_common(_MOST_REASONS)]
    more = [f"{len(counts) - _MOST_REASONS} more reasons"] if len(counts) > _MOST_REASONS else []
    marks = f"A mark of “{name}” was" if len(reasons) == 1 else f"{len(reasons)} marks of “{name}” were"
    return f"{marks} left out: {'; '.join([*listed, *more])}."


def without_area(kinds: Counter[str]) -> list[str]:
    """The notes on shapes without an area, such as points and lines, and on boxes without an outline; none without such
    shapes."""
    notes, boxes = list[str](), kinds[BOX_ALONE]
    if boxes:  # whoever labelled for detection may not have meant areas
        are = "1 mark is a box, not an outline" if boxes == 1 else f"{boxes:,} marks are boxes, not outlines"
        notes.append(f"{are}: {'it was read as a rectangle' if boxes == 1 else 'they were read as rectangles'}.")
    listed = ", ".join(f"{count} × {shown_name(kind)}" for kind, count in sorted(kinds.items()) if kind != BOX_ALONE)
    return [*notes, f"Shapes without an area were left out: {listed}."] if listed else notes
