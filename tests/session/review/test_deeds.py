"""What was done last is taken back: strokes, reviews, tags, cuts; in order, over photos, and after a restart."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from blurlab.core.editing.correction import BLURRED, SHARP
from blurlab.project import journal
from blurlab.project.project import Project
from blurlab.project.records import Status
from blurlab.session.session import Session
from tests.fixtures.windows import WAIT, come_to_rest, is_predicted
from tests.session.test_session import paint


def stroke(session: Session, value: int, x: float, y: float) -> None:
    assert session.current is not None
    before = len(session.current.history)
    paint(session, value, x, y)
    assert len(session.current.history) == before + 1
    session.deeds.note_stroke(session.current.history.next_undo)


def undo_on_canvas(session: Session, back: bool) -> None:
    """As the canvas answers."""
    opened = session.current
    assert opened is not None
    step = opened.history.next_undo if back else opened.history.next_redo
    assert step is not None
    (opened.history.undo if back else opened.history.redo)(opened.correction)
    session.strokes.note_edit(step.inverse() if back else step)


def test_all_kinds_are_taken_back_in_order_and_done_again(session: Session, qtbot: QtBot) -> None:
    deeds, order = session.deeds, session.order
    deeds.strokeAsked.connect(lambda back: undo_on_canvas(session, back))
    first, suggested = session.current_id, session.cut.value
    assert first is not None
    session.cut.step(1)
    session.cut.step(1)
    stroke(session, BLURRED, 30, 40)
    session.review.tag("motion")
    come_to_rest(session, qtbot)
    session.review.accept(advance=True)
    qtbot.waitUntil(lambda: order[first].status is Status.ACCEPTED, timeout=WAIT)
    assert session.current_id != first

    deeds.undo()
    qtbot.waitUntil(lambda: order[first].status is Status.IN_WORK, timeout=WAIT)
    assert session.current_id == first, "the photo is shown again"
    deeds.undo()
    qtbot.waitUntil(lambda: order[first].kind == "", timeout=WAIT)
    assert session.current is not None and session.current.correction.plane[40, 40] == BLURRED
    deeds.undo()
    assert session.current.correction.plane[40, 40] != BLURRED
    deeds.undo()
    assert deeds.next_undo is None
    qtbot.waitUntil(lambda: session.current is not None and not session.current.frozen, timeout=WAIT)
    assert session.cut.value == suggested and session.cut.can_move
    assert len(np.unique(session.current.correction.plane)) > 2, (
        "the prediction shows again, not the mask as it was cut"
    )
    for _ in range(4):
        deeds.redo()
        come_to_rest(session, qtbot)
    assert order[first].status is Status.ACCEPTED and order[first].kind == "motion"
    assert session.current.correction.plane[40, 40] == BLURRED and deeds.next_redo is None


def test_they_outlive_the_window_with_the_strokes_of_saved_masks(
    open_session: Callable[..., Session], photos: Path, qtbot: QtBot
) -> None:
    session = open_session(photos)
    qtbot.waitUntil(lambda: is_predicted(session), timeout=WAIT)
    photo_id = session.current_id
    stroke(session, BLURRED, 30, 40)
    stroke(session, SHARP, 150, 90)
    come_to_rest(session, qtbot)
    assert not session.autosave.unsaved
    session.review.tag("defocus")
    come_to_rest(session, qtbot)
    session.discard()

    again = open_session(photos)
    qtbot.waitUntil(lambda: is_predicted(again) and again.current_id == photo_id, timeout=WAIT)
    again.deeds.strokeAsked.connect(lambda back: undo_on_canvas(again, back))
    again.deeds.undo()
    qtbot.waitUntil(lambda: again.order[photo_id].kind == "", timeout=WAIT)
    plane = again.current.correction.plane
    assert (plane[40, 40], plane[90, 160]) == (BLURRED, SHARP)
    again.deeds.undo()
    assert (plane[40, 40], plane[90, 160] == SHARP) == (BLURRED, False)
    again.deeds.undo()
    assert not again.current.correction.painted().any()


def test_steps_are_bounded_and_belong_to_one_revision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "MOST_STEP_BYTES", 100)
    monkeypatch.setattr(journal, "MOST_STEP_PHOTOS", 2)
    with Project.create(tmp_path / "p.blurlab") as project:
        for photo_id in (1, 2, 3):
            journal.save_steps(project.blobs, photo_id, 7, [b"a" * 60, b"b" * 40, b"c" * 20])
        assert project.read_steps(3, 7) == [b"b" * 40, b"c" * 20], "the newest that fit"
        assert project.read_steps(3, 6) == [] and project.read_steps(1, 7) == []
        file = project.blobs.file("history/000003.steps")
        file.write_bytes(file.read_bytes()[:-1])
        assert project.read_steps(3, 7) == []
