"""Usable on small screens and by any eye and hand: sizes, hidden panels, names of controls, the keyboard alone."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from blurlab.core.editing.correction import BLURRED
from blurlab.project.records import Status
from blurlab.ui.panels.bulk_dialog import BulkDialog
from blurlab.ui.panels.controls.elided_label import ElidedLabel
from blurlab.ui.pictures.film_dialog import FilmDialog
from blurlab.ui.pictures.slide_dialog import SlideDialog
from blurlab.ui.pictures.tones_dialog import TonesDialog
from blurlab.ui.shell.main_window import MainWindow
from tests.fixtures.windows import WAIT, come_to_rest, is_predicted

# Logical pixels of 1024 × 640, of 1366 × 768 at 125 %, and of 1600 × 1000 at 200 %.
SCREENS = ((1024, 640), (1093, 614), (800, 500))
FRAME = 28  # a title bar
CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)
NONE = Qt.KeyboardModifier.NoModifier


@pytest.mark.parametrize("screen", SCREENS)
def test_the_window_fits_and_the_photo_keeps_most_of_it(
    window: MainWindow, qtbot: QtBot, screen: tuple[int, int]
) -> None:
    work = window.workspace
    hint = window.minimumSizeHint()
    assert hint.width() <= screen[0] and hint.height() <= screen[1] - FRAME, hint
    window.resize(screen[0], screen[1] - FRAME)
    qtbot.waitUntil(lambda: window.width() == screen[0], timeout=WAIT)
    right = work.splitter.widget(2)
    assert right.mapTo(window, right.rect().topRight()).x() < screen[0], "the right column is not cut off"
    bar = work.review
    for button in bar.findChildren(QAbstractButton):
        if button.isVisible():
            assert bar.rect().contains(button.geometry()), button.toolTip()
    assert bar.button("accept").isVisible() and bar.button("reject").isVisible()
    before = work.canvas.width()
    QTest.keyClick(work.canvas, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: work.canvas.width() > before, timeout=WAIT)
    assert not work.panels.shown and work.canvas.hasFocus() and work.canvas.width() == screen[0]
    QTest.keyClick(work.canvas, Qt.Key.Key_F9)
    assert work.panels.shown
    QTest.keyClick(work.canvas, Qt.Key.Key_F9, Qt.KeyboardModifier.ShiftModifier)
    assert not work.panels.is_shown(0) and work.panels.is_shown(1)


def test_names_keep_their_digits(qtbot: QtBot) -> None:
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.setText("a_very_long_name_of_a_photo_IMG_20260704_0042.jpg")
    label.resize(150, 20)
    assert label.minimumSizeHint().width() < 20
    assert label.shown_text.endswith("0042.jpg") and label.shown_text.startswith("a_")
    label.resize(60, 20)
    assert label.shown_text.endswith("42") and ".jpg" not in label.shown_text, "the ending tells least"


def unnamed(root: QWidget) -> list[str]:
    found = []
    for widget in root.findChildren(QWidget):
        takes_part = isinstance(widget, CONTROLS) or widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        inner = widget.objectName().startswith("qt_") or isinstance(widget, QScrollBar)
        inner = inner or isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox | QAbstractItemView | QLineEdit)
        inner = inner or "QComboBoxPrivateContainer" in str(widget.parentWidget().metaObject().className())
        inner = inner or widget.objectName() == "panel"  # the scroll areas
        if takes_part and not inner and not widget.isHidden():
            told = QAccessible.queryAccessibleInterface(widget)
            if told is None or not told.text(QAccessible.Text.Name).strip():
                path, at = [], widget
                while at is not None and at is not root:
                    path.append(type(at).__name__)
                    at = at.parentWidget()
                found.append(f"{' < '.join(path[:3])}: {widget.toolTip()}")
    return found


def test_every_control_has_a_name(window: MainWindow, qtbot: QtBot) -> None:
    assert not (bare := unnamed(window)), "\n".join(bare)
    window.actions_by_id["focus"].trigger()
    assert window.focus_view is not None
    assert not (bare := unnamed(window.focus_view)), "\n".join(bare)
    window.focus_view.left.emit(window.session.current_id, False)
    seen = set()
    for action_id in ("export_masks", "import_masks", "keys", "guide", "about", "show_log", "new_domain"):
        action = window.actions_by_id.get(action_id)
        if action is None or not action.isEnabled():
            continue
        action.trigger()
        for dialog in (*window.findChildren(QDialog), *window.workspace.findChildren(QDialog)):
            seen.add(type(dialog).__name__)
            assert not (bare := unnamed(dialog)), "\n".join([type(dialog).__name__, *bare])
            hint = dialog.minimumSizeHint()
            assert hint.width() <= 800 and hint.height() <= 500 - FRAME, (type(dialog).__name__, hint)
            dialog.close()
    assert len(seen) >= 4, seen


def test_dialogs_that_need_files_or_predictions_fit_and_have_names_as_well(window: MainWindow, qtbot: QtBot) -> None:
    session, work = window.session, window.workspace
    qtbot.waitUntil(lambda: is_predicted(session) and bool(session.bulk.candidates()), timeout=WAIT)
    work.accept_many()
    dialogs: list[QDialog] = [work.findChild(BulkDialog)]
    dialogs += [FilmDialog(session, Path("none.mp4"), window), SlideDialog(session, Path("none.svs"), window)]
    dialogs += [TonesDialog(session, session.photo(session.current_id), work)]
    for dialog in dialogs:
        dialog.show()
        assert not (bare := unnamed(dialog)), "\n".join([type(dialog).__name__, *bare])
        hint = dialog.minimumSizeHint()
        assert hint.width() <= 800 and hint.height() <= 500 - FRAME, (type(dialog).__name__, hint)
        dialog.reject()
    come_to_rest(window, qtbot)


def test_a_photo_is_corrected_and_accepted_by_keys_alone(window: MainWindow, qtbot: QtBot) -> None:
    work, session = window.workspace, window.session
    canvas, first = work.canvas, session.current_id
    qtbot.waitUntil(lambda: is_predicted(session), timeout=WAIT)
    assert canvas.hasFocus(), "the photo has the keys as soon as it is open"
    QTest.keyClick(canvas, Qt.Key.Key_B)
    cut = session.cut.value
    QTest.keyClick(canvas, Qt.Key.Key_Plus)
    QTest.keyClick(canvas, Qt.Key.Key_Minus)
    QTest.keyClick(canvas, Qt.Key.Key_Minus)
    assert session.cut.value != cut
    QTest.keyClick(canvas, Qt.Key.Key_G, Qt.KeyboardModifier.ShiftModifier)  # fill the holes under the middle
    QTest.keyClick(canvas, Qt.Key.Key_P, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: session.order[first].status is Status.ACCEPTED, timeout=WAIT)
    assert session.current_id != first and canvas.hasFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert not canvas.hasFocus(), "Shift+Tab leaves the photo"
    reached = set()
    for _ in range(120):  # every control of the column is reached, the button that trains among them
        focused = window.focusWidget()
        reached.add(focused)
        if focused is work.training.start_button:
            break
        QTest.keyClick(focused, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert work.training.start_button in reached
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: session.order[first].status is not Status.ACCEPTED, timeout=WAIT)
    assert session.current_id == first and work.canvas.hand.paint_value == BLURRED
