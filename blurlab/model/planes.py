"""The head that tells how much blur there is and of what kind, beside a network's two classes.

What the classes are told from says that there is blur, and hardly how much: a head over these features alone was wrong
by half of σ. How much shows in how fast detail falls off from scale to scale and by direction, so the head is given the
strengths of the trunk's maps at four scales and the steps between neighbours in the picture itself at five.
"""

from collections.abc import Sequence
from typing import Final, Protocol, TypeGuard

import torch
import torch.nn.functional as F  # noqa: N812 (its usual name)
from torch import Tensor, nn

PLANES: Final = "planes."  # what the names of its weights begin with in a model file
TOLD: Final = 4  # planes that it tells
GRAIN: Final = 8  # px of the network's picture, a side, for one of the planes'
_LEVELS: Final = 5  # of the picture, each of half the size
_WINDOW: Final = 3  # px of the planes, over which strengths are pooled
_LEAST_STEP: Final = 1e-5  # squared, of a picture of −1..1: half a grey level
_LEAST_STRENGTH: Final = 0.02


class PlanesHead(nn.Sequential):
    """Three pointwise layers over what `describe` gives.

    Input: float (N, inputs, h, w). Output: float (N, 4, h, w): log σ in px of the network's picture, logit of motion
    (against defocus), cosine and sine of twice the motion's angle, counter-clockwise as seen, from the horizontal, at
    any length. They mean something only where there is blur.
    """

    def __init__(self, maps: Sequence[int], refined: int) -> None:
        """maps: channels of the trunk's maps. refined: those of what the classes are told from."""
        inputs = sum(maps) + refined + 3 * _LEVELS
        super().__init__(
            nn.BatchNorm2d(inputs),
            nn.Conv2d(inputs, 64, 1),
            nn.ReLU(inplace=True),
            nn.Conv2d(64, 32, 1),
            nn.ReLU(inplace=True),
            nn.Conv2d(32, TOLD, 1),
        )


class PlanesNetwork(Protocol):
    """A network that has such a head."""

    planes: PlanesHead

    def described(self, x: Tensor) -> Tensor:
        """What the head answers from, of the network's input."""
        ...

    def with_planes(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """What the network gives by itself, and what the head does."""
        ...


def has_planes(network: nn.Module) -> "TypeGuard[PlanesNetwork]":
    """Whether the network has such a head."""
    return isinstance(getattr(network, "planes", None), PlanesHead)


def told_by(network: nn.Module, x: Tensor) -> tuple[Tensor, Tensor | None]:
    """What a network gives of its input, and what its head does; None if it has none."""
    if has_planes(network):
        return network.with_planes(x)
    made: Tensor = network(x)
    return made, None


def describe(picture: Tensor, maps: Sequence[Tensor], refined: Tensor) -> Tensor:
    """What a head answers from: float (N, C, H / GRAIN, W / GRAIN).

    picture: the network's input, (N, 3, H, W). maps: the trunk's, the largest first, none larger than H. refined: what
    the classes are told from, at any size.
    """
    size = (picture.shape[-2] // GRAIN, picture.shape[-1] // GRAIN)
    strengths = [(_pooled(_brought(each.abs(), size)) + _LEAST_STRENGTH).log() for each in maps]
    return torch.cat([*strengths, _brought(refined, size), *_steps(picture, size)], dim=1)


def _steps(picture: Tensor, size: tuple[int, int]) -> list[Tensor]:
    """Of each level of the picture, (N, 3, h, w): how strong its steps are, and by how much more in a direction."""
    grey = picture.mean(dim=1, keepdim=True)
    told = []
    for level in range(_LEVELS):
        if level:
            grey = F.avg_pool2d(grey, 2)
        across = F.pad(grey[..., :, 1:] - grey[..., :, :-1], (0, 1, 0, 0))
        down = F.pad(grey[..., 1:, :] - grey[..., :-1, :], (0, 0, 0, 1))
        squares = _pooled(_brought(torch.cat([across * across, down * down, across * down], dim=1), size))
        whole = squares[:, :1] + squares[:, 1:2] + _LEAST_STEP
        told.append(torch.cat([whole.log(), (squares[:, :1] - squares[:, 1:2]) / whole, 2 * squares[:, 2:] / whole], 1))
    return told


def _brought(plane: Tensor, size: tuple[int, int]) -> Tensor:
    """A plane at another size: the mean of what falls together, or bilinearly between what is too coarse."""
    factor = plane.shape[-1] // size[1]
    if factor > 1:
        return F.avg_pool2d(plane, factor)
    return plane if factor else F.interpolate(plane, size=size, mode="bilinear", align_corners=False)


def _pooled(plane: Tensor) -> Tensor:
    return F.avg_pool2d(plane, _WINDOW, stride=1, padding=_WINDOW // 2, count_include_pad=False)
