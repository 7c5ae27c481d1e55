"""Blur amount and kind over the photo: in their colours, where the overlay says blurred, with a legend."""

import numpy as np
import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from blurlab.core.editing.correction import BLURRED, SURELY_SHARP, Correction
from blurlab.core.plane_colours import DEFOCUS_COLOUR, MOTION_COLOUR, TOLD, PlaneShown, colour_of
from blurlab.core.planes import DEFOCUS, MOTION, BlurPlanes
from blurlab.core.rect import Rect
from blurlab.ui.canvas.canvas import Canvas
from blurlab.ui.canvas.layers.planes_layer import OPACITY

WIDE, HIGH = 400, 300
GREY = 90


def planes() -> BlurPlanes:
    """σ of 2 px and defocus on the left; 8 px and motion of 30° on the right."""
    amount = np.full((6, 8), 1 + 24 * 3, np.uint8)
    amount[:, 4:] = 1 + 24 * 5
    kind = np.full((6, 8), DEFOCUS, np.uint8)
    kind[:, 4:] = MOTION + 30
    return BlurPlanes(amount, kind)


@pytest.fixture
def canvas(qtbot: QtBot) -> Canvas:
    """A grey photo, its lower half predicted to be blurred, at one pixel for each of its own."""
    canvas = Canvas()
    qtbot.addWidget(canvas)
    canvas.resize(WIDE, HIGH)
    canvas.set_photo(np.full((HIGH, WIDE, 3), GREY, np.uint8))
    correction = Correction(HIGH, WIDE)
    prediction = np.zeros((HIGH, WIDE), np.uint8)
    prediction[HIGH // 2 :] = 250
    correction.set_prediction(prediction)
    canvas.set_correction(correction)
    canvas.set_opacity(0.0)
    canvas.zoom_to(1.0)
    return canvas


def seen(canvas: Canvas, x: int, y: int) -> np.ndarray:
    image = canvas.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    place = canvas.viewport.to_view(x, y)
    colour = image.pixelColor(int(place[0] * image.width() / WIDE), int(place[1] * image.height() / HIGH))
    return np.array([colour.red(), colour.green(), colour.blue()])


def mixed(colour: tuple[int, ...], share: float = 1.0) -> np.ndarray:
    return np.array(colour) * OPACITY * share + GREY * (1 - OPACITY * share)


def test_each_plane_is_seen_in_its_colours_where_it_is_blurred(canvas: Canvas) -> None:
    canvas.set_planes(planes())
    assert np.all(seen(canvas, 30, 280) == GREY), "nothing is asked for"
    canvas.show_plane(PlaneShown.AMOUNT)
    for x, sigma in ((30, 2.0), (380, 8.0)):
        assert np.abs(seen(canvas, x, 280) - mixed(tuple(colour_of(np.array([sigma]))[0]))).max() <= 6
    assert np.all(seen(canvas, 380, 20) == GREY), "sharp"
    canvas.show_plane(PlaneShown.KIND)
    assert np.abs(seen(canvas, 8, 290) - mixed(DEFOCUS_COLOUR, TOLD / 255)).max() <= 3
    assert np.abs(seen(canvas, 395, 295) - mixed(MOTION_COLOUR, TOLD / 255)).max() <= 3
    canvas.show_plane(None)
    assert np.all(seen(canvas, 30, 280) == GREY)


def test_a_stroke_and_the_threshold_move_what_is_coloured(canvas: Canvas) -> None:
    canvas.set_planes(planes())
    canvas.show_plane(PlaneShown.KIND)
    assert np.all(seen(canvas, 380, 120) == GREY)
    assert canvas.correction is not None
    canvas.correction.write(Rect(340, 100, 60, 40), np.full((40, 60), BLURRED, np.uint8))
    canvas.refresh(Rect(340, 100, 60, 40))
    assert np.abs(seen(canvas, 394, 136) - mixed(MOTION_COLOUR, TOLD / 255)).max() <= 3
    canvas.set_threshold(253)
    assert np.all(seen(canvas, 8, 290) == GREY), "less than the threshold is sharp"


def test_the_legend_and_the_marks_are_drawn_with_their_plane_alone(canvas: Canvas) -> None:
    def picture() -> np.ndarray:
        image = canvas.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4).copy()

    canvas.set_planes(planes())
    bare = picture()
    canvas.show_plane(PlaneShown.AMOUNT)
    area = canvas._legend
    amount = picture()
    box = area.area
    inside = np.s_[box.top() : box.bottom(), box.left() : box.right()]
    assert box.width() > 200 and np.any(amount[inside] != bare[inside])
    canvas.show_plane(PlaneShown.KIND)
    kind = picture()
    assert np.any(kind[inside] != amount[inside]), "a legend of its own"
    motion = kind[HIGH // 2 + 10 :, WIDE // 2 + 10 :]
    light = (motion[..., :3].min(axis=2) > 200).sum()
    assert light > 10, "marks of the direction"
    assert (kind[HIGH // 2 + 10 :, : WIDE // 2 - 20, :3].min(axis=2) > 200).sum() == 0, "defocus has none"
    canvas.set_overlay_visible(False)
    hidden = picture()
    canvas.show_plane(None)
    assert np.array_equal(hidden, picture()), "with the overlay hidden nothing of it is seen"


def test_planes_go_with_their_photo(canvas: Canvas) -> None:
    canvas.set_planes(planes())
    canvas.show_plane(PlaneShown.AMOUNT)
    canvas.set_photo(np.full((HIGH, WIDE, 3), GREY, np.uint8))
    canvas.set_correction(Correction(HIGH, WIDE))
    assert canvas.plane_shown is PlaneShown.AMOUNT and np.all(seen(canvas, 200, 280) == GREY)


def test_all_colours_differ_in_lightness() -> None:
    def lightness(colours: np.ndarray) -> np.ndarray:
        return colours @ np.array([0.2126, 0.7152, 0.0722])

    amounts = lightness(colour_of(np.geomspace(0.5, 64, 40)).astype(float))
    assert np.all(np.diff(amounts) > 0), "more blur is lighter to any eye"
    assert lightness(np.array(MOTION_COLOUR)) - lightness(np.array(DEFOCUS_COLOUR)) > 40
    assert PlaneShown.AMOUNT.colours()[0, 3] == PlaneShown.KIND.colours()[SURELY_SHARP, 3] == 0, "nothing is told"
