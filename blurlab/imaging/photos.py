"""Photos from strangers, decoded: whatever the file holds becomes upright 8-bit RGB, or one sentence."""

import os
import re
import stat
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from blurlab.core.editing.correction import BLURRED, IGNORE, SHARP, look_up
from blurlab.core.metrics import value_counts
from blurlab.core.opencv import cv2
from blurlab.errors import UnreadablePhoto, reason, shown_name
from blurlab.imaging import raw
from blurlab.imaging.decoders import PHOTO_SUFFIXES, decoders_for, is_raw
from blurlab.imaging.exif import of_bytes, of_file, read_exif
from blurlab.imaging.focus_points import maker_focus_area
from blurlab.imaging.limits import (
    MAX_PIXELS,
    MAX_SIDE,
    GuardedFile,
    TakesTooMuch,
    TooLarge,
    check_memory,
    check_size,
)
from blurlab.imaging.orientation import ORIENTATION, sensible, turned_size
from blurlab.imaging.pixels import (
    grey_pixels,
    index_pixels,
    load_whole,
    luminance_pixels,
    rgb_pixels,
    small_picture,
)
from blurlab.sharpness.subject import Box

_EXIF_PART = 0x8769
_TIFF_WIDTH, _TIFF_HEIGHT = 256, 257
_NEAR_END = 32  # greys that a JPEG makes of black and white
_MOST_GREY = 0.05  # share of a mask that its soft edges may be

# MAX_PIXELS is checked here against the header; Pillow's own limit (89 MP) is below honest photos.
Image.MAX_IMAGE_PIXELS = None
# Pillow warns about damaged metadata of files that it reads well enough.
warnings.filterwarnings("ignore", module=r"PIL(\..*)?")


def find_photos(folder: Path, recursive: bool = False) -> list[Path]:
    """The files in `folder` that are photos by their suffix, in natural order (a2 before a10), hidden ones left out.

    With `recursive` also those in its subfolders, except inside projects. Raises UnreadablePhoto where the folder
    cannot be listed.
    """
    found: list[Path] = []
    try:
        for root, folders, names in os.walk(folder, onerror=_raise):
            found += [Path(root) / name for name in names if _looks_like_photo(name)]
            folders[:] = [name for name in folders if not name.startswith(".") and not name.endswith(".blurlab")]
            if not recursive:
                break
    except OSError as error:
        raise UnreadablePhoto(f"The folder “{shown_name(folder)}” cannot be listed: {_why(error)}.") from error
    return sorted(found, key=lambda path: [natural_key(part) for part in path.relative_to(folder).parts])


def real_path(path: Path) -> Path:
    """The absolute path of the file that `path` leads to. Links that lead in a circle stay as they are, where
    Path.resolve would raise."""
    return Path(os.path.realpath(path))


def natural_key(name: str) -> tuple[list[tuple[int, int, str]], str]:
    """Sorting key under which “photo2” comes before “photo10”, whatever the case."""
    parts = re.split(r"([0-9]+)", name.casefold())
    return [(1, 0, part) if index % 2 == 0 else (0, int(part), "") for index, part in enumerate(parts) if part], name


def photo_size(path: Path) -> tuple[int, int]:
    """(width, height) in pixels as the photo is seen, that is after its EXIF orientation; reads the header only.

    Raises UnreadablePhoto.
    """
    with _telling(path):
        if is_raw(path):
            with raw.opened(path, MAX_PIXELS) as photo:
                return photo.size
    with _opened(path) as (image, orientation):
        return _upright_size(image, orientation)


@dataclass(frozen=True)
class PhotoTags:
    """tags: EXIF tag → value, of the file and of its Exif part. width, height: in px as stored. orientation: 1..8.
    maker_area: where the maker's own notes say that the camera focused, in the picture as stored."""

    tags: dict[int, Any]
    width: int
    height: int
    orientation: int
    maker_area: Box | None = None


