"""Capture time and focus area come from the EXIF tags, as boxes of the upright photo."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageOps

from blurlab.imaging.metadata.capture import Capture, read_capture
from blurlab.imaging.metadata.tags import PhotoTags, read_tags
from blurlab.imaging.photos import read_luminance, read_photo
from blurlab.sharpness.subject import Box

TAKEN, SUBSECONDS, AREA, LOCATION, WIDTH, HEIGHT, ORIENTATION = 36867, 37521, 37396, 41492, 40962, 40963, 274


def capture_of(tags: dict[int, Any], orientation: int = 1) -> Capture:
    return read_capture(PhotoTags(tags, 400, 300, orientation))


def box_of(tags: dict[int, Any], orientation: int = 1) -> Box:
    box = capture_of(tags, orientation).focus_area
    assert box is not None
    return box


def edges(box: Box) -> tuple[float, float, float, float]:
    return box.left, box.top, box.right, box.bottom


def test_a_rectangle_a_circle_and_a_point_are_read() -> None:
    assert edges(box_of({AREA: (100, 150, 40, 60)})) == pytest.approx((0.2, 0.4, 0.3, 0.6))
    assert edges(box_of({AREA: (100, 150, 40)})) == pytest.approx((0.2, 130 / 300, 0.3, 170 / 300))
    assert edges(box_of({LOCATION: (200, 150)})) == pytest.approx((0.47, 0.46, 0.53, 0.54))


def test_a_photo_made_smaller_keeps_its_focus_area() -> None:
    assert edges(box_of({AREA: (1000, 1500, 400, 600), WIDTH: 4000, HEIGHT: 3000})) == pytest.approx(
        (0.2, 0.4, 0.3, 0.6)
    )


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_box_turns_with_the_photo(orientation: int, tmp_path: Path) -> None:
    picture = np.zeros((300, 400, 3), np.uint8)
    picture[70:130, 80:120] = 255
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif.get_ifd(0x8769)[AREA] = (100, 100, 40, 60)
    path = tmp_path / "photo.jpg"
    Image.fromarray(picture).save(path, exif=exif, quality=95)
    box = read_capture(read_tags(path)).focus_area
    assert box is not None
    with Image.open(path) as image:
        upright = np.asarray(ImageOps.exif_transpose(image).convert("L"))
    height, width = upright.shape
    inside = upright[
        round(box.top * height) : round(box.bottom * height), round(box.left * width) : round(box.right * width)
    ]
    assert inside.mean() > 240
    assert inside.size == 40 * 60
    light = read_luminance(path)
    assert light.shape == (height, width)
    assert np.abs(light.astype(int) - read_photo(path).mean(axis=2)).max() <= 3


@pytest.mark.parametrize(
    "tags",
    [
        {},
        {AREA: (100,)},
        {AREA: (1, 2, 3, 4, 5)},
        {AREA: "100 100"},
        {AREA: b"\1\2"},
        {AREA: (900, 150)},
        {AREA: (-3, 150)},
        {AREA: (100, 150, 0, 20)},
        {AREA: (100, 150, 40000)},
        {AREA: (float("nan"), 150)},
        {LOCATION: (object(), 1)},
    ],
)
def test_nonsense_is_no_focus_area(tags: dict[int, Any]) -> None:
    assert capture_of(tags).focus_area is None


def test_the_time_of_taking_is_read_to_the_fraction() -> None:
    one = capture_of({TAKEN: "2024:05:01 10:20:30", SUBSECONDS: "25"}).seconds
    other = capture_of({TAKEN: "2024:05:01 10:20:31\0"}).seconds
    assert one is not None and other is not None
    assert other - one == pytest.approx(0.75)


@pytest.mark.parametrize("taken", ["", "0000:00:00 00:00:00", "yesterday", 7, None])
def test_a_time_that_is_none_is_missing(taken: object) -> None:
    assert capture_of({TAKEN: taken}).seconds is None
