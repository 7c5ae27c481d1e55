"""Synthetic samples as a pure function of (seed, index).

Any sample can be made again from those two numbers, a resumed run goes on in the stream where it stopped, and workers
that take different indices never repeat one another.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray

from blurlab.core.synthesis import BlurRanges
from blurlab.project.errors import ProjectError
from training import augment
from training.synth import kernels
from training.synth.composite import IGNORED, Composite, composite

_JPEG_BEFORE, _JPEG_AFTER = 0.3, 0.6  # how often; real photos are nearly always JPEGs, some of them twice
_QUALITY = (45, 96)
_NOISE = 5.0  # grey levels, at most
_ALL_SHARP, _ALL_BLURRED = "all sharp", "all blurred"
_ATTEMPTS = 12  # at a photo that is sharp enough; where all are blurred the last one has to do
_WEAKER = (0.25, 0.7)  # of the blur at one end of a varying background: at the other
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
        """bool (H, W): what is blurred in the photo already and must not be called sharp; None where nothing is."""
        ...


@dataclass(frozen=True)
class Weaker:
    """Blur that varies across the sample: `kernel` where `share`, float32 (S, S) 0..1, is 1; the sample's own at 0."""

    kernel: NDArray[np.float32]
    share: NDArray[np.float32]


@dataclass(frozen=True)
class Drawn:
    """All that is decided about one sample before its pixels are blurred.

    photo: uint8 (S, S, 3). side: bool (S, S), True where blur goes. doubtful: bool (S, S) or None. weaker: the other
    end of a blur that varies, or None. source: number of the photo among the sampler's sources. region: bool (H, W) at
    the photo's size, as it was drawn; whole: the region has no say, all is sharp or all blurred. what: the sample's
    parameters in words, for the sheet of samples.
    """

    photo: NDArray[np.uint8]
    side: NDArray[np.bool_]
    doubtful: NDArray[np.bool_] | None
    kernel: NDArray[np.float32]
    weaker: "Weaker | None"
    foreground: bool
    linear_light: bool
    noise: float
    quality: int | None
    noise_seed: int
    what: str
    source: int
    region: NDArray[np.bool_]
    whole: bool

    @property
    def finish(self) -> str:
        """What comes after the blur, in words."""
        noise = f"noise {self.noise:.1f}" if self.noise else "no noise"
        quality = "no JPEG" if self.quality is None else f"JPEG {self.quality}"
        return f"{noise}, {quality}{', linear light' if self.linear_light else ''}"


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
    """

    def __init__(
        self, sources: Sequence[Source], ranges: BlurRanges, size: int, seed: int, *, prefer_sharp: bool = False
    ) -> None:
        if not sources:
            raise ValueError("There is no photo to make synthetic samples from.")
        self._sources, self._ranges, self._size, self._seed = sources, ranges, size, seed
        self._prefer_sharp = prefer_sharp

    @property
    def sources(self) -> int:
        """How many photos samples are made from."""
        return len(self._sources)

    def draw(self, index: int) -> Drawn:
        """The sample number `index` of this stream, before blurring."""
        rng = np.random.default_rng((self._seed, index))
        number, doubtful = self._source(rng)
        source = self._sources[number]
        photo = source.photo()
        region = source.region(rng)
        crop = augment.draw_crop(rng, (photo.shape[0], photo.shape[1]), self._size, scale=_CROP)
        cropped = crop.photo(photo)
        if rng.random() < 0.8:
            cropped = augment.jitter(cropped, rng)
        if rng.random() < _JPEG_BEFORE:
            cropped = augment.compress(cropped, int(rng.integers(*_QUALITY)))
        moving = rng.random() < self._ranges.motion
        side, foreground, where = self._side(rng, crop.region(region), moving)
        kernel, weaker, how = self._kernel(rng, moving, varies=not foreground)
        return Drawn(
            photo=cropped,
            side=side,
            doubtful=None if doubtful is None else crop.region(doubtful),
            kernel=kernel,
            weaker=weaker,
            foreground=foreground,
            linear_light=bool(rng.random() < self._ranges.linear_light),
            noise=float(rng.uniform(0, _NOISE)) if rng.random() < 0.7 else 0.0,
            quality=int(rng.integers(*_QUALITY)) if rng.random() < _JPEG_AFTER else None,
            noise_seed=int(rng.integers(1 << 31)),
            what=where if where == _ALL_SHARP else f"{where}, {how}",
            source=number,
            region=region,
            whole=where in (_ALL_SHARP, _ALL_BLURRED),
        )

    def _source(self, rng: np.random.Generator) -> tuple[int, NDArray[np.bool_] | None]:
        """A photo's number and what is doubtful in it. A photo that is refused is drawn for again: what comes out is
        in proportion to the sharp share, as if all weights were known. A photo that cannot be read is refused too;
        the last such failure is raised where no other photo came up."""
        failure: ProjectError | None = None
        found: tuple[int, NDArray[np.bool_] | None] | None = None
        for _ in range(_ATTEMPTS):
            number = int(rng.integers(len(self._sources)))
            try:
                self._sources[number].photo()
                found = number, self._sources[number].doubtful()
            except ProjectError as error:
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
        self, rng: np.random.Generator, moving: bool, *, varies: bool
    ) -> tuple[NDArray[np.float32], Weaker | None, str]:
        ranges, side = self._ranges, self._size
        if moving:
            length = _log_uniform(rng, ranges.length) * side
            angle, bend = rng.uniform(0, math.pi), rng.uniform(*ranges.bend)
            return kernels.motion(length, angle, bend, rng), None, f"motion {length:.0f} px"
        if rng.random() < ranges.disk:
            kernel_of, extent, name = kernels.disk, _log_uniform(rng, ranges.radius) * side, "disk"
        else:
            kernel_of, extent, name = kernels.gaussian, _log_uniform(rng, ranges.sigma) * side, "Gaussian"
        if not varies or rng.random() >= ranges.varying:
            return kernel_of(extent), None, f"{name} {extent:.1f} px"
        least = max(extent * rng.uniform(*_WEAKER), (ranges.radius if name == "disk" else ranges.sigma)[0] * side)
        weaker = Weaker(kernel_of(least), _ramp(rng, side))
        return kernel_of(extent), weaker, f"{name} {least:.1f} to {extent:.1f} px"

    def batch(self, start: int, count: int) -> Batch:
        """Samples `start` … `start + count − 1`."""
        return self.make([self.draw(index) for index in range(start, start + count)])

    def make(self, drawn: Sequence[Drawn]) -> Batch:
        """The pixels and targets of samples that were drawn."""
        made = _blurred(drawn, [d.kernel for d in drawn])
        varying = [(row, d, d.weaker) for row, d in enumerate(drawn) if d.weaker is not None]
        if varying:
            other = _blurred([d for _, d, _ in varying], [weaker.kernel for _, _, weaker in varying]).photos
            for weak, (row, _, weaker) in zip(other, varying, strict=True):
                made.photos[row].lerp_(weak, torch.from_numpy(weaker.share))  # equal where sharp: stays to the bit
        blurred = made.photos.round_().to(torch.uint8).permute(0, 2, 3, 1).contiguous().numpy()
        targets = made.targets.numpy()
        for row, target, d in zip(blurred, targets, drawn, strict=True):
            finished = row
            if d.noise:
                finished = augment.add_noise(finished, d.noise, np.random.default_rng(d.noise_seed))
            if d.quality is not None:
                finished = augment.compress(finished, d.quality)
            row[...] = finished
            if d.doubtful is not None:
                target[d.doubtful & (target == 0)] = IGNORED
        return Batch(blurred, targets)


def _blurred(drawn: Sequence[Drawn], kernel: Sequence[NDArray[np.float32]]) -> Composite:
    return composite(
        torch.from_numpy(np.stack([d.photo for d in drawn])).permute(0, 3, 1, 2).float(),
        torch.from_numpy(np.stack([d.side for d in drawn])),
        torch.from_numpy(kernels.stack(list(kernel))),
        torch.tensor([d.foreground for d in drawn]),
        linear_light=torch.tensor([d.linear_light for d in drawn]),
    )


def _ramp(rng: np.random.Generator, size: int) -> NDArray[np.float32]:
    """0 at one end, 1 at the other, float32 (size, size); mostly from top to bottom, as the ground recedes."""
    angle = math.pi / 2 * int(rng.choice([1, -1])) + rng.normal(0, 0.5)
    middle, width = rng.uniform(0.3, 0.7), rng.uniform(0.3, 1.0)
    y, x = np.mgrid[0:size, 0:size].astype(np.float32) / size - 0.5
    along = x * math.cos(angle) + y * math.sin(angle) + 0.5
    return np.asarray(np.clip(0.5 + (along - middle) / width, 0, 1), np.float32)


def _log_uniform(rng: np.random.Generator, bounds: tuple[float, float]) -> float:
    """Log-uniform: a doubling of the blur is the same step everywhere in the range."""
    return math.exp(rng.uniform(math.log(bounds[0]), math.log(bounds[1])))
