"""Photos' names as files of other programs spell them. They are compared and never opened."""

import re
import unicodedata
from pathlib import PurePosixPath
from typing import Final

_UPLOADED: Final = re.compile(r"[0-9a-f]{8}-(.+)")  # Label Studio's prefix for the name of an uploaded file
_EXPORTED: Final = re.compile(r"(.+)_(\w{3,4})\.rf\.\w{8,64}\.\w{3,4}")  # Roboflow's: a_jpg.rf.0f3c….jpg for a.jpg


def parts_of(name: str) -> list[str]:
    """The folders and the file in a path of any system, without those that only lead elsewhere; accents composed."""
    parts = PurePosixPath(composed(name).replace("\\", "/")).parts
    return [part for part in parts if part not in {"/", ".", ".."}]


def file_name(path: str) -> str:
    """The last part of a path of any system; empty without one."""
    return next(iter(parts_of(path)[::-1]), "")


def composed(name: str) -> str:
    """`name` with its accents as one character each (NFC); some systems write two (NFD)."""
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def folded(name: str) -> str:
    """`composed` without the difference of capital and small letters."""
    return composed(name).casefold()


def uploaded_names(name: str) -> tuple[str, ...]:
    """The name that a file had before Label Studio or Roboflow changed it; none if neither did."""
    if exported := _EXPORTED.fullmatch(file_name(name)):
        return (f"{exported[1]}.{exported[2]}",)
    found = _UPLOADED.fullmatch(file_name(name))
    return () if found is None else (found[1],)
