"""Grain is no detail, edges along a shake are no sharpness, and a portrait is sharp if its eyes are."""

from pathlib import Path

import numpy as np
import pytest

from blurlab.assets import resource
from blurlab.core.opencv import cv2
from blurlab.imaging.inspection import Inspection, from_record, inspect_photo
from blurlab.imaging.photos import read_luminance
from blurlab.sharpness.measure import measure_focus
from blurlab.sharpness.verdict import Verdict, reach_verdict
from tests.sharpness.scenes import defocused, moved, scene, with_subject


def verdict_of(grey: np.ndarray) -> Verdict:
    focus, energies = measure_focus(grey)
    return reach_verdict(focus, energies, grey)


def photo(seed: int) -> np.ndarray:
    """A scene below an even sky."""
    picture = scene(seed=seed)
    picture[:120] = 170
    return picture


def filmed(picture: np.ndarray, width: float, sigma: float = 12) -> np.ndarray:
    grain = cv2.GaussianBlur(np.random.default_rng(0).normal(size=picture.shape).astype(np.float32), (0, 0), width)
    return np.clip(picture + grain * (sigma / grain.std()) + 0.5, 0, 255).astype(np.uint8)


@pytest.mark.parametrize("width", [0.7, 1.0, 1.5])
def test_correlated_grain_on_a_defocused_photo_is_no_detail(width: float) -> None:
    assert verdict_of(filmed(defocused(photo(1), 4), width)).code == "nothing_sharp"
    assert verdict_of(filmed(photo(1), width)).code in {"sharp", "on_purpose"}


@pytest.mark.parametrize("length", [15, 30])
@pytest.mark.parametrize("direction", [0, 35, 90, 140])
def test_a_photo_shaken_as_a_whole_is_not_blurred_on_purpose(length: int, direction: float) -> None:
    verdict = verdict_of(moved(scene(seed=2), length, direction))
    assert verdict.code == "nothing_sharp"


def test_a_panned_subject_stays_sharp() -> None:
    picture = moved(scene(), 25, 0)
    with_subject(scene(), picture, (180, 120, 340, 270))
    assert verdict_of(picture).code == "on_purpose"


@pytest.fixture(scope="module")
def portrait() -> np.ndarray:
    return read_luminance(resource("samples/astronaut.jpg"))


def inspected(grey: np.ndarray, path: Path) -> Inspection:
    cv2.imwrite(str(path), grey, [cv2.IMWRITE_JPEG_QUALITY, 95])
    return inspect_photo(path)


def test_eyes_decide_on_a_portrait(portrait: np.ndarray, tmp_path: Path) -> None:
    found = inspected(portrait, tmp_path / "a.jpg")
    assert found.verdict.reason.startswith("The largest face is sharp at the eyes")
    (face,) = found.faces
    assert face.eyes_sharp and from_record(found.record()) == found
    height, width = portrait.shape
    soft, where = defocused(portrait, 4), np.zeros(portrait.shape, np.uint8)
    for x, y in face.eyes:
        cv2.circle(where, (round(x * width), round(y * height)), round(0.06 * width), 255, -1)
    eyes_only = inspected(np.where(where > 0, soft, portrait), tmp_path / "b.jpg")
    assert eyes_only.verdict.code == "subject_blurred"
    assert eyes_only.verdict.reason.startswith("The eyes are blurred")
    box = face.box
    oval = np.zeros(portrait.shape, np.uint8)
    middle = (round((box.left + box.right) / 2 * width), round((box.top + box.bottom) / 2 * height))
    axes = (round((box.right - box.left) / 2 * width), round((box.bottom - box.top) / 2 * height))
    cv2.ellipse(oval, middle, axes, 0, 0, 360, 255, -1)
    face_only = inspected(np.where(oval > 0, soft, portrait), tmp_path / "c.jpg")
    assert face_only.verdict.code == "subject_blurred"
