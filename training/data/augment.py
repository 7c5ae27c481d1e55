"""Augmentation (paper 3.2): one geometry for photo and mask alike; colour, noise and JPEG for the photo."""

import functools
import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2

_BANK = 1280  # px, side of the noise that grain is cut from: above any sample's


@dataclass(frozen=True)
class Crop:
    """A square view of a photo: where it looks, how far it turns, whether it mirrors.

    matrix: float64 (2, 3), photo xy to sample xy. size: px. magnification: sample px per photo px.
    """

    matrix: NDArray[np.float64]
    size: int
    magnification: float

    def photo(self, photo: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """uint8 (H, W, 3) → (size, size, 3); beyond the border the photo is mirrored."""
        if self.magnification < 0.6:  # bilinear would alias, which reads as sharpness
            photo = cv2.GaussianBlur(photo, (0, 0), 0.35 / self.magnification)  # type: ignore[assignment]
        return np.asarray(
            cv2.warpAffine(
                photo, self.matrix, (self.size, self.size), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101
            ),
            np.uint8,
        )

    def mask(self, mask: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """uint8 codes (H, W) → (size, size), nearest neighbour: codes are never mixed."""
        return np.asarray(
            cv2.warpAffine(
                mask, self.matrix, (self.size, self.size), flags=cv2.INTER_NEAREST, borderMode=cv2.BORDER_REFLECT_101
            ),
            np.uint8,
        )

    def region(self, region: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """bool (H, W) → (size, size), its edge smoothed where it is magnified."""
        soft = cv2.warpAffine(
            region.astype(np.float32),
            self.matrix,
            (self.size, self.size),
            flags=cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REFLECT_101,
        )
        return np.asarray(soft > 0.5)


def draw_crop(
    rng: np.random.Generator,
    shape: tuple[int, int],
    size: int,
    *,
    scale: tuple[float, float],
    turn: float = math.radians(8),
    stretch: float = 0.12,
) -> Crop:
    """A random crop of a photo of `shape` (H, W).

    scale: side of the crop as a share of the photo's short side, lowest to highest. turn: radians to either side.
    stretch: change of proportions to either side (0.1 = ±10 %).
    """
    height, width = shape
    side = min(height, width) * rng.uniform(*scale)
    magnification = size / side
    wide = math.exp(rng.uniform(-stretch, stretch) / 2)
    angle = rng.uniform(-turn, turn)
    mirror = -1.0 if rng.random() < 0.5 else 1.0
    # The crop's centre keeps the crop inside the photo as far as the photo allows.
    room_x, room_y = max(0.0, width - side) / 2, max(0.0, height - side) / 2
    centre = np.array([width / 2 + rng.uniform(-room_x, room_x), height / 2 + rng.uniform(-room_y, room_y)])
    cos, sin = math.cos(angle), math.sin(angle)
    linear = np.array([[cos, -sin], [sin, cos]]) @ np.diag([magnification * wide * mirror, magnification / wide])
    offset = np.array([size / 2, size / 2]) - linear @ centre
    return Crop(np.column_stack([linear, offset]), size, magnification)


def shrinking(size: int, share: float) -> Crop:
    """A sample of `size` px made smaller around its middle, to `share` of its side; its rim is mirrored."""
    margin = (1 - share) * size / 2
    return Crop(np.array([[share, 0, margin], [0, share, margin]], np.float64), size, share)


def jitter(photo: NDArray[np.uint8], rng: np.random.Generator) -> NDArray[np.uint8]:
    """Brightness, contrast, gamma and saturation of a uint8 RGB array, by one look-up table and one mix with grey."""
    levels = np.linspace(0, 1, 256)
    gain, gamma, shift = rng.uniform(0.75, 1.25), math.exp(rng.uniform(-0.3, 0.3)), rng.uniform(-0.08, 0.08)
    balance = rng.uniform(0.92, 1.08, 3)
    tables = np.clip(((levels**gamma)[:, None] * gain * balance + shift), 0, 1) * 255
    toned = cv2.LUT(photo, np.ascontiguousarray(tables.astype(np.uint8).reshape(1, 256, 3)))
    saturation = 0.0 if rng.random() < 0.05 else rng.uniform(0.6, 1.3)
    grey = cv2.cvtColor(toned, cv2.COLOR_RGB2GRAY)
    return np.asarray(cv2.addWeighted(toned, saturation, cv2.merge([grey] * 3), 1 - saturation, 0), np.uint8)


def compress(photo: NDArray[np.uint8], quality: int) -> NDArray[np.uint8]:
    """A uint8 RGB array through JPEG at `quality` 1..100."""
    done, data = cv2.imencode(".jpg", photo[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])
    if not done:
        raise RuntimeError("OpenCV could not encode a JPEG.")
    decoded = cv2.imdecode(data, cv2.IMREAD_COLOR)
    if decoded is None:
        raise RuntimeError("OpenCV could not decode the JPEG that it made.")
    return np.ascontiguousarray(decoded[..., ::-1], np.uint8)


def add_noise(photo: NDArray[np.uint8], sigma: float, rng: np.random.Generator) -> NDArray[np.uint8]:
    """Sensor noise of `sigma` grey levels over the whole uint8 photo, sharp and blurred side alike.

    Without it the blurred side would lack the grain of the sharp side, and the network would learn the seam.
    """
    height, width = photo.shape[:2]
    y, x = place_in_noise(height, width, rng)
    grain = noise_bank()[y : y + height, x : x + width] * np.float32(sigma)
    return np.asarray(np.clip(photo + grain + 0.5, 0, 255), np.uint8)


def place_in_noise(height: int, width: int, rng: np.random.Generator) -> tuple[int, int]:
    """Top and left of a crop of the noise bank, drawn at random."""
    return int(rng.integers(_BANK - height + 1)), int(rng.integers(_BANK - width + 1))


@functools.cache
def noise_bank() -> NDArray[np.float32]:
    """Unit Gaussian noise (H, W, 3), partly common to the colours; a crop of it serves for fresh noise, 20 × faster."""
    rng = np.random.default_rng(0)
    own = rng.standard_normal((_BANK, _BANK, 3), np.float32)
    common = rng.standard_normal((_BANK, _BANK, 1), np.float32)
    return np.asarray(0.8 * own + 0.6 * common, np.float32)
