"""Faces are found on a real photo, wherever and however large it is, and nowhere else."""

import numpy as np
import pytest

from blurlab.assets import resource
from blurlab.core.opencv import cv2
from blurlab.imaging.inspection import inspect_photo
from blurlab.imaging.photos import read_luminance
from blurlab.sharpness.faces import FaceFinder
from tests.sharpness.scenes import defocused, scene

ASTRONAUT = resource("samples/astronaut.jpg")


@pytest.fixture(scope="module")
def finder() -> FaceFinder:
    return FaceFinder(resource("faces/face_detection_yunet_2023mar.onnx").read_bytes())


@pytest.fixture(scope="module")
def grey() -> np.ndarray:
    return read_luminance(ASTRONAUT)


@pytest.mark.parametrize("scale", [0.4, 1, 4])
@pytest.mark.parametrize("blur", [0, 2])
def test_a_face_is_found_at_any_size_and_where_it_is_blurred(
    finder: FaceFinder, grey: np.ndarray, scale: float, blur: float
) -> None:
    seen = cv2.resize(defocused(grey, blur) if blur else grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    box = finder.largest(np.asarray(seen, np.uint8))
    assert box is not None
    assert ((box.left + box.right) / 2, (box.top + box.bottom) / 2) == pytest.approx((0.44, 0.22), abs=0.05)
    assert 0.1 < box.right - box.left < 0.35


@pytest.mark.parametrize("name", ["cat", "clock", "coffee", "flower", "launch", "pavilion"])
def test_where_nobody_is_no_face_is_found(finder: FaceFinder, name: str) -> None:
    assert finder.largest(read_luminance(resource(f"samples/{name}.jpg"))) is None


@pytest.mark.parametrize("shape", [(1, 1), (3, 900), (900, 3), (40, 60)])
def test_any_size_is_looked_at(finder: FaceFinder, shape: tuple[int, int]) -> None:
    assert finder.largest(np.full(shape, 90, np.uint8)) is None


def test_somebody_small_in_the_background_is_not_the_subject(finder: FaceFinder, grey: np.ndarray) -> None:
    picture = scene(1200, 1600) // 4 + 90
    picture[100:1100, 300:1300] = cv2.resize(grey, (1000, 1000))
    assert finder.largest(picture) is not None
    crowd = np.asarray(cv2.resize(picture, None, fx=0.4, fy=0.4, interpolation=cv2.INTER_AREA), np.uint8)
    wide = cv2.copyMakeBorder(crowd, 0, 800, 0, 1100, cv2.BORDER_CONSTANT, value=100)
    assert finder.largest(np.asarray(wide, np.uint8)) is None


def test_a_portrait_is_measured_by_its_face() -> None:
    verdict = inspect_photo(ASTRONAUT).verdict
    assert verdict.subject is not None and verdict.subject.source == "face"
    assert verdict.code in {"sharp", "on_purpose"}
    assert verdict.reason.startswith("The largest face is sharp")
