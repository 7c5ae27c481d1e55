"""The Synthetic panel, turned and clicked as a hand does it, with a child that makes plain colours."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from blurlab.core.synthesis import BlurRanges, Synthesis
from blurlab.project.learning.synthesis_settings import REJECTED_SETTING, SETTING
from blurlab.session.models.synthetic_sheets import COUNT, SyntheticSheets
from blurlab.ui.panels.learning.synthetic import SyntheticPanel
from blurlab.ui.shell.main_window import MainWindow
from blurlab.worker.messages import Setup
from tests.fixtures.windows import WAIT
from tests.ui import toy_sampler


@pytest.fixture
def panel(window: MainWindow, qtbot: QtBot) -> SyntheticPanel:
    """The panel, opened by its key, with its first sheet."""
    QTest.keyClick(window, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: is_complete(window.session.sheets), timeout=WAIT)
    return window.workspace.synthetic


def is_complete(sheets: SyntheticSheets) -> bool:
    return len(sheets.tiles) == COUNT and not sheets.working and not sheets._order_pause.isActive()


def colour(sheets: SyntheticSheets, place: int) -> tuple[int, int, int]:
    return tuple(map(int, sheets.tiles[place].bare[5, 5]))


def stored(window: MainWindow) -> Synthesis:
    return Synthesis.read(window.session.project.setting(SETTING))


def click(panel: SyntheticPanel, place: int) -> None:
    QTest.mouseClick(panel.sheet, Qt.MouseButton.LeftButton, pos=panel.sheet.cell(place).center())


def test_the_key_opens_and_closes_the_panel_and_its_process(
    window: MainWindow, panel: SyntheticPanel, qtbot: QtBot
) -> None:
    sheets, action = window.session.sheets, window.actions_by_id["synthetic"]
    assert panel.isVisible() and action.isChecked() and sheets.link.alive
    assert [colour(sheets, place)[2] for place in range(COUNT)] == list(range(COUNT))
    assert panel.state.text() == "From 5 photos, 32 px, in 0.1 s."
    QTest.keyClick(window, Qt.Key.Key_F2)
    assert not panel.isVisible() and not action.isChecked()
    qtbot.waitUntil(lambda: not sheets.link.alive, timeout=WAIT)
    QTest.keyClick(window, Qt.Key.Key_F2)
    panel.shares["motion"].slider.setValue(1000)
    qtbot.waitUntil(lambda: is_complete(sheets) and colour(sheets, 11)[1] == 100, timeout=WAIT)
    assert panel.isVisible() and not window.messages.sentences()


def test_the_samples_are_those_of_the_set_up_that_is_chosen(
    window: MainWindow, panel: SyntheticPanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheets, choice = window.session.sheets, window.workspace.training.setup
    ordered: list[Setup] = []
    send = sheets.link.send
    monkeypatch.setattr(sheets.link, "send", lambda message: ordered.append(message.setup) or send(message))
    choice.setCurrentIndex(choice.findData(str(Setup.SELF)))
    qtbot.waitUntil(lambda: bool(ordered) and is_complete(sheets), timeout=WAIT)
    assert ordered == [Setup.SELF]
    QTest.keyClick(window, Qt.Key.Key_F2)
    choice.setCurrentIndex(choice.findData(str(Setup.WEAK)))
    QTest.keyClick(window, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: Setup.WEAK in ordered, timeout=WAIT)


def test_closed_and_opened_again_at_once_it_still_shows_samples(
    window: MainWindow, panel: SyntheticPanel, qtbot: QtBot
) -> None:
    sheets = window.session.sheets
    first = sheets.link.pid
    for _ in range(2):
        QTest.keyClick(window, Qt.Key.Key_F2)
    panel.seed.setValue(77)
    qtbot.waitUntil(lambda: is_complete(sheets) and colour(sheets, 11)[0] == 77, timeout=WAIT)
    assert sheets.link.pid != first
    assert not window.messages.sentences()


def test_a_turned_dial_shows_in_the_samples_and_is_kept_for_the_next_training(
    window: MainWindow, panel: SyntheticPanel, qtbot: QtBot
) -> None:
    sheets = window.session.sheets
    panel.shares["motion"].slider.setValue(900)
    qtbot.waitUntil(lambda: is_complete(sheets) and colour(sheets, 0)[1] == 90, timeout=WAIT)
    for name, place in (("sigma", 0), ("radius", 1), ("length", 0), ("bend", 1)):
        before = getattr(sheets.synthesis.ranges, name)
        values = list(panel.ranges[name].slider.value())
        values[place] += 40
        panel.ranges[name].slider.setValue(tuple(values))
        after = getattr(sheets.synthesis.ranges, name)
        assert after[place] > before[place] and after[1 - place] == before[1 - place], name
    for name in ("disk", "background", "motion_background", "varying", "all_sharp", "linear_light", "inpainting"):
        panel.shares[name].slider.setValue(250)
        assert getattr(sheets.synthesis.ranges, name) == pytest.approx(0.25)
    panel.another.click()
    assert sheets.synthesis.seed == 43
    qtbot.waitUntil(lambda: stored(window) == sheets.synthesis, timeout=WAIT)
    qtbot.waitUntil(lambda: is_complete(sheets) and colour(sheets, 0)[0] == 43, timeout=WAIT)


def test_training_that_starts_right_after_a_dial_was_turned_finds_it(
    window: MainWindow, panel: SyntheticPanel, qtbot: QtBot
) -> None:
    panel.shares["background"].slider.setValue(100)
    window.session.trainings.start(Setup.SELF, steps=2)
    assert stored(window).ranges.background == pytest.approx(0.1)
    qtbot.waitUntil(lambda: not window.session.training.busy, timeout=WAIT)


def test_default_settings_go_back_to_what_blurlab_came_with(
    window: MainWindow, panel: SyntheticPanel, qtbot: QtBot
) -> None:
    sheets = window.session.sheets
    panel.shares["motion"].slider.setValue(0)
    panel.seed.setValue(7)
    panel.defaults.click()
    assert sheets.synthesis == Synthesis()
    assert panel.shares["motion"].value == pytest.approx(BlurRanges().motion * 100) and panel.seed.value() == 42
    qtbot.waitUntil(lambda: stored(window) == Synthesis(), timeout=WAIT)


def test_a_rejected_proposal_is_never_drawn_again_until_it_is_brought_back(
    window: MainWindow, panel: SyntheticPanel, qtbot: QtBot
) -> None:
    sheets = window.session.sheets
    assert not panel.reject.isEnabled() and panel.back.isHidden()
    click(panel, 0)
    assert not panel.reject.isEnabled(), "no region had a say in a sample that is all sharp"
    click(panel, 3)
    assert "background, one" in panel.words.text()
    digest = sheets.tiles[3].sample.digest
    panel.reject.click()
    qtbot.waitUntil(lambda: sheets.tiles[3].sample.region == "two", timeout=WAIT)
    qtbot.waitUntil(lambda: is_complete(sheets), timeout=WAIT)
    assert "background, two" in panel.words.text()
    assert sheets.tiles[8].sample.region == "two" and sheets.tiles[4].sample.region == "one", "of that photo alone"
    QTest.keyClick(panel.sheet, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: sheets.tiles[3].sample.region == "three", timeout=WAIT)
    assert window.session.project.setting(REJECTED_SETTING) == {digest: ["one", "two"]}
    assert panel.back.text() == "Bring 2 rejected back"
    panel.back.click()
    qtbot.waitUntil(lambda: sheets.tiles[3].sample.region == "one", timeout=WAIT)
    assert panel.back.isHidden()


def test_the_arrows_choose_a_sample_and_do_not_change_the_photo(
    window: MainWindow, panel: SyntheticPanel, qtbot: QtBot
) -> None:
    current = window.session.current_id
    click(panel, 1)
    QTest.keyClick(panel.sheet, Qt.Key.Key_Right)
    assert panel.sheet.choice == 2 and window.session.current_id == current
    QTest.keyClick(panel.sheet, Qt.Key.Key_Down)
    assert panel.sheet.choice == 2 + panel.sheet.columns
    for _ in range(20):
        QTest.keyClick(panel.sheet, Qt.Key.Key_Up)
    assert panel.sheet.choice == 0
    QTest.keyClick(panel.sheet, Qt.Key.Key_D)
    assert window.session.current_id != current, "the other keys do what they always do"


def test_outlines_can_be_hidden(window: MainWindow, panel: SyntheticPanel) -> None:
    sheets = window.session.sheets
    panel.seed.setValue(200)

    def shown() -> int:
        picture = panel.sheet.grab().toImage()
        spot = panel.sheet.cell(0).topLeft() * picture.devicePixelRatio()
        return picture.pixelColor(spot.x() + 20, spot.y() + 20).green()

    tile = sheets.tiles[0]
    assert shown() == tile.outlined[5, 5, 1]
    panel.outlines.click()
    assert shown() == tile.bare[5, 5, 1] != tile.outlined[5, 5, 1]


def test_object_masks_are_chosen_by_their_folder(
    window: MainWindow, panel: SyntheticPanel, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheets = window.session.sheets
    answers = ["", str(tmp_path / "objects")]
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: answers.pop(0))
    masks = panel.masks
    masks.list.activated.emit(1)
    assert sheets.synthesis.masks == "" and masks.list.currentIndex() == 0, "the choice was taken back"
    masks.list.activated.emit(1)
    assert sheets.synthesis.masks == str(tmp_path / "objects")
    assert masks.button.isVisible() and masks.button.text() == "objects"
    qtbot.waitUntil(lambda: is_complete(sheets) and "found for 2" in panel.state.text(), timeout=WAIT)
    masks.list.setCurrentIndex(0)
    masks.list.activated.emit(0)
    assert sheets.synthesis.masks == "" and masks.button.isHidden()


def test_samples_can_be_made_from_the_photos_of_a_folder(
    window: MainWindow, panel: SyntheticPanel, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheets, others = window.session.sheets, tmp_path / "others"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(others))
    panel.sources.list.activated.emit(1)
    assert sheets.synthesis.sources == str(others) and panel.sources.button.text() == "others"
    qtbot.waitUntil(lambda: is_complete(sheets) and "photos of “others”" in panel.state.text(), timeout=WAIT)
    qtbot.waitUntil(lambda: stored(window).sources == str(others), timeout=WAIT)
    panel.defaults.click()
    assert panel.sources.button.isHidden() and panel.sources.list.currentText() == "This project's photos"


def test_every_setting_of_the_blur_has_a_dial_and_the_rarer_ones_unfold(panel: SyntheticPanel, qtbot: QtBot) -> None:
    assert {*panel.ranges, *panel.shares} == {each.name for each in fields(BlurRanges)}
    dials = {**panel.ranges, **panel.shares}
    assert all(dial.toolTip().endswith(".") for dial in dials.values())
    assert dials["motion_background"].isVisible() and not dials["inpainting"].isVisible()
    panel.more.fold(False)
    assert dials["inpainting"].isVisible()


def test_what_cannot_be_made_is_said_in_the_panel_and_the_next_order_works(
    window: MainWindow, panel: SyntheticPanel, qtbot: QtBot
) -> None:
    panel.seed.setValue(toy_sampler.FAILING)
    qtbot.waitUntil(lambda: panel.state.text() == "The folder of object masks is gone.", timeout=WAIT)
    panel.seed.setValue(21)
    qtbot.waitUntil(lambda: is_complete(window.session.sheets) and "From 5 photos" in panel.state.text(), timeout=WAIT)
    assert colour(window.session.sheets, 3)[0] == 21


def test_the_newest_settings_win_over_a_slow_sheet(window: MainWindow, panel: SyntheticPanel, qtbot: QtBot) -> None:
    sheets = window.session.sheets
    panel.seed.setValue(toy_sampler.SLOW)
    qtbot.waitUntil(lambda: colour(sheets, 0)[0] == toy_sampler.SLOW, timeout=WAIT)
    assert sheets.working
    for seed in (101, 102, 103):
        panel.seed.setValue(seed)
    qtbot.waitUntil(lambda: is_complete(sheets), timeout=WAIT)
    assert {colour(sheets, place)[0] for place in range(COUNT)} == {103}
    assert not list((window.session.project.folder / "sheets").glob("*.png")), "the files were removed when shown"


def test_a_sampler_that_crashed_is_restarted_by_its_button(
    window: MainWindow, panel: SyntheticPanel, qtbot: QtBot
) -> None:
    sheets = window.session.sheets
    panel.seed.setValue(toy_sampler.DEADLY)
    qtbot.waitUntil(lambda: "sheets" in window.messages.sentences(), timeout=WAIT)
    assert "killed by signal 9" in window.messages.sentences()["sheets"]
    panel.seed.setValue(60)
    window.messages.button("sheets").click()
    qtbot.waitUntil(lambda: is_complete(sheets) and colour(sheets, 0)[0] == 60, timeout=WAIT)


def test_settings_are_there_again_in_the_next_window(
    make_window: Callable[[], MainWindow], photos: Path, qtbot: QtBot
) -> None:
    first = make_window()
    first.open([photos])
    qtbot.waitUntil(lambda: first.workspace is not None, timeout=WAIT)
    first.workspace.toggle_synthetic()
    wanted = replace(Synthesis(), seed=9, ranges=replace(BlurRanges(), sigma=(0.004, 0.05), disk=0.1))
    first.session.sheets.set_synthesis(wanted)
    first.close()
    qtbot.waitUntil(lambda: not first.isVisible(), timeout=WAIT)
    second = make_window()
    second.open([photos])
    qtbot.waitUntil(lambda: second.workspace is not None, timeout=WAIT)
    second.workspace.toggle_synthetic()
    panel = second.workspace.synthetic
    assert second.session.sheets.synthesis == wanted
    assert panel.seed.value() == 9 and panel.shares["disk"].value == pytest.approx(10)
    assert panel.ranges["sigma"].range == (0.004, 0.05) and panel.ranges["sigma"].text == "1.3 – 16.0 px"


def test_damaged_settings_are_told_and_the_panel_opens_with_the_defaults(window: MainWindow, qtbot: QtBot) -> None:
    window.session.project.set_setting(SETTING, {"ranges": {"motion": "much"}})
    window.workspace.toggle_synthetic()
    assert "The share “motion” must be a number" in window.messages.sentences()["sheets"]
    assert window.session.sheets.synthesis == Synthesis()
    qtbot.waitUntil(lambda: is_complete(window.session.sheets), timeout=WAIT)


def test_the_range_sliders_are_loaded_only_with_the_panel() -> None:
    window = "blurlab.ui.shell.main_window, blurlab.ui.shell.workspace, blurlab.session.session"
    modules = f"{window}, blurlab.ui.panels.learning.synthetic"
    code = f"import sys, {modules}; sys.exit('superqt' in sys.modules or 'training' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], timeout=60, check=False, cwd=Path(__file__).parents[3])
    assert done.returncode == 0
