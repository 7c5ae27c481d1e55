"""The Show menu of the focus view: what is seen beside the photo and on it, and on which screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt

from blurlab.ui.actions.action import Menu, Mode, Needs

if TYPE_CHECKING:
    from blurlab.ui.cull.view import CullView

SHOW: Final[Menu[CullView]] = Menu(
    "Show", lambda window: window.focus_view, needs=Needs.PROJECT, modes={Mode.FOCUS}, prefix="focus_"
)


@SHOW.action(
    "filmstrip",
    "Filmstrip",
    "Show the photos before and after the large one.",
    "T",
    checked=lambda view: view.looking.strip_shown,
)
def filmstrip(view: CullView) -> None:
    view.looking.toggle_filmstrip()


@SHOW.action(
    "histogram",
    "Histogram",
    "Show how the tones of the photo are spread.",
    "H",
    checked=lambda view: view.looking.histogram,
)
def histogram(view: CullView) -> None:
    view.looking.toggle_histogram()


@SHOW.action(
    "clipping",
    "Clipping",
    "Mark clipped highlights in red and clipped shadows in blue.",
    "J",
    checked=lambda view: view.looking.clipping,
)
def clipping(view: CullView) -> None:
    view.looking.toggle_clipping()


SHOW.line()


@SHOW.action("next_face", "Next face", "Show the next face at 100 %, the best ranked first.", ".")
def next_face(view: CullView) -> None:
    view.looking.step_face(1)


@SHOW.action("previous_face", "Previous face", "Show the face ranked before at 100 %.", ",")
def previous_face(view: CullView) -> None:
    view.looking.step_face(-1)


SHOW.line()


@SHOW.action("full_screen", "Full screen", "Give the window the whole screen, or its size again.", "F11")
def full_screen(view: CullView) -> None:
    window = view.window()
    window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)


@SHOW.action(
    "second_window",
    "Second window",
    "Show the photo in a window of its own, on the second monitor if there is one.",
    "F12",
    checked=lambda view: view.looking.second is not None,
)
def second_window(view: CullView) -> None:
    view.looking.toggle_second()
