"""Embed the canvas in a Qt window of your own: a photo, its predicted blur, brushes, undo, and the mask that comes out.

    python examples/embed_canvas.py [PHOTO]

`--once` paints one stroke by itself and ends, for machines without anybody in front of them.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow

import blurlab
from blurlab.assets import resource
from blurlab.core.editing.correction import BLURRED, SHARP, Correction
from blurlab.imaging.ports import PhotoRef
from blurlab.imaging.source import open_source
from blurlab.ui.canvas.canvas import Canvas


class Window(QMainWindow):
    def __init__(self, photo: Path) -> None:
        super().__init__()
        pixels = open_source(PhotoRef(photo)).read()
        height, width, _ = pixels.shape
        self.correction = Correction(height, width, blurlab.predict(pixels))
        self.canvas = Canvas()
        self.canvas.set_photo(pixels)
        self.canvas.set_correction(self.correction)
        self.canvas.set_paint_value(SHARP)
        self.canvas.strokeFinished.connect(lambda _edit: self.tell())
        QShortcut(QKeySequence.StandardKey.Undo, self, self.canvas.undo)
        self.setCentralWidget(self.canvas)
        self.resize(900, 600)
        self.tell()

    def tell(self) -> None:
        blurred = (self.correction.mask() == BLURRED).mean()
        self.setWindowTitle(f"{blurred:.0%} blurred; the left button paints sharp")


def main(arguments: list[str]) -> None:
    application = QApplication.instance() or QApplication(sys.argv[:1])
    once = "--once" in arguments
    paths = [Path(argument) for argument in arguments if argument != "--once"]
    window = Window(paths[0] if paths else resource("samples/flower.jpg"))
    window.show()
    if not once:
        application.exec()
        return
    QTest.qWaitForWindowExposed(window)
    before = window.windowTitle()
    middle = window.canvas.rect().center()
    QTest.mousePress(window.canvas, Qt.MouseButton.LeftButton, pos=middle - QPoint(250, 200))
    QTest.mouseMove(window.canvas, middle + QPoint(250, -200))
    QTest.mouseRelease(window.canvas, Qt.MouseButton.LeftButton, pos=middle + QPoint(250, -200))
    print(before, "→", window.windowTitle())
    window.close()


if __name__ == "__main__":
    main(sys.argv[1:])
