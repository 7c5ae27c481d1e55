"""Strangers' files opened: any failure while one is read becomes one sentence."""

import stat
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image, UnidentifiedImageError

from blurlab.errors import UnreadablePhoto, reason, shown_name
from blurlab.files.reading import open_ordinary
from blurlab.imaging.at_once import DECODES
from blurlab.imaging.decoders import decoders_for
from blurlab.imaging.kinds.quiet import quiet_libtiff
from blurlab.imaging.kinds.tiff_heads import check_tables
from blurlab.imaging.limits import (
    MAX_PIXELS,
    MAX_SIDE,
    GuardedFile,
    NotDecodable,
    TakesTooMuch,
    TooLarge,
    check_frame,
    check_length,
    check_memory,
    check_scans,
    check_size,
)
from blurlab.imaging.orientation import ORIENTATION, sensible, turned_size
from blurlab.imaging.pixels import load_whole

_TIFF_WIDTH, _TIFF_HEIGHT = 256, 257

# MAX_PIXELS is checked here against the header; Pillow's own limit (89 MP) is below the size of real photos.
Image.MAX_IMAGE_PIXELS = None
# Pillow warns about damaged metadata in files that it can read.
warnings.filterwarnings("ignore", module=r"PIL(\..*)?")


@contextmanager
def opened(path: Path, what: str = "photo", page: int = 0) -> Iterator[tuple[Image.Image, int]]:
    """The opened file at its page or frame, from 0, and its EXIF orientation.

    Any failure inside becomes UnreadablePhoto; a page that there is not, too.
    """
    with reading(path, what), GuardedFile(path) as file:
        check_tables(path)
        with Image.open(file, formats=decoders_for(path, what)) as image:
            check_size(*image.size, MAX_PIXELS)
            if page:
                _turn_to(image, page, path, what)
                check_size(*image.size, MAX_PIXELS)
            file.allow(image.width * image.height)
            yield image, _orientation(image)


def _turn_to(image: Image.Image, page: int, path: Path, what: str) -> None:
    try:
        if page >= getattr(image, "n_frames", 1):
            raise EOFError
        check_frame(image)
        image.seek(page)
    except EOFError as error:
        raise UnreadablePhoto(
            f"The {what} “{shown_name(path)}” has no page {page + 1} that can be read.", "photo.no_page"
        ) from error


@contextmanager
def decoded(image: Image.Image, path: Path) -> Iterator[None]:
    """Within, the whole picture is decoded; it waits until the process has the memory for that beside other decodes.

    Raises TakesTooMuch, EOFError, ShortDataError, and what the decoder raises.
    """
    with DECODES.taking(check_memory(image)):
        if image.info.get("progressive"):
            with open_ordinary(path) as file:
                check_scans(image, file)
        check_length(image, path)
        _decode(image, path)
        yield


def _decode(image: Image.Image, path: Path) -> None:
    if image.format == "TIFF":
        quiet_libtiff()
    if image.format == "PNG" and image.mode == "P" and image.palette is None:
        raise ValueError("it has no palette")  # Pillow would make one of greys up

    def again() -> Image.Image:
        other = Image.open(path, formats=(image.format or "",))
        if place := image.tell():
            other.seek(place)
        check_size(*other.size, MAX_PIXELS)
        return other

    load_whole(image, again)


@contextmanager
def reading(path: Path, what: str = "photo") -> Iterator[None]:
    """Any failure inside, while the file is read, becomes UnreadablePhoto."""
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
            f"{name} would take more memory than blurlab allows a file; save it in another form, such as a plain "
            "JPEG or PNG."
        ) from error
    except TooLarge as error:
        raise UnreadablePhoto(
            f"{name} claims to be {error.width}×{error.height} pixels, more than the {MAX_PIXELS // 1_000_000} "
            f"megapixels, or more than the {MAX_SIDE} pixels a side, that blurlab opens."
        ) from error
    except NotDecodable as error:
        raise UnreadablePhoto(
            f"{name} cannot be decoded here: {error.decoder} does not know its compression.", "photo.not_decodable"
        ) from error
    except FileNotFoundError as error:
        raise UnreadablePhoto(f"{name} no longer exists.") from error
    except PermissionError as error:
        raise UnreadablePhoto(f"{name} cannot be opened: permission denied.") from error
    except MemoryError as error:
        raise UnreadablePhoto(f"{name} does not fit into memory.") from error
    except Exception as error:
        # Decoders raise nearly anything on damaged files: OSError, SyntaxError, struct.error, ValueError …
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
        with open_ordinary(path) as file:
            start = file.read(12)
    except OSError:
        return False
    magics = (b"\xff\xd8", b"\x89PNG", b"II*\0", b"MM\0*", b"II+\0", b"MM\0+", b"GIF8", b"RIFF", b"BM")
    return start.startswith(magics)


def _orientation(image: Image.Image) -> int:
    # A PNG may carry EXIF after its pixels: reading it would decode them, and photo_size reads headers only.
    if image.format == "PNG" and not {"exif", "Raw profile type exif"} & image.info.keys():
        return 1
    if image.format == "HEIF":  # its decoder has already turned it, and reports 1
        return 1
    try:
        return sensible(image.getexif().get(ORIENTATION, 1))
    except Exception:  # damaged EXIF: the photo itself may be intact
        return 1


def upright_size(image: Image.Image, orientation: int) -> tuple[int, int]:
    width, height = image.size
    if image.format == "TIFF":  # newer versions of Pillow give the size of a TIFF after turning, older ones as stored
        tags: Any = getattr(image, "tag_v2", {})
        width, height = int(tags.get(_TIFF_WIDTH, width)), int(tags.get(_TIFF_HEIGHT, height))
    return turned_size((width, height), orientation)


def orientation_left(image: Image.Image, orientation: int) -> int:
    """The orientation left in a decoded picture: Pillow turns a TIFF while loading it and removes the tag."""
    return 1 if image.format == "TIFF" and ORIENTATION not in image.getexif() else orientation
