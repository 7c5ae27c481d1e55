"""What an import would do and what it did, in sentences."""

from blurlab.exchange.masks_in import Fit, ImportReport
from blurlab.exchange.source import LEFT_OUT


def facts_of(fitted: Fit) -> str:
    """What would happen, in a sentence."""
    parts = [_count(len(fitted.fitting), "mask fits a photo", "masks fit photos")]
    for number, one, many in (
        (len(fitted.unmarked), "photo with nothing marked", "photos with nothing marked"),
        (len(fitted.resizable), "mask that would have to be resized", "masks that would have to be resized"),
        (len(fitted.other_size), "mask of the wrong size", "masks of the wrong size"),
        (len(fitted.broken), "damaged mask", "damaged masks"),
        (len(fitted.match.unclear), "name that fits several", "names that fit several"),
        (len(fitted.match.without_photo), "mask without a photo", "masks without a photo"),
        (len(fitted.match.without_mask), "photo without a mask", "photos without a mask"),
    ):
        if number:
            parts.append(_count(number, one, many))
    return ", ".join(parts) + "."


def details_of(fitted: Fit) -> list[str]:
    """A line for each photo or mask that is left out."""
    lines = [*fitted.match.told, *(str(entry.problem) for _, entry in fitted.broken)]
    for photo, entry in (*fitted.resizable, *fitted.other_size):
        sizes = f"{entry.width}×{entry.height}, its photo has {photo.width}×{photo.height} pixels"
        lines.append(f"The mask of “{photo.name}” is {sizes}.")
    lines += map(str, fitted.match.unclear)
    lines += [f"No photo for “{entry.shown}”." for entry in fitted.match.without_photo]
    return lines


def summary_of(report: ImportReport) -> str:
    """What was imported, in a sentence."""
    parts = [f"{_count(len(report.imported), 'mask', 'masks')} imported and accepted"]
    if report.unchanged:
        parts.append(f"{len(report.unchanged)} already there")
    if report.resized:
        parts.append(f"{report.resized} resized")
    if report.unmarked:
        parts.append(f"{_count(len(report.unmarked), 'photo', 'photos')} with nothing marked left alone")
    partial = sum(problem.code == LEFT_OUT for problem in report.problems)
    if partial:
        parts.append(f"{partial} without some of {'its' if partial == 1 else 'their'} marks")
    if len(report.problems) > partial:
        parts.append(f"{len(report.problems) - partial} not imported")
    return f"{'Stopped: ' if report.stopped else ''}{', '.join(parts)}."


def _count(number: int, one: str, many: str) -> str:
    return f"1 {one}" if number == 1 else f"{number} {many}"
