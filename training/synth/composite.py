"""Blur one side of a photo without a halo (paper 2.3), a whole batch at once, on whatever device the batch is on.

Blurring the photo and pasting would smear the sharp side's colours into the blurred one: a halo, which a network learns
to find instead of blur. So the sharp side is removed first, in one of two ways. A normalised convolution,
blur(photo · side) / blur(side), only ever mixes pixels of the side that is being blurred. The paper's way fills what
was removed by inpainting, which `inpaint` does on the CPU, and blurs the filled photo.
"""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from blurlab.core.opencv import cv2

_EPS = 1e-4
_REACH = 3  # px around what is filled that Telea's method looks at
SHARP, BLURRED, IGNORED = 0, 1, 255  # targets of the loss, not mask codes
# Where the blurred object's veil over its surroundings is between these, neither answer is right.
_VEIL = (0.02, 0.5)


@dataclass(frozen=True)
class Composite:
    """photos: float (N, 3, H, W), 0..255. targets: uint8 (N, H, W), 0 sharp, 1 blurred, 255 ignored."""

    photos: Tensor
    targets: Tensor


@dataclass(frozen=True)
class Filled:
    """Photos whose one side was removed and filled by `inpaint`, float (N, 3, H, W), 0..255.

    blurred: the side that is to be blurred, goes on where the other was. behind: the other side, goes on where the
    blurred one was; looked at only where that is in front.
    """

    blurred: Tensor
    behind: Tensor


def composite(
    photos: Tensor,
    side: Tensor,
    kernels: Tensor,
    foreground: Tensor,
    *,
    linear_light: Tensor | None = None,
    filled: Filled | None = None,
) -> Composite:
    """Blur the marked side of each photo with its kernel.

    photos: float (N, 3, H, W), 0..255. side: bool (N, H, W), True where blur goes. kernels: float (N, k, k).
    foreground: bool (N,). False: the blurred side lies behind, and the sharp object keeps a crisp edge over it.
    True: the blurred side is the object in front: its edge softens and veils what is behind, as a lens does.
    linear_light: bool (N,), blur squared values (about linear light, bright spots bloom) for these.
    filled: the sharp side was removed by inpainting; None: by normalised convolution.
    Sharp-labelled pixels keep their values to the bit.
    """
    squared = None if linear_light is None else linear_light[:, None, None, None]
    light = _light(photos, squared)
    weight = side[:, None].to(photos.dtype)
    blur = _Convolution(kernels, *photos.shape[-2:])
    front = foreground.nonzero().flatten()
    if filled is None:
        blurred, coverage, usable = _normalised(light, weight, blur)
        ones, background = _spread_behind(light[front], weight[front], blurred[front], blur.only(front))
    else:
        spread = blur(torch.cat([_light(filled.blurred, squared), weight, torch.ones_like(weight)], dim=1))
        blurred, coverage = spread[:, :3] / spread[:, 4:].clamp_min(_EPS), spread[:, 3:4]
        usable = spread[:, 4:] > _EPS  # a bent path may leave the photo at its corner
        ones = spread[front, 4:]
        background = torch.where(weight[front] > 0, _light(filled.behind, squared)[front], light[front])

    veil = weight.clone()
    if len(front):
        # The object's veil is its mask blurred; inside, what shows through is the background under the edge.
        soft = (coverage[front] / ones.clamp_min(_EPS)).clamp(0, 1)
        # FFT dust far from the object must not touch the sharp side.
        veil[front] = torch.where(soft < _VEIL[0], torch.zeros_like(soft), soft)
        blurred = blurred.index_copy(0, front, veil[front] * blurred[front] + (1 - veil[front]) * background)
        usable = usable.index_copy(0, front, veil[front] > 0)

    values = blurred.clamp(0, 1)
    if squared is not None:
        values = torch.where(squared, values.sqrt(), values)
    out = torch.where((veil > 0) & usable, values * 255, photos)

    targets = torch.where(side, BLURRED, SHARP).to(torch.uint8)
    soft_edge = foreground[:, None, None] & ~side & (veil[:, 0] > 0)
    targets = torch.where(soft_edge & (veil[:, 0] > _VEIL[0]), IGNORED, targets)
    targets = torch.where(soft_edge & (veil[:, 0] > _VEIL[1]), BLURRED, targets)
    return Composite(out, targets.to(torch.uint8))


