"""Training in the window: every state of a run, what the panel shows of it, and nothing left behind."""

import gc
import os
import signal
import threading
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from blurlab.model.card import ModelCard, read_card
from blurlab.project.learning.pinned import PINNED_SETTING
from blurlab.session.models.training_run import _MOVES, BUSY, RunState, TrainingRun, WrongMoveError
from blurlab.session.notice import Notice
from blurlab.session.session import Session
from blurlab.ui.panels.controls.curve_plot import Curve, CurvePlot
from blurlab.ui.panels.learning.changes_table import ChangesTable
from blurlab.ui.panels.learning.training import mix
from blurlab.ui.panels.learning.version_card import VersionCard
from blurlab.ui.shell.main_window import MainWindow
from blurlab.worker.messages import Setup, TrainingStarted
from tests.fixtures.windows import TRAINER, WAIT, come_to_rest, is_predicted
from tests.ui import toy_trainer

OPEN = Path("/proc/self/fd")
SENTENCES = ("The trainer", "Training", "The training")


def run_until(run: TrainingRun, qtbot: QtBot, *states: RunState) -> None:
    qtbot.waitUntil(lambda: run.state in states, timeout=WAIT)


def listen(session: Session) -> dict[str, Notice]:
    heard: dict[str, Notice] = {}
    session.notices.told.connect(lambda notice: heard.__setitem__(notice.key, notice))
    return heard


@pytest.mark.parametrize("state", RunState)
def test_wrong_moves_raise_in_every_state(state: RunState, tmp_path: Path) -> None:
    asks: dict[RunState, Callable[[TrainingRun], None]] = {
        RunState.STARTING: lambda run: run.start(tmp_path, Setup.SELF, steps=1),
        RunState.PAUSING: lambda run: run.pause(),
        RunState.RUNNING: lambda run: run.resume(),
        RunState.STOPPING: lambda run: run.stop(),
    }
    may_ask = {
        RunState.IDLE: {RunState.STARTING},
        RunState.STARTING: {RunState.STOPPING},
        RunState.RUNNING: {RunState.PAUSING, RunState.STOPPING},
        RunState.PAUSING: {RunState.STOPPING},
        RunState.PAUSED: {RunState.RUNNING, RunState.STOPPING},
        RunState.STOPPING: set(),
        RunState.FAILED: {RunState.STARTING},
    }
    assert set(may_ask) == set(_MOVES) == set(RunState) and state in may_ask
    for asked, ask in asks.items():
        run = TrainingRun(module=TRAINER)
        run.state = state
        if asked is RunState.RUNNING and state is RunState.STARTING:
            continue  # the child's own move: nobody resumes what starts
        if asked not in may_ask[state]:
            with pytest.raises(WrongMoveError):
                ask(run)
            assert run.state is state


def test_pausing_stops_the_steps_and_resuming_goes_on(session: Session, qtbot: QtBot) -> None:
    run = session.training
    session.trainings.start(Setup.SELF, minutes=5)
    steps: defaultdict[RunState, list[int]] = defaultdict(list)  # by what the run was doing when they were heard of
    run.progressed.connect(lambda: steps[run.state].append(run.record.step))
    qtbot.waitUntil(lambda: run.record.step > 3, timeout=WAIT)
    session.trainings.toggle_pause()
    assert run.state is RunState.PAUSING
    run_until(run, qtbot, RunState.PAUSED)
    step = run.record.step
    come_to_rest(session, qtbot)
    session.trainings.toggle_pause()
    qtbot.waitUntil(lambda: run.record.step > step, timeout=WAIT)
    assert max(steps[RunState.PAUSED], default=step) == step
    assert min(one for one in steps[RunState.RUNNING] if one > step) == step + 1
    session.trainings.toggle_pause()
    run_until(run, qtbot, RunState.PAUSED)
    session.trainings.stop()
    run_until(run, qtbot, RunState.IDLE)
    assert "Paused at step" in "\n".join(run.record.log)


ENDS = {
    1: RunState.IDLE,
    toy_trainer.FAILING: RunState.FAILED,
    toy_trainer.CRASHING: RunState.FAILED,
    toy_trainer.OUT_OF_MEMORY: RunState.FAILED,
    toy_trainer.FULL_DISK: RunState.FAILED,
    toy_trainer.DEAF: RunState.FAILED,
    toy_trainer.CANDIDATE: RunState.IDLE,
}


def descriptors_open() -> int:
    """How many files, pipes and sockets this process has open; 0 where the system does not tell."""
    gc.collect()
    return sum(1 for _ in OPEN.iterdir()) if OPEN.is_dir() else 0


