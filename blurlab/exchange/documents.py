"""Strangers' documents, read with care: whatever the file holds becomes checked values, or one sentence."""

import math
from pathlib import Path
from typing import Any, Final

from blurlab.errors import UserError, reason, shown_name
from blurlab.files.json_text import JsonError, parse_json
from blurlab.files.reading import read_whole

MOST_BYTES: Final = 1 << 28  # of one document
MOST_XML_BYTES: Final = 96 << 20  # of one whose elements take ten times as much memory
MOST_PIXELS: Final = 300_000_000
_FAR: Final = 1_000_000  # px: no coordinate of a photo is further out


class ForeignFileError(UserError):
    """A file made by another program that cannot be read, in one sentence."""

    def __init__(self, sentence: str, code: str = "import.unreadable") -> None:
        super().__init__(code, sentence)


class BadMarkError(Exception):
    """A mark that cannot be read; str() says why, to end a sentence."""


class TooMuchError(BadMarkError):
    """Marks that together would take too much work, so that none of the photo's is drawn."""


def read_document(path: Path, most: int = MOST_BYTES) -> bytes:
    """The file's bytes. Raises ForeignFileError if it is missing, empty, or longer than `most`."""
    name = f"The file “{shown_name(path)}”"
    try:
        data = read_whole(path, most)
    except FileNotFoundError as error:
        raise ForeignFileError(f"{name} does not exist.") from error
    except OSError as error:
        raise ForeignFileError(f"{name} cannot be read: {reason(error)}.") from error
    if not data:
        raise ForeignFileError(f"{name} is empty (0 bytes).")
    return data


def read_json(path: Path) -> Any:
    """The document's value. Raises ForeignFileError, also for nesting so deep that it can only be malicious."""
    try:
        return parse_json(read_document(path), refuse_nan=False)  # one bad number costs its mark alone
    except JsonError as error:
        raise ForeignFileError(f"The file “{shown_name(path)}” {error}.") from error


def text(value: Any, what: str) -> str:
    """`value` as text that can be shown and written: broken surrogate pairs become “?”. Raises BadMarkError."""
    if not isinstance(value, str) or not value:
        raise BadMarkError(f"it has no {what}")
    return value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")


def listing(value: Any, what: str) -> list[Any]:
    """`value` as a list. Raises BadMarkError."""
    if not isinstance(value, list):
        raise BadMarkError(f"its {what} is not a list")
    return value


def mapping(value: Any, what: str) -> dict[str, Any]:
    """`value` as an object of JSON. Raises BadMarkError."""
    if not isinstance(value, dict):
        raise BadMarkError(f"its {what} cannot be read")
    return value


def whole(value: Any, what: str) -> int:
    """`value` as a whole number of at most a photo's pixels, not negative. Raises BadMarkError."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MOST_PIXELS:
        raise BadMarkError(f"its {what} is not a possible number")
    return value


def number(value: Any, what: str) -> float:
    """`value` as a possible coordinate. Raises BadMarkError."""
    if not isinstance(value, int | float) or isinstance(value, bool) or not abs(value) <= _FAR:
        raise BadMarkError(f"its {what} is not a possible number")
    return float(value)


def number_in(value: str, what: str) -> float:
    """`number` of a number's text."""
    try:
        found = float(value)
    except ValueError:
        found = math.inf
    return number(found, what)


def size_of(width: Any, height: Any) -> tuple[int, int]:
    """(width, height) in px as a file gives them. Raises BadMarkError for an impossible size."""
    size = whole(width, "width"), whole(height, "height")
    if not 0 < size[0] * size[1] <= MOST_PIXELS:
        raise BadMarkError(f"it claims {size[0]}×{size[1]} pixels")
    return size