def _light(photos: Tensor, squared: Tensor | None) -> Tensor:
    """0..1, in squared values where `squared` (N, 1, 1, 1) says so."""
    light = photos / 255
    return light if squared is None else torch.where(squared, light * light, light)


def _normalised(light: Tensor, weight: Tensor, blur: "_Convolution") -> tuple[Tensor, Tensor, Tensor]:
    """The blurred side without the other, the mask blurred, and where anything of that side is in reach."""
    spread = blur(torch.cat([light * weight, weight], dim=1))
    coverage = spread[:, 3:]
    return spread[:, :3] / coverage.clamp_min(_EPS), coverage, coverage > _EPS


def _spread_behind(light: Tensor, inside: Tensor, blurred: Tensor, blur: "_Convolution") -> tuple[Tensor, Tensor]:
    """For objects in front: a plane of ones blurred, and the background, spread under the object's edge."""
    ones = torch.ones_like(inside)
    if not len(light):
        return ones, light
    behind = blur(torch.cat([light * (1 - inside), 1 - inside, ones], dim=1))
    background = torch.where(inside > 0, behind[:, :3] / behind[:, 3:4].clamp_min(_EPS), light)
    # Deep inside the object no background is in reach, and none shows.
    return behind[:, 4:], torch.where((inside > 0) & (behind[:, 3:4] < _EPS), blurred, background)


def inpaint(photo: NDArray[np.uint8], removed: NDArray[np.bool_]) -> NDArray[np.float32]:
    """The photo without what was removed, filled by Telea's method: uint8 RGB (H, W, 3) → float32 (H, W, 3), 0..255.

    removed: bool (H, W). One pixel around it is removed as well, because a photo mixes both colours there. A photo that
    is removed wholly, or not at all, comes back as it is.
    """
    if not removed.any() or removed.all():
        return photo.astype(np.float32)
    wide = cv2.dilate(removed.astype(np.uint8), np.ones((3, 3), np.uint8))
    if wide.all():  # what is left is as thin as that pixel
        wide = removed.astype(np.uint8)
    # In 16 bits: in 8 each pixel's rounding is passed on to the next, up to 16 levels at 110 px.
    deep = cv2.split(photo.astype(np.uint16) * 257)
    return np.dstack([cv2.inpaint(plane, wide, _REACH, cv2.INPAINT_TELEA) for plane in deep]) / np.float32(257)


class _Convolution:
    """Convolution of each sample with its own kernel by FFT, zeros outside: one transform serves every kernel size."""

    def __init__(self, kernels: Tensor, height: int, width: int) -> None:
        self._size = (height, width)
        self._reach = kernels.shape[-1] // 2
        self._padded = (_fast(height + 2 * self._reach), _fast(width + 2 * self._reach))
        self._spectrum = torch.fft.rfft2(kernels, s=self._padded)[:, None]

    def only(self, rows: Tensor) -> "_Convolution":
        """The same for some samples."""
        part = object.__new__(_Convolution)
        part._size, part._reach, part._padded = self._size, self._reach, self._padded
        part._spectrum = self._spectrum[rows]
        return part

    def __call__(self, planes: Tensor) -> Tensor:
        """planes: float (N, C, H, W) → the same shape."""
        spectrum = torch.fft.rfft2(planes, s=self._padded)
        full: Tensor = torch.fft.irfft2(spectrum * self._spectrum, s=self._padded)
        reach, (height, width) = self._reach, self._size
        return full[..., reach : reach + height, reach : reach + width]


def _fast(size: int) -> int:
    """The next size that FFTs like: a multiple of 2, 3 and 5 alone."""
    while True:
        rest = size
        for prime in (2, 3, 5):
            while rest % prime == 0:
                rest //= prime
        if rest == 1 and size % 2 == 0:
            return size
        size += 1