def test_twenty_runs_through_every_state_leak_nothing(session: Session, qtbot: QtBot) -> None:
    """Good ends, stops, pauses, failures, crashes, hangs, no memory and a full disk, one after the other."""
    run = session.training
    run._deadline.setInterval(150)
    run.link._leave_patience = run.link._terminate_patience = 0.15
    descriptors: list[int] = []
    seen: set[RunState] = set()
    run.stateChanged.connect(seen.add)
    published = 0
    for number, seed in enumerate((list(ENDS) * 3)[:20]):
        paused = number % 7 == 0
        run.start(session.project.folder, Setup.SELF, steps=5000 if paused else 10 + number % 3, seed=seed)
        if seed == toy_trainer.DEAF:
            qtbot.waitUntil(lambda: run.record.step == 4, timeout=WAIT)
            run.stop()
        elif paused:
            qtbot.waitUntil(lambda: run.record.step >= 2, timeout=WAIT)
            run.pause()
            run_until(run, qtbot, RunState.PAUSED)
            run.resume()
            qtbot.waitUntil(lambda: bool(run.record.validations), timeout=WAIT)
            run.stop()
        run_until(run, qtbot, RunState.IDLE, RunState.FAILED)
        assert run.state is ENDS[seed], (seed, run.sentence)
        assert run.sentence.startswith(SENTENCES) and run.sentence.endswith("."), run.sentence
        published += ENDS[seed] is RunState.IDLE
        assert len(session.project.versions.all()) == published, "a failed run looks like a trained model"
        qtbot.waitUntil(lambda: not run.link.alive, timeout=WAIT)
        descriptors.append(descriptors_open())
    assert seen >= set(BUSY) | {RunState.IDLE, RunState.FAILED}
    assert not list(session.project.folder.rglob("*.tmp")), "a temporary file is left"
    assert not [thread.name for thread in threading.enumerate() if thread.name.startswith("trainer")]
    # Waited for, because a photo that is being read beside the runs has its file open for a moment.
    qtbot.waitUntil(lambda: descriptors_open() <= max(descriptors[:7]), timeout=WAIT)


def test_a_silent_trainer_is_told_and_can_be_stopped(session: Session, qtbot: QtBot) -> None:
    run = session.training
    run._silence.setInterval(200)
    run._deadline.setInterval(100)
    run.link._leave_patience = run.link._terminate_patience = 0.2
    run.start(session.project.folder, Setup.SELF, minutes=5, seed=toy_trainer.DEAF)
    qtbot.waitUntil(lambda: "has been silent" in run.sentence, timeout=WAIT)
    run.stop()
    run_until(run, qtbot, RunState.FAILED)


def test_what_a_killed_trainer_had_begun_to_write_is_taken_away(session: Session, qtbot: QtBot) -> None:
    run, models = session.training, session.project.folder / "models"
    run.start(session.project.folder, Setup.SELF, minutes=5)
    qtbot.waitUntil(lambda: run.record.step > 0, timeout=WAIT)
    version = models / f".{run.link.pid}-7f00.tmp"
    version.mkdir(parents=True)
    (version / "model.safetensors.partial").write_bytes(b"half")
    os.kill(run.link.pid, signal.SIGKILL)
    run_until(run, qtbot, RunState.FAILED)
    qtbot.waitUntil(lambda: not version.exists(), timeout=WAIT)


def test_a_candidate_does_not_predict_and_the_window_says_why(window: MainWindow, qtbot: QtBot) -> None:
    session, versions = window.session, window.workspace.training.versions
    session.trainings.start(Setup.SELF, steps=10, seed=toy_trainer.CANDIDATE)
    run_until(session.training, qtbot, RunState.IDLE)
    assert session.models.name == "default"
    qtbot.waitUntil(lambda: any("candidate" in label.text() for label in versions.findChildren(QLabel)), timeout=WAIT)
    card = versions.open_card(session.models.versions()[0])
    texts = [label.text() for label in card.findChildren(QLabel)]
    assert "v0001, candidate" in texts and toy_trainer.WHY in texts
    card.use.click()
    qtbot.waitUntil(lambda: is_predicted(session) and session.current.prediction_version == "v0001", timeout=WAIT)


