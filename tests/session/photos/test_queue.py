"""The queue of a session: facts, orders, what helps most, notes, pace."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from blurlab.core.editing.correction import SHARP
from blurlab.core.opencv import cv2
from blurlab.model.card import ModelCard
from blurlab.project.blind import is_drawn
from blurlab.project.project import Project
from blurlab.project.queue import Sort, Wanted
from blurlab.project.records import Status
from blurlab.project.review import read_facts
from blurlab.session.photos.queue import SORT_SETTING
from blurlab.session.review import withholding
from blurlab.session.session import Session
from blurlab.ui.shell.main_window import MainWindow
from tests.fixtures.windows import WAIT, come_to_rest, is_predicted, write_photo
from tests.session.test_session import paint


@pytest.fixture
def grey(tmp_path: Path) -> Path:
    """Six photos, more and more of them plain: the toy model is sure of noise and of plain grey, unsure in between."""
    folder = tmp_path / "grey"
    for number, name in enumerate("fbdace"):
        path = write_photo(folder / f"{name}.png", number)
        photo = cv2.imread(str(path))
        photo[:, : 40 * number] = 127
        assert cv2.imwrite(str(path), photo)
    return folder


def names(session: Session) -> str:
    return "".join(session.photo(photo_id).name[0] for photo_id in session.order.ids)


def current(session: Session) -> str:
    return session.photo(session.current_id).name[0]


@pytest.fixture
def queued(open_session: Callable[..., Session], grey: Path, qtbot: QtBot) -> Session:
    made = open_session(grey)
    qtbot.waitUntil(lambda: len(made.order) == 6 and is_predicted(made), timeout=WAIT)
    return made


def all_predicted(session: Session) -> bool:
    return all(session.order.facts_of(photo.id).doubt is not None for photo in session.order.photos())


def test_an_order_by_uncertainty_has_all_photos_predicted_and_next_follows_it(queued: Session, qtbot: QtBot) -> None:
    before = queued.current_id
    queued.queue.set_sort(Sort.UNCERTAIN)
    qtbot.waitUntil(lambda: all_predicted(queued), timeout=WAIT)
    qtbot.waitUntil(lambda: queued.predictions.left_for_later == 0, timeout=WAIT)
    come_to_rest(queued, qtbot)
    assert queued.order.ids[0] == before, "the photo in hand comes first"
    doubts = {one: queued.order.facts_of(one).doubt.entropy for one in queued.order.ids[1:]}
    assert queued.order.ids[1] == max(doubts, key=doubts.__getitem__)
    second = queued.order.ids[1]
    queued.navigation.next()
    assert queued.current_id == second


def test_the_order_is_remembered_with_the_project(
    queued: Session, open_session: Callable[..., Session], grey: Path, qtbot: QtBot
) -> None:
    queued.queue.set_sort(Sort.NAME)
    qtbot.waitUntil(lambda: names(queued) == "abcdef", timeout=WAIT)
    qtbot.waitUntil(lambda: queued.project.setting(SORT_SETTING) is Sort.NAME, timeout=WAIT)
    queued.discard()
    again = open_session(grey)
    qtbot.waitUntil(lambda: again.queue.sort is Sort.NAME and names(again) == "abcdef", timeout=WAIT)


def test_where_a_label_helps_most_is_where_the_model_is_least_sure(queued: Session, qtbot: QtBot) -> None:
    queued.queue.ask_for_all()
    qtbot.waitUntil(lambda: all_predicted(queued), timeout=WAIT)
    open_ones = [one for one in queued.order.ids if one != queued.current_id]
    best = max(open_ones, key=lambda one: queued.order.facts_of(one).doubt.entropy)
    qtbot.waitUntil(lambda: len(queued.queue._helpful) == 6, timeout=WAIT)
    queued.navigation.most_helpful()
    assert queued.current_id == best
    visited = {best}
    for _ in range(4):
        queued.navigation.most_helpful()
        visited.add(queued.current_id)
    assert len(visited) == 5, "asked again it offers others, each once"


def test_blind_checks_come_where_their_worth_puts_them(
    queued: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(withholding, "FROM_LABELS", 0)
    queued.queue.ask_for_all()
    qtbot.waitUntil(lambda: all_predicted(queued), timeout=WAIT)
    qtbot.waitUntil(lambda: len(queued.queue._helpful) == 6, timeout=WAIT)
    digests = [queued.photo(photo_id).digest for photo_id in queued.order.ids if photo_id != queued.current_id]
    some = next(every for every in range(2, 50) if 0 < sum(is_drawn(digest, every) for digest in digests) < 5)
    offered = []
    for every in (0, some):
        queued.blind.set_every(every)
        queued.queue._offered.clear()
        offered.append([queued.queue.most_helpful() for _ in range(5)])
    due = [queued.blind.withholds(photo_id) for photo_id in offered[0]]
    assert any(due) and not all(due) and offered[0] == offered[1]


def test_before_anything_is_predicted_it_goes_to_the_next_that_nobody_has_reviewed(
    open_session: Callable[..., Session], grey: Path, qtbot: QtBot, shipped_model: Path
) -> None:
    shipped_model.unlink()
    session = open_session(grey)
    qtbot.waitUntil(lambda: len(session.order) == 6 and session.current is not None, timeout=WAIT)
    session.navigation.most_helpful()
    assert session.current_id == session.order.ids[1]


def test_accepting_keeps_how_much_was_corrected_and_who_did_it(queued: Session, qtbot: QtBot) -> None:
    first = queued.current_id
    paint(queued, SHARP)
    queued.review.accept(advance=True)
    qtbot.waitUntil(lambda: queued.order.facts_of(first).agreement is not None, timeout=WAIT)
    facts = queued.order.facts_of(first)
    assert 0.5 < facts.agreement < 1 and facts.authors == ("tester",) and not facts.blind
    assert read_facts(queued.project)[first].agreement == pytest.approx(facts.agreement)
    untouched = queued.current_id
    qtbot.waitUntil(lambda: is_predicted(queued), timeout=WAIT)
    queued.review.accept()
    qtbot.waitUntil(lambda: queued.order.facts_of(untouched).agreement == 1.0, timeout=WAIT)
    queued.queue.set_wanted(Wanted(corrected=(0.01, 1.0)))
    assert queued.order.ids == [first]


def test_notes_are_searched_and_are_there_after_reopening(
    queued: Session, open_session: Callable[..., Session], grey: Path, qtbot: QtBot
) -> None:
    third = queued.order.ids[2]
    queued.queue.set_note(third, "The horizon is tilted.")
    queued.queue.set_wanted(Wanted(search="HORIZON"))
    assert queued.order.ids == [third]
    qtbot.waitUntil(lambda: third in read_facts(queued.project), timeout=WAIT)
    queued.discard()
    again = open_session(grey)
    qtbot.waitUntil(lambda: again.order.facts_of(third).note == "The horizon is tilted.", timeout=WAIT)


def test_the_pace_comes_from_decisions(queued: Session, qtbot: QtBot) -> None:
    assert queued.queue.pace is None and queued.queue.left == 6
    for _ in range(3):
        queued.review.reject(advance=True)
    qtbot.waitUntil(lambda: queued.queue.left == 3, timeout=WAIT)
    qtbot.waitUntil(lambda: queued.queue.pace is not None, timeout=WAIT)


def test_a_version_that_another_program_promotes_predicts_all_again(queued: Session, qtbot: QtBot) -> None:
    queued.queue.ask_for_all()
    qtbot.waitUntil(lambda: all_predicted(queued), timeout=WAIT)
    with Project.open(queued.project.folder) as elsewhere:
        elsewhere.versions.publish(lambda path: path.write_bytes(b"other weights"), ModelCard(setup="self"))
    qtbot.waitUntil(lambda: queued.predictions.version == "v0001", timeout=WAIT)
    there = [photo.id for photo in queued.order.photos()]
    qtbot.waitUntil(lambda: all(queued.project.has_prediction(one, "v0001") for one in there), timeout=WAIT)


def test_after_going_back_the_queue_goes_by_the_model_that_predicts_again(queued: Session, qtbot: QtBot) -> None:
    queued.queue.ask_for_all()
    qtbot.waitUntil(lambda: all_predicted(queued), timeout=WAIT)
    before = {one: queued.order.facts_of(one).doubt for one in queued.order.ids}
    queued.project.versions.publish(lambda path: path.write_bytes(b"x" * 40), ModelCard(setup="self"))
    queued.models.use_promoted()
    there = list(queued.order.ids)
    qtbot.waitUntil(lambda: all(queued.project.has_prediction(one, "v0001") for one in there), timeout=WAIT)
    qtbot.waitUntil(lambda: all(queued.order.facts_of(one).doubt != before[one] for one in there[:3]), timeout=WAIT)
    queued.models.roll_back()
    qtbot.waitUntil(lambda: {one: queued.order.facts_of(one).doubt for one in there} == before, timeout=WAIT)


def test_typing_into_the_search_field_lists_what_is_found_and_enter_shows_the_first(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.activateWindow()
    head = window.workspace.photo_list.head
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(head.search.hasFocus, timeout=WAIT)
    qtbot.keyClicks(head.search, "d.png")
    qtbot.waitUntil(lambda: len(window.session.order.ids) <= 2, timeout=WAIT)  # the found one, and the one on screen
    qtbot.keyClick(head.search, Qt.Key.Key_Return)
    assert current(window.session) == "d" and names(window.session) == "d"
    assert window.workspace.canvas.hasFocus(), "the letters are the tools' keys again"
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(head.search, Qt.Key.Key_Escape)
    assert len(window.session.order.ids) == 5


def test_more_filters_open_under_the_list_and_are_cleared_in_one_click(window: MainWindow, qtbot: QtBot) -> None:
    session, head = window.session, window.workspace.photo_list.head
    session.review.tag("motion")
    qtbot.waitUntil(lambda: session.photo(session.current_id).kind == "motion", timeout=WAIT)
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert head.filters is not None and head.filters.isVisible()
    head.filters.kind.setCurrentIndex(2)
    head.filters.kind.activated.emit(2)
    assert session.order.ids == [session.current_id] and head.more.isChecked()
    head.filters.cleared.emit()
    assert len(session.order.ids) == 5 and not head.more.isChecked()
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert head.filters.isHidden() and window.workspace.canvas.hasFocus()


def test_the_order_is_changed_by_key_and_the_row_says_what_it_goes_by(window: MainWindow, qtbot: QtBot) -> None:
    photo_list = window.workspace.photo_list
    for _ in range(3):
        qtbot.keyClick(window.workspace.canvas, Qt.Key.Key_Q)
    assert window.session.queue.sort is Sort.UNCERTAIN
    qtbot.waitUntil(lambda: all_predicted(window.session), timeout=WAIT)
    assert "unsure" in photo_list.model.row(window.session.order.photos()[0]).told
    assert "0 of 5 reviewed" in photo_list.foot.text()
    window.session.review.skip()
    first = window.session.order.photos()[0].id
    qtbot.waitUntil(lambda: window.session.photo(first).status is Status.SKIPPED, timeout=WAIT)
    qtbot.waitUntil(lambda: "1 of 5 reviewed" in photo_list.foot.text(), timeout=WAIT)
    assert np.isfinite(window.session.order.facts_of(first).doubt.entropy)
