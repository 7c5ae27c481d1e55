"""The networks by name, found in blurlab.model.networks; torch is imported only when one is built."""

import importlib
import pkgutil
from typing import TYPE_CHECKING, Final

from blurlab.model import networks
from blurlab.model.architecture import Architecture

if TYPE_CHECKING:
    from torch import nn

DEFAULT_ARCHITECTURE: Final = "compact-deeplab"


def _found() -> dict[str, Architecture]:
    names = [f"{networks.__name__}.{each.name}" for each in pkgutil.iter_modules(networks.__path__)]
    modules = [importlib.import_module(name) for name in names]
    rows: list[tuple[str, Architecture]] = [row for module in modules for row in module.NETWORKS.items()]
    return dict(sorted(rows, key=lambda row: (row[1].place, row[0])))


ARCHITECTURES: Final = _found()


def build(architecture: str) -> "nn.Module":
    """A network with random weights by its registered name. Raises KeyError for a name that is not registered."""
    return ARCHITECTURES[architecture].build()


def pretrain(network: "nn.Module", architecture: str) -> None:
    """Fill the trunk of a network of that name with its ImageNet weights. Raises PretrainedError."""
    ARCHITECTURES[architecture].pretrain(network)
