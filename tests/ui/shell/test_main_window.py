"""The window: keys, opening, refusals, closing."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

import blurlab
from blurlab.core.editing.correction import BLURRED, IGNORE, SHARP
from blurlab.project import opening as project_opening
from blurlab.project.records import Status
from blurlab.ui.actions.key_sheet import KeySheet
from blurlab.ui.canvas.tools.registry import BRUSH, ERASER
from blurlab.ui.shell.app import make_application
from blurlab.ui.shell.main_window import MainWindow
from blurlab.ui.shell.theme import Appearance, colours
from tests.fixtures.windows import WAIT, children_of, come_to_rest, is_predicted, write_photo

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def press(window: MainWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(window.workspace.canvas, key, modifiers)


def paint(window: MainWindow, start: tuple[float, float] = (40, 60), end: tuple[float, float] = (90, 60)) -> None:
    """A stroke by mouse, in photo pixels."""
    canvas = window.workspace.canvas
    a, b = (QPointF(*canvas.viewport.to_view(*point)).toPoint() for point in (start, end))
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, NONE, a)
    QTest.mouseMove(canvas, (a + b) / 2)
    QTest.mouseMove(canvas, b)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, NONE, b)


def current(window: MainWindow) -> str:
    return window.session.photo(window.session.current_id).name


def status(window: MainWindow, name: str) -> Status:
    return next(photo.status for photo in window.session.order.photos() if photo.name == name)


def test_the_window_is_shown_before_anything_heavy_is_imported() -> None:
    code = (
        "import sys, blurlab.ui.shell.app; "
        "heavy = {'numpy', 'cv2', 'PIL', 'torch', 'multiprocessing.context', 'superqt', 'pyqtgraph', 'sqlite3',"
        "'logging.handlers', 'xml.etree', 'importlib.metadata'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    root = Path(blurlab.__file__).parents[1]
    run = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True, timeout=60)
    assert run.stdout.strip() == "[]"


def test_keys_choose_tools_and_values(window: MainWindow) -> None:
    hand = window.workspace.canvas.hand
    press(window, Qt.Key.Key_E)
    assert hand.tool is ERASER and window.actions_by_id["eraser"].isChecked()
    press(window, Qt.Key.Key_B)
    assert hand.tool is BRUSH and hand.paint_value == BLURRED
    press(window, Qt.Key.Key_X)
    assert hand.paint_value == SHARP
    press(window, Qt.Key.Key_X)
    assert hand.paint_value == BLURRED
    press(window, Qt.Key.Key_I)
    assert hand.paint_value == IGNORE
    press(window, Qt.Key.Key_I)
    assert hand.paint_value == BLURRED
    size = hand.brush_size
    press(window, Qt.Key.Key_BracketRight)
    assert hand.brush_size > size
    press(window, Qt.Key.Key_BracketLeft)
    assert hand.brush_size == pytest.approx(size)


def test_keys_show_and_hide_the_overlay_and_never_change_the_mask(window: MainWindow) -> None:
    canvas = window.workspace.canvas
    before = window.session.current.correction.plane.copy()
    press(window, Qt.Key.Key_O)
    assert not canvas.overlay_visible and not window.actions_by_id["overlay"].isChecked()
    press(window, Qt.Key.Key_O)
    shown = canvas.grab().toImage()
    for holder in (canvas, window.workspace.photo_list.view):  # wherever the focus is
        QTest.keyPress(holder, Qt.Key.Key_Backslash)
        assert canvas.grab().toImage() != shown
        QTest.keyRelease(holder, Qt.Key.Key_Backslash)
        assert canvas.grab().toImage() == shown
    assert (window.session.current.correction.plane == before).all()


def test_keys_zoom(window: MainWindow) -> None:
    viewport = window.workspace.canvas.viewport
    press(window, Qt.Key.Key_1)
    assert viewport.zoom == 1
    press(window, Qt.Key.Key_0)
    assert viewport.fitted


def test_keys_walk_through_the_photos(window: MainWindow, qtbot: QtBot) -> None:
    for key, name in ((Qt.Key.Key_D, "b.png"), (Qt.Key.Key_Right, "c.png"), (Qt.Key.Key_A, "b.png")):
        press(window, key)
        assert current(window) == name
        qtbot.waitUntil(lambda: window.session.current is not None, timeout=WAIT)
    press(window, Qt.Key.Key_Left)
    press(window, Qt.Key.Key_Left)
    assert current(window) == "a.png"
    assert window.messages.sentences()["step"] == "This is the first photo."
    assert window.windowTitle().startswith("a.png – holiday")


def arrives(window: MainWindow, qtbot: QtBot, name: str) -> None:
    """Wait for the photo that a key has made the current one: decoded and predicted."""
    assert current(window) == name
    qtbot.waitUntil(lambda: is_predicted(window.session), timeout=WAIT)


def test_keys_decide_and_shift_advances(window: MainWindow, qtbot: QtBot) -> None:
    press(window, Qt.Key.Key_P)
    qtbot.waitUntil(lambda: status(window, "a.png") is Status.ACCEPTED, timeout=WAIT)
    assert current(window) == "a.png"
    press(window, Qt.Key.Key_U, SHIFT)
    qtbot.waitUntil(lambda: status(window, "a.png") is Status.IN_WORK, timeout=WAIT)
    arrives(window, qtbot, "b.png")
    press(window, Qt.Key.Key_R, SHIFT)
    qtbot.waitUntil(lambda: status(window, "b.png") is Status.REJECTED, timeout=WAIT)
    arrives(window, qtbot, "c.png")
    press(window, Qt.Key.Key_P, SHIFT)
    qtbot.waitUntil(lambda: status(window, "c.png") is Status.ACCEPTED, timeout=WAIT)
    arrives(window, qtbot, "d.png")


def test_shift_d_goes_through_the_photos_that_are_left_and_predicted(window: MainWindow, qtbot: QtBot) -> None:
    order = window.session.order
    press(window, Qt.Key.Key_R, SHIFT)
    arrives(window, qtbot, "b.png")
    press(window, Qt.Key.Key_D)
    arrives(window, qtbot, "c.png")
    qtbot.waitUntil(lambda: all(order.facts_of(photo.id).doubt for photo in order.photos()), timeout=WAIT)
    come_to_rest(window.session, qtbot)
    gone_to = []
    for _ in range(4):
        press(window, Qt.Key.Key_D, SHIFT)
        gone_to.append(current(window))
    assert sorted(gone_to) == ["b.png", "c.png", "d.png", "e.png"] and gone_to[0] != "c.png"


def test_painting_undo_and_redo_by_hand(window: MainWindow, qtbot: QtBot) -> None:
    correction = window.session.current.correction
    before = correction.plane.copy()
    undo = window.actions_by_id["undo"]
    assert not undo.isEnabled()
    paint(window)
    painted = correction.plane.copy()
    assert (painted[60, 40:90] == BLURRED).all() and undo.isEnabled()
    press(window, Qt.Key.Key_Z, CTRL)
    assert (correction.plane == before).all() and not undo.isEnabled()
    press(window, Qt.Key.Key_Z, CTRL | SHIFT)
    assert (correction.plane == painted).all()
    press(window, Qt.Key.Key_Z, CTRL)
    press(window, Qt.Key.Key_Y, CTRL)
    assert (correction.plane == painted).all()
    qtbot.waitUntil(lambda: not window.session.autosave.unsaved, timeout=WAIT)
    assert window.status.save.text().startswith("Saved at ")


def test_a_stroke_in_progress_ends_on_the_photo_where_it_began(window: MainWindow, qtbot: QtBot) -> None:
    canvas = window.workspace.canvas
    first = window.session.current
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, NONE, QPointF(*canvas.viewport.to_view(40, 60)).toPoint())
    press(window, Qt.Key.Key_D)
    qtbot.waitUntil(lambda: not window.session.autosave.unsaved, timeout=WAIT)
    assert first.correction.painted().any()
    assert window.session.project.masks.latest(first.photo_id) is not None
    qtbot.waitUntil(lambda: window.session.current is not None, timeout=WAIT)
    assert not window.session.current.correction.painted().any()


@pytest.mark.parametrize("key", [Qt.Key.Key_F1, Qt.Key.Key_Escape])
def test_the_key_sheet_opens_and_closes(make_window: Callable[[], MainWindow], qtbot: QtBot, key: Qt.Key) -> None:
    window = make_window()
    window.actions_by_id["keys"].trigger()
    (sheet,) = window.findChildren(KeySheet)
    words = {label.text() for kind in (QLabel, QPushButton) for label in sheet.findChildren(kind)}
    assert {"Accept", "P", "Encircle and fill"} <= words
    QTest.keyClick(sheet, key)
    qtbot.waitUntil(lambda: not window.findChildren(KeySheet), timeout=WAIT)


def test_a_dropped_folder_is_opened_and_dropped_photos_are_added(
    make_window: Callable[[], MainWindow], photos: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = make_window()
    drop(window, [photos])
    qtbot.waitUntil(lambda: window.session is not None and len(window.session.order) == 5, timeout=WAIT)
    more = [write_photo(tmp_path / "more" / name) for name in ("x.png", "y.png")]
    drop(window, more)
    qtbot.waitUntil(lambda: len(window.session.order) == 7, timeout=WAIT)
    assert window.workspace.photo_list.model.rowCount() == 7


def drop(window: MainWindow, paths: list[Path]) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, NONE)
    window.dropEvent(event)


def test_another_folder_takes_the_place_of_the_first(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    write_photo(tmp_path / "other" / "z.png")
    first, children = window.session, children_of(window.session)
    paint(window)
    window.open([tmp_path / "other"])
    qtbot.waitUntil(lambda: window.session not in (None, first) and len(window.session.order) == 1, timeout=WAIT)
    assert first.closed
    assert all(child.wait(20) for child in children)


def refused(window: MainWindow, path: Path, qtbot: QtBot) -> str:
    window.open([path])
    qtbot.waitUntil(lambda: "opening" in window.messages.sentences(), timeout=WAIT)
    assert window.session is None and window.start_page.isVisible()
    assert window.messages.button("opening").text() == "Retry"
    return window.messages.sentences()["opening"]


def test_a_second_window_on_the_project_is_refused(
    window: MainWindow, make_window: Callable[[], MainWindow], photos: Path, qtbot: QtBot
) -> None:
    sentence = refused(make_window(), photos, qtbot)
    assert sentence == "The project “holiday” is open in another window; please close that one first."


def test_a_newer_project_is_refused(make_window: Callable[[], MainWindow], photos: Path, qtbot: QtBot) -> None:
    window = make_window()
    window.open([photos])
    qtbot.waitUntil(lambda: window.session is not None, timeout=WAIT)
    folder = window.session.project.folder
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=WAIT)
    with sqlite3.connect(folder / "project.db") as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    assert "was written by a newer blurlab" in refused(make_window(), photos, qtbot)


def test_an_empty_folder_and_a_file_that_is_no_photo_are_told(
    make_window: Callable[[], MainWindow], tmp_path: Path, qtbot: QtBot
) -> None:
    window = make_window()
    (tmp_path / "empty").mkdir()
    assert refused(window, tmp_path / "empty", qtbot) == (
        "There is no photo in the folder “empty” that blurlab can read."
    )
    (tmp_path / "notes.txt").write_text("hello")
    window.messages.clear()
    assert refused(window, tmp_path / "notes.txt", qtbot) == "“notes.txt” is not a photo that blurlab can read."


def test_masks_of_a_read_only_folder_go_elsewhere_and_the_window_says_where(
    make_window: Callable[[], MainWindow],
    photos: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    allowed = os.access

    def access(path: Path, mode: int) -> bool:  # root may write anywhere, so the folder's mode would not do
        return allowed(path, mode) and not (Path(path) == photos and mode == os.W_OK)

    monkeypatch.setattr(project_opening.os, "access", access)
    window = make_window()
    window.open([photos])
    qtbot.waitUntil(lambda: window.session is not None, timeout=WAIT)
    assert "The folder “holiday” is read-only" in window.messages.sentences()["project"]
    assert list(photos.glob("*.blurlab")) == []


def test_a_truncated_photo_is_named_on_the_canvas_and_in_the_bar(
    window: MainWindow, photos: Path, qtbot: QtBot
) -> None:
    whole = (photos / "e.png").read_bytes()
    (photos / "e.png").write_bytes(whole[: len(whole) // 2])
    window.session.go_to(window.session.order.ids[-1])
    sentence = "The photo “e.png” is truncated and cannot be read."
    qtbot.waitUntil(lambda: window.messages.sentences().get("photo") == sentence, timeout=WAIT)
    qtbot.waitUntil(lambda: window.workspace.canvas.hint == sentence, timeout=WAIT)  # the predictor may tell it first
    assert window.workspace.canvas.pyramid is None
    (photos / "e.png").write_bytes(whole)
    window.messages.button("photo").click()
    qtbot.waitUntil(lambda: window.session.current is not None, timeout=WAIT)
    assert "photo" not in window.messages.sentences()


def test_closing_goes_back_to_the_start_page_with_the_project_among_the_recent(
    window: MainWindow, qtbot: QtBot
) -> None:
    children = children_of(window.session)
    paint(window)
    window.actions_by_id["close_project"].trigger()
    qtbot.waitUntil(lambda: window.session is None, timeout=WAIT)
    assert window.start_page.isVisible() and not window.actions_by_id["accept"].isEnabled()
    assert all(child.wait(20) for child in children)
    with qtbot.waitSignal(window.start_page.chosen, timeout=WAIT):
        window.start_page._recent_layout.itemAt(1).widget().click()
    qtbot.waitUntil(lambda: window.session is not None, timeout=WAIT)
    assert window.session.project.masks.latest(window.session.order.ids[0]) is not None


def test_actions_that_need_a_project_are_grey_on_the_start_page(make_window: Callable[[], MainWindow]) -> None:
    window = make_window()
    for name in ("accept", "next", "train", "save", "undo", "brush"):
        assert not window.actions_by_id[name].isEnabled(), name
    for name in ("open_folder", "open_samples", "quit", "keys"):
        assert window.actions_by_id[name].isEnabled(), name


@pytest.mark.parametrize("appearance", [Appearance.LIGHT, Appearance.DARK])
def test_the_looks_can_be_changed_while_a_project_is_open(window: MainWindow, appearance: Appearance) -> None:
    application = make_application(appearance)
    background = window.workspace.tools.grab().toImage().pixelColor(2, 200)
    assert (background.lightness() > 128) is (appearance is Appearance.LIGHT)
    assert application.styleSheet()
    make_application(Appearance.DARK)


def test_high_contrast_is_legible_everywhere(window: MainWindow) -> None:
    """Text and what can be touched against their ground: 7:1 and more, as the guidelines for the web ask at most."""
    make_application(Appearance.CONTRAST)
    try:
        c = colours()
        for front in (c.text, c.muted, c.good, c.bad, c.busy, c.idle, c.line, c.accent):
            for ground in (c.window, c.panel, c.raised):
                assert contrast(front, ground) >= 7, (front, ground)
        assert contrast(c.on_accent, c.accent) >= 7
        for ground in (c.selected, c.warning, c.error, c.hover):
            assert contrast(c.text, ground) >= 7
        image = window.workspace.tools.grab().toImage()
        lights = {image.pixelColor(x, y).lightness() for x in range(0, image.width(), 2) for y in range(0, 200, 2)}
        assert min(lights) == 0 and max(lights) == 255
    finally:
        make_application(Appearance.DARK)


def contrast(one: str, other: str) -> float:
    """Ratio of relative luminances, 1..21."""

    def luminance(name: str) -> float:
        parts = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
                 for part in QColor(name).getRgbF()[:3]]  # fmt: skip
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
