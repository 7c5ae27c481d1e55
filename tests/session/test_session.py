"""A session without a window: photos, predictions, strokes, saving, reviewing, model versions."""

import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from blurlab.core.editing.brush import Stroke
from blurlab.core.editing.correction import BLURRED, SHARP
from blurlab.errors import UserError
from blurlab.project.records import Status
from blurlab.session.models.training_run import RunState
from blurlab.session.notice import Notice
from blurlab.session.review import review
from blurlab.session.session import Session
from blurlab.worker.messages import Setup
from tests.fixtures.windows import WAIT, come_to_rest, is_predicted, predictor_held, write_photo


def paint(session: Session, value: int = BLURRED, x: float = 30, y: float = 40) -> None:
    """A stroke as the canvas makes one."""
    assert session.current is not None
    session.strokes.began()
    stroke = Stroke(session.current.correction, value, 12.0)
    stroke.begin(x, y)
    stroke.to(x + 40, y)
    edit = stroke.finish()
    if edit is not None:
        session.current.history.push(edit)
    session.strokes.ended(edit)


def listen(session: Session) -> dict[str, Notice]:
    heard: dict[str, Notice] = {}
    session.notices.told.connect(lambda notice: heard.__setitem__(notice.key, notice))
    return heard


def revisions(session: Session) -> int:
    assert session.current_id is not None
    return len(session.project.masks.revisions(session.current_id))


def is_saved(session: Session) -> bool:
    return not session.autosave.unsaved


def show(session: Session, qtbot: QtBot, name: str) -> None:
    photo = next(photo for photo in session.order.photos() if photo.name == name)
    session.go_to(photo.id)
    qtbot.waitUntil(lambda: session.current is not None and session.current.name == name, timeout=WAIT)


def test_a_photo_is_shown_before_it_is_predicted_and_its_correction_starts_as_the_prediction(
    open_session: Callable[..., Session], photos: Path, qtbot: QtBot
) -> None:
    session = open_session(photos)
    with predictor_held(session):
        qtbot.waitUntil(lambda: session.current is not None, timeout=WAIT)
        assert session.current.prediction_version is None
        assert not session.current.correction.mask(session.cut.value).any()
    qtbot.waitUntil(lambda: is_predicted(session), timeout=WAIT)
    mask = session.current.correction.mask(session.cut.value)
    assert (mask[:, 170:] == BLURRED).all() and (mask[:, :60] == SHARP).all()
    assert not session.current.correction.painted().any()


def test_neighbours_are_decoded_and_predicted_before_they_are_asked_for(session: Session, qtbot: QtBot) -> None:
    second = session.order.ids[1]
    qtbot.waitUntil(lambda: session.project.has_prediction(second, session.predictions.version), timeout=WAIT)
    qtbot.waitUntil(lambda: session.loader.get(second) is not None, timeout=WAIT)
    session.navigation.next()
    assert session.current is not None, "a neighbour is there at once"
    assert session.current_id == second


def test_a_stroke_is_in_the_journal_when_it_has_ended_and_in_a_mask_a_moment_later(
    session: Session, qtbot: QtBot
) -> None:
    paint(session)
    journal = session.project.journal(session.current_id)
    assert len(journal.read()) == 1
    assert revisions(session) == 0
    assert session.autosave.unsaved
    qtbot.waitUntil(lambda: is_saved(session), timeout=WAIT)
    assert revisions(session) == 1
    mask, painted = session.project.masks.read(session.project.masks.latest(session.current_id))
    assert (mask[40, 30:70] == BLURRED).all() and painted[40, 30:70].all() and not painted[100:].any()
    assert session.project.journal(session.current_id).read() == []
    assert session.photo(session.current_id).status is Status.IN_WORK


def test_nothing_is_saved_in_mid_stroke(session: Session, qtbot: QtBot) -> None:
    paint(session)
    session.strokes.began()
    come_to_rest(session, qtbot)
    session.save_now()
    come_to_rest(session, qtbot)
    assert revisions(session) == 0
    session.strokes.ended(None)
    qtbot.waitUntil(lambda: is_saved(session), timeout=WAIT)
    assert revisions(session) == 1


