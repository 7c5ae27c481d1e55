"""The focus view in the real window, on photos whose sharpness is known, with the real inspector."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from blurlab.imaging import inspection
from blurlab.imaging.inspection import Inspection
from blurlab.ui.cull.view import CullView
from blurlab.ui.shell.main_window import MainWindow
from tests.fixtures.windows import WAIT
from tests.sharpness.scenes import defocused, scene, write

NONE, SHIFT, CTRL, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
Key = Qt.Key


@pytest.fixture(autouse=True)
def known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Results of other runs on this machine are not those of the tests."""
    file = tmp_path / "cache" / "inspections.jsonl"
    monkeypatch.setattr(inspection, "cache_file", lambda: file)
    monkeypatch.setattr("blurlab.session.cull.inspections.cache_file", lambda: file)
    monkeypatch.setattr("blurlab.ui.cull.asking.BY_DEFAULT", False)  # each test says who is asked
    monkeypatch.setattr("blurlab.ui.cull.facts._RELIST_MS", 20)
    monkeypatch.setattr("blurlab.ui.cull.facts._BURSTS_MS", 20)
    return file


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """A burst of three, the second the sharpest; a missed focus with the camera's focus area; a blurred one."""
    folder = tmp_path / "card"
    picture = scene()
    for number, sigma in enumerate((1.2, 0, 4)):
        blurred = defocused(picture, sigma) if sigma else picture
        write(folder / f"burst{number}.jpg", blurred, f"2024:05:01 10:00:0{number}")
    missed = scene(seed=7)
    missed[100:290, 140:370] = defocused(missed, 4)[100:290, 140:370]
    write(folder / "missed.jpg", missed, "2024:05:01 11:00:00", (256, 192, 50, 50))
    write(folder / "soft.jpg", defocused(scene(seed=3), 6))
    return folder


@cache
def measured(data: bytes, name: str) -> Inspection:
    """Of a photo with these bytes, measured once for all tests."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        return inspection.inspect_photo(path)


@pytest.fixture
def inspected(photos: Path, known: Path) -> None:
    """The photos were inspected before, so that no test waits for what others prove."""
    memory = inspection.InspectionCache(known)
    for path in photos.glob("*.jpg"):
        memory.add(measured(path.read_bytes(), path.name).moved(path))


@pytest.fixture
def window(make_window: Callable[[], MainWindow], photos: Path, qtbot: QtBot) -> MainWindow:
    """The five photos open on the canvas."""
    made = make_window()
    made.open([photos])
    qtbot.waitUntil(lambda: made.session is not None and len(made.session.order) == 5, timeout=WAIT)
    qtbot.waitUntil(lambda: made.session.current is not None, timeout=WAIT)
    return made


@pytest.fixture
def view(inspected: None, window: MainWindow, qtbot: QtBot) -> CullView:
    """The focus view, all photos inspected, the bursts found, and all files asked what other programs said."""
    QTest.keyClick(window.workspace.canvas, Key.Key_F)
    view = window.modes.focus
    assert view is not None and view.isVisible()
    qtbot.waitUntil(lambda: all(card.inspection for card in view.listing.cards.values()), timeout=WAIT)
    qtbot.waitUntil(lambda: id_of(view, "burst0.jpg") and card(view, "burst0.jpg").burst is not None, timeout=WAIT)
    qtbot.waitUntil(lambda: view.marking.files_asked, timeout=WAIT)  # a sidecar that a test writes is news
    return view


def id_of(view: CullView, name: str) -> int:
    return next(key for key, card in view.listing.cards.items() if card.photo.name == name)


def card(view: CullView, name: str):
    return view.listing.cards[id_of(view, name)]


def names(view: CullView) -> list[str]:
    return [view.listing.cards[key].photo.name.removesuffix(".jpg") for key in view.listing.ids]


def current(view: CullView) -> str:
    return view.listing.cards[view.current].photo.name.removesuffix(".jpg")


def press(view: CullView, key: Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """A key, wherever the focus of the view is."""
    QTest.keyClick(view.stack.currentWidget(), key, modifiers)


def go_to(view: CullView, name: str) -> None:
    """A click on the photo's cell, as a person does."""
    index = view.grid.cards.index_of(id_of(view, name))
    view.grid.scrollTo(index)
    QTest.mouseClick(view.grid.viewport(), Qt.MouseButton.LeftButton, NONE, view.grid.visualRect(index).center())


def settled(view: CullView, qtbot: QtBot) -> None:
    """All that was said is on the disk and its consequences are on the screen."""
    qtbot.waitUntil(lambda: view.marking.idle, timeout=WAIT)
    view.facts.list_again()
