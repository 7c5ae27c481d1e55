"""The menu Help: the log, what to send with a question, blurlab's libraries; the guide has a room of its own."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, Qt, qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from blurlab.log import last_lines, log_file, system, versions
from blurlab.ui.guide.window import show_guide
from blurlab.ui.language import tr
from blurlab.ui.shell.window_layout import take_size
from blurlab.version import __version__

_ABOUT: Final = "blurlab shows, corrects and learns which parts of a photo are blurred. It is under the MIT licence."
_LINES_SHOWN: Final = 2000
_LINES_COPIED: Final = 60


class Help(QObject):
    """Windows that stay open beside the work; one of each."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window

    def show_guide(self) -> None:
        show_guide(self._window)

    def show_log(self) -> None:
        lines = last_lines(_LINES_SHOWN)
        head = f"{log_file()}\n\n"
        self._show("Log").read_lines(head + ("\n".join(lines) or "There is no log yet."))

    def copy_diagnostics(self) -> str:
        """Put facts that help to find a mistake on the clipboard, and show them: it may name photos, as the log
        does."""
        text = diagnostics()
        QGuiApplication.clipboard().setText(text)
        self._show("Diagnostics, copied").read_lines(text)
        return text

    def show_about(self) -> None:
        rows = "\n".join(f"| {name} | {version} | {licence} |" for name, version, licence in versions())
        runs_on = ", ".join(system())
        self._show("About").read_markdown(
            f"# blurlab {__version__}\n\n{tr(_ABOUT)}\n\n{tr(f'It runs on {runs_on}, with Qt {qVersion()}.')}\n\n"
            f"| {tr('it uses')} | {tr('version')} | {tr('licence')} |\n| --- | --- | --- |\n{rows}\n"
        )

    def _show(self, title: str) -> TextWindow:
        shown = next((one for one in self._window.findChildren(TextWindow) if one.windowTitle() == title), None)
        shown = shown or TextWindow(title, self._window)
        shown.show()
        shown.raise_()
        return shown


class TextWindow(QDialog):
    """Text to be read, selected and copied."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.text = QTextBrowser()
        self.text.setAccessibleName(title)
        self.text.setOpenExternalLinks(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        layout.addWidget(self.text)
        layout.addWidget(buttons)
        take_size(self, 820, 560)

    def read_markdown(self, text: str) -> None:
        self.text.setMarkdown(text)

    def read_lines(self, text: str) -> None:
        """Show these lines in letters of one width, the last one in view."""
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setLineWrapMode(QTextBrowser.LineWrapMode.NoWrap)
        self.text.setPlainText(text)
        bar = self.text.verticalScrollBar()
        bar.setValue(bar.maximum())


def diagnostics() -> str:
    """Versions, system, screens and the last lines of the log."""
    screens = [
        f"{screen.size().width()} × {screen.size().height()} at {screen.devicePixelRatio():g}"
        for screen in QGuiApplication.screens()
    ]
    facts = [
        f"blurlab {__version__}",
        *system(),
        f"Qt {qVersion()} on {QGuiApplication.platformName()}",
        f"screens: {', '.join(screens)}",
        ", ".join(f"{name} {version}" for name, version, _ in versions()),
    ]
    return "\n".join([*facts, "", *last_lines(_LINES_COPIED)])
