"""The training panel: what to train on, start and stop, progress, scores and results."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QCursor
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from blurlab.project.records import Status
from blurlab.session.models.synthetic_sheets import SyntheticSheets
from blurlab.session.models.training_run import RunState, TrainingRun
from blurlab.session.models.trainings import CHOICE_SETTING, Choice, Trainings
from blurlab.session.photos.photo_order import PhotoOrder
from blurlab.session.project_settings import ProjectSettings
from blurlab.ui.language import tr
from blurlab.ui.panels.controls.curve_plot import Curve, CurvePlot
from blurlab.ui.panels.controls.elided_choice import ElidedChoice
from blurlab.ui.panels.controls.section import Section, muted
from blurlab.ui.panels.learning.filmstrip import Filmstrip
from blurlab.ui.panels.learning.versions import VersionList
from blurlab.ui.panels.tools import action_button
from blurlab.ui.shell.icons import icon
from blurlab.worker.messages import Setup

SETUPS: tuple[tuple[Setup, str, str], ...] = (
    (Setup.SEMI, "Labels and synthetic", "Half accepted masks, half synthetic samples from your photos."),
    (Setup.SELF, "Synthetic only", "Synthetic samples from your photos; no mask is needed."),
    (
        Setup.WEAK,
        "Object masks",
        "Synthetic samples from photos whose objects are outlined in the Synthetic panel's folder.",
    ),
    (Setup.FULL, "Labels only", "Accepted masks alone: for comparison, or when there are hundreds."),
)


class TrainingPanel(QWidget):
    """Emits requests; follows the session's training run."""

    startAsked = Signal(object, float)  # Setup, minutes
    stopAsked = Signal()
    pauseAsked = Signal()  # or to go on
    promoteAsked = Signal(str)  # model version
    told = Signal(str)  # the run's present activity; “” while none runs
    left = Signal()  # a number is entered, a run begins, a version's window is closed: the keys are the photo's again

    def __init__(
        self,
        run: TrainingRun,
        trainings: Trainings,
        order: PhotoOrder,
        sheets: SyntheticSheets,
        settings: ProjectSettings,
        versions: VersionList,
        actions: Mapping[str, QAction],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._run, self._order, self._sheets, self._settings = run, order, sheets, settings
        self._automatic = trainings.automatic
        self._start_action, self._stop_action = actions["train"], actions["stop_training"]
        self._pause_action = actions["pause_training"]
        self._actions = actions
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._make_run())
        models = Section("Models", guide="training.md#in-the-window")
        self.versions = versions
        self.versions.useAsked.connect(self.promoteAsked)
        self.versions.left.connect(self.left)
        models.body.addWidget(self.versions)
        layout.addWidget(models)

        self._run.stateChanged.connect(lambda _state: self.refresh())
        self._run.progressed.connect(self.refresh)
        self._automatic.watch_pointer(QCursor.pos)
        self._automatic.changed.connect(self._show_automatic)
        self._show_automatic()
        order.photoChanged.connect(lambda _photo_id: self._explain())
        order.listChanged.connect(self._explain)
        self._restore_choice()
        self.refresh()

    def _make_run(self) -> Section:
        section = Section("Train", guide="training.md")
        section.body.addLayout(self._make_choice())
        self._hint = muted(wrap=True)
        section.body.addWidget(self._hint)
        section.body.addLayout(self._make_buttons())
        section.body.addLayout(self._make_automatic())
        more = QHBoxLayout()
        more.setSpacing(6)
        for name in ("synthetic", "pin"):
            more.addWidget(action_button(self._actions[name]))  # as wide as its words need
        section.body.addLayout(more)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.state = muted(wrap=True)
        self.details = muted(wrap=True)
        self.loss_plot = CurvePlot([Curve("training loss", "accent"), Curve("validation loss", "busy", dots=True)])
        self.score_plot = CurvePlot([Curve("AUC", "good", dots=True), Curve("AP", "bad", dots=True)])
        self.film = Filmstrip(self._run, self._order)
        self.log = QPlainTextEdit()
        self.log.setReadOnly(True)
        self.log.setFixedHeight(130)
        self.log.setMinimumWidth(120)
        self.log.setAccessibleName(tr("Log of the training"))
        self.log_section = Section("Log")
        self.log_section.body.setContentsMargins(0, 2, 0, 0)
        self.log_section.body.addWidget(self.log)
        self.log_section.fold(True)
        shown = (self.progress, self.state, self.details, self.loss_plot, self.score_plot, self.film, self.log_section)
        for widget in shown:
            section.body.addWidget(widget)
        return section

    def _make_automatic(self) -> QHBoxLayout:
        self.by_itself = QCheckBox(tr("Automatically after"))
        self.by_itself.setToolTip(
            tr(
                "Train on all accepted masks after this many new ones, once nobody has touched anything for a minute "
                "and the processor has room."
            )
        )
        self.by_itself.toggled.connect(self._set_automatic)
        hint = "Masks accepted since the last training."
        self.new_labels = self._make_number(10_000, " new masks", hint)
        self.new_labels.valueChanged.connect(self._set_automatic)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.by_itself)
        row.addWidget(self.new_labels, 1)
        return row

    def _set_automatic(self, *_: object) -> None:
        self._automatic.set(self.by_itself.isChecked(), self.new_labels.value())

    def _show_automatic(self) -> None:
        for widget in (self.by_itself, self.new_labels):
            widget.blockSignals(True)
        self.by_itself.setChecked(self._automatic.on)
        self.new_labels.setValue(self._automatic.labels)
        for widget in (self.by_itself, self.new_labels):
            widget.blockSignals(False)
        self._explain()

    def _make_number(self, most: int, suffix: str, hint: str) -> QSpinBox:
        number = QSpinBox()
        number.setAccessibleName(tr(hint))
        number.setRange(1, most)
        number.setSuffix(tr(suffix))
        number.lineEdit().setTextMargins(6, 0, 4, 0)  # the style sheet's padding does not reach it
        number.lineEdit().returnPressed.connect(self.left)
        number.setToolTip(tr(hint))
        return number

    def _make_choice(self) -> QHBoxLayout:
        self.setup = ElidedChoice()
        for setup, text, hint in SETUPS:
            self.setup.addItem(tr(text), str(setup))  # Qt keeps text, not our enumeration
            self.setup.setItemData(self.setup.count() - 1, tr(hint), Qt.ItemDataRole.ToolTipRole)
        self.setup.setToolTip(tr("What to learn from."))
        self.setup.currentIndexChanged.connect(self._choose)
        self.minutes = self._make_number(24 * 60, " min", "The longest time to train.")
        self.minutes.setMaximumWidth(76)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.setup, 1)
        row.addWidget(self.minutes)
        return row

    def _make_buttons(self) -> QHBoxLayout:
        self.start_button = QPushButton(icon("train", on_accent=True), tr("Start training"))
        self.start_button.setObjectName("primary")
        self.start_button.setToolTip(self._start_action.toolTip())
        self.start_button.clicked.connect(self.ask_start)
        self.stop_button = QPushButton(icon("stop"), tr("Stop"))
        self.stop_button.setToolTip(self._stop_action.toolTip())
        self.stop_button.clicked.connect(self.stopAsked)
        self.pause_button = QPushButton(icon("pause"), tr("Pause"))
        self.pause_button.clicked.connect(self.pauseAsked)
        for button in (self.start_button, self.stop_button, self.pause_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # after a click the keys stay the photo's
        row = QHBoxLayout()
        row.setSpacing(6)
        for button in (self.start_button, self.pause_button, self.stop_button):
            button.setMinimumWidth(72)  # in the narrowest column; at most two of them are seen
        row.addWidget(self.start_button, 1)
        row.addWidget(self.pause_button, 1)
        row.addWidget(self.stop_button, 1)
        return row

    def ask_start(self) -> None:
        self.left.emit()  # before the field in hand is greyed out: the focus would go to Stop, and Space would press it
        setup = Setup(self.setup.currentData())
        self._settings.remember(CHOICE_SETTING, Choice(setup, float(self.minutes.value())))
        self.startAsked.emit(setup, float(self.minutes.value()))

    @property
    def can_start(self) -> bool:
        return not self._run.busy

    @property
    def can_stop(self) -> bool:
        return self._run.busy and self._run.state is not RunState.STOPPING

    @property
    def paused(self) -> bool:
        return self._run.state is RunState.PAUSED

    @property
    def can_pause(self) -> bool:
        """Or resume."""
        return self._run.state in {RunState.PAUSED, RunState.RUNNING}

    def ask_train(self, setup: Setup, minutes: float) -> None:
        """Ask for this training in somebody else's name."""
        self.startAsked.emit(setup, minutes)

    def refresh(self) -> None:
        """Show the state of the run."""
        run, record = self._run, self._run.record
        paused = self.paused
        self.pause_button.setEnabled(self.can_pause)
        self.pause_button.setText(tr("Resume" if paused else "Pause"))
        self.pause_button.setIcon(icon("train" if paused else "pause"))
        self.pause_button.setToolTip(
            tr(
                ("Go on with the training." if paused else "Pause the training; the processor is free meanwhile.")
                + f"  {self._pause_action.shortcut().toString()}"
            )
        )
        self.start_button.setVisible(not run.busy)  # its place is needed
        self.pause_button.setVisible(run.busy)
        self.stop_button.setVisible(run.busy)
        self.start_button.setEnabled(self.can_start)
        self.stop_button.setEnabled(self.can_stop)
        self.setup.setEnabled(not run.busy)
        self.minutes.setEnabled(not run.busy)
        known = record.fraction
        self.progress.setVisible(run.busy)
        waiting = not paused and (run.state in {RunState.STARTING, RunState.STOPPING} or known is None)
        self.progress.setRange(0, 0 if waiting else 1000)
        if not waiting:
            self.progress.setValue(round((known or 0.0) * 1000))
        self.state.setText(tr(self._headline()))
        self.state.setVisible(bool(self.state.text()))
        self.told.emit(self.state.text() if run.busy else "")
        self.details.setText(tr(self._numbers()))
        self.details.setVisible(bool(self.details.text()))
        self._draw()

    def _headline(self) -> str:
        run = self._run
        left = run.record.seconds_left
        if run.state is RunState.RUNNING and not run.record.validations and not run.record.step:
            return "Validating the model that it starts from…"
        if run.state is RunState.RUNNING and left is not None:
            return f"Training, {duration(left)} left." if left >= 1 else "Validating what was learnt…"
        if run.state is RunState.PAUSED and left is not None:
            return f"Paused, {duration(left)} left; the processor is free."
        return run.sentence

    def _numbers(self) -> str:
        record = self._run.record
        if record.started is None:
            return ""
        started = record.started
        lines = [
            f"Started from {started.base}: {count(started.labels_training, 'label')} to learn from, "
            f"{started.labels_validation} held out, {count(started.sources, 'photo')} for synthetic samples."
        ]
        if record.step:
            lines.append(
                f"Step {record.step}, {pace(record.step, record.seconds)}: "
                f"{mix(record.real_samples, record.synthetic_samples)}."
            )
        return "\n".join(lines)

    def _draw(self) -> None:
        record = self._run.record
        training, validation = self.loss_plot.curves
        training.points = [(float(step), loss) for step, loss in record.losses]
        validation.points = [(float(value.step), value.loss) for value in record.validations]
        auc, ap = self.score_plot.curves
        auc.points = [(float(value.step), value.auc) for value in record.validations if value.auc is not None]
        ap.points = [(float(value.step), value.ap) for value in record.validations if value.ap is not None]
        self.loss_plot.setVisible(bool(training.points or validation.points))
        self.score_plot.setVisible(bool(auc.points or ap.points))
        self.loss_plot.update()
        self.score_plot.update()
        if self.log.blockCount() != max(1, len(record.log)):
            self.log.setPlainText("\n".join(record.log))
            self.log.verticalScrollBar().setValue(self.log.verticalScrollBar().maximum())
        self.log_section.setVisible(bool(record.log))

    def leave(self) -> None:
        """Stop the threads."""
        self.film.leave()
        self.versions.leave()

    def _choose(self, _place: int) -> None:
        self._sheets.set_setup(Setup(self.setup.currentData()))
        self._explain()

    def _explain(self) -> None:
        accepted = self._order.counts()[Status.ACCEPTED]
        hint = SETUPS[self.setup.currentIndex()][2]
        new = self._automatic.new
        since = f", {new} of them new since the last training" if 0 < new < accepted else ""
        told = f"{count(accepted, 'mask')} accepted so far{since}."
        self._hint.setText(f"{tr(hint)} {tr(told)}")

    def _restore_choice(self) -> None:
        chosen = self._settings.kept(CHOICE_SETTING)
        self.minutes.setValue(int(chosen.minutes))
        self.setup.setCurrentIndex(max(0, self.setup.findData(str(chosen.setup))))
        self._explain()


def count(number: int, thing: str) -> str:
    """“1 mask”, “2 masks”."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def pace(steps: int, seconds: float) -> str:
    """“4.2 steps a second”, “12 s a step”."""
    if seconds <= 0:
        return "just begun"
    return f"{steps / seconds:.1f} steps a second" if steps >= seconds else f"{seconds / steps:.1f} s a step"


def mix(real: int, synthetic: int) -> str:
    """“240 samples seen, real : synthetic = 1 : 1”."""
    seen = count(real + synthetic, "sample") + " seen"
    if not real or not synthetic:
        return f"{seen}, all {'real' if real else 'synthetic'}"
    return f"{seen}, real : synthetic = 1 : {synthetic / real:.3g}"


def duration(seconds: float) -> str:
    """“45 s”, “3 min 20 s”, “1 h 5 min”."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"
