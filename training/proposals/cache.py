"""Proposals kept on disk, computed once a photo: a few tens of kilobytes each."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from blurlab.core.proposals import Proposals
from blurlab.files.atomic import replacing
from blurlab.project.learning.proposals import proposals_path, read_proposals
from training.proposals.mcg import propose

KEPT = 100  # the best-ranked that are stored; sampling by softmax(scores) hardly ever reaches further


class ProposalCache:
    """A folder of .npz files named by what the photo shows, so that a moved or renamed photo keeps its proposals."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def path(self, photo: NDArray[np.uint8]) -> Path:
        """Where the proposals of this uint8 RGB array stand or would stand."""
        return proposals_path(self.folder, photo)

    def get(self, photo: NDArray[np.uint8]) -> Proposals:
        """Proposals of a uint8 RGB (H, W, 3) photo, read where they are stored, else computed and stored."""
        path = self.path(photo)
        stored = read_proposals(path, photo.shape[:2])
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


def _write(path: Path, proposals: Proposals) -> None:
    """A cache that cannot be written costs time, not the training."""
    try:
        with replacing(path) as partial, partial.open("wb") as file:  # many may make the same one
            np.savez_compressed(
                file,
                labels=proposals.labels.astype(np.uint16 if proposals.members.shape[1] < 1 << 16 else np.int32),
                superpixels=np.int64(proposals.members.shape[1]),
                members=np.packbits(proposals.members, axis=1),
                scores=proposals.scores,
            )
    except OSError:
        pass
