"""A project's accepted masks in a format of other programs, and a table of its photos."""

import csv
import io
import os
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from blurlab.errors import UnreadablePhoto, UserError, refusal, shown_name, shown_path
from blurlab.exchange.meaning import Polarity
from blurlab.exchange.outgoing import Codes, Item, Writer
from blurlab.exchange.registry import DEFAULT, FORMATS, writer_of
from blurlab.exchange.shapes.kinds import check_kinds, kinds_of
from blurlab.files.atomic import replacing, write_bytes
from blurlab.files.reading import read_whole
from blurlab.files.tables import as_csv, plain_cell
from blurlab.files.there import is_file, is_there
from blurlab.imaging.decoders import PHOTO_SUFFIXES
from blurlab.imaging.finding import shared_folder
from blurlab.imaging.png import encode_rgb
from blurlab.imaging.source import open_source
from blurlab.project.adding import is_same_file, replaced
from blurlab.project.project import Project
from blurlab.project.records import MaskRevision, Photo, Status

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
_LOOK_COLUMNS = ("view", "scale", "cut")  # as in Look: the photo pixels for one predicted; where it was cut
_NOTHING = ([""] * 4, [""] * 3)  # of a photo without a mask
_FORBIDDEN = frozenset('<>:"/\\|?*')
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})
_MOST_TABLE = 256 << 20  # bytes of an earlier export's table: more than half a million photos
_LONGEST = 180  # bytes: file systems allow 255, and an ending is added


@dataclass
class ExportReport:
    """What was written, or with `saved` false what would be written."""

    saved: bool = True
    photos: list[Photo] = field(default_factory=list)  # whose masks were exported
    files: list[Path] = field(default_factory=list)  # of masks, without the table
    replaced: list[Path] = field(default_factory=list)  # files that were there before
    foreign: list[Path] = field(default_factory=list)  # those that no earlier export wrote
    table: Path | None = None
    problems: list[UserError] = field(default_factory=list)  # why each missing mask was not exported
    stopped: bool = False


def export_masks(
    project: Project,
    out: Path,
    on_progress: Callable[[int, int], object] | None = None,
    *,
    format_name: str = DEFAULT,
    polarity: Polarity = Polarity.BLURRED,
    kinds: bool = False,
    save: bool = True,
    replace: bool = True,
    should_stop: Callable[[], bool] = lambda: False,
) -> ExportReport:
    """Write each accepted mask to `out` in the format of this name, and the table `photos.csv`.

    `polarity` is what is marked (white, drawn). kinds: blurred areas are classes by what made the blur. Files are
    named by `mask_names` and lie in subfolders as the photos do. Raises UserError if `out` cannot be written; an
    existing file is replaced in one step or stays. If a file would replace a photo of the project, UserError is
    raised before anything is written. Without `save` the masks are read and nothing is written; without `replace`
    UserError is also raised before anything is written if there is a file that no earlier export wrote.
    """
    if kinds:
        check_kinds(FORMATS[format_name], polarity)
    photos = project.photos()
    writer = writer_of(format_name)(out, polarity, kinds=kinds)
    stems = {photo_id: name.removesuffix(".png") for photo_id, name in mask_names(photos).items()}
    pictures = _pictures(photos, out if FORMATS[format_name].by_path else None)
    shipments = {
        photo.id: Shipment(
            writer, Item(stems[photo.id], pictures[photo.id], photo.width, photo.height, file=photo.path)
        )
        for photo in photos
        if photo.status is Status.ACCEPTED
    }
    return ship(project, out, shipments, on_progress, save=save, replace=replace, should_stop=should_stop)


@dataclass(frozen=True)
class Shipment:
    """Where the mask of one photo goes. copy: where the photo itself is copied to. split: its part of a dataset."""

    writer: Writer
    item: Item
    copy: Path | None = None
    split: str = ""


