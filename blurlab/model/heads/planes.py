"""The head that tells how much blur there is and of what kind, beside a network's two classes.

What the classes are told from says that there is blur, and hardly how much: a head over these features alone was wrong
by half of σ. How much shows in how fast detail falls off from scale to scale and by direction, so the head is given the
strengths of the trunk's maps at four scales and the steps between neighbours in the picture itself at five, both also
over wider windows of what is blurred. It tells of each place how sure it is, and a place believes its surer neighbours.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple, Protocol, TypeGuard

import torch
import torch.nn.functional as F  # noqa: N812 (its usual name)
from torch import Tensor, nn

PLANES: Final = "planes."  # what the names of its weights begin with in a model file
TOLD: Final = 4  # planes that it tells; one more of its own says how sure it is
GRAIN: Final = 16  # px of the network's picture, a side, for one of the planes'
_LEVELS: Final = 5  # of the picture, each of half the size; the last has a step for two cells
_WIDER: Final = (3, 7)  # px of the planes, over which the strengths of the blurred cells are pooled, too
_FINE: Final = 3  # of the trunk's maps, the largest, whose strengths are pooled so
_HEARD: Final = 7  # px of the planes, over which neighbours are heard
SUREST: Final = 6.0  # of what it says of how sure it is, either way
_SHARP_TOO: Final = 1e-3  # weight of a cell that is not blurred: a window without any blur has a mean as well
_LEAST_STEP: Final = 1e-5  # squared, of a picture of −1..1: half a grey level
_LEAST_STRENGTH: Final = 0.02


class PlanesHead(nn.Sequential):
    """Three pointwise layers over what `describe` gives.

    Input: float (N, inputs, h, w). Output: float (N, 5, h, w): log σ in px of the network's picture, logit of motion
    (against defocus), cosine and sine of twice the motion's angle, counter-clockwise as seen, from the horizontal, at
    any length, and the log of how sure it is of σ. They mean something only where there is blur.
    """

    def __init__(self, maps: Sequence[int], refined: int) -> None:
        """maps: channels of the trunk's maps. refined: those of what the classes are told from."""
        inputs = sum(maps) + refined + 3 * _LEVELS + len(_WIDER) * (sum(maps[:_FINE]) + 3 * _LEVELS)
        super().__init__(
            nn.BatchNorm2d(inputs),
            nn.Conv2d(inputs, 64, 1),
            nn.ReLU(inplace=True),
            nn.Conv2d(64, 32, 1),
            nn.ReLU(inplace=True),
            nn.Conv2d(32, TOLD + 1, 1),
        )
        # In the file, so that a head that was taught on cells of another size is told by the shape alone.
        self.register_buffer("grain", torch.zeros(GRAIN, dtype=torch.uint8))

    def forward(self, input: Tensor) -> Tensor:
        """Pointwise layers as products of matrices: for so few places a third of the time of convolutions."""
        for layer in self:
            input = _pointwise(layer, input) if isinstance(layer, nn.Conv2d) else layer(input)
        return input


def _pointwise(layer: nn.Conv2d, x: Tensor) -> Tensor:
    assert layer.bias is not None
    made = layer.weight[:, :, 0, 0] @ x.flatten(2) + layer.bias[:, None]
    return made.view(len(x), -1, *x.shape[2:])


class Evidence(NamedTuple):
    """What planes are told from, in any type of numbers.

    picture: the network's input, (N, 3, H, W). maps: the trunk's, the largest first, none larger than H. refined: what
    the classes are told from, at any size. blurred: probabilities (N, 1, H / GRAIN, W / GRAIN), see `blurred_cells`.
    """

    picture: Tensor
    maps: Sequence[Tensor]
    refined: Tensor
    blurred: Tensor


class PlanesNetwork(Protocol):
    """A network that has such a head."""

    planes: PlanesHead

    def with_evidence(self, x: Tensor) -> tuple[Tensor, Evidence]:
        """Probabilities of blur, float (N, H, W), of the network's input, and what its planes are told from."""
        ...


def has_planes(network: nn.Module) -> "TypeGuard[PlanesNetwork]":
    """Whether the network has such a head."""
    return isinstance(getattr(network, "planes", None), PlanesHead)


def told_from(network: PlanesNetwork, evidence: Evidence) -> Tensor:
    """What the network's head tells in the end, float (N, 4, H / GRAIN, W / GRAIN)."""
    return heard(network.planes(describe(evidence)), evidence.blurred)


