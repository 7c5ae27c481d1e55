"""Proposals kept on disk, computed once a photo: a few tens of kilobytes each."""

import contextlib
import hashlib
import os
import threading
import zipfile
import zlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.proposals.mcg import Proposals, propose

VERSION = 2  # raise when the proposals of a photo would come out otherwise
KEPT = 100  # the best-ranked that are stored; sampling by softmax(scores) hardly ever reaches further


class ProposalCache:
    """A folder of .npz files named by what the photo shows, so that a moved or renamed photo keeps its proposals."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def path(self, photo: NDArray[np.uint8]) -> Path:
        """Where the proposals of this uint8 RGB array stand or would stand."""
        digest = hashlib.sha256(np.ascontiguousarray(photo).data).hexdigest()[:32]
        return self._folder / f"{digest}-{photo.shape[1]}x{photo.shape[0]}-{VERSION}.npz"

    def get(self, photo: NDArray[np.uint8]) -> Proposals:
        """Proposals of a uint8 RGB (H, W, 3) photo, read where they are stored, else computed and stored."""
        path = self.path(photo)
        stored = _read(path, photo.shape[:2])
        return self._make(photo, path) if stored is None else stored

    def fill(self, photo: NDArray[np.uint8]) -> None:
        """Store the photo's proposals unless a file of theirs is there already."""
        path = self.path(photo)
        if not path.exists():
            self._make(photo, path)

    def _make(self, photo: NDArray[np.uint8], path: Path) -> Proposals:
        proposals = propose(photo, KEPT)
        _write(path, proposals)
        return proposals


def _read(path: Path, shape: tuple[int, int]) -> Proposals | None:
    """None where nothing usable is stored: a damaged file is simply made again."""
    try:
        with path.open("rb") as stored, np.load(stored, allow_pickle=False) as file:
            labels = file["labels"].astype(np.int32)
            count = int(file["superpixels"])
            members = np.unpackbits(file["members"], axis=1, count=count).astype(np.bool_)
            scores = file["scores"].astype(np.float32)
    except (OSError, KeyError, TypeError, ValueError, zipfile.BadZipFile, zlib.error, EOFError):
        return None
    if labels.shape != shape or members.shape != (len(scores), count) or labels.min() < 0 or labels.max() >= count:
        return None
    return Proposals(labels, members, scores)


def _write(path: Path, proposals: Proposals) -> None:
    """A cache that cannot be written costs time, not the training."""
    partial = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}.partial")  # many may make the same one
    try:
        with partial.open("wb") as file:
            np.savez_compressed(
                file,
                labels=proposals.labels.astype(np.uint16 if proposals.members.shape[1] < 1 << 16 else np.int32),
                superpixels=np.int64(proposals.members.shape[1]),
                members=np.packbits(proposals.members, axis=1),
                scores=proposals.scores,
            )
        partial.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)
