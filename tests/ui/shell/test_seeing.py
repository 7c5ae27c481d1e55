"""What helps the eye: comparison, loupe, navigator."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from blurlab.core.editing.correction import BLURRED
from blurlab.core.prediction import Look
from blurlab.core.rect import Rect
from blurlab.ui.canvas.canvas import Canvas
from blurlab.ui.shell.main_window import MainWindow
from tests.fixtures.windows import WAIT, is_predicted
from tests.ui.shell.test_main_window import SHIFT, press

LEFT = Qt.MouseButton.LeftButton


def pixels(window: MainWindow) -> np.ndarray:
    image = window.workspace.canvas.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)[..., :3].astype(int)


def move_to(canvas: Canvas, place: QPoint) -> None:
    """The pointer itself is the whole process's: a window that lies over this one would get its moves."""
    view, none = QPointF(place), Qt.MouseButton.NoButton
    keys = Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(QEvent.Type.MouseMove, view, canvas.mapToGlobal(view), none, none, keys)
    QApplication.sendEvent(canvas, event)


def hover(window: MainWindow, x: float, y: float) -> None:
    canvas = window.workspace.canvas
    move_to(canvas, QPointF(*canvas.viewport.to_view(x, y)).toPoint())


def test_the_correction_is_compared_with_photo_prediction_and_other_versions(window: MainWindow, qtbot: QtBot) -> None:
    session, work = window.session, window.workspace
    canvas, comparison = work.canvas, work.comparison
    photo_id = session.current_id
    session.project.save_prediction(photo_id, "older", np.full((4, 6), 255, np.uint8), Look())
    session.project.save_prediction(photo_id, "oldest", np.zeros((4, 6), np.uint8), Look())
    everything = canvas.correction.rect
    canvas.correction.write(Rect(0, 0, 60, 160), np.full((160, 60), BLURRED, np.uint8))
    canvas.correction.write(Rect(60, 0, 60, 160), np.zeros((160, 60), np.uint8))
    canvas.refresh(everything)
    press(window, Qt.Key.Key_Y)
    canvas.set_split(0.98)
    bare = pixels(window)
    names, seen = [comparison.name], [bare]
    for _ in range(3):
        press(window, Qt.Key.Key_Y, SHIFT)
        name = comparison.name
        qtbot.waitUntil(lambda name=name: canvas._beside_name == name, timeout=WAIT)
        names.append(name)
        seen.append(pixels(window))
    assert names == ["Photo", "Prediction", "Version older", "Version oldest"]
    x, y = (round(place) for place in canvas.viewport.to_view(30, 80))
    tint = [float(np.abs(picture[y - 20 : y + 20, x - 20 : x + 20] - bare[y - 20 : y + 20, x - 20 : x + 20]).mean())
            for picture in seen]  # fmt: skip
    assert tint[2] > 20, "everywhere blurred by that version"
    assert tint[1] < 5 and tint[3] < 5, "sharp noise by the others; the stroke is on the other side of the line"
    press(window, Qt.Key.Key_Y, SHIFT)
    assert comparison.name == "Photo"
    press(window, Qt.Key.Key_Y)
    assert canvas.split is None


def test_a_comparison_begins_with_the_photo_on_the_next_photo(window: MainWindow, qtbot: QtBot) -> None:
    press(window, Qt.Key.Key_Y, SHIFT)
    assert window.workspace.comparison.name == "Prediction"
    press(window, Qt.Key.Key_D)
    qtbot.waitUntil(lambda: is_predicted(window.session), timeout=WAIT)
    assert window.workspace.comparison.name == "Photo" and window.workspace.canvas._beside is None


def test_the_prediction_beside_the_correction_does_not_show_strokes(window: MainWindow) -> None:
    canvas = window.workspace.canvas
    press(window, Qt.Key.Key_Y, SHIFT)
    canvas.set_split(0.98)
    before = pixels(window)
    canvas.correction.write(Rect(20, 20, 50, 50), np.full((50, 50), BLURRED, np.uint8))
    canvas.refresh(Rect(20, 20, 50, 50))
    assert (pixels(window) == before).all()


