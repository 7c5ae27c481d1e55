"""The head for how blurred a photo is as a whole: what is added to its whole answer, so that one half is its best cut.

The two classes are told place by place, and how sure a place is depends on the kind of photo: of an infrared photo or
of tissue all places look soft. What tells kinds of photos apart are means over the photo, and this head answers from
them alone. `python -m training calibrate` teaches it; the network that it answers from stays as it is.
"""

from typing import Final

import torch
from torch import Tensor, nn

OFFSET: Final = "offset."  # what the names of its weights begin with in a model file
MOST: Final = 4.0  # of log odds that it adds, either way
_ODDEST: Final = 5.0  # standard deviations from what it was taught on: no mean of a strange photo counts for more
_ABOUT: Final = 4  # kinds of places of which it has means: all, blurred, sharp and unsure ones


class OffsetHead(nn.Module):
    """Log odds of blur to add to each place of a photo, a weighted sum of means over the photo.

    Parameters
    ----------
    refined
        Channels of what the classes are told from.
    deep
        Channels of the map with the most context.
    """

    mean: Tensor
    spread: Tensor

    def __init__(self, refined: int, deep: int) -> None:
        super().__init__()
        self.inputs = _ABOUT * refined + deep
        self.register_buffer("mean", torch.zeros(self.inputs))
        self.register_buffer("spread", torch.ones(self.inputs))
        self.weights = nn.Linear(self.inputs, 1)
        nn.init.zeros_(self.weights.weight)
        nn.init.zeros_(self.weights.bias)

    def forward(self, means: Tensor) -> Tensor:
        """Float (N, 1), −MOST..MOST, of what `photo_means` gives, float (N, inputs).

        Nothing is learnt through it: gradients stop here.
        """
        with torch.no_grad():
            return self.told((means - self.mean) / self.spread)

    def told(self, standard: Tensor) -> Tensor:
        """The same of means that have a mean of 0 and a spread of 1, with gradients."""
        answer: Tensor = self.weights(standard.clamp(-_ODDEST, _ODDEST)).clamp(-MOST, MOST)
        return answer


def photo_means(refined: Tensor, deep: Tensor, difference: Tensor) -> Tensor:
    """What the head answers from: float (N, inputs).

    refined: what the classes are told from, (N, C, h, w) in any type. deep: (N, D, …, …), likewise. difference: of the
    logits of the two classes, (N, 1, h, w).
    """
    with torch.no_grad():
        blurred = difference.float().sigmoid().flatten(2)
        unsure = 4 * blurred * (1 - blurred)
        weights = torch.cat([torch.ones_like(blurred), blurred, 1 - blurred, unsure], dim=1)
        sums = weights @ refined.float().flatten(2).transpose(1, 2)  # one product instead of four passes over the map
        means = sums / (weights.sum(dim=2, keepdim=True) + 1)
        return torch.cat([means.flatten(1), deep.float().mean((2, 3))], dim=1)