def test_a_prediction_that_comes_in_mid_stroke_waits_for_its_end(session: Session, qtbot: QtBot) -> None:
    before = session.current.correction.plane.copy()
    session.strokes.began()
    session.trainings.start(Setup.SELF, steps=10)
    qtbot.waitUntil(lambda: session.training.state is RunState.IDLE, timeout=WAIT)
    qtbot.waitUntil(
        lambda: session.project.has_prediction(session.current_id, session.predictions.version), timeout=WAIT
    )
    come_to_rest(session, qtbot)
    assert (session.current.correction.plane == before).all()
    session.strokes.ended(None)
    assert is_predicted(session) and (session.current.correction.plane != before).any()


def test_a_failed_saving_stays_unsaved_is_told_and_is_tried_again(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = listen(session)

    def refuse(*_: object, **__: object) -> None:
        raise UserError("disk.full", "The mask of “a.png” could not be saved: the disk is full.")

    with monkeypatch.context() as disk:
        disk.setattr(session.project.masks, "save_plane", refuse)
        disk.setattr(session.project, "set_status", refuse)
        paint(session)
        qtbot.waitUntil(lambda: session.autosave.error is not None, timeout=WAIT)
        assert "save" in heard and session.order[session.current_id].status is Status.NEW
        assert session.autosave.unsaved and "the disk is full" in str(session.autosave.error)
        assert heard["save"].action == "Retry"
        assert len(session.project.journal(session.current_id).read()) == 1
    qtbot.waitUntil(lambda: is_saved(session), timeout=WAIT)
    assert revisions(session) == 1 and session.autosave.error is None
    qtbot.waitUntil(lambda: session.order[session.current_id].status is Status.IN_WORK, timeout=WAIT)
    assert session.project.photo(session.current_id).status is Status.IN_WORK


def test_leaving_a_photo_saves_it_and_its_undo_steps_are_still_there_on_return(session: Session, qtbot: QtBot) -> None:
    first = session.current_id
    paint(session)
    session.navigation.next()
    qtbot.waitUntil(lambda: is_saved(session), timeout=WAIT)
    assert len(session.project.masks.revisions(first)) == 1
    session.loader.forget(first)  # as when memory is needed
    session.go_to(first)
    qtbot.waitUntil(lambda: session.current is not None, timeout=WAIT)
    assert len(session.current.history) == 1
    session.current.history.undo(session.current.correction)
    assert not session.current.correction.painted().any()


def test_strokes_of_a_killed_window_come_back_and_are_told(
    session: Session, open_session: Callable[..., Session], photos: Path, qtbot: QtBot
) -> None:
    paint(session, y=40)
    paint(session, y=90)
    painted = session.current.correction.painted()
    session.autosave._timer.stop()
    session.discard()  # no saving: what is left is what a kill leaves
    again = open_session(photos)
    heard = listen(again)
    qtbot.waitUntil(lambda: again.current is not None, timeout=WAIT)
    assert again.current.name == "a.png"
    assert heard["recovery"].sentence == "2 strokes on “a.png” from an interrupted session were recovered."
    assert (again.current.correction.painted() == painted).all()
    assert len(again.current.history) == 2
    qtbot.waitUntil(lambda: is_saved(again), timeout=WAIT)
    assert revisions(again) == 1 and again.project.journal(again.current_id).read() == []


def test_unsaved_strokes_on_several_photos_are_all_recovered(
    session: Session, open_session: Callable[..., Session], photos: Path, qtbot: QtBot
) -> None:
    first, third = session.order.ids[0], session.order.ids[2]
    edits = {}
    for photo_id in (first, third):
        session.go_to(photo_id)
        qtbot.waitUntil(lambda: session.current is not None, timeout=WAIT)
        stroke = Stroke(session.current.correction, BLURRED, 5.0)
        stroke.begin(20, 20)
        edits[photo_id] = stroke.finish()
    for photo_id, edit in edits.items():
        session.project.journal(photo_id).append(edit.to_bytes())
    session.discard()
    again = open_session(photos)
    qtbot.waitUntil(
        lambda: all(again.project.masks.latest(photo_id) is not None for photo_id in (first, third)), timeout=WAIT
    )
    mask, painted = again.project.masks.read(again.project.masks.latest(third))
    assert painted[20, 20] and mask[20, 20] == BLURRED


def test_next_unreviewed_goes_round_and_stops_when_all_are_reviewed(session: Session, qtbot: QtBot) -> None:
    heard = listen(session)
    session.go_to(session.order.ids[-1])
    session.navigation.next_unreviewed()
    assert session.current_id == session.order.ids[0]
    for photo_id in session.order.ids:
        session.go_to(photo_id)
        session.review.reject()
    qtbot.waitUntil(lambda: session.order.counts()[Status.REJECTED] == 5, timeout=WAIT)
    session.navigation.next_unreviewed()
    assert "No other photo" in heard["step"].sentence


def test_a_photo_deleted_before_it_is_opened_is_told_and_can_be_tried_again(
    session: Session, photos: Path, qtbot: QtBot
) -> None:
    heard = listen(session)
    (photos / "e.png").rename(photos / "kept")
    session.go_to(session.order.ids[-1])
    qtbot.waitUntil(lambda: "photo" in heard, timeout=WAIT)
    assert heard["photo"].sentence == "The photo “e.png” no longer exists."
    (photos / "kept").rename(photos / "e.png")
    heard["photo"].act()
    qtbot.waitUntil(lambda: session.current is not None, timeout=WAIT)


def test_a_photo_deleted_while_open_keeps_its_correction(session: Session, photos: Path, qtbot: QtBot) -> None:
    heard = listen(session)
    (photos / "a.png").unlink()
    qtbot.waitUntil(lambda: "photo" in heard, timeout=WAIT)
    assert "was deleted or moved while it was open" in heard["photo"].sentence
    paint(session)
    qtbot.waitUntil(lambda: is_saved(session), timeout=WAIT)
    assert revisions(session) == 1


def test_a_photo_that_changed_its_size_is_refused(session: Session, photos: Path, qtbot: QtBot) -> None:
    heard = listen(session)
    write_photo(photos / "e.png", width=100, height=50)
    session.go_to(session.order.ids[-1])
    qtbot.waitUntil(lambda: "photo" in heard, timeout=WAIT)
    assert "was 240 × 160 pixels when it was added and is now 100 × 50" in heard["photo"].sentence


def test_unreadable_files_are_named_and_the_rest_is_added(
    open_session: Callable[..., Session], photos: Path, qtbot: QtBot
) -> None:
    (photos / "f.jpg").write_bytes(b"this is no photo")
    (photos / "g.jpg").write_bytes(b"nor is this")
    session = open_session(photos)
    heard = listen(session)
    qtbot.waitUntil(lambda: "adding" in heard, timeout=WAIT)
    assert len(session.order) == 5
    assert heard["adding"].sentence == (
        "The photo “f.jpg” is not a picture that blurlab can read. And 1 more file could not be read."
    )


def test_the_first_photos_of_a_large_folder_are_there_before_the_last(
    open_session: Callable[..., Session], tmp_path: Path, qtbot: QtBot
) -> None:
    first = write_photo(tmp_path / "many" / "000.png", width=32, height=24)
    for number in range(1, 120):
        (first.parent / f"{number:03}.png").write_bytes(first.read_bytes() + bytes([number]))
    session = open_session(first.parent)
    counts: list[int] = []
    told: list[int] = []
    session.order.listChanged.connect(lambda: counts.append(len(session.order)))
    session.adder.progressed.connect(lambda done, total: told.append(done / total))
    qtbot.waitUntil(lambda: len(session.order) == 120, timeout=WAIT)
    assert counts[0] == 16 and counts == sorted(counts)
    assert told == [number / 120 for number in range(1, 121)]
    assert [photo.name for photo in session.order.photos()] == [f"{number:03}.png" for number in range(120)]


def test_a_damaged_prediction_is_made_again(
    session: Session, open_session: Callable[..., Session], photos: Path, qtbot: QtBot
) -> None:
    predicted = session.current.correction.plane.copy()
    path = session.project.prediction_file(session.current_id, session.predictions.version)
    path.write_bytes(path.read_bytes()[:50])
    session.discard()
    again = open_session(photos)
    qtbot.waitUntil(lambda: is_predicted(again), timeout=WAIT)
    assert again.current.name == "a.png" and (again.current.correction.plane == predicted).all()


def test_a_prediction_that_is_damaged_again_and_again_is_told_and_not_made_for_ever(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = listen(session)
    asked: list[int] = []
    send = session.predictions.link.send
    current, read = session.current_id, session.project.read_prediction
    monkeypatch.setattr(
        session.project,
        "read_prediction",
        lambda photo_id, *more: None if photo_id == current else read(photo_id, *more),
    )
    monkeypatch.setattr(session.predictions.link, "send", lambda message: asked.append(message) or send(message))
    session.current.frozen = True
    session.placement.bring(session.current_id)
    qtbot.waitUntil(lambda: "predictor" in heard, timeout=WAIT)
    assert heard["predictor"].sentence == "The prediction of “a.png” is damaged on the disk again."
    come_to_rest(session, qtbot)
    assert sum(getattr(message, "photo_id", None) == session.current_id for message in asked) == 1


def test_closing_saves_and_frees_the_project_for_another_window(
    session: Session, open_session: Callable[..., Session], photos: Path, qtbot: QtBot
) -> None:
    photo_id = session.current_id
    paint(session)
    answers: list[bool] = []
    session.close(answers.append)
    qtbot.waitUntil(lambda: answers == [True], timeout=WAIT)
    again = open_session(photos)
    assert len(again.project.masks.revisions(photo_id)) == 1
    qtbot.waitUntil(lambda: again.current is not None, timeout=WAIT)
    assert again.current.correction.painted().any()


def test_closing_with_a_full_disk_asks_and_keeps_the_strokes(
    session: Session,
    open_session: Callable[..., Session],
    photos: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise UserError("disk.full", "The mask of “a.png” could not be saved: the disk is full.")

    monkeypatch.setattr(session.project.masks, "save_plane", refuse)
    paint(session)
    answers: list[bool] = []
    session.close(answers.append)
    qtbot.waitUntil(lambda: answers == [False], timeout=WAIT)
    assert not session.closed
    session.discard()
    again = open_session(photos)
    qtbot.waitUntil(lambda: again.current is not None, timeout=WAIT)
    assert again.current.recovered == 1


def test_a_damaged_journal_record_loses_only_itself(
    session: Session, open_session: Callable[..., Session], photos: Path, qtbot: QtBot
) -> None:
    paint(session)
    session.project.journal(session.current_id).append(b"torn")
    session.autosave._timer.stop()
    session.discard()
    again = open_session(photos)
    heard = listen(again)
    qtbot.waitUntil(lambda: again.current is not None, timeout=WAIT)
    assert again.current.recovered == 1
    assert np.count_nonzero(again.current.correction.painted())
    assert "recovery" in heard


def test_a_big_photo_is_frozen_by_the_thread_that_saves_it_and_keeps_what_is_painted_meanwhile(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review, "_FROZEN_AT_ONCE", 0)
    opened, plane = session.current, session.current.correction.plane
    mask = opened.correction.mask(session.cut.value)
    session.review.accept()
    assert opened.correction.plane is plane and not opened.frozen, "the window did not do it itself"
    paint(session, SHARP, 150, 100)
    qtbot.waitUntil(lambda: opened.frozen, timeout=WAIT)
    assert (opened.correction.plane[95:105, 155:185] == SHARP).all()
    untouched = ~opened.correction.painted()
    for threshold in (2, 254):  # no threshold moves it any more
        assert (opened.correction.mask(threshold)[untouched] == mask[untouched]).all()


def test_the_window_lives_while_a_session_that_is_closed_waits_for_its_threads(session: Session, qtbot: QtBot) -> None:
    go_on, begun = threading.Event(), threading.Event()

    def long_work() -> None:
        begun.set()
        assert go_on.wait(30)

    session.tasks.run(long_work, lambda _none: None, lambda _error: None)
    assert begun.wait(20)
    answers: list[bool] = []
    session.close(answers.append)
    beats: list[int] = []
    timer = QTimer(interval=10)
    timer.timeout.connect(lambda: beats.append(1))
    timer.start()
    qtbot.waitUntil(lambda: len(beats) > 20, timeout=WAIT)
    assert not answers and not session.closed
    go_on.set()
    qtbot.waitUntil(lambda: answers == [True], timeout=WAIT)
    assert session.closed
