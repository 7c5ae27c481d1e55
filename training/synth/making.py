"""From a sample's parameters to its pixels: blur, noise, JPEG and resize (paper 2.3, 3.2)."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from training.data import augment
from training.data.parallel_map import parallel_map
from training.synth import kernels
from training.synth.composite import IGNORED, Composite, Filled, composite, inpaint


@dataclass(frozen=True)
class Weaker:
    """Blur that varies across the sample: `kernel` where `share`, float32 (S, S) 0..1, is 1; the sample's own at 0."""

    kernel: NDArray[np.float32]
    share: NDArray[np.float32]


@dataclass(frozen=True)
class Drawn:
    """All parameters of one sample before its pixels are blurred.

    photo: uint8 (S, S, 3). side: bool (S, S), True where blur goes. doubtful: bool (S, S) or None. weaker: the other
    end of a blur that varies, or None. moving: the kernel is a motion's path, else a defocus. inpainted: how the sharp
    side is removed; else by normalised convolution.
    noise: grey levels. quality: of the JPEG after the blur, or None. smaller: share of the side that the sample is
    resized to after that, or None; last_quality: of the JPEG after the resize, or None. source: number of the photo
    among the sampler's sources, or sampler.DRAWN. region: bool (H, W) at the photo's size, as it was drawn; whole: the
    region has no say, all is sharp or all blurred. what: the sample's parameters as text, for the sheet of samples.
    """

    photo: NDArray[np.uint8]
    side: NDArray[np.bool_]
    doubtful: NDArray[np.bool_] | None
    kernel: NDArray[np.float32]
    weaker: Weaker | None
    moving: bool
    foreground: bool
    linear_light: bool
    noise: float
    quality: int | None
    smaller: float | None
    last_quality: int | None
    inpainted: bool
    noise_seed: int
    what: str
    source: int
    region: NDArray[np.bool_]
    whole: bool

    @property
    def finish(self) -> str:
        """How the blur is made and what comes after it, as text."""
        words = [f"noise {self.noise:.1f}"] if self.noise else []
        words += [f"JPEG {self.quality}"] if self.quality is not None else []
        words += [f"to {self.smaller * 100:.0f} %"] if self.smaller is not None else []
        words += [f"JPEG {self.last_quality}"] if self.last_quality is not None else []
        words += ["linear light"] * self.linear_light + ["inpainted"] * self.inpainted
        return ", ".join(words) or "nothing after the blur"


def make(drawn: Sequence[Drawn], device: torch.device) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Photos uint8 (N, S, S, 3) and targets uint8 (N, S, S), 0 sharp, 1 blurred, 255 ignored, in the order drawn."""
    if device.type == "cpu":
        return stacked(parallel_map(make_one, drawn))
    rows = zip(_blurred(drawn, device), drawn, strict=True)
    return stacked([_finished(*row, each) for row, each in rows])


def make_one(drawn: Drawn) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Photo uint8 (S, S, 3) and targets uint8 (S, S) of a sample, on the CPU.

    By itself its transform is as small as its own kernel allows, and nothing depends on neighbours.
    """
    (row,) = _blurred([drawn], torch.device("cpu"))
    return _finished(*row, drawn)


