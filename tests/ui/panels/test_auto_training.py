"""Training that begins by itself."""

import pytest
from pytestqt.qtbot import QtBot

from blurlab.project.records import Status
from blurlab.session.models import auto_training
from blurlab.session.models.training_run import RunState
from blurlab.session.session import Session
from tests.fixtures.windows import WAIT, come_to_rest, is_predicted


class Rest:
    """A clock that stands; stands for how long nobody has touched anything."""

    def __init__(self) -> None:
        self.milliseconds = 0

    def elapsed(self) -> int:
        return self.milliseconds

    def restart(self) -> None:
        self.milliseconds = 0


def test_training_begins_by_itself_when_enough_labels_are_new_and_nobody_is_there(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    automatic, run = session.trainings.automatic, session.training
    monkeypatch.setattr(auto_training, "IDLE_SECONDS", 0.3)
    monkeypatch.setattr(automatic, "_rest", rest := Rest())
    monkeypatch.setattr(auto_training, "busy_share", lambda: 0.9)
    automatic.set(True, 2)
    for wanted in (1, 2):
        session.review.accept(advance=True)
        qtbot.waitUntil(lambda wanted=wanted: session.order.counts()[Status.ACCEPTED] == wanted, timeout=WAIT)
        qtbot.waitUntil(lambda: is_predicted(session), timeout=WAIT)
        qtbot.waitUntil(lambda wanted=wanted: automatic.new == wanted, timeout=WAIT)
    come_to_rest(session, qtbot)
    rest.milliseconds = 400
    automatic.look()
    assert run.state is RunState.IDLE, "the processor is busy"
    monkeypatch.setattr(auto_training, "busy_share", lambda: 0.1)
    session.autosave.stateChanged.emit()
    automatic.look()
    assert run.state is RunState.IDLE, "somebody is at work"
    rest.milliseconds = 400
    automatic.set(False, 2)
    automatic.look()
    assert run.state is RunState.IDLE, "nobody asked for it"
    automatic.set(True, 2)
    automatic.look()
    assert run.state is RunState.STARTING
    qtbot.waitUntil(lambda: run.state is RunState.RUNNING, timeout=WAIT)
    run.stop()
    qtbot.waitUntil(lambda: run.state is RunState.IDLE, timeout=WAIT)
    come_to_rest(session, qtbot)
    rest.milliseconds = 400
    automatic.look()
    assert run.state is RunState.IDLE, "a run is not begun again for the same labels"
