"""What undo puts back on the screen is what would be painted anew, whatever happened since the stroke."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRect
from pytestqt.qtbot import QtBot

from blurlab.core.editing.brush import Stroke, polygon_step
from blurlab.core.editing.correction import BLURRED, IGNORE, SHARP, UNTOUCHED, Correction
from blurlab.core.editing.history import History
from blurlab.core.rect import Rect
from blurlab.ui.canvas.canvas import Canvas
from blurlab.ui.canvas.layers.layer import Picture
from blurlab.ui.canvas.layers.overlay_layer import OverlayLayer
from blurlab.ui.canvas.view.frame import Frame
from tests.fixtures.canvases import seen

WIDTH, HEIGHT = 420, 300  # of the photo
Act = Callable[[Canvas, int], object]


@pytest.fixture(scope="module")
def canvas() -> Iterator[Canvas]:
    """Smaller than the photo at 100 %, and of no whole number of cells."""
    widget = Canvas()
    widget.resize(230, 170)
    widget.show()
    yield widget
    widget.end_stroke()
    widget.close()
    widget.deleteLater()


def fresh_photo(canvas: Canvas) -> None:
    canvas.set_photo(np.full((HEIGHT, WIDTH, 3), 128, np.uint8))
    prediction = np.random.default_rng(0).integers(0, 256, (15, 21), dtype=np.uint8)
    canvas.set_correction(Correction(HEIGHT, WIDTH, prediction))
    canvas.set_history(History())
    canvas.zoom_to(1.0)
    seen(canvas)


def correction_of(canvas: Canvas) -> Correction:
    assert canvas.correction is not None
    return canvas.correction


def pan(canvas: Canvas, number: int) -> None:
    canvas.pan(number % 201 - 100, number % 151 - 75)


def zoom(canvas: Canvas, number: int) -> None:
    canvas.zoom_to((0.6, 1.0, 1.7, 3.0)[number % 4])


def stroke(canvas: Canvas, number: int, *, looked_at: bool = True, kept: bool = True, after: Act | None = None) -> None:
    """As a hand's: each place on the screen before the next, unless it is not `looked_at`; taken back if not `kept`.

    `after`: what happens after each place.
    """
    rng = np.random.default_rng(number)
    code = (BLURRED, SHARP, IGNORE, UNTOUCHED)[number % 4]
    made = Stroke(correction_of(canvas), code, float(rng.integers(3, 40)))
    canvas.stroke_began()
    for place in rng.uniform((0, 0), (WIDTH, HEIGHT), (3, 2)):
        canvas.refresh(made.to(*place))
        if looked_at:
            seen(canvas)
        if after is not None:
            after(canvas, number)
    if not kept:
        canvas.refresh(made.cancel())
    canvas.stroke_ended(made.finish() if kept else None)


def encircle(canvas: Canvas, number: int) -> None:
    x, y = number % WIDTH, number % HEIGHT
    loop = [(x, y), (x + 90, y + 10), (x + 20, y + 70)]
    canvas.perform(lambda correction: polygon_step(correction, loop, BLURRED))


def predict(canvas: Canvas, number: int) -> None:
    prediction = np.random.default_rng(number).integers(0, 256, (15, 21), dtype=np.uint8)
    canvas.refresh(correction_of(canvas).set_prediction(prediction))


def freeze(canvas: Canvas, _number: int) -> None:
    correction_of(canvas).freeze(canvas.threshold)
    canvas.refresh(correction_of(canvas).rect)


def resize(canvas: Canvas, number: int) -> None:
    canvas.resize(230 + number % 3 * 40, 170)


def look(canvas: Canvas, _number: int) -> None:
    seen(canvas)


def look_at_a_part(canvas: Canvas, number: int) -> None:
    canvas.grab(QRect(number % 200, number % 90, 70, 60))


ACTS: dict[str, Act] = {
    "stroke": stroke,
    "quick stroke": lambda canvas, number: stroke(canvas, number, looked_at=False),
    "cancelled stroke": lambda canvas, number: stroke(canvas, number, kept=False),
    "stroke while the wheel turns": lambda canvas, number: stroke(canvas, number, after=zoom),
    "stroke while panning": lambda canvas, number: stroke(canvas, number, after=pan),
    "stroke while a prediction comes": lambda canvas, number: stroke(canvas, number, after=predict),
    "loop": encircle,
    "undo": lambda canvas, _number: canvas.undo(),
    "redo": lambda canvas, _number: canvas.redo(),
    "pan": pan,
    "zoom": zoom,
    "opacity": lambda canvas, number: canvas.set_opacity((0.2, 0.5, 0.9)[number % 3]),
    "threshold": lambda canvas, number: canvas.set_threshold((40, 128, 220)[number % 3]),
    "outline": lambda canvas, number: canvas.set_palette(replace(canvas.palette_of_overlay, outline=number % 2 == 0)),
    "prediction": predict,
    "freezing": freeze,
    "resizing": resize,
    "hiding": lambda canvas, number: canvas.set_overlay_visible(number % 2 == 0),
    "comparison": lambda canvas, number: canvas.set_split((None, 0.3, 0.7)[number % 3]),
    "look": look,
    "look at a part": look_at_a_part,
}


def pixels_of(layer: OverlayLayer, frame: Frame) -> Picture:
    """What the layer's picture holds for the frame once nothing of it is stale."""
    pixels = np.empty((frame.height, frame.width), np.uint32)
    for piece, column, row in layer._kept(frame.rect):
        pixels[piece.slices] = layer._picture[row : row + piece.height, column : column + piece.width]
    return pixels


