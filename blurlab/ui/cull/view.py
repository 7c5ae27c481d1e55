"""The focus view: grid, large view and comparison of the project's photos, and its input."""

from collections.abc import Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from blurlab.errors import UserError
from blurlab.imaging.inspection import Inspection
from blurlab.session.cull.inspections import Inspections
from blurlab.session.cull.listing import Listing, Wanted, find_bursts
from blurlab.session.cull.marking import Marking
from blurlab.session.cull.shots import Shots
from blurlab.session.notice import Level
from blurlab.session.predictions.predictions import PredictorState
from blurlab.session.session import Session
from blurlab.session.tasks import Tasks
from blurlab.ui.cull.asking import Asking
from blurlab.ui.cull.bar import Bar
from blurlab.ui.cull.compare import photos_to_compare
from blurlab.ui.cull.grid import Grid
from blurlab.ui.cull.looking import Looking
from blurlab.ui.cull.rating import Rating
from blurlab.ui.cull.reason_panel import ReasonPanel
from blurlab.ui.cull.result_files import ResultFiles
from blurlab.ui.cull.screen import Place
from blurlab.ui.cull.thumbnails import Thumbnails

_RELIST_MS = 400  # between two looks at filter and order while results come in
_BURSTS_MS = 700


class CullView(QWidget):
    """`open(photo_id)` when it appears, `close_view()` when it disappears, `leave()` with the session."""

    left = Signal(int, bool)  # go back to the canvas with this photo; whether to take the brush
    currentShown = Signal(int)  # another photo is current
    stateChanged = Signal()  # something that actions show: what is checked, what can be done

    def __init__(
        self,
        session: Session,
        actions: Mapping[str, QAction],
        author: str,
        parent: QWidget | None = None,
        *,
        inspector_module: str | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.listing = Listing()
        self.current: int | None = None
        self._total = 0  # photos that are not in the bin
        self.thumbnails = Thumbnails(session.project, self)
        self.inspections = Inspections(session.project, session.predictions, self, inspector_module)
        self.marking = Marking(session.project, author, self)
        self.shots = Shots(self)
        self.results = ResultFiles(self, self)
        self.rating = Rating(self)
        self.asking = Asking(self, self)
        self._tasks = Tasks(1, self)
        self.grid = Grid(self.listing, self.thumbnails)
        self.looking = Looking(self, self)
        self.pictures, self.large, self.compare = self.looking.pictures, self.looking.large, self.looking.compare
        self.reason = ReasonPanel()
        self.bar = Bar(actions)
        self.results_button = self.bar.results
        self._before_compare = Place.GRID
        self._relist = QTimer(self, singleShot=True, interval=_RELIST_MS)
        self._relist.timeout.connect(self._list_again)
        self._bursts = QTimer(self, singleShot=True, interval=_BURSTS_MS)
        self._bursts.timeout.connect(self._find_bursts)
        self._lay_out()
        self._connect()
        self.results.read_settings()

    def _lay_out(self) -> None:
        self.stack = QStackedWidget()
        for widget in (self.grid, self.large, self.compare):
            self.stack.addWidget(widget)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(3)
        row.addWidget(self.stack, 1)
        row.addWidget(self.reason)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.bar)
        column.addLayout(row, 1)

    def _connect(self) -> None:
        session = self.session
        session.order.listChanged.connect(self._take_photos)
        session.predictions.predicted.connect(lambda photo_id, _version, _seconds: self.looking.mask_came(photo_id))
        self.inspections.found.connect(self._found)
        self.inspections.notFound.connect(self._not_found)
        self.inspections.progressed.connect(self._show_progress)
        self.inspections.died.connect(lambda error: session.tell("inspector", error, Level.ERROR))
        self.shots.changed.connect(self._take_photos)
        self.shots.failed.connect(lambda error: session.tell("focus", error, Level.ERROR))
        self.marking.changed.connect(self._said)
        self.marking.maskChanged.connect(session.take_up)
        self.marking.binned.connect(session.current_photo.leave_out)
        self.marking.told.connect(lambda sentence: session.tell("culling", sentence, passing=True))
        self.marking.failed.connect(lambda error: session.tell("culling", error, Level.ERROR))
        self.grid.currentChosen.connect(self._go_to)
        self.grid.opened.connect(self.open_large)
        self.thumbnails.shownChanged.connect(self._give_way)
        self.grid.looked.connect(lambda: self.inspections.first(self.grid.visible_ids()))
        session.order.photoChanged.connect(lambda _photo_id: self._name_current())
        self.compare.framedChanged.connect(self._go_to)
        self.bar.wantedChanged.connect(self._set_wanted)
        self.bar.orderChanged.connect(self._set_order)
        self.results.inStepChanged.connect(self.stateChanged)

    # ------------------------------------------------------------ coming and going

    def open(self, photo_id: int | None) -> None:
        """Show the grid at this photo, and start inspecting unknown photos."""
        self.current = photo_id  # before the list is made, or its first photo would be named in the window
        self._take_photos()
        lead = self.shots.lead(photo_id) if photo_id is not None else None
        self.current = lead if lead in self.listing.cards else next(iter(self.listing.ids), None)
        self._list_again()
        self._show(Place.GRID)
        self.marking.read()
        self.inspections.start()

    def close_view(self) -> None:
        """It disappears: the inspection stops, ratings stay."""
        self.inspections.stop()
        self._relist.stop()
        self._bursts.stop()
        self.pictures.want([])
        self.session.current_photo.want_neighbours()

    def leave(self) -> None:
        for timer in (self._relist, self._bursts):
            timer.stop()
        self.inspections.leave()
        self.marking.leave()
        for part in (self.pictures, self.thumbnails, self.results, self.shots, self._tasks):
            part.leave()

    # ------------------------------------------------------------ photos and what is known of them

    def _take_photos(self) -> None:
        photos = self.session.order.photos()
        shots = self.shots.take(photos)
        self.listing.replace(shots, self.marking.said, self.shots.companions)
        self.marking.photos, self.marking.leads = {photo.id: photo for photo in photos}, self.shots.leads
        self.marking.ask_files(photos)
        self.inspections.set_photos([card.looked_at for card in self.listing.cards.values()])
        if self.current is not None:
            self.current = self.shots.lead(self.current)
        self._list_again()

    def _give_way(self) -> None:
        """Hidden work waits for the thumbnails of visible photos."""
        self.inspections.wait(self.thumbnails.behind)
        self.marking.wait(self.thumbnails.behind)

    def _found(self, found: Mapping[int, Inspection]) -> None:
        for photo_id, inspection in found.items():
            card = self.listing.cards.get(photo_id)
            if card is not None:
                self.listing.update(photo_id, inspection=inspection.moved(card.photo.path), failure="")
        self._changed(list(found))
        if not self._bursts.isActive():
            self._bursts.start(_BURSTS_MS * (4 if self.inspections.running else 1))

    def _not_found(self, photo_id: int, error: UserError) -> None:
        self.listing.update(photo_id, failure=error.sentence)
        self._changed([photo_id])

    def _said(self, photo_ids: list[int]) -> None:
        cards = self.listing.cards
        listed = [key for key in photo_ids if key in cards]
        moved = any(cards[key].culling.binned != self.marking.of(key).binned for key in listed)
        for photo_id in listed:
            self.listing.update(photo_id, culling=self.marking.of(photo_id))
        self.stateChanged.emit()
        self._changed(photo_ids)
        if moved:  # to the bin, or back
            self._list_again()
        self._bursts.start(_BURSTS_MS)

    def _changed(self, photo_ids: list[int]) -> None:
        """The cards of these photos changed."""
        self.grid.cards.refresh(photo_ids)
        for photo_id in photo_ids:
            if photo_id in self.compare.ids and photo_id in self.listing.cards:
                self.compare.show_card(self.listing.cards[photo_id])
        if self.current in photo_ids:
            self.show_current()
        if not self._relist.isActive() and not self.listing.settled:
            self._relist.start()

    def _find_bursts(self) -> None:
        cards = list(self.listing.cards.values())
        self._tasks.run(
            lambda: find_bursts(cards),
            lambda found: self._changed(self.listing.take_bursts(found)),
            lambda error: self.session.tell("focus", error, Level.ERROR),
        )

    def _list_again(self) -> None:
        """Apply filter and order; the current photo stays until it is left."""
        before = self.listing.ids
        place = before.index(self.current) if self.current in before else 0
        changed = self.listing.relist(keep=self.current)
        ids = self.listing.ids
        if self.current not in self.listing.cards or (ids and self.current not in ids):
            self._go_to(ids[min(place, len(ids) - 1)] if ids else None)
        if changed or self.grid.cards.rowCount() != len(ids):
            self.grid.reload(self.current)
        self._total = sum(not card.culling.binned for card in self.listing.cards.values())
        self._show_progress()
        self.grid.hint = (
            "This project has no photos yet. Drop some on the window."
            if not self._total
            else "No photo fits the filter. “Show all” lists all of them again."
        )

    def _set_wanted(self, wanted: Wanted) -> None:
        self.listing.wanted = wanted
        self.listing.relist()  # now: the previous photo need not pass the filter
        if self.current not in self.listing.ids:
            self.current = next(iter(self.listing.ids), None)
        self.grid.reload(self.current)
        self._list_again()
        self._go_to(self.current)

    def _set_order(self, measure: str, backwards: bool) -> None:
        self.listing.measure, self.listing.backwards = measure, backwards
        self._list_again()

    def _show_progress(self) -> None:
        inspections = self.inspections
        self.bar.show_progress(inspections.done, inspections.total, running=inspections.running)
        self.bar.show_counts(len(self.listing.ids), self._total, inspections.done, running=inspections.running)
        self.stateChanged.emit()

    # ------------------------------------------------------------ the current photo

    def _go_to(self, photo_id: int | None) -> None:
        self.current = photo_id
        where = self.place
        if where == Place.LARGE:
            self.looking.show_large()
        self.show_current()
        if where != Place.GRID:
            self.grid.go_to(photo_id)
        self._name_current()
        self.inspections.first([photo_id] if photo_id is not None and where != Place.GRID else self.grid.visible_ids())

    def _name_current(self) -> None:
        if self.current in self.listing.cards and self.isVisible():
            self.currentShown.emit(self.current)

    def show_current(self) -> None:
        """Update the text beside the photo, and the reason on it."""
        card = self.listing.cards.get(self.current) if self.current is not None else None
        picture = self.pictures.get(self.current) if self.current is not None else None
        predictions = self.session.predictions
        expected = self.place != Place.GRID and card is not None and (
            predictions.waits_for(card.photo.id) and predictions.state is not PredictorState.OFF
        )  # fmt: skip
        box = card.inspection.verdict.subject if card is not None and card.inspection is not None else None
        by_model = picture.model_blurred(box.box if box else None) if picture is not None else None
        self.reason.show_card(card, self.session.models.name, by_model, model_expected=expected)
        if self.place == Place.LARGE and card is not None:
            self.large.show_card(card)

    @property
    def place(self) -> Place:
        return Place(self.stack.currentIndex())

    @property
    def shows_grid(self) -> bool:
        return self.place == Place.GRID

    @property
    def shows_large(self) -> bool:
        return self.place == Place.LARGE

    @property
    def shows_compared(self) -> bool:
        return self.place == Place.COMPARE

    def _show(self, where: Place) -> None:
        self.stack.setCurrentIndex(where)
        self.stateChanged.emit()
        if where == Place.GRID:
            self.large.forget_view()
            self.grid.go_to(self.current)
            self.grid.setFocus()
            self.grid.want_visible()
            self.show_current()
        elif where == Place.LARGE:
            self.large.setFocus()
            self.looking.show_large()
            self.show_current()
        else:
            self.compare.setFocus()

    def show_grid(self) -> None:
        self._show(Place.GRID)

    def open_large(self, photo_id: int | None) -> None:
        if photo_id is not None:
            self.current = photo_id
            self._show(Place.LARGE)

    # ------------------------------------------------------------ ways through the photos

    def step(self, steps: int) -> None:
        if self.place == Place.COMPARE:
            if not self.compare.step(steps):
                self.tell("This is the last photo compared." if steps > 0 else "This is the first photo compared.")
            return
        ids = self.listing.ids
        place = ids.index(self.current) + steps if self.current in ids else 0
        if 0 <= place < len(ids):
            self._go_to(ids[place])
            self.grid.go_to(ids[place])
        else:
            self.tell("This is the last photo." if steps > 0 else "This is the first photo.")

    def back(self) -> None:
        where = self.place
        if where == Place.COMPARE:
            self.toggle_compare()
        elif where == Place.LARGE:
            self._show(Place.GRID)
        elif len(self.grid.chosen()) > 1:
            self.grid.choose_only(self.current)
        else:
            self.tell("F goes back to the canvas.")

    def leave_for_canvas(self, *, paint: bool = False) -> None:
        self.left.emit(self.current if self.current is not None else -1, paint)

    def go_to_best(self) -> None:
        card = self.listing.cards.get(self.current) if self.current is not None else None
        if card is None or card.burst is None:
            self.tell("There is no other photo like this one.")
            return
        best = card.burst.ids[0]
        if best not in self.listing.ids:
            self.tell(f"“{self.listing.cards[best].photo.name}” is suggested, but the filter hides it.")
            return
        self._go_to(best)
        self.grid.go_to(best)
        self.tell(f"Suggested as the best of {len(card.burst.ids)} similar photos. {card.burst.reason}")

    def toggle_compare(self) -> None:
        if self.place == Place.COMPARE:
            self._show(self._before_compare)
            return
        ids, told = photos_to_compare(self.listing, self.grid.chosen(), self.current)
        if told:
            self.tell(told)
        if len(ids) < 2:
            self.tell("There is no second photo to compare with.")
            return
        self._before_compare = self.place
        cards = [self.listing.cards[photo_id] for photo_id in ids]
        self._show(Place.COMPARE)
        self.looking.show_compared(cards, self.current)

    # ------------------------------------------------------------ for its parts

    @property
    def meant(self) -> list[int]:
        """Ids of the photos to rate: those chosen in the grid, else the current one."""
        chosen = self.grid.chosen() if self.place == Place.GRID else []
        return chosen if self.current in chosen else [self.current] if self.current is not None else []

    def go_to(self, photo_id: int) -> None:
        """Make this the current photo, and bring it into view."""
        self.current = photo_id
        self._list_again()
        self._go_to(photo_id)
        self.grid.go_to(photo_id)

    def tell(self, sentence: str) -> None:
        """Show a passing sentence."""
        self.session.tell("focus", sentence, passing=True)
