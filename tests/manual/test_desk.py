"""The sample photo of 12 megapixels: its lens does to a point what optics say, and every sample tells its source."""

import numpy as np
import pytest
from PIL import Image

from blurlab.assets import resource
from manual.desk.lens import FOCUS, HEIGHT, WIDTH, Point, Sheet, circle, depth, photograph
from manual.desk.taking import developed

SCALE = 0.1


def point_at(away: float) -> Sheet:
    """A bright square of 1 mm on a black sheet that stands so far from the lens."""
    picture = np.zeros((300, 300, 3), np.float32)
    picture[149:152, 149:152] = 1
    at: Point = (-50.0, 50.0, away)
    return Sheet(picture, at, (100.0, 0.0, 0.0), (0.0, -100.0, 0.0))


@pytest.mark.parametrize("away", [420.0, 560.0, 900.0])
def test_a_point_becomes_a_disc_as_wide_as_optics_say(away: float) -> None:
    photo = photograph([point_at(away)], rays=60, scale=SCALE)[:, :, 0]
    lit = np.flatnonzero(photo.max(axis=0) > 0)
    dot = 1.0 * 50 / (FOCUS - 50) * FOCUS / depth((0.0, 0.0, away)) / (24 / WIDTH) * SCALE  # px of the square itself
    assert np.ptp(lit) + 1 == pytest.approx(circle(depth((0.0, 0.0, away))) * SCALE + dot, abs=2.0)


def test_the_photo_has_twelve_megapixels_and_is_sharp_where_the_lens_is_focused() -> None:
    assert circle(FOCUS) == 0
    with Image.open(resource("samples/desk.jpg")) as photo:
        assert photo.size == (WIDTH, HEIGHT)
        grey = np.asarray(photo.convert("L"), np.float32)
    star, stripes = grey[900:1500, 250:900], grey[1600:2200, 100:600]  # in focus, and far before it
    detail = [np.abs(np.diff(part, axis=0)).max() for part in (star, stripes)]
    assert detail[0] > 3 * detail[1]
    assert "desk.jpg" in resource("samples/SOURCES.md").read_text("utf-8")


def test_every_sample_names_its_source() -> None:
    told = resource("samples/SOURCES.md").read_text("utf-8")
    assert all(f"| {photo.name}" in told for photo in resource("samples").glob("*.jpg"))


def test_light_is_developed_within_bounds() -> None:
    light = np.linspace(0, 2, 30 * 40 * 3, dtype=np.float32).reshape(30, 40, 3)
    assert developed(light).dtype == np.uint8 and developed(light).max() == 255
