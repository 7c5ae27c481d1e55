"""What masks' names have more than their photos': `a_mask.png` or `mask_a.png` for `a.jpg`. It is offered, and taken
when asked for."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final, Self

from blurlab.errors import UserError, shown_name
from blurlab.exchange.names import composed, file_name
from blurlab.exchange.source import Entry
from blurlab.project.records import Photo

_MOST: Final = 5000  # names that are looked at
_ENDING: Final = re.compile(r"[_\-. ](?=[^/]*[A-Za-z]{2})")  # where an ending may begin: a number is none
_LONGEST: Final = 40


@dataclass(frozen=True)
class Ending:
    """mask, photo: what the names (without suffix) end in, beyond what they share; before: what the masks' names
    begin with. One of the masks' two is not empty."""

    mask: str
    photo: str = ""
    before: str = ""

    @classmethod
    def parse(cls, text: str, before: str = "") -> Self:
        """`_mask`, or `_gtFine_labelIds=_leftImg8bit`, and what stands before the names. Raises UserError."""
        mask, _, photo = text.partition("=")
        if not mask and (text or not before):
            raise UserError("import.bad_ending", f"“{shown_name(text)}” is not an ending of the masks' names.")
        return cls(composed(mask), composed(photo), composed(before))

    def __str__(self) -> str:
        return f"{self.mask}={self.photo}" if self.photo else self.mask

    @property
    def options(self) -> str:
        """As the command line takes it; “=” where the value would look like an option."""
        given = [("--prefix", self.before), ("--suffix", str(self))]
        return " ".join(f"{name}{'=' if value[0] == '-' else ' '}{value}" for name, value in given if value)

    @property
    def words(self) -> str:
        """The ending in a sentence."""
        photos = f", and the photos' without “{shown_name(self.photo)}”" if self.photo else ""
        masks = " … ".join(shown_name(part) for part in (self.before, self.mask) if part)
        return f"without “{masks}”{photos}"

    def of_mask(self, entry: Entry) -> str | None:
        """The name of an entry without suffix, ending and what stands before it; None if it has them not."""
        stem = stem_of(entry)
        return _without(stem.removeprefix(self.before), self.mask) if stem.startswith(self.before) else None

    def of_photo(self, photo: Photo) -> str | None:
        return _without(composed(photo.stem), self.photo)


def stem_of(entry: Entry) -> str:
    """The name of an entry without folders and suffix."""
    return composed(entry.path.stem) if entry.path is not None else PurePosixPath(file_name(entry.name)).stem


def offered(photos: Sequence[Photo], entries: Sequence[Entry]) -> tuple[Ending, int] | None:
    """The ending, or what stands before the names, without which most of these entries would fit one of these photos
    each, and how many; None: none."""
    begins: dict[str, set[str]] = {}
    for photo in photos[:_MOST]:
        for begin, end in _splits(composed(photo.stem)):
            begins.setdefault(begin, set()).add(end)
    counts: Counter[tuple[str, str, str]] = Counter()
    for entry in entries[:_MOST]:
        for begin, end in _splits(stem_of(entry)):
            if end:
                counts.update((end, other, "") for other in begins.get(begin, ()) if other != end)
        counts.update(("", "", before) for before in _starts(stem_of(entry), begins))
    best = max(counts.items(), key=lambda pair: (pair[1], -sum(map(len, pair[0]))), default=None)
    return None if best is None else (Ending(*best[0]), best[1])


def _splits(stem: str) -> Iterator[tuple[str, str]]:
    """(begin, end) at each place where an ending may begin, the empty ending first."""
    yield stem, ""
    for found in _ENDING.finditer(stem, max(1, len(stem) - _LONGEST)):
        yield stem[: found.start()], stem[found.start() :]


def _starts(stem: str, begins: Mapping[str, set[str]]) -> Iterator[str]:
    """What stands before a photo's whole name in this one."""
    for found in re.finditer(r"[_\-. ]", stem[:_LONGEST]):
        before, name = stem[: found.end()], stem[found.end() :]
        if "" in begins.get(name, ()) and re.search("[A-Za-z]{2}", before):
            yield before


def _without(stem: str, ending: str) -> str | None:
    return stem[: len(stem) - len(ending)] if stem.endswith(ending) and len(stem) > len(ending) else None
