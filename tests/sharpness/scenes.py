"""Scenes drawn with known blur: many edges of all sizes, as photos have, on uint8 grey."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from blurlab.core.opencv import cv2

_EXIF, _TAKEN, _SUBJECT_AREA = 0x8769, 36867, 37396


def scene(height: int = 384, width: int = 512, seed: int = 0) -> NDArray[np.uint8]:
    """Overlapping crisp shapes of many sizes and greys."""
    rng = np.random.default_rng(seed)
    picture = np.full((height, width), 128, np.uint8)
    for size in np.geomspace(min(height, width) / 3, 3, 900):
        x, y = int(rng.integers(0, width)), int(rng.integers(0, height))
        axes = (max(1, int(size * rng.uniform(0.3, 1))), max(1, int(size * rng.uniform(0.3, 1))))
        grey = int(rng.integers(20, 236))
        cv2.ellipse(picture, (x, y), axes, float(rng.uniform(0, 180)), 0, 360, grey, -1, cv2.LINE_AA)
    return picture


def defocused(picture: NDArray[np.uint8], sigma: float) -> NDArray[np.uint8]:
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), sigma), np.uint8)


def moved(picture: NDArray[np.uint8], length: int, direction: float) -> NDArray[np.uint8]:
    """Blurred by a straight motion: length px, degrees counter-clockwise from the horizontal."""
    size = 2 * length + 1
    kernel = np.zeros((size, size), np.float32)
    reach = (length - 1) / 2 * np.array([np.cos(np.deg2rad(direction)), -np.sin(np.deg2rad(direction))])
    for share in np.linspace(-1, 1, 8 * length):
        x, y = length + share * reach
        for column in (int(np.floor(x)), int(np.floor(x)) + 1):
            for row in (int(np.floor(y)), int(np.floor(y)) + 1):
                kernel[row, column] += max(0.0, 1 - abs(x - column)) * max(0.0, 1 - abs(y - row))
    return np.asarray(cv2.filter2D(picture, -1, kernel / kernel.sum(), borderType=cv2.BORDER_REFLECT), np.uint8)


def noisy(picture: NDArray[np.uint8], sigma: float, seed: int = 1) -> NDArray[np.uint8]:
    grain = np.random.default_rng(seed).normal(0, sigma, picture.shape)
    return np.clip(picture + grain + 0.5, 0, 255).astype(np.uint8)


def compressed(picture: NDArray[np.uint8], quality: int) -> NDArray[np.uint8]:
    done, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
    assert done
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_GRAYSCALE), np.uint8)


def with_subject(picture: NDArray[np.uint8], blurred: NDArray[np.uint8], box: tuple[int, int, int, int]) -> None:
    """Put the part (left, top, right, bottom) of `picture` into `blurred`, in place."""
    left, top, right, bottom = box
    blurred[top:bottom, left:right] = picture[top:bottom, left:right]


def write(path: Path, grey: NDArray[np.uint8], taken: str = "", area: tuple[int, ...] = ()) -> Path:
    """A JPEG of `grey` that says when it was taken, and where the camera's subject was."""
    exif = Image.Exif()
    if taken:
        exif.get_ifd(_EXIF)[_TAKEN] = taken
    if area:
        exif.get_ifd(_EXIF)[_SUBJECT_AREA] = area
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(grey).convert("RGB").save(path, exif=exif, quality=92)
    return path
