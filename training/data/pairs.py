"""Real pairs: photos with accepted masks, read small, drawn at random and augmented together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.editing import correction
from blurlab.core.opencv import cv2
from blurlab.core.prediction import View
from blurlab.core.shrink import shrink
from blurlab.errors import UserError
from blurlab.imaging.ports import Place
from training.data import augment
from training.data.parallel_map import parallel_map
from training.data.remembered import MIB, Remembered
from training.data.sources import read_source
from training.synth.composite import IGNORED
from training.synth.making import stacked
from training.synth.sampler import Batch

PAIR_SHORT_SIDE: Final = 480  # px a labelled photo is kept at: above every prediction size, below what fills the memory
_PAIRS_KEPT: Final = 1024 * MIB  # some 800 labelled photos

LEARNT_SIDE: Final = 400  # px of a part that is learnt from at its own pixels: near the size that networks learn at
LEARNT_PARTS: Final = 6  # of a photo whose mask was predicted at 100 %
HELD_OUT_SIDE: Final = 1024  # px of the part of a held-out one
_PLACES: Final = 8  # that a part is chosen from

Labelled = tuple[NDArray[np.uint8], NDArray[np.uint8]]  # photo uint8 RGB (H, W, 3), mask codes uint8 (H, W)


@dataclass(frozen=True)
class Pair:
    """A labelled photo, or a part of one, read when asked for. view: how it is to be looked at by what is scored."""

    name: str
    kind: str  # "defocus", "motion" or ""
    read: Callable[[], Labelled]
    view: View = View.WHOLE


@dataclass(frozen=True)
class Part:
    """A part of a photo at its own pixels: at most `side` px each way; `number` tells apart those of one photo."""

    side: int
    number: int = 0


class PairReader:
    """Reads labelled photos and keeps them small, photo and mask at one size, as far as memory allows."""

    def __init__(self, most: int = _PAIRS_KEPT) -> None:
        self._kept: Remembered[tuple[str, Place, Part | None], Labelled] = Remembered(
            most, lambda pair: sum(a.nbytes for a in pair)
        )

    def pair(
        self,
        name: str,
        kind: str,
        photo: Place,
        read_codes: Callable[[], NDArray[np.uint8]],
        part: Part | None = None,
    ) -> Pair:
        """A labelled photo; its pixels are read when they are asked for.

        read_codes: its mask, codes uint8 (H, W). part: what of it, where the mask was predicted at 100 %: shrunk, the
        photo would not show what the mask says. None: all of it, shrunk.
        """

        def read() -> Labelled:
            if part is None:
                return _read_pair(photo, read_codes)
            return _cut(read_source(photo), read_codes(), part)

        view = View.WHOLE if part is None else View.FULL
        return Pair(name, kind, lambda: self._kept.get((name, photo, part), read), view)


def _cut(photo: NDArray[np.uint8], codes: NDArray[np.uint8], part: Part) -> Labelled:
    """The part, of a few drawn by the photo's size and the part's number, whose mask holds the most of both classes."""
    if codes.shape != photo.shape[:2]:
        size = (photo.shape[1], photo.shape[0])
        codes = np.asarray(cv2.resize(codes, size, interpolation=cv2.INTER_NEAREST), np.uint8)
    height, width = codes.shape
    tall, wide = min(part.side, height), min(part.side, width)
    rng = np.random.default_rng((height, width, part.number))
    tops, lefts = rng.integers(0, height - tall + 1, _PLACES), rng.integers(0, width - wide + 1, _PLACES)
    places = [np.s_[top : top + tall, left : left + wide] for top, left in zip(tops, lefts, strict=True)]

    def rarer(place: tuple[slice, slice]) -> int:
        seen = codes[place][::4, ::4]
        return int(min(np.count_nonzero(seen == correction.SHARP), np.count_nonzero(seen == correction.BLURRED)))

    chosen = max(places, key=rarer)
    return photo[chosen].copy(), codes[chosen].copy()


def _read_pair(photo: Place, read_codes: Callable[[], NDArray[np.uint8]]) -> Labelled:
    """Photo uint8 RGB (H, W, 3) and mask codes (H, W), shrunk; the mask by nearest neighbour."""
    pixels = shrink(read_source(photo), PAIR_SHORT_SIDE, 3 * PAIR_SHORT_SIDE)
    codes = read_codes()
    if codes.shape != pixels.shape[:2]:
        size = (pixels.shape[1], pixels.shape[0])
        codes = np.asarray(cv2.resize(codes, size, interpolation=cv2.INTER_NEAREST), np.uint8)
    return pixels, codes


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
        """The first of the pairs numbered by `order` that can be read: one that disappeared costs only itself."""
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
