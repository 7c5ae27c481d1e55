"""Strokes that go on beyond their tile of a slide: painted on every tile that they touch, and taken back as one."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer

from blurlab.core.editing.history import History
from blurlab.core.editing.trail import Trail
from blurlab.core.rect import Rect
from blurlab.errors import UserError
from blurlab.imaging.kinds.slide import Slide, in_level
from blurlab.imaging.kinds.slide_grid import tile_at, tiles_touched
from blurlab.imaging.ports import PhotoRef, Region
from blurlab.project.records import Photo
from blurlab.session.notice import Level, Notices
from blurlab.session.photos.adding import PhotoAdder
from blurlab.session.photos.current_photo import CurrentPhoto
from blurlab.session.photos.open_photo import OpenPhoto
from blurlab.session.photos.photo_loader import PhotoLoader
from blurlab.session.photos.photo_order import PhotoOrder
from blurlab.session.review.deeds import Deed, Deeds
from blurlab.session.strokes.strokes import Strokes
from blurlab.session.tasks import Tasks

_AGAIN_MS: Final = 50  # until it is asked again whether the stroke on the screen has ended

Sizes = tuple[tuple[int, int], ...]


class _Passing:
    """One stroke on its way to the tiles beside its own. `deed`: None until something of it is noted."""

    def __init__(self, deed: Deed | None, trail: Trail, origin: Rect) -> None:
        self.deed, self.trail, self.origin = deed, trail, origin


class AcrossTiles(QObject):
    """`passed` when a stroke left the photo on the screen. A tile that is no photo yet becomes one."""

    def __init__(
        self,
        order: PhotoOrder,
        current: CurrentPhoto,
        loader: PhotoLoader,
        strokes: Strokes,
        deeds: Deeds,
        adder: PhotoAdder,
        notices: Notices,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._order, self._current, self._loader, self._strokes = order, current, loader, strokes
        self._deeds, self._adder, self._notices = deeds, adder, notices
        self._tasks = Tasks(1, self)
        self._levels: dict[tuple[Path, int], Sizes] = {}
        self._to_come: dict[PhotoRef, list[_Passing]] = {}  # tiles that are to become photos
        self._to_do: dict[int, list[Callable[[OpenPhoto], None]]] = {}  # as soon as the photo is in memory
        deeds.othersAsked.connect(self._step)
        order.listChanged.connect(self._listed)
        loader.loaded.connect(lambda opened: self._do(opened.photo_id))
        loader.failed.connect(self._failed)

    @property
    def busy(self) -> bool:
        """Whether a stroke is still on its way to a tile."""
        return bool(self._to_come or self._to_do)

    def leave(self) -> None:
        self._tasks.leave()

    def passed(self, trail: Trail, noted: bool) -> None:
        """A stroke on the current photo went on beyond it. `noted`: it changed that photo, and is the last deed."""
        photo_id = self._current.id
        ref = None if photo_id is None else self._order[photo_id].ref
        if ref is None or ref.region is None:
            return
        deed = self._deeds.next_undo if noted else None
        slide = PhotoRef(ref.path, ref.page)
        known = self._levels.get((ref.path, ref.page))
        if known is not None:
            self._go(ref, ref.region, deed, trail, known)
            return
        region = ref.region
        self._tasks.run(
            lambda: Slide(slide).levels, lambda levels: self._go(ref, region, deed, trail, levels), lambda _error: None
        )

    def _go(self, ref: PhotoRef, own: Region, deed: Deed | None, trail: Trail, levels: Sizes) -> None:
        self._levels[ref.path, ref.page] = levels
        if own.level >= len(levels):
            return
        size = levels[own.level]
        origin = in_level(own.rect, levels[0], size)
        there = trail.moved(origin.x, origin.y)  # in pixels of the level
        passing = _Passing(deed, there, origin)
        known: dict[Region, Photo] = {}
        for photo in self._order.photos():
            region = photo.ref.region
            if (photo.ref.path, photo.ref.page) == (ref.path, ref.page) and region and region.level == own.level:
                known[region] = photo
        whole = {region for region in known if in_level(region.rect, levels[0], size).contains(Rect(0, 0, *size))}
        for region, photo in known.items():
            place = in_level(region.rect, levels[0], size)
            if region != own and region not in whole and there.touches(place):
                self._paint_on(photo, passing, place)
        middle = own.rect.x + own.rect.width / 2, own.rect.y + own.rect.height / 2
        if tile_at(levels, own.level, *middle) != own:
            return  # a region that somebody drew stands for itself
        missing = []
        for region in tiles_touched(levels, own.level, there.bounds):
            if region not in known and there.touches(in_level(region.rect, levels[0], size)):
                tile = PhotoRef(ref.path, ref.page, region)
                self._to_come.setdefault(tile, []).append(passing)
                missing.append(tile)
        if missing:
            self._adder.add(missing)

    def _listed(self) -> None:
        """Tiles that a stroke waits for may be photos by now."""
        if not self._to_come:
            return
        for photo in self._order.photos():
            tile = PhotoRef(photo.ref.path, photo.ref.page, photo.ref.region)
            for passing in self._to_come.pop(tile, []):
                levels = self._levels[tile.path, tile.page]
                assert tile.region is not None
                place = in_level(tile.region.rect, levels[0], levels[tile.region.level])
                self._paint_on(photo, passing, place)

    def _paint_on(self, photo: Photo, passing: _Passing, place: Rect) -> None:
        self._when_open(photo, lambda opened: self._paint(opened, passing, place))

    def _paint(self, opened: OpenPhoto, passing: _Passing, place: Rect) -> None:
        if passing.deed is not None and not self._deeds.stands(passing.deed):
            return  # it was taken back meanwhile
        trail = passing.trail.moved(-place.x, -place.y)
        plane = opened.correction if trail.corrects == opened.correction.corrects else opened.kinds_at_hand()
        edit = trail.paint(plane)
        if edit is None:
            return
        opened.history.push(edit)
        self._strokes.note_edit_of(opened, edit)
        passing.deed = self._deeds.note_beside(passing.deed, opened.photo_id)
        if opened is self._current.opened:
            self._current.refresh(edit.rect)

    def _step(self, photo_ids: Sequence[int], back: bool) -> None:
        """Take the last stroke of these photos back, or repeat the one that was taken back."""
        for photo_id in photo_ids:
            if photo_id in self._order and photo_id not in self._order.gone:
                self._when_open(self._order[photo_id], partial(self._step_on, back=back))

    def _step_on(self, opened: OpenPhoto, *, back: bool) -> None:
        history: History = opened.history
        step = history.next_undo if back else history.next_redo
        if step is None:
            return
        (history.undo if back else history.redo)(opened.plane_of(step))
        self._strokes.note_edit_of(opened, step.inverse() if back else step)
        if opened is self._current.opened:
            self._current.refresh(step.rect)

    # ------------------------------------------------------------ photos in memory

    def _when_open(self, photo: Photo, what: Callable[[OpenPhoto], None]) -> None:
        self._to_do.setdefault(photo.id, []).append(what)
        if self._loader.get(photo.id) is None:
            self._loader.load_beside(photo)
        else:
            self._do(photo.id)

    def _do(self, photo_id: int) -> None:
        opened = self._loader.get(photo_id)
        if opened is None or photo_id not in self._to_do:
            return
        if opened is self._current.opened and self._strokes.under_way:
            QTimer.singleShot(_AGAIN_MS, self, lambda: self._do(photo_id))
            return
        for what in self._to_do.pop(photo_id):
            what(opened)

    def _failed(self, photo_id: int, error: UserError) -> None:
        if self._to_do.pop(photo_id, None) is not None:
            self._notices.tell("across", error, Level.WARNING)
