"""What actions may ask of the main window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from blurlab.session.session import Session
    from blurlab.ui.cull.view import CullView
    from blurlab.ui.shell.help import Help
    from blurlab.ui.shell.workspace import Workspace


class Window(Protocol):
    """The session and what shows it, None while there is none, and what the window itself does."""

    session: Session | None
    workspace: Workspace | None
    help: Help

    @property
    def focus_view(self) -> CullView | None:
        """While it is on the screen."""

    def enter_focus(self) -> None: ...

    def ask_for_folder(self) -> None: ...

    def ask_for_project(self) -> None: ...

    def open_shared(self, url: str) -> None: ...

    def open_samples(self) -> None: ...

    def ask_for_photos(self) -> None: ...

    def import_masks(self) -> None: ...

    def export_masks(self) -> None: ...

    def close_project(self) -> None: ...

    def close(self) -> bool: ...

    def show_keys(self) -> None: ...

    def show_first_steps(self) -> None: ...
