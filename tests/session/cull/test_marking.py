"""Marking photos: what was accepted is the label, and nothing but the person moves it."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from blurlab.core.editing.correction import BLURRED, SHARP, UNTOUCHED
from blurlab.core.prediction import Look
from blurlab.errors import UserError
from blurlab.project.records import Status
from blurlab.session.models.training_run import RunState
from blurlab.session.notice import Notice
from blurlab.session.session import Session
from blurlab.ui.shell.main_window import MainWindow
from blurlab.worker.messages import Setup
from tests.fixtures.windows import WAIT, come_to_rest, is_predicted, predictor_held
from tests.session.test_session import is_saved, listen, paint, revisions


def accept(session: Session, qtbot: QtBot) -> None:
    session.review.accept()
    photo_id = session.current_id
    qtbot.waitUntil(lambda: session.photo(photo_id).status is Status.ACCEPTED and is_saved(session), timeout=WAIT)


def label_of(session: Session, photo_id: int) -> np.ndarray:
    return session.project.masks.read(session.project.masks.latest(photo_id))[0]


def refuse_saving(*_: object, **__: object) -> None:
    raise UserError("disk.full", "The mask of “a.png” could not be saved: the disk is full.")


def test_accepting_makes_a_label_of_what_is_seen(session: Session, qtbot: QtBot) -> None:
    paint(session)
    seen = session.current.correction.mask(session.cut.value)
    session.review.accept()
    qtbot.waitUntil(lambda: session.photo(session.current_id).status is Status.ACCEPTED, timeout=WAIT)
    (label,) = session.project.masks.labels()
    assert label.photo.name == "a.png"
    mask, _ = session.project.masks.read(session.project.masks.latest(session.current_id))
    assert (mask == seen).all()


def test_accept_and_advance_goes_on_at_once(session: Session, qtbot: QtBot) -> None:
    first = session.current_id
    session.review.accept(advance=True)
    assert session.current_id == session.order.ids[1]
    qtbot.waitUntil(lambda: session.photo(first).status is Status.ACCEPTED, timeout=WAIT)


def test_a_photo_without_prediction_is_not_accepted_as_all_sharp(
    open_session: Callable[..., Session], photos: Path, qtbot: QtBot
) -> None:
    session = open_session(photos)
    heard = listen(session)
    with predictor_held(session):
        qtbot.waitUntil(lambda: session.current is not None, timeout=WAIT)
        session.review.accept()
        assert "no prediction yet" in heard["accept"].sentence
    qtbot.waitUntil(lambda: is_predicted(session), timeout=WAIT)
    come_to_rest(session, qtbot)
    assert session.project.masks.labels() == []


def test_an_accepted_mask_is_not_moved_by_a_new_model_version_and_a_new_photo_is(
    session: Session, qtbot: QtBot
) -> None:
    session.review.accept()
    qtbot.waitUntil(lambda: session.photo(session.current_id).status is Status.ACCEPTED, timeout=WAIT)
    accepted = session.current.correction.plane.copy()
    session.trainings.start(Setup.SEMI, steps=10)
    qtbot.waitUntil(lambda: session.training.state is RunState.IDLE, timeout=WAIT)
    assert session.predictions.version == "v0001"
    session.navigation.next()
    qtbot.waitUntil(lambda: is_predicted(session), timeout=WAIT)
    assert session.current.prediction_version == "v0001"
    session.navigation.previous()
    come_to_rest(session, qtbot)
    assert (session.current.correction.plane == accepted).all()


def test_taking_a_decision_back(session: Session, qtbot: QtBot) -> None:
    session.review.reject()
    qtbot.waitUntil(lambda: session.photo(session.current_id).status is Status.REJECTED, timeout=WAIT)
    session.review.unset()
    qtbot.waitUntil(lambda: session.photo(session.current_id).status is Status.NEW, timeout=WAIT)
    paint(session)
    session.review.accept()
    session.review.unset()
    qtbot.waitUntil(lambda: session.photo(session.current_id).status is Status.IN_WORK, timeout=WAIT)


def test_a_decision_taken_back_after_reopening_gives_the_prediction_back(
    session: Session, open_session: Callable[..., Session], photos: Path, qtbot: QtBot
) -> None:
    predicted = session.current.correction.plane.copy()
    session.review.accept()
    qtbot.waitUntil(lambda: session.photo(session.current_id).status is Status.ACCEPTED, timeout=WAIT)
    session.discard()
    again = open_session(photos)
    qtbot.waitUntil(lambda: again.current is not None, timeout=WAIT)
    assert set(np.unique(again.current.correction.plane)) == {1, 254}, "cut at the threshold as it was accepted"
    again.review.unset()
    qtbot.waitUntil(lambda: np.array_equal(again.current.correction.plane, predicted), timeout=WAIT)


def test_erasing_on_a_reopened_accepted_photo_gives_the_prediction_back(
    session: Session, open_session: Callable[..., Session], photos: Path, qtbot: QtBot
) -> None:
    predicted = session.current.correction.plane.copy()
    assert (predicted[30:50, 180:220] > 128).all(), "predicted as blurred"
    paint(session, SHARP, 180, 40)
    accept(session, qtbot)
    session.discard()
    again = open_session(photos)
    qtbot.waitUntil(lambda: again.current is not None, timeout=WAIT)
    assert again.current.name == "a.png" and (again.current.correction.plane[40, 180:220] == SHARP).all()
    paint(again, UNTOUCHED, 180, 40)
    assert (again.current.correction.plane[40, 180:220] == predicted[40, 180:220]).all()
    assert (again.current.correction.mask(again.cut.value)[30:50, 180:220] == BLURRED).all()


@pytest.mark.parametrize("older", [True, False], ids=["an older mask is sound", "no mask is sound"])
def test_a_damaged_newest_mask_does_not_turn_an_accepted_label_sharp(
    session: Session, open_session: Callable[..., Session], photos: Path, qtbot: QtBot, older: bool
) -> None:
    photo_id = session.current_id
    if older:
        paint(session, BLURRED, 20, 100)
        session.save_now()
        qtbot.waitUntil(lambda: is_saved(session), timeout=WAIT)
    accept(session, qtbot)
    seen = session.current.correction.mask(session.cut.value)
    (session.project.folder / session.project.masks.latest(photo_id).key).write_bytes(b"")
    session.discard()
    again = open_session(photos)
    heard = listen(again)
    qtbot.waitUntil(lambda: again.current is not None, timeout=WAIT)
    assert "could not be read" in heard["recovery"].sentence
    assert ("an earlier one is shown" in heard["recovery"].sentence) is older
    paint(again, BLURRED, 10, 10)
    again.save_now()
    qtbot.waitUntil(lambda: is_saved(again), timeout=WAIT)
    label, _ = again.project.masks.read(again.project.masks.latest(photo_id))
    assert (label[40:] == seen[40:]).all() and (label[40:] == BLURRED).any()


def test_an_accepted_photo_does_not_follow_the_threshold(session: Session, qtbot: QtBot) -> None:
    photo_id = session.current_id
    paint(session, SHARP, 180, 40)
    low, high = 20, 235
    correction = session.current.correction
    assert (correction.mask(low) != correction.mask(high)).any(), "the threshold matters for this prediction"
    session.cut.move_to(low)
    seen = correction.mask(low)
    with qtbot.waitSignal(session.current_photo.rewritten):
        session.review.accept()
    qtbot.waitUntil(lambda: session.photo(photo_id).status is Status.ACCEPTED, timeout=WAIT)
    assert (label_of(session, photo_id) == seen).all()
    session.cut.move_to(high)
    assert (correction.mask(high) == seen).all()
    paint(session, BLURRED, 10, 10)
    session.save_now()
    qtbot.waitUntil(lambda: is_saved(session), timeout=WAIT)
    assert (label_of(session, photo_id)[40:] == seen[40:]).all()


def test_a_prediction_that_comes_while_an_accept_is_under_way_does_not_move_the_label(
    session: Session, qtbot: QtBot
) -> None:
    photo_id, seen = session.current_id, session.current.correction.mask(session.cut.value)
    session.review.accept()
    assert session.photo(photo_id).status is not Status.ACCEPTED, "the saving is under way"
    which = photo_id, session.predictions.version, session.predictions.view
    session.placement._place(which, np.full((16, 24), 255, np.uint8), Look(session.predictions.view, 1.0), 128)
    session.placement.bring(photo_id)
    qtbot.waitUntil(lambda: session.photo(photo_id).status is Status.ACCEPTED, timeout=WAIT)
    come_to_rest(session, qtbot)
    assert (session.current.correction.mask(session.cut.value) == seen).all()
    assert (label_of(session, photo_id) == seen).all()


def test_an_accept_taken_back_gives_the_prediction_back(session: Session, qtbot: QtBot) -> None:
    predicted = session.current.correction.plane.copy()
    accept(session, qtbot)
    assert set(np.unique(session.current.correction.plane)) == {1, 254}
    session.review.unset()
    qtbot.waitUntil(lambda: np.array_equal(session.current.correction.plane, predicted), timeout=WAIT)


@pytest.mark.parametrize("painted", [True, False], ids=["painted", "as predicted"])
def test_an_accept_that_could_not_be_saved_is_done_by_the_retry(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, painted: bool
) -> None:
    heard = listen(session)
    photo_id = session.current_id
    with monkeypatch.context() as disk:
        disk.setattr(session.project.masks, "save_plane", refuse_saving)
        if painted:
            paint(session)
            qtbot.waitUntil(lambda: session.photo(photo_id).status is Status.IN_WORK, timeout=WAIT)
        session.review.accept()
        qtbot.waitUntil(lambda: "not accepted" in heard.get("save", Notice("", "")).sentence, timeout=WAIT)
        assert session.autosave.unsaved and session.photo(photo_id).status is not Status.ACCEPTED
    heard["save"].act()
    qtbot.waitUntil(lambda: is_saved(session), timeout=WAIT)
    assert session.photo(photo_id).status is session.project.photo(photo_id).status is Status.ACCEPTED
    assert revisions(session) == 1


def test_an_accept_that_could_not_be_saved_is_dropped_when_another_decision_is_made(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = listen(session)
    photo_id = session.current_id
    with monkeypatch.context() as disk:
        disk.setattr(session.project.masks, "save_plane", refuse_saving)
        session.review.accept()
        qtbot.waitUntil(lambda: "save" in heard, timeout=WAIT)
        session.review.reject()
    assert is_saved(session)
    qtbot.waitUntil(lambda: session.photo(photo_id).status is Status.REJECTED, timeout=WAIT)
    session.save_now()
    come_to_rest(session, qtbot)
    assert session.project.photo(photo_id).status is Status.REJECTED and revisions(session) == 0


def test_a_stroke_right_after_an_accept_does_not_take_it_back(session: Session, qtbot: QtBot) -> None:
    session.review.accept()
    paint(session)
    qtbot.waitUntil(lambda: is_saved(session), timeout=WAIT)
    come_to_rest(session, qtbot)
    assert session.project.photo(session.current_id).status is Status.ACCEPTED


def test_a_photo_is_tagged_with_the_kind_of_its_blur(window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    photo_id, defocus, motion = session.current_id, window.actions_by_id["defocus"], window.actions_by_id["motion"]
    for action, kind in ((defocus, "defocus"), (motion, "motion"), (motion, "")):
        action.trigger()
        qtbot.waitUntil(lambda kind=kind: session.photo(photo_id).kind == kind, timeout=WAIT)
        assert session.project.photo(photo_id).kind == kind
        assert (defocus.isChecked(), motion.isChecked()) == (kind == "defocus", kind == "motion")
