"""A new domain, step by step: from a folder of photos that nobody has labelled to a model that knows them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Event
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from blurlab.core.learning.growth import GrowthPoint
from blurlab.core.prediction import View
from blurlab.errors import UserError
from blurlab.project.learning.domain import PhotoCheck, base_score, check_photos, growth_points, photo_check
from blurlab.project.project import Project
from blurlab.project.queue import Sort
from blurlab.project.records import Status
from blurlab.project.settings import Setting
from blurlab.session.models.session_models import SessionModels
from blurlab.session.models.synthetic_sheets import SyntheticSheets
from blurlab.session.models.training_run import TrainingRun
from blurlab.session.notice import Level, Notices
from blurlab.session.photos.navigation import Navigation
from blurlab.session.photos.photo_order import PhotoOrder
from blurlab.session.photos.queue import Queue
from blurlab.session.predictions.views import Views
from blurlab.session.project_settings import ProjectSettings
from blurlab.session.session import Session
from blurlab.session.tasks import Tasks
from blurlab.ui.guide.help_button import HelpButton
from blurlab.ui.language import tr
from blurlab.ui.panels.controls.section import muted
from blurlab.ui.panels.learning.growth import GrowthView
from blurlab.ui.panels.learning.training import count
from blurlab.ui.shell.theme import colours
from blurlab.ui.shell.window_layout import take_size
from blurlab.worker.messages import Setup

SEEN_SETTING: Final = Setting[bool]("samples_seen", bool, False)  # the synthetic samples were looked at
FIRST_LABELS = 10  # enough for a meaningful first training
_REFRESH_MS = 300


@dataclass
class _Known:
    """The project's facts, read in a thread."""

    check: PhotoCheck
    seen: bool
    self_trained: list[str]
    points: list[GrowthPoint]
    base: float | None


class NewDomain(QDialog):
    """Five steps, each with its state and one button. Everything done is in the project, so the guide can
    be closed at any time and continues later."""

    samplesAsked = Signal()  # show the synthetic samples
    trainAsked = Signal(object, float)  # Setup, minutes
    _progressed = Signal(int, int)  # from the thread

    def __init__(
        self,
        project: Project,
        order: PhotoOrder,
        queue: Queue,
        navigation: Navigation,
        models: SessionModels,
        run: TrainingRun,
        sheets: SyntheticSheets,
        views: Views,
        settings: ProjectSettings,
        notices: Notices,
        minutes: float,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("A new domain, step by step"))
        self._project, self._order, self._queue, self._navigation = project, order, queue, navigation
        self._views = views
        self._run, self._sheets, self._settings, self._notices = run, sheets, settings, notices
        self._minutes = minutes
        self._tasks, self._checks = Tasks(1, self), Tasks(1, self)
        self._stop = Event()
        self._checking = False
        self.known: _Known | None = None
        self.steps = [
            _Step(1, "Check the photos", "Check"),
            _Step(2, "Look at synthetic samples tuned to them", "Tune and look"),
            _Step(3, "Train without labels", "Train"),
            _Step(4, f"Correct the first {FIRST_LABELS} photos", "Begin"),
            _Step(5, "Train with labels, and see it grow", "Train"),
        ]
        self.check, self.samples, self.alone, self.queue, self.grow = self.steps
        self.progress, self.at_full, self.growth = QProgressBar(), QPushButton(tr("Judge at 100 %")), GrowthView()
        self._lay_out()
        self._progressed.connect(self._show_progress)
        self.at_full.clicked.connect(lambda: views.choose(at_full=True))
        self.check.button.clicked.connect(self._check)
        self.samples.button.clicked.connect(self._tune)
        self.alone.button.clicked.connect(lambda: self.trainAsked.emit(Setup.SELF, self._minutes))
        self.queue.button.clicked.connect(self._begin)
        self.grow.button.clicked.connect(lambda: self.trainAsked.emit(Setup.SEMI, self._minutes))
        self._soon = QTimer(self, singleShot=True, interval=_REFRESH_MS)
        self._soon.timeout.connect(self._read)
        for sign in (views.chosen, models.versionsChanged, order.listChanged, order.photoChanged, run.stateChanged):
            sign.connect(self._refresh_soon)
        self._read()

    def _lay_out(self) -> None:
        self.progress.setTextVisible(False)
        self.progress.hide()
        self.check.words.addWidget(self.progress)
        self.at_full.hide()
        self.check.words.addWidget(self.at_full, 0, Qt.AlignmentFlag.AlignLeft)
        self.grow.words.addWidget(self.growth)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 16)
        layout.setSpacing(14)
        layout.addWidget(HelpButton("new-domain.md#in-the-window"), 0, Qt.AlignmentFlag.AlignRight)
        for step in self.steps:
            layout.addWidget(step)
        layout.addStretch(1)
        take_size(self, 520, 620)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._stop.set()
        self._soon.stop()
        for tasks in (self._tasks, self._checks):
            tasks.leave()
        super().closeEvent(event)

    def _refresh_soon(self, *_: object) -> None:
        self._soon.start()

    def _read(self) -> None:
        project = self._project

        def read() -> _Known:
            alone = [version.name for version in project.versions.all() if version.setup == str(Setup.SELF)]
            seen = project.setting(SEEN_SETTING)
            return _Known(photo_check(project), seen, alone, growth_points(project), base_score(project))

        self._tasks.run(read, self._show, self._failed)

    # ------------------------------------------------------------ the steps

    def _check(self) -> None:
        if self._checking:
            self._stop.set()
            return
        self._checking = True
        self._stop.clear()
        self.check.button.setText(tr("Stop"))
        self.progress.setRange(0, 0)
        self.progress.show()
        project, told = self._project, self._progressed.emit

        def ended(_check: PhotoCheck) -> None:
            self._checking = False
            self.progress.hide()
            self._read()

        def failed(error: UserError) -> None:
            self._checking = False
            self.progress.hide()
            self._failed(error)

        self._checks.run(lambda: check_photos(project, told, self._stop.is_set), ended, failed)

    def _show_progress(self, done: int, of: int) -> None:
        self.progress.setRange(0, of)
        self.progress.setValue(done)

    def _tune(self) -> None:
        """Set the motion dial to the photos' share, and open the samples."""
        sheets = self._sheets
        if self.known is not None:
            synthesis = sheets.synthesis
            sheets.set_synthesis(replace(synthesis, ranges=self.known.check.tuned(synthesis.ranges)))
        self._settings.remember(SEEN_SETTING, True)
        self.samplesAsked.emit()
        self._refresh_soon()

    def _begin(self) -> None:
        """Order the photos by how unsure the model is, and go to the first that nobody has reviewed."""
        self._queue.set_sort(Sort.UNCERTAIN)
        self._navigation.next_unreviewed()

    # ------------------------------------------------------------ what is shown

    def _failed(self, error: UserError) -> None:
        self._notices.tell("domain", error, Level.ERROR)

    def _show(self, known: _Known) -> None:
        self.known = known
        busy = self._run.busy
        labels = self._order.counts()[Status.ACCEPTED]
        check = known.check
        if not self._checking:
            self.check.tell(check.told(), check.complete and check.checked > 0)
            self.check.button.setText(tr("Go on" if 0 < check.checked < check.asked else "Check"))
            self.check.button.setEnabled(not check.complete)
        self.at_full.setVisible(check.suggested is View.FULL and not self._views.at_full)
        motion = check.tuned(self._sheets.synthesis.ranges).motion
        self.samples.tell(
            f"Samples are made from your own photos, {motion * 100:.0f} % of them with motion. Training learns to find "
            "this blur: turn the dials until it looks like yours.",
            known.seen,
        )
        made = f"{known.self_trained[-1]} was made this way." if known.self_trained else ""
        self.alone.tell(
            f"{self._minutes:g} minutes on synthetic blur alone; no label is needed. {made}".strip(),
            bool(known.self_trained),
        )
        self.queue.tell(
            f"{count(labels, 'mask')} accepted. Photos that the model is least sure of come first, with similar ones "
            "kept apart.",
            labels >= FIRST_LABELS,
        )
        self.grow.tell("", bool(known.points))
        self.growth.show_points(known.points, known.base)
        self.alone.button.setEnabled(not busy)
        self.grow.button.setEnabled(not busy and labels > 0)
        following = next((step for step in self.steps if not step.done), self.grow)
        for step in self.steps:
            step.mark(step is following)


