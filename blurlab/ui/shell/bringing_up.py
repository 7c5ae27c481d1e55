"""From an opened project to the workspace that shows it, in steps between which the window lives."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from typing import TYPE_CHECKING, Protocol

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget

from blurlab.session.settings import Settings
from blurlab.ui.panels.status_line import StatusLine
from blurlab.ui.shell.in_steps import polished

if TYPE_CHECKING:
    from blurlab.session.opening import Opened
    from blurlab.session.session import Session
    from blurlab.ui.shell.workspace import Workspace


class Bringing(Protocol):
    """The parts of the window that a project is shown in."""

    session: Session | None
    settings: Settings
    stack: QStackedWidget
    status: StatusLine

    @property
    def actions_by_id(self) -> Mapping[str, QAction]: ...

    def discard(self) -> None: ...


def brought_up(
    window: Bringing,
    opened: Opened,
    make: Callable[[Opened], Session],
    show: Callable[[Session, Workspace], None],
) -> Generator[None, None, None]:
    """Make the session and what shows it, show it, and start it; undone where that fails or is not gone through."""
    session = workspace = None
    try:
        yield  # the first imports take their time on a slow disk
        from blurlab.ui.shell.workspace import Workspace  # noqa: PLC0415  (arrays and canvas: after the first show)

        yield
        session = make(opened)
        yield
        workspace = Workspace(session, window.actions_by_id, window.status, window.settings)
        window.stack.addWidget(workspace)  # out of sight, in the window's style
        yield from workspace.built()
        yield from polished(workspace)
        show(session, workspace)
        yield
        if not session.closed:
            session.start()
    except BaseException:
        if window.session is not None:
            window.discard()
        else:
            if session is not None:
                session.discard()
                session.deleteLater()
            if workspace is not None:
                window.stack.removeWidget(workspace)
                workspace.deleteLater()
        opened.lock.release()
        opened.project.close()
        raise
