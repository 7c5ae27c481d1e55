"""The photo of the desk, developed and written."""

from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image

from manual.desk.lens import Light, photograph
from manual.desk.things import things

FILE: Final = Path(__file__).resolve().parents[2] / "resources" / "samples" / "desk.jpg"
RAYS: Final = 96
_QUALITY: Final = 84
_NOISE: Final = 0.006  # of the sensor, in parts of white


def take_photo(file: Path = FILE, rays: int = RAYS, scale: float = 1.0) -> None:
    """Take the photo and write it as a JPEG."""
    Image.fromarray(developed(photograph(things(), rays, scale))).save(file, quality=_QUALITY, subsampling=2)
    print(f"{file.name}: {file.stat().st_size / 1e6:.1f} MB", flush=True)


def developed(light: Light) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """As a camera would show it: darker to the corners, a little noise, gamma."""
    height, width = light.shape[:2]
    y, x = np.ogrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    fall = 1 - 0.16 * (x * x + y * y)
    noise = np.random.default_rng(11).normal(0, _NOISE, (height, width, 1))
    shown = np.clip(light * fall[:, :, None] * 1.25, 0, 1) ** (1 / 2.2) + noise
    picture: np.ndarray[tuple[int, ...], np.dtype[np.uint8]] = np.clip(np.rint(shown * 255), 0, 255).astype(np.uint8)
    return picture
