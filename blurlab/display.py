"""Whether a window can be shown here, found out before Qt is asked: Qt aborts the process where it cannot."""

import ctypes
import importlib.util
import os
import socket
import sys
from pathlib import Path

# Debian's and Ubuntu's names: the first list starts Qt at all, the second its plugin for the X window system.
QT_PACKAGES = "libegl1 libgl1 libfontconfig1 libglib2.0-0 libdbus-1-3 libxkbcommon0"
XCB_PACKAGES = (
    "libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-render-util0 libxcb-shape0 "
    "libxkbcommon-x11-0 libegl1"
)


def missing_qt() -> str | None:
    """One sentence if a system library is missing that Qt needs even without a display, else None."""
    if not sys.platform.startswith("linux"):
        return None
    missing = _cannot_load("lib/libQt6Gui.so.6")
    if missing is None:
        return None
    return f"Qt cannot start: {missing} (on Debian or Ubuntu: apt install {QT_PACKAGES})."


def missing_display() -> str | None:
    """One sentence if no window can be shown, else None.

    Either there is no display, or it refuses, or a system library of Qt's window-system plugin is missing; the sentence
    then names the Debian packages to install. A QT_QPA_PLATFORM other than xcb is trusted.
    """
    if not sys.platform.startswith("linux"):
        return None
    chosen = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0].partition(";")[0]
    if chosen not in {"", "xcb"}:
        return missing_qt()
    if chosen == "" and _wayland_answers() and _cannot_load("plugins/platforms/libqwayland.so") is None:
        return None
    return _missing_x()


def _missing_x() -> str | None:
    display = os.environ.get("DISPLAY")
    if not display:
        return "There is no display to show a window on (DISPLAY and WAYLAND_DISPLAY are not set)."
    if not _x_answers():
        return f"The display “{display}” cannot be reached, so no window can be shown."
    missing = _cannot_load("plugins/platforms/libqxcb.so")
    if missing is None:
        return None
    return f"No window can be shown: {missing} (on Debian or Ubuntu: apt install {XCB_PACKAGES})."


def _cannot_load(library: str) -> str | None:
    """Why the library of PySide6's Qt cannot be loaded, or None if it can. PySide6 itself is not imported."""
    spec = importlib.util.find_spec("PySide6")
    if spec is None or not spec.submodule_search_locations:
        return "PySide6 is not installed"
    path = Path(spec.submodule_search_locations[0]) / "Qt" / library
    if not path.exists():  # a PySide6 built against the system's Qt, which the distribution keeps whole
        return None
    try:
        ctypes.CDLL(str(path))
    except OSError as error:
        name = str(error).partition(":")[0]
        return f"the system library {name} is missing" if name.startswith("lib") else str(error)
    return None


def _x_answers() -> bool:
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # the plugin check names what is missing
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    try:
        return not xcb.xcb_connection_has_error(connection)
    finally:
        xcb.xcb_disconnect(connection)


def _wayland_answers() -> bool:
    name = os.environ.get("WAYLAND_DISPLAY")
    if not name:
        return False
    path = Path(os.environ.get("XDG_RUNTIME_DIR", "")) / name  # an absolute name stands for itself
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(1.0)
            connection.connect(str(path))
    except OSError:
        return False
    return True
