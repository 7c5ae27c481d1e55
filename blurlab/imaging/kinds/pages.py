"""Which pictures a file holds: the pages of a TIFF, the frames of an animation."""

from pathlib import Path
from typing import Final

from blurlab.errors import UnreadablePhoto, shown_name
from blurlab.imaging.decoders import SLIDE_SUFFIXES
from blurlab.imaging.kinds.film import pick_frames
from blurlab.imaging.kinds.pdf import page_sizes
from blurlab.imaging.kinds.slide import is_large, overview
from blurlab.imaging.opening import opened
from blurlab.imaging.ports import FILM_SUFFIXES, PDF_SUFFIX, PhotoRef
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
    """Every picture of the file, in its order: of a film a frame each EVERY seconds, of a slide all of it made small.

    Raises UnreadablePhoto if there are too many, and for a film or slide that cannot be read.
    """
    suffix = path.suffix.lower()
    if suffix in FILM_SUFFIXES:
        return pick_frames(path)
    if suffix == PDF_SUFFIX:
        return [PhotoRef(path, page) for page in range(len(page_sizes(path)))]
    if suffix in SLIDE_SUFFIXES:
        return [overview(path)]
    planes = tiff_planes(PhotoRef(path))
    if planes is not None and any(head.tiled and is_large(head.width, head.height) for head in planes.of(0)):
        return [overview(path)]
    return [PhotoRef(path, page) for page in range(count_pictures(path))]
