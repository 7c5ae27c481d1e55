"""When a photo was taken and where the camera focused, from the EXIF tags that all makers share.

Focus points that a maker keeps in notes of its own are not read: their layout differs from camera to camera.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from blurlab.focus.subject import Box
from blurlab.project.photos import PhotoTags

_TAKEN, _SUBSECONDS, _SUBJECT_AREA, _SUBJECT_LOCATION = 36867, 37521, 37396, 41492
_WIDTH, _HEIGHT = 40962, 40963  # px that the camera wrote: the tags' coordinates are of these, even after a resize
_POINT: Final = 0.06  # of the longer side: what a focus area without a size is taken to cover


@dataclass(frozen=True)
class Capture:
    """seconds: since 1970 by the camera's clock, whatever its time zone; None where the tag is missing."""

    seconds: float | None
    focus_area: Box | None


def read_capture(tags: PhotoTags) -> Capture:
    """What the tags say, of an upright photo; what makes no sense in them counts as missing."""
    return Capture(_seconds(tags.tags), _focus_area(tags))


def _seconds(tags: dict[int, Any]) -> float | None:
    try:
        whole = datetime.strptime(str(tags[_TAKEN]).strip("\0 "), "%Y:%m:%d %H:%M:%S").replace(tzinfo=UTC).timestamp()
    except (KeyError, ValueError, OverflowError):
        return None
    parts = str(tags.get(_SUBSECONDS, "")).strip("\0 ")
    return whole + (float(f"0.{parts}") if parts.isascii() and parts.isdigit() else 0.0)


def _focus_area(tags: PhotoTags) -> Box | None:
    numbers = _numbers(tags.tags.get(_SUBJECT_AREA)) or _numbers(tags.tags.get(_SUBJECT_LOCATION))
    if not 2 <= len(numbers) <= 4:
        return None
    width, height = (_numbers(tags.tags.get(tag)) for tag in (_WIDTH, _HEIGHT))
    wide, high = (width or [tags.width])[0], (height or [tags.height])[0]
    if min(wide, high) <= 0 or abs(math.log((wide / high) / (tags.width / tags.height))) > 0.1:  # cropped since
        wide, high = tags.width, tags.height
    x, y = numbers[:2]
    across, down = {2: [max(wide, high) * _POINT] * 2, 3: numbers[2:] * 2, 4: numbers[2:]}[len(numbers)]
    if not (0 <= x <= wide and 0 <= y <= high and 0 < across <= wide and 0 < down <= high):
        return None
    left, right = (min(max(edge / wide, 0), 1) for edge in (x - across / 2, x + across / 2))
    top, bottom = (min(max(edge / high, 0), 1) for edge in (y - down / 2, y + down / 2))
    return _upright(Box(left, top, right, bottom), tags.orientation)


def _numbers(value: Any) -> list[float]:
    if value is None or isinstance(value, (str, bytes)):
        return []
    found = []
    for part in value if isinstance(value, Sequence) else [value]:
        try:
            number = float(part)
        except (TypeError, ValueError, ZeroDivisionError):
            return []
        if not math.isfinite(number):
            return []
        found.append(number)
    return found


def _upright(box: Box, orientation: int) -> Box:
    """A box of the stored picture as one of the upright photo."""
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    if orientation in {5, 6, 7, 8}:  # rows become columns
        left, top, right, bottom = top, left, bottom, right
    if orientation in {2, 3, 6, 7}:
        left, right = 1 - right, 1 - left
    if orientation in {3, 4, 7, 8}:
        top, bottom = 1 - bottom, 1 - top
    return Box(left, top, right, bottom)
