"""The real trainer in a real process, driven as the window drives it: killed, hung, without memory, without disk.

Whatever happens, nothing is left that looks like a trained model, no half-written file and no process, and the person
reads one sentence. tests/ui/panels/test_training.py has a toy trainer through every state twenty times over.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from blurlab.files.leftovers import sweep
from blurlab.project.project import Project
from blurlab.session.models.training_run import RunState, TrainingRun
from blurlab.worker.messages import Setup
from tests.training.small_trainer import FAULT

WAIT = 120_000  # ms: the child imports torch, and the machine may be busy

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits and signals are Linux's")


@pytest.fixture
def start(folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., TrainingRun]]:
    """Starts the trainer on three labels; with a fault, as small_trainer knows them."""
    runs: list[TrainingRun] = []

    def make(fault: str = "", *, steps: int | None = 2, setup: Setup = Setup.FULL) -> TrainingRun:
        monkeypatch.setenv(FAULT, fault)
        run = TrainingRun(module="tests.training.small_trainer")
        runs.append(run)
        run.start(folder, setup, steps=steps, minutes=None if steps else 30)
        return run

    yield make
    for run in runs:
        run.leave()
        assert run.link.wait(30), "a trainer outlived its test"


def gone(run: TrainingRun, qtbot: QtBot) -> int:
    """Waits until the run has failed and its process is reaped; its process id."""
    qtbot.waitUntil(lambda: run.state is RunState.FAILED and not run.link.alive, timeout=WAIT)
    pid = run.link.last_pid
    assert pid is not None
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    return pid


def leaves_nothing(run: TrainingRun, folder: Path, pid: int) -> bool:
    """No version, nothing promoted, no half-written file once the window has swept; one sentence."""
    sweep(folder, pid)
    half = [path for path in folder.rglob("*") if path.suffix in {".tmp", ".partial"}]
    with Project.open(folder) as project:
        nothing = (
            project.versions.all() == [] and project.versions.promoted() is None and not list(folder.glob("models/*"))
        )
    sentence = run.sentence
    assert sentence.endswith(".") and "\n" not in sentence and "Traceback" not in sentence, sentence
    assert sentence.startswith(("Training failed: ", "The trainer ")), sentence
    return nothing and half == []


def test_a_trainer_killed_at_a_step_leaves_nothing(
    start: Callable[..., TrainingRun], folder: Path, qtbot: QtBot
) -> None:
    run = start(steps=None)
    qtbot.waitUntil(lambda: run.record.step > 0, timeout=WAIT)
    os.kill(run.link.pid, signal.SIGKILL)
    assert leaves_nothing(run, folder, gone(run, qtbot))
    assert run.sentence == "The trainer stopped unexpectedly (killed by signal 9). It can be restarted."


def test_a_trainer_killed_while_it_writes_its_version_leaves_nothing(
    start: Callable[..., TrainingRun], folder: Path, qtbot: QtBot
) -> None:
    run = start("slow disk", steps=1)
    qtbot.waitUntil(lambda: any(folder.glob("models/.*.tmp/.*.tmp")), timeout=WAIT)
    os.kill(run.link.pid, signal.SIGKILL)
    pid = gone(run, qtbot)
    assert list(folder.glob("models/.*.tmp")), "it had begun to write"
    assert leaves_nothing(run, folder, pid)


def test_a_trainer_that_hangs_is_ended_after_stop_and_leaves_nothing(
    start: Callable[..., TrainingRun], folder: Path, qtbot: QtBot
) -> None:
    run = start(steps=None)
    run._silence.setInterval(300)
    run._deadline.setInterval(200)
    run.link._leave_patience = run.link._terminate_patience = 0.3
    qtbot.waitUntil(lambda: run.record.started is not None, timeout=WAIT)
    os.kill(run.link.pid, signal.SIGSTOP)  # deaf to every word, and to a polite end
    qtbot.waitUntil(lambda: "has been silent" in run.sentence, timeout=WAIT)
    run.stop()
    assert leaves_nothing(run, folder, gone(run, qtbot))
    assert run.sentence == "The trainer did not stop in time and was ended."


def test_a_trainer_without_memory_says_so_and_leaves_nothing(
    start: Callable[..., TrainingRun], folder: Path, qtbot: QtBot
) -> None:
    run = start("memory=20")
    assert leaves_nothing(run, folder, gone(run, qtbot))
    # A library that gives up by itself takes the process with it: then the sentence tells how it ended.
    assert "not enough memory" in run.sentence or run.sentence.startswith("The trainer stopped unexpectedly (")


def test_a_trainer_on_a_full_disk_says_so_and_leaves_nothing(
    start: Callable[..., TrainingRun], folder: Path, qtbot: QtBot
) -> None:
    run = start("disk")
    assert leaves_nothing(run, folder, gone(run, qtbot))
    assert run.sentence.startswith("Training failed: The new model version could not be saved: ")
