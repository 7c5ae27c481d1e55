"""Object proposals of a photo: regions that look like objects, made of superpixels, as training uses them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2

_LEAST_FIT: Final = 0.5  # intersection over union with a loop below it a proposal has no say
_MOST_VOTES: Final = 8  # proposals


@dataclass(frozen=True)
class Proposals:
    """Object-like regions of one photo, best first.

    labels: int32 (H, W), superpixel of each pixel. members: bool (K, n), superpixels of each proposal.
    scores: float32 (K,), objectness, higher = more object-like, descending.
    """

    labels: NDArray[np.int32]
    members: NDArray[np.bool_]
    scores: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.scores)

    def mask(self, index: int) -> NDArray[np.bool_]:
        """bool (H, W): the region of one proposal."""
        return np.asarray(self.members[index][self.labels])

    def fitting(self, loop: Sequence[tuple[float, float]], width: int, height: int) -> NDArray[np.float32] | None:
        """How far the proposals that fit a loop count each pixel as inside, float32 (H, W), 0 to 1.

        loop: corners in pixels of the photo, which is width × height. None if no proposal fits.
        """
        rows, columns = self.labels.shape
        corners = np.asarray(loop, np.float64) * (columns / width, rows / height)
        drawn = np.zeros((rows, columns), np.uint8)
        cv2.fillPoly(drawn, [corners.round().astype(np.int32)], 1)
        superpixels = self.members.shape[1]
        areas = np.bincount(self.labels.ravel(), minlength=superpixels).astype(np.float32)
        inside = np.bincount(self.labels[drawn > 0], minlength=superpixels).astype(np.float32)
        shared = self.members @ inside
        fit = shared / np.maximum(self.members @ areas + inside.sum() - shared, 1)
        votes = np.clip((fit - _LEAST_FIT) / (1 - _LEAST_FIT), 0, 1) ** 2
        best = np.argsort(-votes, kind="stable")[:_MOST_VOTES]
        if len(best) == 0 or votes[best[0]] <= 0:
            return None
        share = (votes[best] @ self.members[best]) / votes[best].sum()
        return np.asarray(share[self.labels], np.float32)
