"""Rows of slides: one of 100,000 × 80,000 pixels is opened and moved about, and a region of it is worked on."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

import numpy as np

from blurlab.core.rect import Rect
from blurlab.display import missing_qt
from blurlab.imaging.decoders import installed
from tests.bench.rows import CannotRun, Measured, medians_in_turn, row
from tests.bench.window import CANVAS, SIZE_24MP, bare_paint, painted_after, rest, until, window_with
from tests.imaging.large_files import write_slide

if TYPE_CHECKING:
    from blurlab.imaging.ports import PhotoRef
    from blurlab.ui.pictures.slide_view import SlideView

SIZE: Final = (100_000, 80_000)
_MIDDLE: Final = (50_000, 40_000)  # where the slide has texture


@contextmanager
def _slide() -> Iterator[Path]:
    if not installed("tifffile"):
        raise CannotRun("tifffile is not installed")
    with TemporaryDirectory() as folder:
        yield write_slide(Path(folder) / "slide.tif", *SIZE, middle=8)


@contextmanager
def _view() -> Iterator["tuple[SlideView, float]"]:
    """The slide on a bare window of CANVAS pixels, and the seconds until it was there."""
    if reason := missing_qt():
        raise CannotRun(reason)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from blurlab.ui.pictures.slide_view import SlideView
    from blurlab.ui.shell.app import make_application
    from blurlab.ui.shell.theme import Appearance

    make_application(Appearance.DARK)
    with _slide() as path:
        begun = time.perf_counter()
        view = SlideView(path)
        view.resize(*CANVAS)
        view.show()
        until(lambda: bool(view.levels))
        view.grab()
        taken = time.perf_counter() - begun
        try:
            yield view, taken
        finally:
            view.leave()
            view.close()
            view.deleteLater()
            rest()


def _region(path: Path, size: tuple[int, int]) -> "PhotoRef":
    from blurlab.imaging.ports import PhotoRef, Region

    return PhotoRef(path, 0, Region(Rect(_MIDDLE[0] - size[0] // 2, _MIDDLE[1] - size[1] // 2, *size)))


@row("slides.open", "s", at_most=2)
def open_slide() -> Measured:
    """From the file's name to all of it on the screen."""
    with _view() as (_, seconds):
        return Measured(seconds)


@row("slides.pan", "ms", at_most=16, floor="a bare window painting a picture of the view's size")
def pan() -> Measured:
    """p95 of the frames of a slide moved and zoomed through all levels, while its tiles arrive."""
    from PySide6.QtCore import QPointF

    frames = []
    with _view() as (view, _):
        view.centre = QPointF(*_MIDDLE)
        frames += [
            painted_after(lambda notch=notch: view.zoom(1.25**notch, QPointF(960, 540)))
            for notch in [1] * 24 + [-1] * 12
        ]
        for step in range(150):
            move = 60 * np.sin(step / 9), 45 * np.cos(step / 7)
            frames.append(painted_after(lambda move=move: view.pan(*move)))
        if not view.tiles_read:
            raise RuntimeError("no tile was read")
    return Measured(float(np.percentile(frames, 95)) * 1000, bare_paint(*CANVAS))


@row("slides.stroke", "× 24", at_most=1.5)
def stroke() -> Measured:
    """A brush's move on a region of 24 MP, p95, over the same on a photo of 24 MP."""
    from tests.bench.canvas import _stroke

    figures = []
    with window_with([SIZE_24MP]) as window, _slide() as path:
        canvas, session = window.workspace.canvas, window.session
        for place in range(2):
            if place:
                session.add_photos([_region(path, SIZE_24MP)])
                until(lambda: len(session.order) == 2)
                session.go_to(session.order.photos()[-1].id)
                until(lambda: session.current is not None and session.current.prediction_version is not None)
                rest(0.5)
            _stroke(canvas)
            events = [event for number in range(6) for event in _stroke(canvas, number)]
            figures.append(float(np.percentile(events, 95)))
            until(lambda: not session.autosave.unsaved and not session.autosave.saving)
    return Measured(figures[1] / figures[0])


@row("slides.predict", "%", at_least=80)
def predict() -> Measured:
    """Tiles a second of a region that is read and predicted at its own pixels, against the bare network's."""
    import torch

    from blurlab.core.prediction import View
    from blurlab.errors import UserError
    from blurlab.imaging.source import open_source
    from blurlab.model import checkpoint
    from blurlab.model.eight_bit import narrow
    from blurlab.model.loading import load_model
    from blurlab.model.quick import quicken
    from blurlab.model.tiling import TiledPrediction
    from blurlab.project.models import resolve_model

    try:
        weights = resolve_model(None).path
    except UserError as error:
        raise CannotRun(str(error)) from error
    model, size = load_model(weights), (2816, 1888)
    network = narrow(quicken(checkpoint.load(weights).network))
    blank = np.zeros((*size[::-1], 3), np.uint8)
    tiled = TiledPrediction(lambda tile: np.zeros(tile.shape[:2], np.float32), blank)
    tiles = tiled.tiles
    ready = torch.rand(1, 3, *tiled.tile).contiguous(memory_format=torch.channels_last)

    def bare() -> None:
        with torch.inference_mode():
            for _ in range(tiles):
                network(ready)

    with _slide() as path:
        whole, network_alone = medians_in_turn(
            lambda: model.predict(open_source(_region(path, size)).read(), View.FULL), bare, repeats=3
        )
    return Measured(100 * network_alone / whole, note=f"{tiles / whole:.2f} tiles a second")


@row("slides.memory", "MB", at_most=1000)
def memory() -> Measured:
    """The most memory, beyond the imports, of a process that looks through a slide and opens a region of 24 MP."""
    from blurlab.core.pyramid import Pyramid
    from blurlab.imaging.kinds.slide import Slide
    from blurlab.imaging.ports import PhotoRef
    from blurlab.imaging.source import open_source
    from tests.processes import peak_memory

    with _slide() as path:

        def work() -> None:
            slide = Slide(PhotoRef(path))
            slide.thumbnail(1200)
            for step in range(60):
                left = 40_000 + 300 * step
                slide.read(0, Rect(left, 39_000, 1920, 1080))
            pyramid = Pyramid(open_source(_region(path, SIZE_24MP)).read())
            assert pyramid.nbytes

        return Measured(peak_memory(work) / 1e6)
