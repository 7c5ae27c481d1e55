"""Any two versions against each other on a photo, predicted when they are chosen."""

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from blurlab.model.card import ModelCard
from blurlab.ui.shell.main_window import MainWindow
from blurlab.worker.messages import ChildExited
from tests.fixtures.windows import WAIT
from tests.ui.shell.test_main_window import SHIFT, press
from tests.ui.shell.test_seeing import pixels

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def versions(window: MainWindow) -> list[str]:
    """Two versions that have predicted nothing; the predictions of the second are blurrier."""
    project = window.session.project
    return [
        project.versions.publish(
            lambda path, size=size: path.write_bytes(b"w" * size), ModelCard(setup="semi"), promote=False
        ).name
        for size in (64, 127)
    ]


def entry(menu: QMenu, words: str):
    found = [action for action in menu.actions() if action.text().startswith(words)]
    assert len(found) == 1, [action.text() for action in menu.actions()]
    return found[0]


def click_name(window: MainWindow, side: int) -> QMenu:
    """The menu that a click on the name of a side opens."""
    canvas = window.workspace.canvas
    QTest.mouseClick(canvas, LEFT, pos=canvas.boxes_of_sides()[side].center().toPoint())
    menu = window.workspace.comparison._menu
    assert menu is not None and menu.isVisible()
    return menu


def choose(window: MainWindow, side: int, words: str) -> None:
    menu = click_name(window, side)
    action = entry(menu, words)
    QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(action).center())


def test_two_versions_are_swiped_against_each_other_and_predicted_when_they_are_chosen(
    window: MainWindow, versions: list[str], qtbot: QtBot
) -> None:
    session, work = window.session, window.workspace
    canvas, photo_id = work.canvas, session.current_id
    edits = len(canvas.history)
    press(window, Qt.Key.Key_Y)
    for side, version in enumerate(versions):
        choose(window, side, f"Version {version}, not predicted yet")
        assert canvas.names_beside[side] == f"Version {version} is predicting…"
        qtbot.waitUntil(
            lambda side=side, version=version: canvas.names_beside[side] == f"Version {version}", timeout=WAIT
        )
    qtbot.waitUntil(lambda: canvas._beside is not None and canvas._instead is not None, timeout=WAIT)
    stored = [session.project.read_prediction(photo_id, version) for version in versions]
    assert stored[1].astype(int).mean() > stored[0].astype(int).mean() + 3
    assert session.predictions.version not in versions, "the model in use stays"
    canvas.set_threshold(250)
    canvas.set_split(0.98)
    left = pixels(window)
    canvas.set_split(0.02)
    assert (left != pixels(window)).any(axis=-1).mean() > 0.02, "the two are not alike"
    assert len(canvas.history) == edits, "clicks on a name paint nothing"


def test_who_paints_sees_the_correction_again(window: MainWindow, versions: list[str], qtbot: QtBot) -> None:
    canvas = window.workspace.canvas
    press(window, Qt.Key.Key_Y)
    choose(window, 1, f"Version {versions[0]}")
    qtbot.waitUntil(lambda: canvas._instead is not None, timeout=WAIT)
    QTest.mouseClick(canvas, LEFT, pos=QPoint(canvas.width() - 80, canvas.height() // 2))
    assert canvas.names_beside == ("Photo", "Correction") and canvas._instead is None


def test_keys_go_through_both_sides(window: MainWindow) -> None:
    canvas = window.workspace.canvas
    press(window, Qt.Key.Key_Y, SHIFT)
    assert canvas.names_beside == ("Prediction", "Correction")
    press(window, Qt.Key.Key_Y, SHIFT | CTRL)
    assert canvas.names_beside == ("Prediction", "Prediction")
    press(window, Qt.Key.Key_Y)
    assert canvas.split is None and canvas.names_beside == ("Photo", "Correction")


def test_while_nothing_is_compared_no_photo_lays_its_sides_anew(window: MainWindow, qtbot: QtBot) -> None:
    session, canvas = window.session, window.workspace.canvas
    laid: list[str] = []
    for name in ("set_beside", "set_instead"):
        whole = getattr(canvas, name)
        setattr(canvas, name, lambda *given, name=name, whole=whole: [laid.append(name), whole(*given)])
    for go in (session.navigation.next, session.navigation.next, session.navigation.previous):
        go()
        qtbot.waitUntil(lambda: session.current is not None, timeout=WAIT)
    assert laid == []


def test_a_version_that_cannot_predict_says_so_and_the_photo_comes_back(
    window: MainWindow, versions: list[str], qtbot: QtBot
) -> None:
    session, canvas = window.session, window.workspace.canvas
    press(window, Qt.Key.Key_Y)
    menu = click_name(window, 0)
    version = next(one for one in session.project.versions.all() if one.name == versions[0])
    version.weights.unlink()
    entry(menu, f"Version {versions[0]}").trigger()
    menu.close()
    qtbot.waitUntil(lambda: "compare" in window.messages.sentences(), timeout=WAIT)
    assert window.messages.sentences()["compare"] == (
        f"Version {versions[0]} could not predict this photo. The model “{versions[0]}” cannot be read."
    )
    assert canvas.names_beside == ("Photo", "Correction")


def test_a_predictor_that_dies_over_a_comparison_is_told_once(
    window: MainWindow, versions: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    session, comparison = window.session, window.workspace.comparison
    monkeypatch.setattr(session.predictions.link, "send", lambda _message: True)  # nobody answers
    told: list[str] = []
    comparison.told.connect(told.append)
    press(window, Qt.Key.Key_Y)
    menu = click_name(window, 0)
    entry(menu, f"Version {versions[0]}").trigger()
    menu.close()
    comparison._ask()
    session.predictions._heard(ChildExited("predictor", 1, False, "The predictor ended early."))
    assert told == [f"Version {versions[0]} could not predict this photo. The predictor ended early."]
    assert comparison.name == "Photo"


def test_the_names_stay_on_the_canvas_and_apart(window: MainWindow) -> None:
    canvas = window.workspace.canvas
    press(window, Qt.Key.Key_Y)
    for place in (0.02, 0.5, 0.98):
        canvas.set_split(place)
        left, right = canvas.boxes_of_sides()
        assert QRectF(canvas.rect()).contains(left) and QRectF(canvas.rect()).contains(right)
        assert not left.intersects(right)
