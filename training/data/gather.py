"""From folders or a project to the loop's data: sources of synthetic samples, and real pairs."""

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from blurlab.core.editing.correction import SHARP
from blurlab.core.opencv import cv2
from blurlab.core.proposals import Proposals
from blurlab.imaging.finding import find_photos
from blurlab.imaging.masks import read_grey, read_mask
from blurlab.imaging.ports import Place
from training.data.details import Detail, details
from training.data.judge import SourceJudge
from training.data.pairs import Pair, PairReader
from training.data.remembered import MIB, Remembered
from training.data.sources import PhotoCache, looks_like_a_source
from training.proposals.cache import ProposalCache
from training.proposals.identity import region_id
from training.proposals.semantic import components_of_largest_object
from training.synth.flood import flood_region

_OBJECTS_KEPT = 128 * MIB

Objects = Remembered[Place, list[NDArray[np.bool_]]]


def remembered_objects() -> Objects:
    """For the object masks of many sources, by the photo's path."""
    return Remembered(_OBJECTS_KEPT, lambda parts: sum(part.nbytes for part in parts))


@dataclass
class PhotoSource:
    """A photo as a source of synthetic samples.

    object_mask: label map of the same proportions, tried before the proposals half of the time. proposals: None for
    the object masks alone, in their place (paper 2.1.1).
    judge: the current model; what it may call blurred in the photo is left out of a sample.
    label: a person's mask of the photo, to read, codes uint8 (H, W) at any size: it knows better than the judge.
    rejected: ids (training.proposals.identity) of regions that a person refused; they are never drawn.
    key: what the photo's rejected regions are kept by.
    detail: the part of the photo that is the source, instead of the whole. flooded: regions follow the photo's edges
    (training.synth.flood), made in milliseconds in place of proposals, which take seconds a photo.
    """

    path: Place
    photos: PhotoCache
    proposals: ProposalCache | None
    object_mask: Path | None = None
    judge: SourceJudge | None = None
    rejected: frozenset[str] = frozenset()
    key: str = ""
    objects: Objects = field(default_factory=remembered_objects, repr=False)
    label: Callable[[], NDArray[np.uint8]] | None = None
    detail: Detail | None = None
    flooded: bool = False

    def photo(self) -> NDArray[np.uint8]:
        return self.photos.get(self.path) if self.detail is None else self.photos.detail(self.detail)

    def region(self, rng: np.random.Generator) -> NDArray[np.bool_]:
        objects = self._object_regions()
        chosen = (self.proposals is None and not self.flooded) or (len(objects) > 0 and rng.random() < 0.5)
        if chosen and (kept := [part for part in objects if self._may_be_drawn(part)]):
            return kept[int(rng.integers(len(kept)))]
        if self.flooded:
            return flood_region(rng, self.photo())
        if self.proposals is None:  # a person rejected all of them
            return np.zeros(self.photo().shape[:2], np.bool_)
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
        """Drawn again among those that were not rejected. All other draws come out as if nothing had been rejected."""
        kept = [rank for rank in range(len(found)) if self._may_be_drawn(found.mask(rank))]
        if not kept:
            return np.zeros(self.photo().shape[:2], np.bool_)
        rest = weights[kept]
        return found.mask(kept[int(rng.choice(len(kept), p=rest / rest.sum()))])

    def has_object(self) -> bool:
        """True if there is a label map with an object. Raises UserError if it or the photo cannot be read."""
        return bool(self._object_regions())

    def doubtful(self) -> NDArray[np.bool_] | None:
        height, width = self.photo().shape[:2]
        if self.label is not None:
            codes = cv2.resize(self.label(), (width, height), interpolation=cv2.INTER_NEAREST)
            return np.asarray(codes != SHARP)
        if self.judge is None:
            return None
        return self.judge.doubtful(self.photo())

    def _object_regions(self) -> list[NDArray[np.bool_]]:
        mask = self.object_mask
        return [] if mask is None else self.objects.get(self.path, lambda: self._read_objects(mask))

    def _read_objects(self, mask: Path) -> list[NDArray[np.bool_]]:
        height, width = self.photo().shape[:2]
        labels = cv2.resize(read_grey(mask), (width, height), interpolation=cv2.INTER_NEAREST)
        return components_of_largest_object(np.asarray(labels, np.uint8))


def folder_sources(
    folders: Sequence[Path],
    masks: Sequence[Path],
    proposals: ProposalCache | None,
    photos: PhotoCache,
    most_details: int = 0,
    *,
    flooded: bool = False,
) -> list[PhotoSource]:
    """All photos of some folders that look like sources, each with the label map of its stem, where there is one.

    most_details: of each big photo, so many at each scale at most are sources beside the whole; none where regions are
    neither proposed nor `flooded`.
    """
    by_stem = {path.stem: path for folder in masks for path in find_photos(folder)}
    objects = remembered_objects()
    paths: list[Place] = [path for folder in folders for path in find_photos(folder) if looks_like_a_source(path)]
    kept: dict[str, Any] = {"objects": objects, "flooded": flooded}
    whole = [PhotoSource(path, photos, proposals, by_stem.get(path.stem), **kept) for path in paths]
    close = details(paths, most_details) if most_details and (flooded or proposals is not None) else []
    return whole + [PhotoSource(each.path, photos, proposals, detail=each, **kept) for each in close]


def folder_pairs(photos: Path, masks: Path, blurred: int) -> list[Pair]:
    """Photos and masks of two folders, paired by stem; kind from the stem, as in Shi et al.'s set."""
    by_stem = {path.stem: path for path in find_photos(masks)}
    reader = PairReader()
    pairs = []
    for path in find_photos(photos):
        mask = by_stem.get(path.stem)
        if mask is not None:
            kind = "motion" if path.stem.startswith("motion") else "defocus"
            pairs.append(reader.pair(path.stem, kind, path, functools.partial(read_mask, mask, blurred)))
    return pairs
