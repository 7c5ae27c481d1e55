"""Photos copied, moved or renamed in a thread, with progress and a stop, as a step of undo."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from blurlab.errors import UserError
from blurlab.project.culling.taking import Going, Shot, Taken, plan, take
from blurlab.project.project import Project
from blurlab.project.records import Photo
from blurlab.session.cull.bin import move_to_bin
from blurlab.session.cull.listing import Card
from blurlab.session.cull.marking import Marking
from blurlab.session.cull.steps import FileStep
from blurlab.session.tasks import Tasks


class FileMoves(QObject):
    """`start` does it, `stop` ends it after the shot in hand."""

    progressed = Signal(int, int)  # shots done, all
    ended = Signal(str)  # a sentence, when nothing runs any more
    moved = Signal()  # files of the project lie elsewhere now
    failed = Signal(object)  # UserError

    def __init__(self, project: Project, marking: Marking, parent: QObject) -> None:
        super().__init__(parent)
        self._project, self._marking = project, marking
        self._tasks = Tasks(1, self)
        self._stop = threading.Event()
        self.running = False

    def preview(self, cards: Sequence[Card], folder: Path | None, pattern: str) -> list[str]:
        """The names that the first few of these photos would get. Raises UserError."""
        return [target.name for going in plan(shots_of(cards[:3]), folder, pattern) for _source, target in going.files]

    def start(self, cards: Sequence[Card], folder: Path | None, pattern: str, *, keep: bool) -> None:
        """Copy these photos, if `keep`, or move them into the folder; without a folder they are renamed."""
        shots = shots_of(cards)
        verb = "copied" if keep else "renamed" if folder is None else "moved"
        where = f" to “{folder.name}”" if folder is not None else ""
        self._run(lambda: plan(shots, folder, pattern), len(shots), verb, where, keep=keep, undoes=False)

    def stop(self) -> None:
        self._stop.set()

    def leave(self) -> None:
        self._stop.set()
        self._tasks.leave(5000)

    def _run(
        self, planned: Callable[[], list[Going]], count: int, verb: str, where: str, *, keep: bool, undoes: bool
    ) -> None:
        if self.running:
            return
        self.running = True
        self._stop.clear()
        others = _ids_by_path(self._marking.photos)

        def tell(done: int) -> bool:
            self.progressed.emit(done, count)
            return not self._stop.is_set()

        def work() -> Taken:
            return take(self._project, planned(), keep=keep, others=others, told=tell)

        def done(taken: Taken) -> None:
            self.running = False
            if taken.done and not undoes:
                self._marking.add_step(self._step(taken.done, verb, where, keep=keep))
            if taken.done and not keep:
                self.moved.emit()
            self.ended.emit(_told(taken, verb, where, undoes=undoes))
            if taken.refused:
                more = f" ({len(taken.refused) - 1} more like this.)" if len(taken.refused) > 1 else ""
                self.failed.emit(UserError(taken.refused[0].code, f"{taken.refused[0]}{more}"))

        def not_done(error: UserError) -> None:
            self.running = False
            self.ended.emit("")
            self.failed.emit(error)

        self._tasks.run(work, done, not_done)

    def _step(self, gone: list[Going], verb: str, where: str, *, keep: bool) -> FileStep:
        ids = [going.shot.photos[0].id for going in gone]

        def undo() -> None:
            if keep:
                self._bin_copies(gone)
            else:
                self._run(lambda: [one.back() for one in gone], len(gone), f"{verb} back", "", keep=False, undoes=True)

        def redo() -> None:
            self._run(lambda: gone, len(gone), verb, where, keep=keep, undoes=True)

        return FileStep(ids, undo, redo, lambda: self.running)

    def _bin_copies(self, gone: list[Going]) -> None:
        """Copies that nobody changed since go to the system's bin."""

        def work() -> int:
            left = 0
            for going in gone:
                for source, target in going.files:
                    same = False
                    with suppress(OSError):
                        one, other = source.stat(), target.lstat()
                        same = (one.st_size, int(one.st_mtime)) == (other.st_size, int(other.st_mtime))
                    left += not same or move_to_bin(target) is None
            return left

        def done(left: int) -> None:
            kept = f" {left} files that were changed since stay." if left else ""
            self.ended.emit(f"The copies are in the bin.{kept}")

        self._tasks.run(work, done, self.failed.emit)


def shots_of(cards: Sequence[Card]) -> list[Shot]:
    """The shots of these cards, in their order."""
    return [
        Shot((card.photo, *card.companions), card.inspection.seconds if card.inspection is not None else None)
        for card in cards
    ]


def _ids_by_path(photos: Mapping[int, Photo]) -> dict[Path, list[int]]:
    found: dict[Path, list[int]] = {}
    for photo in photos.values():
        found.setdefault(photo.path, []).append(photo.id)
    return found


def _told(taken: Taken, verb: str, where: str, *, undoes: bool) -> str:
    count = len(taken.done)
    told = f"{'1 photo is' if count == 1 else f'{count} photos are'} {verb}{where}."
    if taken.stopped:
        told = f"Stopped: {told[0].lower()}{told[1:]}" if count else "Stopped; nothing was changed."
    return told if undoes or not count else f"{told} Ctrl+Z takes it back."
