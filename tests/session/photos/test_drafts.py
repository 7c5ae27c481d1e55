"""A photo that takes its time: a draft is seen, moved and drawn on, and nothing of that is lost."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from blurlab.core.editing.correction import BLURRED
from blurlab.core.opencv import cv2
from blurlab.imaging import draft
from blurlab.session.photos import photo_loader
from blurlab.session.photos.open_photo import OpenPhoto
from blurlab.ui.shell.main_window import MainWindow
from tests.fixtures.windows import WAIT
from tests.ui.canvas.test_pen import PEN, pen
from tests.ui.shell.test_main_window import press

LEFT = Qt.MouseButton.LeftButton
WIDTH, HEIGHT = 600, 400


class SlowDisk:
    """Photos are read only when `go_on` is set; `read` are the names of those that were begun."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.go_on = threading.Event()
        self.read: list[str] = []
        load = photo_loader.load_photo

        def slowly(project, photo, *shown, **how) -> OpenPhoto:
            self.read.append(photo.name)
            assert self.go_on.wait(30)
            return load(project, photo, *shown, **how)

        monkeypatch.setattr(photo_loader, "load_photo", slowly)


@pytest.fixture
def slow_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowDisk]:
    disk = SlowDisk(monkeypatch)
    yield disk
    disk.go_on.set()


