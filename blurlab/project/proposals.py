"""Object proposals as they lie in a project, made by training; the window reads them here too."""

import hashlib
import zipfile
import zlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from blurlab.core.proposals import Proposals
from blurlab.core.shrink import shrink

FOLDER = "proposals"  # in the project's folder
VERSION = 2  # raise when the proposals of a photo would come out otherwise


def proposals_path(folder: Path, photo: NDArray[np.uint8]) -> Path:
    """Where the proposals of this uint8 RGB array stand or would stand: named by what it shows."""
    digest = hashlib.sha256(np.ascontiguousarray(photo).data).hexdigest()[:32]
    return folder / f"{digest}-{photo.shape[1]}x{photo.shape[0]}-{VERSION}.npz"


def proposals_of(project_folder: Path, photo: NDArray[np.uint8]) -> Proposals | None:
    """The proposals of a photo (uint8 RGB (H, W, 3), full size) where training has made them, at the shrunk size."""
    small = shrink(photo)
    return read_proposals(proposals_path(project_folder / FOLDER, small), small.shape[:2])


def read_proposals(path: Path, shape: tuple[int, int]) -> Proposals | None:
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
