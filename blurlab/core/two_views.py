"""A photo that was predicted as a whole and at 100 %: three states of each place, never mixed into one.

On a portrait at f/1.8 nearly all is soft at 100 %, and the background alone is blurred as a whole.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2
from blurlab.core.rect import Rect


@dataclass(frozen=True, eq=False)
class TwoViews:
    """Both predictions of one photo, uint8 blurriness each at its own resolution.

    known: bool of the shape of `full`, where that says something already; None: everywhere.
    """

    whole: NDArray[np.uint8]
    full: NDArray[np.uint8]
    known: NDArray[np.bool_] | None = None

    def soft_alone(self, photo: tuple[int, int], seen: Rect, step: float, threshold: int) -> NDArray[np.bool_]:
        """Where the photo is soft at 100 % and not blurred as a whole, on a grid over a part of it.

        Parameters
        ----------
        photo
            (height, width) of the photo in pixels.
        seen
            The part, in steps from the photo's corner.
        step
            Photo pixels from one place of the grid to the next, each way.
        threshold
            Blurriness from which a place counts as blurred, in both predictions.

        Returns
        -------
        bool (seen.height, seen.width)
        """

        def under(plane: NDArray[np.uint8], interpolation: int) -> NDArray[np.uint8]:
            down, across = plane.shape[0] / photo[0] * step, plane.shape[1] / photo[1] * step
            matrix = np.array([[across, 0, (seen.x + 0.5) * across - 0.5], [0, down, (seen.y + 0.5) * down - 0.5]])
            flags = interpolation | cv2.WARP_INVERSE_MAP
            size = seen.width, seen.height
            return np.asarray(cv2.warpAffine(plane, matrix, size, flags=flags, borderMode=cv2.BORDER_REPLICATE))

        def around(plane: NDArray[np.uint8]) -> NDArray[np.uint8]:
            """All of a plane that comes into `seen`."""
            down, across = plane.shape[0] / photo[0] * step, plane.shape[1] / photo[1] * step
            top, bottom = max(0, int(seen.y * down - 2)), int(seen.bottom * down + 3)
            left, right = max(0, int(seen.x * across - 2)), int(seen.right * across + 3)
            return plane[min(top, len(plane) - 1) : bottom, min(left, plane.shape[1] - 1) : right]

        if around(self.full).max() < threshold or around(self.whole).min() >= threshold:
            return np.zeros((seen.height, seen.width), np.bool_)  # most that a pan brings in needs no more than this
        full, whole = under(self.full, cv2.INTER_LINEAR), under(self.whole, cv2.INTER_LINEAR)
        soft = (full >= threshold) & (whole < threshold)
        if self.known is not None:
            soft &= under(self.known.view(np.uint8), cv2.INTER_NEAREST) > 0
        return np.asarray(soft, np.bool_)
