"""A project's photos as sources of synthetic samples, as used by training and by the sheet of samples."""

import functools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray

from blurlab.core.opencv import cv2
from blurlab.core.shrink import shrunk_size
from blurlab.core.synthesis import BlurRanges, Synthesis, SynthesisError, read_rejected
from blurlab.errors import UserError
from blurlab.imaging.finding import find_photos
from blurlab.imaging.ports import Place
from blurlab.project.keys import PROPOSALS
from blurlab.project.learning.pinned import pinned_photos
from blurlab.project.learning.synthesis_settings import REJECTED_SETTING, SETTING
from blurlab.project.project import Project
from blurlab.project.records import Label, Status
from blurlab.worker.messages import Setup
from training.data.gather import PhotoSource, remembered_objects
from training.data.judge import SourceJudge
from training.data.remembered import MIB, Remembered
from training.data.sources import PhotoCache, looks_like_a_source
from training.proposals.cache import ProposalCache
from training.synth.sampler import Sampler

_LABELS_KEPT: Final = 128 * MIB


def project_synthesis(project: Project, ranges: BlurRanges) -> Synthesis:
    """The settings kept in the project; where it has none, `ranges`. Raises SynthesisError if they are damaged."""
    return Synthesis.read(project.setting(SETTING), ranges)


def project_sources(
    project: Project,
    synthesis: Synthesis,
    judge: SourceJudge | None,
    cache: PhotoCache,
    labels: Sequence[Label] = (),
    *,
    setup: Setup = Setup.SEMI,
    readable: Callable[[Place], bool] = looks_like_a_source,
) -> list[PhotoSource]:
    """The sources of samples: the project's photos that are not rejected or pinned, or those of a chosen folder.

    Photos that are not `readable` are left out, and so are regions that were rejected by a person.
    labels: those that the semi-supervised set-up learns from; their photos need no judge. Held-out ones are no business
    of a training.
    setup: the weak one takes object masks in place of proposals, and leaves out photos without.
    Raises SynthesisError if a chosen folder is gone or has no photo, or the list of rejected regions is damaged.
    """
    objects_only = setup is Setup.WEAK
    proposals = None if objects_only else ProposalCache(project.work_folder(PROPOSALS))
    masks = object_masks(synthesis.masks)
    rejected = read_rejected(project.setting(REJECTED_SETTING))
    objects = remembered_objects()
    known = _readers(project, labels if setup is Setup.SEMI else ())
    photos = [(path, key) for path, key in _photos(project, synthesis.sources) if readable(path)]
    if judge is not None:
        judge = judge.among([functools.partial(cache.get, path) for path, _ in photos])
    sources = [
        PhotoSource(
            path,
            cache,
            proposals,
            masks.get(path.stem),
            judge,
            rejected.get(key, frozenset()),
            key,
            objects,
            known.get(path),
        )
        for path, key in photos
    ]
    return [source for source in sources if _has_object(source)] if objects_only else sources


def _readers(project: Project, labels: Sequence[Label]) -> dict[Place, Callable[[], NDArray[np.uint8]]]:
    """For each labelled photo what reads its mask, small, and once as far as memory allows."""
    kept: Remembered[str, NDArray[np.uint8]] = Remembered(_LABELS_KEPT, lambda mask: mask.nbytes)

    def small(label: Label) -> NDArray[np.uint8]:
        mask = project.masks.read_label(label)
        height, width = shrunk_size(*mask.shape)
        return np.asarray(cv2.resize(mask, (width, height), interpolation=cv2.INTER_NEAREST), np.uint8)

    def reader(label: Label) -> Callable[[], NDArray[np.uint8]]:
        return lambda: kept.get(label.key, lambda: small(label))

    return {label.photo.ref: reader(label) for label in labels}


def project_sampler(
    sources: Sequence[PhotoSource],
    ranges: BlurRanges,
    size: int,
    seed: int,
    *,
    prefer_sharp: bool = True,
    device: torch.device | str = "cpu",
) -> Sampler:
    """The samples that a training of the project learns from, which the window's sheet shows.

    They widen: in a project of thousands the first step must not wait for the proposals of them all.
    """
    return Sampler(sources, ranges, size, seed, prefer_sharp=prefer_sharp, widens=True, device=device)


def _photos(project: Project, folder: str) -> list[tuple[Place, str]]:
    """Paths, each with what its rejected regions are kept by: a photo of the project has a digest."""
    if folder:
        return [(path, str(path)) for path in folder_photos(folder)]
    pinned = set(pinned_photos(project))
    photos = [photo for photo in project.photos() if photo.status is not Status.REJECTED and photo.id not in pinned]
    return [(photo.ref, photo.key) for photo in photos]


def folder_photos(folder: str) -> list[Path]:
    """The photos of a folder of sources. Raises SynthesisError if it is gone or has none."""
    path = Path(folder)
    if not path.is_dir():
        raise SynthesisError(
            f"The folder of source photos “{path}” does not exist; choose another one in the Synthetic panel, or this "
            "project's photos."
        )
    if not (found := find_photos(path)):
        raise SynthesisError(f"There is no photo in the folder of source photos “{path}”.")
    return found


def _has_object(source: PhotoSource) -> bool:
    try:
        return source.has_object()
    except UserError:  # its label map cannot be read
        return False


def object_masks(folder: str) -> dict[str, Path]:
    """The label maps of a folder by stem; none for the empty name. Raises SynthesisError if there is no folder."""
    if not folder:
        return {}
    path = Path(folder)
    if not path.is_dir():
        raise SynthesisError(f"The folder of object masks “{path}” does not exist.")
    return {mask.stem: mask for mask in find_photos(path)}
