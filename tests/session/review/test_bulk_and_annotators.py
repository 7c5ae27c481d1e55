"""Many photos accepted at once; two people's masks of one photo; notes by key."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from blurlab.core.editing.correction import BLURRED, SHARP
from blurlab.project.project import Project
from blurlab.project.records import Status
from blurlab.session.session import Session
from blurlab.ui.panels.bulk_dialog import BulkDialog
from blurlab.ui.panels.photo_facts import PhotoFacts
from blurlab.ui.shell.main_window import MainWindow
from tests.fixtures.windows import WAIT, is_predicted
from tests.session.test_session import paint

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def accepted(session: Session) -> list[str]:
    return [photo.name for photo in session.order.photos() if photo.status is Status.ACCEPTED]


def bob_paints(folder: Path, photo_id: int) -> None:
    """Another person's window saves a mask whose upper half is blurred."""
    with Project.open(folder) as project:
        photo = project.photo(photo_id)
        mask = np.full((photo.height, photo.width), SHARP, np.uint8)
        mask[: photo.height // 2] = BLURRED
        project.masks.save(photo_id, mask, author="bob")


def all_predicted(session: Session) -> bool:
    return all(session.order.facts_of(photo.id).doubt is not None for photo in session.order.photos())


def test_many_photos_are_looked_through_accepted_at_once_and_taken_back(window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    session.queue.ask_for_all()
    qtbot.waitUntil(lambda: all_predicted(session), timeout=WAIT)
    paint(session, SHARP)
    painted = session.current_id
    qtbot.keyClick(window, Qt.Key.Key_A, CONTROL | SHIFT)
    dialog = window.findChild(BulkDialog)
    assert len(dialog.model.photos) == 5 and dialog.accept_button.text() == "Accept 5 photos"
    assert "not predicted" not in dialog.words.text()
    qtbot.keyClick(dialog.view, Qt.Key.Key_Space)
    left_out = dialog.model.photos[0]
    assert dialog.accept_button.text() == "Accept 4 photos"
    qtbot.waitUntil(
        lambda: all(dialog._thumbnails.kept(photo.id) is not None for photo in dialog.model.photos), timeout=WAIT
    )
    with qtbot.waitSignal(session.bulk.ended, timeout=WAIT):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert len(accepted(session)) == 4 and left_out.name not in accepted(session)
    assert len(session.project.masks.labels()) == 4
    if painted != left_out.id:
        mask, strokes = session.project.masks.read(session.project.masks.latest(painted))
        assert strokes.any() and (mask[40, 30:70] == SHARP).all(), "a stroke made before is in the label"
    other = next(photo for photo in session.order.photos() if photo.id not in (painted, left_out.id))
    shown = session.project.masks.read(session.project.masks.latest(other.id))[0]
    prediction = session.project.read_prediction(other.id, session.predictions.version)
    assert np.mean((shown == BLURRED) != (prediction >= session.cut.value)) < 0.01 or prediction.shape != shown.shape
    with qtbot.waitSignal(session.bulk.ended, timeout=WAIT):
        window.actions_by_id["take_back_many"].trigger()
    assert accepted(session) == [] and session.project.masks.labels() == []
    qtbot.waitUntil(lambda: is_predicted(session), timeout=WAIT)


def test_cancelling_accepts_nothing(window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    qtbot.waitUntil(lambda: len(session.bulk.candidates()) > 2, timeout=WAIT)
    gone = session.bulk.candidates()[0]
    session.project.prediction_file(gone.id, session.predictions.version).unlink()
    window.workspace.accept_many()
    dialog = window.findChild(BulkDialog)
    missing = 5 - len(dialog.model.photos)
    told = "1 more photo is" if missing == 1 else f"{missing} more photos are"
    assert dialog.words.text().endswith(f" {told} not predicted yet.")
    dialog.model.choose_all(False)
    assert not dialog.accept_button.isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert accepted(session) == []


def test_two_peoples_masks_are_kept_compared_and_one_of_them_counts(
    session: Session, open_session: Callable[..., Session], photos: Path, qtbot: QtBot
) -> None:
    photo_id = session.current_id
    session.discard()
    bob_paints(session.project.folder, photo_id)
    mine = open_session(photos)
    qtbot.waitUntil(
        lambda: mine.current is not None and mine.order.facts_of(photo_id).authors == ("bob",), timeout=WAIT
    )
    paint(mine, BLURRED, y=150)
    mine.review.accept()
    qtbot.waitUntil(lambda: mine.order.facts_of(photo_id).authors == ("tester", "bob"), timeout=WAIT)
    with qtbot.waitSignal(mine.annotators.found, timeout=WAIT) as found:
        mine.annotators.look(photo_id)
    (other,) = found.args[1]
    assert other.author == "bob" and 0.5 < other.agreement < 1
    mine.annotators.use(photo_id, "bob")
    qtbot.waitUntil(lambda: mine.order.facts_of(photo_id).authors == ("bob", "tester"), timeout=WAIT)
    qtbot.waitUntil(lambda: mine.current is not None, timeout=WAIT)
    (label,) = mine.project.masks.labels()
    newest = mine.project.masks.latest(photo_id)
    assert newest.author == "bob" and label.key == newest.key
    assert (mine.current.correction.mask()[150] == SHARP).all(), "the canvas shows the mask that counts"
    assert [revision.author for revision in mine.project.masks.revisions(photo_id)] == ["bob", "tester", "bob"]


def test_another_persons_mask_lies_beside_in_the_comparison(window: MainWindow, qtbot: QtBot) -> None:
    session, photo_id = window.session, window.session.current_id
    bob_paints(session.project.folder, photo_id)
    paint(session)
    session.save_now()
    qtbot.waitUntil(lambda: not session.autosave.unsaved, timeout=WAIT)
    session.order.note_author(photo_id, "bob")
    session.order.note_author(photo_id, "tester")
    names = set()
    for _ in range(4):
        window.workspace.comparison.next()
        names.add(window.workspace.comparison.name)
    assert "Mask by bob" in names
    facts = window.workspace.findChild(PhotoFacts)
    qtbot.waitUntil(lambda: facts.masks_beside.count() == 2, timeout=WAIT)
    assert "bob" in facts.masks_beside.itemAt(0).widget().text()


def test_a_note_is_written_by_key_and_kept_when_the_photo_is_left(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    session, first, facts = window.session, window.session.current_id, window.workspace.facts
    qtbot.keyClick(window.workspace.canvas, Qt.Key.Key_T)
    qtbot.waitUntil(facts.note.hasFocus, timeout=WAIT)
    qtbot.keyClicks(facts.note, "bird")
    qtbot.keyClick(facts.note, Qt.Key.Key_Escape)
    assert window.workspace.canvas.hasFocus() and session.order.facts_of(first).note == "bird"
    session.navigation.next()
    assert facts.note.toPlainText() == ""
    session.navigation.previous()
    assert facts.note.toPlainText() == "bird"
