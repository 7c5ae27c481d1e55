"""A window that opens one damaged thing, looks around in it and leaves; run in a fork by `windows.py`.

It works without children: what a damaged project does to them is tried by the commands.
"""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from tests.storm.command import waited_for_the_processor

_PATIENCE: Final = 40.0  # seconds; whoever waits for it allows half of it


def visit(settings: Path, opened: Path, masks: Path | None) -> int:
    """Open the window with these settings and `opened` in it, walk through it, import `masks`, and close it.

    0: all of it answered. 1: something was told, on stderr. 3: neither a window nor a sentence came.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from blurlab.session.settings import Settings
    from blurlab.ui.exchange.import_dialog import ImportDialog
    from blurlab.ui.shell.app import make_application
    from blurlab.ui.shell.main_window import MainWindow
    from blurlab.ui.shell.mistakes import Mistakes
    from blurlab.worker.client import ChildProcess

    setattr(ChildProcess, "start", lambda _self: None)  # noqa: B010
    make_application()
    told: dict[str, None] = {}

    def until(holds: Callable[[], bool]) -> bool:
        began = time.monotonic() - waited_for_the_processor(os.getpid())
        while not holds():
            QApplication.processEvents()
            told.update(dict.fromkeys(window.messages.sentences().values()))
            if time.monotonic() - waited_for_the_processor(os.getpid()) - began > _PATIENCE:
                return False
            time.sleep(0.002)
        return True

    window = MainWindow(Settings(settings))
    mistakes = Mistakes(lambda: None, window)
    mistakes.install()
    window.show()
    window.open([opened])
    answers = until(lambda: bool(told) or (window.session is not None and window.session.current is not None))
    if answers and window.session is not None:
        for action in ("next", "next", "undo", "accept", "next"):
            window.actions_by_id[action].trigger()
            for _ in range(10):
                QApplication.processEvents()
        window.enter_focus()
        for _ in range(20):
            QApplication.processEvents()
        if window.focus_view is not None:
            QTest.keyClick(window.focus_view, Qt.Key.Key_Escape)
        if masks is not None and window.session is not None:
            window.import_masks()
            dialog = window.findChild(ImportDialog)
            if dialog is not None:
                dialog.look_at(masks)
                answers = until(lambda: "Looking" not in dialog.facts.text())
                told[dialog.facts.text()] = None
                dialog.close()
    window.close()
    closes = until(lambda: not window.isVisible() or "closing" in window.messages.sentences())
    print(*told, sep="\n", file=sys.stderr)
    if not answers or not closes:
        print("It does not open." if not answers else "It does not close.", file=sys.stderr)
        return 3
    return 1 if told else 0
