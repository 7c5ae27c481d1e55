"""The project's photos in order, their facts, and which of them the filter lists."""

import bisect
import itertools
import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, Signal

from blurlab.imaging.finding import shared_folder
from blurlab.project.queue import Wanted
from blurlab.project.records import Photo, Status
from blurlab.project.review import Facts

_NOTHING: Final = Facts()


class PhotoOrder(QObject):
    """`ids` are the listed photos. A photo that leaves the list by a new status keeps its place for “next”. `gone` are
    in the bin: they are known, but neither listed nor counted. `pinned` are shown in the film of a training.
    taken: by photo id who else has it open."""

    listChanged = Signal()  # other photos are listed, or in another order
    photoChanged = Signal(int)  # a photo's record, or what is known of it

    def __init__(
        self, photos: Iterable[Photo], gone: frozenset[int] = frozenset(), parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._photos: dict[int, Photo] = {}
        self._shown_names: dict[int, str] = {}
        self._all: list[int] = []
        self._place: dict[int, int] = {}
        self.facts: dict[int, Facts] = {}
        self.wanted = Wanted()
        self.gone = gone
        self.pinned: list[int] = []
        self.taken: Mapping[int, str] = {}
        self.ids: list[int] = []
        self.replace(photos)

    def __len__(self) -> int:
        return len(self._all) - len(self.gone)

    def __contains__(self, photo_id: object) -> bool:
        return photo_id in self._photos

    def __getitem__(self, photo_id: int) -> Photo:
        return self._photos[photo_id]

    def photos(self) -> list[Photo]:
        """All photos, listed or not, in order."""
        return [self._photos[photo_id] for photo_id in self._all]

    def number(self, photo_id: int) -> int:
        """1 for the first photo of all."""
        place = self._place[photo_id]
        return place + 1 - sum(self._place[gone] < place for gone in self.gone)

    def shown_name(self, photo_id: int) -> str:
        """The photo's name after its subfolder, if it lies in one: two photos may have one name."""
        name = self._shown_names.get(photo_id)  # of each row at each repaint, and paths are slow
        if name is None:
            photo = self._photos[photo_id]
            name = photo.title
            if self._shared is not None:
                folder, root = str(photo.path).rpartition(os.sep)[0], str(self._shared).rstrip(os.sep) + os.sep
                if folder.startswith(root):
                    name = f"{folder.removeprefix(root).replace(os.sep, '/')}/{name}"
            self._shown_names[photo_id] = name
        return name

    def replace(self, photos: Iterable[Photo]) -> None:
        """Other photos; those that were there keep their places, new ones come last."""
        self._photos = {photo.id: photo for photo in photos}
        self._shared = shared_folder(photo.path for photo in self._photos.values())
        self._shown_names.clear()
        self.gone = self.gone.intersection(self._photos)
        self._count()
        self.arrange(self._all)

    def leave_out(self, gone: frozenset[int]) -> bool:
        """These, and no others, are in the bin; whether that is news."""
        before, self.gone = self.gone, gone.intersection(self._photos)
        if self.gone == before:
            return False
        self._count()
        self.arrange(self._all)
        return True

    def arrange(self, ids: Iterable[int]) -> None:
        """Bring the photos into this order; what it does not name comes after it, as it was added."""
        named = dict.fromkeys(photo_id for photo_id in ids if photo_id in self._photos)
        self._all = list(named | dict.fromkeys(self._photos))
        self._place = {photo_id: place for place, photo_id in enumerate(self._all)}
        self._list()
        self.listChanged.emit()

    def facts_of(self, photo_id: int) -> Facts:
        return self.facts.get(photo_id, _NOTHING)

    def lists(self, photo_id: int) -> bool:
        """Whether the filter lets this photo through."""
        fits = self.wanted.matches(self._photos[photo_id], self.facts_of(photo_id))
        return fits and photo_id not in self.gone

    def update(self, photo: Photo) -> None:
        """The photo's record has changed. A filtered list is made again by `relist`."""
        self._take(photo)
        self.photoChanged.emit(photo.id)

    def update_many(self, photos: Iterable[Photo], keep: int | None) -> None:
        """The records of these photos have changed; the list is made again once, and `keep` stays if it was listed."""
        for photo in photos:
            self._take(photo)
        self._list(keep if keep in self.ids else None)
        self.listChanged.emit()

    def know(self, photo_id: int, facts: Facts) -> None:
        """This is known of the photo from now on."""
        self.facts[photo_id] = facts
        if photo_id in self._photos:
            self.photoChanged.emit(photo_id)

    def note_author(self, photo_id: int, author: str) -> None:
        """Record that the newest mask of a photo is this person's."""
        facts = self.facts_of(photo_id)
        if facts.authors[:1] != (author,):
            self.know(photo_id, replace(facts, authors=tuple(dict.fromkeys([author, *facts.authors]))))

    def set_pinned(self, photo_ids: list[int]) -> None:
        """These photos, and no others, are pinned."""
        changed = set(photo_ids).symmetric_difference(self.pinned)
        self.pinned = photo_ids
        for photo_id in changed & self._photos.keys():
            self.photoChanged.emit(photo_id)

    def set_taken(self, taken: Mapping[int, str]) -> set[int]:
        """Others have these photos open, and no others; the ids of those of which that is news."""
        changed = {one for one in taken.keys() | self.taken.keys() if taken.get(one) != self.taken.get(one)}
        self.taken = taken
        for photo_id in changed & self._photos.keys():
            self.photoChanged.emit(photo_id)
        return changed

    def set_filter(self, status: Status | None) -> None:
        """List photos of this status, of those that the rest of the filter lets through; None: of every status."""
        self.set_wanted(replace(self.wanted, status=status))

    def set_wanted(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self._list()
        self.listChanged.emit()

    def relist(self, keep: int | None) -> bool:
        """Apply the filter to the statuses as they are now; `keep` stays if it was listed. True if ids changed."""
        before = self.ids
        self._list(keep if keep in before else None)
        if self.ids == before:
            return False
        self.listChanged.emit()
        return True

    def counts(self) -> Counter[Status]:
        """How many photos stand at each status; asked often, and so kept."""
        return self._counts

    def after(self, photo_id: int | None, statuses: Collection[Status] = ()) -> int | None:
        """The first listed photo after this one (from the start for None), of one of `statuses` where given."""
        place = -1 if photo_id is None else self._place[photo_id]
        return next(self._matching(place + 1, statuses), None)

    def before(self, photo_id: int | None) -> int | None:
        """The last listed photo before this one."""
        if photo_id is None:
            return None
        here = self._index(self._place[photo_id])
        return self.ids[here - 1] if here else None

    def line_after(self, photo_id: int, count: int) -> list[int]:
        """The next `count` listed photos."""
        return list(itertools.islice(self._matching(self._place[photo_id] + 1, ()), count))

    def around(self, photo_id: int | None) -> Iterator[int]:
        """The listed photos after this one, then those from the top; itself not."""
        behind = 0 if photo_id is None else self._index(self._place[photo_id] + 1)
        for place in itertools.chain(range(behind, len(self.ids)), range(behind)):
            if self.ids[place] != photo_id:
                yield self.ids[place]

    def _take(self, photo: Photo) -> None:
        if photo.id not in self.gone:
            self._counts[self._photos[photo.id].status] -= 1
            self._counts[photo.status] += 1
        self._photos[photo.id] = photo
        self._shown_names.pop(photo.id, None)

    def _count(self) -> None:
        self._counts = Counter(photo.status for photo in self._photos.values() if photo.id not in self.gone)

    def _matching(self, first_place: int, statuses: Collection[Status]) -> Iterator[int]:
        for photo_id in itertools.islice(self.ids, self._index(first_place), None):
            if not statuses or self._photos[photo_id].status in statuses:
                yield photo_id

    def _index(self, place: int) -> int:
        """Index in `ids` of the first listed photo at or after a place in the whole order."""
        return bisect.bisect_left(self.ids, place, key=self._place.__getitem__)

    def _list(self, keep: int | None = None) -> None:
        if self.wanted.everything and not self.gone:
            self.ids = self._all
            return
        fits, photos, facts = self.wanted.matches, self._photos, self.facts  # gone over at each letter typed
        self.ids = [
            photo_id
            for photo_id in self._all
            if photo_id not in self.gone and (photo_id == keep or fits(photos[photo_id], facts.get(photo_id, _NOTHING)))
        ]
