"""Panels: what they show and what they ask for."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from blurlab.core.editing.correction import BLURRED, IGNORE, SHARP
from blurlab.errors import UserError
from blurlab.project.records import Status
from blurlab.session.models.training_run import RunState
from blurlab.session.notice import Level, Notice
from blurlab.ui.panels.controls.curve_plot import Curve, CurvePlot
from blurlab.ui.panels.controls.slider import NamedSlider
from blurlab.ui.panels.learning.training import count, duration, pace
from blurlab.ui.panels.status_line import StatusLine
from blurlab.ui.shell.main_window import MainWindow
from blurlab.ui.shell.message_bar import MOST_ROWS, MessageBar
from blurlab.ui.shell.theme import CONTRAST, DARK, LIGHT, Colours
from blurlab.worker.messages import Setup
from tests.fixtures.windows import WAIT, come_to_rest, is_predicted


def test_thumbnails_come_by_themselves(window: MainWindow, qtbot: QtBot) -> None:
    model = window.workspace.photo_list.model
    decoration = Qt.ItemDataRole.DecorationRole
    qtbot.waitUntil(lambda: all(model.index(row).data(decoration) is not None for row in range(5)), timeout=WAIT)
    assert model.index(0).data(decoration).width() == 192


def test_an_unreadable_photo_has_no_thumbnail_and_does_no_harm(window: MainWindow, photos: Path, qtbot: QtBot) -> None:
    thumbnails = window.workspace.photo_list.thumbnails
    photo = window.session.order.photos()[4]
    thumbnails.get(photo)
    qtbot.waitUntil(lambda: not thumbnails._busy and not thumbnails._waiting, timeout=WAIT)  # no good one is on its way
    (photos / "e.png").write_bytes(b"damaged meanwhile")
    thumbnails._kept.clear()
    with qtbot.waitSignal(thumbnails.ready, check_params_cb=lambda photo_id: photo_id == photo.id, timeout=WAIT):
        thumbnails.get(photo)
    assert thumbnails.get(photo) is None


def test_choosing_a_row_shows_that_photo(window: MainWindow, qtbot: QtBot) -> None:
    view = window.workspace.photo_list.view
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.model().index(2)).center())
    qtbot.waitUntil(lambda: window.session.current is not None and window.session.current.name == "c.png", timeout=WAIT)


def test_the_filter_lists_photos_of_one_status_and_counts_them(window: MainWindow, qtbot: QtBot) -> None:
    photo_list = window.workspace.photo_list
    window.session.review.reject(advance=True)
    qtbot.waitUntil(lambda: window.session.order.counts()[Status.REJECTED] == 1, timeout=WAIT)
    assert photo_list.filter.itemText(4) == "Rejected  (1)"
    photo_list.filter.setCurrentIndex(4)
    photo_list.filter.activated.emit(4)
    assert photo_list.model.rowCount() == 1
    photo_list.filter.activated.emit(0)
    assert photo_list.model.rowCount() == 5


def test_tools_and_canvas_keep_in_step(window: MainWindow) -> None:
    canvas, tools = window.workspace.canvas, window.workspace.tools
    tools.values[IGNORE].click()
    assert canvas.hand.paint_value == IGNORE and window.actions_by_id["ignore"].isChecked()
    tools.values[SHARP].click()
    assert canvas.hand.paint_value == SHARP and not window.actions_by_id["ignore"].isChecked()
    canvas.brush_size = 77
    assert tools.brush_size.value == pytest.approx(77)
    tools.brush_size.slider.setValue(0)
    assert canvas.brush_size == 1
    window.actions_by_id["eraser"].trigger()
    assert tools.brush_size.value == pytest.approx(canvas.eraser_size)
    tools.values[BLURRED].click()
    assert window.actions_by_id["brush"].isChecked(), "choosing what to paint takes the brush"
    tools.opacity.slider.setValue(1000)
    assert canvas.opacity == pytest.approx(1.0)
    tools.threshold.slider.setValue(0)
    assert canvas.threshold == window.session.cut.value == 3


def test_the_training_panel_follows_a_run(window: MainWindow, qtbot: QtBot) -> None:
    panel, run = window.workspace.training, window.session.training
    assert panel.start_button.isEnabled() and not panel.stop_button.isEnabled()
    panel.setup.setCurrentIndex(panel.setup.findData(str(Setup.SELF)))
    panel.minutes.setValue(3)
    panel.start_button.click()
    assert not panel.start_button.isEnabled() and panel.stop_button.isEnabled()
    qtbot.waitUntil(lambda: run.record.step > 12, timeout=WAIT)
    assert run.record.setup is Setup.SELF
    assert panel.state.text() == f"Training, {duration(run.record.seconds_left)} left."
    assert "Started from default: 0 labels to learn from, 0 held out, 5 photos" in panel.details.text()
    assert len(panel.loss_plot.curves[0].points) == len(run.record.losses)
    assert panel.score_plot.isVisible() and panel.progress.isVisible()
    panel.stop_button.click()
    qtbot.waitUntil(lambda: run.state is RunState.IDLE, timeout=WAIT)
    assert panel.start_button.isEnabled() and not panel.stop_button.isEnabled()
    assert "was stopped" in panel.state.text()
    names = [version.name for version in window.session.models.versions()]
    assert names and panel.versions._shown[0] == names


def test_another_version_is_put_to_use_by_its_button(window: MainWindow, qtbot: QtBot) -> None:
    window.session.trainings.start(Setup.SELF, steps=20)
    qtbot.waitUntil(lambda: window.session.training.state is RunState.IDLE, timeout=WAIT)
    with qtbot.waitSignal(window.session.models.versionsChanged, timeout=WAIT):
        window.workspace.training.versions.useAsked.emit("v0001")
    assert window.session.predictions.version == "v0001"
    assert "v0001" in window.status.model.text()


def test_a_model_that_came_with_blurlab_is_put_to_use_by_its_button(window: MainWindow, qtbot: QtBot) -> None:
    versions = window.workspace.training.versions
    rows = {label.text() for label in versions.findChildren(QLabel)}
    assert {"default", "classical:hifst", "classical:lbp", "classical:svd"} <= rows
    buttons = {button.toolTip(): button for button in versions.findChildren(QPushButton)}
    assert "Let default predict from now on." not in buttons  # it is in use
    buttons["Let classical:hifst predict from now on."].click()
    qtbot.waitUntil(lambda: is_predicted(window.session), timeout=WAIT)
    assert window.session.current.prediction_version.startswith("classical-hifst-")
    assert "classical:hifst" in window.status.model.text()
    window.session.models.promote("default")
    qtbot.waitUntil(lambda: is_predicted(window.session), timeout=WAIT)
    assert window.session.current.prediction_version.startswith("default-")


def test_messages_replace_their_like_and_never_fill_the_window(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(500, 400)
    window.show()
    bar = MessageBar(window)
    done: list[str] = []
    bar.show_notice(Notice("save", "First.", Level.ERROR, "Retry", lambda: done.append("retried")))
    bar.show_notice(Notice("save", "Second.", Level.ERROR, "Retry", lambda: done.append("retried")))
    assert bar.sentences() == {"save": "Second."}
    bar.button("save").click()
    assert done == ["retried"] and bar.sentences() == {} and bar.isHidden()
    for number in range(10):
        bar.show_notice(Notice(f"key{number}", "A sentence."))
    assert len(bar.sentences()) == MOST_ROWS and "key9" in bar.sentences()
    bar.clear()
    assert bar.sentences() == {}


def test_a_message_never_moves_the_photo(window: MainWindow, qtbot: QtBot) -> None:
    canvas = window.workspace.canvas
    place = canvas.mapToGlobal(canvas.rect().topLeft()), canvas.size()
    long = "The folder is read-only, so the masks are kept elsewhere. " * 8
    window.messages.show_notice(Notice("long", long, Level.WARNING))
    come_to_rest(window, qtbot)
    assert (canvas.mapToGlobal(canvas.rect().topLeft()), canvas.size()) == place
    row = window.messages._rows["long"]
    assert row.height() >= row.heightForWidth(row.width()) > 60, "the whole sentence can be read"
    assert window.messages.geometry().right() < window.width()


def test_the_status_line_says_why_something_is_unsaved(qtbot: QtBot) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.show_save(True, False, UserError("disk.full", "The disk is full."), None)
    assert line.save.text() == "Unsaved: The disk is full."
    line.show_save(False, False, None, datetime(2026, 1, 2, 3, 4, 5))
    assert line.save.text() == "Saved at 03:04:05"


def test_the_place_of_the_pointer_has_nothing_else_of_the_status_line_painted(window: MainWindow, qtbot: QtBot) -> None:
    painted: list[QObject] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                painted.append(watched)
            return False

    come_to_rest(window, qtbot)
    watch = Watch(window)
    for label in window.status.findChildren(QLabel):
        label.installEventFilter(watch)
    for place in (3, 33, 12345):
        window.status.show_cursor(place, place)
        qtbot.waitUntil(lambda: window.status.place in painted, timeout=WAIT)
        assert set(painted) == {window.status.place}, "every event of a stroke would pay for the whole line"
        assert window.status.place.shown_text == f"{place}, {place}"
        painted.clear()


@pytest.mark.parametrize("geometric", [True, False])
def test_a_slider_comes_back_to_the_value_that_it_was_given(qtbot: QtBot, geometric: bool) -> None:
    slider = NamedSlider("Size", 1, 1000, "px", "Size.", geometric=geometric)
    qtbot.addWidget(slider)
    changes: list[float] = []
    slider.changed.connect(changes.append)
    for value in (1, 3.7, 50, 1000):
        slider.set_value(value)
        assert slider.value == value
    assert changes == []
    slider.set_value(5000)
    assert slider.value == 1000
    slider.slider.setValue(0)
    assert changes == [1.0]


def test_curves_span_what_they_hold(qtbot: QtBot) -> None:
    plot = CurvePlot([Curve("loss", "accent")])
    qtbot.addWidget(plot)
    plot.resize(300, 104)
    assert plot.bounds() is None
    plot.grab()  # an empty plot can be painted
    plot.curves[0].points = [(0, 1.0), (50, float("nan")), (100, 0.5)]
    first, last, low, high = plot.bounds()
    assert (first, last) == (0, 100) and low < 0.5 and high > 1.0
    image = plot.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(0, 300, 2) for y in range(0, 104, 2)}
    assert len(colours) > 2


@pytest.mark.parametrize(("seconds", "text"), [(0.4, "0 s"), (59.4, "59 s"), (61, "1 min 1 s"), (3700, "1 h 1 min")])
def test_durations_are_told_in_two_parts_at_most(seconds: float, text: str) -> None:
    assert duration(seconds) == text


def test_the_pace_is_told_in_the_unit_that_reads_well() -> None:
    assert pace(42, 10) == "4.2 steps a second"
    assert pace(3, 93) == "31.0 s a step"
    assert pace(1, 0) == "just begun"


def test_one_is_singular() -> None:
    assert (count(1, "mask"), count(0, "mask"), count(2, "mask")) == ("1 mask", "0 masks", "2 masks")


def contrast(one: str, other: str) -> float:
    """WCAG 2's contrast ratio."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        r, g, b = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("c", [DARK, LIGHT, CONTRAST], ids=["dark", "light", "high contrast"])
