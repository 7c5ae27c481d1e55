"""Zoom and place are kept from photo to photo, Z goes to what matters, and nothing lies over what is looked at."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from blurlab.imaging.metadata.capture import Settings
from blurlab.session.cull import words
from blurlab.session.notice import Notice
from blurlab.ui.cull import signs
from blurlab.ui.cull.cull_canvas import CullCanvas
from blurlab.ui.cull.view import CullView
from blurlab.ui.shell.main_window import MainWindow
from blurlab.ui.shell.theme import Appearance, apply_appearance, colours
from tests.fixtures.windows import WAIT
from tests.ui.cull.conftest import Key, card, current, go_to, press


def middle(canvas: CullCanvas) -> tuple[float, float]:
    viewport = canvas.viewport
    x, y = viewport.to_image(viewport.view_width / 2, viewport.view_height / 2)
    return x / viewport.photo_width, y / viewport.photo_height


def shown(view: CullView, qtbot: QtBot) -> None:
    qtbot.waitUntil(
        lambda: view.large.picture is not None and view.large.picture.photo.id == view.current, timeout=WAIT
    )


def test_zoom_and_place_are_kept_at_the_next_photo(view: CullView, qtbot: QtBot) -> None:
    go_to(view, "burst0.jpg")
    press(view, Key.Key_E)
    shown(view, qtbot)
    view.large.zoom_to(6.0)
    view.large.centre_on(130, 290)
    before = middle(view.large)
    press(view, Key.Key_D)
    assert current(view) == "burst1"
    shown(view, qtbot)
    assert view.large.viewport.zoom == pytest.approx(6)
    assert middle(view.large) == pytest.approx(before, abs=0.01)
    press(view, Key.Key_G)
    press(view, Key.Key_E)
    shown(view, qtbot)
    assert view.large.viewport.fitted, "from the grid a photo is seen as a whole"


def test_z_goes_to_where_the_camera_focused_and_back(view: CullView, qtbot: QtBot) -> None:
    go_to(view, "missed.jpg")
    press(view, Key.Key_E)
    shown(view, qtbot)
    view.large.resize(300, 200)
    press(view, Key.Key_Z)
    assert view.large.viewport.zoom == pytest.approx(1)
    assert middle(view.large) == pytest.approx((0.5, 0.5), abs=0.02)
    assert card(view, "missed.jpg").place_of_interest == pytest.approx((0.5, 0.5), abs=0.02)
    press(view, Key.Key_Z)
    assert view.large.viewport.fitted
    sharpest = card(view, "burst1.jpg").inspection.verdict.sharpest
    assert card(view, "burst1.jpg").place_of_interest == sharpest


def test_compared_photos_are_each_shown_at_their_own_place(view: CullView, qtbot: QtBot) -> None:
    go_to(view, "burst0.jpg")
    press(view, Key.Key_C)
    compare = view.compare
    qtbot.waitUntil(lambda: all(compare.canvas_of(key).pyramid for key in compare.ids), timeout=WAIT)
    for key in compare.ids:
        compare.canvas_of(key).resize(200, 150)
    press(view, Key.Key_Z)
    for key in compare.ids:
        canvas, wanted = compare.canvas_of(key), view.listing.cards[key].place_of_interest
        assert canvas.viewport.zoom == pytest.approx(1)
        free = 0.25 < wanted[0] < 0.75 and 0.25 < wanted[1] < 0.75  # nearer to the rim the photo's edge stops it
        assert not free or middle(canvas) == pytest.approx(wanted, abs=0.02)
    press(view, Key.Key_Z)
    assert all(compare.canvas_of(key).viewport.fitted for key in compare.ids)


def test_escape_in_the_grid_stays_and_says_how_to_leave(window: MainWindow, view: CullView) -> None:
    press(view, Key.Key_A)
    view.grid.selectAll()
    press(view, Key.Key_Escape)
    assert view.isVisible() and view.grid.chosen() == [view.current]
    press(view, Key.Key_Escape)
    assert view.isVisible()
    assert window.messages.sentences()["focus"] == "F goes back to the canvas."
    bar = view.bar
    assert window.messages.geometry().top() >= bar.mapTo(window.messages.parentWidget(), bar.rect().bottomLeft()).y()
    grid = view.grid.rect().center()
    assert window.messages.geometry().top() > view.grid.mapTo(window.messages.parentWidget(), grid).y(), (
        "not over a row"
    )
    assert " of " not in window.status.photo.text(), "the bar counts shots"
    QTest.keyClick(view.grid, Key.Key_F)
    assert not view.isVisible()
    window.messages.show_notice(Notice("focus", "Above the photo."))
    assert window.messages.geometry().top() < 30


def test_a_message_leaves_the_upper_part_of_a_photo_free(window: MainWindow, view: CullView, qtbot: QtBot) -> None:
    go_to(view, "soft.jpg")
    press(view, Key.Key_E)
    shown(view, qtbot)
    for _ in view.listing.ids:
        press(view, Key.Key_D)  # as far as it goes: “This is the last photo.”
    around = window.messages.parentWidget()
    top = view.large.mapTo(around, view.large.rect().topLeft()).y()
    bottom = view.large.mapTo(around, view.large.rect().bottomLeft()).y()
    told = window.messages.geometry()
    assert window.messages.isVisible() and told.top() > (top + bottom) / 2 and told.bottom() < bottom


def test_a_verdict_takes_the_colour_of_other_looks(view: CullView) -> None:
    application = QApplication.instance()
    try:
        for look in (Appearance.LIGHT, Appearance.DARK):
            apply_appearance(application, look)
            assert signs.verdict_colour(view.reason.sign.code, colours()) in view.reason.verdict.styleSheet()
    finally:
        apply_appearance(application, Appearance.DARK)


def test_the_panel_tells_how_the_camera_was_set() -> None:
    told = words.settings(
        Settings(1 / 250, 2.8, 400, 56.0, 84.0, "XF56mmF1.2 R", "X-T5", "The camera was focused by hand.")
    )
    assert told == ("1/250 s, f/2.8, ISO 400, 56 mm (as 84 mm)\nXF56mmF1.2 R\nX-T5\nThe camera was focused by hand.")
    assert words.settings(Settings(shutter=2.0)) == "2 s"
    assert words.settings(Settings()) == ""


def test_nothing_is_called_crisp_under_a_verdict_of_blurred(view: CullView) -> None:
    for one in view.listing.cards.values():
        if one.code in {"subject_blurred", "nothing_sharp"}:
            assert "as crisp as pixels can be" not in words.measured(one.inspection.verdict)
    crisp = card(view, "burst1.jpg")
    assert "as crisp as pixels can be" in words.measured(crisp.inspection.verdict)
    assert "as crisp as pixels can be" not in words.measured(crisp.inspection.verdict, "subject_blurred"), "by a person"
