"""A project whose folder goes away while it is open, and comes back."""

import pytest
from pytestqt.qtbot import QtBot

from blurlab.project.project import Project
from blurlab.project.queue import Sort
from blurlab.session.folder_watch import FolderWatch
from blurlab.session.strokes import autosave
from blurlab.ui.shell.main_window import MainWindow
from tests.fixtures.windows import WAIT
from tests.session.test_session import listen
from tests.ui.shell.test_main_window import paint

AWAY = "stick pulled out"


@pytest.fixture(autouse=True)
def saving_that_is_not_tried_again_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(autosave, "RETRY_MS", 10 * 60_000)


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """What each look for the folder came to."""
    found: list[bool] = []
    has_looked = FolderWatch._has_looked

    def noted(watch: FolderWatch, there: bool) -> None:
        has_looked(watch, there)
        found.append(there)

    monkeypatch.setattr(FolderWatch, "_has_looked", noted)
    return found


def test_what_told_that_the_folder_is_gone_goes_once_it_is_back_and_the_unsaved_is_saved(
    window: MainWindow, qtbot: QtBot, looked: list[bool]
) -> None:
    session = window.session
    folder = session.project.folder
    photo_id = session.current_id
    heard = listen(session)
    away = folder.rename(folder.with_name(AWAY))
    paint(window)
    session.queue.set_sort(Sort.UNCERTAIN)
    qtbot.waitUntil(lambda: {"save", "queue"} <= window.messages.sentences().keys(), timeout=WAIT)
    assert all("gone" in window.messages.sentences()[key] for key in ("save", "queue"))
    looked.clear()
    qtbot.waitUntil(lambda: len(looked) >= 2, timeout=WAIT)
    assert {"save", "queue"} <= window.messages.sentences().keys(), "it is still away"

    away.rename(folder)
    qtbot.waitUntil(lambda: not session.autosave.unsaved, timeout=WAIT)
    qtbot.waitUntil(lambda: window.session.predictions.left_for_later == 0, timeout=WAIT)
    assert not {"save", "queue"} & window.messages.sentences().keys()
    assert heard["folder"].sentence == f"The folder of the project “{session.project.title}” is back."
    with Project.open(folder) as again:
        assert len(again.masks.revisions(photo_id)) == 1


def test_a_notice_that_took_its_place_stays(window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    folder = session.project.folder
    away = folder.rename(folder.with_name(AWAY))
    session.models.promote("v0009")
    assert "gone" in window.messages.sentences()["versions"]
    session.tell("versions", "Something else.")
    session.pins.toggle()
    qtbot.waitUntil(lambda: "pin" in window.messages.sentences(), timeout=WAIT)
    away.rename(folder)
    qtbot.waitUntil(lambda: "pin" not in window.messages.sentences(), timeout=WAIT)
    assert window.messages.sentences()["versions"] == "Something else."
