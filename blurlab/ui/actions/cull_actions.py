"""What a hand can do in the focus view: words, keys, hints. A part of the window's one table."""

from typing import Final

from blurlab.imaging.xmp import LABELS
from blurlab.ui.actions.action_spec import ActionSpec

_LABEL_KEYS: Final = dict(zip(LABELS, "6789-", strict=True))
_STAR_HINTS: Final = ("Take the stars away.", "Give one star.", *(f"Give {number} stars." for number in range(2, 6)))


def _look(name: str, text: str, hint: str, *keys: str, icon: str = "", checkable: bool = False) -> ActionSpec:
    return ActionSpec(f"focus_{name}", "Inspect", text, hint, keys, icon, checkable, needs="project")


def _judge(name: str, text: str, hint: str, *keys: str) -> ActionSpec:
    return ActionSpec(f"focus_{name}", "Judge", text, hint, keys, needs="project", advances=True)


def _out(name: str, text: str, hint: str, *keys: str, checkable: bool = False) -> ActionSpec:
    return ActionSpec(f"focus_{name}", "Results", text, hint, keys, "", checkable, needs="project")


FOCUS_ACTIONS: Final[tuple[ActionSpec, ...]] = (
    _look("leave", "Back to the canvas", "Go back to the canvas, to the same photo.", "F"),
    _look("back", "One step back", "Go back to the grid, or from there to the canvas.", "Esc"),
    _look("grid", "Grid", "Show all photos that the filter lists.", "G", icon="samples", checkable=True),
    _look("large", "Large", "Show this photo large, with the reason of its verdict.", "E", icon="zoom", checkable=True),
    _look(
        "compare",
        "Compare",
        "Compare the chosen photos, or the best of this burst, side by side.",
        "C",
        "Y",
        checkable=True,
    ),
    _look("next", "Next", "Go to the next photo.", "D", "Right", icon="next"),
    _look("previous", "Previous", "Go to the previous photo.", "A", "Left", icon="previous"),
    _look("best", "Best of the burst", "Go to the photo that is suggested as the best of this burst.", "B"),
    _look("fit", "Fit", "Show the whole photo.", "Ctrl+0", icon="fit"),
    _look("actual_size", "100 %", "Show one photo pixel as one pixel, or the whole photo again.", "Z"),
    _look("zoom_in", "Zoom in", "Zoom in.", "Ctrl++", "Ctrl+="),
    _look("zoom_out", "Zoom out", "Zoom out.", "Ctrl+-"),
    _look("sharpest", "Go to the sharpest spot", "Show the sharpest spot of this photo at 100 %.", "S"),
    _look("loupe", "Loupes", "Show the spot under the pointer and the sharpest one at 100 %.", "L", checkable=True),
    _look("peaking", "Peaking", "Mark what is crisp at the photo's own pixels.", "K", checkable=True),
    _look("mask", "Model's mask", "Show what the model calls blurred.", "O", icon="overlay", checkable=True),
    _look("reason", "Reason on the photo", "Draw the reason of the verdict on the photo.", "M", checkable=True),
    _look("inspect", "Inspect", "Inspect the photos that were not yet, or stop.", "I", checkable=True),
    _look(
        "ask_model",
        "Let the model judge too",
        "Judge by the model's masks as well, which takes much longer.",
        "Shift+I",
        checkable=True,
    ),
    _look("paint", "Correct with the brush", "Go to the canvas to paint this photo's mask.", "W", icon="brush"),
    *(
        _judge(f"stars_{number}", f"{number} stars" if number != 1 else "1 star", hint, str(number))
        for number, hint in enumerate(_STAR_HINTS)
    ),
    _judge("pick", "Pick", "Pick this photo.", "P"),
    _judge("reject", "Reject", "Reject this photo; nothing is deleted.", "X"),
    _judge("unmark", "Neither", "Take pick or reject back.", "U"),
    *(
        _judge(f"label_{label.lower()}", label, f"Give the colour {label.lower()}, or take it away.", key)
        for label, key in _LABEL_KEYS.items()
    ),
    _judge(
        "verdict_all_sharp",
        "All of it is sharp",
        "Say that every pixel is sharp, which makes a label for training; the same again takes it back.",
        "F5",
    ),
    _judge(
        "verdict_sharp",
        "Sharp where it matters",
        "Say that it is sharp where it matters; the same again takes it back.",
        "F6",
    ),
    _judge(
        "verdict_on_purpose", "Blurred on purpose", "Say that the blur is meant; the same again takes it back.", "F7"
    ),
    _judge(
        "verdict_subject_blurred",
        "The subject is blurred",
        "Say that the subject is blurred; the same again takes it back.",
        "F8",
    ),
    _judge(
        "verdict_nothing_sharp",
        "Nothing is sharp",
        "Say that every pixel is blurred, which makes a label for training; the same again takes it back.",
        "F9",
    ),
    ActionSpec("focus_undo", "Judge", "Undo", "Take the last judgement back.", ("Ctrl+Z",), "undo", needs="project"),
    ActionSpec("focus_redo", "Judge", "Redo", "Judge so again.", ("Ctrl+Shift+Z", "Ctrl+Y"), "redo", needs="project"),
    _out("sidecars", "Write XMP sidecars", "Write what you said into sidecars beside the photos.", "Ctrl+Alt+X"),
    _out(
        "in_step",
        "Keep sidecars in step",
        "Write each judgement into its sidecar at once.",
        "Ctrl+Alt+K",
        checkable=True,
    ),
    _out("csv", "Table (CSV)…", "Write a table of the listed photos.", "Ctrl+Alt+C"),
    _out("json", "Everything (JSON)…", "Write all that was found about the listed photos.", "Ctrl+Alt+J"),
    _out("sheet", "Contact sheet…", "Draw the listed photos with their verdicts on a sheet.", "Ctrl+Alt+S"),
    _out("bin", "Move rejected to the bin…", "Move the rejected photos to the bin, after a question.", "Del"),
)

# What the mouse does in the focus view, told on the key sheet beside the table above.
FOCUS_HANDS: Final[tuple[tuple[str, str], ...]] = (
    ("Shift + a judgement's key", "And go on to the next photo"),
    ("Double click, Enter", "Large, or 100 % and back"),
    ("Drag", "Pan"),
    ("Wheel", "Zoom at the cursor"),
    ("Shift + drag, Shift + wheel", "In a comparison: move one photo alone"),
    ("Ctrl + click", "Choose photos to compare"),
)
