"""Proposals kept on disk, computed once a photo: a few tens of kilobytes each."""

import hashlib
import os
import zipfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.proposals.mcg import Proposals, propose

VERSION = 1  # raise when the proposals of a photo would come out otherwise
KEPT = 100  # the best-ranked that are stored; sampling by softmax(scores) hardly ever reaches further


class ProposalCache:
    """A folder of .npz files named by what the photo shows, so that a moved or renamed photo keeps its proposals."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def path(self, photo: NDArray[np.uint8]) -> Path:
        """Where the proposals of this uint8 RGB array stand or would stand."""
        digest = hashlib.sha256(np.ascontiguousarray(photo)).hexdigest()[:32]
        return self._folder / f"{digest}-{photo.shape[1]}x{photo.shape[0]}-{VERSION}.npz"

    def get(self, photo: NDArray[np.uint8]) -> Proposals:
        """Proposals of a uint8 RGB (H, W, 3) photo, read where they are stored, else computed and stored."""
        path = self.path(photo)
        stored = _read(path, photo.shape[:2])
        if stored is not None:
            return stored
        proposals = propose(photo, KEPT)
        _write(path, proposals)
        return proposals


def _read(path: Path, shape: tuple[int, int]) -> Proposals | None:
    """None where nothing usable is stored: a damaged file is simply made again."""
    try:
        with np.load(path, allow_pickle=False) as file:
            labels = file["labels"].astype(np.int32)
            count = int(file["superpixels"])
            members = np.unpackbits(file["members"], axis=1, count=count).astype(np.bool_)
            scores = file["scores"].astype(np.float32)
    except (OSError, KeyError, ValueError, zipfile.BadZipFile, EOFError):
        return None
    if labels.shape != shape or members.shape != (len(scores), count) or labels.min() < 0 or labels.max() >= count:
        return None
    return Proposals(labels, members, scores)


def _write(path: Path, proposals: Proposals) -> None:
    partial = path.with_suffix(f".{os.getpid()}.partial")
    with partial.open("wb") as file:
        np.savez_compressed(
            file,
            labels=proposals.labels.astype(np.uint16 if proposals.members.shape[1] < 1 << 16 else np.int32),
            superpixels=np.int64(proposals.members.shape[1]),
            members=np.packbits(proposals.members, axis=1),
            scores=proposals.scores,
        )
    partial.replace(path)
