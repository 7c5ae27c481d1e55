"""What each pixel looks like: soft membership in a few colours and textures that the photo itself consists of."""

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2

COLOURS, TEXTURES = 24, 16
_SAMPLES = 4000  # pixels that the codes are found from
_COLOUR_WIDTH = 0.06  # of a colour code, in Lab / 100
_LIGHTNESS = 0.7  # weight beside a and b: shading must not count like another colour


def describe(photo: NDArray[np.uint8]) -> NDArray[np.float32]:
    """float32 (H, W, COLOURS + TEXTURES) of a uint8 RGB (H, W, 3) photo; each half sums to 1 at every pixel."""
    lab = lab_colour(photo)
    colours = lab * np.array([_LIGHTNESS, 1, 1], np.float32)
    return np.dstack([_soft_codes(colours, COLOURS, _COLOUR_WIDTH), _textures(lab[..., 0])])


def lab_colour(photo: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Lab colour / 100, float32 (H, W, 3)."""
    return np.asarray(cv2.cvtColor(photo.astype(np.float32) / 255, cv2.COLOR_RGB2LAB) / 100, np.float32)


def _textures(lightness: NDArray[np.float32]) -> NDArray[np.float32]:
    """Soft membership in texture codes, from the responses of edge and blob filters at two widths."""
    responses = []
    for sigma in (1.0, 2.0):
        smooth = cv2.GaussianBlur(lightness, (0, 0), sigma)
        responses.append(2.0 * (smooth - cv2.GaussianBlur(lightness, (0, 0), 2 * sigma)))
        xx, yy = cv2.Sobel(smooth, cv2.CV_32F, 2, 0), cv2.Sobel(smooth, cv2.CV_32F, 0, 2)
        xy = cv2.Sobel(smooth, cv2.CV_32F, 1, 1)
        scale = sigma**2 / 4
        responses += [scale * (xx - yy), scale * 2 * xy, scale * (xx + yy)]
    stack = np.dstack(responses)
    # Weber's law: strong responses differ by ratio, weak ones by amount.
    norm = np.linalg.norm(stack, axis=2, keepdims=True)
    stack = stack * np.log1p(norm / 0.03) / (norm + 1e-6)
    return _soft_codes(stack.astype(np.float32), TEXTURES, 0.35)


def _soft_codes(values: NDArray[np.float32], codes: int, width: float) -> NDArray[np.float32]:
    """Membership of each (H, W, c) value in `codes` centres found by k-means: float32 (H, W, codes), sum 1."""
    flat = values.reshape(-1, values.shape[2])
    sample = np.ascontiguousarray(flat[:: max(1, len(flat) // _SAMPLES)])
    # Starting labels by rank along the widest direction instead of at random: the same photo gives the same codes.
    spread = sample - sample.mean(axis=0)
    direction = np.linalg.eigh(spread.T @ spread)[1][:, -1]
    start = np.empty((len(sample), 1), np.int32)
    start[np.argsort(spread @ direction, kind="stable"), 0] = np.arange(len(sample)) * codes // len(sample)
    criteria = (cv2.TERM_CRITERIA_MAX_ITER, 12, 0.0)
    centres = cv2.kmeans(sample, codes, start, criteria, 1, cv2.KMEANS_USE_INITIAL_LABELS)[2]
    # In place from here on: fresh memory for each of these large arrays would cost as much as the arithmetic. Nor is
    # there less arithmetic to be had: boundary evidence is a root of small differences, and shows rounding.
    weight = 2 * flat @ centres.T
    np.subtract((flat**2).sum(axis=1)[:, None], weight, out=weight)
    weight += (centres**2).sum(axis=1)
    weight -= weight.min(axis=1, keepdims=True)
    np.negative(weight, out=weight)
    weight /= 2 * width**2
    np.exp(weight, out=weight)
    weight /= weight.sum(axis=1, keepdims=True)
    return np.asarray(weight.reshape(*values.shape[:2], codes), np.float32)
