"""Object proposals as they lie in a project, made by training; the window reads them here too."""

import hashlib
import math
import os
import zipfile
import zlib
from pathlib import Path
from typing import BinaryIO, Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.proposals import Proposals
from blurlab.core.shrink import shrink
from blurlab.files.reading import check_size, open_ordinary
from blurlab.files.there import is_folder
from blurlab.project.keys import PROPOSALS
from blurlab.project.project import Project

_MOST_BYTES: Final = 64 << 20  # unpacked, of one photo
VERSION = 2  # raise when the proposals of a photo would come out otherwise


def proposals_path(folder: Path, photo: NDArray[np.uint8]) -> Path:
    """Where the proposals of this uint8 RGB array stand or would stand: named by what it shows."""
    digest = hashlib.sha256(np.ascontiguousarray(photo).data).hexdigest()[:32]
    return folder / f"{digest}-{photo.shape[1]}x{photo.shape[0]}-{VERSION}.npz"


def proposals_of(project: Project, photo: NDArray[np.uint8]) -> Proposals | None:
    """The proposals of a photo (uint8 RGB (H, W, 3), full size) where training has made them, at the shrunk size."""
    folder = project.work_folder(PROPOSALS, make=False)
    if not is_folder(folder):
        return None
    small = shrink(photo)
    return read_proposals(proposals_path(folder, small), small.shape[:2])


def read_proposals(path: Path, shape: tuple[int, int]) -> Proposals | None:
    """None if nothing usable is stored: a damaged file is simply made again."""
    try:
        with open_ordinary(path) as stored:
            check_size(path, os.fstat(stored.fileno()).st_size, _MOST_BYTES)
            _check_sizes(stored)
            stored.seek(0)
            file = np.load(stored, allow_pickle=False)
            labels = file["labels"].astype(np.int32)
            count = int(file["superpixels"])
            packed = file["members"]
            if not 0 < count <= 8 * packed.shape[-1]:
                return None
            members = np.unpackbits(packed, axis=1, count=count).astype(np.bool_)
            scores = file["scores"].astype(np.float32)
    except (
        OSError,
        KeyError,
        IndexError,
        TypeError,
        ValueError,
        MemoryError,
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
    ):
        return None
    if labels.shape != shape or members.shape != (len(scores), count) or labels.min() < 0 or labels.max() >= count:
        return None
    return Proposals(labels, members, scores)


def _check_sizes(stored: BinaryIO) -> None:
    """Raises ValueError if the arrays of an archive are larger than those of any photo, or than they say."""
    with zipfile.ZipFile(stored) as archive:
        members = archive.infolist()
        if sum(member.file_size for member in members) > _MOST_BYTES:
            raise ValueError("more than proposals take")
        for member in members:
            with archive.open(member) as file:
                np.lib.format.read_magic(file)
                shape, _, kind = np.lib.format.read_array_header_1_0(file)
                if math.prod(shape) * kind.itemsize > member.file_size:
                    raise ValueError("an array that is shorter than it says")
