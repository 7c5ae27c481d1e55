"""How wide the finest crisp detail of a photo is, whatever it shows."""

from typing import Final

import numpy as np

from blurlab.sharpness.energy import LEVELS, Energies
from blurlab.sharpness.measure import SOFT_FROM, texture_sharpness

_TEXTURED: Final = 0.02  # of the cells: with less texture a photo says nothing of its detail


def detail_width(energies: Energies) -> int | None:
    """Photo pixels, 1, 2 or 4, that the finest detail is wide which is crisp in the sharpest tenth of the texture.

    4 also where all is softer than that; None where there is too little texture to tell. energies: as measured.
    """
    width = 1
    for level in range(LEVELS - 2):
        sharpness, texture = texture_sharpness(energies, level)
        if level == 0 and float(texture.mean()) < _TEXTURED:
            return None
        width = 1 << level
        if texture.any() and float(np.quantile(sharpness[texture], 0.9)) >= SOFT_FROM:
            break
    return width