def test_the_loupe_shows_the_photos_own_pixels_under_the_pointer(window: MainWindow, qtbot: QtBot) -> None:
    work = window.workspace
    canvas, loupe = work.canvas, work.loupe
    window.resize(700, 420)
    qtbot.waitUntil(lambda: canvas.viewport.zoom != 0)
    canvas.set_photo(np.random.default_rng(3).integers(0, 255, (1600, 2400, 3), np.uint8))
    canvas.brush_size = 20
    canvas.set_overlay_visible(False)
    hover(window, 700, 900)
    assert not loupe.isVisible()
    press(window, Qt.Key.Key_Z)
    hover(window, 720, 900)
    assert loupe.isVisible() and window.actions_by_id["loupe"].isChecked()
    image = loupe.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    shown = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    shown = shown[:, : image.width() * 3].reshape(image.height(), image.width(), 3)
    part = shown[60:80, 150:200]
    rows = np.lib.stride_tricks.sliding_window_view(canvas.pyramid.photo[:, :, 0], part.shape[:2])
    x, y = loupe._at
    found = (rows[int(y) - 110 : int(y), int(x) - 60 : int(x) + 140] == part[..., 0]).all(axis=(2, 3))
    assert found.sum() == 1, "its pixels are a piece of the photo, one to one"
    canvas.zoom_to(1.0)
    assert loupe.isVisible() and loupe.zoom == 2.0, "at 100 % it enlarges"


def test_the_loupe_makes_way_for_the_pointer(window: MainWindow) -> None:
    canvas, loupe = window.workspace.canvas, window.workspace.loupe
    canvas.set_photo(np.zeros((1600, 2400, 3), np.uint8))
    press(window, Qt.Key.Key_Z)
    hover(window, 1200, 800)
    right = loupe.pos()
    move_to(canvas, right + QPoint(100, 100))
    assert loupe.pos().x() < right.x()


def test_the_navigator_appears_when_not_all_is_seen_and_takes_the_eye_where_it_is_clicked(
    window: MainWindow,
) -> None:
    canvas, navigator = window.workspace.canvas, window.workspace.navigator
    canvas.set_photo(np.zeros((1600, 2400, 3), np.uint8))
    assert not navigator.isVisible()
    canvas.zoom_to(1.0)
    assert navigator.isVisible() and navigator.width() == 180
    QTest.mouseClick(navigator, LEFT, pos=QPoint(30, 30))
    assert canvas.viewport.visible().contains(Rect(400, 400, 1, 1))
    QTest.mousePress(navigator, LEFT, pos=QPoint(30, 30))
    QTest.mouseMove(navigator, QPoint(150, 90))
    QTest.mouseRelease(navigator, LEFT, pos=QPoint(150, 90))
    seen = canvas.viewport.visible()
    assert seen.contains(Rect(2000, 1200, 1, 1)) and not seen.contains(Rect(400, 400, 1, 1))
    press(window, Qt.Key.Key_M)
    assert not navigator.isVisible()


def test_what_was_chosen_is_still_chosen_in_the_next_window(
    make_window: Callable[[], MainWindow], photos: Path, qtbot: QtBot
) -> None:
    first = make_window()
    first.open([photos])
    qtbot.waitUntil(lambda: first.session is not None and is_predicted(first.session), timeout=WAIT)
    for name in ("loupe", "navigator", "screen_sizes", "pressure", "uncertainty", "outline_only"):
        first.actions_by_id[name].trigger()
    first.workspace.canvas.brush_size = 37
    first.close_project()
    qtbot.waitUntil(lambda: first.session is None, timeout=WAIT)
    second = make_window()
    second.open([photos])
    qtbot.waitUntil(lambda: second.workspace is not None, timeout=WAIT)
    work = second.workspace
    assert work.loupe.on and not work.navigator.on
    assert work.canvas.hand.sizes_on_screen and not work.canvas.hand.pressure_counts
    assert work.canvas.palette_of_overlay.unsure and not work.canvas.palette_of_overlay.fill
    assert work.canvas.brush_size == 37
    assert second.actions_by_id["loupe"].isChecked() and not second.actions_by_id["navigator"].isChecked()