def open_new_domain(
    session: Session,
    minutes: float,
    show_samples: Callable[[], None],
    train: Callable[[Setup, float], object],
    parent: QWidget,
) -> None:
    """Show the guide of `parent`, in front where it is open already."""
    if open_guides := parent.findChildren(NewDomain):
        open_guides[0].raise_()
        return
    guide = NewDomain(
        session.project,
        session.order,
        session.queue,
        session.navigation,
        session.models,
        session.training,
        session.sheets,
        session.views,
        session.settings,
        session.notices,
        minutes,
        parent,
    )
    guide.samplesAsked.connect(show_samples)
    guide.trainAsked.connect(train)
    guide.show()


class _Step(QWidget):
    """A number, a heading, what is known, and a button."""

    def __init__(self, number: int, heading: str, button: str) -> None:
        super().__init__()
        self.done = False
        self._number = number
        self._sign = QLabel()
        self._sign.setFixedWidth(22)
        self.heading = QLabel(tr(heading))
        self.told = muted(wrap=True)
        self.button = QPushButton(tr(button))
        self.button.setAccessibleName(tr(f"{heading}: {button}"))
        self.words = QVBoxLayout()
        self.words.setSpacing(3)
        self.words.addWidget(self.heading)
        self.words.addWidget(self.told)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self.words, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)

    def tell(self, words: str, done: bool) -> None:
        """Show the state of the step, and whether it is done."""
        self.done = done
        self.told.setText(tr(words))
        self.told.setVisible(bool(words))

    def mark(self, following: bool) -> None:
        """Show whether it is done, and whether it is the one to do next."""
        self._sign.setText("✓" if self.done else str(self._number))
        self._sign.setStyleSheet(f"color: {colours().good if self.done else colours().muted}; font-weight: 600;")
        self.heading.setStyleSheet("font-weight: 600;" if following else "")
        name = "primary" if following else ""
        if self.button.objectName() != name:
            self.button.setObjectName(name)
            self.button.style().unpolish(self.button)
            self.button.style().polish(self.button)
