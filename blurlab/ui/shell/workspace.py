"""The window's inside while a project is open: list, canvas, panels, and their connections to the session."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from blurlab.core.editing.correction import BLURRED, IGNORE, SHARP
from blurlab.core.palette import PAINTS
from blurlab.core.rect import Rect
from blurlab.core.uncertain import next_uncertain
from blurlab.session.models.session_models import SessionModels
from blurlab.session.models.training_run import TrainingRun
from blurlab.session.models.trainings import Trainings
from blurlab.session.notice import Level
from blurlab.session.photos.open_photo import OpenPhoto
from blurlab.session.predictions.predictions import PredictorState
from blurlab.session.session import Session
from blurlab.session.settings import Settings
from blurlab.session.tasks import Tasks
from blurlab.ui.canvas.canvas import Canvas
from blurlab.ui.canvas.comparison import Comparison
from blurlab.ui.canvas.photo_placeholder import PhotoPlaceholder
from blurlab.ui.canvas.tools.registry import BRUSH
from blurlab.ui.canvas.view.loupe import Loupe
from blurlab.ui.canvas.view.navigator import Navigator
from blurlab.ui.panels.agreement import AgreementPanel
from blurlab.ui.panels.blind_badge import BlindBadge
from blurlab.ui.panels.controls.grip_splitter import GripSplitter
from blurlab.ui.panels.learning.new_domain import NewDomain, open_new_domain
from blurlab.ui.panels.learning.training import TrainingPanel
from blurlab.ui.panels.learning.versions import VersionList
from blurlab.ui.panels.photo_facts import PhotoFacts
from blurlab.ui.panels.photo_list import PhotoList
from blurlab.ui.panels.review import ReviewBar
from blurlab.ui.panels.side import SideColumn
from blurlab.ui.panels.side_panels import SidePanels
from blurlab.ui.panels.status_line import StatusLine
from blurlab.ui.panels.tools import ToolsPanel
from blurlab.ui.shell.aids import Aids
from blurlab.ui.shell.hand_memory import HandMemory
from blurlab.ui.shell.views_shown import ViewsShown

if TYPE_CHECKING:
    from blurlab.ui.panels.learning.synthetic import SyntheticPanel

_STATE_WORDS = {
    PredictorState.OFF: "",
    PredictorState.STARTING: "is loading…",
    PredictorState.READY: "",
    PredictorState.FAILED: "is not running",
}
_SYNTHETIC_SHARE = 0.45  # of the height
_WIDTHS = [250, 940]  # of the list and the photo; the column beside them gets what it needs


class Workspace(QWidget):
    """Lives as long as its session."""

    stateChanged = Signal()  # something that actions show: what is checked, what can be done
    focusAsked = Signal()  # the focus view is to be shown

    def __init__(
        self,
        session: Session,
        actions: Mapping[str, QAction],
        status: StatusLine,
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.cut = session.cut
        self._actions, self._status, self._settings = actions, status, settings
        self._order, self._predictions, self._kept = session.order, session.predictions, session.settings
        self.deeds, self._autosave, self._models = session.deeds, session.autosave, session.models
        self.synthetic: SyntheticPanel | None = None  # made when it is first opened
        self.kind_of_blur: str | None = None  # the photo's tag
        self.pinned = False
        self._seen_spots: list[Rect] = []

    def built(self) -> Iterator[None]:
        """Make what is in it, step by step; between them the window lives. It is of use after the last."""
        session, actions, settings = self.session, self._actions, self._settings
        order, current, queue, notices = session.order, session.current_photo, session.queue, session.notices
        predictions, blind = session.predictions, session.blind
        self.canvas = Canvas()
        self.canvas.viewport.margin = 16.0  # px around a fitted photo: strokes along its edge begin there
        self.review = ReviewBar(actions)
        yield
        self.photo_list = PhotoList(order, current, queue, predictions, blind, actions)
        right = self._lay_out()
        yield
        self.placeholder = PhotoPlaceholder(session, self.canvas, self.photo_list.thumbnails.kept, self)
        self.navigator = Navigator(self.canvas)
        self.views = ViewsShown(session.views, self.canvas, self._status, self)
        self.loupe = Loupe(self.canvas)
        self._hand_memory = HandMemory(settings, self.canvas, self.loupe, self.navigator)
        self.comparison = Comparison(session.project, order, current, predictions, blind, self.canvas, self)
        self.blind_badge = BlindBadge(blind, self.canvas, actions["show_prediction"])
        self.aids = Aids(session, self.canvas, self)
        yield
        self.tools = ToolsPanel(actions)
        right.add(self.tools)
        yield
        self.facts = PhotoFacts(order, current, queue, blind, session.annotators, notices, actions)
        right.add(self.facts)
        self.agreement = AgreementPanel(order, queue, blind, session.second, self.canvas)
        right.add(self.agreement)
        yield
        versions = VersionList(
            session.project, session.models, self._kept, notices, actions["roll_back"], predictions.module
        )
        yield
        self.training = TrainingPanel(
            session.training, session.trainings, order, session.sheets, self._kept, versions, actions
        )
        yield
        right.add(self.training)
        yield
        right.fit()
        self.splitter.setSizes([*_WIDTHS, right.width()])
        yield
        self._connect_session(session)
        self._connect_hands(session)
        self._connect_training(session.models, session.trainings, session.training)
        self._restore()
        yield
        self._follow_current()
        self._show_model()
        self._show_save()

    def _lay_out(self) -> SideColumn:
        centre, right = QWidget(), SideColumn()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.canvas, 1)
        column.addWidget(self.review)
        self.splitter = GripSplitter(Qt.Orientation.Horizontal)
        for widget in (self.photo_list, centre, right):
            self.splitter.addWidget(widget)
        self.panels = SidePanels([self.photo_list, right], self.stateChanged.emit)
        self.canvas.panelsAsked.connect(self.panels.toggle)
        self.splitter.setStretchFactor(1, 1)
        self.halves = GripSplitter(Qt.Orientation.Vertical)
        self.halves.addWidget(self.splitter)
        self.halves.setStretchFactor(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.halves)
        return right

    def _connect_session(self, session: Session) -> None:
        current, order, models, strokes = session.current_photo, session.order, session.models, session.strokes
        strokes.interrupted.connect(self.canvas.end_stroke)
        current.changed.connect(self._follow_current)
        current.shown.connect(self._show_photo)
        current.failed.connect(lambda _photo_id, error: self.placeholder.fail(error))
        current.rewritten.connect(self.canvas.refresh)
        order.photoChanged.connect(lambda _photo_id: self._show_record())
        order.listChanged.connect(self._show_record)
        session.ending.connect(lambda ending: ending.extend(self.findChildren(Tasks)))
        self._autosave.stateChanged.connect(self._show_save)
        models.changed.connect(self._show_model)
        team = session.team
        team.changed.connect(lambda: self._status.show_team(team.standing))
        for sign in (session.views.chosen, models.changed, models.versionsChanged):
            sign.connect(self.stateChanged)

    def _connect_hands(self, session: Session) -> None:
        canvas, tools, strokes = self.canvas, self.tools, session.strokes
        canvas.strokeStarted.connect(strokes.began)
        canvas.strokeFinished.connect(strokes.ended)
        canvas.strokeFinished.connect(self.deeds.note_stroke)
        canvas.passedEdge.connect(session.across.passed)
        self.deeds.strokeAsked.connect(lambda back: canvas.undo() if back else canvas.redo())
        self.deeds.changed.connect(self.stateChanged)
        canvas.edited.connect(strokes.note_edit)
        for sign in (canvas.strokeFinished, canvas.edited, canvas.overlayChanged):
            sign.connect(self.stateChanged)
        canvas.brushSizeChanged.connect(tools.brush_size.set_value)
        canvas.zoomChanged.connect(self.review.show_zoom)
        canvas.cursorMoved.connect(self._status.show_cursor)
        canvas.overlayChanged.connect(lambda: tools.show_kinds(canvas.corrects_kinds))
        canvas.failed.connect(lambda error: session.tell("step", error, Level.ERROR))
        tools.valueChosen.connect(self.paint)
        tools.sizeChanged.connect(canvas.resize_tool)
        tools.opacityChanged.connect(canvas.set_opacity)
        tools.thresholdChanged.connect(self.cut.move_to)
        self.cut.changed.connect(self._show_cut)
        canvas.cutAsked.connect(self.cut.step)
        self.comparison.told.connect(lambda what: session.tell("compare", what, passing=True))
        self.photo_list.asked.connect(session.go_to)
        self.photo_list.left.connect(canvas.setFocus)
        self.facts.left.connect(canvas.setFocus)
        self.training.left.connect(canvas.setFocus)
        self.training.told.connect(self._status.show_training)
        self.training.film.photoAsked.connect(session.go_to)
        self.training.versions.swipeAsked.connect(self.comparison.lay)

    def _connect_training(self, models: SessionModels, trainings: Trainings, run: TrainingRun) -> None:
        panel = self.training
        panel.startAsked.connect(lambda setup, minutes: trainings.start(setup, minutes=minutes))
        panel.stopAsked.connect(trainings.stop)
        panel.pauseAsked.connect(trainings.toggle_pause)
        panel.promoteAsked.connect(models.promote)
        run.stateChanged.connect(lambda _state: self.stateChanged.emit())

    def _restore(self) -> None:
        state = self._settings.layout("splitter")
        if state is not None:
            self.splitter.restoreState(state)
        self.canvas.set_opacity(self._settings.number("opacity", self.canvas.opacity))
        self.tools.opacity.set_value(self.canvas.opacity * 100)
        self._show_cut()
        self.tools.brush_size.set_value(self.canvas.hand.size)
        self._hand_memory.restore()
        self._show_options()
        self.pick_tool(BRUSH.id)
        self.paint(BLURRED)

    def ask_for_focus_view(self) -> None:
        """Have the window show the focus view in this one's place."""
        self.focusAsked.emit()

    def leave(self) -> None:
        """Remember the layout and stop the threads."""
        self._hand_memory.remember()
        self.comparison.leave()
        self.placeholder.leave()
        self.aids.leave()
        self._settings.put("splitter", self.splitter.saveState())
        self._settings.put("opacity", self.canvas.opacity)
        self.photo_list.leave()
        self.training.leave()
        for guide in self.findChildren(NewDomain):
            guide.close()

    # ------------------------------------------------------------ hands

    def pick_tool(self, tool_id: str) -> None:
        """Choose this tool of the registry."""
        self.canvas.set_tool(tool_id)
        self.stateChanged.emit()

    def paint(self, value: int) -> None:
        """Paint this mask code from now on; a tool that paints no code gives way to the brush."""
        if not self.canvas.hand.tool.takes_value:
            self.pick_tool(BRUSH.id)
        self.canvas.set_paint_value(value)
        self.tools.show_value(value)
        self.stateChanged.emit()

    @property
    def paints_ignore(self) -> bool:
        return self.canvas.hand.paint_value == IGNORE

    def swap(self) -> None:
        self.paint(SHARP if self.canvas.hand.paint_value == BLURRED else BLURRED)

    def toggle_ignore(self) -> None:
        self.paint(BLURRED if self.paints_ignore else IGNORE)

    def toggle_overlay(self) -> None:
        self.canvas.set_overlay_visible(not self.canvas.overlay_visible)

    def accept_many(self) -> None:
        """Show the listed photos that nobody has reviewed, with their masks, and accept those that are left in."""
        from blurlab.ui.panels.bulk_dialog import open_bulk_dialog  # noqa: PLC0415

        session = self.session
        open_bulk_dialog(
            session.project,
            session.bulk,
            self._order,
            self._predictions,
            session.blind,
            session.notices,
            self,
        )

    def toggle_synthetic(self) -> None:
        """Open the panel of synthetic samples below the photo, or close it and end its process."""
        if self.synthetic is None:
            from blurlab.ui.panels.learning.synthetic import SyntheticPanel  # noqa: PLC0415

            self.synthetic = SyntheticPanel(self.session.sheets, self._actions["synthetic"])
            self.synthetic.closeAsked.connect(self.toggle_synthetic)
            self.synthetic.hide()
            self.halves.addWidget(self.synthetic)
            self.halves.setStretchFactor(1, 0)
        opening = self.synthetic.isHidden()
        self.synthetic.setVisible(opening)
        self.stateChanged.emit()
        if opening:
            height = self.halves.height()
            self.halves.setSizes([round(height * (1 - _SYNTHETIC_SHARE)), round(height * _SYNTHETIC_SHARE)])
            self.synthetic.open_sheets()
            self.synthetic.sheet.setFocus()
        else:
            self.synthetic.close_sheets()
            self.canvas.setFocus()

    def show_new_domain(self) -> None:
        """Open the guide through a new domain."""
        minutes = float(self.training.minutes.value())
        open_new_domain(self.session, minutes, self._show_synthetic, self.training.ask_train, self)

    @property
    def shows_synthetic(self) -> bool:
        return self.synthetic is not None and not self.synthetic.isHidden()

    def _show_synthetic(self) -> None:
        if not self.shows_synthetic:
            self.toggle_synthetic()

    def toggle_outline_only(self) -> None:
        palette = self.canvas.palette_of_overlay
        self.canvas.set_palette(replace(palette, fill=not palette.fill, outline=True))

    def next_overlay_colours(self) -> None:
        palette, names = self.canvas.palette_of_overlay, list(PAINTS)
        self.canvas.set_palette(palette.painted_in(names[(names.index(palette.paints) + 1) % len(names)]))

    def toggle_screen_sizes(self) -> None:
        """Sizes of brush and eraser in screen pixels, or in photo pixels again."""
        self.canvas.set_sizes_on_screen(not self.canvas.hand.sizes_on_screen)
        self._show_options()

    def toggle_pressure(self) -> None:
        self.canvas.hand.pressure_counts = not self.canvas.hand.pressure_counts
        self._show_options()

    def toggle_uncertainty(self) -> None:
        palette = self.canvas.palette_of_overlay
        self.canvas.set_palette(replace(palette, unsure=not palette.unsure))

    def next_uncertain(self) -> None:
        """Go to the largest spot that the model is unsure of, nobody has painted and this key has not visited."""
        correction = self.canvas.correction
        if correction is None:
            return
        spot = next_uncertain(correction, self.canvas.threshold, self._seen_spots)
        if spot is None and self._seen_spots:  # all were looked at: from the first again
            self._seen_spots.clear()
            spot = next_uncertain(correction, self.canvas.threshold)
        if spot is None:
            sentence = "There is no uncertain spot left on this photo."
            self.session.tell("uncertain", sentence, passing=True)
            return
        self._seen_spots.append(spot)
        self.canvas.show_spot(spot)

    def _show_cut(self) -> None:
        """Overlay and slider follow the cut of the photo on screen."""
        self.canvas.set_threshold(self.cut.value)
        self.tools.show_threshold(self.cut.value, self.cut.suggested)

    # ------------------------------------------------------------ what is shown

    def _follow_current(self) -> None:
        self.placeholder.wait()
        self._show_record()

    def _show_photo(self, opened: OpenPhoto) -> None:
        self._seen_spots.clear()
        self.placeholder.show(opened)
        self.aids.bring(opened)
        self.views.look_here()
        self._show_record()

    def _show_record(self) -> None:
        current_id = self.session.current_id
        photo = self.session.photo(current_id) if current_id is not None else None
        self.review.show_photo(photo)
        self.kind_of_blur = "" if photo is None else photo.kind
        self.pinned = photo is not None and photo.id in self._order.pinned
        self.stateChanged.emit()
        if photo is None:
            self._status.show_photo(None)
            self.canvas.hint = "Drop photos here to add them to this project."
        elif not self._status.elsewhere:
            order = self._order
            self._status.show_photo(photo, order.shown_name(photo.id), order.number(photo.id), len(order))

    def _show_options(self) -> None:
        self.tools.show_unit(on_screen=self.canvas.hand.sizes_on_screen)
        self.stateChanged.emit()

    def _show_save(self) -> None:
        save = self._autosave
        self._status.show_save(save.unsaved, save.saving, save.error, save.saved_at)

    def _show_model(self) -> None:
        state = self._predictions.state
        self._status.show_model(self._models.name, _STATE_WORDS[state], failed=state is PredictorState.FAILED)
