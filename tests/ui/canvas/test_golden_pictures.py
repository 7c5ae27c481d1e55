"""Pictures of the canvas as they were looked at and found right, at several scale factors and at odd sizes.

`BLURLAB_NEW_GOLDEN=1 python -m pytest tests/ui/canvas/test_golden_pictures.py` makes them anew; look at each one then.
"""

import os
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from blurlab.core.editing.brush import Stroke, fill_polygon
from blurlab.core.editing.correction import BLURRED, IGNORE, SHARP, Correction
from blurlab.core.opencv import cv2
from blurlab.core.pyramid import Pyramid
from blurlab.core.viewport import Viewport
from blurlab.ui.canvas.layers.layer import region_of
from blurlab.ui.canvas.layers.overlay_layer import OverlayLayer
from blurlab.ui.canvas.layers.photo_layer import PhotoLayer
from blurlab.ui.canvas.view.frame import Frame

GOLDEN = Path(__file__).parent / "golden"
# (name, photo's size, view's size in logical pixels, device pixels in one, zoom; None is the whole photo)
CASES = [
    ("odd_100", (211, 147), (157, 101), 1.0, 1.0),
    ("odd_150", (211, 147), (157, 101), 1.5, 1.0),
    ("odd_200", (211, 147), (157, 101), 2.0, 1.0),
    ("fit_100", (633, 441), (157, 101), 1.0, None),
    ("fit_150", (633, 441), (157, 101), 1.5, None),
    ("fit_200", (633, 441), (157, 101), 2.0, None),
    ("near_150", (211, 147), (157, 101), 1.5, 5.0),
    ("one_pixel", (1, 1), (61, 43), 1.5, 8.0),
    ("long", (6500, 30), (157, 61), 1.0, None),
]


def scene(width: int, height: int) -> tuple[Pyramid, Correction]:
    """Gradients and a grid; predicted blurred from left to right, painted with each code."""
    y, x = np.mgrid[:height, :width]
    photo = np.dstack([x * 255 // max(1, width - 1), y * 255 // max(1, height - 1), (x // 7 + y // 7) % 2 * 180])
    ramp = np.linspace(0, 255, max(1, width // 4)).astype(np.uint8)[None].repeat(max(1, height // 4), axis=0)
    correction = Correction(height, width, ramp)
    u, v = width / 211, height / 147
    stroke = Stroke(correction, BLURRED, 12 * v)
    for point in ((30 * u, 30 * v), (60 * u, 90 * v), (95 * u, 60 * v)):
        stroke.to(*point)
    stroke.finish()
    fill_polygon(correction, [(130 * u, 20 * v), (190 * u, 50 * v), (140 * u, 90 * v)], SHARP)
    fill_polygon(correction, [(90 * u, 95 * v), (150 * u, 100 * v), (120 * u, 140 * v)], IGNORE)
    return Pyramid(photo.astype(np.uint8)), correction


def picture(photo: tuple[int, int], view: tuple[int, int], ratio: float, zoom: float | None) -> np.ndarray:
    """What the canvas shows, uint8 RGB, in device pixels."""
    pyramid, correction = scene(*photo)
    viewport = Viewport()
    viewport.set_photo(*photo)
    viewport.set_view(*view, ratio)
    if zoom is not None:
        viewport.set_zoom(zoom)
        viewport.centre_on(photo[0] * 0.52, photo[1] * 0.55)
    frame = Frame.of(viewport)
    image = QImage(frame.width, frame.height, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    layers = PhotoLayer(), OverlayLayer()
    layers[0].set_pyramid(pyramid)
    layers[1].set_correction(correction)
    with QPainter(image) as painter:
        for layer in layers:
            layer.show(frame)
            layer.paint(painter, region_of(frame.rect))
    bgrx = np.frombuffer(image.constBits(), np.uint8).reshape(frame.height, frame.width, 4)
    return np.ascontiguousarray(bgrx[..., 2::-1])


@pytest.mark.parametrize(("name", "photo", "view", "ratio", "zoom"), CASES, ids=[case[0] for case in CASES])
def test_the_canvas_looks_as_it_was_found_right(
    qtbot: QtBot, name: str, photo: tuple[int, int], view: tuple[int, int], ratio: float, zoom: float | None
) -> None:
    shown = picture(photo, view, ratio, zoom)
    path = GOLDEN / f"{name}.png"
    if os.environ.get("BLURLAB_NEW_GOLDEN"):
        assert cv2.imwrite(str(path), shown[..., ::-1])
    golden = cv2.imread(str(path), cv2.IMREAD_COLOR)
    assert golden is not None and golden.shape == shown.shape == (round(view[1] * ratio), round(view[0] * ratio), 3)
    apart = np.abs(golden[..., ::-1].astype(int) - shown)
    # Resampling may differ by a grey level from one release of OpenCV to the next, a rim by some single pixels.
    assert np.quantile(apart, 0.995) <= 3 and apart.mean() < 0.3


def test_a_golden_picture_would_show_a_shift_by_one_pixel(qtbot: QtBot) -> None:
    shown = picture((211, 147), (157, 101), 1.5, 1.0)
    apart = np.abs(np.roll(shown, 1, axis=1).astype(int) - shown)
    assert np.quantile(apart, 0.995) > 3