def test_a_version_that_hurts_a_pinned_photo_raises_an_alarm_that_goes_back(window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    session.trainings.start(Setup.SELF, steps=10, seed=toy_trainer.HURTING)
    run_until(session.training, qtbot, RunState.IDLE)
    assert session.models.name == "v0001"
    assert window.messages.sentences()["alarm"] == toy_trainer.HURT
    window.messages.button("alarm").click()
    assert session.models.name == "default" and "alarm" not in window.messages.sentences()


def test_a_version_is_exported_and_deleted_from_its_card(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, versions = window.session, window.workspace.training.versions
    for seed in (1, toy_trainer.CANDIDATE):
        session.trainings.start(Setup.SELF, steps=10, seed=seed)
        run_until(session.training, qtbot, RunState.IDLE)
    candidate, used = session.models.versions()
    card = versions.open_card(used)
    assert not card.delete.isEnabled() and not card.use.isEnabled(), "it is in use"
    card.close()
    card = versions.open_card(candidate)
    offered: list[str] = []

    def choose(_parent: object, _title: str, path: str, _filter: str) -> tuple[str, str]:
        offered.append(path)
        return str(tmp_path / "mine"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    card.export.click()
    qtbot.waitUntil((tmp_path / "mine.safetensors").is_file, timeout=WAIT)
    assert offered == [str(session.project.folder.parent / f"holiday-{candidate.name}.safetensors")]
    qtbot.waitUntil(lambda: not versions.findChildren(VersionCard), timeout=WAIT)  # it would hide what tells of it

    card = versions.open_card(candidate)
    card.delete.click()
    assert len(session.models.versions()) == 2, "one click is not sure enough"
    card.delete.click()
    qtbot.waitUntil(lambda: [version.name for version in session.models.versions()] == [used.name], timeout=WAIT)


def test_the_table_of_what_changed_most_is_ordered_by_any_column_and_swipes_both_versions(
    window: MainWindow, qtbot: QtBot
) -> None:
    session, versions, canvas = window.session, window.workspace.training.versions, window.workspace.canvas
    project = session.project
    project.versions.publish(lambda path: path.write_bytes(b"w" * 41), ModelCard(setup="semi"), promote=False)
    session.models.versionsChanged.emit()
    (version,) = session.models.versions()
    card = versions.open_card(version)
    card.compare.click()
    qtbot.waitUntil(lambda: not versions.findChildren(VersionCard), timeout=WAIT)  # it would lie over the photo
    (table,) = versions.findChildren(ChangesTable)
    qtbot.waitUntil(lambda: table.table.rowCount() == 5, timeout=WAIT)

    def column(place: int) -> list[str]:
        return [table.table.item(row, place).text() for row in range(5)]

    changed = [float(text.removesuffix(" %")) for text in column(1)]
    assert changed == sorted(changed, reverse=True) and changed[0] > 0.5
    for names in ("abcde", "edcba"):
        header = table.table.horizontalHeader()
        at = QPoint(header.sectionViewportPosition(0) + 8, header.height() // 2)
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert column(0) == [f"{name}.png" for name in names]

    for row in (1, 3, 3):  # the last is on the screen already
        cell = table.table.item(row, 0)
        name, where = cell.text(), table.table.visualItemRect(cell).center()
        qtbot.mouseClick(table.table.viewport(), Qt.MouseButton.LeftButton, pos=where)
        qtbot.mouseDClick(table.table.viewport(), Qt.MouseButton.LeftButton, pos=where)
        qtbot.waitUntil(lambda name=name: shown(session) == name, timeout=WAIT)
        assert canvas.split is not None and window.actions_by_id["compare"].isChecked()
        qtbot.waitUntil(lambda: canvas._beside is not None and canvas._instead is not None, timeout=WAIT)
        assert canvas.names_beside == ("Model default", f"Version {version.name}")
    session.navigation.previous()
    qtbot.waitUntil(lambda: session.current is not None, timeout=WAIT)
    assert canvas.names_beside == ("Photo", "Correction"), "another photo begins anew"
    link = table._changes.link
    window.workspace.photo_list.head.search.setFocus()
    table.close()
    assert window.focusWidget() is canvas, "the next key is for the photo"
    assert link.wait(20)


def shown(session: Session) -> str:
    return "" if session.current is None else session.current.name


def test_the_filmstrip_follows_the_run_and_goes_back_to_earlier_steps(window: MainWindow, qtbot: QtBot) -> None:
    session, film = window.session, window.workspace.training.film
    assert film.isHidden()
    session.trainings.start(Setup.SELF, steps=30)
    run_until(session.training, qtbot, RunState.IDLE)
    assert not film.isHidden() and (film.slider.value(), film.slider.maximum()) == (2, 2)
    qtbot.waitUntil(lambda: film.step.text() == "step 30" and len(film.view.pictures) == 2, timeout=WAIT)

    def blurred_columns() -> int:
        picture = film.view.pictures[0]
        return sum(picture.pixelColor(x, 16).red() > 120 for x in range(48))

    qtbot.waitUntil(lambda: blurred_columns() == 30, timeout=WAIT)
    film.slider.setValue(0)
    qtbot.waitUntil(lambda: blurred_columns() == 10 and film.step.text() == "step 10", timeout=WAIT)
    second = film.view.frames[1]
    qtbot.mouseClick(film.view, Qt.MouseButton.LeftButton, pos=film.view._place(1).center())
    qtbot.waitUntil(lambda: session.current is not None and session.current.name == second.name, timeout=WAIT)


def test_the_panel_pauses_and_tells_pace_mix_and_log(window: MainWindow, qtbot: QtBot) -> None:
    panel, run = window.workspace.training, window.session.training
    assert panel.pause_button.isHidden() and not window.actions_by_id["pause_training"].isEnabled()
    assert window.status.training.text() == ""
    panel.start_button.click()
    assert window.status.training.text() == "Starting the trainer…"
    qtbot.waitUntil(lambda: run.record.step > 2, timeout=WAIT)
    assert window.status.training.text() == panel.state.text() != "", "told wherever the panel is scrolled to"
    assert "steps a second: " in panel.details.text() and "real : synthetic = 1 : 1" in panel.details.text()
    panel.pause_button.click()
    run_until(run, qtbot, RunState.PAUSED)
    assert panel.pause_button.text() == "Resume" and panel.state.text().startswith("Paused, ")
    window.actions_by_id["pause_training"].trigger()
    assert run.state is RunState.RUNNING and panel.pause_button.text() == "Pause"
    qtbot.waitUntil(lambda: bool(run.record.validations), timeout=WAIT)
    panel.stop_button.click()
    run_until(run, qtbot, RunState.IDLE)
    log = panel.log.toPlainText()
    for words in ("Training from default.", "Paused at step", "Resumed.", "Step 10: validation loss", "was stopped"):
        assert words in log
    assert panel.start_button.isVisible() and panel.pause_button.isHidden()
    assert window.status.training.isHidden()
    run.state, run.record.started = RunState.RUNNING, TrainingStarted(1, 1, 1, "default", None, 60.0)
    run.record.step, run.record.seconds = 9, 60.2
    panel.refresh()
    assert panel.state.text() == "Validating what was learnt…", "and not: 0 s left"
    run.state = RunState.IDLE


def test_whoever_starts_from_the_field_of_minutes_has_the_keys_back_on_the_photo(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.activateWindow()
    panel, canvas = window.workspace.training, window.workspace.canvas
    for number in (panel.minutes, panel.new_labels):
        number.setFocus()
        qtbot.keyClick(number, Qt.Key.Key_Return)
        assert canvas.hasFocus()
    panel.minutes.setFocus()
    window.actions_by_id["train"].trigger()
    run_until(window.session.training, qtbot, RunState.RUNNING)
    assert canvas.hasFocus(), "Space would press Stop"
    qtbot.mouseClick(panel.stop_button, Qt.MouseButton.LeftButton)
    run_until(window.session.training, qtbot, RunState.IDLE)
    assert canvas.hasFocus()


def test_an_axis_of_almost_equal_scores_tells_its_ends_apart() -> None:
    plot = CurvePlot([Curve("AUC", "good")])
    assert [plot._digits_over(span) for span in (2.0, 0.5, 0.0004, 0.0)] == [3, 3, 4, 3]


def test_pinning_is_remembered_with_the_project(window: MainWindow, qtbot: QtBot) -> None:
    session, pin = window.session, window.actions_by_id["pin"]
    pin.trigger()
    qtbot.waitUntil(lambda: session.order.pinned == [session.current_id], timeout=WAIT)
    assert pin.isChecked() and session.project.setting(PINNED_SETTING) == (session.current_id,)
    model = window.workspace.photo_list.model
    told = [model.row(model.photo_at(model.index(row))).told for row in range(5)]
    assert ["pinned" in words for words in told] == [True, False, False, False, False]
    session.navigation.next()
    qtbot.waitUntil(lambda: not pin.isChecked(), timeout=WAIT)
    session.navigation.previous()
    qtbot.waitUntil(pin.isChecked, timeout=WAIT)
    pin.trigger()
    qtbot.waitUntil(lambda: session.order.pinned == [], timeout=WAIT)


def test_the_mix_is_told_in_words() -> None:
    assert mix(12, 12) == "24 samples seen, real : synthetic = 1 : 1"
    assert mix(10, 25) == "35 samples seen, real : synthetic = 1 : 2.5"
    assert mix(0, 24) == "24 samples seen, all synthetic"
    assert mix(4, 0) == "4 samples seen, all real"


def test_a_card_from_elsewhere_with_nonsense_in_it_can_be_shown(window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    session.trainings.start(Setup.SELF, steps=10)
    run_until(session.training, qtbot, RunState.IDLE)
    nonsense = '{"curve": {"losses": [["a", {}], [1]]}, "held_out": [], "recipe": "x", "hurt": 1, "why": "<b>"}'
    version = session.models.versions()[0]
    card = VersionCard(version, read_card(nonsense), False, window, session.project.folder)
    card.show()
    card.grab()
    card.close()
