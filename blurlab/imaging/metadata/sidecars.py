"""Where a photo's sidecar lies, as the programs name it that write one."""

import os
from pathlib import Path

from blurlab.imaging.decoders import RAW_SUFFIXES


def sidecar_names(photo: Path) -> tuple[Path, ...]:
    """NAME.jpg.xmp, as darktable and digiKam name it, and NAME.xmp, as Lightroom names it; .XMP if so it is there.

    Beside a RAW file NAME.xmp is that file's, and no other's.
    """
    own, adobe = (_as_it_is(path) for path in (photo.with_name(f"{photo.name}.xmp"), photo.with_suffix(".xmp")))
    raw = photo.suffix.lower() in RAW_SUFFIXES
    return (own,) if not raw and is_there(adobe) and _raw_beside(photo) else (own, adobe)


def _raw_beside(photo: Path) -> bool:
    """Whether another file of its stem is a RAW file."""
    suffixes = (form for suffix in RAW_SUFFIXES for form in (suffix, suffix.upper()))
    beside = (photo.with_suffix(suffix) for suffix in suffixes)
    return any(raw.name.casefold() != photo.name.casefold() and is_there(raw) for raw in beside)


def _as_it_is(sidecar: Path) -> Path:
    capitals = sidecar.with_suffix(".XMP")
    return capitals if not is_there(sidecar) and is_there(capitals) else sidecar


def sidecar_path(photo: Path) -> Path:
    """NAME.jpg.xmp, unless there is only a NAME.xmp; a RAW file's first one is NAME.xmp, which most programs read."""
    own, *adobe = sidecar_names(photo)
    if not adobe or is_there(own):
        return own
    return adobe[0] if is_there(adobe[0]) or belongs_to(adobe[0], photo) else own


def belongs_to(sidecar: Path, photo: Path) -> bool:
    """Whether this sidecar of the photo is no other file's as well, as NAME.xmp may be."""
    return sidecar.stem == photo.name or (photo.suffix.lower() in RAW_SUFFIXES and not _raw_beside(photo))


def is_there(sidecar: Path) -> bool:
    """Whether there is such a file; no if the disk does not allow a name of that length."""
    return os.path.isfile(sidecar)  # noqa: PTH113 - Path.is_file raises for a long name