def ship(
    project: Project,
    out: Path,
    shipments: Mapping[int, Shipment],
    on_progress: Callable[[int, int], object] | None = None,
    *,
    save: bool = True,
    replace: bool = True,
    should_stop: Callable[[], bool] = lambda: False,
    on_mask: Callable[[Photo, Codes, MaskRevision], None] = lambda *_: None,
    beside: Sequence[Path] = (),
) -> ExportReport:
    """Carry out shipments by photo id; photos without one only get a row in the table. See `export_masks`.

    `on_mask` is called for each exported mask; `beside` are files that the caller writes afterwards. When stopped,
    files of single photos stay and no document is written.
    """
    photos = project.photos()
    report = ExportReport(saved=save)
    writers = list(dict.fromkeys(shipment.writer for shipment in shipments.values()))
    own = [target for one in shipments.values() for target in (one.writer.target(one.item), one.copy) if target]
    documents = [writer.folder / name for writer in writers for name in writer.documents]
    targets = [*own, *documents, *beside, out / TABLE]
    _spare_photos(photos, targets)
    report.replaced = [target for target in targets if is_there(target)]
    report.foreign = _foreign(out, report.replaced)
    if save and not replace and report.foreign:
        raise UserError(
            "export.would_replace",
            f"The file “{shown_path(report.foreign[0])}” would be replaced, but it is not from an earlier export; "
            "choose another folder, or allow replacing it (`--replace`).",
        )
    splits = any(shipment.split for shipment in shipments.values())
    rows = []
    try:
        for done, photo in enumerate(photos, start=1):
            if should_stop():
                report.stopped = True
                return report
            shipment = shipments.get(photo.id)
            row = [photo.name, str(photo.path), photo.width, photo.height, str(photo.status), photo.kind]
            columns, look = _NOTHING if shipment is None else _ship_one(project, photo, shipment, report, on_mask)
            split = [shipment.split if shipment else ""] if splits else []
            rows.append([*row, *columns, photo.digest, *look, *split])
            if on_progress is not None:
                on_progress(done, len(photos))
        if save:
            for writer in writers:
                writer.finish()
            report.files += documents
            report.table = out / TABLE
            write_bytes(report.table, as_csv([*_COLUMNS, *_LOOK_COLUMNS, *(["split"] if splits else [])], rows))
    except OSError as error:
        raise refusal(f"The masks cannot be exported to “{shown_path(out)}”", error) from error
    return report


def _ship_one(
    project: Project,
    photo: Photo,
    shipment: Shipment,
    report: ExportReport,
    on_mask: Callable[[Photo, Codes, MaskRevision], None],
) -> tuple[Sequence[str], Sequence[str]]:
    """Write one mask; its four columns of the table and the three of its look, empty without a mask."""
    revision = project.masks.latest(photo.id)
    if revision is None:
        return _NOTHING
    try:
        mask, _ = project.masks.read(revision)
    except UserError as error:
        sentence = f"{error.sentence.removesuffix('.')} (photo “{photo.name}”)."
        report.problems.append(UserError(error.code, sentence))
        return _NOTHING
    if not is_same_file(photo):
        report.problems.append(replaced(photo, "it was left out"))
        return _NOTHING
    if shipment.copy is not None and not is_file(photo.path):
        sentence = f"The photo “{shown_name(photo.name)}” no longer exists, so it was left out."
        report.problems.append(UnreadablePhoto(sentence, "photo.missing"))
        return _NOTHING
    target = shipment.writer.target(shipment.item)
    if report.saved:
        if shipment.copy is not None:
            with replacing(shipment.copy) as temporary:
                if photo.ref.part:
                    temporary.write_bytes(encode_rgb(open_source(photo.ref).read()))
                else:
                    shutil.copyfile(photo.path, temporary)
        item = shipment.item.seen_at(revision.look, revision.cut)
        if shipment.writer.kinds:
            item = replace(item, kinds=kinds_of(project, photo, revision))
        shipment.writer.add(item, mask)
        if target is not None:
            report.files.append(target)
    report.photos.append(photo)
    on_mask(photo, mask, revision)
    name = target.relative_to(shipment.writer.folder).as_posix() if target else shipment.writer.documents[0]
    scale = "" if revision.look.scale is None else f"{revision.look.scale:.4g}"
    look = str(revision.look.view), scale, "" if revision.cut is None else str(revision.cut)
    return [name, revision.author, revision.model_version or "", revision.created_at], look


