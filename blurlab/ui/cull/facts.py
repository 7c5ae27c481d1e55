"""What is known of the photos, as it comes: results, ratings and bursts, and which photos are listed by them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from PySide6.QtCore import QObject, QTimer

from blurlab.errors import UserError
from blurlab.imaging.inspection import Inspection
from blurlab.session.cull.choices import Choices, find_choices
from blurlab.session.cull.inspections import Inspections
from blurlab.session.cull.listing import InBurst, Listing, Wanted, find_bursts
from blurlab.session.cull.marking import Marking
from blurlab.session.cull.pictures import Pictures
from blurlab.session.cull.shots import Shots
from blurlab.session.notice import Level
from blurlab.session.session import Session
from blurlab.session.tasks import Tasks
from blurlab.ui.cull.asking import Asking
from blurlab.ui.cull.bar import Bar
from blurlab.ui.cull.compare import Compare
from blurlab.ui.cull.grid import Grid
from blurlab.ui.cull.survey import Survey
from blurlab.ui.cull.thumbnails import Thumbnails

_RELIST_MS = 400  # between two looks at filter and order while results come in
_BURSTS_MS = 700


class Culled(Protocol):
    """What shows the photos and what is known of them."""

    session: Session
    listing: Listing
    inspections: Inspections
    pictures: Pictures
    marking: Marking
    shots: Shots
    thumbnails: Thumbnails
    grid: Grid
    compare: Compare
    survey: Survey
    bar: Bar
    asking: Asking
    current: int | None

    def make_current(self, photo_id: int | None) -> None: ...

    def show_current(self) -> None: ...

    def tell_state(self) -> None: ...


class Facts(QObject):
    """Keeps the view's listing in step with session, inspection and ratings."""

    def __init__(self, view: Culled, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self.total = 0  # photos that are not in the bin
        self._model_expected = False
        self._tasks = Tasks(1, self)
        self._relist = QTimer(self, singleShot=True, interval=_RELIST_MS)
        self._relist.timeout.connect(self.list_again)
        self._bursts = QTimer(self, singleShot=True, interval=_BURSTS_MS)
        self._bursts.timeout.connect(self._find_bursts)

    def rest(self) -> None:
        """The view disappears."""
        self._relist.stop()
        self._bursts.stop()

    def leave(self) -> None:
        self.rest()
        self._tasks.leave()

    # ------------------------------------------------------------ photos, results, ratings

    def take_photos(self) -> None:
        """The project's photos, or which of them are one shot, changed."""
        view = self._view
        photos = view.session.order.photos()
        shots = view.shots.take(photos)
        view.listing.replace(shots, view.marking.said, view.shots.companions)
        view.marking.photos, view.marking.leads = {photo.id: photo for photo in photos}, view.shots.leads
        view.marking.ask_files(photos)
        view.inspections.set_photos([card.looked_at for card in view.listing.cards.values()])
        if view.current is not None:
            view.current = view.shots.lead(view.current)
        self.list_again()

    def give_way(self) -> None:
        """Hidden work waits for the thumbnails of visible photos, and all of it for photos that are decoded: what is
        on the large view, and what a key would bring there."""
        view, loading = self._view, self._view.pictures.loading
        view.thumbnails.wait(loading)
        view.inspections.wait(view.thumbnails.behind or loading)
        view.marking.wait(view.thumbnails.behind)

    def found(self, found: Mapping[int, Inspection]) -> None:
        view = self._view
        for photo_id, inspection in found.items():
            card = view.listing.cards.get(photo_id)
            if card is not None:
                moved = inspection.moved(card.photo.path)
                provisional = self._model_expected and moved.verdict.model_blurred is None
                view.listing.update(photo_id, inspection=moved, failure="", provisional=provisional)
        self._changed(list(found))
        if not self._bursts.isActive():
            self._bursts.start(_BURSTS_MS * (4 if view.inspections.running else 1))

    def tell_provisional(self) -> None:
        """The model has its say in verdicts now, or no longer: those without it are provisional, or final."""
        view = self._view
        if self._model_expected == view.asking.expects_model:
            return
        self._model_expected = not self._model_expected
        changed = []
        for photo_id, card in view.listing.cards.items():
            measured = card.inspection is not None and card.inspection.verdict.model_blurred is None
            if card.provisional != (measured and self._model_expected):
                changed.append(photo_id)
        for photo_id in changed:
            view.listing.update(photo_id, provisional=self._model_expected)
        self._changed(changed)

    def not_found(self, photo_id: int, error: UserError) -> None:
        self._view.listing.update(photo_id, failure=error.sentence)
        self._changed([photo_id])

    def said(self, photo_ids: list[int]) -> None:
        """Ratings changed."""
        view = self._view
        cards = view.listing.cards
        listed = [key for key in photo_ids if key in cards]
        moved = any(cards[key].culling.binned != view.marking.of(key).binned for key in listed)
        for photo_id in listed:
            view.listing.update(photo_id, culling=view.marking.of(photo_id))
        view.tell_state()
        self._changed(photo_ids)
        if moved:  # to the bin, or back
            self.list_again()
        self._bursts.start(_BURSTS_MS)

    def _changed(self, photo_ids: list[int]) -> None:
        """The cards of these photos changed."""
        view = self._view
        view.grid.cards.refresh(photo_ids)
        for photo_id in photo_ids:
            if photo_id in view.compare.ids and photo_id in view.listing.cards:
                view.compare.show_card(view.listing.cards[photo_id])
            if photo_id in view.survey.ids and photo_id in view.listing.cards:
                view.survey.show_card(view.listing.cards[photo_id])
        if view.current in photo_ids:
            view.show_current()
        if not self._relist.isActive() and not view.listing.settled:
            self._relist.start()

    def _find_bursts(self) -> None:
        view = self._view
        cards = list(view.listing.cards.values())

        def find() -> tuple[dict[int, InBurst], Choices]:
            return find_bursts(cards), find_choices(card.inspection for card in cards if card.inspection is not None)

        def have(found: tuple[dict[int, InBurst], Choices]) -> None:
            self._changed(view.listing.take_bursts(found[0]))
            view.bar.filters.offer(found[1])

        self._tasks.run(find, have, lambda error: view.session.tell("focus", error, Level.ERROR))

    # ------------------------------------------------------------ which are listed

    def list_again(self) -> None:
        """Apply filter and order; the current photo stays until it is left."""
        view = self._view
        before = view.listing.ids
        place = before.index(view.current) if view.current in before else 0
        changed = view.listing.relist(keep=view.current)
        ids = view.listing.ids
        if view.current not in view.listing.cards or (ids and view.current not in ids):
            view.make_current(ids[min(place, len(ids) - 1)] if ids else None)
        if changed or view.grid.cards.rowCount() != len(ids):
            view.grid.reload(view.current)
        self.total = sum(not card.culling.binned for card in view.listing.cards.values())
        self.show_progress()
        view.grid.hint = (
            "This project has no photos yet. Drop some on the window."
            if not self.total
            else "No photo fits the filter. “Show all” lists all of them again."
        )

    def set_wanted(self, wanted: Wanted) -> None:
        view = self._view
        view.listing.wanted = wanted
        view.listing.relist()  # now: the previous photo need not pass the filter
        if view.current not in view.listing.ids:
            view.current = next(iter(view.listing.ids), None)
        view.grid.reload(view.current)
        self.list_again()
        view.make_current(view.current)

    def set_order(self, measure: str, backwards: bool) -> None:
        self._view.listing.measure, self._view.listing.backwards = measure, backwards
        self.list_again()

    def show_progress(self) -> None:
        view, inspections = self._view, self._view.inspections
        self.tell_provisional()
        view.bar.show_progress(inspections.done, inspections.total, running=inspections.running)
        view.bar.show_counts(len(view.listing.ids), self.total, inspections.done, running=inspections.running)
        view.tell_state()
