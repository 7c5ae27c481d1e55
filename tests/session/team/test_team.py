"""Several people in their windows on one shared project."""

import time
from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from blurlab.core.editing.correction import BLURRED
from blurlab.core.rect import Rect
from blurlab.project.records import Status
from blurlab.session.notice import Notice
from blurlab.session.session import Session
from tests.fixtures.servers import Server
from tests.fixtures.windows import WAIT, is_predicted

Join = Callable[..., Session]


def test_people_side_by_side_get_different_photos_and_see_each_other_within_a_second(join: Join, qtbot: QtBot) -> None:
    ann = join("ann")
    qtbot.waitUntil(lambda: ann.team.ahead is not None, timeout=WAIT)
    bob = join("bob")
    first = ann.current_id
    assert first is not None and ann.team.shared
    qtbot.waitUntil(lambda: bob.order.taken.get(first) == "ann", timeout=WAIT)
    bob.navigation.next_in_queue()
    qtbot.waitUntil(lambda: bob.team.ahead is not None and bob.current is not None, timeout=WAIT)
    assert len({ann.current_id, ann.team.ahead, bob.current_id, bob.team.ahead}) == 4
    qtbot.waitUntil(lambda: ann.order.taken.get(bob.current_id or 0) == "bob", timeout=WAIT)

    qtbot.waitUntil(lambda: is_predicted(ann), timeout=WAIT)
    looked_at, shown = bob.current_id, bob.current
    seen: list[float] = []
    bob.order.photoChanged.connect(lambda one: one == first and seen.append(time.monotonic()))
    began = time.monotonic()
    ann.review.accept(advance=True)
    qtbot.waitUntil(lambda: bob.order[first].status is Status.ACCEPTED, timeout=WAIT)
    assert bob.order.facts_of(first).authors == ("ann",)
    assert (bob.current_id, bob.current) == (looked_at, shown), "what one looks at stays"
    assert seen[-1] - began < 5, "a second where nothing else runs; row team.seen"
    assert ann.current_id not in {first, looked_at}
    qtbot.waitUntil(lambda: first not in bob.order.taken, timeout=WAIT)


def test_while_the_server_is_away_painting_goes_on_and_what_waits_goes_on_return(
    join: Join, qtbot: QtBot, server: Server
) -> None:
    ann, bob = join("ann"), join("bob")
    first = ann.current_id
    assert first is not None
    told: list[Notice] = []
    ann.notices.told.connect(told.append)
    qtbot.waitUntil(lambda: is_predicted(ann), timeout=WAIT)
    server.kill()
    try:
        qtbot.waitUntil(lambda: not ann.team.standing.there, timeout=WAIT)
        qtbot.waitUntil(lambda: any(notice.key == "team" for notice in told), timeout=WAIT)
        paint(ann, first)
        ann.review.accept()
        qtbot.waitUntil(lambda: ann.order[first].status is Status.ACCEPTED, timeout=WAIT)
        qtbot.waitUntil(lambda: ann.team.standing.waiting > 0, timeout=WAIT)
        assert "goes to the others later" in told[-1].sentence or told
    finally:
        server.start()
    qtbot.waitUntil(lambda: bob.order[first].status is Status.ACCEPTED, timeout=WAIT)
    qtbot.waitUntil(lambda: ann.team.standing.there and not ann.team.standing.waiting, timeout=WAIT)
    assert [one.author for one in bob.project.masks.revisions(first)][-1:] == ["ann"]


def paint(session: Session, photo_id: int) -> None:
    import numpy as np

    from blurlab.core.editing.edit import Edit

    opened = session.current
    assert opened is not None and opened.photo_id == photo_id
    session.strokes.began()
    edit = Edit.of_mask(opened.correction, Rect(10, 10, 40, 40), np.ones((40, 40), np.uint8), BLURRED, "Filled")
    assert edit is not None
    edit.apply(opened.correction)
    session.strokes.ended(edit)


def test_whoever_opens_it_again_finds_their_copy_with_all_that_others_did(join: Join, qtbot: QtBot) -> None:
    ann = join("ann")
    first = ann.current_id
    assert first is not None
    qtbot.waitUntil(lambda: is_predicted(ann), timeout=WAIT)
    ann.review.accept()
    qtbot.waitUntil(lambda: ann.order[first].status is Status.ACCEPTED, timeout=WAIT)
    folder = ann.project.folder
    ann.discard()
    again = join("ann")
    assert again.project.folder == folder and again.order[first].status is Status.ACCEPTED


def test_the_mask_of_another_comes_to_a_screen_with_nothing_on_it(
    join: Join, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann = join("ann")
    qtbot.waitUntil(lambda: is_predicted(ann), timeout=WAIT)
    bob = join("bob")
    first = ann.current_id
    assert first is not None
    qtbot.waitUntil(lambda: bob.current is not None, timeout=WAIT)
    second = bob.order.after(first)
    assert second is not None
    bob.predictions.leave()  # as slow as a machine can be: bob sees no prediction, nor one that ann made
    monkeypatch.setattr(bob.placement, "bring", lambda *_which, **_how: None)
    for one in (first, second):  # both lie in memory as bob read them, without ann's masks
        bob.current_photo.go_to(one)
        qtbot.waitUntil(lambda: bob.current is not None, timeout=WAIT)
    for opened in bob.placement.open_photos():
        opened.prediction_version = None
    ann.review.accept()
    qtbot.waitUntil(lambda: bob.order.facts_of(first).authors == ("ann",), timeout=WAIT)
    bob.current_photo.go_to(first)
    qtbot.waitUntil(lambda: bob.current is not None and bob.current.has_mask, timeout=WAIT)

    bob.current_photo.go_to(second)
    ann.current_photo.go_to(second)
    qtbot.waitUntil(lambda: is_predicted(ann), timeout=WAIT)
    assert bob.current is not None
    bob.current.prediction_version = None
    ann.review.accept()
    qtbot.waitUntil(lambda: bob.current is not None and bob.current.has_mask, timeout=WAIT)
    assert bob.current_id == second, "what one looks at stays"
