"""The focus view: grid, large view and comparison of the project's photos, and its input."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from blurlab.session.cull.inspections import Inspections
from blurlab.session.cull.listing import Listing
from blurlab.session.cull.marking import Marking
from blurlab.session.cull.shots import Shots
from blurlab.session.cull.surveying import Surveying, surveyed
from blurlab.session.notice import Level
from blurlab.session.predictions.predictions import PredictorState
from blurlab.session.session import Session
from blurlab.session.settings import Settings
from blurlab.ui.cull.asking import Asking
from blurlab.ui.cull.bar import Bar
from blurlab.ui.cull.compare import photos_to_compare
from blurlab.ui.cull.facts import Facts
from blurlab.ui.cull.filmstrip import Filmstrip
from blurlab.ui.cull.grid import Grid
from blurlab.ui.cull.looking import Looking
from blurlab.ui.cull.rating import Rating
from blurlab.ui.cull.reason_panel import ReasonPanel
from blurlab.ui.cull.result_files import ResultFiles
from blurlab.ui.cull.screen import Place
from blurlab.ui.cull.survey import Survey
from blurlab.ui.cull.thumbnails import Thumbnails


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
        settings: Settings | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self._settings = settings  # of the person; None: nothing is kept
        self._choices: dict[str, bool] = {}
        self.listing = Listing()
        self.current: int | None = None
        self.thumbnails = Thumbnails(session.project, self)
        self.inspections = Inspections(session.project, session.predictions, self, inspector_module)
        self.marking = Marking(session.project, author, self)
        self.shots = Shots(self)
        self.results = ResultFiles(self, self)
        self.rating = Rating(self)
        self.asking = Asking(self, self)
        self.grid = Grid(self.listing, self.thumbnails)
        self.reason = ReasonPanel()
        self.filmstrip = Filmstrip(self.listing, self.grid.cards, self.thumbnails)
        self.looking = Looking(self, self)
        self.pictures, self.large, self.compare = self.looking.pictures, self.looking.large, self.looking.compare
        self.survey, self.surveying = Survey(), Surveying(self)
        self.bar = Bar(actions)
        self.results_button = self.bar.results
        self._before = Place.GRID  # where comparison and survey lead back to
        self.facts = Facts(self, self)
        self._lay_out()
        self._connect()
        self.results.read_settings()

    def _lay_out(self) -> None:
        self.stack = QStackedWidget()
        for widget in (self.grid, self._large_page(), self.compare, self.survey):
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

    def _large_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.large, 1)
        column.addWidget(self.filmstrip)
        self.filmstrip.setHidden(not self.looking.strip_shown)
        return page

    def _connect(self) -> None:
        session = self.session
        session.order.listChanged.connect(self.facts.take_photos)
        session.predictions.stateChanged.connect(lambda _state: self.facts.tell_provisional())
        session.predictions.predicted.connect(lambda photo_id, _version, _seconds: self.looking.mask_came(photo_id))
        self.inspections.found.connect(self.facts.found)
        self.inspections.notFound.connect(self.facts.not_found)
        self.inspections.progressed.connect(self.facts.show_progress)
        self.inspections.died.connect(lambda error: session.tell("inspector", error, Level.ERROR))
        self.shots.changed.connect(self.facts.take_photos)
        self.shots.failed.connect(lambda error: session.tell("focus", error, Level.ERROR))
        self.marking.changed.connect(self.facts.said)
        self.marking.maskChanged.connect(session.take_up)
        self.marking.binned.connect(session.current_photo.leave_out)
        self.marking.told.connect(lambda sentence: session.tell("culling", sentence, passing=True))
        self.marking.failed.connect(lambda error: session.tell("culling", error, Level.ERROR))
        self.grid.currentChosen.connect(self.make_current)
        self.grid.opened.connect(self.open_large)
        self.filmstrip.chosen.connect(self.go_to)
        self.reason.crops.chosen.connect(self.looking.show_face)
        self.thumbnails.shownChanged.connect(self.facts.give_way)
        self.pictures.loadingChanged.connect(self.facts.give_way)
        self.grid.looked.connect(lambda: self.inspections.first(self.grid.visible_ids()))
        session.order.photoChanged.connect(lambda _photo_id: self._name_current())
        self.compare.framedChanged.connect(self.make_current)
        self.survey.currentChanged.connect(self.make_current)
        self.survey.opened.connect(self.open_large)
        self.surveying.came.connect(self._show_surveyed)
        self.bar.filters.wantedChanged.connect(self.facts.set_wanted)
        self.bar.filters.orderChanged.connect(self.facts.set_order)
        self.results.inStepChanged.connect(self.stateChanged)

    # ------------------------------------------------------------ coming and going

    def open(self, photo_id: int | None) -> None:
        """Show the grid at this photo, and start inspecting unknown photos."""
        self.session.set_canvas_hidden(True)
        self.current = photo_id  # before the list is made, or its first photo would be named in the window
        self.facts.take_photos()
        lead = self.shots.lead(photo_id) if photo_id is not None else None
        self.current = lead if lead in self.listing.cards else next(iter(self.listing.ids), None)
        self.facts.list_again()
        self._show(Place.GRID)
        self.marking.read()
        self.inspections.start()

    def close_view(self) -> None:
        """It disappears: the inspection stops, ratings stay."""
        self.inspections.stop()
        self.facts.rest()
        self.looking.close_second()
        self.pictures.want([])
        self.inspections.wait(False)
        self.session.set_canvas_hidden(False)

    def leave(self) -> None:
        self.facts.leave()
        self.looking.close_second()
        self.inspections.leave()
        self.marking.leave()
        for part in (self.pictures, self.thumbnails, self.results, self.shots, self.surveying):
            part.leave()

    # ------------------------------------------------------------ the current photo

    def make_current(self, photo_id: int | None) -> None:
        self.current = photo_id
        where = self.place
        if where == Place.LARGE:
            self.looking.show_large()
            self.filmstrip.go_to(photo_id)
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
        self.looking.show_beside(card, picture)
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

    @property
    def shows_survey(self) -> bool:
        return self.place == Place.SURVEY

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
            self.filmstrip.go_to(self.current)
            self.show_current()
        else:
            self.canvas_or_grid().setFocus()

    def show_grid(self) -> None:
        self._show(Place.GRID)

    def open_large(self, photo_id: int | None) -> None:
        if photo_id is not None:
            self.current = photo_id
            self._show(Place.LARGE)

    # ------------------------------------------------------------ ways through the photos

    def step(self, steps: int) -> None:
        if self.place in {Place.COMPARE, Place.SURVEY}:
            part = self.compare if self.place == Place.COMPARE else self.survey
            if not part.step(steps):
                self.tell("This is the last of these photos." if steps > 0 else "This is the first of these photos.")
            return
        ids = self.listing.ids
        place = ids.index(self.current) + steps if self.current in ids else 0
        if 0 <= place < len(ids):
            self.make_current(ids[place])
            self.grid.go_to(ids[place])
        else:
            self.tell("This is the last photo." if steps > 0 else "This is the first photo.")

    def back(self) -> None:
        where = self.place
        if self.bar.filters.has_keys:
            self.canvas_or_grid().setFocus()
        elif where == Place.COMPARE:
            self.toggle_compare()
        elif where == Place.SURVEY:
            self.toggle_survey()
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
        self.make_current(best)
        self.grid.go_to(best)
        self.tell(f"Suggested as the best of {len(card.burst.ids)} similar photos. {card.burst.reason}")

    def toggle_compare(self) -> None:
        if self.place == Place.COMPARE:
            self._show(self._before)
            return
        ids, told = photos_to_compare(self.listing, self.grid.chosen(), self.current)
        if told:
            self.tell(told)
        if len(ids) < 2:
            self.tell("There is no second photo to compare with.")
            return
        self._before = self._before if self.place == Place.SURVEY else self.place
        cards = [self.listing.cards[photo_id] for photo_id in ids]
        self._show(Place.COMPARE)
        self.looking.show_compared(cards, self.current)

    def toggle_survey(self) -> None:
        """All photos of the burst at once, or those chosen."""
        if self.place == Place.SURVEY:
            self._show(self._before)
            return
        card = self.listing.cards.get(self.current) if self.current is not None else None
        burst = list(card.burst.ids) if card is not None and card.burst is not None else []
        chosen = self.grid.chosen() if self.place == Place.GRID else []
        ids = surveyed(chosen if len(chosen) > 1 else burst, self.current)
        cards = [self.listing.cards[key] for key in ids if key in self.listing.cards]
        if len(cards) < 2:
            self.tell("There is no other photo like this one. Choose some in the grid to survey them.")
            return
        self._before = self._before if self.place == Place.COMPARE else self.place
        self._show(Place.SURVEY)
        self.survey.show_cards(cards, self.current)
        self.surveying.want(cards)
        for one in cards:
            self.survey.show_pictures(one.photo.id, self.surveying.get(one))

    def _show_surveyed(self, photo_id: int) -> None:
        if photo_id in self.listing.cards:
            self.survey.show_pictures(photo_id, self.surveying.get(self.listing.cards[photo_id]))

    # ------------------------------------------------------------ for its parts

    def canvas_or_grid(self) -> QWidget:
        """What keys are for, unless they are for the filters."""
        return (self.grid, self.large, self.compare, self.survey)[self.place]

    def recalls(self, choice: str, default: bool = False) -> bool:
        """How the person chose, in this window or an earlier one."""
        if choice not in self._choices and self._settings is not None:
            self._choices[choice] = self._settings.number(f"focus/{choice}", float(default)) > 0
        return self._choices.get(choice, default)

    def remember(self, choice: str, on: bool) -> None:
        """Keep a choice for this window and later ones."""
        self._choices[choice] = on
        if self._settings is not None:
            self._settings.put(f"focus/{choice}", float(on))

    def tell_state(self) -> None:
        """Something that actions show changed."""
        self.stateChanged.emit()

    @property
    def meant(self) -> list[int]:
        """Ids of the photos to rate: those chosen in the grid, else the current one."""
        chosen = self.grid.chosen() if self.place == Place.GRID else []
        return chosen if self.current in chosen else [self.current] if self.current is not None else []

    def go_to(self, photo_id: int) -> None:
        """Make this the current photo, and bring it into view."""
        self.current = photo_id
        self.facts.list_again()
        self.make_current(photo_id)
        self.grid.go_to(photo_id)

    def tell(self, sentence: str) -> None:
        """Show a passing sentence."""
        self.session.tell("focus", sentence, passing=True)
