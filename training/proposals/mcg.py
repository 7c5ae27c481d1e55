"""Object proposals by multiscale combinatorial grouping (paper 2.1.2): segment, group, rank."""

import math

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2
from blurlab.core.proposals import Proposals
from training.proposals.grouping import candidates
from training.proposals.hierarchy import segment
from training.proposals.objectness import Objectness
from training.proposals.ranking import rank

MAX_PROPOSALS = 1000
_WORKED_ON = 160_000  # px, a 500-px photo of usual proportions: finer detail costs time and makes no object
_SHARPNESS = 8.0  # of softmax(scores): objectness is about an expected overlap, 0..1


def propose(photo: NDArray[np.uint8], most: int = MAX_PROPOSALS) -> Proposals:
    """At most `most` proposals for a uint8 RGB (H, W, 3) photo, H and W at least 16."""
    height, width = photo.shape[:2]
    hierarchies = segment(_worked_on(photo))
    objectness = Objectness(hierarchies)
    members, scores = candidates(hierarchies, objectness)
    order, final = rank(members, scores, objectness.areas, most)
    labels = cv2.resize(hierarchies.labels, (width, height), interpolation=cv2.INTER_NEAREST)
    return Proposals(np.asarray(labels, np.int32), members[order], _SHARPNESS * final)


def _worked_on(photo: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The photo, made smaller where it is large; never narrower than 16 px."""
    height, width = photo.shape[:2]
    scale = min(1.0, math.sqrt(_WORKED_ON / (height * width)))
    size = (min(width, max(16, round(width * scale))), min(height, max(16, round(height * scale))))
    return np.asarray(cv2.resize(photo, size, interpolation=cv2.INTER_AREA), np.uint8)
