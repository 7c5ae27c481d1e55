"""The menu Help."""

from __future__ import annotations

from typing import Final

from blurlab.ui.actions.action import Menu, Needs
from blurlab.ui.actions.window import Window

HELP: Final[Menu[Window]] = Menu("Help", lambda window: window, needs=Needs.NOTHING)


@HELP.action("keys", "Keys", "Show the keys, and change them.", "F1", icon="keys")
def keys(window: Window) -> None:
    window.show_keys()
