"""Object proposals by multiscale combinatorial grouping (paper 2.1.2): segment, group, rank."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.proposals.grouping import candidates
from training.proposals.hierarchy import segment
from training.proposals.objectness import Objectness, lay_out
from training.proposals.ranking import rank

MAX_PROPOSALS = 1000
_SHARPNESS = 8.0  # of softmax(scores): objectness is about an expected overlap, 0..1


@dataclass(frozen=True)
class Proposals:
    """Object-like regions of one photo, best first.

    labels: int32 (H, W), superpixel of each pixel. members: bool (K, n), superpixels of each proposal.
    scores: float32 (K,), objectness, higher = more object-like, descending.
    """

    labels: NDArray[np.int32]
    members: NDArray[np.bool_]
    scores: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.scores)

    def mask(self, index: int) -> NDArray[np.bool_]:
        """bool (H, W): the region of one proposal."""
        return np.asarray(self.members[index][self.labels])


def propose(photo: NDArray[np.uint8], most: int = MAX_PROPOSALS) -> Proposals:
    """At most `most` proposals for a uint8 RGB (H, W, 3) photo, H and W at least 16."""
    hierarchies = segment(photo)
    objectness = Objectness(hierarchies.patches, lay_out(hierarchies.labels))
    members, scores = candidates(hierarchies, objectness)
    order, final = rank(members, scores, objectness.areas, most)
    return Proposals(hierarchies.labels, members[order], _SHARPNESS * final)
