"""Synthetic samples as a pure function of (seed, index).

Any sample can be made again from those two numbers, a resumed run goes on in the stream where it stopped, and workers
that take different indices never repeat each other.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray

from blurlab.core.synthesis import BlurRanges
from blurlab.errors import UserError
from training.data import augment
from training.data.parallel_map import parallel_map
from training.synth import kernels
from training.synth.drawn.surface import draw_region, draw_surface
from training.synth.making import Drawn, Weaker, make, make_one, stacked
from training.synth.variety import Variety, enlarged_by, paste, through_camera, tone

DRAWN = -1  # number of the source where the ground was drawn
# How often JPEG comes before the blur, after it, and after the resize: real photos are nearly always JPEGs, some twice.
_JPEG_BEFORE, _JPEG_AFTER, _JPEG_LAST = 0.3, 0.55, 0.6
_QUALITY = (45, 96)
_RESIZE = 0.25  # how often a sample is made smaller once it is blurred, as photos are that were put on a page
_SMALLER = (0.88, 0.98)  # of its side; the rim is mirrored, and more of it would teach mirrors
_NOISE = 5.0  # grey levels, at most
_ALL_SHARP, _ALL_BLURRED = "all sharp", "all blurred"
_ATTEMPTS = 12  # at a photo that is sharp enough; where all are blurred the last one has to do
_WEAKER = (0.25, 0.7)  # of the blur at one end of a varying background: at the other
_FIRST_PHOTOS = 8  # that the first samples of a widening stream are made from
_SAMPLES_A_PHOTO = 12  # until it widens by one more: three steps of half a batch, five seconds or more on two cores
_CROP = (0.75, 1.0)  # of the source's short side; smaller crops would be magnified, and so soft where called sharp


class Source(Protocol):
    """A photo that samples are made from."""

    def photo(self) -> NDArray[np.uint8]:
        """uint8 RGB (H, W, 3)."""
        ...

    def region(self, rng: np.random.Generator) -> NDArray[np.bool_]:
        """bool (H, W): an object-like region, drawn at random."""
        ...

    def doubtful(self) -> NDArray[np.bool_] | None:
        """bool (H, W): what may be blurred in the photo already and is left out of the loss; None if nothing is."""
        ...


@dataclass(frozen=True)
class Batch:
    """photos: uint8 (N, S, S, 3). targets: uint8 (N, S, S), 0 sharp, 1 blurred, 255 ignored."""

    photos: NDArray[np.uint8]
    targets: NDArray[np.uint8]

    def __add__(self, other: "Batch") -> "Batch":
        return Batch(np.concatenate([self.photos, other.photos]), np.concatenate([self.targets, other.targets]))


class Sampler:
    """Draws and makes synthetic samples of `size` px from `sources`.

    prefer_sharp: draw a photo in proportion to the share of it that is not doubtful, so that blur which is there
    already is rarely a sample's ground. No photo has to be judged before it is drawn for the first time.
    widens: the first samples are made from a few photos, and one more joins with every few samples, in the order of
    `in_turn`: a training can begin while the proposals of most photos are still to be made.
    variety: what befalls the photos before they are blurred; nothing by default.
    device: where the blur and the noise are made. On the CPU a sample has the same bytes whatever it is made beside;
    elsewhere a whole batch is blurred at once, which may round a value otherwise.
    """

    def __init__(
        self,
        sources: Sequence[Source],
        ranges: BlurRanges,
        size: int,
        seed: int,
        *,
        prefer_sharp: bool = False,
        widens: bool = False,
        device: torch.device | str = "cpu",
        variety: Variety | None = None,
    ) -> None:
        if not sources:
            raise ValueError("There is no photo to make synthetic samples from.")
        self._sources, self._ranges, self._size, self._seed = sources, ranges, size, seed
        self._prefer_sharp, self._device = prefer_sharp, torch.device(device)
        self._widens, self._variety = widens, variety or Variety()
        self._latest = 0
        # Drawn from the seed alone, so that a sample stays a pure function of (seed, index).
        self._order = np.random.default_rng(seed).permutation(len(sources)) if widens else np.arange(len(sources))

    @property
    def sources(self) -> int:
        """How many photos samples are made from."""
        return len(self._sources)

    def in_turn(self) -> list[int]:
        """The sources' numbers in the order in which a stream that widens comes to them."""
        return [int(number) for number in self._order]

    @property
    def wide(self) -> int:
        """How many photos, the first ones of `in_turn`, the latest sample was drawn from."""
        return self._among(self._latest)

    def _among(self, index: int) -> int:
        among = len(self._order)
        return min(among, _FIRST_PHOTOS + index // _SAMPLES_A_PHOTO) if self._widens else among

    def draw(self, index: int) -> Drawn:
        """The sample number `index` of this stream, before blurring."""
        self._latest = max(self._latest, index)
        rng = np.random.default_rng((self._seed, index))
        look = np.random.default_rng((self._seed, index, 1))  # of its own, so that variety changes no other choice
        larger = enlarged_by(look, self._variety)
        number, photo, doubtful, region = self._ground(rng, look, self._among(index))
        scale = (_CROP[0] / larger, _CROP[1] / larger)
        crop = augment.draw_crop(rng, (photo.shape[0], photo.shape[1]), self._size, scale=scale)
        cropped, part = crop.photo(photo), crop.region(region)
        if number != DRAWN and look.random() < self._variety.pasted:
            cropped, pasted = paste(look, cropped)
            if look.random() < 0.5 and pasted.any():
                part = pasted
        cropped = through_camera(look, tone(look, cropped, self._variety), self._variety)
        if rng.random() < 0.8:
            cropped = augment.jitter(cropped, rng)
        if (quality := _quality(rng, _JPEG_BEFORE)) is not None:
            cropped = augment.compress(cropped, quality)
        moving = rng.random() < self._ranges.motion
        side, foreground, where = self._side(rng, part, moving)
        kernel, weaker, how = self._kernel(rng, moving, larger, varies=not foreground)
        smaller = float(rng.uniform(*_SMALLER)) if rng.random() < _RESIZE else None
        return Drawn(
            photo=cropped,
            side=side,
            doubtful=None if doubtful is None else crop.region(doubtful),
            kernel=kernel,
            weaker=weaker,
            moving=moving,
            foreground=foreground,
            linear_light=bool(rng.random() < self._ranges.linear_light),
            noise=float(rng.uniform(0, _NOISE)) if rng.random() < 0.7 else 0.0,
            quality=_quality(rng, _JPEG_AFTER),
            smaller=smaller,
            last_quality=_quality(rng, 0.0 if smaller is None else _JPEG_LAST),
            inpainted=bool(rng.random() < self._ranges.inpainting),
            noise_seed=int(rng.integers(1 << 31)),
            what=where if where == _ALL_SHARP else f"{where}, {how}",
            source=number,
            region=region,
            whole=where in (_ALL_SHARP, _ALL_BLURRED),
        )

    def _ground(
        self, rng: np.random.Generator, look: np.random.Generator, among: int
    ) -> tuple[int, NDArray[np.uint8], NDArray[np.bool_] | None, NDArray[np.bool_]]:
        """What `_read` gives of a source, or of a surface that is drawn."""
        if look.random() < self._variety.drawn:
            side = round(self._size / _CROP[0])
            return DRAWN, draw_surface(look, side, side), None, draw_region(look, side, side)
        return self._read(rng, among)

    def _read(
        self, rng: np.random.Generator, among: int
    ) -> tuple[int, NDArray[np.uint8], NDArray[np.bool_] | None, NDArray[np.bool_]]:
        """A photo's number, its pixels, what is doubtful in it, and a region of it. One damaged file is no failure."""
        failure: UserError | None = None
        for _ in range(_ATTEMPTS):
            number, doubtful = self._source(rng, among)
            source = self._sources[number]
            try:
                return number, source.photo(), doubtful, source.region(rng)
            except UserError as error:  # its label map, perhaps
                failure = error
        assert failure is not None
        raise failure

    def _source(self, rng: np.random.Generator, among: int) -> tuple[int, NDArray[np.bool_] | None]:
        """A photo's number and what is doubtful in it. A photo that is refused is drawn for again: what comes out is
        in proportion to the sharp share, as if all weights were known. A photo that cannot be read is refused too;
        the last such failure is raised where there is no other."""
        failure: UserError | None = None
        found: tuple[int, NDArray[np.bool_] | None] | None = None
        drawn = (int(self._order[rng.integers(among)]) for _ in range(_ATTEMPTS))
        rest = (int(number) for number in self._order if found is None)  # only the damaged ones came up
        for number in chain(drawn, rest):
            try:
                self._sources[number].photo()
                found = number, self._sources[number].doubtful()
            except UserError as error:
                failure = error
                continue
            doubtful = found[1]
            blurred = 0.0 if doubtful is None or not self._prefer_sharp else float(doubtful.mean())
            if blurred == 0.0 or rng.random() >= blurred:
                break
        if found is None:
            assert failure is not None
            raise failure
        return found

    def _side(
        self, rng: np.random.Generator, region: NDArray[np.bool_], moving: bool
    ) -> tuple[NDArray[np.bool_], bool, str]:
        whole = rng.random()
        if whole < self._ranges.all_sharp:
            return np.zeros_like(region), False, _ALL_SHARP
        if whole < self._ranges.all_sharp + self._ranges.all_blurred:
            return np.ones_like(region), False, _ALL_BLURRED
        if rng.random() < (self._ranges.motion_background if moving else self._ranges.background):
            return ~region, False, "background"
        return region, True, "object"

    def _kernel(
        self, rng: np.random.Generator, moving: bool, larger: float, *, varies: bool
    ) -> tuple[NDArray[np.float32], Weaker | None, str]:
        ranges, side = self._ranges, self._size
        sigma, radius, path = (_raised(each, larger) for each in (ranges.sigma, ranges.radius, ranges.length))
        if moving:
            length = _log_uniform(rng, path) * side
            angle, bend = rng.uniform(0, math.pi), rng.uniform(*ranges.bend)
            return kernels.motion(length, angle, bend, rng), None, f"motion {length:.0f} px"
        kernel_of: Callable[[float], kernels.Kernel]
        if rng.random() < ranges.disk:
            kernel_of, extent, name = kernels.disk, _log_uniform(rng, radius) * side, "disk"
        else:
            kernel_of, extent, name = kernels.gaussian, _log_uniform(rng, sigma) * side, "Gaussian"
        if not varies or rng.random() >= ranges.varying:
            return kernel_of(extent), None, f"{name} {extent:.1f} px"
        lowest = (radius if name == "disk" else sigma)[0] * side
        least = max(extent * rng.uniform(*_WEAKER), lowest)
        if least > 0.8 * extent:  # no difference that could be seen
            return kernel_of(extent), None, f"{name} {extent:.1f} px"
        weaker = Weaker(kernel_of(least), _ramp(rng, side))
        return kernel_of(extent), weaker, f"{name} {least:.1f} to {extent:.1f} px"

    def batch(self, start: int, count: int) -> Batch:
        """Samples `start` … `start + count − 1`."""
        indices = range(start, start + count)
        if self._device.type == "cpu":
            return Batch(*stacked(parallel_map(lambda index: make_one(self.draw(index)), indices)))
        return self.make(parallel_map(self.draw, indices))

    def make(self, drawn: Sequence[Drawn]) -> Batch:
        """The pixels and targets of samples that were drawn."""
        return Batch(*make(drawn, self._device))


def _quality(rng: np.random.Generator, share: float) -> int | None:
    """Of a JPEG, or None: with probability `share` there is one."""
    return int(rng.integers(*_QUALITY)) if rng.random() < share else None


def _ramp(rng: np.random.Generator, size: int) -> NDArray[np.float32]:
    """0 at one end, 1 at the other, float32 (size, size); mostly from top to bottom, as the ground recedes."""
    angle = math.pi / 2 * int(rng.choice([1, -1])) + rng.normal(0, 0.5)
    middle, width = rng.uniform(0.3, 0.7), rng.uniform(0.3, 1.0)
    y, x = np.mgrid[0:size, 0:size].astype(np.float32) / size - 0.5
    along = x * math.cos(angle) + y * math.sin(angle) + 0.5
    return np.asarray(np.clip(0.5 + (along - middle) / width, 0, 1), np.float32)


def _raised(bounds: tuple[float, float], larger: float) -> tuple[float, float]:
    """The range of a blur where the picture was enlarged: what cannot be told from the enlargement is not drawn."""
    return min(bounds[0] * larger, bounds[1]), bounds[1]


def _log_uniform(rng: np.random.Generator, bounds: tuple[float, float]) -> float:
    """Log-uniform: a doubling of the blur is the same step everywhere in the range."""
    return math.exp(rng.uniform(math.log(bounds[0]), math.log(bounds[1])))
