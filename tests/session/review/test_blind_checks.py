"""Blind checks through the real window: the prediction is withheld, measured against, and shown when asked for."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from blurlab.core.editing.correction import BLURRED, SHARP
from blurlab.project.blind import DEFAULT_EVERY, EVERY_SETTING, blind_every, is_drawn, read_seen
from blurlab.project.project import Project
from blurlab.project.records import Status
from blurlab.project.review import read_facts
from blurlab.session.project_settings import CURRENT_PHOTO
from blurlab.session.review import withholding
from blurlab.session.session import Session
from blurlab.ui.panels.bulk_dialog import BulkDialog
from blurlab.ui.shell.main_window import MainWindow
from tests.fixtures.windows import WAIT, come_to_rest, is_predicted, write_photo

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def every_photo(photos: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The five photos in a project that withholds every prediction from the first photo on."""
    monkeypatch.setattr(withholding, "FROM_LABELS", 0)
    with Project.create(photos.parent / "holiday.blurlab") as project:
        project.add_photos(sorted(photos.iterdir()))
        project.set_setting(EVERY_SETTING, 1)
    return photos.parent / "holiday.blurlab"


def opened(make_window: Callable[[], MainWindow], project: Path, qtbot: QtBot) -> MainWindow:
    window = make_window()
    window.open([project])
    qtbot.waitUntil(lambda: window.session is not None and window.session.current is not None, timeout=WAIT)
    return window


@pytest.fixture
def blind(make_window: Callable[[], MainWindow], every_photo: Path, qtbot: QtBot) -> MainWindow:
    """A window on that project, the first photo's prediction made and withheld."""
    window = opened(make_window, every_photo, qtbot)
    qtbot.waitUntil(lambda: has_come(window.session), timeout=WAIT)
    return window


def has_come(session: Session) -> bool:
    """Whether the prediction of the photo on screen lies in the project, and is known to be what is withheld."""
    shown, version = session.current, session.predictions.version
    return shown is not None and bool(version) and session.project.has_prediction(shown.photo_id, version)


def paint_right_half(window: MainWindow, rows: tuple[int, ...] = (15, 45, 75, 105, 135)) -> None:
    canvas = window.workspace.canvas
    canvas.brush_size = 34
    for row in rows:
        begin, end = (QPointF(*canvas.viewport.to_view(x, row)).toPoint() for x in (140, 225))
        QTest.mousePress(canvas, LEFT, NONE, begin)
        QTest.mouseMove(canvas, end)
        QTest.mouseRelease(canvas, LEFT, NONE, end)


def test_a_new_photo_is_painted_blind_and_its_agreement_is_told_when_it_is_accepted(
    blind: MainWindow, every_photo: Path, qtbot: QtBot
) -> None:
    session, work = blind.session, blind.workspace
    first, name = session.current_id, session.current.name
    qtbot.waitUntil(lambda: session.order.facts_of(first).doubt is not None, timeout=WAIT)
    assert work.blind_badge.isVisible() and "Blind check" in work.blind_badge.words.text()
    assert not session.current.correction.mask(session.cut.value).any(), "it is painted from an empty mask"
    assert "Predicted" not in work.facts.told.text()
    QTest.keyClick(work.canvas, Qt.Key.Key_Y, Qt.KeyboardModifier.ShiftModifier)
    assert "withheld" in blind.messages.sentences()["compare"] and work.canvas.split is None

    paint_right_half(blind)
    QTest.keyClick(work.canvas, Qt.Key.Key_P)
    qtbot.waitUntil(lambda: session.order.facts_of(first).agreement is not None, timeout=WAIT)
    facts = session.order.facts_of(first)
    assert facts.blind and 0.5 < facts.agreement < 1
    assert not work.blind_badge.isVisible()
    assert blind.messages.sentences()["blind"] == (
        f"Blind check of “{name}”: IoU {facts.agreement:.2f} with the withheld prediction."
    )
    assert f"Painted blind: mean IoU {facts.agreement:.2f}, 1 photo." in work.agreement.told.text()
    assert f"Painted blind: IoU {facts.agreement:.2f}" in work.facts.told.text()
    project = session.project
    qtbot.waitUntil(lambda: read_seen(project)[first], timeout=WAIT)
    assert read_facts(project)[first].blind
    revision = project.masks.latest(first)
    mask, painted = project.masks.read(revision)
    assert revision.model_version is None, "the mask owes the prediction nothing"
    assert painted.all() and (mask[:, :110] == SHARP).all() and (mask[20:130, 150:215] == BLURRED).all()

    QTest.keyClick(work.canvas, Qt.Key.Key_U)  # in work again: no prediction moves what was called sharp
    qtbot.waitUntil(lambda: session.photo(first).status is Status.IN_WORK, timeout=WAIT)
    qtbot.waitUntil(lambda: is_predicted(session), timeout=WAIT)
    assert np.array_equal(session.current.correction.mask(session.cut.value), mask)
    QTest.keyClick(work.canvas, Qt.Key.Key_P)
    qtbot.waitUntil(lambda: session.photo(first).status is Status.ACCEPTED, timeout=WAIT)
    qtbot.waitUntil(lambda: not session.autosave.saving, timeout=WAIT)
    assert session.order.facts_of(first) == facts, "what is accepted later is no blind check, and does not undo one"
    assert read_facts(project)[first].agreement == pytest.approx(facts.agreement) and read_facts(project)[first].blind


