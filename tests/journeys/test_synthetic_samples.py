"""Look at the synthetic samples, turn the dials, reject a bad proposal: the real window with the real sampler."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from blurlab.core.synthesis import Synthesis
from blurlab.project.learning.synthesis_settings import REJECTED_SETTING, SETTING
from blurlab.project.models import BASE_SETTING
from blurlab.project.project import Project
from blurlab.session.models.synthetic_sheets import COUNT, SyntheticSheets
from blurlab.ui.shell.main_window import MainWindow
from tests.journeys.conftest import WAIT


def is_complete(sheets: SyntheticSheets) -> bool:
    return len(sheets.tiles) == COUNT and not sheets.working and not sheets._order_pause.isActive()


def test_look_turn_and_reject(
    make_window: Callable[[], MainWindow], photos: Path, base_model: Path, qtbot: QtBot
) -> None:
    window = make_window()
    window.open([photos])
    qtbot.waitUntil(lambda: window.session is not None and window.session.current is not None, timeout=WAIT)
    qtbot.waitUntil(lambda: len(window.session.order) == 6, timeout=WAIT)
    session, sheets = window.session, window.session.sheets
    session.project.set_setting(BASE_SETTING, str(base_model))
    QTest.keyClick(window, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: is_complete(sheets), timeout=WAIT)
    panel = window.workspace.synthetic
    assert "From 6 photos, 320 px" in panel.state.text()
    assert {tile.sample.photo for tile in sheets.tiles.values()} <= {photo.name for photo in session.order.photos()}

    panel.shares["all_blurred"].slider.setValue(0)
    panel.shares["motion"].slider.setValue(1000)
    panel.shares["all_sharp"].slider.setValue(0)
    qtbot.waitUntil(
        lambda: is_complete(sheets) and all("motion" in tile.sample.what for tile in sheets.tiles.values()),
        timeout=WAIT,
    )

    bad = sheets.tiles[2].sample
    others = {place: tile.sample.region for place, tile in sheets.tiles.items() if tile.sample.region != bad.region}
    QTest.mouseClick(panel.sheet, Qt.MouseButton.LeftButton, pos=panel.sheet.cell(2).center())
    panel.reject.click()
    qtbot.waitUntil(lambda: is_complete(sheets) and sheets.rejected == 1, timeout=WAIT)
    assert sheets.tiles[2].sample.photo == bad.photo
    assert bad.region not in [tile.sample.region for tile in sheets.tiles.values()]
    assert {place: sheets.tiles[place].sample.region for place in others} == others, "the other samples stay"

    child = sheets.link
    panel.closeAsked.emit()
    assert child.wait(30), "the sampler lives on without its panel"
    folder = session.project.folder
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=WAIT)
    with Project.open(folder) as project:
        assert project.setting(REJECTED_SETTING) == {bad.digest: [bad.region]}
        assert Synthesis.read(project.setting(SETTING)).ranges.motion == 1.0
    assert not list((folder / "sheets").glob("*"))
