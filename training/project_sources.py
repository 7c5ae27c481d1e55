"""A project's photos as sources of synthetic samples, as training and the sheet of samples both take them."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from blurlab.core.synthesis import REJECTED_SETTING, SETTING, BlurRanges, Synthesis, SynthesisError, read_rejected
from blurlab.project.errors import ProjectError
from blurlab.project.photos import find_photos, photo_size
from blurlab.project.project import Project
from blurlab.project.records import Photo, Status
from training.gather import PhotoSource
from training.proposals.cache import ProposalCache
from training.sources import PhotoCache

SHORTEST_SIDE = 32  # px


def project_synthesis(project: Project, ranges: BlurRanges) -> Synthesis:
    """The settings kept in the project; where it has none, `ranges`. Raises SynthesisError where they are damaged."""
    return Synthesis.read(project.setting(SETTING), ranges)


def looks_readable(path: Path) -> bool:
    """By its header alone: decoding every photo of a big project would take longer than the training.

    A photo under SHORTEST_SIDE has no regions to speak of and is left out too.
    """
    try:
        return min(photo_size(path)) >= SHORTEST_SIDE
    except ProjectError:
        return False


def source_photos(project: Project, readable: Callable[[Path], bool] = looks_readable) -> list[Photo]:
    """The photos that samples are made from: all that can be read but the rejected."""
    return [photo for photo in project.photos() if photo.status is not Status.REJECTED and readable(photo.path)]


def project_sources(
    project: Project,
    photos: list[Photo],
    synthesis: Synthesis,
    judge: Callable[[NDArray[np.uint8]], NDArray[np.uint8]] | None,
    cache: PhotoCache,
) -> list[PhotoSource]:
    """`photos` as sources, in their order, less the regions that were rejected by a person.

    Raises SynthesisError where the folder of object masks is gone or the list of rejected regions is damaged.
    """
    proposals = ProposalCache(project.folder / "proposals")
    masks = object_masks(synthesis.masks)
    rejected = read_rejected(project.setting(REJECTED_SETTING))
    return [
        PhotoSource(
            photo.path,
            cache,
            proposals,
            masks.get(photo.path.stem),
            judge,
            rejected.get(photo.digest, frozenset()),
        )
        for photo in photos
    ]


def object_masks(folder: str) -> dict[str, Path]:
    """The label maps of a folder by stem; none for the empty name. Raises SynthesisError where there is no folder."""
    if not folder:
        return {}
    path = Path(folder)
    if not path.is_dir():
        raise SynthesisError(f"The folder of object masks “{path}” is not there.")
    return {mask.stem: mask for mask in find_photos(path)}
