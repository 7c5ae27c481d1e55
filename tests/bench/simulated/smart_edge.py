"""What guides the smart edge, and by how much: one shaky loop around a region that a person has masked.

The prediction is that of the shipped model that has seen no mask made by a person; sharpness is taken away by a photo
without any detail, the prediction by an empty one. The floor of each row is the loop as it was drawn.
"""

from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.editing.brush import polygon_mask
from blurlab.core.editing.correction import BLURRED, SHARP, Correction
from blurlab.core.editing.smart_edge import settle_loop
from blurlab.core.metrics import iou
from blurlab.core.opencv import cv2
from blurlab.core.proposals import Proposals
from blurlab.core.pyramid import Pyramid
from blurlab.core.shrink import shrink
from tests.bench.rows import Measured, row
from tests.bench.simulated import annotator, effort

PHOTOS: Final = 24
_LEAST, _MOST = 0.02, 0.7  # share of the photo that a region has
_FIRST: Final = 0.02  # of the photo's longer side: how far beside the line a first, quick loop goes

Bool = NDArray[np.bool_]


@cache
def _loops() -> list[tuple[Pyramid, NDArray[np.uint8], Proposals, Bool, list[tuple[float, float]]]]:
    """(photo, prediction, proposals, region, loop around it) for the largest blurred and the largest sharp region."""
    from training.proposals.mcg import propose

    cases = effort.masked_cases("self-supervised")
    found = []
    for place in np.linspace(0, len(cases) - 1, min(PHOTOS, len(cases))).round().astype(int):
        photo, prediction, truth = cases[place]
        proposals = propose(shrink(photo.photo), 100)
        for value in (BLURRED, SHARP):
            _, labels, facts, _ = cv2.connectedComponentsWithStats((truth == value).astype(np.uint8), connectivity=4)
            if len(facts) < 2:
                continue
            region = labels == 1 + int(np.argmax(facts[1:, cv2.CC_STAT_AREA]))
            loop = annotator.shaky_loop(region, np.random.default_rng(int(place)), _FIRST * max(truth.shape))
            if _LEAST < region.mean() < _MOST and loop:
                found.append((photo, prediction, proposals, region, loop))
    return found


def _measured(*, prediction: bool, sharpness: bool, proposals: bool) -> Measured:
    """Mean intersection over union of the settled loop with the region, beside that of the loop as drawn."""
    settled, drawn = [], []
    for photo, predicted, regions, region, loop in _loops():
        height, width = region.shape
        correction = Correction(height, width, predicted if prediction else None)
        shown = photo if sharpness else Pyramid(np.full((height, width, 3), 128, np.uint8))
        found = settle_loop(correction, shown, loop, regions if proposals else None)
        for shape, values in ((found, settled), (polygon_mask(loop, correction.rect), drawn)):
            mask = np.zeros(region.shape, bool)
            if shape is not None:
                mask[shape[0].slices] = shape[1] > 0
            values.append(iou(mask, region))
    return Measured(float(np.mean(settled)), float(np.mean(drawn)))


@row("smart_edge.iou", "", at_least=0.85, floor="the loop as it was drawn")
def smart_edge_iou() -> Measured:
    """With prediction, sharpness and proposals."""
    return _measured(prediction=True, sharpness=True, proposals=True)


@row("smart_edge.without_proposals", "", floor="the loop as it was drawn")
def without_proposals() -> Measured:
    return _measured(prediction=True, sharpness=True, proposals=False)


@row("smart_edge.without_sharpness", "", floor="the loop as it was drawn")
def without_sharpness() -> Measured:
    return _measured(prediction=True, sharpness=False, proposals=True)


@row("smart_edge.without_prediction", "", floor="the loop as it was drawn")
def without_prediction() -> Measured:
    return _measured(prediction=False, sharpness=True, proposals=True)