def read_tags(path: Path) -> PhotoTags:
    """What the camera wrote beside the photo; damaged EXIF counts as none. Raises UnreadablePhoto."""
    with _telling(path):
        if is_raw(path):
            with raw.opened(path, MAX_PIXELS) as photo:
                (width, height), orientation = photo.stored_size, photo.orientation
            with path.open("rb") as file:
                exif = read_exif(of_file(file))
                tags: dict[int, Any] = {**exif.main.values(), **exif.part.values()} if exif else {}
                area = maker_focus_area(exif, width, height) if exif else None
            return PhotoTags(tags, width, height, orientation, area)
    with _opened(path) as (image, orientation):
        (width, height), tags, area = image.size, {}, None
        if image.format == "HEIF":  # upright already; the tags speak of the picture as the sensor saw it
            orientation = sensible(image.info.get("original_orientation"))  # noqa: PLW2901
            width, height = turned_size(image.size, orientation)
        if image.format != "PNG" or {"exif", "Raw profile type exif"} & image.info.keys():
            with suppress(Exception):
                told = image.getexif()
                tags = {**told, **told.get_ifd(_EXIF_PART)}
            area = _maker_area(path, image, width, height)
        return PhotoTags(tags, width, height, orientation, area)


def read_packet(path: Path) -> bytes | None:
    """The XMP packet that the photo itself carries; None where there is none, where it cannot be read, and of RAW."""
    if is_raw(path):
        return None
    with suppress(UnreadablePhoto), _opened(path) as (image, _orientation):
        packet = image.info.get("xmp")
        return packet.encode() if isinstance(packet, str) else packet if isinstance(packet, bytes) else None
    return None


def _maker_area(path: Path, image: Image.Image, width: int, height: int) -> Box | None:
    block = image.info.get("exif")
    if isinstance(block, bytes):
        exif = read_exif(of_bytes(block))
        return maker_focus_area(exif, width, height) if exif else None
    if image.format != "TIFF":
        return None
    with path.open("rb") as file:
        exif = read_exif(of_file(file))
        return maker_focus_area(exif, width, height) if exif else None


def read_photo(path: Path) -> NDArray[np.uint8]:
    """The photo as uint8 RGB of shape (height, width, 3), upright by its EXIF orientation.

    Of an animation the first frame, transparency over white, 16 bits scaled to 8, colours in sRGB by the ICC profile,
    camera RAW fully decoded. Raises UnreadablePhoto where the file is missing, empty, truncated, no photo, over
    MAX_PIXELS, or needs a package that is not installed.
    """
    with _telling(path):
        if is_raw(path):
            with raw.opened(path, MAX_PIXELS) as photo:
                return photo.pixels()
    with _opened(path) as (image, orientation):
        _load(image, path)
        return rgb_pixels(image, _still(image, orientation))


def read_thumbnail(path: Path, longest: int) -> NDArray[np.uint8]:
    """The photo as read_photo gives it, made smaller so that its longer side is at most `longest` pixels.

    Much faster than read_photo for JPEG, which is decoded at a fraction of its size, and for camera RAW, where the
    preview that the camera made is taken if it is large enough. Raises UnreadablePhoto.
    """
    with _telling(path):
        if is_raw(path):
            with raw.opened(path, MAX_PIXELS) as photo:
                preview = photo.preview(min(longest, *photo.size)) or Image.fromarray(photo.pixels())
            return rgb_pixels(small_picture(preview, longest), 1)
    with _opened(path) as (image, orientation):
        if image.format in {"JPEG", "MPO"}:
            image.draft("RGB", (longest, longest))
        _load(image, path)
        return rgb_pixels(small_picture(image, longest), _still(image, orientation))


def read_luminance(path: Path) -> NDArray[np.uint8]:
    """How light the photo is, uint8 (height, width), as of read_photo but for rounding, and sooner: the colours of a
    JPEG are left undecoded, and its ICC profile unread, which hardly moves the light. Raises UnreadablePhoto.
    """
    with _telling(path):
        if is_raw(path):
            with raw.opened(path, MAX_PIXELS) as photo:
                return np.asarray(cv2.cvtColor(photo.pixels(), cv2.COLOR_RGB2GRAY), np.uint8)
    with _opened(path) as (image, orientation):
        if image.format in {"JPEG", "MPO"}:
            image.draft("L", image.size)
        _load(image, path)
        return luminance_pixels(image, _still(image, orientation))


