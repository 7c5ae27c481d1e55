"""The map of a whole slide: predicted tile by tile at one of its scales, and written as it comes."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from blurlab.imaging.kinds.slide import Slide
    from blurlab.imaging.ports import PhotoRef

    Pixels = NDArray[np.uint8]

CELL: Final = 4  # px for one of the map, as of every map at 100 %
_SIDE: Final = 2624  # px of a tile: with its margins the network sees three of its own each way, and nothing twice
_MARGIN: Final = 96  # px around it that are seen and do not count
_PLAIN: Final = 2  # steps that a tile without anything on it spans at most


def is_whole_slide(ref: "PhotoRef") -> bool:
    """Whether the photo stands for all of a slide, as one that is named to a command does."""
    from blurlab.imaging.kinds.slide import Slide

    if ref.region is None or ref.region.rect.x or ref.region.rect.y or not ref.region.level:
        return False
    width, height = Slide(replace(ref, region=None)).size
    return (ref.region.rect.width, ref.region.rect.height) == (width, height)


def write_slide_map(
    ref: "PhotoRef", target: Path, scale: float, predict: "Callable[[Pixels], Pixels]", tell: Callable[[int, int], None]
) -> None:
    """Predict all of a slide with `scale` of its pixels as one, and write a tiled TIFF beside the other maps.

    One pixel of it is CELL·scale pixels of the slide; 0 where a tile shows nothing at all. `predict` gives a map of
    ⌈side / CELL⌉ pixels; `tell` hears how many tiles of how many are done. Needs no more memory than a few tiles.
    Raises UnreadablePhoto, PredictionError, and OSError where the disk refuses.
    """
    import numpy as np

    from blurlab.core.rect import Rect
    from blurlab.core.shrink import shrink_by
    from blurlab.files.atomic import replacing
    from blurlab.imaging.decoders import installed, missing
    from blurlab.imaging.kinds.slide import Slide
    from blurlab.imaging.kinds.tiff_writing import write_tiled

    if not installed("tifffile"):
        raise missing(ref.path, "tifffile", "slide")
    slide = Slide(replace(ref, region=None))
    level, rest = _level(slide, scale)
    width, height = (max(1, int(side / rest)) for side in slide.levels[level])  # of the picture that is predicted
    size = -(-width // CELL), -(-height // CELL)
    side, total = _SIDE // CELL, -(-size[0] // (_SIDE // CELL)) * -(-size[1] // (_SIDE // CELL))
    done = 0

    def read(cells: Rect) -> "Pixels":
        nonlocal done
        seen = Rect(cells.x * CELL, cells.y * CELL, cells.width * CELL, cells.height * CELL)
        seen = seen.expanded(_MARGIN).clipped(width, height)
        edges = Rect.from_edges(*(round(edge * rest) for edge in (seen.x, seen.y, seen.right, seen.bottom)))
        pixels = slide.read(level, edges.clipped(*slide.levels[level]))
        done += 1
        tell(done, total)
        if _is_plain(pixels):
            return np.zeros((cells.height, cells.width), np.uint8)
        made = predict(pixels if rest == 1 else shrink_by(pixels, rest))
        inner = cells.translated(-seen.x // CELL, -seen.y // CELL)
        found = np.zeros((cells.height, cells.width), np.uint8)
        part = made[inner.slices]
        found[: part.shape[0], : part.shape[1]] = part
        return found

    about = f"blurlab map: 0 sharp, 255 blurred; blurlab:scale={CELL * scale:.4g}"
    with replacing(target) as temporary:
        write_tiled(temporary, size, side, read, about)


def _is_plain(pixels: "Pixels") -> bool:
    """Whether all of it is one colour, nearly."""
    import numpy as np

    from blurlab.core.opencv import cv2

    few = pixels[::16, ::16].reshape(-1, 3).astype(np.int16)
    if int(np.ptp(few, axis=0).max()) > _PLAIN:
        return False
    low, high = few[0] - _PLAIN, few[0] + _PLAIN
    inside = cv2.inRange(pixels, tuple(map(float, low)), tuple(map(float, high)))
    return cv2.countNonZero(inside) == inside.size


def _level(slide: "Slide", scale: float) -> tuple[int, float]:
    """(the level to read, how many of its pixels become one)."""
    full = slide.levels[0][0]
    shrunk = [full / width for width, _ in slide.levels]
    level = max((number for number, factor in enumerate(shrunk) if factor <= scale * 1.01), default=0)
    rest = scale / shrunk[level]
    return level, 1 if abs(rest - 1) < 0.01 else rest
