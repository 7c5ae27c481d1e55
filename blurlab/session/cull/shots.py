"""The shots among the project's photos: RAW and the picture that the camera made of it are looked at as one."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from blurlab.errors import UserError
from blurlab.imaging.shots import alike, one_shot, pairs_by_name, read_made
from blurlab.project.records import Photo
from blurlab.session.tasks import Tasks


class Shots(QObject):
    """`take` pairs photos by name and shape at once; their tags, read in a thread, may part some: `changed` tells.

    companions: by the id of each shot's RAW, the pictures that go with it.
    """

    changed = Signal()
    failed = Signal(object)  # UserError

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = Tasks(1, self, behind=True)
        self._known: dict[tuple[int, int], bool] = {}  # ids of RAW and picture → whether they are one shot
        self._asked: set[tuple[int, int]] = set()
        self._leads: dict[int, int] = {}
        self.companions: dict[int, tuple[Photo, ...]] = {}

    def take(self, photos: Sequence[Photo]) -> list[Photo]:
        """The photos without those that are part of another's shot."""
        by_path = {photo.path: photo for photo in photos}
        self.companions, self._leads = {}, {}
        unknown = []
        for picture_path, raw_path in pairs_by_name(by_path).items():
            picture, raw = by_path[picture_path], by_path[raw_path]
            key = raw.id, picture.id
            if key not in self._known and key not in self._asked:
                unknown.append((key, raw_path, picture_path))
            if self._known.get(key, alike(raw.width, raw.height, picture.width, picture.height)):
                self.companions[raw.id] = (*self.companions.get(raw.id, ()), picture)
                self._leads[picture.id] = raw.id
        if unknown:
            self._ask(unknown)
        return [photo for photo in photos if photo.id not in self._leads]

    def lead(self, photo_id: int) -> int:
        """The id that the photo's shot goes by."""
        return self._leads.get(photo_id, photo_id)

    def all_of(self, photo_ids: Iterable[int]) -> list[int]:
        """The ids of these shots' files: the leading ones first."""
        ids = list(photo_ids)
        return [*ids, *(picture.id for key in ids for picture in self.companions.get(key, ()))]

    @property
    def leads(self) -> Mapping[int, int]:
        """By the id of each picture that is part of a shot, the RAW's."""
        return self._leads

    def leave(self) -> None:
        self._tasks.leave()

    def _ask(self, pairs: list[tuple[tuple[int, int], Path, Path]]) -> None:
        self._asked.update(key for key, _raw, _picture in pairs)

        def read() -> dict[tuple[int, int], bool]:
            found = {}
            for key, raw, picture in pairs:
                one, other = read_made(raw), read_made(picture)
                found[key] = one is not None and other is not None and one_shot(one, other)
            return found

        def have(found: dict[tuple[int, int], bool]) -> None:
            self._known |= found
            if any(together != (self._leads.get(key[1]) == key[0]) for key, together in found.items()):
                self.changed.emit()

        self._tasks.run(read, have, self._not_read)

    def _not_read(self, error: UserError) -> None:
        self.failed.emit(error)