def describe(evidence: Evidence) -> Tensor:
    """What a head answers from: float (N, C, H / GRAIN, W / GRAIN)."""
    picture, maps, refined, blurred = evidence
    size = (blurred.shape[-2], blurred.shape[-1])
    strengths = [_brought(each.abs(), size).float().contiguous() for each in maps]  # all in one order
    steps = _steps(picture, size)
    told = [*(_log(each) for each in strengths), _brought(refined, size).float().contiguous(), _directed(steps)]
    weight = blurred.square() + _SHARP_TOO
    fine = torch.cat([*strengths[:_FINE], steps], dim=1)
    for window in _WIDER:
        wider = _mean(fine, weight, window)
        told += [_log(wider[:, : -3 * _LEVELS]), _directed(wider[:, -3 * _LEVELS :])]
    return torch.cat(told, dim=1)


def blurred_cells(blurred: Tensor) -> Tensor:
    """Probabilities of blur of the planes' cells, (N, 1, H / GRAIN, W / GRAIN), of those of places, (N, H, W)."""
    return F.avg_pool2d(blurred[:, None], GRAIN)


def heard(answers: Tensor, blurred: Tensor) -> Tensor:
    """What a head tells in the end, float (N, 4, h, w): the mean of its answers around, by how sure each is.

    answers: the head's, (N, 5, h, w). blurred: see `blurred_cells`. Neighbours that are sharp are not heard.
    """
    sure = answers[:, TOLD:].clamp(-SUREST, SUREST).exp()
    return _mean(answers[:, :TOLD], sure * (blurred.square() + _SHARP_TOO), _HEARD)


def _steps(picture: Tensor, size: tuple[int, int]) -> Tensor:
    """Of each level of the picture, (N, 3 · levels, h, w): squares of its steps across and down, and their product.

    A step across and one down of each 2 × 2 px stand for all four, in a third of the time.
    """
    grey = (picture[:, :1] + picture[:, 1:2] + picture[:, 2:]) / 3  # a sum over channels took six times as long
    told = []
    for _ in range(_LEVELS):
        here, right, below = grey[..., ::2, ::2], grey[..., ::2, 1::2], grey[..., 1::2, ::2]
        across, down = right - here, below - here
        told += [_mean_of_cells(each, size) for each in (across * across, down * down, across * down)]
        grey = (here + right + below + grey[..., 1::2, 1::2]) / 4
    return torch.cat(told, dim=1)


def _mean_of_cells(plane: Tensor, size: tuple[int, int]) -> Tensor:
    """Means over cells: rows first, which took a fourth of pooling's time. What is coarser than cells is repeated."""
    images, channels, height, width = plane.shape
    if height < size[0]:
        return F.interpolate(plane, size=size, mode="nearest")
    rows = plane.view(images, channels, size[0], height // size[0], width).sum(dim=3)
    sums = rows.view(images, channels, *size, width // size[1]).sum(dim=-1)
    return sums / (height // size[0] * (width // size[1]))


def _directed(steps: Tensor) -> Tensor:
    """How strong steps are, and by how much more in a direction: float (N, 3 · levels, h, w) of what `_steps` gives."""
    across, down, mixed = steps[:, 0::3], steps[:, 1::3], steps[:, 2::3]
    whole = across + down + _LEAST_STEP
    return torch.cat([whole.log(), (across - down) / whole, 2 * mixed / whole], dim=1)


def _log(strengths: Tensor) -> Tensor:
    return (strengths + _LEAST_STRENGTH).log()


def _mean(plane: Tensor, weight: Tensor, window: int) -> Tensor:
    """Weighted means over `window` × `window` cells, as products with band matrices: pooling took six times as long."""
    total = torch.cat([plane * weight, weight], dim=1).contiguous()
    down, across = (_band(side, window, plane) for side in plane.shape[-2:])
    total = down @ total @ across
    return total[:, :-1] / total[:, -1:]


def _band(side: int, window: int, like: Tensor) -> Tensor:
    """1 where two of `side` places are at most half a window apart, float (side, side)."""
    places = torch.arange(side, device=like.device)
    return ((places[:, None] - places).abs() <= window // 2).to(like.dtype)


def _brought(plane: Tensor, size: tuple[int, int]) -> Tensor:
    """A plane at another size: the mean of what falls together, or bilinearly between what is too coarse."""
    factor = plane.shape[-1] // size[1]
    if factor > 1:
        return F.avg_pool2d(plane, factor)
    return plane if factor else F.interpolate(plane, size=size, mode="bilinear", align_corners=False)
