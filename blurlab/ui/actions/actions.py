"""One table of everything a hand can do in the window: words, keys, hints. Menus, buttons and the key sheet read it."""

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from blurlab.ui.actions.action_spec import ActionSpec, Mode, advancing_id, clashes, key_text, tooltip, with_shift
from blurlab.ui.actions.cull_actions import FOCUS_ACTIONS
from blurlab.ui.canvas.tools.registry import ALL, CHOSEN
from blurlab.ui.shell.icons import icon

__all__ = ["ACTIONS", "CANVAS_HANDS", "ActionSpec", "build_actions", "clashes", "key_text", "tooltip"]


ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("open_folder", "File", "Open folder…", "Open a folder of photos.", ("Ctrl+O",), "folder"),
    ActionSpec("open_project", "File", "Open project…", "Open a blurlab project.", ("Ctrl+Shift+O",), "project"),
    ActionSpec("open_samples", "File", "Sample photos", "Open the sample photos.", ("Ctrl+Shift+S",), "samples"),
    ActionSpec("add_photos", "File", "Add photos…", "Add photos to this project.", ("Ctrl+I",), needs="project"),
    ActionSpec(
        "import_masks", "File", "Import masks…", "Bring in masks made elsewhere.", ("Ctrl+Shift+I",), needs="project"
    ),
    ActionSpec(
        "export_masks", "File", "Export masks…", "Write the accepted masks for others.", ("Ctrl+E",), needs="project"
    ),
    ActionSpec("save", "File", "Save now", "Save the correction now.", ("Ctrl+S",), needs="photo"),
    ActionSpec("close_project", "File", "Close project", "Go back to the start page.", ("Ctrl+W",), needs="project"),
    ActionSpec("quit", "File", "Quit", "Save and quit.", ("Ctrl+Q",)),
    ActionSpec("undo", "Edit", "Undo", "Take the last stroke back.", ("Ctrl+Z",), "undo", needs="photo"),
    ActionSpec("redo", "Edit", "Redo", "Do the stroke again.", ("Ctrl+Shift+Z", "Ctrl+Y"), "redo", needs="photo"),
    *(ActionSpec(tool.id, "Edit", tool.words, tool.hint, tool.keys, tool.icon, True, needs="photo") for tool in CHOSEN),
    ActionSpec(
        "fill_holes",
        "Edit",
        "Fill holes",
        "Fill the holes of the region under the pointer.",
        ("Shift+G",),
        needs="photo",
    ),
    ActionSpec("grow", "Edit", "Grow region", "Grow the region under the pointer.", (".",), needs="photo"),
    ActionSpec("shrink", "Edit", "Shrink region", "Shrink the region under the pointer.", (",",), needs="photo"),
    ActionSpec(
        "swap",
        "Edit",
        "Swap blurred and sharp",
        "Paint sharp instead of blurred, or back.",
        ("X",),
        "swap",
        needs="photo",
    ),
    ActionSpec(
        "ignore",
        "Edit",
        "Paint ignore",
        "Paint what training must not look at.",
        ("I",),
        "ignore",
        True,
        needs="photo",
    ),
    ActionSpec(
        "screen_sizes",
        "Edit",
        "Brush size in screen pixels",
        "Keep the brush as wide on the screen at every zoom.",
        ("Shift+B",),
        "",
        True,
        needs="photo",
    ),
    ActionSpec(
        "pressure",
        "Edit",
        "Pen pressure sets the size",
        "Paint the wider, the harder the pen presses.",
        ("Ctrl+P",),
        "",
        True,
        needs="photo",
    ),
    ActionSpec("smaller", "Edit", "Smaller brush", "Make the brush smaller.", ("[",), needs="photo"),
    ActionSpec("larger", "Edit", "Larger brush", "Make the brush larger.", ("]",), needs="photo"),
    ActionSpec("overlay", "View", "Overlay", "Show or hide the overlay.", ("O",), "overlay", True, needs="photo"),
    ActionSpec(
        "peek", "View", "Bare photo while held", "Hold to see the bare photo.", ("\\",), held=True, needs="photo"
    ),
    ActionSpec(
        "outline_only",
        "View",
        "Outline only",
        "Show the edge of what is blurred and not its fill.",
        ("Shift+O",),
        "",
        True,
        needs="photo",
    ),
    ActionSpec(
        "compare", "View", "Compare", "Bare photo on the left, overlay on the right.", ("Y",), "", True, needs="photo"
    ),
    ActionSpec(
        "compare_next",
        "View",
        "Compare with the next",
        "Left of the line: the model's prediction, then other model versions and other people's masks.",
        ("Shift+Y",),
        needs="photo",
    ),
    ActionSpec(
        "compare_next_right",
        "View",
        "Compare on the right with the next",
        "Right of the line: the same, in the place of the correction.",
        ("Ctrl+Shift+Y",),
        needs="photo",
    ),
    ActionSpec(
        "show_prediction",
        "View",
        "Show the withheld prediction",
        "End the blind check of this photo and show its prediction.",
        ("V",),
        needs="photo",
    ),
    ActionSpec("loupe", "View", "Loupe", "Show the place under the pointer at 100 %.", ("Z",), "", True, needs="photo"),
    ActionSpec(
        "navigator", "View", "Navigator", "Show which part of the photo is in view.", ("M",), "", True, needs="photo"
    ),
    ActionSpec(
        "uncertainty", "View", "Uncertainty", "Show where the model is unsure.", ("Shift+N",), "", True, needs="photo"
    ),
    ActionSpec(
        "next_uncertain",
        "View",
        "Next uncertain spot",
        "Go to the next spot where the model is unsure.",
        ("N",),
        needs="photo",
    ),
    ActionSpec("fit", "View", "Fit", "Show the whole photo.", ("0",), "fit", needs="photo"),
    ActionSpec("actual_size", "View", "100 %", "Show one photo pixel as one pixel.", ("1",), "zoom", needs="photo"),
    ActionSpec("zoom_in", "View", "Zoom in", "Zoom in.", ("Ctrl++", "Ctrl+="), needs="photo"),
    ActionSpec("zoom_out", "View", "Zoom out", "Zoom out.", ("Ctrl+-",), needs="photo"),
    ActionSpec(
        "focus", "View", "Focus view", "Show which photos are sharp where it matters.", ("F",), "loupe", needs="project"
    ),
    ActionSpec("next", "Photo", "Next", "Go to the next photo.", ("D", "Right"), "next", needs="project"),
    ActionSpec(
        "previous", "Photo", "Previous", "Go to the previous photo.", ("A", "Left"), "previous", needs="project"
    ),
    ActionSpec(
        "most_helpful",
        "Photo",
        "Where a label helps most",
        "Go to the photo whose label helps the model most.",
        ("Shift+D",),
        "next_unreviewed",
        needs="project",
    ),
    ActionSpec("search", "Photo", "Search", "Search the names and notes of the photos.", ("Ctrl+F",), needs="project"),
    ActionSpec("filters", "Photo", "Filters…", "Choose which photos are listed.", ("Ctrl+Shift+F",), needs="project"),
    ActionSpec("next_sort", "Photo", "Next order", "List the photos in another order.", ("Q",), needs="project"),
    ActionSpec("accept", "Photo", "Accept", "Accept the mask as it stands.", ("P",), "accept", needs="photo"),
    ActionSpec("accept_next", "Photo", "Accept and advance", "Accept and go on.", ("Shift+P",), needs="photo"),
    ActionSpec("reject", "Photo", "Reject", "Keep this photo out of training.", ("R",), "reject", needs="photo"),
    ActionSpec("reject_next", "Photo", "Reject and advance", "Reject and go on.", ("Shift+R",), needs="photo"),
    ActionSpec("unset", "Photo", "Unset", "Take the judgement back.", ("U",), "unset", needs="photo"),
    ActionSpec("unset_next", "Photo", "Unset and advance", "Unset and go on.", ("Shift+U",), needs="photo"),
    ActionSpec(
        "defocus", "Photo", "Defocus", "Say that this photo's blur is defocus.", ("K",), "", True, needs="photo"
    ),
    ActionSpec(
        "motion", "Photo", "Motion blur", "Say that this photo's blur is motion.", ("Shift+K",), "", True, needs="photo"
    ),
    ActionSpec(
        "accept_many",
        "Photo",
        "Accept many…",
        "Look through the listed photos and accept many.",
        ("Ctrl+Shift+A",),
        needs="project",
    ),
    ActionSpec(
        "take_back_many",
        "Photo",
        "Take the bulk accept back",
        "Undo the last “Accept many”.",
        ("Ctrl+Alt+Z",),
        needs="project",
    ),
    ActionSpec("note", "Photo", "Note", "Write a note about this photo.", ("T",), needs="photo"),
    ActionSpec(
        "other_mask",
        "Photo",
        "Let another person's mask count",
        "Make the mask that another person painted of this photo its label.",
        ("Shift+L",),
        needs="photo",
    ),
    ActionSpec("skip", "Photo", "Skip", "Set this photo aside and go on.", ("S",), "skip", needs="photo"),
    ActionSpec(
        "train", "Train", "Start training", "Train on the accepted masks.", ("Ctrl+T",), "train", needs="project"
    ),
    ActionSpec(
        "stop_training",
        "Train",
        "Stop training",
        "Stop and keep what was learnt.",
        ("Ctrl+Shift+T",),
        "stop",
        needs="project",
    ),
    ActionSpec(
        "pause_training",
        "Train",
        "Pause training",
        "Let the training rest, or go on.",
        ("Ctrl+Alt+P",),
        "pause",
        needs="project",
    ),
    ActionSpec(
        "roll_back",
        "Train",
        "Go back to the model before",
        "Let the model that predicted before predict again.",
        ("Ctrl+Alt+B",),
        "undo",
        needs="project",
    ),
    ActionSpec(
        "pin",
        "Train",
        "Pin photo",
        "Show this photo through every training; never train on it, and warn when a version gets worse on it.",
        ("Ctrl+Shift+P",),
        "pin",
        checkable=True,
        needs="photo",
    ),
    ActionSpec(
        "new_domain",
        "Train",
        "A new domain, step by step…",
        "From photos that nobody has labelled to a model that knows them.",
        ("Ctrl+Alt+D",),
        needs="photo",
    ),
    ActionSpec(
        "synthetic",
        "Train",
        "Synthetic samples",
        "Show the synthetic samples that training learns from.",
        ("F2",),
        "synthetic",
        checkable=True,
        needs="project",
        mode=Mode.CANVAS,
    ),
    *FOCUS_ACTIONS,
    ActionSpec("keys", "Help", "Keys", "Show the keys, and change them.", ("F1",), "keys"),
)

