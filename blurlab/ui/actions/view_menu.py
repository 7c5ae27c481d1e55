"""The View menu: what is visible of the photo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt

from blurlab.ui.actions.action import Menu, Mode, Needs

if TYPE_CHECKING:
    from blurlab.ui.shell.workspace import Workspace

AMOUNT, KIND = "amount", "kind"  # the planes, as of PlaneShown
VIEW: Final[Menu[Workspace]] = Menu("View", lambda window: window.workspace, needs=Needs.PHOTO, modes={Mode.CANVAS})


@VIEW.action(
    "overlay",
    "Overlay",
    "Show or hide the overlay.",
    "O",
    icon="overlay",
    checked=lambda work: work.canvas.overlay_visible,
)
def overlay(work: Workspace) -> None:
    work.toggle_overlay()


@VIEW.action("peek", "Bare photo while held", "Hold to see the bare photo.", "\\", "F5", held=True)
def peek(work: Workspace) -> None:
    """While its key is down, which the window watches."""


@VIEW.action(
    "outline_only",
    "Outline only",
    "Show the edge of blurred areas without the fill.",
    "Shift+O",
    checked=lambda work: not work.canvas.palette_of_overlay.fill,
)
def outline_only(work: Workspace) -> None:
    work.toggle_outline_only()


@VIEW.action(
    "overlay_colours",
    "Next overlay colours",
    "Lay the overlay over the photo in other colours.",
    "F6",
)
def overlay_colours(work: Workspace) -> None:
    work.next_overlay_colours()


@VIEW.action(
    "compare",
    "Compare",
    "Show the bare photo on the left and the overlay on the right.",
    "Y",
    checked=lambda work: work.canvas.split is not None,
)
def compare(work: Workspace) -> None:
    work.comparison.toggle()


@VIEW.action(
    "compare_next",
    "Compare with the next",
    "Step the left side through the prediction, other model versions and other people's masks.",
    "Shift+Y",
)
def compare_next(work: Workspace) -> None:
    work.comparison.next()


@VIEW.action(
    "compare_next_right",
    "Compare on the right with the next",
    "Step the right side through the same, in place of the correction.",
    "Ctrl+Shift+Y",
)
def compare_next_right(work: Workspace) -> None:
    work.comparison.next_right()


@VIEW.action(
    "show_prediction",
    "Show the withheld prediction",
    "End the blind check of this photo and show its prediction.",
    "V",
)
def show_prediction(work: Workspace) -> None:
    work.session.blind.show_prediction()


@VIEW.action(
    "loupe",
    "Loupe",
    "Show the place under the pointer at 100 %.",
    "Z",
    checked=lambda work: work.loupe.on,
)
def loupe(work: Workspace) -> None:
    work.loupe.set_on(not work.loupe.on)


@VIEW.action(
    "navigator",
    "Navigator",
    "Show which part of the photo is in view.",
    "M",
    checked=lambda work: work.navigator.on,
)
def navigator(work: Workspace) -> None:
    work.navigator.set_on(not work.navigator.on)


@VIEW.action(
    "uncertainty",
    "Uncertainty",
    "Show where the model is unsure.",
    "Shift+N",
    checked=lambda work: work.canvas.palette_of_overlay.unsure,
)
def uncertainty(work: Workspace) -> None:
    work.toggle_uncertainty()


@VIEW.action(
    "judge_whole",
    "Judge as a whole",
    "Cut masks from how photos look as a whole.",
    "J",
    needs=Needs.PROJECT,
    checked=lambda work: not work.views.at_full,
)
def judge_whole(work: Workspace) -> None:
    work.views.choose(at_full=False)


@VIEW.action(
    "judge_full",
    "Judge at 100 %",
    "Cut masks from how photos look pixel by pixel.",
    "Shift+J",
    needs=Needs.PROJECT,
    checked=lambda work: work.views.at_full,
)
def judge_full(work: Workspace) -> None:
    work.views.choose(at_full=True)


@VIEW.action(
    "both_views",
    "Soft at 100 %",
    "Show what is soft at 100 % though not blurred as a whole.",
    "H",
    checked=lambda work: work.canvas.views.visible,
)
def both_views(work: Workspace) -> None:
    work.canvas.views.set_visible(not work.canvas.views.visible)


@VIEW.action("next_uncertain", "Next uncertain spot", "Go to the next spot where the model is unsure.", "N")
def next_uncertain(work: Workspace) -> None:
    work.next_uncertain()


@VIEW.action(
    "blur_amount",
    "Blur amount",
    "Show how wide the blur is, in photo pixels.",
    "Shift+A",
    checked=lambda work: work.canvas.plane_shown == AMOUNT,
)
def blur_amount(work: Workspace) -> None:
    _toggle_plane(work, AMOUNT)


@VIEW.action(
    "blur_kind",
    "Kind of blur",
    "Show where the blur is defocus and where it is motion, and its direction.",
    "Shift+M",
    checked=lambda work: work.canvas.plane_shown == KIND,
)
def blur_kind(work: Workspace) -> None:
    _toggle_plane(work, KIND)


def _toggle_plane(work: Workspace, plane: str) -> None:
    """Lay one of the planes over the photo, or none; what reads them for the workspace is made when first asked for."""
    from blurlab.core.plane_colours import PlaneShown  # noqa: PLC0415  (arrays: not before the first paint)
    from blurlab.ui.canvas.planes_reading import PlanesReading  # noqa: PLC0415

    reading = work.findChild(PlanesReading) or PlanesReading(work.session, work.canvas, work)
    reading.toggle(PlaneShown(plane))


VIEW.line()


@VIEW.action("cut_lower", "Lower the threshold", "Count more of this photo as blurred.", "-")
def cut_lower(work: Workspace) -> None:
    work.cut.stride(-1)


@VIEW.action("cut_higher", "Raise the threshold", "Count less of this photo as blurred.", "=", "+")
def cut_higher(work: Workspace) -> None:
    work.cut.stride(1)


@VIEW.action(
    "cut_suggested",
    "Suggested threshold",
    "Cut this photo where its own map suggests.",
    "Backspace",
    enabled=lambda work: work.cut.is_moved and work.cut.can_move,
)
def cut_suggested(work: Workspace) -> None:
    work.cut.follow_suggestion()


VIEW.line()


@VIEW.action(
    "panels",
    "Panels",
    "Show or hide the panels beside the photo; on the photo Tab does it too.",
    "F9",
    needs=Needs.PROJECT,
    checked=lambda work: work.panels.shown,
)
def panels(work: Workspace) -> None:
    work.panels.toggle()


@VIEW.action(
    "photo_panel",
    "Photo list",
    "Show or hide the list of photos.",
    "Shift+F9",
    needs=Needs.PROJECT,
    checked=lambda work: work.panels.is_shown(0),
)
def photo_panel(work: Workspace) -> None:
    work.panels.toggle_one(0)


@VIEW.action(
    "tool_panel",
    "Tools and training",
    "Show or hide the column of tools and training.",
    "Ctrl+F9",
    needs=Needs.PROJECT,
    checked=lambda work: work.panels.is_shown(1),
)
def tool_panel(work: Workspace) -> None:
    work.panels.toggle_one(1)


@VIEW.action("full_screen", "Full screen", "Give the window the whole screen, or its size again.", "F11")
def full_screen(work: Workspace) -> None:
    window = work.window()
    window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)


VIEW.line()


@VIEW.action("fit", "Fit", "Show the whole photo.", "0", icon="fit")
def fit(work: Workspace) -> None:
    work.canvas.fit()


@VIEW.action("actual_size", "100 %", "Show one photo pixel as one pixel.", "1", icon="zoom")
def actual_size(work: Workspace) -> None:
    work.canvas.zoom_to(1.0)


@VIEW.action("zoom_in", "Zoom in", "Zoom in.", "Ctrl++", "Ctrl+=")
def zoom_in(work: Workspace) -> None:
    work.canvas.zoom_in()


@VIEW.action("zoom_out", "Zoom out", "Zoom out.", "Ctrl+-")
def zoom_out(work: Workspace) -> None:
    work.canvas.zoom_out()


@VIEW.action(
    "focus",
    "Focus view",
    "Show which photos are sharp where it matters.",
    "F",
    icon="loupe",
    needs=Needs.PROJECT,
)
def focus(work: Workspace) -> None:
    work.ask_for_focus_view()
