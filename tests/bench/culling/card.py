"""Rows of culling a card in the real window, offscreen, with the shipped model: going on, and a whole card.

The focus view inspects and predicts meanwhile, as it does for a person.
"""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final
from unittest import mock

import numpy as np

from blurlab.display import missing_qt
from tests.bench.inspect import write_camera_photo
from tests.bench.rows import CannotRun, Measured, row
from tests.bench.window import CANVAS, SIZE_24MP, rest, until

if TYPE_CHECKING:
    from blurlab.ui.shell.main_window import MainWindow

JPEGS, RAWS, SIDE_45MP = 10, 5, (8192, 5464)
LOOK: Final = 1.0  # seconds that a person looks at a photo
FRAMES = int(os.environ.get("BLURLAB_CARD_FILES", "400"))  # a whole card has 2,000
DIFFERENT, SMALL = 20, (1800, 1200)
_PATIENCE: Final = 3600.0  # seconds


@contextmanager
def _culling(photos: Path, folder: Path) -> "Iterator[MainWindow]":
    """A window whose focus view shows the photos, never inspected before."""
    if reason := missing_qt():
        raise CannotRun(reason)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from blurlab.project.models import shipped_models
    from blurlab.session.settings import Settings
    from blurlab.ui.shell.app import make_application
    from blurlab.ui.shell.main_window import MainWindow
    from blurlab.ui.shell.theme import Appearance

    if not shipped_models():
        raise CannotRun("no model came with blurlab")
    make_application(Appearance.DARK)
    window = MainWindow(Settings(folder / "settings.ini"), trainer_module="tests.ui.toy_trainer")
    window.resize(*CANVAS)
    window.show()
    with mock.patch("blurlab.session.cull.inspections.cache_file", lambda: folder / "inspections.jsonl"):
        try:
            window.open([photos])
            until(lambda: window.session is not None and window.session.current is not None)
            window.actions_by_id["focus"].trigger()
            yield window
        finally:
            window.close()
            until(lambda: not window.isVisible())
            window.deleteLater()
            rest()


def _raw_45mp(path: Path) -> Path:
    """A RAW file of 45 MP with the camera's picture of that size in it, as most have."""
    from tests.imaging.raw_files import dng

    rng = np.random.default_rng(1)
    tile = rng.integers(40, 216, (683, 1024, 3), np.uint8)
    width, height = SIDE_45MP
    whole = np.tile(tile, (8, 8, 1))[:height, :width]
    path.write_bytes(dng(whole, preview=whole))
    return path


@row("cull.next", "ms", at_most=100)
def next_photo() -> Measured:
    """p95 from the key to the next photo painted sharp at 100 %, after a look of a second at each, while the photos are
    inspected: JPEGs of 24 MP, then RAW files of 45 MP, seen by the camera's picture in them."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    with TemporaryDirectory() as name:
        folder, photos = Path(name), Path(name) / "card"
        photos.mkdir()
        for number in range(JPEGS):
            write_camera_photo(photos / f"a{number:02}.jpg", number)
        first = _raw_45mp(photos / "b00.dng")
        for number in range(1, RAWS):
            shutil.copyfile(first, photos / f"b{number:02}.dng")
        with _culling(photos, folder) as window:
            view = window.modes.focus
            until(lambda: view.current is not None and len(view.listing.ids) == JPEGS + RAWS)
            view.open_large(view.listing.ids[0])
            large = view.large
            until(lambda: large.picture is not None and large.picture.photo.id == view.listing.ids[0])
            QTest.keyClick(large, Qt.Key.Key_Z)
            taken, inspecting = [], 0
            for wanted in view.listing.ids[1:]:
                rest(LOOK)
                inspecting += view.inspections.running
                began = time.perf_counter()
                QTest.keyClick(large, Qt.Key.Key_D)
                until(lambda wanted=wanted: large.picture is not None and large.picture.photo.id == wanted)
                rest(0)  # what is queued is painted
                taken.append(1000 * (time.perf_counter() - began))
                if abs(large.viewport.zoom - 1) > 1e-6:
                    raise RuntimeError("the next photo is not shown at 100 %")
    jpegs, raws = taken[: JPEGS - 1], taken[JPEGS - 1 :]
    note = f"JPEG {np.percentile(jpegs, 95):.0f}, RAW {np.percentile(raws, 95):.0f}; {inspecting} while inspecting"
    return Measured(float(np.percentile(taken, 95)), note=note)


@row("cull.card", "ms", at_most=50)
def card() -> Measured:
    """The longest pause of the window from opening a card to the last verdict by the model; the note tells how long all
    took. A card is 400 files, and BLURLAB_CARD_FILES=2000 asks for a whole one: RAW and JPEG in pairs of 2 MP, cut from
    one photo, so that the figure is the window's and not the decoder's."""
    from tests.imaging.raw_files import dng

    with TemporaryDirectory() as name:
        folder, photos = Path(name), Path(name) / "card"
        photos.mkdir()
        sample = write_camera_photo(folder / "large.jpg", 0)
        _fill(photos, sample, dng)
        with _culling(photos, folder) as window:
            view, began = window.modes.focus, time.perf_counter()
            pauses = _pauses_until_judged(view)
            seconds = time.perf_counter() - began
    over = sum(pause > 0.05 for pause in pauses)
    note = f"{seconds:.0f} s for {FRAMES} files of 2 MP, {over} pauses over 50 ms"
    return Measured(1000 * max(pauses), note=note)


def _fill(photos: Path, sample: Path, dng) -> None:  # type: ignore[no-untyped-def]
    from blurlab.core.opencv import cv2

    whole = np.asarray(cv2.imread(str(sample)), np.uint8)
    assert whole.shape[1::-1] == SIZE_24MP
    width, height = SMALL
    for number in range(FRAMES // 2):
        stem = photos / f"IMG_{number:04}"
        if number < DIFFERENT:
            top, left = 100 * number, 150 * number
            part = np.ascontiguousarray(whole[top : top + height, left : left + width])
            cv2.imwrite(f"{stem}.jpg", part)
            stem.with_suffix(".dng").write_bytes(dng(part[..., ::-1]))
        else:
            for suffix in (".jpg", ".dng"):
                os.link(photos / f"IMG_{number % DIFFERENT:04}{suffix}", stem.with_suffix(suffix))


def _pauses_until_judged(view) -> list[float]:  # type: ignore[no-untyped-def]
    """Seconds between two turns of the window's loop, until each shot has a verdict in which the model had its say."""
    from PySide6.QtWidgets import QApplication

    pauses: list[float] = []
    end = last = time.perf_counter()
    end += _PATIENCE

    def judged() -> bool:
        cards = view.listing.cards.values()
        return bool(cards) and all(
            card.failure or (card.inspection is not None and card.inspection.verdict.model_blurred is not None)
            for card in cards
        )

    looked = last
    while True:
        QApplication.processEvents()
        now = time.perf_counter()
        pauses.append(now - last)
        if now - looked > 2.0:
            looked = now
            if judged():
                return pauses
            if now > end:
                raise RuntimeError("the verdicts did not come")
        time.sleep(0.001)
        last = time.perf_counter()
