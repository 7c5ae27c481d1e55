"""At which scale the detail of a photo lives: at its own pixels, or in the picture that is predicted as a whole."""

import math
from pathlib import Path
from typing import Final

from blurlab.imaging.metadata.tags import read_tags
from blurlab.imaging.photos import read_luminance
from blurlab.sharpness.detail import detail_width
from blurlab.sharpness.energy import measure_energies

_APERTURE: Final = 33437  # FNumber of EXIF


def finer_than_whole(photo: Path, whole_side: int) -> float:
    """How many times finer the finest crisp detail of a photo is than a pixel of it predicted as a whole.

    0 where nothing can be told of it, and of photos that a lens with a stated aperture took: these have depth, and what
    is asked of them is the blur of what lies behind.

    Parameters
    ----------
    photo
        The file.
    whole_side
        px, side of a square of the area at which a photo is predicted as a whole.

    Raises
    ------
    blurlab.errors.UnreadablePhoto
    """
    if _APERTURE in read_tags(photo).tags:
        return 0.0
    grey = read_luminance(photo)
    width = detail_width(measure_energies(grey))
    return 0.0 if width is None else math.sqrt(grey.size) / whole_side / width
