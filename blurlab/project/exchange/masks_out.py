"""A project's accepted masks as PNG files, and a table of its photos."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from blurlab.project.atomic import write_bytes
from blurlab.project.errors import ProjectError, reason, shown_path
from blurlab.project.png import encode_mask
from blurlab.project.project import Project
from blurlab.project.records import Photo, Status

TABLE = "photos.csv"
_COLUMNS = (
    "photo",
    "path",
    "width",
    "height",
    "status",
    "kind",
    "mask",
    "author",
    "model_version",
    "mask_saved_at",
    "digest",
)
_FORBIDDEN = frozenset('<>:"/\\|?*')
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})
_LONGEST = 180  # bytes: file systems take 255, and an ending is added


@dataclass
class ExportReport:
    """What was written."""

    masks: list[Path] = field(default_factory=list)
    table: Path | None = None
    problems: list[str] = field(default_factory=list)  # a sentence for each accepted mask that could not be read


def export_masks(project: Project, out: Path, on_progress: Callable[[int, int], None] | None = None) -> ExportReport:
    """Write each accepted mask to `out` as 8-bit grey PNG (0 sharp, 128 ignore, 255 blurred) and `photos.csv`.

    A mask has its photo's stem, or a longer name where photos share a stem. Raises ProjectError where `out` cannot be
    written; a file that was there is replaced in one step or stays. Where a mask would replace a photo of the project,
    ProjectError is raised before anything is written.
    """
    report = ExportReport()
    photos = project.photos()
    names = mask_names(photos)
    _spare_photos(photos, {out / names[photo.id] for photo in photos if photo.status is Status.ACCEPTED})
    rows = []
    try:
        for done, photo in enumerate(photos, start=1):
            row = [photo.name, str(photo.path), photo.width, photo.height, str(photo.status), photo.kind]
            rows.append([*row, *_export_one(project, photo, out / names[photo.id], report), photo.digest])
            if on_progress is not None:
                on_progress(done, len(photos))
        report.table = out / TABLE
        write_bytes(report.table, _table(rows))
    except OSError as error:
        raise ProjectError(f"The masks cannot be exported to “{shown_path(out)}”: {reason(error)}.") from error
    return report


def mask_names(photos: Sequence[Photo]) -> dict[int, str]:
    """Photo id → name of its exported mask: no two alike, not even where case does not count.

    A photo alone with its stem gives `stem.png`; photos that share a stem give `name.jpg.png`, and those that share
    even that `name.jpg.id.png`. Characters that some file systems refuse become “_”.
    """
    stems = _counted(_plain(photo.path.stem) for photo in photos)
    wholes = _counted(_plain(photo.name) for photo in photos)
    names: dict[int, str] = {}
    used: set[str] = set()
    # Photos alone with their stem choose first, so that adding another photo rarely changes a name.
    for photo in sorted(photos, key=lambda photo: stems[_plain(photo.path.stem).casefold()] > 1):
        stem, whole = _plain(photo.path.stem), _plain(photo.name)
        candidates = [f"{whole}.{photo.id}.png"]
        if wholes[whole.casefold()] == 1:
            candidates.insert(0, f"{whole}.png")
        if stems[stem.casefold()] == 1:
            candidates.insert(0, f"{stem}.png")
        name = next((name for name in candidates if name.casefold() not in used), f"photo.{photo.id}.mask.png")
        used.add(name.casefold())
        names[photo.id] = name
    return names


def _spare_photos(photos: Iterable[Photo], targets: Iterable[Path]) -> None:
    """Raise ProjectError where a target is one of the photos, under whatever name: photos are never written."""
    there = {identity: target for target in targets if (identity := _identity(target)) is not None}
    if not there:
        return
    for photo in photos:
        identity = _identity(photo.path)
        target = None if identity is None else there.get(identity)
        if target is not None:
            raise ProjectError(
                f"The mask “{shown_path(target)}” would replace the photo “{shown_path(photo.path)}”; "
                "choose another folder to export to."
            )


def _identity(path: Path) -> tuple[int, int] | None:
    """What tells whether two paths are one file, links and letters of either case included; None: no file there."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino


def _export_one(project: Project, photo: Photo, target: Path, report: ExportReport) -> list[str]:
    """Write the mask of an accepted photo; its four columns of the table, empty where there is none."""
    revision = project.latest_mask(photo.id) if photo.status is Status.ACCEPTED else None
    if revision is None:
        return [""] * 4
    try:
        mask, _ = project.read_mask_revision(revision)
    except ProjectError as error:
        report.problems.append(f"{str(error).removesuffix('.')} (photo “{photo.name}”).")
        return [""] * 4
    write_bytes(target, encode_mask(mask))
    report.masks.append(target)
    return [target.name, revision.author, revision.model_version or "", revision.created_at]


def _table(rows: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(_COLUMNS)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8", "replace")


def _counted(names: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for name in names:
        counts[name.casefold()] = counts.get(name.casefold(), 0) + 1
    return counts


def _plain(name: str) -> str:
    """`name` as every file system takes it."""
    name = name.encode("utf-8", "replace").decode("utf-8")
    kept = "".join("_" if character in _FORBIDDEN or not character.isprintable() else character for character in name)
    kept = kept.encode("utf-8")[:_LONGEST].decode("utf-8", "ignore").rstrip(" .") or "_"
    return f"_{kept}" if kept.split(".")[0].casefold() in _DEVICES else kept
