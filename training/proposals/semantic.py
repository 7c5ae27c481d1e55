"""Blur masks from semantic masks (paper 2.1.1): the connected components of the largest object."""

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2

VOC_BORDER = 255
_MIN_SHARE = 0.002  # of the photo; smaller components are specks


def components_of_largest_object(labels: NDArray[np.uint8]) -> list[NDArray[np.bool_]]:
    """Connected components, largest first, of the object with the most pixels in a label map (H, W).

    0 is background. Other values are objects, classes or instances; 255 is an object where it is the only other value
    (a plain black-and-white mask) and the ignored border of a VOC map where there are more. Empty if there is none.
    """
    counts = np.bincount(labels.ravel(), minlength=256)
    objects = [int(v) for v in np.flatnonzero(counts) if v != 0]
    if len(objects) > 1 and VOC_BORDER in objects:
        objects.remove(VOC_BORDER)
    if not objects:
        return []
    largest = max(objects, key=lambda value: counts[value])
    count, parts, stats, _ = cv2.connectedComponentsWithStats((labels == largest).astype(np.uint8), connectivity=8)
    order = sorted(range(1, count), key=lambda part: -int(stats[part, cv2.CC_STAT_AREA]))
    keep = [part for part in order if stats[part, cv2.CC_STAT_AREA] >= _MIN_SHARE * labels.size]
    return [np.asarray(parts == part) for part in keep]
