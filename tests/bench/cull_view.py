"""Rows of the focus view: a real window offscreen on 2,000 photos that nobody has inspected yet."""

import os
import shutil
import time
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

import numpy as np

from blurlab.display import missing_qt
from tests.bench.rows import CannotRun, Measured, row
from tests.bench.window import CANVAS, bare_paint, painted_after, rest, until, wheel, write_photo

COUNT, SIZE, DIFFERENT = 2000, (1500, 1000), 25
_NOTCHES = 120


@cache
def _measured() -> tuple[float, float, float]:
    """(seconds from the key until the first screen shows all its photos, seconds until it takes keys, p95 of a frame
    in milliseconds while the wheel turns through the grid); inspection and thumbnails go on meanwhile."""
    if reason := missing_qt():
        raise CannotRun(reason)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from blurlab.project.project import Project
    from blurlab.session.settings import Settings
    from blurlab.ui.shell.app import make_application
    from blurlab.ui.shell.main_window import MainWindow
    from blurlab.ui.shell.theme import Appearance

    make_application(Appearance.DARK)
    with TemporaryDirectory() as folder:
        photos = Path(folder) / "card"
        photos.mkdir()
        for number in range(DIFFERENT):
            write_photo(photos / f"{number:04d}.jpg", SIZE, number)
        for number in range(DIFFERENT, COUNT):
            shutil.copyfile(photos / f"{number % DIFFERENT:04d}.jpg", photos / f"{number:04d}.jpg")
        with Project.for_photos(photos) as project:
            project.add_photos(sorted(photos.glob("*.jpg")))
        window = MainWindow(
            Settings(Path(folder) / "settings.ini"),
            predictor_module="tests.ui.toy_predictor",
            trainer_module="tests.ui.toy_trainer",
        )
        window.resize(*CANVAS)
        window.show()
        memory = Path(folder) / "inspections.jsonl"
        with mock.patch("blurlab.session.cull.inspections.cache_file", lambda: memory):
            try:
                window.open([photos])
                until(lambda: window.session is not None and window.session.current is not None)
                rest(1.0)
                return _use(window)
            finally:
                window.close()
                until(lambda: not window.isVisible())
                window.deleteLater()
                rest()


def _use(window) -> tuple[float, float, float]:  # type: ignore[no-untyped-def]
    from PySide6.QtCore import QPointF, Qt
    from PySide6.QtTest import QTest

    began = time.perf_counter()
    window.actions_by_id["focus"].trigger()
    view = window.modes.focus
    first = view.current
    QTest.keyClick(view.grid, Qt.Key.Key_D)
    until(lambda: view.current != first)
    taken = time.perf_counter() - began
    until(lambda: all(view.thumbnails.has(photo_id) for photo_id in view.grid.visible_ids()))
    shown = time.perf_counter() - began
    frames = []
    middle = QPointF(view.grid.viewport().rect().center())
    for _ in range(_NOTCHES):
        bar = view.grid.verticalScrollBar()
        before = bar.value()
        frames.append(painted_after(lambda: wheel(view.grid.viewport(), middle, -1)))
        if bar.value() == before:
            raise RuntimeError("the grid did not scroll")
        rest(0.016)
    return shown, taken, float(np.percentile(frames, 95)) * 1000


@row("inspect.grid", "s", at_most=1.0, floor="until it takes keys")
def grid() -> Measured:
    """From the key F until the first screen of 2,000 photos of 1.5 MP, never seen before, shows all its thumbnails."""
    shown, taken, _frame = _measured()
    return Measured(shown, taken)


@row("inspect.grid_scroll", "ms", at_most=16.0, floor="a bare window that paints as many pixels of a picture")
def grid_scroll() -> Measured:
    """p95 of a frame, a notch of the wheel until all is painted, while photos are inspected and thumbnails come."""
    frame = _measured()[2]
    return Measured(frame, bare_paint(CANVAS[0] - 300, CANVAS[1] - 130))
