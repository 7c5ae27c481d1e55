"""Hierarchies of regions at several scales, aligned, and combined (paper 2.1.2, steps i to iii).

Low-level features only, no trained weights: colour and texture contrast. So it works in any domain, grey ones too.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2
from training.proposals.contours import evidence
from training.proposals.descriptors import describe
from training.proposals.merging import Patches, merge
from training.proposals.superpixels import measure, strengths, watershed

_COARSE = ((0.5, 200), (0.25, 120))  # scales beside the photo's own, and how many superpixels they have at most
_FINE = 260  # superpixels of the photo's own scale, which all regions are made of
_SMALLEST = 24  # px, the shortest side that a photo is scaled down to
# (looks, size) of merge(): how the combined evidence is read. Boundaries alone, boundaries with looks, looks first.
_READINGS = ((0.0, 0.3), (0.4, 1.0), (0.8, 1.0))


@dataclass(frozen=True)
class Hierarchies:
    """Hierarchies over the same n superpixels.

    labels: int32 (H, W), superpixel of each pixel, 0..n−1. patches: the superpixels, with the mean evidence of all
    scales. regions: for each hierarchy bool (nodes, n), the superpixels of its regions, those of the combined evidence
    first. persistence: float64 (nodes,) for each, 0..1, how long each of them lasts while regions are merged.
    """

    labels: NDArray[np.int32]
    patches: Patches
    regions: list[NDArray[np.bool_]]
    persistence: list[NDArray[np.float64]]


def segment(photo: NDArray[np.uint8]) -> Hierarchies:
    """The hierarchies of a uint8 RGB (H, W, 3) photo, H and W at least 16."""
    height, width = photo.shape[:2]
    looks = describe(photo)
    contours = [evidence(looks)]
    coarse = []
    for scale, most in _COARSE:
        scaled = _scaled(photo, scale)
        scaled_looks = describe(scaled)
        strength = evidence(scaled_looks)
        scaled_labels = watershed(strength, most)
        coarse.append((scaled_labels, merge(measure(scaled_labels, strength, scaled_looks), 0.5, 0.5)))
        contours.append(_enlarged(strength, (width, height)))

    labels = watershed(np.asarray(np.rint((2 * contours[0] + contours[1]) / 3), np.float32), _FINE)
    fine = measure(labels, contours[0], looks)
    by_scale = [fine, *(replace(fine, strengths=strengths(labels, contour)) for contour in contours[1:])]
    mean = replace(fine, strengths=np.mean([patches.strengths for patches in by_scale], axis=0))
    finest, widest = (merge(patches, 0.4, 1.0) for patches in (by_scale[0], by_scale[-1]))
    homes = [_home(labels, scaled_labels) for scaled_labels, _ in coarse]
    aligned = [tree.ultrametric()[np.ix_(home, home)] for home, (_, tree) in zip(homes, coarse, strict=True)]
    combined = _combined(mean, [finest.ultrametric(), *aligned])
    trees = [*(merge(combined, *reading) for reading in _READINGS), finest, widest]
    return Hierarchies(
        labels,
        mean,
        [tree.members() for tree in trees]
        + [tree.members()[:, home] for home, (_, tree) in zip(homes, coarse, strict=True)],
        [tree.persistence() for tree in (*trees, *(tree for _, tree in coarse))],
    )


def _combined(patches: Patches, ultrametrics: list[NDArray[np.float64]]) -> Patches:
    """Boundary strengths on which the scales agree: half the evidence itself, half each hierarchy's own verdict."""
    verdict = np.mean([each / max(1e-9, float(each.max())) for each in ultrametrics], axis=0)
    return replace(patches, strengths=0.5 * patches.strengths + 0.5 * patches.lengths * verdict)


def _scaled(photo: NDArray[np.uint8], scale: float) -> NDArray[np.uint8]:
    height, width = photo.shape[:2]
    scale = max(scale, min(1.0, _SMALLEST / min(height, width)))
    size = (round(width * scale), round(height * scale))
    return np.asarray(cv2.resize(photo, size, interpolation=cv2.INTER_AREA), np.uint8)


def _enlarged(evidence: NDArray[np.float32], size: tuple[int, int]) -> NDArray[np.float32]:
    whole = cv2.resize(evidence.astype(np.uint16), size, interpolation=cv2.INTER_LINEAR_EXACT)
    return np.asarray(whole, np.float32)


def _home(labels: NDArray[np.int32], coarse: NDArray[np.int32]) -> NDArray[np.int64]:
    """Alignment: for each superpixel of `labels` the coarser one that most of its pixels lie in, int64 (n,)."""
    height, width = labels.shape
    scaled = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_NEAREST)
    count, leaves = int(labels.max()) + 1, int(coarse.max()) + 1
    votes = np.bincount(labels.ravel().astype(np.int64) * leaves + scaled.ravel(), minlength=count * leaves)
    return np.asarray(votes.reshape(count, leaves).argmax(axis=1), np.int64)
