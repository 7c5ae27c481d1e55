"""A model as an ONNX file, for programs without torch. Needs the packages of the extra “onnx”."""

import importlib
import json
from contextlib import suppress
from pathlib import Path
from typing import Final

import torch
from torch import Tensor, nn

from blurlab.errors import UserError
from blurlab.files.atomic import replacing
from blurlab.model import checkpoint
from blurlab.model.preprocess import normalise
from blurlab.version import is_built

INPUT: Final = "photo"
OUTPUT: Final = "blurriness"
NEEDED: Final = ("onnx", "onnxscript")
_OPSET: Final = 18
_EXAMPLE: Final = (2, 256, 320)  # photos, height, width: traced by; any other is taken afterwards


class _Exported(nn.Module):
    """What the file computes: uint8 RGB (N, H, W, 3) to the probability of blur, float32 (N, H, W)."""

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, photo: Tensor) -> Tensor:
        answer: Tensor = self.network(normalise(photo.permute(0, 3, 1, 2)))
        return answer[:, 1].exp()


def write_onnx(weights: Path, out: Path) -> None:
    """Write a model as ONNX.

    Parameters
    ----------
    weights
        The model file.
    out
        Where to write. The file's one input is uint8 RGB (N, H, W, 3), H and W multiples of 32, its one output
        float32 (N, H, W), 0..1: how surely each pixel is blurred, before anything is averaged or enlarged. Its
        metadata holds “side”, px, the size the network was made for, and “card”, JSON.

    Raises
    ------
    blurlab.UserError
        Where the extra is not installed, or the model file cannot be used.
    OSError
        Where the file cannot be written; what was there is then still there.
    """
    missing = [name for name in NEEDED if not _there(name)]
    if missing and is_built():
        raise UserError("model.no_onnx", "Models are written as ONNX only by a blurlab that runs in Python.")
    if missing:
        raise UserError(
            "model.no_onnx",
            f"Models are written as ONNX by {' and '.join(missing)}; install it by "
            "`python -m pip install onnx onnxscript onnxruntime`.",
        )
    loaded = checkpoint.load(weights)
    model = _Exported(loaded.network).eval()
    count, height, width = _EXAMPLE
    example = torch.zeros((count, height, width, 3), dtype=torch.uint8)
    free = {0: torch.export.Dim.DYNAMIC, 1: torch.export.Dim.DYNAMIC, 2: torch.export.Dim.DYNAMIC}
    program = torch.onnx.export(
        model,
        (example,),
        input_names=[INPUT],
        output_names=[OUTPUT],
        opset_version=_OPSET,
        dynamo=True,
        dynamic_shapes={INPUT: free},
        verbose=False,
    )
    assert program is not None
    program.model.metadata_props.update(side=str(loaded.card.size), card=json.dumps(loaded.card.as_dict()))
    with replacing(out) as partial:
        program.save(str(partial), external_data=False)


def _there(package: str) -> bool:
    with suppress(Exception):
        importlib.import_module(package)
        return True
    return False
