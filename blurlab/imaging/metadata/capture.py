"""When a photo was taken and where the camera focused: from the common EXIF tags, else from the maker's."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from blurlab.imaging.metadata.focus_points import BY_HAND, box_around
from blurlab.imaging.metadata.tags import PhotoTags
from blurlab.imaging.orientation import SIDEWAYS
from blurlab.sharpness.subject import Box

_TAKEN, _SUBSECONDS, _SUBJECT_AREA, _SUBJECT_LOCATION = 36867, 37521, 37396, 41492
_MODEL, _SHUTTER, _APERTURE, _ISO, _FOCAL, _FOCAL_35, _LENS = 272, 33434, 33437, 34855, 37386, 41989, 42036
_WIDTH, _HEIGHT = 40962, 40963  # px that the camera wrote: coordinates in tags refer to these, even after a resize


@dataclass(frozen=True)
class Settings:
    """How the camera was set; None or “” where it does not say. shutter: seconds. aperture: the f-number. focal,
    focal_35: mm, as it is and as on 35-mm film. focus: what it says of the focus beside a place, a sentence."""

    shutter: float | None = None
    aperture: float | None = None
    iso: int | None = None
    focal: float | None = None
    focal_35: float | None = None
    lens: str = ""
    camera: str = ""
    focus: str = ""


@dataclass(frozen=True)
class Capture:
    """seconds: since 1970 by the camera's clock, whatever its time zone; None if the tag is missing."""

    seconds: float | None
    focus_area: Box | None
    settings: Settings = Settings()


def read_capture(tags: PhotoTags) -> Capture:
    """The tags of an upright photo; values that make no sense count as missing."""
    return Capture(_seconds(tags.tags), _focus_area(tags), _settings(tags))


def _settings(tags: PhotoTags) -> Settings:
    def first(tag: int, most: float) -> float | None:
        numbers = _numbers(tags.tags.get(tag))
        return numbers[0] if numbers and 0 < numbers[0] <= most else None

    def text(tag: int) -> str:
        value = tags.tags.get(tag)
        return " ".join(value.replace("\0", " ").split())[:80] if isinstance(value, str) else ""

    iso = first(_ISO, 1e8)
    return Settings(
        first(_SHUTTER, 1e5), first(_APERTURE, 1e3), None if iso is None else round(iso),
        first(_FOCAL, 1e5), first(_FOCAL_35, 1e5), text(_LENS), text(_MODEL), tags.focus_note,
    )  # fmt: skip


def seconds_of(value: Any) -> float | None:
    """A time of EXIF in seconds since 1970, whatever its time zone; None if it makes no sense."""
    try:
        return datetime.strptime(str(value).strip("\0 "), "%Y:%m:%d %H:%M:%S").replace(tzinfo=UTC).timestamp()
    except (ValueError, OverflowError):
        return None


def _seconds(tags: dict[int, Any]) -> float | None:
    whole = seconds_of(tags.get(_TAKEN))
    if whole is None:
        return None
    parts = str(tags.get(_SUBSECONDS, "")).strip("\0 ")
    return whole + (float(f"0.{parts}") if parts.isascii() and parts.isdigit() else 0.0)


def _focus_area(tags: PhotoTags) -> Box | None:
    by_hand = tags.focus_note == BY_HAND  # what the common tags hold then is where a point was, not the focus
    area = None if by_hand else _shared_area(tags) or tags.maker_area
    return None if area is None else _upright(area, tags.orientation)


def _shared_area(tags: PhotoTags) -> Box | None:
    numbers = _numbers(tags.tags.get(_SUBJECT_AREA)) or _numbers(tags.tags.get(_SUBJECT_LOCATION))
    if not 2 <= len(numbers) <= 4:
        return None
    width, height = (_numbers(tags.tags.get(tag)) for tag in (_WIDTH, _HEIGHT))
    wide, high = (width or [tags.width])[0], (height or [tags.height])[0]
    if min(wide, high) <= 0 or abs(math.log((wide / high) / (tags.width / tags.height))) > 0.1:  # cropped since
        wide, high = tags.width, tags.height
    across, down = {2: [0.0, 0.0], 3: numbers[2:] * 2, 4: numbers[2:]}[len(numbers)]
    if len(numbers) > 2 and min(across, down) <= 0:
        return None
    return box_around(numbers[0], numbers[1], wide, high, across, down)


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
    """A box of the stored picture, in the upright photo."""
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    if orientation in SIDEWAYS:  # rows become columns
        left, top, right, bottom = top, left, bottom, right
    if orientation in {2, 3, 6, 7}:
        left, right = 1 - right, 1 - left
    if orientation in {3, 4, 7, 8}:
        top, bottom = 1 - bottom, 1 - top
    return Box(left, top, right, bottom)