# What the mouse and the held keys do on the canvas: told on the key sheet beside the table above.
CANVAS_HANDS: tuple[tuple[str, str], ...] = (
    *(line for tool in ALL for line in tool.mouse),
    ("Esc", "Take back what is being drawn"),
    ("Wheel", "Zoom at the cursor"),
    ("Space + double click", "100 %, or the whole photo"),
    ("Pen", "Paint as hard as it presses; its other end erases"),
)


def build_actions(
    parent: QWidget, handlers: Mapping[str, Callable[[], None]], specs: Iterable[ActionSpec] = ACTIONS
) -> dict[str, QAction]:
    """QActions by id, added to `parent`; of one that advances a second one, by `advancing_id`.

    Held actions get no shortcut: the window watches their key itself.

    Raises ValueError where two actions claim one key.
    """
    specs = tuple(specs)
    if doubled := clashes(specs):
        raise ValueError(f"One key for several actions: {doubled}.")
    actions = {}
    for spec in specs:
        action = QAction(spec.text, parent)
        action.setObjectName(spec.id)
        action.setToolTip(tooltip(spec))
        action.setStatusTip("")
        action.setCheckable(spec.checkable)
        if spec.icon:
            action.setIcon(icon(spec.icon))
        if not spec.held:
            action.setShortcuts([QKeySequence(key) for key in spec.keys])
            action.triggered.connect(lambda _checked=False, act=handlers[spec.id]: act())
        parent.addAction(action)
        actions[spec.id] = action
        if spec.advances:
            name = advancing_id(spec)
            advancing = QAction(f"{spec.text} and advance", parent)
            advancing.setShortcut(QKeySequence(with_shift(spec)))
            advancing.triggered.connect(lambda _checked=False, act=handlers[name]: act())
            parent.addAction(advancing)
            actions[name] = advancing
    return actions
