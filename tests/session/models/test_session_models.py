"""A session's models and the processes behind them: killed, failing, slow to stop; versions gone back to."""

import os
import signal

import pytest
from pytestqt.qtbot import QtBot

from blurlab.project.project import Project
from blurlab.session.models.training_run import RunState, WrongMoveError
from blurlab.session.predictions.predictions import PredictorState
from blurlab.session.session import Session
from blurlab.worker.messages import Setup
from tests.fixtures.windows import WAIT, is_predicted
from tests.session.test_session import is_saved, listen, paint, show
from tests.ui.toy_trainer import FAILING, HANGING


def test_a_killed_predictor_is_told_in_one_sentence_and_can_be_restarted(session: Session, qtbot: QtBot) -> None:
    heard = listen(session)
    os.kill(session.predictions.link.pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: "predictor" in heard, timeout=WAIT)
    assert "stopped unexpectedly (killed by signal 9)" in heard["predictor"].sentence
    assert heard["predictor"].action == "Restart"
    assert session.predictions.state is PredictorState.FAILED
    paint(session)
    qtbot.waitUntil(lambda: is_saved(session), timeout=WAIT)
    show(session, qtbot, "e.png")
    assert not is_predicted(session)
    heard["predictor"].act()
    qtbot.waitUntil(lambda: is_predicted(session), timeout=WAIT)


def test_a_killed_trainer_is_told_and_can_be_restarted(session: Session, qtbot: QtBot) -> None:
    heard = listen(session)
    session.trainings.start(Setup.SEMI, minutes=5)
    qtbot.waitUntil(lambda: session.training.state is RunState.RUNNING, timeout=WAIT)
    os.kill(session.training.link.pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: session.training.state is RunState.FAILED, timeout=WAIT)
    assert "killed by signal 9" in heard["training"].sentence
    heard["training"].act()
    qtbot.waitUntil(lambda: session.training.state is RunState.RUNNING, timeout=WAIT)
    session.trainings.stop()
    qtbot.waitUntil(lambda: session.training.state is RunState.IDLE, timeout=WAIT)


def test_a_training_run_refuses_wrong_moves(session: Session, qtbot: QtBot) -> None:
    with pytest.raises(WrongMoveError):
        session.trainings.stop()
    session.trainings.start(Setup.SEMI, minutes=5)
    with pytest.raises(WrongMoveError):
        session.trainings.start(Setup.SEMI, minutes=5)
    session.trainings.stop()
    with pytest.raises(WrongMoveError):
        session.trainings.stop()
    qtbot.waitUntil(lambda: session.training.state is RunState.IDLE, timeout=WAIT)
    assert "was stopped" in session.training.sentence


def test_a_run_that_fails_says_why_and_another_can_be_started(session: Session, qtbot: QtBot) -> None:
    heard = listen(session)
    session.trainings.start(Setup.SEMI, minutes=5, seed=FAILING)
    qtbot.waitUntil(lambda: session.training.state is RunState.FAILED, timeout=WAIT)
    assert heard["training"].sentence == "The training failed: the disk is full."
    session.trainings.start(Setup.SEMI, steps=3)
    qtbot.waitUntil(lambda: session.training.state is RunState.IDLE, timeout=WAIT)
    assert session.models.versions() == []


def test_the_trainer_leaves_after_its_run_and_the_next_run_may_be_asked_for_at_once(
    session: Session, qtbot: QtBot
) -> None:
    ended: list[str] = []
    session.training.ended.connect(lambda message: ended.append(message.sentence))
    for runs in (1, 2):
        session.trainings.start(Setup.SEMI, steps=3)
        qtbot.waitUntil(lambda runs=runs: len(ended) == runs, timeout=WAIT)
    assert ended == ["Training finished after 3 steps."] * 2
    qtbot.waitUntil(lambda: not session.training.link.alive, timeout=WAIT)
    assert session.training.state is RunState.IDLE
    session.trainings.start(Setup.SEMI, steps=3)
    qtbot.waitUntil(lambda: len(ended) == 3, timeout=WAIT)
    session.trainings.start(Setup.SEMI, steps=3)
    session.trainings.stop()
    qtbot.waitUntil(lambda: session.training.state is RunState.IDLE, timeout=WAIT)
    assert "stopped" in session.training.sentence


def test_a_trainer_that_does_not_stop_is_ended(session: Session, qtbot: QtBot) -> None:
    session.training._deadline.setInterval(300)
    session.training.link._leave_patience = 0.5
    session.trainings.start(Setup.SEMI, minutes=5, seed=HANGING)
    qtbot.waitUntil(lambda: session.training.record.step > 2, timeout=WAIT)
    session.trainings.stop()
    qtbot.waitUntil(lambda: session.training.state is RunState.FAILED, timeout=WAIT)
    assert session.training.sentence == "The trainer did not stop in time and was ended."


def test_going_back_to_an_older_version_predicts_with_it(session: Session, qtbot: QtBot) -> None:
    for _ in range(2):
        session.trainings.start(Setup.SELF, steps=10)
        qtbot.waitUntil(lambda: session.training.state is RunState.IDLE, timeout=WAIT)
    assert [version.name for version in session.models.versions()] == ["v0002", "v0001"]
    qtbot.waitUntil(lambda: is_predicted(session), timeout=WAIT)
    session.models.promote("v0001")
    qtbot.waitUntil(lambda: is_predicted(session), timeout=WAIT)
    assert session.current.prediction_version == "v0001"
    with Project.open(session.project.folder) as project:
        assert project.versions.promoted().name == "v0001"
