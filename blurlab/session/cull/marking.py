"""A person's ratings of the photos: kept in the project in a thread, each a step of undo, sidecars if asked; and
ratings from other programs."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TypedDict, Unpack

from PySide6.QtCore import QObject, Signal

from blurlab.errors import UserError, refusal, shown_name
from blurlab.imaging.metadata.marks import Marks
from blurlab.imaging.metadata.sidecars import belongs_to, is_there, sidecar_path
from blurlab.imaging.metadata.xmp import check_sidecar, write_sidecar
from blurlab.project.culling.culling import (
    in_bin,
    label_whole,
    read_culling,
    take_back_label,
    write_culling,
)
from blurlab.project.culling.external_marks import Found, find_external_marks, keep_external_marks, read_seen
from blurlab.project.project import Project
from blurlab.project.records import CORRECTIONS, Culling, Photo
from blurlab.session.cull.bin import move_to_bin, take_out_of_bin
from blurlab.session.cull.steps import FileStep, Step
from blurlab.session.tasks import Tasks

_NOTHING = Culling()


class Said(TypedDict, total=False):
    """Changes to a rating; the fields of `Culling`."""

    pick: int
    stars: int
    label: str
    verdict: str


class Marking(QObject):
    """`say` changes at once what `of` answers; that the disk took it follows, or `failed` and the previous state."""

    changed = Signal(object)  # ids of the photos whose rating changed
    maskChanged = Signal(object)  # Photo whose mask and status a verdict made or took back
    binned = Signal(object)  # ids, a frozenset, of all photos whose files are in the bin now
    told = Signal(str)  # a sentence in passing
    failed = Signal(object)  # UserError

    def __init__(self, project: Project, author: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project, self._author = project, author
        self._tasks = Tasks(1, self)  # one: what is said last is written last
        self._asking = Tasks(1, self, behind=True)
        self._said: dict[int, Culling] = {}
        self._said_at: dict[int, float] = {}  # of what was said since the project was opened
        self._since: dict[int, Culling] = {}  # said while the project is read
        self._asked: set[int] = set()
        self._read = self._waits = False
        self._undone: list[Step | FileStep] = []
        self._done: list[Step | FileStep] = []
        self.photos: Mapping[int, Photo] = {}
        self.leads: Mapping[int, int] = MappingProxyType({})  # by each picture that is part of a shot, the shot's RAW
        self.in_step = False  # sidecars follow each rating

    def read(self) -> None:
        """Take up what the project holds; `changed` follows."""

        def have(said: dict[int, Culling]) -> None:
            self._said = said | self._since
            self._read = True
            self.binned.emit(self._gone())
            self.changed.emit(list(self._said))
            self.ask_files(self.photos.values())

        self._asked.clear()
        self._since.clear()
        self._tasks.run(lambda: _read(self._project), have, self.failed.emit)

    def ask_files(self, photos: Iterable[Photo]) -> None:
        """Import newer ratings of these photos from other programs; each once, until `read` is called again."""
        new = [photo for photo in photos if photo.id not in self._asked and not self.of(photo.id).binned]
        if not self._read or self._waits or not new:
            return
        self._asked.update(photo.id for photo in new)

        def have(answer: tuple[list[Found], list[UserError]]) -> None:
            found, refused = answer
            if found:
                self._take_up(found)
            self._refuse(refused)

        self._asking.run(lambda: find_external_marks(self._project, new), have, self.failed.emit)

    def wait(self, waits: bool) -> None:
        """Read no files while others need the processor more."""
        if waits != self._waits:
            self._waits = waits
            self.ask_files(self.photos.values())

    @property
    def files_asked(self) -> bool:
        """Whether all photos' files have been looked into for what other programs said."""
        return self._read and not self._waits and self._asking.idle()

    def _gone(self) -> frozenset[int]:
        return frozenset(key for key, said in self._said.items() if said.binned)

    @property
    def said(self) -> Mapping[int, Culling]:
        return self._said

    def of(self, photo_id: int) -> Culling:
        return self._said.get(photo_id, _NOTHING)

    @property
    def can_undo(self) -> bool:
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        return bool(self._undone)

    def say(self, photo_ids: Sequence[int], **what: Unpack[Said]) -> None:
        """Change these fields of the photos' ratings: one step."""
        before = {photo_id: self.of(photo_id) for photo_id in self._files_of(photo_ids)}
        after = {photo_id: replace(said, **what) for photo_id, said in before.items()}
        step = Step(before, after)
        if before == after:
            return
        self.add_step(step)
        self._apply(before, after)

    def add_step(self, step: Step | FileStep) -> None:
        """This was done, and is undone next."""
        self._done.append(step)
        self._undone.clear()

    def _files_of(self, photo_ids: Sequence[int]) -> list[int]:
        """The photos, and then the pictures that are part of their shots."""
        chosen = set(photo_ids)
        return [*photo_ids, *(key for key, lead in self.leads.items() if lead in chosen)]

    def undo(self) -> list[int]:
        """Undo the last step; returns its photos."""
        return self._move_step(self._done, self._undone)

    def redo(self) -> list[int]:
        return self._move_step(self._undone, self._done)

    def _move_step(self, begin: list[Step | FileStep], end: list[Step | FileStep]) -> list[int]:
        if not begin:
            return []
        step, undoes = begin[-1], begin is self._done
        if isinstance(step, Step):
            end.append(begin.pop())
            old, new = (step.after, step.before) if undoes else (step.before, step.after)
            self._apply(old, new)
            return list(step.before)
        if step.busy():
            self.told.emit("Files are still being copied or moved.")
        else:
            end.append(begin.pop())
            (step.undo if undoes else step.redo)()
        return step.ids

    def write_sidecars(self, photo_ids: Sequence[int]) -> None:
        """Write the ratings of these photos into their sidecars; unrated ones are left alone."""
        files = [key for key in self._files_of(photo_ids) if key in self._said and self._has_sidecar(key)]
        marks = [(self.photos[key], said, _not_nothing(said)) for key in files for said in [self._said[key].marks]]

        def have(refused: list[UserError]) -> None:
            count = len(marks) - len(refused)
            written = "1 sidecar holds" if count == 1 else f"{count} sidecars hold"
            self.told.emit(f"{written} your ratings.")
            self._refuse(refused)

        if marks:
            self._tasks.run(lambda: _write(self._project, marks), have, self.failed.emit)
        else:
            self.told.emit("You have not rated these photos yet; no sidecar was written.")

    def _has_sidecar(self, photo_id: int) -> bool:
        """Whether ratings of this file go into a sidecar: for a shot into the RAW's, and into others that are there."""
        return photo_id not in self.leads or is_there(sidecar_path(self.photos[photo_id].path))

    def bin(self, photo_ids: Sequence[int]) -> None:
        """Move the files, and sidecars of theirs alone, to the system's bin: one step. Ask the person first."""

        def have(gone: list[int], binned: list[tuple[Path, Path]]) -> None:
            if gone:
                self.add_step(
                    FileStep(
                        list(photo_ids),
                        lambda: self._take_out(gone, binned),
                        lambda: self._bin(photo_ids, lambda _ids, _at: None),
                        lambda: False,
                    )
                )

        self._bin(photo_ids, have)

    def _bin(self, photo_ids: Sequence[int], done: Callable[[list[int], list[tuple[Path, Path]]], None]) -> None:
        photos = [self.photos[photo_id] for photo_id in self._files_of(photo_ids)]

        def have(answer: tuple[list[int], list[tuple[Path, Path]], list[UserError]]) -> None:
            gone, binned, refused = answer
            self._say({photo_id: replace(self.of(photo_id), binned=True) for photo_id in gone})
            if gone:
                shots = len({self.leads.get(key, key) for key in gone})
                what = "1 photo is" if shots == 1 else f"{shots} photos are"
                self.told.emit(f"{what} in the bin. Ctrl+Z takes {'it' if shots == 1 else 'them'} out again.")
                done(gone, binned)
                self.changed.emit(gone)
                self.binned.emit(self._gone())
            self._refuse(refused)

        self._tasks.run(lambda: self._to_bin(photos), have, self.failed.emit)

    def _take_out(self, gone: list[int], binned: list[tuple[Path, Path]]) -> None:
        """Undo `bin`: the files go back, unless something else is in their place."""

        def work() -> tuple[list[int], list[UserError]]:
            refused, missing = [], set()
            for path, in_bin_at in binned:
                try:
                    take_out_of_bin(in_bin_at, path)
                except OSError as error:
                    missing.add(path)
                    refused.append(refusal(f"“{shown_name(path)}” could not be taken out of the bin", error))
            back = [key for key in gone if self.photos[key].path not in missing]
            write_culling(self._project, {key: replace(self.of(key), binned=False) for key in back})
            return back, refused

        def have(answer: tuple[list[int], list[UserError]]) -> None:
            back, refused = answer
            self._say({key: replace(self.of(key), binned=False) for key in back})
            if back:
                self.told.emit("The files are back from the bin.")
                self.changed.emit(back)
                self.binned.emit(self._gone())
            self._refuse(refused)

        self._tasks.run(work, have, self.failed.emit)

    def leave(self) -> bool:
        """Wait for writing in progress."""
        self._asking.leave()
        return self._tasks.leave(5000)

    @property
    def idle(self) -> bool:
        """Whether all ratings are on the disk."""
        return self._tasks.idle() and self._asking.idle()

    # ------------------------------------------------------------ in the thread, and back

    def _apply(self, before: dict[int, Culling], after: dict[int, Culling]) -> None:
        after = {key: replace(said, binned=self.of(key).binned) for key, said in after.items()}
        self._say(after)
        self._said_at |= dict.fromkeys(after, time.time())
        self.changed.emit(list(after))
        photos = [self.photos[key] for key in after if key in self.photos and self._has_sidecar(key)]
        photos = photos if self.in_step else []

        def have(answer: tuple[list[Photo], list[str], list[UserError]]) -> None:
            changed, sentences, refused = answer
            for photo in changed:
                self.maskChanged.emit(photo)
            for sentence in sentences:
                self.told.emit(sentence)
            self._refuse(refused)

        def not_kept(error: UserError) -> None:
            for key, said in after.items():
                if self._said.get(key) == said:  # and nothing else was said since
                    self._say({key: before[key]})
            self.changed.emit(list(after))
            self.failed.emit(error)

        self._tasks.run(lambda: self._keep(before, after, photos), have, not_kept)

    def _say(self, said: Mapping[int, Culling]) -> None:
        self._said |= said
        self._since |= said

    def _take_up(self, found: list[Found]) -> None:
        taken: dict[int, Culling] = {}
        for one in sorted(found, key=lambda one: one.at):  # of one shot's files the newest word holds
            key = self.leads.get(one.photo_id, one.photo_id)
            held = one.take_up(taken.get(key, self.of(key)), self._said_at.get(key))
            if held != taken.get(key, self.of(key)):
                taken |= {each: replace(held, binned=self.of(each).binned) for each in self._files_of([key])}
        self._say(taken)
        if taken:
            self.changed.emit(list(taken))
            shots = len({self.leads.get(key, key) for key in taken})
            photos = "1 photo" if shots == 1 else f"{shots} photos"
            self.told.emit(f"Stars, picks or colours of {photos} were read from files.")

        def keep() -> None:
            at: dict[int, float] = {}
            for one in sorted(found, key=lambda one: one.at):
                at |= dict.fromkeys(self._files_of([self.leads.get(one.photo_id, one.photo_id)]), one.at)
            write_culling(self._project, taken, at)
            keep_external_marks(self._project, found)

        self._tasks.run(keep, lambda _none: None, self.failed.emit)

    def _keep(
        self, before: dict[int, Culling], after: dict[int, Culling], photos: list[Photo]
    ) -> tuple[list[Photo], list[str], list[UserError]]:
        """(photos whose mask changed, what to tell of the others, sidecars refused)."""
        write_culling(self._project, after)
        changed, sentences = [], []
        for key, said in after.items():
            old, new = before[key].verdict, said.verdict
            if old == new:
                continue
            moved = bool(old) and take_back_label(self._project, key, old)
            if new and CORRECTIONS[new][1] is not None:
                if label_whole(self._project, key, new, self._author) is not None:
                    moved = True
                else:
                    name = self._project.photo(key).name
                    sentences.append(f"“{name}” already has a mask or a review, which stays; your verdict is kept.")
            if moved:
                changed.append(self._project.photo(key))
        marks = [(photo, after[photo.id].marks, _changed(before[photo.id], after[photo.id])) for photo in photos]
        return changed, sentences, _write(self._project, marks)

    def _to_bin(self, photos: list[Photo]) -> tuple[list[int], list[tuple[Path, Path]], list[UserError]]:
        """(ids of what is in the bin, each file with where it lies there, what was refused)."""
        gone, binned, refused = [], [], []
        for photo in photos:
            sidecar = sidecar_path(photo.path)
            alone = is_there(sidecar) and belongs_to(sidecar, photo.path)
            at = move_to_bin(photo.path)
            if at is None:
                sentence = f"“{photo.name}” could not be moved to the bin, and stays where it is."
                refused.append(UserError("photo.not_in_bin", sentence))
                continue
            gone.append(photo.id)
            binned.append((photo.path, at))
            if alone and (beside := move_to_bin(sidecar)) is not None:
                binned.append((sidecar, beside))
        write_culling(self._project, {key: replace(self.of(key), binned=True) for key in gone})
        return gone, binned, refused

    def _refuse(self, refused: list[UserError]) -> None:
        if refused:
            more = f" ({len(refused) - 1} more like this.)" if len(refused) > 1 else ""
            self.failed.emit(UserError(refused[0].code, f"{refused[0]}{more}"))


