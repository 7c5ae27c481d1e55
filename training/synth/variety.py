"""What befalls sharp photos before they are blurred: grounds, cameras, tones and sizes that the sources lack."""

import math
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2
from training.data import augment
from training.synth.drawn.surface import draw_surface

Picture = NDArray[np.uint8]


@dataclass(frozen=True)
class Variety:
    """Shares (0..1) of the synthetic samples; with all of them 0 a sample is what its photo gives."""

    drawn: float = 0.0  # made from a surface drawn by a program instead of a photo
    pasted: float = 0.0  # of the photos: a drawn surface stands in the scene, half of the time as what is blurred
    enlarged: float = 0.0  # files that were enlarged; their smallest blur grows with them
    camera: float = 0.0  # softened, sharpened and noisy before the blur, as cameras leave native pixels
    grey: float = 0.0
    narrow: float = 0.0  # of few tones, as fog, infrared and scans of faint prints
    tinted: float = 0.0  # colours mixed differently, as stains and false colours

    def __post_init__(self) -> None:
        for each in fields(self):
            if not 0 <= getattr(self, each.name) <= 1:
                raise ValueError(f"{each.name} must be between 0 and 1, not {getattr(self, each.name)}.")


def enlarged_by(rng: np.random.Generator, variety: Variety) -> float:
    """How much smaller a crop is taken (1 or more)."""
    return math.exp(rng.uniform(math.log(1.15), math.log(2.0))) if rng.random() < variety.enlarged else 1.0


def paste(rng: np.random.Generator, photo: Picture) -> tuple[Picture, NDArray[np.bool_]]:
    """A drawn surface seen askew in the photo: a new uint8 (H, W, 3), and where it lies, bool (H, W)."""
    height, width = photo.shape[:2]
    wide, high = rng.uniform(0.25, 0.8) * width, rng.uniform(0.25, 0.8) * height
    surface = draw_surface(rng, max(32, int(high)), max(32, int(wide)))
    surface = np.asarray(np.clip(surface * rng.uniform(0.5, 1.0) + rng.uniform(0, 30), 0, 255), np.uint8)
    left, top = rng.uniform(-0.2 * wide, width - 0.8 * wide), rng.uniform(-0.2 * high, height - 0.8 * high)
    lean = rng.normal(0, 0.07, (4, 2)) * (wide, high)
    there = np.array([[left, top], [left + wide, top], [left + wide, top + high], [left, top + high]]) + lean
    rows, columns = surface.shape[:2]
    corners = np.array([[0, 0], [columns, 0], [columns, rows], [0, rows]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, there.astype(np.float32))
    laid = cv2.warpPerspective(surface, matrix, (width, height), flags=cv2.INTER_LINEAR)
    cover = cv2.warpPerspective(np.full(surface.shape[:2], 255, np.uint8), matrix, (width, height))
    share = (cover.astype(np.float32) / 255)[..., None]
    mixed = photo * (1 - share) + laid * share
    return np.asarray(mixed + 0.5, np.uint8), np.asarray(cover >= 128)


def tone(rng: np.random.Generator, photo: Picture, variety: Variety) -> Picture:
    """Grey, narrow or tinted, by chance: a uint8 array of the same shape."""
    if rng.random() < variety.tinted:
        mix = np.eye(3) * rng.uniform(0.3, 1.0) + rng.normal(0, 0.35, (3, 3))
        mixed = (photo.astype(np.float32) - 128) @ mix.T.astype(np.float32) + rng.uniform(90, 190, 3)
        photo = np.asarray(np.clip(mixed, 0, 255), np.uint8)
    if rng.random() < variety.grey:
        photo = np.asarray(cv2.merge([cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY)] * 3), np.uint8)
        if rng.random() < 0.2:
            photo = 255 - photo
    if rng.random() < variety.narrow:
        width = rng.uniform(0.07, 0.6)
        photo = np.asarray(photo * width + rng.uniform(0, 255 * (1 - width)), np.uint8)
    return photo


def through_camera(rng: np.random.Generator, photo: Picture, variety: Variety) -> Picture:
    """A lens's softness, noise that was smoothed, and sharpening, by chance; what comes out still counts as sharp."""
    if rng.random() >= variety.camera:
        return photo
    values = photo.astype(np.float32)
    if rng.random() < 0.6:
        values = np.asarray(cv2.GaussianBlur(values, (0, 0), rng.uniform(0.3, 0.65)), np.float32)
    if rng.random() < 0.5:
        y, x = augment.place_in_noise(values.shape[0], values.shape[1], rng)
        grain = augment.noise_bank()[y : y + values.shape[0], x : x + values.shape[1]]
        if rng.random() < 0.6:  # noise that a camera's own smoothing left
            grain = np.asarray(cv2.GaussianBlur(grain, (0, 0), rng.uniform(0.4, 1.0)), np.float32)
        values = values + grain * np.float32(rng.uniform(1, 9))
    if rng.random() < 0.5:
        soft = cv2.GaussianBlur(values, (0, 0), rng.uniform(0.6, 1.6))
        values = values + (values - soft) * np.float32(rng.uniform(0.2, 1.5))
    return np.asarray(np.clip(values + 0.5, 0, 255), np.uint8)
