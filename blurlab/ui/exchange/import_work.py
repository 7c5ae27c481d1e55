"""The import behind its dialog, in a thread of its own: looking at a file, previewing it, taking it in."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from blurlab.project.errors import ProjectError
from blurlab.project.exchange.formats.registry import open_source
from blurlab.project.exchange.masks_in import Fit, ImportReport, fit, import_masks, photos_beside, would_be_photos
from blurlab.project.exchange.meaning import Meaning
from blurlab.project.exchange.source import Source
from blurlab.project.project import Project
from blurlab.ui.exchange.pictures import Picture, masked_photo
from blurlab.ui.tasks import Tasks

PREVIEWED = 4  # photos


@dataclass(frozen=True)
class Looked:
    """A file or folder that was looked at. beside: photos that lie with it and are not in the project yet.

    alone: how it fits the project's photos; joined: the same once those beside are added.
    """

    source: Source
    beside: list[Path]
    alone: Fit
    joined: Fit


@dataclass(frozen=True)
class Preview:
    """The same photos twice: the marks as blurred, and as sharp. problems: a sentence for each without a picture."""

    blurred: list[Picture]
    sharp: list[Picture]
    problems: list[str]


class ImportWork(QObject):
    """`look`, `preview` and `take` answer by the signals; a newer look or preview makes older ones silent."""

    looked = Signal(object)  # Looked
    lookFailed = Signal(str)
    previewed = Signal(object)  # Preview
    progressed = Signal(int, int)
    taken = Signal(object)  # ImportReport
    takeFailed = Signal(str)

    def __init__(self, project: Project, parent: QObject) -> None:
        super().__init__(parent)
        self._project = project
        self._tasks = Tasks(1, self)
        self._stop = threading.Event()
        self._number = 0
        self.busy = False  # taking

    def look(self, path: Path, format_name: str | None) -> None:
        self._number += 1
        number = self._number
        self._tasks.run(
            lambda: self._look(path, format_name) if number == self._number else None,
            lambda looked: self.looked.emit(looked) if number == self._number else None,
            lambda sentence: self.lookFailed.emit(sentence) if number == self._number else None,
        )

    def preview(self, source: Source, fitted: Fit, meaning: Meaning) -> None:
        """`meaning` with the polarity blurred; the other one is shown beside it."""
        self._number += 1
        number = self._number
        self._tasks.run(
            lambda: _preview(source, fitted, meaning) if number == self._number else None,
            lambda preview: self.previewed.emit(preview) if number == self._number else None,
            lambda sentence: self.previewed.emit(Preview([], [], [sentence])) if number == self._number else None,
        )

    def take(self, source: Source, meaning: Meaning, add: Sequence[Path], take_unmarked: bool) -> None:
        """Add photos and import the masks; `taken` comes also when stopped."""
        self.busy = True
        self._stop.clear()
        self._tasks.run(lambda: self._take(source, meaning, list(add), take_unmarked), self._taken, self._failed)

    def stop(self) -> None:
        """End the import after the mask in hand; what came in stays."""
        self._stop.set()

    def leave(self) -> None:
        self._stop.set()
        self._number += 1
        self._tasks.leave(8000)

    def _look(self, path: Path, format_name: str | None) -> Looked:  # in the thread, as all below with no comment
        source = open_source(path, format_name)
        photos = self._project.photos()
        known = {photo.path for photo in photos}
        new, _ = would_be_photos(self._project, [path for path in photos_beside(source) if path not in known])
        return Looked(source, [photo.path for photo in new], fit(photos, source), fit([*photos, *new], source))

    def _take(self, source: Source, meaning: Meaning, add: list[Path], take_unmarked: bool) -> ImportReport:
        problems: list[str] = []
        if add:
            added = self._project.add_photos(add, self.progressed.emit)
            problems = [sentence for _, sentence in added.unreadable]
        report = import_masks(
            self._project,
            self._project.photos(),
            source,
            meaning,
            self.progressed.emit,
            take_unmarked=take_unmarked,
            should_stop=self._stop.is_set,
        )
        report.problems[:0] = problems
        return report

    def _taken(self, report: ImportReport) -> None:  # in the UI thread
        self.busy = False
        self.taken.emit(report)

    def _failed(self, sentence: str) -> None:  # in the UI thread
        self.busy = False
        self.takeFailed.emit(sentence)


def _preview(source: Source, fitted: Fit, meaning: Meaning) -> Preview:
    preview = Preview([], [], [])
    for photo, entry in spread(fitted.fitting, PREVIEWED):
        try:
            codes = source.read(entry, photo.width, photo.height, meaning)
            one, other = masked_photo(photo, codes)
        except ProjectError as error:
            preview.problems.append(str(error))
            continue
        preview.blurred.append(Picture(one, photo.name))
        preview.sharp.append(Picture(other, photo.name))
    return preview


def spread(values: Sequence[Any], most: int) -> list[Any]:
    """At most `most` of them, evenly from first to last."""
    if len(values) <= most:
        return list(values)
    return [values[round(place * (len(values) - 1) / (most - 1))] for place in range(most)]
