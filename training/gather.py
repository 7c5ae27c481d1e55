"""From folders or a project to what the loop learns from: sources of synthetic samples, and real pairs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2
from blurlab.core.prediction import upscale
from blurlab.project.photos import find_photos, read_grey, read_mask, read_photo
from training.pairs import Pair
from training.proposals.cache import ProposalCache
from training.proposals.identity import region_id
from training.proposals.mcg import Proposals
from training.proposals.semantic import components_of_largest_object
from training.sources import PhotoCache, shrink

PAIR_SHORT_SIDE = 480  # px a labelled photo is kept at: above every prediction size, below what fills the memory
BLURRED_ALREADY = 128  # blurriness from which a source's own pixel is not called sharp


@dataclass
class PhotoSource:
    """A photo as a source of synthetic samples.

    object_mask: label map of the same proportions, tried before the proposals half of the time.
    judge: the current model; what it calls blurred in the photo is not called sharp in a sample.
    rejected: ids (training.proposals.identity) of regions that a person refused; they are never drawn.
    """

    path: Path
    photos: PhotoCache
    proposals: ProposalCache
    object_mask: Path | None = None
    judge: Callable[[NDArray[np.uint8]], NDArray[np.uint8]] | None = None
    rejected: frozenset[str] = frozenset()
    _judged: NDArray[np.uint8] | None = field(default=None, repr=False)
    _objects: list[NDArray[np.bool_]] | None = field(default=None, repr=False)

    def photo(self) -> NDArray[np.uint8]:
        return self.photos.get(self.path)

    def region(self, rng: np.random.Generator) -> NDArray[np.bool_]:
        objects = self._object_regions()
        if objects and rng.random() < 0.5 and (kept := [part for part in objects if self._may_be_drawn(part)]):
            return kept[int(rng.integers(len(kept)))]
        found = self.proposals.get(self.photo())
        if len(found) == 0:  # a photo of one colour
            return np.zeros(self.photo().shape[:2], np.bool_)
        weights = np.exp(found.scores - found.scores[0])
        region = found.mask(int(rng.choice(len(found), p=weights / weights.sum())))
        if not self._may_be_drawn(region):
            return self._other_proposal(found, weights, rng)
        return region

    def _may_be_drawn(self, region: NDArray[np.bool_]) -> bool:
        return not self.rejected or region_id(region) not in self.rejected

    def _other_proposal(
        self, found: Proposals, weights: NDArray[np.float32], rng: np.random.Generator
    ) -> NDArray[np.bool_]:
        """Drawn anew among those that were not rejected. All other draws come out as if nothing had been rejected."""
        kept = [rank for rank in range(len(found)) if self._may_be_drawn(found.mask(rank))]
        if not kept:
            return np.zeros(self.photo().shape[:2], np.bool_)
        rest = weights[kept]
        return found.mask(kept[int(rng.choice(len(kept), p=rest / rest.sum()))])

    def doubtful(self) -> NDArray[np.bool_] | None:
        if self.judge is None:
            return None
        if self._judged is None:
            self._judged = self.judge(self.photo())
        height, width = self.photo().shape[:2]
        return np.asarray(upscale(self._judged, height, width) >= BLURRED_ALREADY)

    def share_blurred(self) -> float:
        """Share of the photo, 0..1, that the judge calls blurred; 0 without a judge."""
        doubtful = self.doubtful()
        return 0.0 if doubtful is None else float(doubtful.mean())

    def _object_regions(self) -> list[NDArray[np.bool_]]:
        if self.object_mask is None:
            return []
        if self._objects is None:
            height, width = self.photo().shape[:2]
            labels = cv2.resize(read_grey(self.object_mask), (width, height), interpolation=cv2.INTER_NEAREST)
            self._objects = components_of_largest_object(np.asarray(labels, np.uint8))
        return self._objects


def folder_sources(
    folders: Sequence[Path], masks: Sequence[Path], proposals: ProposalCache, photos: PhotoCache
) -> list[PhotoSource]:
    """All photos of some folders, each with the label map of its stem from the mask folders, where there is one."""
    by_stem = {path.stem: path for folder in masks for path in find_photos(folder)}
    return [
        PhotoSource(path, photos, proposals, by_stem.get(path.stem))
        for folder in folders
        for path in find_photos(folder)
    ]


def folder_pairs(photos: Path, masks: Path, blurred: int) -> list[Pair]:
    """Photos and masks of two folders, paired by stem; kind from the stem, as in Shi et al.'s set."""
    by_stem = {path.stem: path for path in find_photos(masks)}
    pairs = []
    for path in find_photos(photos):
        mask = by_stem.get(path.stem)
        if mask is not None:
            kind = "motion" if path.stem.startswith("motion") else "defocus"
            pairs.append(Pair(path.stem, kind, _remembered(path, lambda m=mask: read_mask(m, blurred))))  # type: ignore[misc]
    return pairs


def label_pair(name: str, kind: str, photo: Path, read_codes: Callable[[], NDArray[np.uint8]]) -> Pair:
    """A project's label as a pair."""
    return Pair(name, kind, _remembered(photo, read_codes))


def _remembered(
    photo: Path, read_codes: Callable[[], NDArray[np.uint8]]
) -> Callable[[], tuple[NDArray[np.uint8], NDArray[np.uint8]]]:
    """Read once, keep small: photo and mask at the same size, the mask by nearest neighbour."""
    kept: list[tuple[NDArray[np.uint8], NDArray[np.uint8]]] = []

    def read() -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
        if not kept:
            pixels = shrink(read_photo(photo), PAIR_SHORT_SIDE, 3 * PAIR_SHORT_SIDE)
            codes = read_codes()
            size = (pixels.shape[1], pixels.shape[0])
            if codes.shape != pixels.shape[:2]:
                codes = np.asarray(cv2.resize(codes, size, interpolation=cv2.INTER_NEAREST), np.uint8)
            kept.append((pixels, codes))
        return kept[0]

    return read
