"""The guide in the window: pages, search, history, and a “?” that opens it at the right place."""

import re
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from blurlab.ui.actions.key_sheet import KeySheet
from blurlab.ui.guide.help_button import HelpButton
from blurlab.ui.guide.pages import INDEX, contents, folder, read, search, slug
from blurlab.ui.guide.reader import Reader, picture
from blurlab.ui.guide.window import GuideWindow, show_guide
from blurlab.ui.panels.learning.new_domain import NewDomain
from blurlab.ui.shell.main_window import MainWindow
from tests.planting import ROOT

PAGES = sorted(path.name for path in folder().glob("*.md"))


@pytest.fixture
def guide(make_window: Callable[[], MainWindow]) -> GuideWindow:
    return show_guide(make_window())


def test_the_contents_lead_to_every_page() -> None:
    listed = [page for _, entries in contents() for _, page in entries]
    assert sorted([*listed, INDEX]) == PAGES
    for page in listed:
        assert read(page).startswith("# ")


def test_every_link_and_picture_of_the_guide_is_there(qtbot: QtBot) -> None:
    reader = Reader()
    qtbot.addWidget(reader)
    for page in PAGES:
        text = "".join(part for number, part in enumerate(read(page).split("```")) if number % 2 == 0)
        for target in re.findall(r"\]\(([^)]+)\)", text):
            if target.startswith("http"):
                continue
            name, _, anchor = target.partition("#")
            assert (folder() / (name or page)).is_file(), f"{page} leads to {target}"
            if anchor:
                reader.open_place(name or page)
                assert reader.has(anchor), f"{page} leads to {target}"


def test_a_page_is_shown_without_marks_and_comments(guide: GuideWindow) -> None:
    guide.open_place("installing.md#extras")
    text = guide.reader.toPlainText()
    assert "generated:" not in text and "```" not in text and "**" not in text
    assert "pipx install ." in text
    assert guide.reader.verticalScrollBar().value() > 0


def test_what_is_searched_for_is_found_opened_and_marked(guide: GuideWindow) -> None:
    QTest.keyClicks(guide.field, "undo 64")
    assert "Accept, reject, skip – Annotating" in guide.list.item(0).text()
    QTest.keyClick(guide.field, Qt.Key.Key_Return)
    assert guide.reader.place == "annotating.md#accept-reject-skip"
    assert len(guide.reader.extraSelections()) >= 2
    guide.field.setText("quetzalcoatl")
    assert guide.list.count() == 1 and not guide.list.item(0).data(Qt.ItemDataRole.UserRole)
    QTest.keyClick(guide, Qt.Key.Key_Escape)
    assert guide.isVisible() and guide.field.text() == ""
    assert guide.list.currentItem().text().strip() == "Annotating"
    assert not guide.reader.extraSelections()


def test_headings_come_before_what_only_mentions_the_words() -> None:
    first = search("threshold")
    assert len(first) > 2 and all("hreshold" in hit.snippet or "hreshold" in hit.section.heading for hit in first)
    assert search("onnx models")[0].section.place == "python-api.md#models-as-onnx"
    assert search("   ") == []


def test_one_can_go_back_and_forward(guide: GuideWindow) -> None:
    guide.list.setCurrentRow(3)
    opened = guide.reader.place
    guide.open_place("files.md")
    guide.back.click()
    assert guide.reader.place == opened
    guide.forward.click()
    assert guide.reader.place == "files.md" and not guide.forward.isEnabled()
    guide.back.click()
    guide.open_place("keys.md")
    assert not guide.forward.isEnabled()


def test_a_link_leads_to_its_heading(guide: GuideWindow) -> None:
    guide.open_place("questions.md")
    guide.reader.anchorClicked.emit("formats.md#predictions")
    assert guide.reader.place == "formats.md#predictions"
    guide.reader.anchorClicked.emit("#masks")
    assert guide.reader.place == "formats.md#masks"


def test_anchors_are_those_of_code_hosts() -> None:
    assert slug("Does the prediction lead my hand?") == "does-the-prediction-lead-my-hand"
    assert slug("blurlab.load_model") == "blurlabload_model"
    assert slug("Accept, reject, skip") == "accept-reject-skip"


