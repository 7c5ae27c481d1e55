"""The description of a network: every module of blurlab.model.networks has some, called NETWORKS."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from blurlab.errors import UserError

if TYPE_CHECKING:
    from torch import nn


class PretrainedError(UserError):
    """Pretrained weights are not available; the text is one sentence that says what can be done."""

    def __init__(self, sentence: str, code: str = "model.no_pretrained_weights") -> None:
        super().__init__(code, sentence)


@dataclass(frozen=True)
class Architecture:
    """about: one line for the user. build: with random weights. pretrain: fills the trunk with ImageNet weights in
    place and raises PretrainedError where they cannot be had. place: in lists, the least first. heads: what gives
    such a network, in place, one of the heads that it can have beside its classes, by what the names of that head's
    weights begin with: those of blurlab.model.heads.planes and blurlab.model.heads.offset.

    What `build` makes maps RGB, float (N, 3, H, W) as (value − 127) / 128 with H and W multiples of 32, to
    log-probabilities (N, 2, H, W): channel 0 sharp, channel 1 blurred. Its pretrained part is called `trunk` or
    `backbone`.
    """

    about: str
    build: "Callable[[], nn.Module]"
    pretrain: "Callable[[nn.Module], None]"
    place: int = 100
    heads: "Mapping[str, Callable[[nn.Module], None]]" = field(default_factory=dict)
