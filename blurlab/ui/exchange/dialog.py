"""What the import and export dialogs share: their footer, and how they are stopped and closed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QProgressBar, QPushButton, QWidget

from blurlab.ui.exchange.work import ExchangeWork
from blurlab.ui.language import tr
from blurlab.ui.panels.controls.section import muted


class ExchangeDialog(QDialog):
    """Window-modal. A subclass sets its `work` and puts the widgets made here into its layout."""

    work: ExchangeWork

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("exchange")
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._closing = False  # as soon as the work has stopped
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.progress = QProgressBar()
        self.progress.hide()
        self.said = muted("", wrap=True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.close_button = QPushButton(tr("Close"))
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(self._stop_or_close)

    def _show_begun(self, sentence: str) -> None:
        self.said.setText(tr(sentence))
        self.progress.setRange(0, 0)
        self.progress.show()

    def _show_progress(self, done: int, total: int) -> None:
        self.progress.setRange(0, max(total, 1))
        self.progress.setValue(done)

    def _show_ended(self, sentence: str) -> None:
        self.progress.hide()
        self.said.setText(tr(sentence))

    def _close_if_asked(self) -> None:
        if self._closing:
            self.close()

    def _stop_or_close(self) -> None:
        if self.work.busy:
            self.said.setText(tr("Stopping…"))
            self.work.stop()
        else:
            self.close()

    def reject(self) -> None:  # Esc, and the window's cross
        if self.work.busy:
            self._closing = True
            self.work.stop()
        else:
            super().reject()

    def done(self, result: int) -> None:
        self.work.leave()
        super().done(result)
