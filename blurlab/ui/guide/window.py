"""The guide in a window: contents and search on the left, a page on the right. It needs no network."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from blurlab.ui.guide.pages import INDEX, contents, search
from blurlab.ui.guide.reader import Reader
from blurlab.ui.language import tr
from blurlab.ui.shell.icons import icon
from blurlab.ui.shell.window_layout import take_size

_PLACE = Qt.ItemDataRole.UserRole


class _Field(QLineEdit):
    """The arrow down leads to what was found."""

    listWanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.listWanted.emit()
        else:
            super().keyPressEvent(event)


class GuideWindow(QDialog):
    """Stays open beside the work."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Guide"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._been: list[str] = []
        self._at = -1
        self.field = _Field()
        self.field.setPlaceholderText(tr("Search the guide"))
        self.field.setClearButtonEnabled(True)
        self.field.setAccessibleName(tr("Search the guide"))
        self.field.textChanged.connect(self._search)
        self.field.returnPressed.connect(self._open_first)
        self.list = QListWidget()
        self.list.setObjectName("pages")
        self.list.setWordWrap(True)
        self.list.setAccessibleName(tr("Pages of the guide"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.list.currentItemChanged.connect(self._chosen)
        self.field.listWanted.connect(self.list.setFocus)
        self.reader = Reader()
        self.reader.setAccessibleName(tr("Page of the guide"))
        self.reader.wanted.connect(self.open_place)
        self.back = _step("previous", "Back", "Alt+Left", self)
        self.back.clicked.connect(lambda: self._go(-1))
        self.forward = _step("next", "Forward", "Alt+Right", self)
        self.forward.clicked.connect(lambda: self._go(1))
        self._lay_out()
        self._show_contents()
        QShortcut("Ctrl+F", self, self.field.setFocus)

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(10, 10, 6, 6)
        column.setSpacing(8)
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self.back)
        top.addWidget(self.forward)
        top.addWidget(self.field, 1)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setHandleWidth(3)
        halves.setChildrenCollapsible(False)
        halves.addWidget(left)
        halves.addWidget(self.reader)
        halves.setStretchFactor(1, 1)
        halves.setSizes([270, 790])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(halves)
        take_size(self, 1060, 740)

    def open_place(self, place: str) -> None:
        """Show `page.md` or `page.md#anchor`."""
        del self._been[self._at + 1 :]
        self._been.append(place)
        self._go(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape ends the search before it ends the window."""
        if event.key() == Qt.Key.Key_Escape and self.field.text():
            self.field.clear()
        else:
            super().keyPressEvent(event)

    def _go(self, by: int) -> None:
        self._at += by
        self.back.setEnabled(self._at > 0)
        self.forward.setEnabled(self._at < len(self._been) - 1)
        place = self._been[self._at]
        self.reader.open_place(place)
        self.reader.mark(self.field.text())
        if not self.field.text():
            self._select(place.partition("#")[0])

    def _select(self, page: str) -> None:
        """Show in the contents which page is read, without opening it again."""
        rows = [row for row in range(self.list.count()) if self.list.item(row).data(_PLACE) == page]
        self.list.blockSignals(True)
        self.list.setCurrentRow(rows[0] if rows else -1)
        self.list.blockSignals(False)

    def _chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(_PLACE):
            self.open_place(item.data(_PLACE))

    def _show_contents(self) -> None:
        self.list.clear()
        self._add("Contents", INDEX)
        for group, entries in contents():
            heading = self._add(group, "")
            heading.setFlags(Qt.ItemFlag.NoItemFlags)
            for title, page in entries:
                self._add(f"    {title}", page)

    def _search(self, words: str) -> None:
        self.list.blockSignals(True)  # what is found is opened when it is chosen
        if words.strip():
            self.list.clear()
            for hit in search(words):
                heading, page = hit.section.heading, hit.section.page
                name = heading if heading == page else f"{heading} – {page}"
                self._add(f"{name}\n{hit.snippet}", hit.section.place)
            if not self.list.count():
                self._add("Nothing in the guide holds all of these words.", "").setFlags(Qt.ItemFlag.NoItemFlags)
        else:
            self._show_contents()
        self.list.blockSignals(False)
        self.reader.mark(words)
        if not words.strip():
            self._select(self.reader.place.partition("#")[0])

    def _open_first(self) -> None:
        first = self.list.item(0)
        if first is not None and first.data(_PLACE):
            self.list.setCurrentItem(first)

    def _add(self, text: str, place: str) -> QListWidgetItem:
        item = QListWidgetItem(text)
        item.setData(_PLACE, place)
        self.list.addItem(item)
        return item


def show_guide(beside: QWidget, place: str = INDEX) -> GuideWindow:
    """Open the guide at a place, for the window that `beside` is in; there is one for each.

    A modal dialog gets a guide of its own: it keeps the hands from any other window.
    """
    window = beside.window()
    while not window.isModal() and (parent := window.parentWidget()) is not None:
        window = parent.window()
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    shown = next(iter(window.findChildren(GuideWindow, options=direct)), None) or GuideWindow(window)
    shown.open_place(place)
    shown.show()
    shown.raise_()
    shown.activateWindow()
    return shown


def _step(name: str, words: str, key: str, parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setObjectName("flat")
    button.setIcon(icon(name))
    button.setToolTip(f"{words}.  {key}")
    button.setAccessibleName(tr(words))
    button.setShortcut(key)
    return button
