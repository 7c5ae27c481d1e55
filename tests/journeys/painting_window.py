"""A window in a process of its own that paints until it is killed: `python -m tests.journeys.painting_window FOLDER`.

It prints a line after each stroke, and a last one in the middle of a stroke that never ends.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtTest import QTest

from blurlab.session.settings import Settings
from blurlab.ui.shell.app import make_application
from blurlab.ui.shell.main_window import MainWindow

NONE, LEFT = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
STROKES = ((40, 40), (40, 90), (40, 140))  # photo pixels where each begins; 60 pixels long


def main() -> None:
    folder = Path(sys.argv[1])
    application = make_application()
    window = MainWindow(
        Settings(folder / "settings.ini"),
        predictor_module="tests.ui.toy_predictor",
        trainer_module="tests.ui.toy_trainer",
    )
    window.resize(1000, 700)
    window.show()
    window.open([folder])

    def paint() -> None:
        session = window.session
        if session is None or session.current is None:
            return
        wait.stop()
        canvas = window.workspace.canvas
        canvas.brush_size = 20
        for number, (x, y) in enumerate(STROKES, start=1):
            begin, end = (QPointF(*canvas.viewport.to_view(*p)).toPoint() for p in ((x, y), (x + 60, y)))
            QTest.mousePress(canvas, LEFT, NONE, begin)
            QTest.mouseMove(canvas, end)
            if number == len(STROKES):
                print("in mid-stroke", flush=True)
                return
            QTest.mouseRelease(canvas, LEFT, NONE, end)
            print(f"stroke {number}", flush=True)

    wait = QTimer(interval=20)
    wait.timeout.connect(paint)
    wait.start()
    application.exec()


if __name__ == "__main__":
    main()
