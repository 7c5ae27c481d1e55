"""Journeys through the focus view: what a photographer does with a card of photos."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from blurlab.core.editing.correction import SHARP
from blurlab.project.culling.culling import read_culling
from blurlab.project.project import Project
from blurlab.project.records import Culling, Status
from blurlab.ui.actions.action import clashes
from blurlab.ui.actions.key_sheet import KeyButton, KeySheet
from blurlab.ui.actions.registry import ACTIONS
from blurlab.ui.canvas.tools.registry import BRUSH
from blurlab.ui.cull.cull_canvas import CullCanvas
from blurlab.ui.cull.screen import Place
from blurlab.ui.cull.view import CullView
from blurlab.ui.shell.main_window import MainWindow
from tests.fixtures.windows import WAIT
from tests.ui.cull.conftest import CTRL, NONE, SHIFT, Key, card, current, go_to, id_of, names, press, settled


def open_large(view: CullView, qtbot: QtBot, name: str) -> None:
    go_to(view, name)
    press(view, Key.Key_E)
    qtbot.waitUntil(lambda: view.large.picture is not None and view.large.picture.photo.name == name, timeout=WAIT)


def test_f_shows_the_verdicts_and_goes_back_to_the_photo_looked_at(
    window: MainWindow, view: CullView, qtbot: QtBot
) -> None:
    codes = {each.photo.name.removesuffix(".jpg"): each.code for each in view.listing.cards.values()}
    assert codes["burst1"] == "sharp" and codes["soft"] == "nothing_sharp" and codes["missed"] == "subject_blurred"
    go_to(view, "missed.jpg")
    assert view.reason.verdict.text() == "Subject blurred"
    assert "camera" in view.reason.reason.text() and "camera" in view.reason.parts["subject"].text()
    press(view, Key.Key_F)
    assert window.stack.currentWidget() is window.workspace
    qtbot.waitUntil(lambda: window.session.current is not None, timeout=WAIT)
    assert window.session.current.name == "missed.jpg"
    QTest.keyClick(window.workspace.canvas, Key.Key_F)
    assert current(view) == "missed", "and F comes back to it"
    press(view, Key.Key_F)
    assert not view.isVisible()


def test_both_measures_are_said_apart(view: CullView, qtbot: QtBot) -> None:
    open_large(view, qtbot, "burst1.jpg")
    assert "of the textured area is blurred" in view.reason.parts["measured"].text()
    qtbot.waitUntil(lambda: "of the photo blurred" in view.reason.parts["model"].text(), timeout=WAIT)
    assert "default" in view.reason.parts["model"].text()
    assert view.large.correction is None or not view.large.overlay_shown, "the mask is shown on demand"
    press(view, Key.Key_O)
    qtbot.waitUntil(lambda: view.large.overlay_shown, timeout=WAIT)


@pytest.mark.parametrize(("photo", "blurred", "apart"), [
    ("burst1.jpg", (0.8, 0.75), True), ("burst1.jpg", (0.8, 0.2), False), ("soft.jpg", (0.1, None), True),
    ("soft.jpg", (0.9, None), False), ("burst1.jpg", None, False),
])  # fmt: skip
def test_measures_that_do_not_agree_are_told_to_be(
    view: CullView, photo: str, blurred: tuple[float, float | None] | None, apart: bool
) -> None:
    view.reason.show_card(card(view, photo), "default", blurred, model_expected=False)
    assert ("disagree" in view.reason.parts["model"].text()) is apart


def test_the_reason_is_drawn_on_the_photo_and_m_takes_it_away(view: CullView, qtbot: QtBot) -> None:
    open_large(view, qtbot, "missed.jpg")
    qtbot.waitUntil(lambda: view.large.picture.reason is not None, timeout=WAIT)
    drawn = view.large.grab().toImage()
    press(view, Key.Key_M)
    bare = view.large.grab().toImage()
    assert drawn != bare
    viewport = view.large.viewport
    box = card(view, "missed.jpg").inspection.focus_area
    corner = QPointF(*viewport.to_view(box.left * viewport.photo_width, box.top * viewport.photo_height)).toPoint()
    assert drawn.pixelColor(corner).lightness() > 240 != bare.pixelColor(corner).lightness(), "the camera's focus area"


def test_keys_decide_and_shift_advances_and_ctrl_z_takes_back(view: CullView, qtbot: QtBot) -> None:
    go_to(view, "burst0.jpg")
    press(view, Key.Key_4)
    press(view, Key.Key_P)
    press(view, Key.Key_8)
    assert view.marking.of(view.current) == Culling(4, 1, "Green")
    press(view, Key.Key_X, SHIFT)
    assert current(view) == "burst1" and card(view, "burst0.jpg").culling.pick == -1
    press(view, Key.Key_2, SHIFT)
    assert current(view) == "burst2" and card(view, "burst1.jpg").culling.stars == 2
    press(view, Key.Key_Z, CTRL)
    assert current(view) == "burst1" and card(view, "burst1.jpg").culling.stars == 0
    press(view, Key.Key_Z, CTRL)
    assert card(view, "burst0.jpg").culling == Culling(4, 1, "Green") and current(view) == "burst0"
    press(view, Key.Key_Y, CTRL)
    assert card(view, "burst0.jpg").culling.pick == -1
    press(view, Key.Key_8)
    assert card(view, "burst0.jpg").culling.label == "", "the same colour again takes it away"
    settled(view, qtbot)
    assert read_culling(view.session.project)[id_of(view, "burst0.jpg")] == Culling(4, -1)


def test_a_key_decides_on_all_photos_chosen_in_one_step(view: CullView) -> None:
    go_to(view, "burst0.jpg")
    press(view, Key.Key_A, CTRL)
    press(view, Key.Key_5)
    assert {each.culling.stars for each in view.listing.cards.values()} == {5}
    press(view, Key.Key_Z, CTRL)
    assert {each.culling.stars for each in view.listing.cards.values()} == {0}


def test_what_was_said_is_there_in_the_next_window(
    window: MainWindow, view: CullView, make_window, photos: Path, qtbot: QtBot
) -> None:
    go_to(view, "soft.jpg")
    press(view, Key.Key_X)
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=WAIT)
    again = make_window()
    again.open([photos])
    qtbot.waitUntil(lambda: again.session is not None and again.session.current is not None, timeout=WAIT)
    QTest.keyClick(again.workspace.canvas, Key.Key_F)
    view = again.modes.focus
    qtbot.waitUntil(lambda: card(view, "soft.jpg").culling.pick == -1, timeout=WAIT)
    qtbot.waitUntil(lambda: all(each.inspection for each in view.listing.cards.values()), timeout=WAIT)
    assert not any(link.alive for link in view.inspections.links), "nothing is measured twice"


def test_filters_and_orders(view: CullView, qtbot: QtBot) -> None:
    bar = view.bar.filters
    bar.order.setCurrentIndex(bar.order.findData("sharpness"))
    bar.order.activated.emit(bar.order.currentIndex())
    ordered = [view.listing.cards[key].inspection.verdict.sharpness for key in view.listing.ids]
    assert ordered == sorted(ordered, reverse=True)
    QTest.mouseClick(bar.backwards, Qt.MouseButton.LeftButton)
    assert [view.listing.cards[key].inspection.verdict.sharpness for key in view.listing.ids] == sorted(ordered)
    bar.burst.setCurrentIndex(1)
    bar.burst.activated.emit(1)
    assert names(view) == ["burst1"] and current(view) == "burst1"
    bar.verdict.setCurrentIndex(bar.verdict.findData("nothing_sharp"))
    bar.verdict.activated.emit(bar.verdict.currentIndex())
    assert names(view) == [] and "No photo fits the filter" in view.grid.hint
    QTest.mouseClick(bar.clear, Qt.MouseButton.LeftButton)
    assert len(names(view)) == 5
    bar.range.setCurrentIndex(bar.range.findData("stars"))
    bar.range.activated.emit(bar.range.currentIndex())
    go_to(view, "soft.jpg")
    press(view, Key.Key_3)
    bar.low.setValue(2)
    assert names(view) == ["soft"]


def test_a_photo_that_the_filter_leaves_out_stays_until_it_is_left(view: CullView, qtbot: QtBot) -> None:
    view.bar.filters.mark.setCurrentIndex(view.bar.filters.mark.findData("unmarked"))
    view.bar.filters.mark.activated.emit(0)
    go_to(view, "burst1.jpg")
    press(view, Key.Key_X)
    settled(view, qtbot)
    assert "burst1" in names(view)
    press(view, Key.Key_D)
    settled(view, qtbot)
    assert "burst1" not in names(view) and current(view) == "burst2"


def test_the_best_of_a_burst_is_suggested_with_its_reason(view: CullView) -> None:
    go_to(view, "burst2.jpg")
    assert view.reason.parts["burst"].text() == "Number 3 of 3 similar photos."
    press(view, Key.Key_B)
    assert current(view) == "burst1"
    assert view.reason.parts["burst"].text().startswith("Suggested as the best of 3 similar photos. ")


def test_a_corrected_verdict_ranks_the_burst_anew_and_can_be_taken_back(view: CullView, qtbot: QtBot) -> None:
    go_to(view, "burst1.jpg")
    press(view, Key.Key_F8)
    assert card(view, "burst1.jpg").code == "subject_blurred" and "You said" in view.reason.reason.text()
    qtbot.waitUntil(lambda: card(view, "burst1.jpg").burst.rank != 1, timeout=WAIT)
    press(view, Key.Key_F8)
    assert card(view, "burst1.jpg").code == "sharp"
    qtbot.waitUntil(lambda: card(view, "burst1.jpg").burst.rank == 1, timeout=WAIT)


def test_all_of_it_is_sharp_becomes_a_label_that_the_canvas_shows(
    window: MainWindow, view: CullView, qtbot: QtBot
) -> None:
    go_to(view, "burst1.jpg")
    press(view, Key.Key_F5)
    photo_id = view.current
    qtbot.waitUntil(lambda: window.session.photo(photo_id).status is Status.ACCEPTED, timeout=WAIT)
    (label,) = window.session.project.masks.labels()
    assert label.photo.name == "burst1.jpg"
    press(view, Key.Key_F)
    qtbot.waitUntil(lambda: window.session.current is not None and window.session.current.has_mask, timeout=WAIT)
    assert (window.session.current.correction.plane == SHARP).all()
    QTest.keyClick(window.workspace.canvas, Key.Key_F)
    press(view, Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: window.session.photo(photo_id).status is Status.NEW, timeout=WAIT)
    assert window.session.project.masks.labels() == []


def test_w_goes_to_the_canvas_with_the_brush(window: MainWindow, view: CullView, qtbot: QtBot) -> None:
    go_to(view, "missed.jpg")
    press(view, Key.Key_W)
    qtbot.waitUntil(lambda: window.session.current is not None, timeout=WAIT)
    assert window.session.current.name == "missed.jpg" and window.workspace.canvas.hand.tool is BRUSH


def test_peaking_marks_the_photos_pixels_at_every_zoom_with_a_badge(view: CullView, qtbot: QtBot) -> None:
    open_large(view, qtbot, "missed.jpg")
    press(view, Key.Key_M)
    before = view.large.grab().toImage()
    press(view, Key.Key_K)
    qtbot.waitUntil(lambda: view.large._peaks.known, timeout=WAIT)
    assert view.large.grab().toImage() != before
    peaks = view.large.picture.peaks[0]
    row, column = np.argwhere(peaks)[len(np.argwhere(peaks)) // 2]
    for zoom in (0.5, 1.0, 3.0):
        view.large.zoom_to(zoom)
        view.large.centre_on(float(column), float(row))
        place = QPointF(*view.large.viewport.to_view(column + 0.5, row + 0.5)).toPoint()
        colour = view.large.grab().toImage().pixelColor(place)
        assert colour.green() > 240 and colour.red() < 90, f"at {zoom}"
    press(view, Key.Key_K)
    assert view.large.grab().toImage().pixelColor(place).green() < 240


def test_the_loupes_show_the_peaks_too(view: CullView, qtbot: QtBot) -> None:
    open_large(view, qtbot, "missed.jpg")
    view.large.setFixedSize(300, 220)
    view.large.fit()
    press(view, Key.Key_L)
    spot = view.large.spot
    bare = spot.grab().toImage()
    press(view, Key.Key_K)
    qtbot.waitUntil(lambda: view.large._peaks.known, timeout=WAIT)

    def green() -> int:
        pixels = spot.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
        rows = np.frombuffer(pixels.constBits(), np.uint8).reshape(pixels.height(), -1)[:, : 3 * pixels.width()]
        red, greens, _ = rows.reshape(pixels.height(), -1, 3).transpose(2, 0, 1)
        return int(((greens > 240) & (red < 90)).sum())

    x, y = (round(value) for value in view.large.sharpest)
    half = round(spot.width() / 2)
    around = view.large.picture.peaks[0][max(0, y - half) : y + half, max(0, x - half) : x + half]
    assert green() > 0.5 * np.count_nonzero(around) > 50
    press(view, Key.Key_K)
    assert green() == 0 and spot.grab().toImage() == bare


def test_s_shows_the_sharpest_spot_at_100_percent_and_l_pins_a_loupe_to_it(view: CullView, qtbot: QtBot) -> None:
    open_large(view, qtbot, "missed.jpg")
    view.large.setFixedSize(300, 220)
    view.large.fit()
    press(view, Key.Key_L)
    assert view.large.spot.isVisible()
    press(view, Key.Key_S)
    assert view.large.viewport.zoom == pytest.approx(1.0)
    x, y = view.large.sharpest
    seen = view.large.viewport.visible()
    assert seen.x <= x <= seen.right and seen.y <= y <= seen.bottom


def test_photos_are_compared_with_tied_zoom_and_shift_moves_one(view: CullView, qtbot: QtBot) -> None:
    go_to(view, "burst0.jpg")
    press(view, Key.Key_C)
    compare = view.compare
    assert view.place == Place.COMPARE
    assert [view.listing.cards[key].photo.name for key in compare.ids] == ["burst1.jpg", "burst0.jpg", "burst2.jpg"]
    qtbot.waitUntil(lambda: all(canvas.picture for canvas in compare.canvases[:3]), timeout=WAIT)
    one, two, three = compare.canvases[:3]
    one.zoom_to(3.0)
    one.centre_on(300, 200)
    for other in (two, three):
        assert other.viewport.zoom == pytest.approx(3.0)
        assert other.viewport.visible() == one.viewport.visible()
    before, two_before = one.viewport.visible(), two.viewport.visible()
    drag(two, two.rect().center(), QPoint(50, 20), SHIFT)
    assert one.viewport.visible() == before and two.viewport.visible() != two_before, "Shift moves one alone"
    aside = two.viewport.visible().x - one.viewport.visible().x
    drag(one, one.rect().center(), QPoint(-60, 0), NONE)
    assert one.viewport.visible() != before
    assert two.viewport.visible().x - one.viewport.visible().x == pytest.approx(aside, abs=1), "and it stays as far"
    press(view, Key.Key_P)
    assert card(view, "burst1.jpg").culling.pick == 1, "keys mean the photo that was touched last"
    press(view, Key.Key_D)
    assert current(view) == "burst0" and two.framed
    press(view, Key.Key_C)
    assert view.place == Place.GRID


def drag(canvas: CullCanvas, place: QPoint, step: QPoint, modifiers: Qt.KeyboardModifier) -> None:
    """With the left button, a key held; each event tells of both, as those of a window system do."""
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    for kind, at, button, buttons in (
        (QEvent.Type.MouseButtonPress, place, left, left),
        (QEvent.Type.MouseMove, place + step, none, left),
        (QEvent.Type.MouseButtonRelease, place + step, left, none),
    ):
        where = QPointF(at)
        event = QMouseEvent(kind, where, canvas.mapToGlobal(where), button, buttons, modifiers)
        QApplication.sendEvent(canvas, event)


def test_inspecting_can_be_stopped_and_goes_on_where_it_was(window: MainWindow, photos: Path, qtbot: QtBot) -> None:
    QTest.keyClick(window.workspace.canvas, Key.Key_F)
    view = window.modes.focus
    assert window.actions_by_id["focus_inspect"].isChecked()
    press(view, Key.Key_I)
    assert not view.inspections.running
    qtbot.waitUntil(lambda: not any(link.alive for link in view.inspections.links), timeout=WAIT)
    done = view.inspections.done
    assert done < 5
    press(view, Key.Key_I)
    qtbot.waitUntil(lambda: view.inspections.done == 5, timeout=WAIT)
    assert all(each.inspection for each in view.listing.cards.values())


def test_a_damaged_photo_is_told_in_its_cell_and_the_others_are_inspected(
    make_window, photos: Path, qtbot: QtBot
) -> None:
    window = make_window()
    window.open([photos])
    qtbot.waitUntil(lambda: window.session is not None and len(window.session.order) == 5, timeout=WAIT)
    data = (photos / "burst0.jpg").read_bytes()
    (photos / "burst0.jpg").write_bytes(data[: len(data) // 3])
    QTest.keyClick(window.workspace.canvas, Key.Key_F)
    view = window.modes.focus
    qtbot.waitUntil(lambda: not view.inspections.running, timeout=WAIT)
    assert "burst0.jpg" in card(view, "burst0.jpg").failure and card(view, "burst1.jpg").inspection is not None
    go_to(view, "burst0.jpg")
    assert view.reason.verdict.text() == "Not readable"
    press(view, Key.Key_E)
    qtbot.waitUntil(lambda: "burst0.jpg" in view.large.hint and "Opening" not in view.large.hint, timeout=WAIT)


def test_the_model_may_be_asked_too(view: CullView, qtbot: QtBot) -> None:
    press(view, Key.Key_I, SHIFT)
    qtbot.waitUntil(
        lambda: all(each.inspection.verdict.model_blurred for each in view.listing.cards.values()), timeout=WAIT
    )
    press(view, Key.Key_I, SHIFT)
    qtbot.waitUntil(
        lambda: not any(each.inspection.verdict.model_blurred for each in view.listing.cards.values()), timeout=WAIT
    )


def test_keys_of_the_focus_view_are_on_their_sheet_and_a_taken_one_is_refused(
    window: MainWindow, view: CullView, qtbot: QtBot
) -> None:
    assert clashes(ACTIONS) == {}
    press(view, Key.Key_F1)
    (sheet,) = window.findChildren(KeySheet)
    assert sheet.findChild(KeyButton, "key_brush") is None
    button = sheet.findChild(KeyButton, "key_focus_pick")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.keyClick(button, Key.Key_X)
    assert sheet.said.text() == "X is already the key of “Reject”." and button.text() == "P"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.keyClick(button, Key.Key_I)
    assert "Shift+I is already the key of" in sheet.said.text() or "I is already the key of" in sheet.said.text()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.keyClick(button, Key.Key_Q)
    sheet.close()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    press(view, Key.Key_Q, SHIFT)
    assert next(iter(view.listing.cards.values())).culling.pick == 1, "Shift and the new key advance"
    press(view, Key.Key_F)
    assert window.actions_by_id["accept"].shortcut().toString() == "P", "P is accept on the canvas, as before"


def test_an_empty_project_says_what_to_do(make_window, tmp_path: Path, qtbot: QtBot) -> None:
    Project.create(tmp_path / "empty.blurlab").close()
    window = make_window()
    window.open([tmp_path / "empty.blurlab"])
    qtbot.waitUntil(lambda: window.session is not None, timeout=WAIT)
    window.actions_by_id["focus"].trigger()
    view = window.modes.focus
    assert "Drop some" in view.grid.hint and view.reason.name.text() == "No photo is listed."
    for key in (Key.Key_E, Key.Key_C, Key.Key_5, Key.Key_D, Key.Key_S, Key.Key_B, Key.Key_Delete):
        press(view, key)
    assert view.place in (Place.GRID, Place.LARGE)
