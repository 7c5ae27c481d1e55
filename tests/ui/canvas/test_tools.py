"""Each tool in the hand of a person: mouse and keys at the real window, undo at the end."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from blurlab.core.editing.correction import BLURRED, IGNORE, SHARP
from blurlab.core.proposals import Proposals
from blurlab.ui.shell import aids
from blurlab.ui.shell.main_window import MainWindow
from tests.core.strategies import put
from tests.fixtures.windows import WAIT

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
WIDTH, HEIGHT = 240, 160  # of the photos; their left half is sharp noise, their right half is blurred


class Person:
    """Mouse and keys on the window's canvas; places are photo pixels."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.canvas = window.workspace.canvas
        self.correction = window.session.current.correction
        self.correction.load_mask(np.zeros((HEIGHT, WIDTH), np.uint8), np.zeros((HEIGHT, WIDTH), bool))
        self.canvas.refresh()

    @property
    def mask(self) -> np.ndarray:
        return self.correction.mask(self.canvas.threshold)

    def key(self, key: Qt.Key, keys: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.canvas, key, keys)

    def move(self, x: float, y: float, button: Qt.MouseButton = Qt.MouseButton.NoButton) -> None:
        view = QPointF(*self.canvas.viewport.to_view(x, y))
        there = self.canvas.mapToGlobal(view)
        none = Qt.MouseButton.NoButton
        QApplication.sendEvent(self.canvas, QMouseEvent(QEvent.Type.MouseMove, view, there, none, button, NONE))

    def click(self, x: float, y: float, keys: Qt.KeyboardModifier = NONE) -> None:
        QTest.mouseClick(self.canvas, LEFT, keys, self.place(x, y))

    def place(self, x: float, y: float):
        return QPointF(*self.canvas.viewport.to_view(x, y)).toPoint()

    def drag(self, path: list[tuple[float, float]], keys: Qt.KeyboardModifier = NONE) -> None:
        QTest.mousePress(self.canvas, LEFT, keys, self.place(*path[0]))
        for point in path[1:]:
            self.move(*point, LEFT)
        QTest.mouseRelease(self.canvas, LEFT, keys, self.place(*path[-1]))


@pytest.fixture
def person(window: MainWindow) -> Person:
    return Person(window)


SQUARE = [(40, 40), (100, 40), (100, 100), (40, 100)]


def test_lasso_by_dragging_a_loop(person: Person) -> None:
    person.key(Qt.Key.Key_L)
    person.drag([(40, 40), (70, 40), (100, 40), (100, 100), (40, 100), (40, 60)])
    assert (person.mask[45:95, 45:95] == BLURRED).all()
    assert (person.mask[:, 110:] == SHARP).all()
    person.drag([(55, 55), (85, 55), (85, 85), (55, 85)], keys=ALT)
    assert (person.mask[60:80, 60:80] == SHARP).all()
    person.key(Qt.Key.Key_Z, CTRL)
    person.key(Qt.Key.Key_Z, CTRL)
    assert not person.correction.painted().any()


@pytest.mark.parametrize("ending", ["enter", "first corner", "double click"])
def test_polygon_by_clicking_corners(person: Person, ending: str) -> None:
    person.key(Qt.Key.Key_L)
    for x, y in SQUARE:
        person.move(x, y)
        person.click(x, y)
    assert not person.correction.painted().any()
    assert person.canvas.grab().toImage().pixelColor(person.place(40, 40)).lightness() > 150  # a corner is seen
    if ending == "enter":
        person.key(Qt.Key.Key_Return)
    elif ending == "first corner":
        person.click(*SQUARE[0])
    else:
        QTest.mouseDClick(person.canvas, LEFT, NONE, person.place(*SQUARE[-1]))
    assert (person.mask[45:95, 45:95] == BLURRED).all()
    assert (person.mask[:, 110:] == SHARP).all()
    assert person.canvas.history.next_undo.label == "Polygon"