def test_text_is_legible_and_borders_and_states_are_seen(c: Colours) -> None:
    for background in (c.panel, c.raised, c.selected, c.window, c.warning, c.error):
        assert contrast(c.text, background) >= 7
    for background in (c.panel, c.raised, c.selected, c.hover, c.window, c.warning, c.error):
        assert contrast(c.muted, background) >= 4.5, background
    for text in (c.good, c.bad, c.busy):
        for background in (c.panel, c.raised, c.selected):
            assert contrast(text, background) >= 4.5, (text, background)
    for background in (c.panel, c.raised):
        assert contrast(c.accent, background) >= 4.5
    assert contrast(c.on_accent, c.accent) >= 4.5
    for border in (c.border, c.accent, c.idle):  # of controls, of what has the focus, of what is off
        for background in (c.panel, c.raised, c.selected, c.window):
            assert contrast(border, background) >= 3, (border, background)


def test_the_wheel_scrolls_the_panel_and_turns_no_dial_under_the_pointer(window: MainWindow, qtbot: QtBot) -> None:
    work = window.workspace
    threshold, opacity = work.canvas.threshold, work.canvas.opacity
    chosen = work.training.setup.currentIndex(), work.training.minutes.value(), work.agreement.every.currentIndex()
    fields = [work.tools.threshold.slider, work.tools.opacity.slider, work.agreement.every, work.training.film.slider]
    for field in [*fields, work.training.setup, work.training.minutes]:
        assert field.focusPolicy() != Qt.FocusPolicy.WheelFocus, "scrolling does not take the keys from the photo"
        field.setFocus()
        for down in (True, False):
            middle = QPointF(field.rect().center())
            turn = QPoint(0, -120 if down else 120)
            wheel = QWheelEvent(
                middle,
                field.mapToGlobal(middle),
                QPoint(),
                turn,
                Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.NoModifier,
                Qt.ScrollPhase.NoScrollPhase,
                False,
            )
            QApplication.sendEvent(field, wheel)
            assert not wheel.isAccepted(), "what a field does not take goes on to the panel"
    assert (work.canvas.threshold, work.canvas.opacity) == (threshold, opacity)
    assert chosen == (
        work.training.setup.currentIndex(),
        work.training.minutes.value(),
        work.agreement.every.currentIndex(),
    )


def test_a_new_window_remembers_the_layout_of_the_last(
    make_window: Callable[[], MainWindow], photos: Path, qtbot: QtBot
) -> None:
    first = make_window()
    first.open([photos])
    qtbot.waitUntil(lambda: first.workspace is not None, timeout=WAIT)
    first.workspace.tools.opacity.slider.setValue(500)
    opacity = first.workspace.canvas.opacity
    first.workspace.splitter.setSizes([300, 600, 300])
    sizes = first.workspace.splitter.sizes()
    first.close()
    qtbot.waitUntil(lambda: not first.isVisible(), timeout=WAIT)
    second = make_window()
    assert str(photos / "holiday.blurlab") in [
        button.toolTip().removeprefix("Open ").removesuffix(".")
        for button in second.start_page.findChildren(type(second.start_page._recent_layout.itemAt(1).widget()))
    ]
    second.open([photos])
    qtbot.waitUntil(lambda: second.workspace is not None, timeout=WAIT)
    assert second.workspace.canvas.opacity == pytest.approx(opacity)
    assert second.workspace.splitter.sizes() == sizes
