"""The window's modes, the canvas or the focus view: which is visible, and which menus and keys work."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu, QStackedWidget

from blurlab.ui.actions.action import Mode
from blurlab.ui.actions.registry import MENUS

if TYPE_CHECKING:
    from blurlab.session.session import Session
    from blurlab.session.settings import Settings
    from blurlab.ui.actions.key_map import KeyMap
    from blurlab.ui.actions.registry import LiveActions
    from blurlab.ui.cull.view import CullView
    from blurlab.ui.panels.status_line import StatusLine
    from blurlab.ui.shell.message_bar import MessageBar
    from blurlab.ui.shell.workspace import Workspace


class ModalWindow(Protocol):
    """The parts of the window that change with its mode."""

    session: Session | None
    workspace: Workspace | None
    author: str
    settings: Settings
    stack: QStackedWidget
    keys: KeyMap
    live_actions: LiveActions
    messages: MessageBar
    status: StatusLine

    @property
    def actions_by_id(self) -> Mapping[str, QAction]: ...

    def show_photo(self, photo_id: int) -> None: ...


class Modes(QObject):
    """Makes the focus view when it is first asked for; it lives as long as its session."""

    def __init__(self, window: ModalWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self.mode = Mode.CANVAS
        self.focus: CullView | None = None
        self._menus: dict[str, QMenu] = {}

    def take_menus(self, menus: dict[str, QMenu]) -> None:
        """The window's menus by title: those of another mode are hidden."""
        self._menus = menus
        self._dress()

    @property
    def focus_view(self) -> CullView | None:
        """The focus view while it is on the screen."""
        return self.focus if self.mode is Mode.FOCUS else None

    def enter_focus(self) -> None:
        """Show the focus view at the photo that is open."""
        window = self._window
        if window.session is None or window.workspace is None or self.mode is Mode.FOCUS:
            return
        if self.focus is None:
            from blurlab.ui.cull.view import CullView  # noqa: PLC0415  (the measures: after the first show)

            self.focus = CullView(window.session, window.actions_by_id, window.author, settings=window.settings)
            self.focus.results_button.setMenu(self._menus["Results"])
            self.focus.stateChanged.connect(window.live_actions.refresh)
            self.focus.left.connect(self._leave_focus)
            self.focus.currentShown.connect(window.show_photo)
            window.stack.addWidget(self.focus)
            window.messages.keep_clear(self.focus.bar)
            for photos in (self.focus.grid, self.focus.large, self.focus.compare, self.focus.survey):
                window.messages.lie_low(photos)
        window.session.strokes.end()
        self.mode = Mode.FOCUS
        self._dress()
        window.stack.setCurrentWidget(self.focus)
        self.focus.open(window.session.current_id)

    def take_down(self) -> None:
        """The session closes, and the focus view with it."""
        focus, self.focus = self.focus, None
        if focus is not None:
            focus.leave()
            self._window.stack.removeWidget(focus)
            focus.deleteLater()
        self.mode = Mode.CANVAS
        self._dress()

    def hold(self, event: QKeyEvent, *, pressed: bool) -> bool:
        """Whether a key that is held was for the focus view."""
        if self.mode is not Mode.FOCUS or self.focus is None or not self._window.keys.is_held("peek", event.key()):
            return False
        if not event.isAutoRepeat():
            self.focus.looking.set_peek(pressed)
        return True

    def _leave_focus(self, photo_id: int, paint: bool) -> None:
        window, focus = self._window, self.focus
        if window.session is None or window.workspace is None or focus is None:
            return
        focus.close_view()
        self.mode = Mode.CANVAS
        self._dress()
        window.stack.setCurrentWidget(window.workspace)
        if photo_id in window.session.order:
            window.session.go_to(photo_id)
        if paint:
            window.workspace.pick_tool("brush")
        window.workspace.canvas.setFocus()
        if window.session.current_id is not None:
            window.show_photo(window.session.current_id)  # the focus view may have named another that is gone

    def _dress(self) -> None:
        """Menus, keys, enabled actions and the bottom line of the mode."""
        window = self._window
        window.status.elsewhere = self.mode is Mode.FOCUS
        for menu in MENUS:
            here = any(self.mode in action.modes for action in menu.actions)
            self._menus[menu.title].menuAction().setVisible(here)
        window.live_actions.set_keys(window.keys.actions, self.mode)
        window.live_actions.refresh()
