"""The menu Help tells how blurlab is used, what happened, and what it is made of."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from blurlab.log import NAME, VARIABLE
from blurlab.ui.guide.window import GuideWindow
from blurlab.ui.shell.help import TextWindow
from blurlab.ui.shell.main_window import MainWindow
from blurlab.version import __version__


def shown(window: MainWindow, action: str) -> TextWindow:
    """What is open once the action was chosen in the menu."""
    before = set(window.findChildren(TextWindow))
    window.actions_by_id[action].trigger()
    (found,) = set(window.findChildren(TextWindow)) - before
    assert found.isVisible()
    return found


@pytest.fixture(autouse=True)
def log_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    (tmp_path / NAME).write_text("first line\nlast line, with an ö\n", encoding="utf-8")


def test_the_log_is_shown_to_its_end(window: MainWindow) -> None:
    text = shown(window, "show_log").text.toPlainText()
    assert NAME in text and text.endswith("last line, with an ö")


def test_diagnostics_are_copied_and_seen(window: MainWindow) -> None:
    dialog = shown(window, "copy_diagnostics")
    copied = QGuiApplication.clipboard().text()
    assert dialog.text.toPlainText() == copied
    assert copied.startswith(f"blurlab {__version__}\nPython 3.")
    for words in ("Qt 6.", "screens: ", "numpy ", "last line, with an ö"):
        assert words in copied


def test_about_names_the_licences_of_what_is_used(window: MainWindow) -> None:
    text = shown(window, "about").text.toPlainText()
    assert f"blurlab {__version__}" in text and "MIT" in text
    for package in ("PySide6-Essentials", "numpy", "torch", "safetensors"):
        assert package in text
    assert "LGPL" in text and "BSD" in text


def test_the_guide_is_there_once_however_often_it_is_asked_for(window: MainWindow) -> None:
    window.actions_by_id["guide"].trigger()
    (guide,) = window.findChildren(GuideWindow)
    assert guide.isVisible() and "blurlab" in guide.reader.toPlainText()
    window.actions_by_id["guide"].trigger()
    assert window.findChildren(GuideWindow) == [guide]
