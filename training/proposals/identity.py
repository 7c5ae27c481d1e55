"""What names a region of a photo for good."""

import hashlib

import numpy as np
from numpy.typing import NDArray


def region_id(region: NDArray[np.bool_]) -> str:
    """A short name for a bool (H, W) region, made of its pixels.

    Rank, score and superpixel numbers may change with the code that finds proposals; the same pixels keep their name.
    """
    shape = f"{region.shape[1]}x{region.shape[0]}"
    return hashlib.blake2b(np.packbits(region).tobytes() + shape.encode(), digest_size=10).hexdigest()
