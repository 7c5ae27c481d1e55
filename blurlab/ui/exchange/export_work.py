"""The export behind its dialog, in a thread of its own: what would be written, a few pictures of it, the writing."""

import threading
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from blurlab.project.errors import ProjectError
from blurlab.project.exchange.dataset import export_dataset
from blurlab.project.exchange.masks_out import ExportReport, export_masks
from blurlab.project.exchange.meaning import Polarity
from blurlab.project.exchange.splits import SPLITS, Shares, held_out_photos, split_photos
from blurlab.project.project import Project
from blurlab.project.records import Status
from blurlab.ui.exchange.import_work import spread
from blurlab.ui.exchange.pictures import Picture, marks_alone, masked_photo
from blurlab.ui.tasks import Tasks

PREVIEWED = 2  # photos, each beside its marks


@dataclass(frozen=True)
class Order:
    """What is to be exported, and how. dataset: in splits, with a card."""

    format_name: str
    polarity: Polarity
    dataset: bool = False
    shares: Shares = field(default_factory=Shares)
    seed: int = 42
    with_photos: bool = True
    replace: bool = False  # also files that no export wrote


@dataclass(frozen=True)
class Prospect:
    """What an order would write. splits: empty where it is no dataset."""

    masks: int
    accepted: int
    splits: dict[str, int]
    pictures: list[Picture]
    problems: list[str]


class ExportWork(QObject):
    """`look` and `write` answer by the signals; a newer look makes older ones silent."""

    looked = Signal(object)  # Prospect
    progressed = Signal(int, int)
    written = Signal(object)  # ExportReport
    failed = Signal(str)

    def __init__(self, project: Project, parent: QObject) -> None:
        super().__init__(parent)
        self._project = project
        self._tasks = Tasks(1, self)
        self._stop = threading.Event()
        self._number = 0
        self.busy = False

    def look(self, order: Order) -> None:
        self._number += 1
        number = self._number
        self._tasks.run(
            lambda: _look(self._project, order) if number == self._number else None,
            lambda prospect: self.looked.emit(prospect) if number == self._number else None,
            lambda sentence: self.failed.emit(sentence) if number == self._number else None,
        )

    def write(self, order: Order, out: Path) -> None:
        self.busy = True
        self._number += 1
        self._stop.clear()
        self._tasks.run(lambda: self._write(order, out), self._done, self._not_done)

    def stop(self) -> None:
        """End after the mask in hand."""
        self._stop.set()

    def leave(self) -> None:
        self._stop.set()
        self._number += 1
        self._tasks.leave(8000)

    def _write(self, order: Order, out: Path) -> ExportReport:  # in the thread
        if not order.dataset:
            return export_masks(
                self._project,
                out,
                self.progressed.emit,
                format_name=order.format_name,
                polarity=order.polarity,
                replace=order.replace,
                should_stop=self._stop.is_set,
            )
        report, _ = export_dataset(
            self._project,
            out,
            self.progressed.emit,
            format_name=order.format_name,
            polarity=order.polarity,
            replace=order.replace,
            shares=order.shares,
            seed=order.seed,
            with_photos=order.with_photos,
            should_stop=self._stop.is_set,
        )
        return report

    def _done(self, report: ExportReport) -> None:  # in the UI thread
        self.busy = False
        self.written.emit(report)

    def _not_done(self, sentence: str) -> None:  # in the UI thread
        self.busy = False
        self.failed.emit(sentence)


def _look(project: Project, order: Order) -> Prospect:
    accepted = project.photos(Status.ACCEPTED)
    labels = [label.photo for label in project.labels()]
    splits: dict[str, int] = {}
    if order.dataset:
        found = list(split_photos(labels, order.shares, order.seed, held_out_photos(project, labels)).values())
        splits = {split: found.count(split) for split in SPLITS}
    pictures, problems = [], []
    for photo in spread(labels, PREVIEWED):
        try:
            revision = project.latest_mask(photo.id)
            if revision is None:
                continue
            codes, _ = project.read_mask_revision(revision)
            seen, _ = masked_photo(photo, codes)
        except ProjectError as error:
            problems.append(str(error))
            continue
        pictures.append(Picture(seen, photo.name))
        pictures.append(Picture(marks_alone(codes, order.polarity), f"white: {order.polarity}, grey: ignored"))
    return Prospect(len(labels), len(accepted), splits, pictures, problems)
