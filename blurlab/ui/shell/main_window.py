"""The main window: the start page or the workspace, menus, messages; opening, closing and quitting in good order.

Only Qt is imported here, so that the window is on screen before the arrays, the decoders and the canvas are loaded.
"""

from __future__ import annotations

import getpass
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from blurlab.errors import UserError
from blurlab.session.notice import Level, Notice
from blurlab.session.settings import recent_projects, remember_project
from blurlab.session.tasks import Tasks
from blurlab.ui.actions.action_spec import advancing_id
from blurlab.ui.actions.actions import ACTIONS, build_actions
from blurlab.ui.actions.cull_actions import FOCUS_ACTIONS
from blurlab.ui.actions.key_map import KeyMap
from blurlab.ui.actions.key_sheet import KeySheet
from blurlab.ui.canvas.tools.registry import CHOSEN
from blurlab.ui.panels.status_line import StatusLine
from blurlab.ui.shell.icons import icon
from blurlab.ui.shell.message_bar import MessageBar
from blurlab.ui.shell.modes import Modes
from blurlab.ui.shell.start_page import StartPage
from blurlab.ui.shell.theme import Appearance, apply_appearance

if TYPE_CHECKING:
    from blurlab.session.opening import Opened
    from blurlab.session.session import Session
    from blurlab.ui.shell.workspace import Workspace

_MENUS = ("File", "Edit", "View", "Photo", "Inspect", "Judge", "Results", "Train", "Help")
# A line above these.
_SEPARATED = {"import_masks", "save", "quit", "brush", "swap", "smaller", "fit", "accept", "train"}
_SEPARATED |= {"focus_grid", "focus_next", "focus_fit", "focus_loupe", "focus_inspect", "focus_paint"}
_SEPARATED |= {"focus_pick", "focus_label_red", "focus_verdict_all_sharp", "focus_undo", "focus_csv", "focus_bin"}
# Greyed by those who know their state.
_ALWAYS_LIVE = {"train", "stop_training", "undo", "redo", "focus_undo", "focus_redo", "focus_inspect"}
_ALWAYS_LIVE |= {"focus_fit", "focus_actual_size", "focus_zoom_in", "focus_zoom_out"}
_ALWAYS_LIVE |= {"pause_training", "roll_back"}