@pytest.fixture
def big_photos(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Six JPEGs, the left half red and the right half blue, which count as too large to wait for."""
    monkeypatch.setattr(draft, "_LEAST_REDUCED", 1)
    folder = tmp_path / "big"
    folder.mkdir()
    pixels = np.empty((HEIGHT, WIDTH, 3), np.uint8)
    pixels[:, : WIDTH // 2], pixels[:, WIDTH // 2 :] = (40, 40, 200), (200, 60, 40)
    for name in "abcdef":
        assert cv2.imwrite(str(folder / f"{name}.jpg"), pixels)
    return folder


@pytest.fixture
def opening(
    make_window: Callable[[], MainWindow], big_photos: Path, slow_disk: SlowDisk, qtbot: QtBot
) -> Iterator[MainWindow]:
    """A window in which the first photo's draft is seen and the photo is still being read."""
    window = make_window()
    window.open([big_photos])
    qtbot.waitUntil(lambda: window.workspace is not None and len(window.session.order) == 6, timeout=WAIT)
    qtbot.waitUntil(window.workspace.placeholder.draft_view.isVisible, timeout=WAIT)
    yield window
    slow_disk.go_on.set()


def place(window: MainWindow, x: float, y: float) -> QPoint:
    return QPointF(*window.workspace.canvas.viewport.to_view(x, y)).toPoint()


def shown(window: MainWindow, x: float, y: float) -> tuple[int, int, int]:
    colour = window.workspace.canvas.grab().toImage().pixelColor(place(window, x, y))
    return colour.red(), colour.green(), colour.blue()


def wait_for_photo(window: MainWindow, slow_disk: SlowDisk, qtbot: QtBot) -> None:
    slow_disk.go_on.set()
    qtbot.waitUntil(lambda: window.workspace.canvas.correction is not None, timeout=WAIT)


def test_a_draft_is_seen_in_the_photos_place_until_the_photo_is_there(
    opening: MainWindow, slow_disk: SlowDisk, qtbot: QtBot
) -> None:
    work = opening.workspace
    work.canvas.set_overlay_visible(False)
    assert work.canvas.pyramid is None
    viewport = work.canvas.viewport
    assert (viewport.photo_width, viewport.photo_height) == (WIDTH, HEIGHT)
    for x, red in ((40, True), (WIDTH - 40, False)):
        colour = shown(opening, x, 200)
        assert (colour[0] > 120 and colour[2] < 100) is red, colour
    wait_for_photo(opening, slow_disk, qtbot)
    assert not work.placeholder.draft_view.isVisible()
    assert work.canvas.pyramid is not None and shown(opening, 40, 200)[0] > 120


def test_what_is_painted_on_a_draft_is_painted_on_the_photo(
    opening: MainWindow, slow_disk: SlowDisk, qtbot: QtBot
) -> None:
    canvas = opening.workspace.canvas
    canvas.brush_size = 40
    before = shown(opening, 150, 200)
    QTest.mousePress(canvas, LEFT, pos=place(opening, 100, 200))
    QTest.mouseMove(canvas, place(opening, 150, 200))
    QTest.mouseRelease(canvas, LEFT, pos=place(opening, 200, 200))
    assert shown(opening, 150, 200) != before, "what was drawn is seen at once"
    wait_for_photo(opening, slow_disk, qtbot)
    mask = canvas.correction.mask(canvas.threshold)
    assert canvas.correction.painted()[200, 100:200].all() and (mask[200, 100:200] == BLURRED).all()
    assert not canvas.correction.painted()[300:].any()
    assert opening.session.current.edits == 1 and canvas.history.next_undo is not None


def test_what_a_pen_draws_on_a_draft_is_as_wide_as_it_pressed(
    opening: MainWindow, slow_disk: SlowDisk, qtbot: QtBot
) -> None:
    canvas = opening.workspace.canvas
    canvas.brush_size = 60
    for kind, act, x, pressure in (
        ("TabletPress", QTest.mousePress, 100, 0.1),
        ("TabletMove", None, 200, 0.1),
        ("TabletMove", None, 300, 1.0),
        ("TabletRelease", QTest.mouseRelease, 300, 0.0),
    ):
        pen(canvas, kind, x, 200, pressure, PEN)
        if act is None:
            QTest.mouseMove(canvas, place(opening, x, 200))
        else:
            act(canvas, LEFT, pos=place(opening, x, 200))
    wait_for_photo(opening, slow_disk, qtbot)
    widths = canvas.correction.painted().sum(axis=0)
    assert 0 < widths[150] < 30 and abs(int(widths[300]) - 60) <= 1
    QTest.mouseClick(canvas, LEFT, pos=place(opening, 450, 200))  # a mouse again, at full width
    assert abs(int(canvas.correction.painted()[:, 450].sum()) - 60) <= 1


def test_a_stroke_that_is_not_ended_goes_on_on_the_photo(
    opening: MainWindow, slow_disk: SlowDisk, qtbot: QtBot
) -> None:
    canvas = opening.workspace.canvas
    canvas.brush_size = 30
    QTest.mousePress(canvas, LEFT, pos=place(opening, 100, 100))
    QTest.mouseMove(canvas, place(opening, 150, 100))
    wait_for_photo(opening, slow_disk, qtbot)
    assert canvas.painting
    QTest.mouseMove(canvas, place(opening, 250, 100))
    QTest.mouseRelease(canvas, LEFT, pos=place(opening, 250, 100))
    assert canvas.correction.painted()[100, 100:250].all() and len(canvas.history) == 1


def test_the_eye_stays_where_it_was_on_the_draft(opening: MainWindow, slow_disk: SlowDisk, qtbot: QtBot) -> None:
    canvas = opening.workspace.canvas
    canvas.zoom_to(4.0)
    canvas.centre_on(400, 100)
    QTest.mousePress(canvas, Qt.MouseButton.MiddleButton, pos=QPoint(200, 200))
    QTest.mouseMove(canvas, QPoint(160, 170))
    QTest.mouseRelease(canvas, Qt.MouseButton.MiddleButton, pos=QPoint(160, 170))
    middle = canvas.viewport.to_image(canvas.width() / 2, canvas.height() / 2)
    assert abs(middle[0] - 410) < 1 and abs(middle[1] - 107.5) < 1
    wait_for_photo(opening, slow_disk, qtbot)
    assert canvas.viewport.zoom == 4.0
    after = canvas.viewport.to_image(canvas.width() / 2, canvas.height() / 2)
    assert abs(after[0] - middle[0]) < 1 and abs(after[1] - middle[1]) < 1


def test_who_leaves_before_the_photo_is_there_is_told_what_is_gone(opening: MainWindow) -> None:
    QTest.mouseClick(opening.workspace.canvas, LEFT, pos=place(opening, 100, 100))
    press(opening, Qt.Key.Key_D)
    assert "left the photo before it had opened" in opening.messages.sentences()["draft"]
    assert not opening.workspace.placeholder.draft_view.drawn_on


def test_who_runs_through_a_folder_waits_for_the_last_photo_only(
    opening: MainWindow, slow_disk: SlowDisk, qtbot: QtBot
) -> None:
    for _ in range(5):
        press(opening, Qt.Key.Key_D)
    assert set(slow_disk.read) <= {"a.jpg", "b.jpg", "c.jpg"}, "the first, and neighbours that were begun"
    wait_for_photo(opening, slow_disk, qtbot)
    assert opening.session.current.name == "f.jpg"
    qtbot.waitUntil(lambda: opening.session.loader.get(opening.session.order.ids[4]) is not None, timeout=WAIT)
    assert "d.jpg" not in slow_disk.read, "nobody waited for it, and it is no neighbour"


def test_neighbours_are_prepared_as_far_as_memory_allows_however_large_they_are(
    make_window: Callable[[], MainWindow], big_photos: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(photo_loader, "MOST_BYTES", int(1.5 * WIDTH * HEIGHT * 6))
    window = make_window()
    window.open([big_photos])
    qtbot.waitUntil(lambda: window.session is not None and len(window.session.order) == 6, timeout=WAIT)
    session = window.session
    loader, ids = session.loader, session.order.ids
    for number in (1, 2, 3):
        press(window, Qt.Key.Key_D)
        qtbot.waitUntil(lambda number=number: session.current_id == ids[number] and session.current is not None)
        qtbot.waitUntil(lambda number=number: loader.get(ids[number + 1]) is not None, timeout=WAIT)
        others = [opened.nbytes for opened in loader.all() if opened.photo_id != session.current_id]
        assert sum(others) <= photo_loader.MOST_BYTES
        assert loader.prepares(ids[number + 1]) and not loader.prepares(ids[number - 1])
