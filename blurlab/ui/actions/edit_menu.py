"""The Edit menu: what changes the mask, and the tool in hand. The tools in it are the canvas's own."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from blurlab.ui.actions.action import Menu, Mode, Needs
from blurlab.ui.canvas.tools.port import Tool
from blurlab.ui.canvas.tools.registry import BRUSH, CHOSEN

if TYPE_CHECKING:
    from blurlab.ui.shell.workspace import Workspace

EDIT: Final[Menu[Workspace]] = Menu("Edit", lambda window: window.workspace, needs=Needs.PHOTO, modes={Mode.CANVAS})


@EDIT.action(
    "undo",
    "Undo",
    "Take back what was done last: a stroke, a review, a tag, a moved threshold.",
    "Ctrl+Z",
    icon="undo",
    enabled=lambda work: work.deeds.next_undo is not None or work.canvas.history.next_undo is not None,
)
def undo(work: Workspace) -> None:
    work.deeds.undo()


@EDIT.action(
    "redo",
    "Redo",
    "Do again what was taken back last.",
    "Ctrl+Shift+Z",
    "Ctrl+Y",
    icon="redo",
    enabled=lambda work: work.deeds.next_redo is not None or work.canvas.history.next_redo is not None,
)
def redo(work: Workspace) -> None:
    work.deeds.redo()


EDIT.line()


def _in_hand(tool: Tool, work: Workspace) -> bool:
    return work.canvas.hand.tool is tool


def _pick(tool: Tool, work: Workspace) -> None:
    if tool is BRUSH and work.canvas.hand.tool is BRUSH and work.paints_ignore:
        work.toggle_ignore()  # the key of the brush leads back to its usual paint
    work.pick_tool(tool.id)


for _tool in CHOSEN:
    EDIT.action(_tool.id, _tool.words, _tool.hint, *_tool.keys, icon=_tool.icon, checked=partial(_in_hand, _tool))(
        partial(_pick, _tool)
    )


@EDIT.action("fill_holes", "Fill holes", "Fill the holes of the region under the pointer.", "Shift+G")
def fill_holes(work: Workspace) -> None:
    work.canvas.fill_holes()


@EDIT.action("carry", "Mask of a like photo", "Start from the mask of a photo of the same scene beside this one.", "4")
def carry(work: Workspace) -> None:
    work.aids.carry()


@EDIT.action("tidy", "Tidy up", "Let small islands join what surrounds them, where nobody painted.", "5")
def tidy(work: Workspace) -> None:
    work.canvas.tidy()


@EDIT.action("grow", "Grow region", "Grow the region under the pointer.", ".")
def grow(work: Workspace) -> None:
    work.canvas.grow_region(1)


@EDIT.action("shrink", "Shrink region", "Shrink the region under the pointer.", ",")
def shrink(work: Workspace) -> None:
    work.canvas.grow_region(-1)


EDIT.line()


@EDIT.action("swap", "Swap blurred and sharp", "Paint sharp instead of blurred, or back.", "X", icon="swap")
def swap(work: Workspace) -> None:
    work.swap()


@EDIT.action(
    "ignore",
    "Paint ignore",
    "Paint areas that training ignores.",
    "I",
    icon="ignore",
    checked=lambda work: work.paints_ignore,
)
def ignore(work: Workspace) -> None:
    work.toggle_ignore()


@EDIT.action(
    "screen_sizes",
    "Brush size in screen pixels",
    "Keep the brush as wide on the screen at every zoom.",
    "Shift+B",
    checked=lambda work: work.canvas.hand.sizes_on_screen,
)
def screen_sizes(work: Workspace) -> None:
    work.toggle_screen_sizes()


@EDIT.action(
    "pressure",
    "Pen pressure sets the size",
    "Paint wider as the pen presses harder.",
    "Ctrl+P",
    checked=lambda work: work.canvas.hand.pressure_counts,
)
def pressure(work: Workspace) -> None:
    work.toggle_pressure()


EDIT.line()


@EDIT.action("smaller", "Smaller brush", "Make the brush smaller.", "[", "F3")
def smaller(work: Workspace) -> None:
    work.canvas.step_size(-1)


@EDIT.action("larger", "Larger brush", "Make the brush larger.", "]", "F4")
def larger(work: Workspace) -> None:
    work.canvas.step_size(1)
