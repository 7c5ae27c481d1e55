"""Blur one side of a photo without a halo (paper 2.3), a whole batch at once, on whatever device the batch is on.

Blurring the photo and pasting would smear the sharp side's colours into the blurred one: a halo, which a network learns
to find instead of blur. So the sharp side is removed first. The default here is a normalised convolution,
blur(photo · side) / blur(side), which only ever mixes pixels of the side that is being blurred; `inpainted` is the
paper's way, removal by inpainting.
"""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from blurlab.core.opencv import cv2

_EPS = 1e-4
SHARP, BLURRED, IGNORED = 0, 1, 255  # targets of the loss, not mask codes
# Where the blurred object's veil over its surroundings is between these, neither answer is right.
_VEIL = (0.02, 0.5)


@dataclass(frozen=True)
class Composite:
    """photos: float (N, 3, H, W), 0..255. targets: uint8 (N, H, W), 0 sharp, 1 blurred, 255 ignored."""

    photos: Tensor
    targets: Tensor


def composite(
    photos: Tensor, side: Tensor, kernels: Tensor, foreground: Tensor, *, linear_light: Tensor | None = None
) -> Composite:
    """Blur the marked side of each photo with its kernel.

    photos: float (N, 3, H, W), 0..255. side: bool (N, H, W), True where blur goes. kernels: float (N, k, k).
    foreground: bool (N,). False: the blurred side lies behind, and the sharp object keeps a crisp edge over it.
    True: the blurred side is the object in front: its edge softens and veils what is behind, as a lens does.
    linear_light: bool (N,), blur squared values (about linear light, bright spots bloom) for these.
    Sharp-labelled pixels keep their values to the bit.
    """
    height, width = photos.shape[-2:]
    weight = side[:, None].to(photos.dtype)
    light = photos / 255
    squared = None if linear_light is None else linear_light[:, None, None, None]
    if squared is not None:
        light = torch.where(squared, light * light, light)
    blur = _Convolution(kernels, height, width)

    spread = blur(torch.cat([light * weight, weight], dim=1))
    coverage = spread[:, 3:]
    blurred = spread[:, :3] / coverage.clamp_min(_EPS)
    usable = coverage > _EPS

    veil = weight.clone()
    front = foreground.nonzero().flatten()
    if len(front):
        # The object's veil is its mask blurred; inside, what shows through is the background, spread under the edge.
        inside = weight[front]
        ones = torch.ones_like(inside)
        sub = blur.only(front)
        behind = sub(torch.cat([light[front] * (1 - inside), 1 - inside, ones], dim=1))
        soft = (coverage[front] / behind[:, 4:].clamp_min(_EPS)).clamp(0, 1)
        # FFT dust far from the object must not touch the sharp side.
        veil[front] = torch.where(soft < _VEIL[0], torch.zeros_like(soft), soft)
        background = torch.where(inside > 0, behind[:, :3] / behind[:, 3:4].clamp_min(_EPS), light[front])
        # Deep inside the object no background is in reach, and none shows.
        background = torch.where((inside > 0) & (behind[:, 3:4] < _EPS), blurred[front], background)
        mixed = veil[front] * blurred[front] + (1 - veil[front]) * background
        blurred = blurred.index_copy(0, front, mixed)
        usable = usable.index_copy(0, front, veil[front] > 0)

    values = blurred.clamp(0, 1)
    if squared is not None:
        values = torch.where(squared, values.sqrt(), values)
    touched = (veil > 0) & usable
    out = torch.where(touched, values * 255, photos)

    targets = torch.where(side, BLURRED, SHARP).to(torch.uint8)
    soft_edge = foreground[:, None, None] & ~side & (veil[:, 0] > 0)
    targets = torch.where(soft_edge & (veil[:, 0] > _VEIL[0]), IGNORED, targets)
    targets = torch.where(soft_edge & (veil[:, 0] > _VEIL[1]), BLURRED, targets)
    return Composite(out, targets.to(torch.uint8))


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


def inpainted(photo: NDArray[np.uint8], side: NDArray[np.bool_], kernel: NDArray[np.float32]) -> NDArray[np.uint8]:
    """The paper's way for one photo on the CPU: Telea's inpainting removes the sharp side, the rest is blurred and
    pasted.

    photo: uint8 (H, W, 3). side: bool (H, W), True where blur goes. kernel: float32 (k, k). Returns uint8 (H, W, 3);
    pixels of the sharp side keep their values. Three pixels around the sharp side are removed with it, because a photo
    mixes both colours there.
    """
    sharp = (~side).astype(np.uint8)
    filled = photo
    if sharp.any() and side.any():
        removed = cv2.dilate(sharp, np.ones((3, 3), np.uint8))
        filled = np.asarray(cv2.inpaint(photo, removed, 5, cv2.INPAINT_TELEA), np.uint8)
    # filter2D correlates; flipping the kernel makes it the convolution that the other way does.
    blurred = cv2.filter2D(filled, -1, kernel[::-1, ::-1], borderType=cv2.BORDER_REFLECT)
    return np.where(side[..., None], blurred, photo)