def stacked(
    rows: Sequence[tuple[NDArray[np.uint8], NDArray[np.uint8]]],
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Photos uint8 (N, S, S, 3) and targets uint8 (N, S, S) of samples."""
    return np.stack([photo for photo, _ in rows]), np.stack([target for _, target in rows])


def _blurred(drawn: Sequence[Drawn], device: torch.device) -> list[tuple[NDArray[np.uint8], NDArray[np.uint8]]]:
    """Photo uint8 (S, S, 3), blurred and with its noise, and targets uint8 (S, S), for each of these samples."""
    made = _composite(drawn, [d.kernel for d in drawn], device)
    photos = made.photos
    varying = [(row, d, d.weaker) for row, d in enumerate(drawn) if d.weaker is not None]
    if varying:
        other = _composite([d for _, d, _ in varying], [weaker.kernel for _, _, weaker in varying], device).photos
        for weak, (row, _, weaker) in zip(other, varying, strict=True):
            photos[row].lerp_(weak, torch.from_numpy(weaker.share).to(device))  # equal where sharp: stays to the bit
    for photo, d in zip(photos, drawn, strict=True):
        if d.noise:
            photo.round_().add_(_grain(d, device), alpha=d.noise)
    pixels = photos.add_(0.5).clamp_(0, 255).to(torch.uint8).permute(0, 2, 3, 1).contiguous().cpu().numpy()
    return list(zip(pixels, made.targets.cpu().numpy(), strict=True))


def _composite(drawn: Sequence[Drawn], kernel: Sequence[NDArray[np.float32]], device: torch.device) -> Composite:
    """Either way of removing the sharp side gives the samples that want it, float32 (N, 3, S, S)."""
    photos = _planes([d.photo for d in drawn], device)
    side = torch.from_numpy(np.stack([d.side for d in drawn])).to(device)
    stacked = torch.from_numpy(kernels.stack(list(kernel))).to(device)
    foreground = torch.tensor([d.foreground for d in drawn], device=device)
    linear = torch.tensor([d.linear_light for d in drawn], device=device)
    made = None
    inpainted = [row for row, d in enumerate(drawn) if d.inpainted]
    if len(inpainted) < len(drawn):
        made = composite(photos, side, stacked, foreground, linear_light=linear)
    if inpainted:
        rows = torch.tensor(inpainted, device=device)
        filled = Filled(
            _planes([inpaint(drawn[row].photo, ~drawn[row].side) for row in inpainted], device),
            _planes([_behind(drawn[row]) for row in inpainted], device),
        )
        other = composite(
            photos[rows], side[rows], stacked[rows], foreground[rows], linear_light=linear[rows], filled=filled
        )
        if made is None:
            return other
        made.photos[rows], made.targets[rows] = other.photos, other.targets
    assert made is not None
    return made


def _behind(d: Drawn) -> NDArray[np.float32]:
    return inpaint(d.photo, d.side) if d.foreground else d.photo.astype(np.float32)


def _planes(photos: Sequence[NDArray[np.uint8]] | Sequence[NDArray[np.float32]], device: torch.device) -> Tensor:
    """(H, W, 3) photos as float32 (N, 3, H, W) on the device; those of bytes travel as bytes."""
    return torch.from_numpy(np.stack(photos)).to(device).permute(0, 3, 1, 2).float()


def _grain(d: Drawn, device: torch.device) -> Tensor:
    """Unit noise of one sample, float32 (3, S, S)."""
    size = d.photo.shape[0]
    y, x = augment.place_in_noise(size, size, np.random.default_rng(d.noise_seed))
    return _noise_on(str(device))[:, y : y + size, x : x + size]


@functools.cache
def _noise_on(device: str) -> Tensor:
    return torch.from_numpy(augment.noise_bank()).permute(2, 0, 1).to(device)


def _finished(
    photo: NDArray[np.uint8], target: NDArray[np.uint8], d: Drawn
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """What happens to a photo after it is taken: JPEG, a resize and JPEG again; photo and targets take it alike."""
    if d.doubtful is not None:
        # On the blurred side as well: left out where it is sharp alone, an even wall would only ever be called blurred.
        target = np.where(d.doubtful, np.uint8(IGNORED), target)
    if d.quality is not None:
        photo = augment.compress(photo, d.quality)
    if d.smaller is not None:
        smaller = augment.shrinking(photo.shape[0], d.smaller)
        photo, target = smaller.photo(photo), smaller.mask(target)
    if d.last_quality is not None:
        photo = augment.compress(photo, d.last_quality)
    return photo, target
