"""RAW and the picture that the camera made of it are one shot, unless somebody edited the picture since."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from blurlab.errors import UnreadablePhoto
from blurlab.imaging.decoders import RAW_SUFFIXES
from blurlab.imaging.metadata.capture import read_capture, seconds_of
from blurlab.imaging.metadata.tags import read_tags
from blurlab.imaging.orientation import turned_size

STANDS_FOR: Final = 0.9  # of the RAW's sides: a smaller picture does not show whether the shot is sharp
_BESIDE: Final = frozenset({".jpg", ".jpeg", ".jpe", ".heic", ".heif", ".hif"})  # what cameras write beside RAW
_SOFTWARE, _CHANGED, _WIDTH, _HEIGHT = 305, 306, 40962, 40963
_EDITORS: Final = (
    "adobe", "lightroom", "photoshop", "camera raw", "capture one", "darktable", "rawtherapee", "gimp", "affinity",
    "luminar", "dxo", "photolab", "on1", "acdsee", "snapseed", "pixelmator", "silkypix", "raw file converter",
    "digital photo professional", "nx studio", "capture nx", "viewnx", "imaging edge", "digikam", "paint",
    "imagemagick", "exposure", "topaz", "picasa", "photomatix", "zoner", "xnview", "irfanview", "faststone",
    "art ", "ansel", "krita",
)  # fmt: skip
_APART: Final = 2.0  # seconds between the two files' capture times: cameras take both from one clock
_LATER: Final = 60.0  # seconds after the capture: the file was written again
_SHAPE: Final = 0.03  # how far the proportions may differ: a RAW file shows some pixels more
_SIZE: Final = 0.06  # likewise the sides


@dataclass(frozen=True)
class Made:
    """How a file was made. seconds: of the capture; changed: of the last change that a program told. software: its
    maker's name. width, height: px, upright. whole: whether the file still has the size that its maker told."""

    seconds: float | None
    changed: float | None
    software: str
    width: int
    height: int
    whole: bool


def read_made(path: Path) -> Made | None:
    """How the file was made; None if it cannot be read."""
    try:
        tags = read_tags(path)
    except UnreadablePhoto:
        return None
    told = [_number(tags.tags.get(tag)) for tag in (_WIDTH, _HEIGHT)]
    software = str(tags.tags.get(_SOFTWARE, "")).strip("\0 ").casefold()
    width, height = turned_size((tags.width, tags.height), tags.orientation)
    whole = sorted(told) == sorted((tags.width, tags.height))
    return Made(read_capture(tags).seconds, seconds_of(tags.tags.get(_CHANGED)), software, width, height, whole)


def alike(width: int, height: int, other_width: int, other_height: int) -> bool:
    """Whether two pictures have the same proportions, but for a rim."""
    return abs(width * other_height / max(1, height * other_width) - 1) <= _SHAPE


def one_shot(raw: Made, picture: Made) -> bool:
    """Whether the camera made both at once: then they have one time, one shape, one software, and no later change.

    A smaller picture is the camera's own if its size is the one that it tells.
    """
    if raw.seconds is not None and picture.seconds is not None and abs(raw.seconds - picture.seconds) > _APART:
        return False
    if not alike(raw.width, raw.height, picture.width, picture.height):
        return False
    if not picture.whole and abs(picture.width / max(1, raw.width) - 1) > _SIZE:
        return False
    if _edited(picture.software):
        return False
    if raw.software and picture.software and raw.software != picture.software and not _edited(raw.software):
        return False
    return not _late(picture) or _late(raw)


def pairs_by_name(photos: Iterable[Path]) -> dict[Path, Path]:
    """Pictures → the RAW of the same name in the same folder, whoever made them; a DNG only if there is no other."""
    raws: dict[tuple[Path, str], Path] = {}
    pictures: list[Path] = []
    for path in photos:
        suffix = path.suffix.lower()
        if suffix in _BESIDE:
            pictures.append(path)
        elif suffix in RAW_SUFFIXES:
            key = path.parent, path.stem.casefold()
            if key not in raws or raws[key].suffix.lower() == ".dng":
                raws[key] = path
    return {path: raws[key] for path in pictures if (key := (path.parent, path.stem.casefold())) in raws}


def looked_at(photos: Iterable[Path]) -> dict[Path, Path]:
    """Each shot among `photos` → the file whose pixels stand for it: itself, or the camera's picture of a RAW.

    Pictures that are part of a shot are left out. Reads the tags of files that share a name.
    """
    found = {photo: photo for photo in photos}
    for picture, raw in pairs_by_name(list(found)).items():
        one, other = read_made(raw), read_made(picture)
        if one is not None and other is not None and one_shot(one, other):
            del found[picture]
            if other.width >= STANDS_FOR * one.width and other.height >= STANDS_FOR * one.height:
                found[raw] = picture
    return found


def _edited(software: str) -> bool:
    return any(editor in software for editor in _EDITORS)


def _late(made: Made) -> bool:
    return made.seconds is not None and made.changed is not None and made.changed - made.seconds > _LATER


def _number(value: object) -> int:
    one = value[0] if isinstance(value, tuple) and value else value
    return int(one) if isinstance(one, int | float) and 0 < one < 1 << 31 else 0