@pytest.mark.parametrize("by", ["key", "click"])
def test_a_key_or_a_click_ends_the_check_and_brings_the_prediction_under_the_paint(
    blind: MainWindow, qtbot: QtBot, by: str
) -> None:
    session, work = blind.session, blind.workspace
    first = session.current_id
    paint_right_half(blind, rows=(75,))
    if by == "key":
        QTest.keyClick(work.canvas, Qt.Key.Key_V)
    else:
        QTest.mouseClick(work.blind_badge.button, LEFT)
    qtbot.waitUntil(lambda: is_predicted(session), timeout=WAIT)
    assert not work.blind_badge.isVisible()
    correction = session.current.correction
    assert (correction.mask(session.cut.value)[:, 170:] == BLURRED).all()
    assert correction.painted()[75, 180] and not correction.painted()[20].any()
    QTest.keyClick(work.canvas, Qt.Key.Key_P)
    qtbot.waitUntil(lambda: session.order.facts_of(first).agreement is not None, timeout=WAIT)
    assert not session.order.facts_of(first).blind
    assert "Prediction seen: mean IoU" in work.agreement.told.text()


def test_a_check_goes_on_after_reopening_and_one_that_was_ended_does_not_begin_again(
    blind: MainWindow, make_window: Callable[[], MainWindow], every_photo: Path, qtbot: QtBot
) -> None:
    session = blind.session
    first, second = session.order.ids[:2]
    paint_right_half(blind)
    QTest.keyClick(blind.workspace.canvas, Qt.Key.Key_D)
    qtbot.waitUntil(lambda: session.current_id == second and has_come(session), timeout=WAIT)
    QTest.keyClick(blind.workspace.canvas, Qt.Key.Key_V)
    qtbot.waitUntil(lambda: is_predicted(session) and read_seen(session.project).get(second) is True, timeout=WAIT)
    session.blind.set_every(0)  # from now on; the one in work stays what it is
    assert session.project.photo(first).status is Status.IN_WORK
    blind.close()
    qtbot.waitUntil(lambda: not blind.isVisible(), timeout=WAIT)

    again = opened(make_window, every_photo, qtbot)
    session = again.session
    assert session.current_id == second and not again.workspace.blind_badge.isVisible()
    QTest.keyClick(again.workspace.canvas, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: session.current_id == first and session.current is not None, timeout=WAIT)
    qtbot.waitUntil(again.workspace.blind_badge.isVisible, timeout=WAIT)
    qtbot.waitUntil(lambda: session.predictions.version != "", timeout=WAIT)
    come_to_rest(session, qtbot)
    mask = session.current.correction.mask(session.cut.value)
    assert (mask[:, :110] == SHARP).all() and (mask[75, 150:215] == BLURRED).all()
    qtbot.waitUntil(lambda: has_come(session), timeout=WAIT)
    QTest.keyClick(again.workspace.canvas, Qt.Key.Key_P)
    qtbot.waitUntil(lambda: session.order.facts_of(first).blind, timeout=WAIT)


def test_an_empty_check_is_accepted_only_when_asked_twice(blind: MainWindow, qtbot: QtBot) -> None:
    session, canvas = blind.session, blind.workspace.canvas
    first = session.current_id
    QTest.keyClick(canvas, Qt.Key.Key_P)
    assert "Nothing is painted" in blind.messages.sentences()["blind"]
    come_to_rest(session, qtbot)
    assert session.photo(first).status is Status.NEW
    QTest.keyClick(canvas, Qt.Key.Key_P)
    qtbot.waitUntil(lambda: session.order.facts_of(first).blind, timeout=WAIT)
    mask, painted = session.project.masks.read(session.project.masks.latest(first))
    assert painted.all() and not mask.any() and session.order.facts_of(first).agreement == 0.0


