"""Filmstrip, faces, histogram and clipping beside the large photo, filters by keys, and going on after each mark."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QToolButton
from pytestqt.qtbot import QtBot

from blurlab.core.histogram import HIGHLIGHT, SHADOW, find_clipped, find_histogram
from blurlab.session.cull.choices import face_codes, find_choices
from blurlab.session.cull.crops import cut_out, eyes_words, ranked_faces
from blurlab.session.cull.listing import Wanted
from blurlab.sharpness.eyes import Face
from blurlab.sharpness.subject import Box
from blurlab.ui.cull.view import CullView
from blurlab.ui.shell.main_window import MainWindow
from tests.fixtures.windows import WAIT
from tests.ui.cull.conftest import CTRL, NONE, Key, card, current, go_to, id_of, names, press

FIRST = Face(Box(0.1, 0.1, 0.4, 0.5), ((0.2, 0.25), (0.3, 0.25)), (0.25, 0.3), (0.25, 0.4), False, 0, 0.02)
SECOND = Face(Box(0.5, 0.1, 0.7, 0.4), ((0.55, 0.2), (0.65, 0.2)), (0.6, 0.25), (0.6, 0.35), True, 1, 0.2)


def give_faces(view: CullView, name: str, *faces: Face) -> None:
    """As if the inspector had found these."""
    from dataclasses import replace

    found = replace(card(view, name).inspection, faces=faces)
    view.facts.found({id_of(view, name): found})


def test_the_filmstrip_follows_keys_and_a_click_in_it_goes_to_a_photo(view: CullView, qtbot: QtBot) -> None:
    go_to(view, "burst1.jpg")
    press(view, Key.Key_E)
    strip = view.filmstrip
    assert strip.isVisible() and strip.accessibleName() == "Filmstrip"
    assert strip.cards.id_at(strip.currentIndex()) == view.current
    press(view, Key.Key_D)
    assert strip.cards.id_at(strip.currentIndex()) == view.current == id_of(view, "burst2.jpg")
    place = strip.visualRect(strip.cards.index_of(id_of(view, "burst0.jpg"))).center()
    QTest.mouseClick(strip.viewport(), Qt.MouseButton.LeftButton, NONE, place)
    assert current(view) == "burst0" and view.shows_large
    press(view, Key.Key_T)
    assert not strip.isVisible() and view.recalls("filmstrip", True) is False
    press(view, Key.Key_T)
    qtbot.waitUntil(lambda: view.thumbnails.has(view.current), timeout=WAIT)
    assert not strip.grab().isNull()


def test_each_mark_goes_on_until_that_is_turned_off(view: CullView) -> None:
    go_to(view, "burst0.jpg")
    press(view, Key.Key_V)
    press(view, Key.Key_P)
    press(view, Key.Key_3)
    assert current(view) == "burst2"
    assert card(view, "burst0.jpg").culling.pick == 1 and card(view, "burst1.jpg").culling.stars == 3
    press(view, Key.Key_6)
    go_to(view, "burst2.jpg")
    press(view, Key.Key_6)
    assert current(view) == "burst2" and card(view, "burst2.jpg").culling.label == "", "taken back, it stays"
    press(view, Key.Key_V)
    press(view, Key.Key_X)
    assert current(view) == "burst2"


def test_filters_are_chosen_by_keys_alone(view: CullView, window: MainWindow, qtbot: QtBot) -> None:
    go_to(view, "soft.jpg")
    press(view, Key.Key_4)
    press(view, Key.Key_F, CTRL)
    filters = view.bar.filters
    assert filters.has_keys and QApplication.focusWidget() is filters.mark
    for _ in range(8):
        QTest.keyClick(filters.mark, Key.Key_Down)
    assert filters.mark.currentData() == "stars 4" and names(view) == ["soft"]
    press(view, Key.Key_Escape)
    assert not filters.has_keys and view.grid.hasFocus()
    press(view, Key.Key_L, CTRL)
    assert len(names(view)) == 5
    press(view, Key.Key_F, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert filters.shows_more and filters.time.isVisible()
    qtbot.waitUntil(lambda: filters.time.count() > 1, timeout=WAIT)
    hour = next(
        place for place in range(filters.time.count()) if filters.time.itemText(place).strip().startswith("11:00")
    )
    filters.time.setCurrentIndex(hour)
    filters.time.activated.emit(hour)
    assert names(view) == ["missed"]
    unnamed = [one for one in filters.findChildren(QComboBox) if not one.accessibleName()]
    assert unnamed == []


def test_filters_ask_for_faces_lens_and_time(view: CullView) -> None:
    inspection = card(view, "soft.jpg").inspection
    assert face_codes(inspection) == {"no"} and face_codes(None) == frozenset()
    give_faces(view, "soft.jpg", FIRST, SECOND)
    assert face_codes(card(view, "soft.jpg").inspection) == {"any", "many", "blurred"}
    assert Wanted(faces="blurred").lists(card(view, "soft.jpg"))
    assert not Wanted(faces="blurred").lists(card(view, "burst0.jpg"))
    choices = find_choices(one.inspection for one in view.listing.cards.values())
    assert choices.lenses == (("Lens not told (5)", "none"),)
    days = [text.strip() for text, _key in choices.times]
    assert days == ["1 May 2024 (4)", "10:00 to 11:00 (3)", "11:00 to 12:00 (1)", "Time not told (1)"]


def test_faces_are_cut_out_ranked_and_shown_by_click_and_key(view: CullView, qtbot: QtBot) -> None:
    give_faces(view, "burst1.jpg", FIRST, SECOND)
    go_to(view, "burst1.jpg")
    press(view, Key.Key_E)
    crops = view.reason.crops
    qtbot.waitUntil(lambda: len(crops.buttons) == 2, timeout=WAIT)
    assert [button.crop.place for button in crops.buttons] == [SECOND, FIRST], "sharp eyes first"
    assert crops.buttons[0].accessibleName() == "Face 1 of 2: eyes sharp" and "not measured" in crops.closed.text()
    QTest.mouseClick(crops.buttons[1], Qt.MouseButton.LeftButton, NONE, QPoint(5, 5))
    assert view.large.viewport.zoom == pytest.approx(1) and crops.buttons[1].framed
    press(view, Key.Key_Period)
    assert crops.buttons[0].framed, "after the last the first"
    assert not crops.buttons[0].grab().isNull()
    press(view, Key.Key_G)
    assert not crops.isVisible()


def test_histogram_and_clipping_come_with_the_large_photo(view: CullView, qtbot: QtBot) -> None:
    go_to(view, "burst1.jpg")
    panel = view.reason.histogram
    assert not panel.isVisible()
    press(view, Key.Key_E)
    qtbot.waitUntil(lambda: "lipped" in panel.clipped.text(), timeout=WAIT)
    assert panel.isVisible() and panel.curves.accessibleName() == "Histogram"
    press(view, Key.Key_J)
    qtbot.waitUntil(lambda: view.large.picture.clipped is not None, timeout=WAIT)
    press(view, Key.Key_H)
    assert not panel.isVisible()


def test_f11_gives_the_window_the_whole_screen(window: MainWindow, view: CullView) -> None:
    press(view, Key.Key_F11)
    assert window.isFullScreen()
    press(view, Key.Key_F11)
    assert not window.isFullScreen()


def test_clipped_shares_and_places_are_those_of_the_photo() -> None:
    photo = np.full((600, 800, 3), 90, np.uint8)
    photo[:60] = (255, 120, 120)
    photo[540:] = 0
    found = find_histogram(photo)
    assert found.highlights == pytest.approx(0.1, abs=0.01) and found.shadows == pytest.approx(0.1, abs=0.01)
    assert found.counts.shape == (4, 256) and found.counts[0, 90] > found.counts[0, 255] > 0
    levels = find_clipped(photo)
    assert max(levels[-1].shape) <= 256
    for level in levels:
        assert (level[0] == HIGHLIGHT).all() and (level[-1] == SHADOW).all() and not level[level.shape[0] // 2].any()


def test_a_face_at_the_edge_and_one_larger_than_its_crop_are_cut_out(view: CullView) -> None:
    photo = np.zeros((50, 70, 3), np.uint8)
    for crop in cut_out(photo, [FIRST, SECOND], 2.0):
        assert crop.face.size and crop.eyes.shape[0] <= 50 and crop.eyes.shape[1] <= 70
    assert eyes_words(FIRST) == "Eyes blurred" and ranked_faces(card(view, "soft.jpg")) == []


def test_a_second_window_follows_the_grid_and_has_the_same_keys(view: CullView, qtbot: QtBot) -> None:
    go_to(view, "burst1.jpg")
    press(view, Key.Key_F12)
    second = view.looking.second
    assert second is not None and second.isVisible() and view.shows_grid
    qtbot.waitUntil(lambda: second.canvas.picture is not None, timeout=WAIT)
    go_to(view, "soft.jpg")
    qtbot.waitUntil(
        lambda: second.canvas.picture is not None and second.canvas.picture.photo.name == "soft.jpg", timeout=WAIT
    )
    assert not second.canvas.grab().isNull() and view.window().actions() == second.actions()
    second.close()
    qtbot.waitUntil(lambda: view.looking.second is None, timeout=WAIT)


@pytest.mark.parametrize("size", [(1024, 640), (800, 500)])
def test_the_view_fits_a_small_window(window: MainWindow, view: CullView, qtbot: QtBot, size: tuple[int, int]) -> None:
    window.resize(*size)
    qtbot.waitUntil(lambda: window.size().width() == size[0], timeout=WAIT)
    buttons = view.bar.findChildren(QToolButton)
    shown = [one for one in buttons if one.isVisible()]
    for one in (*shown, *view.bar.findChildren(QComboBox), view.bar.results):
        if one.isVisible():
            corner = one.mapTo(view.bar, one.rect().bottomRight())
            assert corner.x() <= view.bar.width() and one.width() > 15, one.toolTip()
    assert any(one.text() == "Survey" for one in shown)