def read_grey(path: Path, what: str = "mask") -> NDArray[np.uint8]:
    """A one-channel picture (a mask, a prediction) as uint8 of shape (height, width); transparency is ignored.

    Colour becomes luminance; 16 bits are scaled to 8 unless no value is over 255, floats unless one is over 1. `what`
    names it in the sentence. Raises UnreadablePhoto.
    """
    with _opened(path, what) as (image, orientation):
        _load(image, path)
        return grey_pixels(image, _still(image, orientation))


def read_indices(path: Path) -> tuple[NDArray[np.uint8], NDArray[np.uint8] | None]:
    """A mask of classes: (indices (height, width), palette (n, 3)) as stored, uint8 and unscaled.

    Of a grey file the values are the indices and the palette is None; a file of colours gives RGB (height, width, 3)
    and None. Raises UnreadablePhoto.
    """
    with _opened(path, "mask") as (image, orientation):
        _load(image, path)
        indices = index_pixels(image, _still(image, orientation))
        if indices is None:
            raise UnreadablePhoto(f"The mask “{shown_name(path)}” has more classes than 256.")
        colours = np.array(image.getpalette("RGB") or [], np.uint8).reshape(-1, 3) if image.mode == "P" else None
        return indices, colours


def read_mask(path: Path, blurred: int, only_clear: bool = False) -> NDArray[np.uint8]:
    """A mask file of any origin as uint8 codes (SHARP, BLURRED, IGNORE) of shape (height, width).

    `blurred` says which end means blurred, 255 (white) or 0 (black); it is never guessed. A file of only 0 and 1 is
    read as black and white. 128 stays IGNORE where the file holds nothing but 0, 128 and 255; otherwise
    values from 128 on are white. Raises UnreadablePhoto, and ValueError for another `blurred`.

    With `only_clear` UnreadablePhoto is also raised for a file that is not black and white: one of 0 and 1 (classes
    perhaps), or with greys that are more than the soft edges and the noise of a JPEG.
    """
    if blurred not in {0, 255}:
        raise ValueError(f"blurred must be 255 or 0, not {blurred}")
    values = read_grey(path)
    counts = value_counts(values)
    present = np.flatnonzero(counts)
    if only_clear and not _is_black_and_white(counts):
        raise UnreadablePhoto(
            f"The mask “{shown_name(path)}” is not black and white, so it was not taken: "
            f"its grey values are {_listed(present.tolist())}."
        )
    white_from = 1 if present[-1] <= 1 else 128
    codes = np.full(256, SHARP, np.uint8)
    codes[white_from:] = BLURRED
    if blurred == 0:
        codes = np.where(codes == BLURRED, SHARP, BLURRED).astype(np.uint8)
    if {0, IGNORE, 255}.issuperset(present.tolist()):
        codes[IGNORE] = IGNORE
    return look_up(values, codes)


def _is_black_and_white(counts: NDArray[np.intp]) -> bool:
    """Whether a mask with `counts` (256) pixels of each grey can be read one way only."""
    if {0, IGNORE, 255}.issuperset(np.flatnonzero(counts).tolist()):
        return True
    black, white = counts[: _NEAR_END + 1].sum(), counts[255 - _NEAR_END :].sum()
    grey = counts.sum() - black - white
    if not white or (grey and not black):  # classes 0, 1, 2 …, or colours: soft edges lead from one end to the other
        return False
    return bool(grey <= _MOST_GREY * counts.sum())


def _listed(values: list[int]) -> str:
    """The values, in a sentence; of many the first and the last."""
    if len(values) > 6:
        return f"{', '.join(map(str, values[:4]))} … {values[-1]} ({len(values)} values)"
    return " and ".join([", ".join(map(str, values[:-1])), str(values[-1])]) if len(values) > 1 else f"only {values[0]}"


def _raise(error: OSError) -> None:
    raise error


def _why(error: OSError) -> str:
    return "it does not exist" if isinstance(error, FileNotFoundError) else reason(error)


def _looks_like_photo(name: str) -> bool:
    return not name.startswith(".") and os.path.splitext(name)[1].lower() in PHOTO_SUFFIXES  # noqa: PTH122 - hot path


