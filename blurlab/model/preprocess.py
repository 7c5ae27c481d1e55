"""From a photo's array to the network's input. One place, so that training and prediction cannot drift apart."""

import math

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from blurlab.core.shrink import reduced

STRIDE = 32  # network inputs are multiples of this
MEAN = 127.0
SCALE = 128.0
MOST_ENLARGED = 1.25  # times the photo's own size


def network_size(height: int, width: int, size: int) -> tuple[int, int]:
    """(height, width) at which a photo is predicted: its proportions kept, its area that of a `size`-px square.

    A photo of a smaller area is enlarged by at most MOST_ENLARGED, since enlarging blurs it. Both are multiples of 32
    and at least 64; proportions beyond 4 : 1 are bounded so that the input stays small.
    """
    aspect = min(max(width / height, 0.25), 4.0)
    size = min(size, MOST_ENLARGED * math.sqrt(height * width))  # type: ignore[assignment]
    target_h, target_w = size / math.sqrt(aspect), size * math.sqrt(aspect)
    return tuple(max(2, round(side / STRIDE)) * STRIDE for side in (target_h, target_w))  # type: ignore[return-value]


def resize(photo: NDArray[np.uint8], height: int, width: int) -> NDArray[np.uint8]:
    """`photo` (H, W, 3) uint8 at another size: by area when it shrinks (no aliasing, which reads as sharpness)."""
    if photo.shape[:2] == (height, width):
        return photo
    return reduced(photo, width, height)


def normalise(batch: Tensor) -> Tensor:
    """RGB values 0..255, any dtype, to the network's float input, (value − 127) / 128."""
    return batch.to(torch.float32, copy=True).sub_(MEAN).div_(SCALE)


def to_batch(photos: NDArray[np.uint8]) -> Tensor:
    """uint8 (N, H, W, 3) to normalised float (N, 3, H, W) in channels-last memory, which CPU convolutions like best."""
    tensor = torch.from_numpy(np.ascontiguousarray(photos)).permute(0, 3, 1, 2)
    return normalise(tensor).contiguous(memory_format=torch.channels_last)
