"""Synthetic samples with what is known of their blur."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2
from blurlab.core.planes import LEAST_SIGMA
from training.data.parallel_map import parallel_map
from training.synth.composite import BLURRED
from training.synth.making import make_one
from training.synth.sampler import Sampler
from training.synth.truth import Truth, truth_of


@dataclass(frozen=True)
class KnownSample:
    """photo: uint8 (S, S, 3). target: uint8 (S, S), 0 sharp, 1 blurred, 255 ignored."""

    photo: NDArray[np.uint8]
    target: NDArray[np.uint8]
    truth: Truth

    def cells(self, height: int, width: int) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        """σ of height × width cells of the sample, float32 in its px, and which of them are wholly blurred, bool: by as
        much as can be told at all."""
        size = (width, height)
        sigma = cv2.resize(self.truth.sigma, size, interpolation=cv2.INTER_AREA)
        blurred = cv2.resize((self.target == BLURRED).astype(np.float32), size, interpolation=cv2.INTER_AREA)
        return np.asarray(sigma, np.float32), np.asarray((blurred > 0.999) & (sigma >= LEAST_SIGMA))


def known_samples(sampler: Sampler, start: int, count: int) -> list[KnownSample]:
    """Samples `start` … `start + count − 1`, the same as `sampler.batch` gives."""

    def one(index: int) -> KnownSample:
        drawn = sampler.draw(index)
        return KnownSample(*make_one(drawn), truth_of(drawn))

    return parallel_map(one, range(start, start + count))
