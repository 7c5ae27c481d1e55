"""The Inspect menu of the focus view: which photo is shown, how, and what is measured."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from blurlab.ui.actions.action import Menu, Mode, Needs

if TYPE_CHECKING:
    from blurlab.ui.cull.view import CullView

INSPECT: Final[Menu[CullView]] = Menu(
    "Inspect", lambda window: window.focus_view, needs=Needs.PROJECT, modes={Mode.FOCUS}, prefix="focus_"
)


@INSPECT.action("leave", "Back to the canvas", "Go back to the canvas, to the same photo.", "F")
def leave(view: CullView) -> None:
    view.leave_for_canvas()


@INSPECT.action("back", "One step back", "Go back to the grid; there, choose the current photo alone.", "Esc")
def back(view: CullView) -> None:
    view.back()


INSPECT.line()


@INSPECT.action(
    "grid",
    "Grid",
    "Show all listed photos.",
    "G",
    icon="samples",
    checked=lambda view: view.shows_grid,
)
def grid(view: CullView) -> None:
    view.show_grid()


@INSPECT.action(
    "large",
    "Large",
    "Show this photo large, with the reason for its verdict.",
    "E",
    icon="zoom",
    checked=lambda view: view.shows_large,
)
def large(view: CullView) -> None:
    view.open_large(view.current)


@INSPECT.action(
    "compare",
    "Compare",
    "Compare the chosen photos, or the best of this burst, side by side.",
    "C",
    "Y",
    checked=lambda view: view.shows_compared,
)
def compare(view: CullView) -> None:
    view.toggle_compare()


@INSPECT.action(
    "survey",
    "Survey",
    "Show all photos of this burst, or those chosen, with the suggested one and why.",
    "N",
    checked=lambda view: view.shows_survey,
)
def survey(view: CullView) -> None:
    view.toggle_survey()


INSPECT.line()


@INSPECT.action("next", "Next", "Go to the next photo.", "D", "Right", icon="next")
def next_photo(view: CullView) -> None:
    view.step(1)


@INSPECT.action("previous", "Previous", "Go to the previous photo.", "A", "Left", icon="previous")
def previous(view: CullView) -> None:
    view.step(-1)


@INSPECT.action("best", "Best of the burst", "Go to the suggested best photo of this burst.", "B")
def best(view: CullView) -> None:
    view.go_to_best()


INSPECT.line()


@INSPECT.action(
    "filter", "Go to the filters", "Choose with Tab, Up and Down which photos are listed; Esc goes back.", "Ctrl+F"
)
def choose_filter(view: CullView) -> None:
    view.bar.filters.take_keys()


@INSPECT.action(
    "more_filters",
    "More",
    "Filter by lens, time, kind of blur and measures as well.",
    "Ctrl+Shift+F",
    checked=lambda view: view.bar.filters.shows_more,
)
def more_filters(view: CullView) -> None:
    view.bar.filters.toggle_more()


@INSPECT.action(
    "show_all",
    "Show all",
    "List all photos again.",
    "Ctrl+L",
    enabled=lambda view: view.bar.filters.filtered,
)
def show_all(view: CullView) -> None:
    view.bar.filters.show_all()


INSPECT.line()


@INSPECT.action("fit", "Fit", "Show the whole photo.", "Ctrl+0", icon="fit", enabled=lambda view: not view.shows_grid)
def fit(view: CullView) -> None:
    view.looking.canvas().fit()


@INSPECT.action(
    "actual_size",
    "100 %",
    "Show the eye, the focus point or the sharpest spot at 100 %, or the whole photo again.",
    "Z",
    enabled=lambda view: not view.shows_grid,
)
def actual_size(view: CullView) -> None:
    view.looking.actual_size()


@INSPECT.action("zoom_in", "Zoom in", "Zoom in.", "Ctrl++", "Ctrl+=", enabled=lambda view: not view.shows_grid)
def zoom_in(view: CullView) -> None:
    view.looking.canvas().zoom_in()


@INSPECT.action("zoom_out", "Zoom out", "Zoom out.", "Ctrl+-", enabled=lambda view: not view.shows_grid)
def zoom_out(view: CullView) -> None:
    view.looking.canvas().zoom_out()


@INSPECT.action("sharpest", "Go to the sharpest spot", "Show the sharpest spot of this photo at 100 %.", "S")
def sharpest(view: CullView) -> None:
    view.looking.show_sharpest()


INSPECT.line()


@INSPECT.action(
    "loupe",
    "Loupes",
    "Show the spot under the pointer and the sharpest one at 100 %.",
    "L",
    checked=lambda view: view.looking.loupes,
)
def loupe(view: CullView) -> None:
    view.looking.toggle_loupes()


@INSPECT.action(
    "peaking",
    "Peaking",
    "Mark what is crisp at full resolution.",
    "K",
    checked=lambda view: view.looking.peaking,
)
def peaking(view: CullView) -> None:
    view.looking.toggle_peaking()


@INSPECT.action(
    "mask",
    "Model's mask",
    "Show what the model calls blurred.",
    "O",
    icon="overlay",
    checked=lambda view: view.looking.mask,
)
def mask(view: CullView) -> None:
    view.looking.toggle_mask()


@INSPECT.action(
    "reason",
    "Reason on the photo",
    "Draw the reason for the verdict on the photo.",
    "M",
    checked=lambda view: view.looking.reason,
)
def reason(view: CullView) -> None:
    view.looking.toggle_reason()


INSPECT.line()


@INSPECT.action(
    "inspect",
    "Inspect",
    "Inspect the remaining photos, or stop.",
    "I",
    checked=lambda view: view.inspections.running,
    enabled=lambda view: view.inspections.running or view.inspections.done < view.inspections.total,
    words=lambda view: "Stop inspecting" if view.inspections.running else "",
)
def inspect(view: CullView) -> None:
    view.asking.toggle_inspecting()


@INSPECT.action(
    "ask_model",
    "Ask the model too",
    "Use the model's masks as well, which takes much longer.",
    "Shift+I",
    checked=lambda view: view.inspections.asks_model,
)
def ask_model(view: CullView) -> None:
    view.asking.toggle_model()


INSPECT.line()


@INSPECT.action("paint", "Correct with the brush", "Go to the canvas to paint this photo's mask.", "W", icon="brush")
def paint(view: CullView) -> None:
    view.leave_for_canvas(paint=True)


# What the mouse does in the focus view, for the key sheet.
MOUSE: Final[tuple[tuple[str, str], ...]] = (
    ("Shift + a rating's key", "And go on to the next photo"),
    ("Double click, Enter", "Large, or 100 % and back"),
    ("Drag", "Pan"),
    ("Wheel", "Zoom at the cursor"),
    ("Shift + drag, Shift + wheel", "In a comparison: move one photo alone"),
    ("Ctrl + click", "Choose photos to compare"),
)
