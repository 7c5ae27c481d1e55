"""The Results menu of the focus view: its output, and the bin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from blurlab.ui.actions.action import Menu, Mode, Needs

if TYPE_CHECKING:
    from blurlab.ui.cull.view import CullView

RESULTS: Final[Menu[CullView]] = Menu(
    "Results", lambda window: window.focus_view, needs=Needs.PROJECT, modes={Mode.FOCUS}, prefix="focus_"
)


@RESULTS.action("sidecars", "Write XMP sidecars", "Write your ratings into sidecars beside the photos.", "Ctrl+Alt+X")
def sidecars(view: CullView) -> None:
    view.results.write_sidecars()


@RESULTS.action(
    "in_step",
    "Keep sidecars in step",
    "Write each rating into its sidecar at once.",
    "Ctrl+Alt+K",
    checked=lambda view: view.marking.in_step,
)
def in_step(view: CullView) -> None:
    view.results.toggle_in_step()


RESULTS.line()


@RESULTS.action("csv", "Table (CSV)…", "Write a table of the listed photos.", "Ctrl+Alt+C")
def csv(view: CullView) -> None:
    view.results.ask_where("csv")


@RESULTS.action("json", "Everything (JSON)…", "Write all that was found about the listed photos.", "Ctrl+Alt+J")
def json(view: CullView) -> None:
    view.results.ask_where("json")


@RESULTS.action("sheet", "Contact sheet…", "Draw the listed photos with their verdicts on a sheet.", "Ctrl+Alt+S")
def sheet(view: CullView) -> None:
    view.results.ask_where("sheet")


@RESULTS.action(
    "client_sheet",
    "Sheet for a client…",
    "Write a web page of the picked photos that a client may see.",
    "Ctrl+Alt+H",
)
def client_sheet(view: CullView) -> None:
    view.results.ask_for_client_sheet()


RESULTS.line()


@RESULTS.action(
    "take",
    "Copy, move or rename…",
    "Copy, move or rename the picked photos with their sidecars, after a question.",
    "Ctrl+Alt+M",
)
def take(view: CullView) -> None:
    view.results.ask_to_take()


@RESULTS.action("bin", "Move rejected to the bin…", "Move the rejected photos to the bin, after a question.", "Del")
def bin_rejected(view: CullView) -> None:
    view.results.ask_to_bin()
