"""The main window: the start page or the workspace, menus, messages; opening, closing and quitting in good order.

Only Qt is imported here, so that the window is on screen before the arrays, the decoders and the canvas are loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from blurlab.errors import UserError
from blurlab.files.there import is_file
from blurlab.session.notice import Level, Notice
from blurlab.session.settings import Settings, annotator, recent_projects, remember_project
from blurlab.session.tasks import Tasks
from blurlab.ui.actions.key_map import KeyMap
from blurlab.ui.actions.registry import LiveActions
from blurlab.ui.panels.status_line import StatusLine
from blurlab.ui.shell.bringing_up import brought_up
from blurlab.ui.shell.help import Help
from blurlab.ui.shell.icons import icon
from blurlab.ui.shell.in_steps import InSteps
from blurlab.ui.shell.menus import fill_menus
from blurlab.ui.shell.message_bar import MessageBar
from blurlab.ui.shell.modes import Modes
from blurlab.ui.shell.start_page import StartPage
from blurlab.ui.shell.theme import Appearance, apply_appearance

if TYPE_CHECKING:
    from blurlab.session.opening import Opened
    from blurlab.session.photos.current_photo import CurrentPhoto
    from blurlab.session.session import Session
    from blurlab.ui.cull.view import CullView
    from blurlab.ui.shell.first_steps import FirstSteps
    from blurlab.ui.shell.workspace import Workspace
from blurlab.ui.language import tr
from blurlab.ui.shell.window_layout import remember_layout, restore_layout


class MainWindow(QMainWindow):
    """One window, at most one open project: `session` and `workspace`, both None on the start page."""

    def __init__(
        self,
        settings: Settings,
        *,
        predictor_module: str | None = None,
        trainer_module: str | None = None,
        sampler_module: str | None = None,
        first_steps: bool = False,
    ) -> None:
        """`first_steps`: whether whoever has not put the hints away is shown them."""
        super().__init__()
        self.settings = settings
        self.session: Session | None = None
        self.workspace: Workspace | None = None
        self.author = annotator()
        self._predictor_module = predictor_module
        self._trainer_module = trainer_module
        self._sampler_module = sampler_module
        self._tasks = Tasks(1, self)
        self._opening = False
        self._building: InSteps | None = None  # what an opened project is shown by
        self._quitting = False
        self._first_steps_due = first_steps
        self.first_steps: FirstSteps | None = None  # of the workspace
        self.help = Help(self)
        self.keys = KeyMap(settings, self)
        self.modes = Modes(self, self)
        self.live_actions = LiveActions(self, self, self.keys.actions)
        self.actions_by_id = self.live_actions.by_id
        self.keys.changed.connect(lambda: self.live_actions.set_keys(self.keys.actions, self.modes.mode))
        self.setWindowTitle("blurlab")
        self.setWindowIcon(icon("blurlab"))
        self.setAcceptDrops(True)
        self.start_page = StartPage(
            [self.actions_by_id[name] for name in ("open_folder", "open_project", "open_shared", "open_samples")]
        )
        self.start_page.chosen.connect(lambda folder: self.open([folder]))
        self.start_page.set_recent(recent_projects(settings))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.start_page)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.stack)
        self.messages = MessageBar(centre)
        self.setCentralWidget(centre)
        self.status = StatusLine()
        self.setStatusBar(self.status)
        self.modes.take_menus(fill_menus(self.menuBar(), self.actions_by_id, self._dress, self._speak))
        self.live_actions.refresh()
        restore_layout(self, settings)
        self._tell_of_settings()

    # ------------------------------------------------------------ opening and closing

    def open(self, paths: Sequence[Path | str]) -> None:
        """Open a project, a folder of photos or photo files; what is open is closed first.

        Photo files given while a project is open are added to it.
        """
        chosen = [Path(path) for path in paths]
        if not chosen or self._opening:
            return
        if self.session is not None:
            if all(is_file(path) for path in chosen):
                self.session.add_photos(chosen)
            else:
                self.close_project(then=lambda: self.open(chosen))
            return
        from blurlab.session.opening import open_paths  # noqa: PLC0415  (arrays and decoders: after the first show)

        self._begin_opening(lambda: open_paths(chosen), f"Opening “{chosen[0].name}”…", lambda: self.open(chosen))

    def open_samples(self) -> None:
        """Open the sample photos that come with blurlab."""
        if self._opening:
            return
        if self.session is not None:
            self.close_project(then=self.open_samples)
            return
        from blurlab.session.opening import open_samples  # noqa: PLC0415

        self._begin_opening(open_samples, "Opening the sample photos…", self.open_samples)

    def open_shared(self, url: str) -> None:
        """Open the project that a team shares at `url`; what is open is closed first."""
        if self.session is not None:
            self.close_project(then=lambda: self.open_shared(url))
        elif not self._opening:
            from blurlab.session.opening import open_shared  # noqa: PLC0415

            self._begin_opening(lambda: open_shared(url), "Opening the shared project…", lambda: self.open_shared(url))

    def close_project(self, then: Callable[[], None] | None = None) -> None:
        """Save, close the project and show the start page; `then` is called when that is done."""
        if self.session is None:
            if then is not None:
                then()
            return
        for dialog in self.findChildren(QDialog, "exchange"):
            dialog.done(0)  # stops what it does, while the project is still open
        self._take_hands_off(True)
        self.session.close(lambda saved: self._project_closed(saved, then))

    def _begin_opening(self, work: Callable[[], Opened], sentence: str, again: Callable[[], None]) -> None:
        self._opening = True
        self.messages.clear("opening")
        self.start_page.set_busy(sentence)
        self._tasks.run(work, self._opened, lambda problem: self._not_opened(problem, again))

    def _opened(self, opened: Opened) -> None:
        def failed(error: UserError) -> None:  # what opening it did not read yet is damaged, or the disk refuses since
            self._not_opened(error, lambda: self.open([opened.project.folder]))

        steps = brought_up(self, opened, self._make_session, self._show_session)
        self._building = InSteps(steps, self._opening_ended, failed, self)

    def _opening_ended(self) -> None:
        self._building, self._opening = None, False
        self.start_page.set_busy("")
        self._tell_of_settings()

    def _make_session(self, opened: Opened) -> Session:
        from blurlab.session.session import Session  # noqa: PLC0415

        return Session(
            opened,
            opened.author or self.author,
            self,
            predictor_module=self._predictor_module,
            trainer_module=self._trainer_module,
            sampler_module=self._sampler_module,
        )

    def _show_session(self, session: Session, workspace: Workspace) -> None:
        self.session, self.workspace = session, workspace
        notices, adder, current, order = session.notices, session.adder, session.current_photo, session.order
        notices.told.connect(self.messages.show_notice)
        notices.cleared.connect(self.messages.clear)
        adder.progressed.connect(self._show_adding)
        current.changed.connect(self._show_title)
        order.listChanged.connect(self.live_actions.refresh)
        workspace.stateChanged.connect(self.live_actions.refresh)
        workspace.focusAsked.connect(self.enter_focus)
        self._offer_first_steps(workspace, current)
        self.stack.setCurrentWidget(workspace)
        workspace.canvas.setFocus()
        remember_project(self.settings, session.project.folder)
        self.live_actions.refresh()
        self._show_title()

    def _offer_first_steps(self, workspace: Workspace, current: CurrentPhoto) -> None:
        from blurlab.ui.shell.first_steps import FirstSteps  # noqa: PLC0415

        self.first_steps = steps = FirstSteps(self.settings, self.actions_by_id, workspace)
        if self._first_steps_due and steps.due:
            current.shown.connect(lambda _opened: steps.show(), Qt.ConnectionType.SingleShotConnection)

    def _not_opened(self, error: UserError, again: Callable[[], None]) -> None:
        self._opening_ended()
        self.messages.show_notice(Notice("opening", error.sentence, Level.ERROR, "Retry", again, code=error.code))

    def _project_closed(self, saved: bool, then: Callable[[], None] | None) -> None:
        if not saved:
            self._take_hands_off(False)
            sentence = "The last strokes could not be saved as a mask; they are kept in the journal as far as possible."
            self.messages.show_notice(
                Notice("closing", sentence, Level.ERROR, "Close anyway", lambda: self.discard(then))
            )
            return
        self._take_down()
        if then is not None:
            then()

    def discard(self, then: Callable[[], None] | None = None) -> None:
        """Close the project without the saving that failed; the journal keeps what it can."""
        if self.session is not None:
            self.session.discard()
        self._take_down()
        if then is not None:
            then()

    def _take_hands_off(self, off: bool) -> None:
        """While a project closes: further painting and reviewing would delay the last saving for ever."""
        if self.workspace is not None:
            self.workspace.setEnabled(not off)
        self.menuBar().setEnabled(not off)  # its keys with it

    def _take_down(self) -> None:
        self._take_hands_off(False)
        session, workspace = self.session, self.workspace
        self.session = self.workspace = self.first_steps = None
        self.modes.take_down()
        if workspace is not None:
            workspace.leave()
            self.stack.removeWidget(workspace)
            workspace.deleteLater()
        if session is not None:
            session.deleteLater()
        self.messages.clear()
        self.status.clear_all()
        self.start_page.set_recent(recent_projects(self.settings))
        self.live_actions.refresh()
        self._show_title()

    def closeEvent(self, event: QCloseEvent) -> None:
        remember_layout(self, self.settings)
        if self.session is None or self._quitting:
            self._tasks.leave()
            if self._building is not None:
                self._building.stop()
            self.settings.sync()
            event.accept()
            return
        event.ignore()  # the window goes when the last stroke is safe
        self.close_project(then=self._quit)

    def _quit(self) -> None:
        self._quitting = True
        self.close()

    # ------------------------------------------------------------ actions

    @property
    def focus_view(self) -> CullView | None:
        """While it is on the screen."""
        return self.modes.focus_view

    def enter_focus(self) -> None:
        """Show the focus view at the photo that is open."""
        self.modes.enter_focus()

    def ask_for_folder(self, title: str = "Open a folder of photos") -> None:
        self._open_chosen([QFileDialog.getExistingDirectory(self, title, self._last_folder())])

    def ask_for_project(self) -> None:
        self.ask_for_folder("Open a blurlab project (NAME.blurlab)")

    def ask_for_photos(self) -> None:
        files, _ = QFileDialog.getOpenFileNames(self, tr("Add photos"), self._last_folder())
        self._open_chosen(files)

    def _open_chosen(self, names: Sequence[str]) -> None:
        chosen = [Path(name) for name in names if name]
        if chosen:
            self.settings.put("last_folder", str(chosen[0].parent))
            self.open(chosen)

    def _last_folder(self) -> str:
        return self.settings.text("last_folder") or str(Path.home())

    def import_masks(self) -> None:
        from blurlab.ui.exchange.import_dialog import ImportDialog  # noqa: PLC0415

        if self.session is not None:
            dialog = ImportDialog(self.session.project, self.session.autosave, self.settings, self)
            dialog.tookIn.connect(self.session.reread)
            dialog.open()

    def export_masks(self) -> None:
        from blurlab.ui.exchange.export_dialog import ExportDialog  # noqa: PLC0415

        if self.session is not None:
            ExportDialog(self.session.project, self.settings, self).open()

    def show_first_steps(self) -> None:
        """Lay the four hints over the workspace."""
        if self.first_steps is not None:
            self.first_steps.show()

    def show_keys(self) -> None:
        from blurlab.ui.actions.key_sheet import KeySheet  # noqa: PLC0415

        if open_sheets := self.findChildren(KeySheet):
            open_sheets[0].close()
            return
        sheet = KeySheet(self.keys, self, self.modes.mode)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.show()

    def _dress(self, appearance: Appearance, _checked: bool = False) -> None:
        self.settings.put("appearance", str(appearance))
        application = QApplication.instance()
        if isinstance(application, QApplication):
            apply_appearance(application, appearance)

    def _speak(self, language: str, _checked: bool = False) -> None:
        self.settings.put("language", language)
        sentence = "The language changes when blurlab is started again."
        self.messages.show_notice(Notice("language", sentence, passing=True))

    # ------------------------------------------------------------ what is shown

    def _show_adding(self, done: int, total: int) -> None:
        if done >= total:
            self.messages.clear("progress")
        elif done % 25 == 1:
            self.messages.show_notice(Notice("progress", f"Adding photos: {done} of {total}…"))

    def _show_title(self) -> None:
        parts = ["blurlab"]
        if (session := self.session) is not None:
            name = session.photo(session.current_id).name if session.current_id is not None else ""
            parts = [name, session.project.name, *parts]
        self.setWindowTitle(" – ".join(part for part in parts if part))

    def show_photo(self, photo_id: int) -> None:
        """Name this photo in the title and in the bottom line, if another than the open one is shown."""
        if self.session is not None:
            photo, order, project = self.session.photo(photo_id), self.session.order, self.session.project
            self.setWindowTitle(tr(f"{photo.title} – {project.name} – blurlab"))
            self.status.show_photo(photo, order.shown_name(photo_id), order.number(photo_id), len(order))
            self.status.show_cursor(-1, -1)

    def _tell_of_settings(self) -> None:
        """What was damaged of the settings, as soon as it was looked for."""
        if told := self.settings.told():
            self.messages.show_notice(Notice("settings", told, Level.WARNING))

    # ------------------------------------------------------------ events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Held keys work wherever the focus is."""
        if self.modes.hold(event, pressed=True):
            return
        canvas = self.workspace.canvas if self.workspace is not None else None
        if canvas is not None and self.keys.is_held("peek", event.key()):
            canvas.set_peek(True)
        elif canvas is not None and event.key() == Qt.Key.Key_Space:
            canvas.hold_pan(True)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if self.modes.hold(event, pressed=False):
            return
        canvas = self.workspace.canvas if self.workspace is not None else None
        if canvas is not None and not event.isAutoRepeat() and self.keys.is_held("peek", event.key()):
            canvas.set_peek(False)
        elif canvas is not None and not event.isAutoRepeat() and event.key() == Qt.Key.Key_Space:
            canvas.hold_pan(False)
        else:
            super().keyReleaseEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        QTimer.singleShot(0, lambda: self.open(paths))  # the program that drags is not kept waiting
