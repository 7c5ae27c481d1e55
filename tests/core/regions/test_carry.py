"""A mask moves with its picture; a change of focus is noticed."""

import numpy as np
import pytest

from blurlab.core.editing.correction import BLURRED, SHARP, UNTOUCHED, Correction
from blurlab.core.opencv import cv2
from blurlab.core.regions.carry import align, carried, carry_step


def scene() -> tuple[np.ndarray, np.ndarray]:
    """A scene with things in it, blurred on its left, and its mask: larger than a photo of it."""
    rng = np.random.default_rng(5)
    photo = np.full((320, 420, 3), 110, np.uint8)
    for _ in range(140):
        x, y, r = rng.integers(0, 420), rng.integers(0, 320), rng.integers(4, 26)
        cv2.circle(photo, (int(x), int(y)), int(r), tuple(map(int, rng.integers(20, 240, 3))), -1)
    mask = np.zeros(photo.shape[:2], np.uint8)
    mask[:, :190] = BLURRED
    soft = cv2.GaussianBlur(photo, (0, 0), 4)
    photo = np.where(mask[..., None] > 0, soft, photo)
    return photo, mask


def moved(picture: np.ndarray, degrees: float, x: int, y: int, flags: int = cv2.INTER_LINEAR) -> np.ndarray:
    matrix = cv2.getRotationMatrix2D((210, 160), degrees, 1.0)
    turned = cv2.warpAffine(picture, matrix, (420, 320), flags=flags, borderMode=cv2.BORDER_REFLECT)
    return np.ascontiguousarray(turned[y : y + 220, x : x + 300])


@pytest.mark.parametrize(("degrees", "x", "y"), [(0, 60, 50), (0, 75, 40), (2.5, 66, 57)])
def test_a_mask_moves_with_its_picture(degrees: float, x: int, y: int) -> None:
    photo, mask = scene()
    there, here = moved(photo, 0, 60, 50), moved(photo, degrees, x, y)
    alignment = align(there, here)
    assert alignment is not None and alignment.trusted
    codes = carried(moved(mask, 0, 60, 50, cv2.INTER_NEAREST), alignment, 220, 300)
    truth = moved(mask, degrees, x, y, cv2.INTER_NEAREST)
    known = codes != UNTOUCHED
    union = ((codes == BLURRED) | (truth == BLURRED)) & known
    assert known.mean() > 0.85 and ((codes == BLURRED) & (truth == BLURRED) & known).sum() / union.sum() > 0.97


def test_a_refocused_or_another_scene_is_not_trusted() -> None:
    photo, _ = scene()
    here = moved(photo, 0, 60, 50)
    refocused = align(here, cv2.GaussianBlur(here, (0, 0), 3))
    assert refocused is None or not refocused.trusted
    other = align(here, np.ascontiguousarray(here[:, ::-1]))
    assert other is None or not other.trusted
    even = align(np.full((60, 80, 3), 9, np.uint8), here)
    assert even is None or not even.trusted


def test_carrying_is_one_step_that_leaves_what_the_other_does_not_show() -> None:
    correction = Correction(40, 60)
    codes = np.full((40, 60), UNTOUCHED, np.uint8)
    codes[:, :20], codes[:, 20:40] = BLURRED, SHARP
    step = carry_step(correction, codes, 128, "Carried")
    assert step is not None
    step.apply(correction)
    assert (correction.mask(128)[:, :20] == BLURRED).all() and not correction.painted()[:, 20:].any()
    assert carry_step(correction, codes, 128, "Carried") is None
