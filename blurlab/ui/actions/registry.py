"""All actions of the window, by menu; builds their QActions and keeps these up to date."""

from collections.abc import Callable, Iterable
from typing import Any, Final

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from blurlab.ui.actions.action import Action, Menu, Mode, Needs, advancing_id, clashes, tooltip, with_shift
from blurlab.ui.actions.edit_menu import EDIT
from blurlab.ui.actions.file_menu import FILE
from blurlab.ui.actions.help_menu import HELP
from blurlab.ui.actions.inspect_menu import INSPECT
from blurlab.ui.actions.photo_menu import PHOTO
from blurlab.ui.actions.rate_menu import RATE
from blurlab.ui.actions.results_menu import RESULTS
from blurlab.ui.actions.show_menu import SHOW
from blurlab.ui.actions.train_menu import TRAIN
from blurlab.ui.actions.view_menu import VIEW
from blurlab.ui.actions.window import Window
from blurlab.ui.language import tr
from blurlab.ui.shell.icons import icon

# Any: each menu's actions act on another object, and here that does not matter.
MENUS: Final[tuple[Menu[Any], ...]] = (FILE, EDIT, VIEW, PHOTO, INSPECT, SHOW, RATE, RESULTS, TRAIN, HELP)
ACTIONS: Final[tuple[Action, ...]] = tuple(action for menu in MENUS for action in menu.actions)


class LiveActions:
    """The QActions of a window, by id; an action that advances has a second one, by `advancing_id`."""

    def __init__(self, parent: QWidget, window: Window, actions: Iterable[Action] = ACTIONS) -> None:
        """Held actions have no shortcut: the window watches their key itself.

        Raises ValueError if two actions claim one key.
        """
        self._window = window
        self._actions = tuple(actions)
        if doubled := clashes(self._actions):
            raise ValueError(f"One key for several actions: {doubled}.")
        self.by_id: dict[str, QAction] = {}
        self._changing = tuple(
            action for action in self._actions if action.enabled or action.checked or action.words
        )  # while session, photos and mode stay
        self._known: tuple[bool, bool, Mode] | None = None
        self._usable: dict[str, bool] = {}
        for action in self._actions:
            shown = self._add(parent, action.id, action.text, action.run)
            shown.setObjectName(action.id)
            shown.setToolTip(tr(tooltip(action)))
            shown.setCheckable(action.checked is not None)
            if action.icon:
                shown.setIcon(icon(action.icon))
            if not action.held:
                shown.setShortcuts([QKeySequence(key) for key in action.keys])
            if action.run_and_advance is not None:
                text = f"{action.text} and advance"
                advancing = self._add(parent, advancing_id(action), text, action.run_and_advance)
                advancing.setShortcut(QKeySequence(with_shift(action)))

    def _add(self, parent: QWidget, action_id: str, text: str, run: Callable[[Window], object]) -> QAction:
        added = self.by_id[action_id] = QAction(tr(text), parent)
        added.triggered.connect(lambda: self._run(run))
        parent.addAction(added)
        return added

    def _run(self, run: Callable[[Window], object]) -> None:
        try:
            run(self._window)
        finally:
            self.refresh()

    def refresh(self) -> None:
        """Update whether they are enabled and checked, and their text. Only changes go to Qt: this follows every
        stroke."""
        window = self._window
        photos = window.session is not None and len(window.session.order) > 0
        mode = Mode.CANVAS if window.focus_view is None else Mode.FOCUS
        known = (window.session is not None, photos, mode)
        actions = self._changing if known == self._known else self._actions
        self._known = known
        has = {Needs.NOTHING: True, Needs.PROJECT: window.session is not None, Needs.PHOTO: photos}
        for action in actions:
            shown = self.by_id[action.id]
            usable = has[action.needs] and mode in action.modes
            if usable and action.enabled is not None:
                usable = action.enabled(window)
            if self._usable.get(action.id) != usable:
                self._usable[action.id] = usable
                shown.setEnabled(usable)
                if action.advances:
                    self.by_id[advancing_id(action)].setEnabled(usable)
            if action.checked is not None and (checked := action.checked(window)) != shown.isChecked():
                shown.setChecked(checked)
            if action.words is not None:
                shown.setText(tr(action.words(window) or action.text))

    def set_keys(self, actions: Iterable[Action], mode: Mode) -> None:
        """Set the keys of `actions` for this mode, and the tooltips that name them."""
        for action in actions:
            shown = self.by_id[action.id]
            shown.setToolTip(tr(tooltip(action)))
            held_back = action.held or mode not in action.modes
            shown.setShortcuts([] if held_back else [QKeySequence(key) for key in action.keys])
            if action.advances:
                shifted = [] if held_back else [QKeySequence(with_shift(action))]
                self.by_id[advancing_id(action)].setShortcuts(shifted)
