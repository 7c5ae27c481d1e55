"""The import behind its dialog, in a thread of its own: reading a file, previewing it, importing it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal

from blurlab.errors import UserError
from blurlab.exchange.endings import Ending
from blurlab.exchange.masks_in import Fit, ImportReport, fit, import_masks, photos_beside, read_for, would_be_photos
from blurlab.exchange.meaning import ClassPlaces, Meaning, Polarity
from blurlab.exchange.registry import open_source
from blurlab.exchange.source import Source
from blurlab.ui.exchange.pictures import Picture, coloured_photo, masked_photo
from blurlab.ui.exchange.work import ExchangeWork

PREVIEWED = 4  # photos


@dataclass(frozen=True)
class Looked:
    """A file or folder that was read. beside: photos beside it that are not in the project yet.

    fits: how it fits, by whether those beside are added, and by whether the offered ending is left out of the names.
    ending: the one that is offered, and how many masks more would fit then.
    """

    source: Source
    beside: list[Path]
    fits: Mapping[tuple[bool, bool], Fit]
    ending: tuple[Ending, int] | None = None


@dataclass(frozen=True)
class Choices:
    """What the person chose beside the meaning. ending: left out of the masks' names."""

    take_unmarked: bool = False
    resize: bool = False
    ending: Ending | None = None


@dataclass(frozen=True)
class Preview:
    """The same photos twice: the marks as blurred, and as sharp. problems: why others have no picture."""

    blurred: list[Picture]
    sharp: list[Picture]
    problems: list[UserError]


class ImportWork(ExchangeWork):
    """`look`, `preview` and `take` answer by the signals."""

    looked = Signal(object)  # Looked
    lookFailed = Signal(object)  # UserError
    previewed = Signal(object)  # Preview
    classesPreviewed = Signal(object)  # Preview: `blurred` shows every class in its colour
    taken = Signal(object)  # ImportReport
    takeFailed = Signal(object)  # UserError

    def look(self, path: Path, format_name: str | None) -> None:
        self.ask(lambda: self._look(path, format_name), self.looked.emit, self.lookFailed.emit)

    def preview(self, source: Source, fitted: Fit, meaning: Meaning, resize: bool) -> None:
        """`meaning` with the polarity blurred; the other one is shown beside it."""
        self.ask(
            lambda: _preview(source, fitted, meaning, resize),
            self.previewed.emit,
            lambda error: self.previewed.emit(Preview([], [], [error])),
        )

    def preview_classes(self, source: Source, fitted: Fit, classes: Sequence[str]) -> None:
        """Every class in a colour of its own, in the order of `classes`."""
        self.ask(
            lambda: _preview_classes(source, fitted, classes),
            self.classesPreviewed.emit,
            lambda error: self.classesPreviewed.emit(Preview([], [], [error])),
        )

    def take(self, source: Source, meaning: Meaning, add: Sequence[Path], choices: Choices) -> None:
        """Add photos and import the masks; `taken` comes also when stopped."""
        photos = list(add)
        self.carry_out(lambda: self._take(source, meaning, photos, choices), self.taken.emit, self.takeFailed.emit)

    def _look(self, path: Path, format_name: str | None) -> Looked:  # in the thread, as all below with no comment
        source = open_source(path, format_name)
        photos = self._project.photos()
        known = {photo.path for photo in photos}
        new, _ = would_be_photos(self._project, [path for path in photos_beside(source) if path not in known])
        sides = {False: photos, True: [*photos, *new]}
        fits = {(added, False): fit(side, source) for added, side in sides.items()}
        found = fits[True, False].ending
        if found is not None:
            fits |= {(added, True): fit(side, source, found[0]) for added, side in sides.items()}
        return Looked(source, [photo.path for photo in new], fits, found)

    def _take(self, source: Source, meaning: Meaning, add: list[Path], choices: Choices) -> ImportReport:
        problems: list[UserError] = []
        if add:
            added = self._project.add_photos(add, self.progressed.emit)
            problems = [error for _, error in added.unreadable]
        report = import_masks(
            self._project,
            self._project.photos(),
            source,
            meaning,
            self.progressed.emit,
            take_unmarked=choices.take_unmarked,
            resize=choices.resize,
            ending=choices.ending,
            should_stop=self.should_stop,
        )
        report.problems[:0] = problems
        return report


def _preview(source: Source, fitted: Fit, meaning: Meaning, resize: bool) -> Preview:
    preview = Preview([], [], [])
    for photo, entry in spread([*fitted.fitting, *(fitted.resizable if resize else ())], PREVIEWED):
        try:
            codes = read_for(photo, source, entry, meaning, resize=resize)
            one, other = masked_photo(photo, codes)
        except UserError as error:
            preview.problems.append(error.bare())
            continue
        preview.blurred.append(Picture(one, photo.name))
        preview.sharp.append(Picture(other, photo.name))
    return preview


def _preview_classes(source: Source, fitted: Fit, classes: Sequence[str]) -> Preview:
    preview = Preview([], [], [])
    numbers = ClassPlaces(Polarity.BLURRED, names=tuple(classes))
    for photo, entry in spread([*fitted.fitting, *fitted.resizable], PREVIEWED):
        try:
            places = read_for(photo, source, entry, numbers, resize=True)
            preview.blurred.append(Picture(coloured_photo(photo, places), photo.name))
        except UserError as error:
            preview.problems.append(error)
    return preview


def spread(values: Sequence[Any], most: int) -> list[Any]:
    """At most `most` of them, evenly from first to last."""
    if len(values) <= most:
        return list(values)
    return [values[round(place * (len(values) - 1) / (most - 1))] for place in range(most)]