def _read(project: Project) -> dict[int, Culling]:
    """What the project holds; a photo that came back from the bin is a photo again."""
    said = read_culling(project)
    gone = in_bin(project)
    back = {key: replace(one, binned=False) for key, one in said.items() if one.binned and key not in gone}
    if back:
        write_culling(project, back)
    return said | back


def _not_nothing(marks: Marks) -> Marks:
    """The marks without those that only take back what nobody may have said."""
    return Marks(marks.rating or None, marks.label or None, marks.pick or None)


def _changed(before: Culling, after: Culling) -> Marks:
    """The marks that a step changed."""
    old, new = before.marks, after.marks
    return Marks(
        new.rating if new.rating != old.rating else None,
        new.label if new.label != old.label else None,
        new.pick if new.pick != old.pick else None,
    )


def _write(project: Project, marks: list[tuple[Photo, Marks, Marks]]) -> list[UserError]:
    """Write sidecars, and read them back: of each photo what is said, and what must hold then. Returns why any were
    refused, or kept what another program gave."""
    refused = []
    seen = read_seen(project) if marks else {}
    for photo, said, asked in marks:
        try:
            write_sidecar(photo.path, said, seen.get(photo.id))
            check_sidecar(photo.path, asked)
        except UserError as error:
            refused.append(error.bare())
    return refused
