"""The head that tells how much blur there is and of what kind, beside a network's two classes."""

from typing import Final, Protocol, TypeGuard

from torch import Tensor, nn

PLANES: Final = "planes."  # what the names of its weights begin with in a model file
TOLD: Final = 4  # planes that it tells


class PlanesHead(nn.Sequential):
    """Two pointwise layers over the features that a network's classes are told from, at their resolution.

    Input: float (N, inputs, h, w). Output: float (N, 4, h, w): log σ in px of the network's picture, logit of motion
    (against defocus), cosine and sine of twice the motion's angle, counter-clockwise as seen, from the horizontal, at
    any length. They mean something only where there is blur.
    """

    def __init__(self, inputs: int, width: int = 32) -> None:
        super().__init__(nn.Conv2d(inputs, width, 1), nn.ReLU(inplace=True), nn.Conv2d(width, TOLD, 1))


class PlanesNetwork(Protocol):
    """A network that has such a head."""

    planes: PlanesHead

    def features(self, x: Tensor) -> Tensor:
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
