"""Where no window can be shown, one sentence says why before Qt gets the chance to abort."""

import ctypes
import os
import subprocess
import sys
from pathlib import Path

import pytest

import blurlab
from blurlab.display import QT_PACKAGES, XCB_PACKAGES, missing_display, missing_qt
from tests.fixtures.displays import needs_xvfb

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X and Wayland are Linux's")


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


def without_library(monkeypatch: pytest.MonkeyPatch, plugin: str, missing: str) -> None:
    """The loader's answer on a machine that lacks the library `missing`."""
    load = ctypes.CDLL

    def loader(name: str) -> ctypes.CDLL:
        if name.endswith(plugin):
            raise OSError(f"{missing}: cannot open shared object file: No such file or directory")
        return load(name)

    monkeypatch.setattr(ctypes, "CDLL", loader)


def test_no_display_is_told() -> None:
    assert missing_display() == "There is no display to show a window on (DISPLAY and WAYLAND_DISPLAY are not set)."


def test_a_display_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":4711")
    monkeypatch.setenv("WAYLAND_DISPLAY", "no-such-socket")
    assert missing_display() == "The display “:4711” cannot be reached, so no window can be shown."


@needs_xvfb
def test_a_missing_library_of_the_plugin_is_told_with_the_packages(
    display: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", display)
    without_library(monkeypatch, "libqxcb.so", "libxcb-cursor.so.0")
    assert missing_display() == (
        "No window can be shown: the system library libxcb-cursor.so.0 is missing "
        f"(on Debian or Ubuntu: apt install {XCB_PACKAGES})."
    )


def test_qt_that_cannot_start_at_all_is_told_with_the_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    assert missing_qt() is None
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert missing_display() is None
    without_library(monkeypatch, "libQt6Gui.so.6", "libEGL.so.1")
    assert missing_display() == missing_qt()
    assert missing_qt() == (
        f"Qt cannot start: the system library libEGL.so.1 is missing (on Debian or Ubuntu: apt install {QT_PACKAGES})."
    )


@needs_xvfb
def test_a_display_that_answers_is_one_that_qt_can_use(display: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The check and Qt itself agree, on a display that is there and after it went away."""
    monkeypatch.setenv("DISPLAY", display)
    code = (
        "from blurlab.display import missing_display\nassert missing_display() is None, missing_display()\n"
        "from PySide6.QtWidgets import QApplication\nprint(QApplication([]).platformName())"
    )
    environment = dict(os.environ, PYTHONPATH=str(Path(blurlab.__file__).parents[1]))
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, timeout=240, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["xcb"]


@needs_xvfb
def test_a_display_that_went_away_is_told(display: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", display + "9")
    assert missing_display() == f"The display “{display}9” cannot be reached, so no window can be shown."
