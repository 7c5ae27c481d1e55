"""Which files are photos, and the optional decoders: HEIC, AVIF and camera RAW.

Their packages are extras. They are imported when the first such file is opened, so that nobody else waits for them.
"""

import importlib
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final

from PIL import (
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    JpegImagePlugin,
    PngImagePlugin,
    PpmImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
    features,
)

from blurlab.errors import UnreadablePhoto, shown_name
from blurlab.files.reading import open_ordinary

RAW_SUFFIXES: Final = frozenset(
    {".3fr", ".arw", ".cr2", ".cr3", ".crw", ".dcr", ".dng", ".erf", ".fff", ".iiq", ".kdc", ".mef", ".mos"}
    | {".mrw", ".nef", ".nrw", ".orf", ".pef", ".raf", ".rw2", ".rwl", ".sr2", ".srf", ".srw", ".x3f"}
)
_HEIF_SUFFIXES: Final = frozenset({".heic", ".heif", ".hif", ".avif"})
_PLAIN_SUFFIXES: Final = frozenset(
    {".jpg", ".jpeg", ".jpe", ".mpo", ".png", ".tif", ".tiff", ".webp", ".bmp", ".gif", ".ppm", ".pgm", ".pnm"}
)
SLIDE_SUFFIXES: Final = frozenset({".svs", ".ndpi", ".mrxs", ".scn", ".bif", ".vms", ".vmu", ".svslide"})
PHOTO_SUFFIXES: Final = _PLAIN_SUFFIXES | _HEIF_SUFFIXES | RAW_SUFFIXES | SLIDE_SUFFIXES

# Only these decoders see a stranger's file: others start programs (EPS) or are poorly maintained.
# Their modules are imported because Pillow knows a format by name only after that.
# JPEG includes the multi-picture files of telephones.
_PLAIN: Final = tuple(
    plugin.format
    for plugin in (
        JpegImagePlugin.JpegImageFile,
        PngImagePlugin.PngImageFile,
        TiffImagePlugin.TiffImageFile,
        WebPImagePlugin.WebPImageFile,
        BmpImagePlugin.BmpImageFile,
        GifImagePlugin.GifImageFile,
        PpmImagePlugin.PpmImageFile,
    )
)
_HEIC_BRANDS: Final = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"mif2", b"msf1"})
_AVIF_BRANDS: Final = frozenset({b"avif", b"avis"})
_PICTURE_STARTS: Final = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"RIFF")  # not those of a RAW file


def is_raw(path: Path) -> bool:
    """Whether the file is camera RAW by its suffix, and not another picture with that suffix. Raises OSError."""
    return path.suffix.lower() in RAW_SUFFIXES and not _start(path).startswith(_PICTURE_STARTS)


def decoders_for(path: Path, what: str) -> tuple[str, ...]:
    """The formats as which Pillow may open the file, by its first bytes and not by its suffix.

    `what` names it in the sentence. Raises UnreadablePhoto if the decoder it needs is not installed, and OSError.
    """
    start = _start(path)
    brands = {start[place : place + 4] for place in (8, *range(16, len(start) - 3, 4))}
    if start[4:8] != b"ftyp" or not brands & (_HEIC_BRANDS | _AVIF_BRANDS):
        return _PLAIN
    # mif1 alone names only the container; the others name the codec.
    decoder = _avif() if brands & _AVIF_BRANDS else _heif()
    if decoder is None:
        raise missing(path, "pillow-heif", what)
    return (decoder,)


def missing(path: Path, package: str, what: str = "photo") -> UnreadablePhoto:
    """The sentence that names the package a file needs, and says how to install it."""
    return UnreadablePhoto(
        f"The {what} “{shown_name(path)}” needs the package {package}; install it by `python -m pip install {package}`."
    )


def installed(package: str) -> bool:
    """Whether an optional package can be imported; any error while importing it counts as no."""
    with suppress(Exception):
        importlib.import_module(package)
        return True
    return False


@cache
def _heif() -> str | None:
    if not installed("pillow_heif"):
        return None
    from pillow_heif import HeifImageFile, register_heif_opener  # noqa: PLC0415 - an extra

    register_heif_opener(thumbnails=False)
    return HeifImageFile.format or "HEIF"


@cache
def _avif() -> str | None:
    if features.check("avif"):
        Image.init()
        return "AVIF"
    if installed("pillow_heif"):
        import pillow_heif  # noqa: PLC0415 - an extra

        if hasattr(pillow_heif, "register_avif_opener"):  # before 1.0; later versions leave AVIF to Pillow
            pillow_heif.register_avif_opener(thumbnails=False)
            return "AVIF"
    return None


def _start(path: Path) -> bytes:
    with open_ordinary(path) as file:
        return file.read(64)
