"""The cut of the photo on screen: where it comes from, how long it lasts, what remembers it."""

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from blurlab.project.records import Status
from blurlab.session.session import Session
from tests.fixtures.windows import WAIT


def test_a_moved_cut_belongs_to_its_photo_and_survives_no_restart(
    session: Session, open_session: Callable[..., Session], photos: Path, qtbot: QtBot
) -> None:
    first, cut = session.current_id, session.cut
    assert cut.value == cut.suggested and not cut.is_moved
    cut.move_to(77)
    assert cut.value == 77 and cut.is_moved
    session.navigation.next()
    qtbot.waitUntil(lambda: session.current is not None and session.current_id != first, timeout=WAIT)
    assert cut.value == cut.suggested, "the next photo starts anew"
    session.go_to(first)
    qtbot.waitUntil(lambda: session.current is not None, timeout=WAIT)
    assert cut.value == 77, "this photo is cut as it was left"
    cut.follow_suggestion()
    assert not cut.is_moved
    cut.step(2)
    assert cut.value == cut.suggested + 16
    session.discard()
    again = open_session(photos)
    qtbot.waitUntil(lambda: again.current is not None and again.current_id == first, timeout=WAIT)
    assert not again.cut.is_moved


def test_a_saved_mask_remembers_its_cut(session: Session, qtbot: QtBot) -> None:
    photo_id = session.current_id
    qtbot.waitUntil(lambda: session.current.prediction_version is not None, timeout=WAIT)
    session.cut.move_to(session.cut.suggested + 9)
    wanted = session.cut.value
    session.review.accept()
    qtbot.waitUntil(lambda: session.photo(photo_id).status is Status.ACCEPTED, timeout=WAIT)
    assert session.project.masks.latest(photo_id).cut == wanted
    with qtbot.waitSignal(session.cut.stays, timeout=WAIT):  # the window says why
        session.cut.move_to(30)
    assert session.cut.value == wanted, "an accepted mask follows no cut"