def test_a_picture_is_as_wide_as_the_page_and_smooth(guide: GuideWindow) -> None:
    guide.open_place("first-ten-minutes.md")
    image = guide.reader.loadResource(2, "pictures/window.webp")
    assert isinstance(image, QImage) and 300 < image.width() < guide.reader.viewport().width()
    assert guide.reader.loadResource(2, "pictures/none-such.webp") is None
    assert guide.reader.loadResource(3, "style.css") is None


def test_a_picture_is_the_one_for_look_and_screen() -> None:
    assert picture("window.webp", dark=False, fine=False).name == "window.webp"
    assert picture("none-such.webp", dark=True, fine=True).name == "none-such.webp"


def questions(of: QWidget) -> list[HelpButton]:
    return of.findChildren(HelpButton)


def test_each_panel_and_dialog_has_a_question_mark_that_leads_to_a_heading(window: MainWindow, qtbot: QtBot) -> None:
    workspace = window.workspace
    assert workspace is not None
    workspace.toggle_synthetic()
    workspace.show_new_domain()
    window.show_keys()
    window.import_masks()
    window.export_masks()
    asked = {button.window().windowTitle() for button in questions(window)}
    dialogs = {dialog.windowTitle() for dialog in window.findChildren(QDialog)}
    assert dialogs and dialogs <= asked
    assert len([button for button in questions(workspace) if button.window() is window]) >= 8
    reader = Reader()
    qtbot.addWidget(reader)
    for button in questions(window):
        page, _, anchor = button.place.partition("#")
        reader.open_place(page)
        assert not anchor or reader.has(anchor), button.place
    for dialog in window.findChildren(QDialog):
        dialog.close()


def test_every_dialog_and_every_place_in_the_code_is_one_of_them(qtbot: QtBot) -> None:
    """Those that a test cannot easily open as well: of slides, films, ranges, versions, files that are taken."""
    reader = Reader()
    qtbot.addWidget(reader)
    without = {"TextWindow", "GuideWindow", "ExchangeDialog"}  # they only tell, or others derive from them
    for path in sorted((ROOT / "blurlab" / "ui").rglob("*.py")):
        source = path.read_text("utf-8")
        dialogs = {*re.findall(r"^class (\w+)\((?:QDialog|ExchangeDialog|WorkDialog)\)", source, re.MULTILINE)}
        places = re.findall(r'(?:HelpButton\(|guide=)"([^"]+)"', source)
        assert places or not dialogs - without or "(WorkDialog)" in source, path
        for page, _, anchor in (place.partition("#") for place in places):
            reader.open_place(page)
            assert not anchor or reader.has(anchor), f"{path}: {page}#{anchor}"


def test_a_question_mark_opens_the_guide_beside_the_work(window: MainWindow) -> None:
    button = next(button for button in questions(window) if button.place == "annotating.md#paint")
    button.click()
    button.click()
    (guide,) = window.findChildren(GuideWindow)
    assert guide.isVisible() and guide.reader.place == "annotating.md#paint"
    window.show_keys()
    (sheet,) = window.findChildren(KeySheet)
    questions(sheet)[0].click()
    assert window.findChildren(GuideWindow) == [guide] and guide.reader.place == "keys.md"
    sheet.close()


def test_a_modal_dialog_gets_a_guide_that_can_be_used(window: MainWindow) -> None:
    window.export_masks()
    dialog = window.findChild(QDialog, "exchange")
    assert dialog is not None and dialog.isModal()
    questions(dialog)[0].click()
    (guide,) = dialog.findChildren(GuideWindow)
    assert guide.reader.place == "formats.md#export"
    dialog.close()


def test_the_steps_of_a_new_domain_have_their_page(window: MainWindow) -> None:
    assert window.workspace is not None
    window.workspace.show_new_domain()
    (steps,) = window.findChildren(NewDomain)
    assert [button.place for button in questions(steps)] == ["new-domain.md#in-the-window"]
    steps.close()
