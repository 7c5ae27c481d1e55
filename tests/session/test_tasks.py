"""Work off the UI thread comes back as a result or as a sentence, whatever happens in it."""

import os
import sys
import threading
import time
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from blurlab.errors import UserError
from blurlab.session.session import Session
from blurlab.session.tasks import Tasks
from tests.fixtures.windows import WAIT
from tests.session.test_session import is_saved, listen, paint, revisions


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    assert made.leave()


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (UserError("disk.full", "The disk is full."), "The disk is full."),
        (MemoryError(), "There is not enough memory for this photo."),
    ],
)
def test_what_can_happen_is_told_as_a_sentence(tasks: Tasks, qtbot: QtBot, error: Exception, sentence: str) -> None:
    told: list[str] = []
    tasks.run(lambda: _raise(error), lambda _result: told.append("done"), lambda error: told.append(error.sentence))
    qtbot.waitUntil(lambda: told == [sentence], timeout=WAIT)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere Qt sets the priority of threads")
def test_threads_that_stay_behind_are_nicer_than_the_window(qtbot: QtBot) -> None:
    found: list[int] = []

    def niceness() -> int:
        return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    behind = Tasks(behind=True)
    behind.run(niceness, found.append, lambda _error: None)
    qtbot.waitUntil(lambda: len(found) == 1, timeout=WAIT)
    assert behind.leave()
    assert found[0] == max(5, niceness())


def test_a_mistake_is_told_as_a_sentence_and_comes_up_in_the_ui_thread(tasks: Tasks, qtbot: QtBot) -> None:
    told: list[str] = []
    with qtbot.captureExceptions() as raised:
        tasks.run(
            lambda: _raise(KeyError("colour")),
            lambda _result: told.append("done"),
            lambda error: told.append(error.sentence),
        )
        qtbot.waitUntil(lambda: bool(raised), timeout=WAIT)
    assert told == ["This failed because of a mistake in blurlab (KeyError: 'colour')."]
    assert raised[0][0] is KeyError


def test_a_saving_that_fails_by_a_mistake_is_told_and_tried_again(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = listen(session)
    with qtbot.captureExceptions() as raised:
        with monkeypatch.context() as code:
            code.setattr(session.project.masks, "save_plane", lambda *_args, **_kwargs: _raise(RuntimeError("wrong")))
            paint(session)
            session.save_now()
            qtbot.waitUntil(lambda: "save" in heard, timeout=WAIT)
            assert session.autosave.unsaved and not session.autosave.saving
        qtbot.waitUntil(lambda: is_saved(session), timeout=WAIT)
    assert raised and revisions(session) == 1


def _raise(error: Exception) -> None:
    raise error


def test_work_that_hangs_is_waited_for_once(tasks: Tasks) -> None:
    begun, hanging = threading.Event(), threading.Event()

    def hang() -> None:
        begun.set()
        hanging.wait()

    tasks.run(hang, lambda _: None, lambda _: None)
    assert begun.wait(WAIT / 1000), "what only waits is dropped"
    tasks.drop()  # as closing does, which then polls
    began = time.monotonic()
    assert not tasks.leave(10_000) and time.monotonic() - began < 5
    hanging.set()
    assert tasks._pool.waitForDone(WAIT)
