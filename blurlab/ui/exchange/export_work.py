"""The export behind its dialog, in a thread of its own: what would be written, a few pictures of it, and writing."""

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Signal

from blurlab.errors import UserError, shown_name
from blurlab.exchange.dataset import export_dataset
from blurlab.exchange.masks_out import ExportReport, export_masks
from blurlab.exchange.meaning import Polarity
from blurlab.exchange.slides_out import MOST_OF_PNG, export_slides
from blurlab.exchange.splits import SPLITS, Shares, held_out_photos, split_photos
from blurlab.project.project import Project
from blurlab.project.records import Status
from blurlab.ui.exchange.import_work import spread
from blurlab.ui.exchange.pictures import Picture, marks_alone, masked_photo
from blurlab.ui.exchange.work import ExchangeWork

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
    slides: bool = False  # one mask for each slide instead
    kinds: bool = False
    png: bool = False  # of slides, also as PNG


@dataclass(frozen=True)
class Prospect:
    """What an order would write. splits: empty unless it is a dataset."""

    masks: int
    accepted: int
    splits: dict[str, int]
    pictures: list[Picture]
    problems: list[UserError]


class ExportWork(ExchangeWork):
    """`look` and `write` answer by the signals."""

    looked = Signal(object)  # Prospect
    written = Signal(object)  # ExportReport
    failed = Signal(object)  # UserError

    def look(self, order: Order) -> None:
        self.ask(lambda: _look(self._project, order), self.looked.emit, self.failed.emit)

    def write(self, order: Order, out: Path) -> None:
        self.carry_out(lambda: self._write(order, out), self.written.emit, self.failed.emit)

    def _write(self, order: Order, out: Path) -> ExportReport:  # in the thread
        if order.slides:
            made = export_slides(
                self._project,
                out,
                self.progressed.emit,
                replace=order.replace,
                png=order.png,
                should_stop=self.should_stop,
            )
            large = [
                UserError(
                    "export.too_large",
                    f"The mask “{shown_name(path)}” was not written: it would have over {MOST_OF_PNG // 10**6} million "
                    "pixels, which few programs open. The TIFF was written.",
                )
                for path in made.too_large
            ]
            return ExportReport(photos=made.photos, problems=[*made.problems, *large], stopped=made.stopped)
        if not order.dataset:
            return export_masks(
                self._project,
                out,
                self.progressed.emit,
                format_name=order.format_name,
                polarity=order.polarity,
                kinds=order.kinds,
                replace=order.replace,
                should_stop=self.should_stop,
            )
        report, _ = export_dataset(
            self._project,
            out,
            self.progressed.emit,
            format_name=order.format_name,
            polarity=order.polarity,
            kinds=order.kinds,
            replace=order.replace,
            shares=order.shares,
            seed=order.seed,
            with_photos=order.with_photos,
            should_stop=self.should_stop,
        )
        return report


def _look(project: Project, order: Order) -> Prospect:
    accepted = project.photos(Status.ACCEPTED)
    labels = [label.photo for label in project.masks.labels()]
    if order.slides:
        labels = [photo for photo in labels if photo.ref.region is not None]
    splits: dict[str, int] = {}
    if order.dataset:
        found = list(split_photos(labels, order.shares, order.seed, held_out_photos(project, labels)).values())
        splits = {split: found.count(split) for split in SPLITS}
    pictures, problems = [], []
    for photo in spread(labels, PREVIEWED):
        try:
            revision = project.masks.latest(photo.id)
            if revision is None:
                continue
            codes, _ = project.masks.read(revision)
            seen, _ = masked_photo(photo, codes)
        except UserError as error:
            problems.append(error.bare())
            continue
        pictures.append(Picture(seen, photo.name))
        pictures.append(Picture(marks_alone(codes, order.polarity), f"white: {order.polarity}, grey: ignored"))
    return Prospect(len(labels), len(accepted), splits, pictures, problems)
