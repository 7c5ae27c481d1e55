"""At which scale the detail of a photo lives: at its own pixels, or in the picture that is predicted as a whole."""

import math
from typing import Any, Final

from blurlab.errors import UnreadablePhoto
from blurlab.imaging.metadata.tags import read_tags
from blurlab.imaging.ports import Place, ref_of
from blurlab.imaging.source import open_source
from blurlab.sharpness.detail import detail_width
from blurlab.sharpness.energy import measure_energies

_APERTURE: Final = 33437  # FNumber of EXIF


def finer_than_whole(photo: Place, whole_side: int) -> float:
    """How many times finer the finest crisp detail of a photo is than a pixel of it predicted as a whole.

    0 where nothing can be told of it, and of photos that a lens with a stated aperture took: these have depth, and what
    is asked of them is the blur of what lies behind.

    Parameters
    ----------
    photo
        The file, or what of it is the photo.
    whole_side
        px, side of a square of the area at which a photo is predicted as a whole.

    Raises
    ------
    blurlab.errors.UnreadablePhoto
    """
    if _APERTURE in _tags(photo):
        return 0.0
    grey = open_source(photo).luminance()
    width = detail_width(measure_energies(grey))
    return 0.0 if width is None else math.sqrt(grey.size) / whole_side / width


def _tags(photo: Place) -> dict[int, Any]:
    """None of a picture that no camera wrote tags into."""
    try:
        return read_tags(ref_of(photo).path).tags
    except UnreadablePhoto:
        return {}