class MainWindow(QMainWindow):
    """One window, at most one open project: `session` and `workspace`, both None on the start page."""

    def __init__(
        self,
        settings: QSettings,
        *,
        predictor_module: str | None = None,
        trainer_module: str | None = None,
        sampler_module: str | None = None,
    ) -> None:
        super().__init__()
        self.settings = settings
        self.session: Session | None = None
        self.workspace: Workspace | None = None
        self.author = _author()
        self._predictor_module = predictor_module
        self._trainer_module = trainer_module
        self._sampler_module = sampler_module
        self._tasks = Tasks(1, self)
        self._opening = False
        self._quitting = False
        self.keys = KeyMap(settings, self)
        self.modes = Modes(self)
        self.actions_by_id = build_actions(self, self._handlers(), self.keys.specs)
        self.keys.changed.connect(lambda: self.keys.dress(self.actions_by_id, self.modes.mode))
        self.setWindowTitle("blurlab")
        self.setWindowIcon(icon("blurlab"))
        self.setAcceptDrops(True)
        self.start_page = StartPage(
            [self.actions_by_id[name] for name in ("open_folder", "open_project", "open_samples")]
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
        self._fill_menus()
        self.enable_actions()
        self._restore_layout()

    # ------------------------------------------------------------ opening and closing

    def open(self, paths: Sequence[Path | str]) -> None:
        """Open a project, a folder of photos or photo files; what is open is closed first.

        Photo files given while a project is open are added to it.
        """
        chosen = [Path(path) for path in paths]
        if not chosen or self._opening:
            return
        if self.session is not None:
            if all(path.is_file() for path in chosen):
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

    def close_project(self, then: Callable[[], None] | None = None) -> None:
        """Save, close the project and show the start page; `then` is called when that is done."""
        if self.session is None:
            if then is not None:
                then()
            return
        for dialog in self.findChildren(QDialog, "exchange"):
            dialog.done(0)  # stops what it does, while the project is still open
        self.session.close(lambda saved: self._project_closed(saved, then))

    def _begin_opening(self, work: Callable[[], Opened], sentence: str, again: Callable[[], None]) -> None:
        self._opening = True
        self.messages.clear("opening")
        self.start_page.set_busy(sentence)
        self._tasks.run(work, self._opened, lambda problem: self._not_opened(problem, again))

    def _opened(self, opened: Opened) -> None:
        from blurlab.session.session import Session  # noqa: PLC0415
        from blurlab.ui.shell.workspace import Workspace  # noqa: PLC0415

        self._opening = False
        self.start_page.set_busy("")
        session = Session(
            opened,
            self.author,
            self,
            predictor_module=self._predictor_module,
            trainer_module=self._trainer_module,
            sampler_module=self._sampler_module,
        )
        self.session = session
        session.notice.connect(self.messages.show_notice)
        session.noticeCleared.connect(self.messages.clear)
        session.adding.connect(self._show_adding)
        session.currentChanged.connect(self._show_title)
        session.photosChanged.connect(self.enable_actions)
        self.workspace = Workspace(session, self.actions_by_id, self.status, self.settings)
        self.stack.addWidget(self.workspace)
        self.stack.setCurrentWidget(self.workspace)
        self.workspace.canvas.setFocus()
        remember_project(self.settings, session.project.folder)
        self.enable_actions()
        self._show_title()
        session.start()

    def _not_opened(self, error: UserError, again: Callable[[], None]) -> None:
        self._opening = False
        self.start_page.set_busy("")
        self.messages.show_notice(Notice("opening", error.sentence, Level.ERROR, "Retry", again, code=error.code))

    def _project_closed(self, saved: bool, then: Callable[[], None] | None) -> None:
        if not saved:
            sentence = "The last strokes could not be saved as a mask; they are kept in the journal as far as possible."
            self.messages.show_notice(
                Notice("closing", sentence, Level.ERROR, "Close anyway", lambda: self._discard(then))
            )
            return
        self._take_down()
        if then is not None:
            then()

    def _discard(self, then: Callable[[], None] | None) -> None:
        if self.session is not None:
            self.session.discard()
        self._take_down()
        if then is not None:
            then()

    def _take_down(self) -> None:
        session, workspace = self.session, self.workspace
        self.session = self.workspace = None
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
        self.enable_actions()
        self._show_title()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.settings.setValue("geometry", self.saveGeometry())
        if self.session is None or self._quitting:
            self._tasks.leave()
            self.settings.sync()
            event.accept()
            return
        event.ignore()  # the window goes when the last stroke is safe
        self.close_project(then=self._quit)

    def _quit(self) -> None:
        self._quitting = True
        self.close()

    # ------------------------------------------------------------ actions

    def _handlers(self) -> dict[str, Callable[[], None]]:
        def on(act: Callable[[Session, Workspace], object]) -> Callable[[], None]:
            def handler() -> None:
                if self.session is not None and self.workspace is not None:
                    act(self.session, self.workspace)

            return handler

        return {
            "open_folder": self._ask_for_folder,
            "open_project": self._ask_for_project,
            "open_samples": self.open_samples,
            "add_photos": self._ask_for_photos,
            "import_masks": on(lambda session, _: self._import_masks(session)),
            "export_masks": on(lambda session, _: self._export_masks(session)),
            "save": on(lambda session, _: session.save_now()),
            "close_project": self.close_project,
            "quit": self.close,
            "undo": on(lambda _, work: work.canvas.undo()),
            "redo": on(lambda _, work: work.canvas.redo()),
            **{tool.id: on(lambda _, work, tool=tool: work.pick_tool(tool.id)) for tool in CHOSEN},
            "fill_holes": on(lambda _, work: work.canvas.fill_holes()),
            "grow": on(lambda _, work: work.canvas.grow_region(1)),
            "shrink": on(lambda _, work: work.canvas.grow_region(-1)),
            "outline_only": on(lambda _, work: work.toggle_outline_only()),
            "compare": on(lambda _, work: work.comparison.toggle()),
            "compare_next": on(lambda _, work: work.comparison.next()),
            "compare_next_right": on(lambda _, work: work.comparison.next_right()),
            "show_prediction": on(lambda session, _: session.blind.show_prediction()),
            "loupe": on(lambda _, work: work.toggle_loupe()),
            "navigator": on(lambda _, work: work.toggle_navigator()),
            "screen_sizes": on(lambda _, work: work.toggle_screen_sizes()),
            "pressure": on(lambda _, work: work.toggle_pressure()),
            "uncertainty": on(lambda _, work: work.toggle_uncertainty()),
            "next_uncertain": on(lambda _, work: work.next_uncertain()),
            "swap": on(lambda _, work: work.swap()),
            "ignore": on(lambda _, work: work.toggle_ignore()),
            "smaller": on(lambda _, work: work.canvas.step_size(-1)),
            "larger": on(lambda _, work: work.canvas.step_size(1)),
            "overlay": on(lambda _, work: work.toggle_overlay()),
            "fit": on(lambda _, work: work.canvas.fit()),
            "actual_size": on(lambda _, work: work.canvas.zoom_to(1.0)),
            "zoom_in": on(lambda _, work: work.canvas.zoom_in()),
            "zoom_out": on(lambda _, work: work.canvas.zoom_out()),
            "next": on(lambda session, _: session.navigation.next()),
            "previous": on(lambda session, _: session.navigation.previous()),
            "most_helpful": on(lambda session, _: session.navigation.most_helpful()),
            "search": on(lambda _, work: work.photo_list.head.find()),
            "filters": on(lambda _, work: work.photo_list.head.open_filters()),
            "next_sort": on(lambda _, work: work.photo_list.head.next_sort()),
            "accept": on(lambda session, _: session.review.accept()),
            "accept_next": on(lambda session, _: session.review.accept(advance=True)),
            "reject": on(lambda session, _: session.review.reject()),
            "reject_next": on(lambda session, _: session.review.reject(advance=True)),
            "unset": on(lambda session, _: session.review.unset()),
            "unset_next": on(lambda session, _: session.review.unset(advance=True)),
            "defocus": on(lambda session, _: session.review.tag("defocus")),
            "motion": on(lambda session, _: session.review.tag("motion")),
            "accept_many": on(lambda _, work: work.accept_many()),
            "take_back_many": on(lambda session, _: session.bulk.take_back()),
            "note": on(lambda _, work: work.facts.write()),
            "other_mask": on(lambda _, work: work.facts.use_other()),
            "skip": on(lambda session, _: session.review.skip()),
            "train": on(lambda _, work: work.training.ask_start()),
            "stop_training": on(lambda session, _: session.models.stop_training()),
            "pause_training": on(lambda session, _: session.models.toggle_pause()),
            "roll_back": on(lambda session, _: session.models.roll_back()),
            "new_domain": on(lambda _, work: work.show_new_domain()),
            "pin": on(lambda session, _: session.models.toggle_pin()),
            "synthetic": on(lambda _, work: work.toggle_synthetic()),
            "focus": self.modes.enter_focus,
            "keys": self._show_keys,
            **self._focus_handlers(),
        }

    def _focus_handlers(self) -> dict[str, Callable[[], None]]:
        handlers: dict[str, Callable[[], None]] = {}
        for spec in FOCUS_ACTIONS:
            handlers[spec.id] = lambda name=spec.id: self.modes.act(name)
            if spec.advances:
                handlers[advancing_id(spec)] = lambda name=spec.id: self.modes.act(name, advance=True)
        return handlers

    def _fill_menus(self) -> None:
        menus = {title: self.menuBar().addMenu(title) for title in _MENUS}
        for title, menu in menus.items():
            for spec in ACTIONS:
                if spec.menu == title:
                    if spec.id in _SEPARATED:
                        menu.addSeparator()
                    menu.addAction(self.actions_by_id[spec.id])
            if title == "View":
                looks = menu.addMenu("Appearance")
                for appearance in Appearance:
                    looks.addAction(str(appearance).capitalize(), lambda appearance=appearance: self._dress(appearance))
                menus["Inspect"].addMenu(looks)
        self.modes.take_menus(menus)

    def enable_actions(self) -> None:
        has = {
            "": True,
            "project": self.session is not None,
            "photo": self.session is not None and len(self.session.order) > 0,
        }
        for spec in ACTIONS:
            action = self.actions_by_id[spec.id]
            usable = has[spec.needs] and self.modes.mode in spec.modes
            if not has[spec.needs] or spec.id not in _ALWAYS_LIVE:
                action.setEnabled(usable)
            if spec.advances:
                self.actions_by_id[advancing_id(spec)].setEnabled(action.isEnabled())

    def _ask_for_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "Open a folder of photos", self._last_folder())
        self._open_chosen([folder])

    def _ask_for_project(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "Open a blurlab project (NAME.blurlab)", self._last_folder())
        self._open_chosen([folder])

    def _ask_for_photos(self) -> None:
        files, _ = QFileDialog.getOpenFileNames(self, "Add photos", self._last_folder())
        self._open_chosen(files)

    def _open_chosen(self, names: Sequence[str]) -> None:
        chosen = [Path(name) for name in names if name]
        if chosen:
            self.settings.setValue("last_folder", str(chosen[0].parent))
            self.open(chosen)

    def _last_folder(self) -> str:
        return str(self.settings.value("last_folder", "") or Path.home())

    def _import_masks(self, session: Session) -> None:
        from blurlab.ui.exchange.import_dialog import ImportDialog  # noqa: PLC0415

        ImportDialog(session, self.settings, self).open()

    def _export_masks(self, session: Session) -> None:
        from blurlab.ui.exchange.export_dialog import ExportDialog  # noqa: PLC0415

        ExportDialog(session, self.settings, self).open()

    def _show_keys(self) -> None:
        if open_sheets := self.findChildren(KeySheet):
            open_sheets[0].close()
            return
        sheet = KeySheet(self.keys, self, self.modes.mode)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.show()

    def _dress(self, appearance: Appearance) -> None:
        self.settings.setValue("appearance", str(appearance))
        application = QApplication.instance()
        if isinstance(application, QApplication):
            apply_appearance(application, appearance)

    # ------------------------------------------------------------ what is shown

    def _show_adding(self, done: int, total: int) -> None:
        if done >= total:
            self.messages.clear("progress")
        elif done % 25 == 1:
            self.messages.show_notice(Notice("progress", f"Adding photos: {done} of {total}…"))

    def _show_title(self) -> None:
        session = self.session
        if session is None:
            self.setWindowTitle("blurlab")
            return
        name = session.photo(session.current_id).name if session.current_id is not None else ""
        self.setWindowTitle(" – ".join(part for part in (name, session.project.name, "blurlab") if part))

    def show_photo(self, photo_id: int) -> None:
        """Name this photo in the title and in the bottom line, where another than the open one is looked at."""
        if self.session is not None:
            photo, order = self.session.photo(photo_id), self.session.order
            self.setWindowTitle(f"{photo.name} – {self.session.project.name} – blurlab")
            self.status.show_photo(photo, order.number(photo_id), len(order))
            self.status.show_cursor(-1, -1)

    def _restore_layout(self) -> None:
        geometry = self.settings.value("geometry")
        if not geometry or not self.restoreGeometry(geometry):
            screen = QGuiApplication.primaryScreen().availableGeometry()
            self.resize(min(1440, round(screen.width() * 0.9)), min(920, round(screen.height() * 0.9)))

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


def _author() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no such user in this container
        return "unknown"
