"""The path of a label in ARCHITECTURE.md: what it names is there, and a real label passes that and nothing else."""

import re
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from blurlab.project.masks import Masks
from blurlab.project.project import Project
from blurlab.project.records import Status
from blurlab.project.sql.mask_rows import SqlMasks
from blurlab.project.versions import Versions
from blurlab.session.models.session_models import SessionModels
from blurlab.session.models.training_run import TrainingRun
from blurlab.session.predictions.predictions import Predictions
from blurlab.session.review.review import Review
from blurlab.session.settings import Settings
from blurlab.session.strokes.autosave import Autosave
from blurlab.ui.shell.app import make_application
from blurlab.ui.shell.main_window import MainWindow
from blurlab.ui.shell.theme import Appearance
from blurlab.worker import predictor
from blurlab.worker.client import ChildProcess
from blurlab.worker.messages import (
    Leave,
    ModelReady,
    Predicted,
    PredictPhoto,
    Setup,
    StartTraining,
    TrainingEnded,
    VersionPublished,
)
from tests.fixtures.windows import WAIT, come_to_rest
from tests.following import Followed
from tests.training.conftest import folder, one_thread, small_samples
from training.data import held_out
from training.data.pairs import PairReader, PairSampler
from training.loop.gate import Verdict
from training.loop.learner import Learner
from training.loop.validate import Score
from training.runs import trainer, version

__all__ = ["folder", "one_thread", "small_samples"]  # fixtures
ROOT = Path(__file__).parents[1]
MOST = 20
ENDS = (
    (Review, "accept"),
    (Autosave, "save"),
    (Masks, "save_plane"),
    (SqlMasks, "add"),
    (TrainingRun, "start"),
    (ChildProcess, "send"),
    (held_out, "split_labels"),
    (PairReader, "pair"),
    (PairSampler, "__init__"),
    (Learner, "step"),
    (Versions, "publish"),
    (SessionModels, "use_promoted"),
    (Predictions, "use_model"),
    (predictor._Service, "_use"),
)
PASSED_BY_ALL = {
    "blurlab/ui/actions/registry.py",  # any key, to its action
    "blurlab/ui/actions/action.py",  # any action, to its handler
    "blurlab/session/tasks.py",  # any work in a thread
    "blurlab/session/child_link.py",  # any message of a child
}


def steps() -> list[tuple[str, str]]:
    """(file, what it does) of each step."""
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    path = text.partition("## The path of a label")[2].partition("\n## ")[0]
    found = re.findall(r"^\d+\. `([\w/]+\.py)`: (.*)$", path, re.M)
    assert f", {len(found)} of them" in path
    return found


def test_the_path_of_a_label_is_short_and_names_what_there_is() -> None:
    assert len(steps()) <= MOST
    for file, words in steps():
        source = (ROOT / file).read_text("utf-8")
        for name in re.findall(r"`([\w.]+)`", words):
            for part in name.split("."):
                assert re.search(rf"\b{part}\b", source), (file, name)


class Served:
    """A child's main in a thread, at the other end of a real pipe."""

    def __init__(self, main: Any) -> None:
        self.here, there = Pipe()
        self._thread = Thread(target=self._serve, args=(main, there))
        self._thread.start()

    def _serve(self, main: Any, there: Connection) -> None:
        try:
            main(there)
        finally:
            there.close()

    def until(self, kind: type) -> list[Any]:
        """All that it says until a message of this kind, that one included."""
        said: list[Any] = []
        while not (said and isinstance(said[-1], kind)):
            assert self.here.poll(120), f"no {kind.__name__} came after {said}"
            said.append(self.here.recv())
        return said

    def leave(self) -> None:
        self.here.send(Leave())
        self._thread.join(120)
        assert not self._thread.is_alive()
        self.here.close()


@pytest.mark.usefixtures("small_samples")
def test_a_real_label_passes_these_files_and_no_others_of_its_own(
    folder: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Score, "better_than", lambda *_: True)
    monkeypatch.setattr(version, "compare", lambda *_: Verdict(True, "It is better."))
    with Project.open(folder) as project:
        photo = project.photos()[0]
        project.set_status(photo.id, Status.IN_WORK)
    sent: list[object] = []  # to children that are not started here

    way = Followed(monkeypatch, *ENDS)
    really = ChildProcess.send

    def send(child: ChildProcess, message: object) -> bool:
        sent.append(message)
        return not really(child, message)

    monkeypatch.setattr(ChildProcess, "start", lambda _child: None)
    monkeypatch.setattr(ChildProcess, "send", send)

    make_application(Appearance.DARK)
    window = MainWindow(Settings(tmp_path / "settings.ini"))
    window.show()
    window.open([folder])
    qtbot.waitUntil(lambda: window.session is not None and window.session.current is not None, timeout=WAIT)
    session, work = window.session, window.workspace
    assert session is not None and work is not None
    session.go_to(photo.id)
    qtbot.waitUntil(lambda: session.current is not None and session.current.photo_id == photo.id, timeout=WAIT)
    come_to_rest(session, qtbot)
    sent.clear()
    way.passed.clear()

    with qtbot.waitSignal(session.autosave.saved, timeout=WAIT):
        QTest.keyClick(work.canvas, Qt.Key.Key_P)
    session.trainings.start(Setup.FULL, steps=1)
    (order,) = (message for message in sent if isinstance(message, StartTraining))
    child = Served(trainer.main)
    child.here.send(order)
    said = child.until(TrainingEnded)
    child.leave()
    assert [message.promoted for message in said if isinstance(message, VersionPublished)] == [True]

    sent.clear()
    for message in said:
        session.training.link.message.emit(message)
    child = Served(predictor.main)
    for told in [*sent, PredictPhoto(photo.id)]:
        child.here.send(told)
    assert [ready.name for ready in child.until(Predicted) if isinstance(ready, ModelReady)] == ["v0001"]
    child.leave()

    assert way.reached == {name for _, name in ENDS}
    listed = {file for file, _ in steps()}
    assert listed - way.passed == set(), "not passed by a real label"
    assert way.passed - listed - PASSED_BY_ALL == set(), "passed, and not in the list"
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=WAIT)
    window.deleteLater()
