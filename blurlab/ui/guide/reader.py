"""Shows one page of the guide: Markdown laid out by Qt, dressed in the window's colours, with the picture that fits."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QDesktopServices,
    QImage,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from blurlab.files.there import is_file
from blurlab.ui.guide.pages import folder, read, slug
from blurlab.ui.shell.theme import Colours, colours

_HEADINGS = {1: 3, 2: 1, 3: 0}  # steps of size above the text
_MARGIN = 28


class Reader(QTextBrowser):
    """`wanted` is emitted with the place, `page.md#anchor`, that a link leads to."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = ""
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.anchorClicked.connect(self._follow)

    def open_place(self, place: str) -> None:
        """Show a page from its top, or from the heading whose anchor follows “#”."""
        page, _, anchor = place.partition("#")
        if page != self.place.partition("#")[0]:
            self.document().setDocumentMargin(_MARGIN)
            self.setMarkdown(read(page))
            _dress(self.document(), colours())
        self.place = place
        block = self._heading(anchor) if anchor else None
        top = 0.0 if block is None else self.document().documentLayout().blockBoundingRect(block).top()
        self.verticalScrollBar().setValue(round(top))

    def has(self, anchor: str) -> bool:
        """Whether the page that is shown has this anchor."""
        return self._heading(anchor) is not None

    def mark(self, words: str) -> None:
        """Lay a tint over each of these words; none takes the tints away."""
        tint = QTextCharFormat()
        tint.setBackground(QColor(colours().accent))
        tint.setForeground(QColor(colours().on_accent))
        marks = []
        for word in words.split():
            cursor = self.document().find(word)
            while not cursor.isNull():
                mark = QTextEdit.ExtraSelection()
                mark.cursor, mark.format = cursor, tint
                marks.append(mark)
                cursor = self.document().find(word, cursor)
        self.setExtraSelections(marks)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Of a picture the one for this look, as wide as it is shown; nothing is ever fetched."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return None
        file = picture(Path(QUrl(name).path()).name, dark=colours().dark, fine=True)
        image = QImage(str(file))
        if image.isNull():
            return None
        natural = image.width() / (2 if "@2x" in file.name else 1)
        width = min(natural, self.viewport().width() - 2 * _MARGIN)
        # Brought to the screen's pixels here: Qt would drop pixels to make it fit.
        ratio = self.devicePixelRatioF()
        shown = image.scaledToWidth(max(1, round(width * ratio)), Qt.TransformationMode.SmoothTransformation)
        shown.setDevicePixelRatio(ratio)
        return shown

    def _follow(self, link: QUrl) -> None:
        if link.scheme() in {"http", "https"}:
            QDesktopServices.openUrl(link)
            return
        page = Path(link.path()).name or self.place.partition("#")[0]
        self.wanted.emit(f"{page}#{link.fragment()}" if link.hasFragment() else page)

    def _heading(self, anchor: str) -> QTextBlock | None:
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and slug(block.text()) == anchor:
                return block
            block = block.next()
        return None


def picture(name: str, *, dark: bool, fine: bool) -> Path:
    """The file of a picture in this look and scale; the plain one where there is no other."""
    plain = folder() / "pictures" / name
    shown = plain.with_stem(f"{plain.stem}{'-dark' if dark else ''}{'@2x' if fine else ''}")
    return shown if is_file(shown) else plain


def _dress(document: QTextDocument, own: Colours) -> None:
    block = document.begin()
    while block.isValid():
        _dress_block(block, own)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _dress_table(frame, own)


def _dress_block(block: QTextBlock, own: Colours) -> None:
    cursor = QTextCursor(block)
    form = QTextBlockFormat()
    level = block.blockFormat().headingLevel()
    if level:
        form.setTopMargin(0 if level == 1 else 22 if level == 2 else 16)
        form.setBottomMargin(8)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        letters = QTextCharFormat()
        letters.setProperty(QTextFormat.Property.FontSizeAdjustment, _HEADINGS.get(level, 0))
        cursor.mergeCharFormat(letters)
    elif _is_code(block):
        form.setBackground(QColor(own.raised))
        form.setLeftMargin(10)
        form.setTopMargin(0 if _is_code(block.previous()) else 6)
        form.setBottomMargin(0 if _is_code(block.next()) else 12)
    elif QTextCursor(block).currentTable() is None:
        form.setBottomMargin(4 if block.textList() is not None else 10)
        form.setLineHeight(130, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    cursor.mergeBlockFormat(form)
    _dress_fragments(block, own)


def _is_code(block: QTextBlock) -> bool:
    return block.isValid() and block.blockFormat().hasProperty(QTextFormat.Property.BlockCodeFence)


def _dress_fragments(block: QTextBlock, own: Colours) -> None:
    spans = []
    place = block.begin()
    while not place.atEnd():
        fragment = place.fragment()
        spans.append((fragment.position(), fragment.length(), fragment.charFormat()))
        place += 1
    for begin, length, form in spans:
        new = QTextCharFormat()
        if form.isImageFormat():
            image = form.toImageFormat()
            image.setMaximumWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
            new = image
        elif form.fontFixedPitch() and not _is_code(block):
            new.setBackground(QColor(own.raised))
        elif form.isAnchor():
            new.setForeground(QColor(own.accent))
        else:
            continue
        cursor = QTextCursor(block)
        cursor.setPosition(begin)
        cursor.setPosition(begin + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(new)


def _dress_table(table: QTextTable, own: Colours) -> None:
    form = table.format()
    form.setBorder(1)
    form.setBorderBrush(QBrush(QColor(own.line)))
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setBorderCollapse(True)
    form.setCellPadding(6)
    form.setCellSpacing(0)
    form.setTopMargin(4)
    form.setBottomMargin(14)
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    table.setFormat(form)
    for column in range(table.columns()):
        cell = table.cellAt(0, column)
        head = cell.format()
        head.setBackground(QColor(own.raised))
        cell.setFormat(head)
