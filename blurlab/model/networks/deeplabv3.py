"""torchvision's DeepLabv3: the paper's network and its smaller sisters."""

from typing import TYPE_CHECKING, Final

from blurlab.model.architecture import Architecture

if TYPE_CHECKING:
    from torch import nn


def _row(name: str, about: str, place: int) -> Architecture:
    def build() -> "nn.Module":
        from blurlab.model.deeplab import DeepLab  # noqa: PLC0415

        return DeepLab(name)

    def pretrain(network: "nn.Module") -> None:
        from blurlab.model.deeplab import DeepLab, load_imagenet_weights  # noqa: PLC0415

        assert isinstance(network, DeepLab)
        load_imagenet_weights(network)

    return Architecture(about, build, pretrain, place)


_ROWS: Final = {
    "deeplabv3_resnet101": "the paper's network, 58.6 M weights, for a GPU",
    "deeplabv3_resnet50": "the same with a trunk of half the depth",
    "deeplabv3_mobilenet_v3_large": "the same with a trunk for mobile devices",
}
NETWORKS: Final = {name: _row(name, about, place) for place, (name, about) in enumerate(_ROWS.items(), start=2)}