def test_the_setting_in_the_panel_ends_checks_that_nobody_has_begun_and_is_kept(
    blind: MainWindow, qtbot: QtBot
) -> None:
    session, panel = blind.session, blind.workspace.agreement
    assert panel.every.currentText() == "Every photo"
    panel.every.setCurrentIndex(0)
    panel.every.activated.emit(0)
    qtbot.waitUntil(lambda: is_predicted(session), timeout=WAIT)
    assert not blind.workspace.blind_badge.isVisible()
    qtbot.waitUntil(lambda: session.project.setting(EVERY_SETTING) == 0, timeout=WAIT)
    QTest.keyClick(blind.workspace.canvas, Qt.Key.Key_D)
    qtbot.waitUntil(lambda: is_predicted(session) and session.current_id == session.order.ids[1], timeout=WAIT)


def test_the_badge_leaves_the_canvas_to_the_brush_and_fits_a_narrow_window(blind: MainWindow, qtbot: QtBot) -> None:
    badge, canvas = blind.workspace.blind_badge, blind.workspace.canvas

    def whole_sentence_shown() -> bool:
        return bool(badge.words.height() >= badge.words.heightForWidth(badge.words.width()) - 2)

    for size in (QPoint(1200, 800), QPoint(860, 600)):
        blind.resize(size.x(), size.y())
        qtbot.waitUntil(lambda: canvas.rect().contains(badge.geometry()), timeout=WAIT)
        qtbot.waitUntil(whole_sentence_shown, timeout=WAIT)
    QTest.keyClick(canvas, Qt.Key.Key_V)
    qtbot.waitUntil(lambda: is_predicted(blind.session), timeout=WAIT)
    QTest.keyClick(canvas, Qt.Key.Key_V)
    assert "not withheld" in blind.messages.sentences()["blind"]


def test_photos_to_be_painted_blind_are_not_shown_for_a_bulk_accept(blind: MainWindow, qtbot: QtBot) -> None:
    session = blind.session
    session.queue.ask_for_all()
    qtbot.waitUntil(lambda: session.predictions.left_for_later == 0, timeout=WAIT)
    qtbot.waitUntil(
        lambda: all(session.order.facts_of(one).doubt is not None for one in session.order.ids), timeout=WAIT
    )
    assert session.bulk.candidates() == []
    QTest.keyClick(blind.workspace.canvas, Qt.Key.Key_V)
    assert [photo.id for photo in session.bulk.candidates()] == [session.current_id]
    blind.workspace.accept_many()
    blind.findChild(BulkDialog).reject()


def test_checks_begin_with_the_twentieth_label_and_spare_what_was_seen(
    open_session: Callable[..., Session], tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "many"
    paths = [write_photo(folder / f"{number:02}.png", number, width=24, height=16) for number in range(23)]
    with Project.create(tmp_path / "many.blurlab") as project:
        report = project.add_photos(paths)
        project.set_setting(EVERY_SETTING, 1)
        for photo in report.added[:19]:
            project.set_status(photo.id, Status.ACCEPTED)
        project.set_setting(CURRENT_PHOTO, report.added[19].id)
    session = open_session(tmp_path / "many.blurlab")
    qtbot.waitUntil(lambda: is_predicted(session), timeout=WAIT)
    assert not session.blind.withholds(session.order.ids[22])
    session.navigation.next()
    qtbot.waitUntil(lambda: is_predicted(session) and session.current_id == session.order.ids[20], timeout=WAIT)
    ahead = session.order.ids[21]
    qtbot.waitUntil(
        lambda: getattr(session.placement.open_photo(ahead), "prediction_version", None) is not None, timeout=WAIT
    )
    session.review.accept()
    qtbot.waitUntil(lambda: session.order.counts()[Status.ACCEPTED] == 20, timeout=WAIT)
    assert session.blind.withholds(session.order.ids[22])
    assert not session.blind.withholds(session.order.ids[19]), "its prediction was on the screen"
    session.navigation.next()
    qtbot.waitUntil(lambda: session.current is not None and session.current_id == ahead, timeout=WAIT)
    assert session.blind.current is not None, "it was in memory with its prediction before it was due"
    assert not session.current.correction.mask(session.cut.value).any()


def test_by_default_one_photo_in_twenty_is_drawn_whatever_its_name(tmp_path: Path) -> None:
    with Project.create(tmp_path / "new.blurlab") as project:
        assert blind_every(project) == DEFAULT_EVERY == 20
        project.set_setting(EVERY_SETTING, "often")
        assert blind_every(project) == 20
    drawn = sum(is_drawn(f"{number:064x}", 20) for number in range(4000))
    assert 150 < drawn < 250
    assert not any(is_drawn(f"{number:064x}", 0) for number in range(100))
