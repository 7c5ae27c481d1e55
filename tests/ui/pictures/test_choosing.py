"""In the window: tones of a deep photo are chosen, regions of a slide and frames of a film become photos."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from blurlab.core.rect import Rect
from blurlab.imaging.tones import AUTOMATIC, Tones
from blurlab.ui.pictures import choosing
from blurlab.ui.pictures.choosing import choose_tones
from blurlab.ui.pictures.film_dialog import FilmDialog
from blurlab.ui.pictures.slide_dialog import SlideDialog
from blurlab.ui.pictures.tones_dialog import TonesDialog
from blurlab.ui.shell.main_window import MainWindow
from tests.fixtures.windows import WAIT, is_predicted, write_photo
from tests.imaging.large_files import write_slide

RAMP = np.linspace(7300, 7900, 160 * 240).reshape(160, 240).astype(np.uint16)


@pytest.fixture
def thermal(make_window: Callable[[], MainWindow], tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """A window with two thermal photos, the first one shown and predicted."""
    (tmp_path / "thermal").mkdir()
    for name in "ab":
        Image.fromarray(RAMP).save(tmp_path / "thermal" / f"{name}.png")
    made = make_window()
    made.open([tmp_path / "thermal"])
    qtbot.waitUntil(lambda: made.session is not None and len(made.session.order) == 2, timeout=WAIT)
    qtbot.waitUntil(lambda: is_predicted(made.session), timeout=WAIT)
    return made


def test_a_chosen_range_is_shown_at_once_kept_with_the_photos_and_predicted_anew(
    thermal: MainWindow, qtbot: QtBot
) -> None:
    session, work = thermal.session, thermal.workspace
    assert session is not None and work is not None and session.current is not None
    choose_tones(work)
    (dialog,) = work.findChildren(TonesDialog)
    qtbot.waitUntil(dialog.use.isEnabled, timeout=WAIT)
    assert dialog.dial is not None and dialog.dial.range == pytest.approx((7300, 7899), abs=2)
    dialog.dial.changed.emit(7300.0, 7400.0)
    assert dialog.tones == Tones(7300, 7400) and "chosen" in dialog.told.text()
    dialog.everywhere.setChecked(True)
    before = session.current
    dialog.use.click()
    qtbot.waitUntil(lambda: session.current not in (None, before) and is_predicted(session), timeout=WAIT)
    assert [photo.ref.tones for photo in session.project.photos()] == [Tones(7300, 7400)] * 2
    assert session.current.pyramid is not None and session.current.pyramid.photo[-1, -1, 0] == 255
    assert session.current.pyramid.photo[80, 120, 0] == 255  # automatically it would be grey
    choose_tones(work)
    dialog = work.findChildren(TonesDialog)[-1]
    qtbot.waitUntil(dialog.use.isEnabled, timeout=WAIT)
    dialog.automatic.click()
    assert dialog.tones == AUTOMATIC
    dialog.reject()


def test_an_ordinary_photo_has_no_range_to_choose(window: MainWindow, qtbot: QtBot) -> None:
    assert window.workspace is not None
    choose_tones(window.workspace)
    (dialog,) = window.workspace.findChildren(TonesDialog)
    qtbot.waitUntil(lambda: "8 bits" in dialog.picture.text(), timeout=WAIT)
    assert not dialog.use.isEnabled()
    dialog.reject()


def test_the_file_on_the_screen_is_proposed_where_it_may_be_a_slide(
    make_window: Callable[[], MainWindow], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    path = tmp_path / "small.tif"
    Image.fromarray(np.zeros((60, 80, 3), np.uint8)).save(path)
    window = make_window()
    window.open([path])
    qtbot.waitUntil(lambda: window.session is not None and window.session.current_id is not None, timeout=WAIT)
    proposed: list[str] = []
    monkeypatch.setattr(choosing.QFileDialog, "getOpenFileName", lambda *asked: proposed.append(asked[2]) or ("", ""))
    window.actions_by_id["slide_regions"].trigger()
    assert proposed == [str(path)]


def test_a_region_that_is_drawn_on_a_slide_becomes_a_photo(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    pytest.importorskip("tifffile")
    session = window.session
    assert session is not None
    slide = write_slide(tmp_path / "slide.tif", 40_000, 30_000)
    dialog = SlideDialog(session, slide, window)
    view = dialog.view
    dialog.open()
    qtbot.waitUntil(lambda: bool(view.levels) and view.tiles_read > 0, timeout=WAIT)
    assert not dialog.add.isEnabled() and "40000 × 30000 pixels" in dialog.told.text()
    view.centre, view.scale = QPointF(20_000, 15_000), 0.5
    view.zoom(1.0, QPointF(1, 1))
    assert view.level == 1
    qtbot.waitUntil(lambda: not view._wanted and view._reading is None, timeout=WAIT)
    seen = view.grab().toImage().pixelColor(view.width() // 2, view.height() // 2)
    assert seen.red() > 60  # texture, not the background
    begin = QPoint(100, 80)
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, begin)
    qtbot.mouseMove(view, begin + QPoint(300, 200))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, begin + QPoint(300, 200))
    assert view.region is not None and (view.region.width, view.region.height) == pytest.approx((600, 400), abs=3)
    dialog.level.setCurrentIndex(1)
    assert "A photo of 300 × 200 pixels" in dialog.told.text()
    rect: Rect = view.region
    dialog.add.click()
    qtbot.waitUntil(lambda: len(session.order) == 6, timeout=WAIT)
    photo = session.order.photos()[-1]
    assert photo.ref.region is not None and photo.ref.region.rect == rect and photo.width == pytest.approx(300, abs=2)
    assert photo.title.startswith("slide.tif, at ") and view.marked == [rect]
    dialog.accept()
    session.go_to(photo.id)
    qtbot.waitUntil(lambda: is_predicted(session) and session.current.photo_id == photo.id, timeout=WAIT)


def test_a_tile_that_is_clicked_twice_is_painted_and_its_mask_lies_over_the_slide(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    pytest.importorskip("tifffile")
    session = window.session
    assert session is not None
    slide = write_slide(tmp_path / "slide.tif", 40_000, 30_000)
    dialog = SlideDialog(session, slide, window)
    view = dialog.view
    dialog.open()
    qtbot.waitUntil(lambda: bool(view.levels), timeout=WAIT)
    dialog.level.setCurrentIndex(4)  # 2500 × 1875: a tile of it, and the rest
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(view.width() // 2, view.height() // 2))
    assert view.tile == Rect(0, 0, 32_768, 30_000) and dialog.paint.isEnabled()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.tile == Rect(32_768, 0, 7_232, 30_000)
    qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=QPoint(view.width() // 2, view.height() // 2))
    qtbot.waitUntil(lambda: session.current is not None and session.current.name.startswith("slide-"), timeout=WAIT)
    photo = session.photo(session.current_id)
    assert photo.ref.region is not None and (photo.width, photo.height) == (2048, 1875)
    assert not window.findChildren(SlideDialog)
    session.project.masks.save(photo.id, np.full((1875, 2048), 255, np.uint8), author="a")
    again = SlideDialog(session, slide, window)
    again.open()
    qtbot.waitUntil(lambda: len(again.view.masks) == 1, timeout=WAIT)
    rect, picture = again.view.masks[0]
    assert rect == photo.ref.region.rect == again.view.tile and picture.pixelColor(5, 5).red() > 200
    assert again.level.currentIndex() == 4, "it begins at the tile on the canvas"
    qtbot.keyClick(again.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.findChildren(SlideDialog), timeout=WAIT)
    assert len(session.order) == 6, "it is a photo already"


def test_what_is_no_slide_or_film_is_told_in_the_dialog(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    assert window.session is not None
    plain = write_photo(tmp_path / "plain.tif")
    dialog = SlideDialog(window.session, plain, window)
    qtbot.waitUntil(lambda: dialog.told.text().startswith("The slide “plain.tif”"), timeout=WAIT)
    dialog.accept()
    film = FilmDialog(window.session, plain.rename(tmp_path / "a.mp4"), window)
    film.add.click()
    qtbot.waitUntil(lambda: film.told.text().startswith("The film “a.mp4”"), timeout=WAIT)
    assert film.add.isEnabled() and film.findChildren(QLabel)
    film.reject()