def _pictures(photos: Sequence[Photo], seen_from: Path | None) -> dict[int, str]:
    """Photo id → its name in a format: its path below the folder that all photos share, or as seen from a folder."""
    if seen_from is not None:
        return {photo.id: _relative(photo.path.with_name(photo.name), seen_from) for photo in photos}
    return {photo.id: (folder / photo.name).as_posix() for photo, folder in _subfolders(photos)}


def _subfolders(photos: Sequence[Photo]) -> list[tuple[Photo, Path]]:
    """Each photo with its folder, seen from the one that all share; empty where they share none."""
    shared = shared_folder(photo.path for photo in photos)
    return [(photo, Path() if shared is None else photo.path.parent.relative_to(shared)) for photo in photos]


def _relative(path: Path, folder: Path) -> str:
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # another drive
        return path.as_posix()


def mask_names(photos: Sequence[Photo]) -> dict[int, str]:
    """Photo id → name of its exported mask, below its subfolder: no two alike, even where case does not count.

    In each folder a photo alone with its stem gives `stem.png`; photos that share a stem give `name.jpg.png`,
    and those that share even that `name.jpg.id.png`. Characters that some file systems refuse become “_”.
    """
    folders: dict[str, list[Photo]] = {}
    for photo, folder in _subfolders(photos):
        folders.setdefault("".join(f"{_plain(part)}/" for part in folder.parts), []).append(photo)
    merged: dict[str, tuple[str, list[Photo]]] = {}  # folders whose names some file systems take for one
    for name, inside in folders.items():
        merged.setdefault(name.casefold(), (name, []))[1].extend(inside)
    return {
        photo_id: name + mask for name, inside in merged.values() for photo_id, mask in _names_within(inside).items()
    }


def _names_within(photos: Sequence[Photo]) -> dict[int, str]:
    stems = _counted(_plain(photo.stem) for photo in photos)
    wholes = _counted(_plain(photo.name) for photo in photos)
    names: dict[int, str] = {}
    used: set[str] = set()
    # Photos with a unique stem choose first, so that adding another photo rarely changes a name.
    for photo in sorted(photos, key=lambda photo: stems[_plain(photo.stem).casefold()] > 1):
        stem, whole = _plain(photo.stem), _plain(photo.name)
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
    """Raise UserError if a target is one of the photos, under any name: photos are never written."""
    there = {identity: target for target in targets if (identity := _identity(target)) is not None}
    if not there:
        return
    for photo in photos:
        identity = _identity(photo.path)
        target = None if identity is None else there.get(identity)
        if target is not None:
            raise UserError(
                "export.would_replace_photo",
                f"The file “{shown_path(target)}” would replace the photo “{shown_path(photo.path)}”; "
                "choose another folder.",
            )


def _foreign(out: Path, replaced: Sequence[Path]) -> list[Path]:
    """Those files to be replaced that are not from an earlier export, according to its table."""
    header: tuple[str, ...] = ()
    listed: set[str] = set()
    with suppress(OSError, csv.Error):
        data = io.BytesIO(read_whole(out / TABLE, _MOST_TABLE))
        reader = csv.DictReader(io.TextIOWrapper(data, encoding="utf-8", errors="replace", newline=""))
        header = tuple(reader.fieldnames or ())
        listed = {plain_cell(row["mask"] or "") for row in reader} if "mask" in header else set()
    ours = header[: len(_COLUMNS)] == _COLUMNS

    def is_ours(target: Path) -> bool:
        picture = target.suffix.lower() in PHOTO_SUFFIXES
        return ours and (not picture or "split" in header or target.relative_to(out).as_posix() in listed)

    return [target for target in replaced if not is_ours(target)]


def _identity(path: Path) -> tuple[int, int] | None:
    """An identity that two paths of one file share, also through links and letter case; None: no file there."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino


def _counted(names: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for name in names:
        counts[name.casefold()] = counts.get(name.casefold(), 0) + 1
    return counts


def _plain(name: str) -> str:
    """`name` in a form that every file system accepts."""
    name = name.encode("utf-8", "replace").decode("utf-8")
    kept = "".join("_" if character in _FORBIDDEN or not character.isprintable() else character for character in name)
    kept = kept.encode("utf-8")[:_LONGEST].decode("utf-8", "ignore").rstrip(" .") or "_"
    return f"_{kept}" if kept.split(".")[0].casefold() in _DEVICES else kept
