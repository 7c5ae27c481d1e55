"""The Help menu."""

from __future__ import annotations

from typing import Final

from blurlab.ui.actions.action import Menu, Needs
from blurlab.ui.actions.window import Window

HELP: Final[Menu[Window]] = Menu("Help", lambda window: window, needs=Needs.NOTHING)


@HELP.action("guide", "Guide", "Read how to use blurlab.", "Ctrl+F1")
def guide(window: Window) -> None:
    window.help.show_guide()


@HELP.action("keys", "Keys", "Show the keys, and change them.", "F1", icon="keys")
def keys(window: Window) -> None:
    window.show_keys()


@HELP.action("first_steps", "First steps", "Show the four hints of the first run.", "Shift+F1", needs=Needs.PHOTO)
def first_steps(window: Window) -> None:
    window.show_first_steps()


HELP.line()


@HELP.action("show_log", "Show log", "Show what happened and what went wrong.", "Ctrl+F2")
def show_log(window: Window) -> None:
    window.help.show_log()


@HELP.action(
    "copy_diagnostics", "Copy diagnostics", "Copy facts that help to find a mistake in blurlab.", "Ctrl+Shift+F2"
)
def copy_diagnostics(window: Window) -> None:
    window.help.copy_diagnostics()


@HELP.action("about", "About", "Show the versions and licences of blurlab's libraries.", "Ctrl+Alt+F1")
def about(window: Window) -> None:
    window.help.show_about()
