"""Which pictures a file holds: the pages of a TIFF, the frames of an animation."""

from pathlib import Path
from typing import Final

from blurlab.errors import UnreadablePhoto, shown_name
from blurlab.imaging.opening import opened
from blurlab.imaging.ports import PhotoRef
from blurlab.imaging.source import tiff_planes

MOST_PICTURES: Final = 2000  # of one file
_ANIMATIONS: Final = frozenset({".gif", ".webp"})


def count_pictures(path: Path) -> int:
    """How many pages or frames the file has; 1 for what has none of either, and for what cannot be read.

    Raises UnreadablePhoto if there are more than MOST_PICTURES.
    """
    count = 1
    planes = tiff_planes(PhotoRef(path))
    if planes is not None:
        count = len(planes)
    elif path.suffix.lower() in _ANIMATIONS:
        try:
            with opened(path) as (image, _orientation):
                count = int(getattr(image, "n_frames", 1))
        except UnreadablePhoto:
            return 1  # whoever opens it is told
    if count > MOST_PICTURES:
        raise UnreadablePhoto(
            f"The photo “{shown_name(path)}” has {count:,} pages, more than the {MOST_PICTURES:,} that blurlab takes "
            "from one file.",
            "photo.too_many_pages",
        )
    return count


def pictures_in(path: Path) -> list[PhotoRef]:
    """Every picture of the file, in its order. Raises UnreadablePhoto if there are too many."""
    return [PhotoRef(path, page) for page in range(count_pictures(path))]
