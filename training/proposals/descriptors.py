"""What each pixel looks like: soft membership in a few colours and textures that the photo itself consists of.

Everything here is whole numbers, or tables and roots that every processor rounds alike, so that the same photo has the
same descriptors everywhere: what is built on them decides by small differences.
"""

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2

COLOURS, TEXTURES = 24, 16
WHOLE = 1 << 12  # the memberships of a pixel add up to it, nearly
_SAMPLES = 4000  # pixels that the codes are found from
_ROUNDS = 12  # of k-means
_COLOUR_STEP = 8  # of one Lab unit; three times finer than 8-bit photos are
_COLOUR_WIDTH = 6 * _COLOUR_STEP  # of a colour code
_LIGHTNESS = 0.7  # weight beside a and b: shading must not count like another colour
_GREYS = 1 << 14  # of lightness, from black to white
_WEAK = 0.03 * _GREYS  # filter responses well below it differ by amount, those above by ratio
_TEXTURE_STEP = 128  # of one unit of response
_TEXTURE_WIDTH = round(0.35 * _TEXTURE_STEP)  # of a texture code


def describe(photo: NDArray[np.uint8]) -> NDArray[np.float32]:
    """float32 (H, W, COLOURS + TEXTURES) of a uint8 RGB (H, W, 3) photo: whole numbers, 0..WHOLE.

    The colours of a pixel add up to WHOLE, and so do its textures, to within a few units.
    """
    lab = np.asarray(cv2.cvtColor(photo.astype(np.float32) / 255, cv2.COLOR_RGB2LAB), np.float32)
    colours = np.rint(lab * np.array([_LIGHTNESS, 1, 1], np.float32) * _COLOUR_STEP)
    textures = _responses(np.rint(lab[..., 0] * (_GREYS / 100)).astype(np.uint16))
    return np.dstack([_memberships(colours, COLOURS, _COLOUR_WIDTH), _memberships(textures, TEXTURES, _TEXTURE_WIDTH)])


def _responses(lightness: NDArray[np.uint16]) -> NDArray[np.float32]:
    """Responses of edge and blob filters at two widths: whole numbers, float32 (H, W, 8)."""
    responses = []
    for sigma in (1.0, 2.0):
        smooth = cv2.GaussianBlur(lightness, (0, 0), sigma).astype(np.float32)
        responses.append(2 * (smooth - cv2.GaussianBlur(lightness, (0, 0), 2 * sigma)))
        xx, yy = cv2.Sobel(smooth, cv2.CV_32F, 2, 0), cv2.Sobel(smooth, cv2.CV_32F, 0, 2)
        xy = cv2.Sobel(smooth, cv2.CV_32F, 1, 1)
        scale = sigma**2 / 4
        responses += [scale * (xx - yy), scale * 2 * xy, scale * (xx + yy)]
    stack = np.dstack(responses)
    # Weber's law: strong responses differ by ratio, weak ones by amount.
    norm = np.sqrt(np.einsum("hwc,hwc->hw", stack, stack, dtype=np.float64))
    gain = np.log1p(norm / _WEAK) / np.maximum(norm, 1e-2) * _TEXTURE_STEP
    return np.asarray(np.rint(stack * gain[..., None]), np.float32)


def _memberships(values: NDArray[np.float32], codes: int, width: int) -> NDArray[np.float32]:
    """Membership of each (H, W, c) value in `codes` centres found by k-means: float32 (H, W, codes).

    The values are whole numbers, small enough for their products to be exact in float32.
    """
    flat = values.reshape(-1, values.shape[2])
    centres = _centres(flat[:: max(1, len(flat) // _SAMPLES)].astype(np.float64), codes).astype(np.float32)
    # In place from here on: fresh memory for each of these large arrays would cost as much as the arithmetic.
    distance = flat @ (-2 * centres.T)
    distance += (centres**2).sum(axis=1)
    distance -= distance.min(axis=1, keepdims=True)
    furthest = 20 * width**2
    bell = np.rint(WHOLE * np.exp(-np.arange(furthest + 1) / (2 * width**2))).astype(np.float32)
    np.minimum(distance, furthest, out=distance)
    weight = bell[distance.astype(np.int32)]
    weight *= WHOLE / weight.sum(axis=1, keepdims=True)
    return np.asarray(np.rint(weight, out=weight).reshape(*values.shape[:2], codes), np.float32)


def _centres(sample: NDArray[np.float64], codes: int) -> NDArray[np.float64]:
    """k-means of whole numbers (N, c) with whole centres (codes, c)."""
    # Begun by rank along the widest direction instead of at random: the same photo gives the same codes.
    spread = sample - np.rint(sample.mean(axis=0))
    direction = np.linalg.eigh(spread.T @ spread)[1][:, -1]
    direction *= np.sign(direction[np.abs(direction).argmax()])  # its sign is the library's own choice
    nearest = np.empty(len(sample), np.int64)
    nearest[np.argsort(np.round(spread @ direction, 3), kind="stable")] = np.arange(len(sample)) * codes // len(sample)
    centres = np.zeros((codes, sample.shape[1]))
    for _ in range(_ROUNDS):
        counts = np.bincount(nearest, minlength=codes)
        sums = np.stack([np.bincount(nearest, values, minlength=codes) for values in sample.T], axis=1)
        centres[counts > 0] = np.rint(sums[counts > 0] / counts[counts > 0, None])
        nearest = ((centres**2).sum(axis=1) - 2 * (sample @ centres.T)).argmin(axis=1)
    return centres
