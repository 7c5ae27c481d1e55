"""HiFST: sorted high-frequency DCT coefficients of gradients, at several scales (Golestaneh and Karam, 2017).

Written from the paper's description. Around each place the gradient magnitudes of patches of 7, 15, 31 and 63 px are
transformed; the coefficients above the anti-diagonal, the high frequencies of all four, are sorted together, and the
smallest 117 are kept: in a blurred patch they are all near zero. Each rank is a layer, divided by its maximum over the
photo, so the result compares places of one photo with each other. The layers' maximum, weighted by its local entropy
and smoothed up to the photo's edges, is the sharpness.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2
from blurlab.sharpness.classical.edge_aware_smoothing import edge_aware_smooth

_SCALES: Final = (7, 15, 31, 63)  # px
_LAYERS: Final = 1 + sum(_SCALES)
_STEP: Final = 4  # px between measured places
_LEVELS: Final = 64  # grey levels distinguished by the entropy
_ENTROPY_WINDOW: Final = 7  # places
_REACH: Final = 15  # places

Plane = NDArray[np.float32]


def hifst(photo: NDArray[np.uint8]) -> Plane:
    """Sharpness 0..1, float32 (⌈H / 4⌉, ⌈W / 4⌉), of a uint8 RGB (H, W, 3) photo."""
    layers = _sorted_coefficients(_gradients(photo))
    highest = layers.max(axis=(0, 1))
    sharpest = np.divide(layers, highest, out=np.zeros_like(layers), where=highest > 0).max(axis=2)
    return edge_aware_smooth(sharpest * _local_entropy(sharpest), photo, _REACH)


def _gradients(photo: NDArray[np.uint8]) -> Plane:
    """Magnitudes of the diagonal differences, float32 (H, W)."""
    grey = cv2.GaussianBlur(np.asarray(cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY), np.float32), (3, 3), 0.5)
    one = cv2.filter2D(grey, -1, np.array([[1, 0], [0, -1]], np.float32), borderType=cv2.BORDER_REFLECT)
    other = cv2.filter2D(grey, -1, np.array([[0, 1], [-1, 0]], np.float32), borderType=cv2.BORDER_REFLECT)
    return np.asarray(cv2.magnitude(one, other), np.float32)


def _sorted_coefficients(gradients: Plane) -> Plane:
    """The smallest high-frequency magnitudes around each place, ascending: float32 (h, w, layers)."""
    height, width = gradients.shape
    margin = _SCALES[-1] // 2
    padded = np.asarray(
        cv2.copyMakeBorder(gradients, margin, margin, margin, margin, cv2.BORDER_REFLECT_101), np.float32
    )
    rows, columns = range(0, height, _STEP), range(0, width, _STEP)
    transforms = [(size, _dct(size), _high_frequencies(size)) for size in _SCALES]
    # The transform is separable. Along x, all places of a column of patches in a row share it.
    along_x = [_transformed_rows(padded, size, matrix, margin, len(columns)) for size, matrix, _ in transforms]
    found = np.empty((len(rows), len(columns), _LAYERS), np.float32)
    for number, row in enumerate(rows):
        high = []
        for (size, matrix, mask), half in zip(transforms, along_x, strict=True):
            top = row + margin - size // 2
            patches = half[:, top : top + size]  # (columns, size, size)
            high.append(np.abs(np.matmul(matrix, patches)[:, mask]))
        found[number] = np.partition(np.concatenate(high, axis=1), _LAYERS, axis=1)[:, :_LAYERS]
    found.sort(axis=2)
    return found


def _transformed_rows(padded: Plane, size: int, matrix: Plane, margin: int, columns: int) -> Plane:
    """The DCT along x of every row's patches: float32 (columns, H, size)."""
    start = margin - size // 2
    windows = np.lib.stride_tricks.sliding_window_view(padded, size, axis=1)[:, start::_STEP][:, :columns]
    return np.ascontiguousarray(np.matmul(windows, matrix.T).transpose(1, 0, 2))


def _dct(size: int) -> Plane:
    """The orthonormal DCT-II as a matrix, float32 (size, size)."""
    frequency, place = np.mgrid[:size, :size]
    matrix = np.sqrt(2 / size) * np.cos(np.pi * (2 * place + 1) * frequency / (2 * size))
    matrix[0] /= np.sqrt(2)
    return np.asarray(matrix, np.float32)


def _high_frequencies(size: int) -> NDArray[np.bool_]:
    """Coefficients whose two frequencies add up to at least `size`: bool (size, size)."""
    u, v = np.mgrid[:size, :size]
    return np.asarray(u + v >= size)


def _local_entropy(values: Plane) -> Plane:
    """Entropy, 0..1, of the grey levels in the window around each place."""
    levels = np.minimum(values * _LEVELS, _LEVELS - 1).astype(np.int32)
    entropy = np.zeros(values.shape, np.float32)
    window = (_ENTROPY_WINDOW, _ENTROPY_WINDOW)
    for level in np.unique(levels):
        share = cv2.blur((levels == level).astype(np.float32), window, borderType=cv2.BORDER_REFLECT)
        entropy -= share * np.log2(np.maximum(share, 1e-6))
    return np.asarray(entropy / np.log2(_ENTROPY_WINDOW**2), np.float32)