def assert_looks_as_if_made_anew(canvas: Canvas) -> None:
    canvas.set_overlay_visible(True)
    canvas.set_split(None)
    seen(canvas)
    frame = canvas._overlay.frame
    assert frame is not None
    anew = np.empty((frame.height, frame.width), np.uint32)
    canvas._overlay.render(frame, frame.rect, anew)
    assert (pixels_of(canvas._overlay, frame) == anew).all()


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 400)), min_size=2, max_size=9))
@example([("stroke", 0), ("look", 0), ("undo", 0)])
@example([("stroke", 0), ("stroke", 1), ("undo", 0), ("undo", 0)])
@example([("stroke", 0), ("undo", 0), ("redo", 0), ("undo", 0)])
@example([("stroke", 0), ("cancelled stroke", 1), ("undo", 0)])
@example([("stroke", 0), ("opacity", 2), ("look", 0), ("undo", 0)])
@example([("stroke", 0), ("prediction", 5), ("look", 0), ("undo", 0)])
@example([("stroke", 0), ("pan", 37), ("look", 0), ("undo", 0)])
@example([("zoom", 3), ("stroke", 0), ("zoom", 1), ("pan", 37), ("zoom", 3), ("look", 0), ("undo", 0)])
@example([("pan", 37), ("look at a part", 30), ("quick stroke", 0), ("look", 0), ("undo", 0)])
@example([("stroke while panning", 4), ("undo", 0)])
@example([("stroke while a prediction comes", 4), ("undo", 0)])
@pytest.mark.usefixtures("qapp")
def test_whatever_is_done_around_a_stroke_undo_shows_what_the_mask_says(
    canvas: Canvas, acts: list[tuple[str, int]]
) -> None:
    fresh_photo(canvas)
    for name, number in acts:
        ACTS[name](canvas, number)
    assert_looks_as_if_made_anew(canvas)


def test_undo_of_the_newest_stroke_makes_no_pixel_anew(
    canvas: Canvas, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh_photo(canvas)
    before = seen(canvas)
    stroke(canvas, 0)
    stroke(canvas, 1)
    made: list[Rect] = []
    render = OverlayLayer.render

    def counted(layer: OverlayLayer, frame: Frame, rect: Rect, onto: Picture) -> None:
        made.append(rect)
        render(layer, frame, rect, onto)

    monkeypatch.setattr(OverlayLayer, "render", counted)
    assert canvas.undo() is not None
    seen(canvas)
    assert not made
    assert canvas.undo() is not None  # the one before it is rendered
    canvas._end_trace()
    assert (seen(canvas) == before).all()
    assert made
