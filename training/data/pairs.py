"""Real pairs: photos with accepted masks, drawn at random and augmented together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from blurlab.core.editing import correction
from blurlab.errors import UserError
from training.data import augment
from training.data.parallel_map import parallel_map
from training.synth.composite import IGNORED
from training.synth.making import stacked
from training.synth.sampler import Batch


@dataclass(frozen=True)
class Pair:
    """A labelled photo, read when asked for. read: → photo uint8 RGB (H, W, 3), mask codes uint8 (H, W)."""

    name: str
    kind: str  # "defocus", "motion" or ""
    read: Callable[[], tuple[NDArray[np.uint8], NDArray[np.uint8]]]


def targets(mask: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Mask codes to the loss's targets: 0 sharp, 1 blurred, 255 ignored."""
    out = np.full(mask.shape, IGNORED, np.uint8)
    out[mask == correction.SHARP] = 0
    out[mask == correction.BLURRED] = 1
    return out


class PairSampler:
    """Augmented crops of real pairs, a pure function of (seed, index); every pair is seen once a round."""

    def __init__(self, pairs: Sequence[Pair], size: int, scale: tuple[float, float], seed: int) -> None:
        if not pairs:
            raise ValueError("There is no labelled photo.")
        self._pairs, self._size, self._scale, self._seed = pairs, size, scale, seed

    def batch(self, start: int, count: int) -> Batch:
        """Samples `start` … `start + count − 1`."""
        return Batch(*stacked(parallel_map(self._sample, range(start, start + count))))

    def _read(self, order: NDArray[np.int64]) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
        """The first of the pairs numbered by `order` that can be read: one that went away costs only itself."""
        failure: UserError | None = None
        for number in order:
            try:
                return self._pairs[int(number)].read()
            except UserError as error:
                failure = error
        assert failure is not None
        raise failure

    def _sample(self, index: int) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
        turn, place = divmod(index, len(self._pairs))
        order = np.random.default_rng((self._seed, 1, turn)).permutation(len(self._pairs))
        rng = np.random.default_rng((self._seed, 2, index))
        photo, mask = self._read(np.roll(order, -place))
        crop = augment.draw_crop(rng, (photo.shape[0], photo.shape[1]), self._size, scale=self._scale)
        sample = crop.photo(photo)
        if rng.random() < 0.8:
            sample = augment.jitter(sample, rng)
        if rng.random() < 0.3:
            sample = augment.add_noise(sample, rng.uniform(0, 4), rng)
        if rng.random() < 0.4:
            sample = augment.compress(sample, int(rng.integers(50, 96)))
        return sample, targets(crop.mask(mask))
