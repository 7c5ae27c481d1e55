"""Model files: safetensors (no pickle, so a stranger's file can run no code) with the card in their header."""

import errno
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor, nn

from blurlab.model.architectures import ARCHITECTURES, build

FORMAT = "blurlab-model-1"
WEIGHTS_NAME = "model.safetensors"
_MAX_BYTES = 2 << 30


class CheckpointError(ValueError):
    """A model file cannot be used; its text is one sentence for the user."""


@dataclass(frozen=True)
class Checkpoint:
    """A network with its card: at least `architecture` (registered name) and `size` (px, prediction size)."""

    network: nn.Module
    card: dict[str, Any]


def save(path: Path, network: nn.Module, card: Mapping[str, Any]) -> None:
    """Write weights and card to `path`, atomically. `card` must hold `architecture` and `size`.

    Raises OSError where they cannot be written; what was at `path` is then still there.
    """
    state = {name: tensor.detach().cpu().contiguous() for name, tensor in network.state_dict().items()}
    partial = path.with_name(path.name + ".partial")
    try:
        save_file(state, str(partial), metadata={"format": FORMAT, "card": json.dumps(dict(card), sort_keys=True)})
        with partial.open("r+b") as written:
            os.fsync(written.fileno())  # before the name changes: a power cut must not leave half a model under it
        partial.replace(path)
    except SafetensorError as error:  # how the library tells of a full disk
        raise OSError(errno.EIO, f"the model could not be written ({error})") from error
    finally:
        partial.unlink(missing_ok=True)


def read_card(path: Path) -> dict[str, Any]:
    """The card in a model file's header, without reading the weights. Raises CheckpointError."""
    return _open(path)[0]


def load(path: Path) -> Checkpoint:
    """Network (eval mode, CPU) and card of a model file.

    Raises CheckpointError where the file is missing, damaged, not one of blurlab's, of an architecture that this
    version does not know, or does not fit its architecture.
    """
    card, state = _open(path, weights=True)
    network = build(card["architecture"])
    try:
        network.load_state_dict(state)
    except RuntimeError:
        raise CheckpointError(
            f"The weights in “{path.name}” do not fit the network “{card['architecture']}”."
        ) from None
    return Checkpoint(network.eval(), card)


def _open(path: Path, *, weights: bool = False) -> tuple[dict[str, Any], dict[str, Tensor]]:
    if not path.is_file():
        raise CheckpointError(f"There is no model file “{path}”.")
    if os.stat(path).st_size > _MAX_BYTES:  # noqa: PTH116 (stat of a checked path)
        raise CheckpointError(f"“{path.name}” is larger than any model of blurlab.")
    try:
        with safe_open(str(path), framework="pt") as file:
            metadata = file.metadata() or {}
            if metadata.get("format") != FORMAT:
                raise CheckpointError(f"“{path.name}” is not a model of blurlab.")
            card = json.loads(metadata["card"])
            state = {name: file.get_tensor(name) for name in file.keys()} if weights else {}  # noqa: SIM118
    except (SafetensorError, KeyError, json.JSONDecodeError, RecursionError, OSError):
        raise CheckpointError(f"The model file “{path.name}” is damaged.") from None
    if not isinstance(card, dict) or not isinstance(card.get("size"), int) or not 64 <= card["size"] <= 2048:
        raise CheckpointError(f"The card in “{path.name}” is damaged.")
    if str(card.get("architecture")) not in ARCHITECTURES:
        raise CheckpointError(
            f"“{path.name}” holds a network “{card.get('architecture')}”, which this version of blurlab does not know."
        )
    return card, state
