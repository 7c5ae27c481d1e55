"""A day's review with the real predictor: order, search, notes, many accepted at once, and a second person."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from blurlab.project.project import Project
from blurlab.project.queue import Sort
from blurlab.project.records import Status
from blurlab.project.review import newest_by_author, read_facts
from blurlab.ui.panels.bulk_dialog import BulkDialog
from blurlab.ui.shell.main_window import MainWindow
from tests.fixtures.windows import is_predicted
from tests.journeys.conftest import WAIT
from tests.journeys.test_main_job import SHIFT, correct_and_accept, press

CONTROL = Qt.KeyboardModifier.ControlModifier


def opened(make_window: Callable[..., MainWindow], folder: Path, author: str, qtbot: QtBot) -> MainWindow:
    window = make_window()
    window.author = author
    window.open([folder])
    qtbot.waitUntil(lambda: window.session is not None and len(window.session.order) == 6, timeout=WAIT)
    qtbot.waitUntil(lambda: is_predicted(window.session), timeout=WAIT)
    window.activateWindow()
    return window


def accepted(window: MainWindow) -> int:
    return window.session.order.counts()[Status.ACCEPTED]


def test_order_note_search_accept_many_and_a_second_person(
    make_window: Callable[..., MainWindow], photos: Path, qtbot: QtBot
) -> None:
    window = opened(make_window, photos, "ann", qtbot)
    session, work = window.session, window.workspace
    head, canvas = work.photo_list.head, work.canvas

    press(window, Qt.Key.Key_D, SHIFT)  # nothing is known yet, so to the next; from now on all are predicted
    for _ in range(3):
        press(window, Qt.Key.Key_Q)
    assert session.queue.sort is Sort.UNCERTAIN and head.sort.currentText() == "Most uncertain first"
    doubts = session.order.facts_of
    qtbot.waitUntil(lambda: all(doubts(one).doubt is not None for one in session.order.ids), timeout=WAIT)
    qtbot.waitUntil(lambda: len(session.queue._helpful) == 6, timeout=WAIT)
    press(window, Qt.Key.Key_D, SHIFT)
    qtbot.waitUntil(lambda: is_predicted(session), timeout=WAIT)
    noted, name = session.current_id, session.current.name

    press(window, Qt.Key.Key_T)
    QTest.keyClicks(work.facts.note, "smoke in front")
    QTest.keyClick(work.facts.note, Qt.Key.Key_Escape)
    QTest.keyClick(canvas, Qt.Key.Key_F, CONTROL)
    QTest.keyClicks(head.search, "smoke")
    QTest.keyClick(head.search, Qt.Key.Key_Return)
    assert session.order.ids == [noted] and session.current_id == noted
    QTest.keyClick(canvas, Qt.Key.Key_F, CONTROL)
    QTest.keyClick(head.search, Qt.Key.Key_Escape)
    assert len(session.order.ids) == 6

    correct_and_accept(window, qtbot)
    qtbot.waitUntil(lambda: session.order.facts_of(noted).agreement is not None, timeout=WAIT)
    assert session.order.facts_of(noted).authors == ("ann",)
    place = head.filter.findText("Accepted", Qt.MatchFlag.MatchStartsWith)
    head.filter.setCurrentIndex(place)
    head.filter.activated.emit(place)
    assert noted in session.order.ids and len(session.order.ids) <= 2  # that one, and the one on screen
    head.filter.setCurrentIndex(0)
    head.filter.activated.emit(0)

    QTest.keyClick(canvas, Qt.Key.Key_A, CONTROL | SHIFT)
    dialog = window.findChild(BulkDialog)
    assert len(dialog.model.photos) == 5 and noted not in [photo.id for photo in dialog.model.photos]
    with qtbot.waitSignal(session.bulk.ended, timeout=WAIT):
        QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert accepted(window) == 6 and "6 of 6 reviewed" in work.photo_list.foot.text()
    window.messages.button("bulk").click()
    qtbot.waitUntil(lambda: accepted(window) == 1, timeout=WAIT)
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=WAIT)

    window = opened(make_window, photos, "bob", qtbot)
    session, facts = window.session, window.workspace.facts
    qtbot.waitUntil(lambda: session.queue.sort is Sort.UNCERTAIN, timeout=WAIT)
    assert session.order.facts_of(noted).note == "smoke in front"
    session.go_to(noted)
    qtbot.waitUntil(lambda: session.current is not None and session.current.name == name, timeout=WAIT)
    window.workspace.pick_tool("eraser")
    QTest.mouseClick(window.workspace.canvas, Qt.MouseButton.LeftButton)  # takes a little of ann's paint away
    press(window, Qt.Key.Key_P)
    qtbot.waitUntil(lambda: session.order.facts_of(noted).authors == ("bob", "ann"), timeout=WAIT)
    qtbot.waitUntil(lambda: facts.masks_beside.count() == 2, timeout=WAIT)
    assert "Mask by ann: IoU " in facts.masks_beside.itemAt(0).widget().text()
    button = facts.masks_beside.itemAt(1).widget()
    assert isinstance(button, QPushButton) and button.text().startswith("Use ann's mask")
    press(window, Qt.Key.Key_L, SHIFT)
    qtbot.waitUntil(lambda: session.order.facts_of(noted).authors == ("ann", "bob"), timeout=WAIT)
    folder = session.project.folder
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=WAIT)
    with Project.open(folder) as project:
        assert list(newest_by_author(project.masks.revisions(noted))) == ["ann", "bob"]
        assert project.masks.latest(noted).author == "ann" and read_facts(project)[noted].note == "smoke in front"
