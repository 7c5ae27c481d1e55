"""The canvas with photos of a single pixel, of 65,000 × 300 and of 100 megapixels."""

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from blurlab.core.editing.correction import BLURRED, Correction
from blurlab.core.editing.history import History
from blurlab.core.pyramid import Pyramid
from blurlab.core.rect import Rect
from blurlab.ui.canvas.canvas import Canvas
from blurlab.ui.canvas.layers.layer import Layer, Picture
from blurlab.ui.canvas.layers.overlay_layer import OverlayLayer
from blurlab.ui.canvas.layers.photo_layer import PhotoLayer
from blurlab.ui.canvas.view.frame import Frame

WIDTH, HEIGHT = 420, 300
GREY = 90
MP_100 = (12_240, 8_160)


@pytest.fixture
def canvas(qtbot: QtBot) -> Iterator[Canvas]:
    widget = Canvas()
    qtbot.addWidget(widget)
    widget.resize(WIDTH, HEIGHT)
    widget.show()
    qtbot.waitExposed(widget)
    yield widget
    widget.end_stroke()


def show_grey(canvas: Canvas, width: int, height: int) -> None:
    canvas.set_photo(np.full((height, width, 3), GREY, np.uint8))
    canvas.set_correction(Correction(height, width))
    canvas.set_history(History())


def seen(canvas: Canvas) -> np.ndarray:
    """What is on the screen: uint8 (h, w, 3)."""
    image = canvas.grab().toImage()
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    return pixels[:, : image.width(), 2::-1].copy()


def paint_across(canvas: Canvas) -> None:
    """One stroke through the middle of the view."""
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(canvas, left, pos=QPoint(150, 150))
    for x in (170, 200, 240):
        QTest.mouseMove(canvas, QPoint(x, 150))
        canvas.grab()
    QTest.mouseRelease(canvas, left, pos=QPoint(240, 150))
    QTest.mouseMove(canvas, QPoint(WIDTH - 1, HEIGHT - 1))  # the rim out of what is looked at


@pytest.mark.parametrize(("width", "height"), [(1, 1), (65_000, 300), (300, 65_000)])
@pytest.mark.parametrize("zoom", [None, 1.0, 30.0])
def test_photos_of_extreme_shapes_are_painted_undone_and_panned(
    canvas: Canvas, width: int, height: int, zoom: float | None
) -> None:
    show_grey(canvas, width, height)
    canvas.fit() if zoom is None else canvas.zoom_to(zoom)
    canvas.centre_on(width / 2, height / 2)
    canvas.brush_size = 30 / canvas.viewport.scale
    bare = seen(canvas)[140:160, 180:220]
    assert (bare == GREY).all(axis=-1).any()
    paint_across(canvas)
    assert canvas.correction is not None and (canvas.correction.plane == BLURRED).any()
    painted = seen(canvas)[140:160, 180:220]
    assert (painted != bare).any()
    assert canvas.undo() is not None
    canvas._end_trace()
    assert (seen(canvas)[140:160, 180:220] == bare).all()
    canvas.redo()
    canvas._end_trace()
    canvas.pan(37, 21)
    panned = seen(canvas)
    canvas.refresh()
    canvas._photo.make_stale()
    assert (seen(canvas) == panned).all()


class Work:
    """What the layers of a canvas render while they are watched."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.pixels: dict[type[Layer], int] = {OverlayLayer: 0, PhotoLayer: 0}
        for kind in self.pixels:
            self._watch(kind, monkeypatch)

    def _watch(self, kind: type[Layer], monkeypatch: pytest.MonkeyPatch) -> None:
        render = kind.render

        def counted(layer: Layer, frame: Frame, rect: Rect, onto: Picture) -> None:
            self.pixels[kind] += rect.area
            render(layer, frame, rect, onto)

        monkeypatch.setattr(kind, "render", counted)


def test_a_stroke_on_100_megapixels_is_no_more_work_than_on_one(
    canvas: Canvas, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At 100 %, the same stroke: as many pixels made, as many bytes kept."""
    found = []
    for width, height in ((1_224, 816), MP_100):
        show_grey(canvas, width, height)
        canvas.zoom_to(1.0)
        canvas.centre_on(*(256 * 20.5, 256 * 10.5) if width > 2000 else (256 * 2.5, 256 * 1.5))  # alike on the tiles
        canvas.brush_size = 40
        seen(canvas)
        with monkeypatch.context() as patch:
            work = Work(patch)
            paint_across(canvas)
            seen(canvas)
            canvas.undo()
            seen(canvas)
        correction = canvas.correction
        assert correction is not None
        found.append((work.pixels, canvas.history.nbytes, correction.nbytes - correction.plane.nbytes))
    assert found[0] == found[1]
    assert 0 < found[1][0][OverlayLayer] < 12 * WIDTH * HEIGHT
    assert found[1][0][PhotoLayer] == 0


def test_a_photo_of_100_megapixels_is_seen_painted_at_every_zoom(canvas: Canvas) -> None:
    width, height = MP_100
    photo = np.zeros((height, width, 3), np.uint8)
    photo[:, width // 2 :] = 200
    canvas.set_photo(Pyramid(photo))
    correction = Correction(height, width)
    correction.write(Rect(0, 0, width, 16), np.full((16, width), BLURRED, np.uint8))
    canvas.set_correction(correction)
    fitted = seen(canvas)
    corner = round(canvas.viewport.x), round(canvas.viewport.y)
    middle = HEIGHT // 2
    assert fitted[middle, corner[0] + 5].max() == 0 and fitted[middle, WIDTH - corner[0] - 6].min() == 200
    for zoom in (0.1, 0.7, 1.0, 20.0):
        canvas.zoom_to(zoom)
        canvas.centre_on(width / 2, 0)
        edge = round(canvas.viewport.to_view(width / 2, 0)[0])
        row = round(canvas.viewport.to_view(0, 40)[1])
        shown = seen(canvas)
        if row < HEIGHT:
            assert shown[row, edge - 3].max() == 0 and shown[row, edge + 3].min() == 200
        row = int(canvas.viewport.to_view(0, 8)[1])
        assert shown[row, edge - 3, 0] > shown[row, edge - 3, 2]  # orange on black
