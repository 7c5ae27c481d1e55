"""The Rate menu of the focus view: stars, picks, colour labels and a person's verdicts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from blurlab.imaging.metadata.marks import LABELS
from blurlab.ui.actions.action import Menu, Mode, Needs

if TYPE_CHECKING:
    from blurlab.ui.cull.view import CullView

RATE: Final[Menu[CullView]] = Menu(
    "Rate", lambda window: window.focus_view, needs=Needs.PROJECT, modes={Mode.FOCUS}, prefix="focus_"
)
_STAR_HINTS: Final = ("Remove the stars.", "Give one star.", *(f"Give {number} stars." for number in range(2, 6)))
_LABEL_KEYS: Final = dict(zip(LABELS, "6789-", strict=True))
_VERDICTS: Final = (
    (
        "all_sharp",
        "All of it is sharp",
        "Mark every pixel as sharp, which makes a label for training; press again to undo.",
        "F5",
    ),
    ("sharp", "Sharp where it matters", "Call the photo sharp where it matters; press again to undo.", "F6"),
    ("on_purpose", "Blurred on purpose", "Call the blur intended; press again to undo.", "F7"),
    ("subject_blurred", "The subject is blurred", "Call the subject blurred; press again to undo.", "F8"),
    (
        "nothing_sharp",
        "Nothing is sharp",
        "Mark every pixel as blurred, which makes a label for training; press again to undo.",
        "F9",
    ),
)


def _rate(name: str, text: str, hint: str, key: str, give: Callable[[CullView], object]) -> None:
    """An action that advances with Shift, or always if the person wants that; a mark taken back stays."""

    def rate(view: CullView, *, advance: bool = False) -> None:
        given = give(view)
        if advance or (view.rating.goes_on and given is not False):
            view.rating.advance()

    RATE.action(name, text, hint, key, advances=True)(rate)


def _stars(number: int) -> Callable[[CullView], object]:
    return lambda view: view.rating.give_stars(number)


def _pick(pick: int) -> Callable[[CullView], object]:
    return lambda view: view.rating.pick(pick)


def _label(label: str) -> Callable[[CullView], object]:
    return lambda view: view.rating.toggle_label(label)


def _verdict(code: str) -> Callable[[CullView], object]:
    return lambda view: view.rating.toggle_verdict(code)


for _number, _hint in enumerate(_STAR_HINTS):
    _text = f"{_number} stars" if _number != 1 else "1 star"
    _rate(f"stars_{_number}", _text, _hint, str(_number), _stars(_number))
RATE.line()
_rate("pick", "Pick", "Pick this photo.", "P", _pick(1))
_rate("reject", "Reject", "Reject this photo; nothing is deleted.", "X", _pick(-1))
_rate("unmark", "Neither", "Neither pick nor reject this photo.", "U", _pick(0))
RATE.line()
for _name, _key in _LABEL_KEYS.items():
    _colour = _name.lower()
    _rate(f"label_{_colour}", _name, f"Give the colour {_colour}, or remove it.", _key, _label(_name))
RATE.line()
for _code, _text, _hint, _key in _VERDICTS:
    _rate(f"verdict_{_code}", _text, _hint, _key, _verdict(_code))
RATE.line()


@RATE.action(
    "goes_on",
    "Advance after a mark",
    "Go on to the next photo after each mark, until you turn this off.",
    "V",
    checked=lambda view: view.rating.goes_on,
)
def goes_on(view: CullView) -> None:
    view.rating.toggle_going_on()


RATE.line()


@RATE.action(
    "undo",
    "Undo",
    "Undo the last rating.",
    "Ctrl+Z",
    icon="undo",
    enabled=lambda view: view.marking.can_undo,
)
def undo(view: CullView) -> None:
    view.rating.undo()


@RATE.action(
    "redo",
    "Redo",
    "Redo the rating that was undone.",
    "Ctrl+Shift+Z",
    "Ctrl+Y",
    icon="redo",
    enabled=lambda view: view.marking.can_redo,
)
def redo(view: CullView) -> None:
    view.rating.redo()
