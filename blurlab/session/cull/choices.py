"""What a filter can be asked for that differs from card to card: lenses, days and hours, and what faces there are."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from blurlab.imaging.inspection import Inspection

UNTOLD: Final = "none"  # of a lens or a time that no tag tells


@dataclass(frozen=True)
class Choices:
    """(text, key) of each choice, with how many photos it has; keys as in `Wanted`."""

    lenses: tuple[tuple[str, str], ...] = ()
    times: tuple[tuple[str, str], ...] = ()


def find_choices(inspections: Iterable[Inspection]) -> Choices:
    """The lenses, by name, and the days and their hours, in order, of these photos. In a thread."""
    lenses: Counter[str] = Counter()
    hours: Counter[str] = Counter()
    for inspection in inspections:
        lenses[lens_of(inspection) or UNTOLD] += 1
        hours[hour_of(inspection) or UNTOLD] += 1
    days: Counter[str] = Counter()
    for hour, count in hours.items():
        days[hour if hour == UNTOLD else hour[:10]] += count
    times = []
    for day in sorted(days):
        times.append((f"{_day(day)} ({days[day]})", day))
        within = sorted(hour for hour in hours if hour != UNTOLD and hour[:10] == day)
        if len(within) > 1:
            times += [(f"   {_hour(hour)} ({hours[hour]})", hour) for hour in within]
    named = [(f"{'Lens not told' if lens == UNTOLD else lens} ({lenses[lens]})", lens) for lens in sorted(lenses)]
    return Choices(tuple(named), tuple(times))


def lens_of(inspection: Inspection | None) -> str:
    """The lens as the camera names it; “” if it is not told."""
    return inspection.settings.lens if inspection is not None else ""


def hour_of(inspection: Inspection | None) -> str:
    """The hour of the camera's clock in which the photo was taken, as “2024-05-01 14”; “” if it is not told."""
    if inspection is None or inspection.seconds is None:
        return ""
    try:
        return f"{datetime.fromtimestamp(inspection.seconds, UTC):%Y-%m-%d %H}"
    except (OverflowError, ValueError, OSError):  # a clock that nobody set
        return ""


def face_codes(inspection: Inspection | None) -> frozenset[str]:
    """What holds of the photo's faces: “no” without any, else “any”, and “one” or “many”; “sharp” where all eyes that
    were measured are sharp, “blurred” where some are not. Empty before the inspection."""
    if inspection is None:
        return frozenset()
    if not inspection.faces:
        return frozenset({"no"})
    codes = {"any", "one" if len(inspection.faces) == 1 else "many"}
    told = {face.eyes_sharp for face in inspection.faces} - {None}
    if told:
        codes.add("blurred" if False in told else "sharp")
    return frozenset(codes)


def _day(day: str) -> str:
    if day == UNTOLD:
        return "Time not told"
    return f"{datetime.fromisoformat(day):%d %b %Y}".removeprefix("0")


def _hour(hour: str) -> str:
    first = int(hour[11:])
    return f"{first:02}:00 to {first + 1:02}:00"