def test_escape_takes_an_open_polygon_back(person: Person) -> None:
    person.key(Qt.Key.Key_L)
    for x, y in SQUARE:
        person.click(x, y)
    person.key(Qt.Key.Key_Escape)
    assert not person.canvas.painting and not person.correction.painted().any()
    assert person.canvas.history.next_undo is None


def test_fill_gives_the_value_to_the_region_that_is_clicked(person: Person) -> None:
    put(person.correction, np.s_[20:80, 20:80], BLURRED)
    person.key(Qt.Key.Key_I)
    person.key(Qt.Key.Key_G)
    person.click(50, 50)
    assert (person.mask[20:80, 20:80] == IGNORE).all()
    assert (person.mask == IGNORE).sum() == 3600
    person.key(Qt.Key.Key_Z, CTRL)
    assert (person.mask[20:80, 20:80] == BLURRED).all()


def test_holes_under_the_pointer_are_filled(person: Person) -> None:
    put(person.correction, np.s_[20:80, 20:80], BLURRED)
    put(person.correction, np.s_[40:60, 40:60], SHARP)
    person.move(30, 30)
    person.key(Qt.Key.Key_G, SHIFT)
    assert (person.mask[20:80, 20:80] == BLURRED).all()


def test_one_click_accepts_a_region_of_the_model_and_another_hands_it_back(person: Person) -> None:
    prediction = np.zeros((HEIGHT, WIDTH), np.uint8)
    prediction[30:90, 30:90] = 240
    person.correction.set_prediction(prediction)
    person.key(Qt.Key.Key_C)
    person.click(60, 60)
    assert person.correction.painted().sum() == 3600
    person.correction.set_prediction(None)
    assert (person.mask[30:90, 30:90] == BLURRED).all()  # a new model version does not move what was accepted
    person.click(60, 60)
    assert not person.correction.painted().any()


def test_keys_grow_and_shrink_the_region_under_the_pointer(person: Person) -> None:
    put(person.correction, np.s_[50:100, 50:100], BLURRED)
    person.move(70, 70)
    person.key(Qt.Key.Key_Period)
    grown = (person.mask == BLURRED).sum()
    assert grown > 2500
    person.key(Qt.Key.Key_Comma)
    person.key(Qt.Key.Key_Comma)
    assert (person.mask == BLURRED).sum() < 2500


def test_the_smart_edge_settles_on_the_boundary_of_sharpness(person: Person) -> None:
    """The right half is blurred from column 120 on; the loop is drawn ten pixels off."""
    person.key(Qt.Key.Key_W)
    person.drag([(132, 4), (180, 4), (236, 4), (236, 80), (236, 156), (180, 156), (132, 156), (132, 80), (132, 6)])
    blurred = person.mask == BLURRED
    edge = np.median(blurred[20:140].argmax(axis=1))
    assert 118 <= edge <= 128
    assert person.canvas.history.next_undo.label == "Smart edge"
    person.key(Qt.Key.Key_Z, CTRL)
    assert not person.correction.painted().any()


def test_a_smart_stroke_along_the_boundary_stays_on_its_side(person: Person) -> None:
    person.key(Qt.Key.Key_W)
    person.canvas.brush_size = 50
    person.drag([(138, 20), (138, 80), (138, 140)])
    blurred = person.mask[40:120] == BLURRED
    assert blurred[:, 130:145].all()
    assert blurred[:, :112].mean() < 0.02  # the plain brush would reach column 113


