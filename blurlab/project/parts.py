"""What is known of a photo that is still being predicted at 100 %: handed from predictor to window, and then gone."""

from contextlib import suppress

import numpy as np
from numpy.typing import NDArray

from blurlab.errors import UnreadablePhoto
from blurlab.imaging.png import encode_grey, read_own
from blurlab.project import keys
from blurlab.project.project import Project


def write_part(project: Project, photo_id: int, blurriness: NDArray[np.uint8], known: NDArray[np.bool_]) -> bool:
    """Hand over what is known; False where the disk refuses, of which the prediction itself will tell.

    blurriness: uint8 (h, w). known: bool (h, w), where that says something.
    """
    both = np.concatenate([blurriness, known.astype(np.uint8) * np.uint8(255)])
    with suppress(OSError):
        project.blobs.write(keys.part(photo_id), encode_grey(both), durable=False)
        return True
    return False


def read_part(project: Project, photo_id: int) -> tuple[NDArray[np.uint8], NDArray[np.bool_]] | None:
    """(blurriness, known) as of `write_part`; None where there is nothing, or nothing that can be read."""
    try:
        both = read_own(project.blobs.file(keys.part(photo_id)))
    except UnreadablePhoto:
        return None
    half = both.shape[0] // 2
    return (both[:half], both[half:] >= 128) if half and both.shape[0] == 2 * half else None


def remove_part(project: Project, photo_id: int) -> None:
    """The prediction is there, or will not come."""
    with suppress(OSError):
        project.blobs.remove([keys.part(photo_id)])
