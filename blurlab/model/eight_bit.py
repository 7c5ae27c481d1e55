"""The trunk's convolutions in eight-bit integers: a fifth less time for a photo on a CPU, nearly the same masks."""

import platform
from functools import cache
from typing import Any, Final, cast

import torch
from torch import Tensor, nn

from blurlab.model.quick import Fused
from blurlab.model.trunk import InvertedResidual

_LEVELS: Final = 255  # of an activation, uint8
_MIDDLE: Final = 128  # of values on both sides of zero
# Weights take seven of their eight bits: processors without VNNI add two products in 16 bits, and
# 2 · 255 · 63 is the most that fits. So every processor computes the same integers.
_WEIGHT: Final = 63
_MOST: Final = 6.0  # of a ReLU6
# Cells, a side, of the maps that weights are laid out for. Laid out for nothing in particular they may not be as the
# convolution wants them, and are then brought there at each call: a tenth of the time of a photo at 100 % (measured).
_SIDE: Final = 32
_FLOAT_STAGES: Final = 2  # of the trunk, from its start: large thin maps, which gain least and lose most


def narrow(network: nn.Module) -> nn.Module:
    """Let the trunk's inverted residuals compute in integers, in place, where this machine can; returns `network`.

    network: the result of `quicken`. Other networks than the compact one, and other machines than x86 ones with
    oneDNN, are left unchanged. No calibration is needed: ReLU6 bounds the values inside a block, and what
    comes into it is measured each time, so that a photo's prediction depends on that photo alone where photos are
    predicted one by one.
    """
    stages = getattr(getattr(network, "trunk", None), "stages", None)
    if not isinstance(stages, nn.ModuleList) or not _is_able():
        return network
    for stage in list(stages)[_FLOAT_STAGES:]:
        assert isinstance(stage, nn.Sequential)
        for name, block in list(stage.named_children()):
            if isinstance(block, InvertedResidual) and _is_plain(block):
                setattr(stage, name, NarrowResidual(block))
    return network


def _layers(block: InvertedResidual) -> list[Any]:
    return [cast(nn.Sequential, part)[0] for part in (block.expand, block.depthwise, block.project)]


def _is_plain(block: InvertedResidual) -> bool:
    if isinstance(block.expand, nn.Identity):
        return False
    return [layer.most for layer in _layers(block) if isinstance(layer, Fused)] == [_MOST, _MOST, None]


class NarrowResidual(nn.Module):
    """An inverted residual block whose three convolutions are of uint8 by int8; float32 comes in and goes out."""

    def __init__(self, block: InvertedResidual) -> None:
        super().__init__()
        expand, depthwise, project = _layers(block)
        self.expand = NarrowConv(expand, _MIDDLE)
        self.depthwise = NarrowConv(depthwise, 0)
        self.project = NarrowConv(project, 0)
        self._skip = block.skip

    def forward(self, x: Tensor) -> Tensor:
        x = x.float()
        least, most = torch.aminmax(x)
        scale = max(-float(least), float(most), 1e-6) / (_MIDDLE - 1)
        # Cut off, not rounded, because + ½ has rounded already.
        narrow_x = x.mul(1 / scale).add_(_MIDDLE + 0.5).to(torch.uint8)
        inside = _MOST / _LEVELS
        y: Tensor = self.project(self.depthwise(self.expand(narrow_x, scale), inside), inside)
        return x + y if self._skip else y


class NarrowConv(nn.Module):
    """A convolution of uint8 maps. Its ReLU6 costs nothing: 0 and 6 are where uint8 ends; without one, float32."""

    def __init__(self, layer: Fused, zero: int) -> None:
        super().__init__()
        self._geometry = padding, stride, dilation = [list(each) for each in layer.geometry]
        self._groups, self._zero, self._to_float = layer.groups, zero, layer.most is None
        weight = layer.weight
        scales = weight.abs().amax((1, 2, 3)).clamp_(min=1e-12) / _WEIGHT
        integers = (weight / scales.view(-1, 1, 1, 1)).round_().to(torch.int8)
        self._scales, self._zeros = scales, torch.zeros(len(scales), dtype=torch.int32)
        self._bias = torch.zeros(len(scales)) if layer.bias is None else layer.bias
        shape = [1, layer.weight.shape[1] * layer.groups, _SIDE, _SIDE]
        self._weight = _packing()(integers, scales, 1.0, zero, stride, padding, dilation, layer.groups, shape)

    def forward(self, x: Tensor, scale: float) -> Tensor:
        """x: uint8 (N, C, H, W), `scale` for each of its steps above the zero point."""
        padding, stride, dilation = self._geometry
        then = (1.0, 0, torch.float32, "none") if self._to_float else (_MOST / _LEVELS, 0, torch.uint8, "relu")
        weights = (self._weight, self._scales, self._zeros, self._bias)
        made: Tensor = _convolution()(
            x, scale, self._zero, *weights, stride, padding, dilation, self._groups, *then, [], ""
        )
        return made


def _packing() -> Any:
    return torch.ops.onednn.qconv_prepack


def _convolution() -> Any:
    """oneDNN's integer convolution as torch's own compiler calls it; it was renamed in between."""
    operators = torch.ops.onednn
    return getattr(operators, "qconv_pointwise", None) or operators.qconv2d_pointwise


@cache
def _is_able() -> bool:
    """Whether this build of torch has such convolutions and they are correct: tried once on a small one."""
    if platform.machine().lower() not in ("x86_64", "amd64") or not torch.backends.mkldnn.is_available():  # type: ignore[no-untyped-call]
        return False
    layer = nn.Conv2d(8, 8, 3, padding=1)
    layer.weight.data.copy_(torch.linspace(-0.2, 0.2, layer.weight.numel()).view_as(layer.weight))
    maps = torch.arange(8 * 25).remainder_(250).to(torch.uint8).view(1, 8, 5, 5)
    with torch.inference_mode():
        try:
            made = NarrowConv(Fused(layer, None), _MIDDLE)(maps, 0.01)
        except (AttributeError, NotImplementedError, RuntimeError, TypeError):
            return False
        return torch.allclose(made, layer((maps.float() - _MIDDLE) * 0.01), atol=0.02)
