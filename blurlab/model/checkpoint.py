"""Model files: safetensors (no pickle, so a stranger's file can run no code) with the card in their header."""

import errno
import json
import os
from collections.abc import Iterator, Mapping, Set
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor, nn

from blurlab.errors import UserError, shown_name
from blurlab.files.atomic import replacing
from blurlab.files.there import is_file
from blurlab.model.architectures import ARCHITECTURES, build
from blurlab.model.card import CardError, ModelCard, read_card
from blurlab.model.heads.planes import GRAIN, PLANES

FORMAT = "blurlab-model-1"
WEIGHTS_NAME = "model.safetensors"
_GRAIN_OF_HEAD = f"{PLANES}grain"  # has as many numbers as a cell has px a side
_MAX_BYTES = 2 << 30
_MAX_HEADER = 8 << 20  # bytes of names, shapes and card


class CheckpointError(UserError):
    """A model file cannot be used; its text is one sentence for the user."""

    def __init__(self, sentence: str, code: str = "model.unreadable") -> None:
        super().__init__(code, sentence)


@dataclass(frozen=True)
class Checkpoint:
    """A network with its card, whose `architecture` is a registered name and whose `size` is from 64 to 2048 px."""

    network: nn.Module
    card: ModelCard


def save(path: Path, network: nn.Module, card: ModelCard) -> None:
    """Write weights and card to `path`, atomically.

    Raises OSError if they cannot be written; what was at `path` is then still there.
    """
    state = {name: tensor.detach().cpu().contiguous() for name, tensor in network.state_dict().items()}
    try:
        with replacing(path) as partial:
            mode = partial.stat().st_mode
            save_file(
                state, str(partial), metadata={"format": FORMAT, "card": json.dumps(card.as_dict(), sort_keys=True)}
            )
            partial.chmod(mode)  # the library makes a file that its owner alone may read
    except SafetensorError as error:  # how the library reports a full disk
        raise OSError(errno.EIO, f"the model could not be written ({error})") from error


def card_of(path: Path) -> ModelCard:
    """The card in a model file's header, without reading the weights. Raises CheckpointError."""
    with _opened(path) as (_, card):
        return card


def load(path: Path) -> Checkpoint:
    """Network (eval mode, CPU) and card of a model file, with the heads that the file has.

    Raises CheckpointError if the file is missing, damaged, not one of blurlab's, of an architecture unknown to this
    version, does not fit its architecture, or holds weights that are not finite.
    """
    with _opened(path) as (file, card):
        network = build(card.architecture)
        names = set(file.keys())
        if _has_older_head(file, names):
            names = {name for name in names if not name.startswith(PLANES)}
        for head, add in ARCHITECTURES[card.architecture].heads.items():
            if any(name.startswith(head) for name in names):
                add(network)
        network.load_state_dict(_weights(path, file, names, network.state_dict(), card.architecture))
    return Checkpoint(network.eval(), card)


def check_sound(network: nn.Module, name: str) -> None:
    """Raises CheckpointError if a weight of `network`, read from the file `name`, is not finite."""
    for tensor in (*network.parameters(), *network.buffers()):
        if tensor.is_floating_point() and not torch.isfinite(tensor).all():
            raise CheckpointError(f"The weights in “{name}” are not all numbers, so it cannot predict.")


def _has_older_head(file: Any, names: Set[str]) -> bool:
    """Whether the planes' head was taught on cells of another size: its model predicts, and tells no planes."""
    if not any(name.startswith(PLANES) for name in names):
        return False
    return _GRAIN_OF_HEAD not in names or file.get_slice(_GRAIN_OF_HEAD).get_shape() != [GRAIN]


def _weights(
    path: Path, file: Any, names: Set[str], expected: Mapping[str, Tensor], architecture: str
) -> dict[str, Tensor]:
    """The tensors `names` of the file, if they match `expected`: shapes are checked before anything is read."""
    misfit = CheckpointError(f"The weights in “{path.name}” do not fit the network “{architecture}”.")
    if names != set(expected):
        raise misfit
    if any(list(file.get_slice(name).get_shape()) != list(tensor.shape) for name, tensor in expected.items()):
        raise misfit
    found = {}
    for name, tensor in expected.items():
        found[name] = file.get_tensor(name)
        if found[name].dtype != tensor.dtype:
            raise misfit
        if tensor.is_floating_point() and not torch.isfinite(found[name]).all():
            raise CheckpointError(f"The weights in “{path.name}” are not all numbers, so it cannot predict.")
    return found


@contextmanager
def _opened(path: Path) -> Iterator[tuple[Any, ModelCard]]:
    """The file, open, and its card; nothing but the header is read. Damage found inside leaves as CheckpointError."""
    if not is_file(path):
        raise CheckpointError(f"There is no model file “{path}”.")
    damaged = CheckpointError(f"The model file “{path.name}” is damaged.")
    try:
        with path.open("rb") as start:
            length = int.from_bytes(start.read(8), "little")
        if os.stat(path).st_size > _MAX_BYTES:  # noqa: PTH116 (stat of a checked path)
            raise CheckpointError(f"“{path.name}” is larger than any model of blurlab.")
        if length > _MAX_HEADER:
            raise damaged
        with safe_open(str(path), framework="pt") as file:
            yield file, _card(path, file.metadata() or {})
    except (SafetensorError, OSError):
        raise damaged from None


def _card(path: Path, metadata: Mapping[str, str]) -> ModelCard:
    if metadata.get("format") != FORMAT:
        raise CheckpointError(f"“{path.name}” is not a model of blurlab.")
    try:
        card = read_card(metadata["card"])
    except (KeyError, CardError):
        raise CheckpointError(f"The model file “{path.name}” is damaged.") from None
    if not 64 <= card.size <= 2048:
        raise CheckpointError(f"The card in “{path.name}” is damaged.")
    if card.architecture not in ARCHITECTURES:
        raise CheckpointError(
            f"“{path.name}” holds a network “{shown_name(card.architecture)}”, which this version of "
            "blurlab does not know."
        )
    return card