def test_n_goes_to_uncertain_spots_and_says_when_there_is_none(person: Person) -> None:
    prediction = np.zeros((HEIGHT, WIDTH), np.uint8)
    cut = person.canvas.threshold  # the photo's own; what lies close to it is uncertain
    prediction[20:50, 20:60] = cut - 8
    prediction[110:130, 180:200] = cut + 2
    person.correction.set_prediction(prediction)
    viewport = person.canvas.viewport
    person.key(Qt.Key.Key_N)
    first = person.window.workspace._seen_spots[-1]
    assert first.x < 60 and first.y < 50
    assert viewport.visible().contains(first)
    person.key(Qt.Key.Key_N)
    assert person.window.workspace._seen_spots[-1].x > 150
    person.correction.set_prediction(None)
    person.window.workspace._seen_spots.clear()
    person.key(Qt.Key.Key_N)
    assert "no uncertain spot" in person.window.messages.sentences()["uncertain"]


def test_outline_and_uncertainty_are_choices_that_never_change_the_mask(person: Person) -> None:
    prediction = np.zeros((HEIGHT, WIDTH), np.uint8)
    prediction[20:90, 20:90] = 240
    prediction[100:140, 20:90] = 120
    person.correction.set_prediction(prediction)
    person.canvas.refresh()
    before, plane = person.canvas.grab().toImage(), person.correction.plane.copy()
    for key, name in ((Qt.Key.Key_O, "outline_only"), (Qt.Key.Key_N, "uncertainty")):
        person.key(key, SHIFT)
        assert person.window.actions_by_id[name].isChecked()
        assert person.canvas.grab().toImage() != before
        person.key(key, SHIFT)
        assert person.canvas.grab().toImage() == before
    assert (person.correction.plane == plane).all()


def test_every_step_of_every_tool_is_an_edit_that_the_session_knows(person: Person) -> None:
    person.key(Qt.Key.Key_L)
    person.drag([(20, 20), (60, 20), (60, 60), (20, 60), (20, 24)])
    person.key(Qt.Key.Key_W)
    person.drag([(150, 20), (200, 20), (200, 80), (150, 80), (150, 24)])
    person.key(Qt.Key.Key_G)
    person.click(10, 150)
    person.key(Qt.Key.Key_C)
    person.click(10, 150)
    assert len(person.canvas.history) == person.window.session.current.edits == 4


def test_y_compares_the_bare_photo_with_the_overlay_and_the_line_can_be_dragged(person: Person) -> None:
    put(person.correction, np.s_[:], BLURRED)
    person.canvas.refresh()
    canvas = person.canvas
    canvas.leaveEvent(QEvent(QEvent.Type.Leave))  # no rim of a brush on the picture

    def covered(x: float) -> bool:
        """Whether the overlay is seen around a photo column."""
        with_it = canvas.grab().toImage()
        canvas.set_peek(True)
        bare = canvas.grab().toImage()
        canvas.set_peek(False)
        return with_it.pixelColor(person.place(x, 80)) != bare.pixelColor(person.place(x, 80))

    assert covered(60) and covered(180)
    person.key(Qt.Key.Key_Y)
    assert person.window.actions_by_id["compare"].isChecked()
    assert not covered(60) and covered(180)
    before = person.correction.plane.copy()
    person.drag([(120, 40), (60, 40), (30, 40)])
    canvas.leaveEvent(QEvent(QEvent.Type.Leave))
    assert covered(60) and not covered(15)
    person.key(Qt.Key.Key_Y)
    assert canvas.split is None and covered(15)
    assert (person.correction.plane == before).all()


def test_the_smart_edge_is_given_what_training_has_found_in_the_photo(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    labels = np.zeros((HEIGHT, WIDTH), np.int32)
    found = Proposals(labels, np.ones((1, 1), bool), np.ones(1, np.float32))
    asked = []
    monkeypatch.setattr(aids, "proposals_of", lambda project, photo: asked.append(photo.shape) or found)
    canvas = window.workspace.canvas
    assert canvas.proposals is None
    QTest.keyClick(canvas, Qt.Key.Key_D)
    qtbot.waitUntil(lambda: canvas.proposals is found, timeout=WAIT)
    assert asked[-1] == (HEIGHT, WIDTH, 3)
