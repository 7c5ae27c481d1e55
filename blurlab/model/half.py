"""The large thin maps of the compact network in bfloat16: two thirds of the time of a photo, nearly the same masks."""

from functools import cache

import torch
from torch import Tensor, nn

from blurlab.model.network import CompactDeepLab
from blurlab.model.quick import Fused, is_fused


def halve(network: nn.Module) -> nn.Module:
    """Let the compact network's first and last layers compute in bfloat16, in place, where this machine can.

    network: the result of `blurlab.model.eight_bit.narrow`, whose integers need no such thing. These layers wait for
    memory and hardly compute: half the bytes take half the time. The network's input, of eight bits, stays
    exact. Other networks, and machines without instructions for bfloat16, are left unchanged. Returns `network`.
    """
    if isinstance(network, CompactDeepLab) and _is_able():
        first = list(network.trunk.stages)[:2]
        last = (network.skip4, network.skip8, network.refine8, network.refine4)
        for part in (network.trunk.stem, *first, network.pyramid, *last):
            for layer in part.modules():
                if isinstance(layer, Fused):
                    layer.to(torch.bfloat16)
        network.classifier.to(torch.bfloat16)
    return network


@cache
def _is_able() -> bool:
    """Whether this machine has instructions for it, and this build of torch a fused convolution that is correct."""
    known = getattr(torch.cpu, "_is_avx512_bf16_supported", None)
    if not is_fused() or known is None or not known():
        return False
    layer = nn.Conv2d(8, 8, 3, padding=1)
    layer.weight.data.copy_(torch.linspace(-0.2, 0.2, layer.weight.numel()).view_as(layer.weight))
    maps: Tensor = torch.linspace(0, 1, 8 * 25).view(1, 8, 5, 5)
    with torch.inference_mode():
        try:
            made = Fused(layer, None).to(torch.bfloat16)(maps)
        except (AttributeError, NotImplementedError, RuntimeError, TypeError):
            return False
        return torch.allclose(made.float(), layer(maps), atol=0.05)