@contextmanager
def _opened(path: Path, what: str = "photo") -> Iterator[tuple[Image.Image, int]]:
    """The opened file and its EXIF orientation; whatever goes wrong inside leaves as UnreadablePhoto."""
    with (
        _telling(path, what),
        GuardedFile(path) as file,
        Image.open(file, formats=decoders_for(path, what)) as image,
    ):
        check_size(*image.size, MAX_PIXELS)
        file.allow(image.width * image.height)
        yield image, _orientation(image)


def _load(image: Image.Image, path: Path) -> None:
    """Decode all of the picture. Raises TakesTooMuch, ShortDataError, and what the decoder raises."""
    check_memory(image)

    def again() -> Image.Image:
        other = Image.open(path, formats=(image.format or "",))
        check_size(*other.size, MAX_PIXELS)
        return other

    load_whole(image, again)


@contextmanager
def _telling(path: Path, what: str = "photo") -> Iterator[None]:
    """Whatever goes wrong inside while the file is read leaves as UnreadablePhoto."""
    name = f"The {what} “{shown_name(path)}”"
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise UnreadablePhoto(f"{name} is not a file.")
        if found.st_size == 0:
            raise UnreadablePhoto(f"{name} is empty (0 bytes).")
        yield
    except UnreadablePhoto:
        raise
    except TakesTooMuch as error:
        raise UnreadablePhoto(
            f"{name} would take more memory than blurlab gives to a file; save it in another way, as a plain JPEG or "
            "PNG perhaps."
        ) from error
    except TooLarge as error:
        raise UnreadablePhoto(
            f"{name} says that it is {error.width}×{error.height} pixels, more than the {MAX_PIXELS // 1_000_000} "
            f"megapixels, or more than the {MAX_SIDE} pixels a side, that blurlab opens."
        ) from error
    except FileNotFoundError as error:
        raise UnreadablePhoto(f"{name} does not exist any more.") from error
    except PermissionError as error:
        raise UnreadablePhoto(f"{name} cannot be opened: there is no permission to.") from error
    except MemoryError as error:
        raise UnreadablePhoto(f"{name} does not fit into the memory.") from error
    except Exception as error:
        # On damaged files the decoders raise nearly anything: OSError, SyntaxError, struct.error, ValueError …
        raise UnreadablePhoto(f"{name} {_damage(path, error)}") from error


def _damage(path: Path, error: Exception) -> str:
    if isinstance(error, UnidentifiedImageError):
        if _begins_like_a_picture(path):
            return "is damaged or of a kind that blurlab does not read."
        return "is not a picture that blurlab can read."
    if "truncated" in str(error).lower() or isinstance(error, EOFError):
        return "is truncated and cannot be read."
    if isinstance(error, OSError) and error.errno is not None:
        return f"cannot be read: {reason(error)}."
    return "is damaged and cannot be read."


def _begins_like_a_picture(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            start = file.read(12)
    except OSError:
        return False
    magics = (b"\xff\xd8", b"\x89PNG", b"II*\0", b"MM\0*", b"II+\0", b"MM\0+", b"GIF8", b"RIFF", b"BM")
    return start.startswith(magics)


def _orientation(image: Image.Image) -> int:
    # A PNG may carry EXIF after its pixels: asking for that would decode them, and photo_size reads headers only.
    if image.format == "PNG" and not {"exif", "Raw profile type exif"} & image.info.keys():
        return 1
    if image.format == "HEIF":  # its decoder has turned it already, and says 1
        return 1
    try:
        return sensible(image.getexif().get(ORIENTATION, 1))
    except Exception:  # damaged EXIF: the photo itself may be sound
        return 1


def _upright_size(image: Image.Image, orientation: int) -> tuple[int, int]:
    width, height = image.size
    if image.format == "TIFF":  # newer Pillow gives the size of a TIFF turned already, older as it is stored
        tags: Any = getattr(image, "tag_v2", {})
        width, height = int(tags.get(_TIFF_WIDTH, width)), int(tags.get(_TIFF_HEIGHT, height))
    return turned_size((width, height), orientation)


def _still(image: Image.Image, orientation: int) -> int:
    """How a decoded picture still lies: Pillow turns a TIFF while loading it and takes the tag away."""
    return 1 if image.format == "TIFF" and ORIENTATION not in image.getexif() else orientation
