"""Tell which photos are sharp where it matters, how and why others are blurred, and the sharpest of each burst."""

import argparse
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from blurlab.commands import CommandError
from blurlab.commands.tones import add_tones_arguments, check_tones, seen

if TYPE_CHECKING:
    from blurlab.commands.inspecting import Asked, Outcome, Picture
    from blurlab.core.prediction import View
    from blurlab.drawing.contact_sheet import SheetCell
    from blurlab.imaging.inspection import Inspection
    from blurlab.imaging.ports import PhotoRef
    from blurlab.sharpness.likeness import Burst

_MOST_PICTURED = 300  # photos on a sheet that is one picture


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "sources",
        nargs="+",
        type=Path,
        metavar="SOURCE",
        help="photos, folders of photos (with their subfolders) or projects",
    )
    parser.add_argument("--csv", type=Path, metavar="FILE", help="write a table, a row for each photo")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all results, including bursts")
    parser.add_argument(
        "--xmp",
        action="store_true",
        help="write sidecars: a green, yellow or red label, and a pick for the best of a burst; marks by you or other "
        "programs stay",
    )
    parser.add_argument("--sheet", type=Path, metavar="FILE", help="draw a contact sheet, as .pdf or a picture")
    parser.add_argument(
        "--model",
        default="default",
        metavar="NAME",
        help="the model that tells where each photo is blurred, as `blurlab predict` does, how wide the blur is and of "
        "what kind; none measures only, which is faster and less sure (default: %(default)s)",
    )
    parser.add_argument("--again", action="store_true", help="inspect photos again that an earlier run has inspected")
    add_tones_arguments(parser)
    parser.epilog = (
        "Verdicts are advice. The subject is where the camera focused if the EXIF tags or maker's notes say so, else "
        "the largest face, else the largest sharp region. Run the same command again to go on where it stopped."
    )


def run(args: argparse.Namespace) -> int:
    """Inspect every photo that can be read; the others are named at the end and make the exit code 1."""
    from blurlab.commands.inspecting import inspect_all
    from blurlab.drawing.contact_sheet import THUMBNAIL
    from blurlab.errors import reason
    from blurlab.imaging.inspection import InspectionCache, bursts_of, cache_file
    from blurlab.imaging.shots import looked_at

    check_tones(args)
    left_out: list[str] = []
    asked = [seen(photo, args) for photo in _photos(args.sources, left_out)]
    files = looked_at(dict.fromkeys(ref.path for ref in asked))
    shots = {ref: replace(ref, path=files[ref.path]) for ref in asked if ref.path in files}
    photos = list(shots.values())
    _check_outputs(args, [*shots, *photos])
    label, asked_model = ("", None) if args.model == "none" else _model(args.model, _view(args.sources))
    cache = InspectionCache(cache_file(), label)
    known = {} if args.again else {photo: found for photo in photos if (found := cache.find(photo)) is not None}
    todo = [photo for photo in photos if photo not in known]
    outcomes: dict[PhotoRef, Outcome] = dict(known)
    pictures: dict[PhotoRef, Picture] = {}
    work = inspect_all(todo, asked_model, THUMBNAIL if args.sheet else 0)

    from tqdm import tqdm

    with tqdm(total=len(photos), initial=len(known), unit="photo", file=sys.stderr) as bar:
        for photo, outcome, picture in work:
            outcomes[photo] = outcome
            if picture is not None:
                pictures[photo] = picture
            if not isinstance(outcome, str):
                with suppress(OSError):  # without a cache everything works, but cannot be resumed
                    cache.add(outcome, photo.tones)
            bar.update()
    done = {shot: photo for shot, photo in shots.items() if not isinstance(outcomes[photo], str)}
    inspections = [
        outcome.moved(shot.path) for shot, photo in done.items() if not isinstance(outcome := outcomes[photo], str)
    ]
    left_out += [outcome for photo in photos if isinstance(outcome := outcomes[photo], str)]
    bursts = bursts_of(inspections)
    try:
        left_out += _write(args, inspections, bursts, [pictures.get(photo) for photo in done.values()])
    except OSError as error:
        name = f"“{error.filename}”" if error.filename else "A file"  # a write knows no name
        raise CommandError(
            f"{name} cannot be written: {reason(error)}. All photos are inspected; the next run only writes."
        ) from error
    _tell(inspections, bursts)
    if left_out:
        print(f"{len(inspections)} inspected, {len(left_out)} not done:", *left_out, sep="\n", file=sys.stderr)
        return 1
    return 0


def _photos(sources: Iterable[Path], left_out: list[str]) -> "list[PhotoRef]":
    """The photos, each once; a file whose pages cannot be told adds a sentence to `left_out`."""
    from blurlab.errors import UnreadablePhoto
    from blurlab.imaging.finding import find_photos, real_path
    from blurlab.imaging.kinds.pages import pictures_in
    from blurlab.project.opening import is_project
    from blurlab.project.project import Project

    found: dict[tuple[Path, str], PhotoRef] = {}
    for source in sources:
        if is_project(source):
            with Project.open(source) as project:
                photos = [photo.ref for photo in project.photos()]
        else:
            files = find_photos(source, recursive=True) if source.is_dir() else [source]
            photos = []
            for file in files:
                try:
                    photos += pictures_in(file)
                except UnreadablePhoto as error:
                    left_out.append(str(error))
        for photo in photos:
            found.setdefault((real_path(photo.path), photo.part), photo)
    if not found and left_out:
        raise CommandError("\n".join(left_out))
    if not found:
        raise CommandError("There is no photo in " + ", ".join(f"“{source}”" for source in sources) + ".")
    return list(found.values())


def _check_outputs(args: argparse.Namespace, photos: "Sequence[PhotoRef]") -> None:
    """Hours of work must not fail at a wrong name. Raises CommandError."""
    from PIL import Image

    from blurlab.imaging.finding import real_path

    originals = {real_path(photo.path) for photo in photos}
    outputs = [path for path in (args.csv, args.json, args.sheet) if path is not None]
    for path in outputs:
        if real_path(path) in originals:
            raise CommandError(f"“{path}” is one of the photos; choose another name.")
        if path.is_dir():
            raise CommandError(f"“{path}” is a folder; give the name of a file.")
    if len({real_path(path) for path in outputs}) < len(outputs):
        raise CommandError("Two of the files to be written have the same name.")
    if args.sheet is not None:
        suffix = args.sheet.suffix.lower()
        Image.init()
        if suffix not in {".pdf", ".png", ".jpg", ".jpeg", ".webp"}:
            raise CommandError(f"A sheet is written as .pdf, .png, .jpg or .webp, not as “{args.sheet.name}”.")
        if suffix != ".pdf" and len(photos) > _MOST_PICTURED:
            raise CommandError(f"A sheet of more than {_MOST_PICTURED} photos needs pages: name it with .pdf.")


def _view(sources: Iterable[Path]) -> "View":
    """How a model looks at the photos: at 100 % where each source is a project that chose so, else as a whole."""
    from blurlab.core.prediction import View
    from blurlab.project.opening import is_project
    from blurlab.project.project import Project

    for source in sources:
        if not is_project(source):
            return View.WHOLE
        with Project.open(source) as project:
            if project.view is View.WHOLE:
                return View.WHOLE
    return View.FULL


def _model(name: str, view: "View") -> "tuple[str, Asked]":
    """(label for the cache, model). Raises CommandError where the model cannot look at photos so."""
    from blurlab.commands.inspecting import Asked
    from blurlab.core.prediction import View
    from blurlab.project.models import resolve_model
    from blurlab.sharpness.classical.methods import classical_model

    source = resolve_model(name)
    if view is not View.WHOLE and classical_model(source.path):
        raise CommandError("A classical method predicts a photo as a whole only; the project predicts at 100 %.")
    return f"{source.version_label}{view.ending}", Asked(str(source.path), view)


def _write(
    args: argparse.Namespace,
    inspections: "Sequence[Inspection]",
    bursts: "Sequence[Burst]",
    pictures: "Sequence[Picture | None]",
) -> list[str]:
    """All requested files; a sentence for each sidecar that was not written. Raises OSError."""
    from blurlab.exchange.inspected import as_csv, as_json
    from blurlab.files.atomic import write_bytes

    if args.csv is not None:
        write_bytes(args.csv, as_csv(inspections, bursts))
    if args.json is not None:
        write_bytes(args.json, as_json(inspections, bursts))
    if args.sheet is not None:
        _draw_sheet(args.sheet, inspections, bursts, pictures)
    return _write_sidecars(inspections, bursts) if args.xmp else []


def _write_sidecars(inspections: "Sequence[Inspection]", bursts: "Sequence[Burst]") -> list[str]:
    from blurlab.errors import UserError
    from blurlab.exchange.inspected import advice
    from blurlab.imaging.metadata.xmp import write_sidecar

    refused = []
    for inspection, marks in zip(inspections, advice(inspections, bursts), strict=True):
        if inspection.part:  # a file has one sidecar, and it speaks of all of it
            continue
        try:
            write_sidecar(inspection.photo, marks)
        except UserError as error:
            refused.append(str(error))
    return refused


def _draw_sheet(
    path: Path, inspections: "Sequence[Inspection]", bursts: "Sequence[Burst]", pictures: "Sequence[Picture | None]"
) -> None:
    from blurlab.drawing.contact_sheet import save_contact_sheet
    from blurlab.files.atomic import replacing

    best = {burst.frames[0] for burst in bursts}
    cells = [
        _cell(inspection, picture, place in best)
        for place, (inspection, picture) in enumerate(zip(inspections, pictures, strict=True))
    ]
    if not cells:
        return
    with replacing(path) as temporary, temporary.open("wb") as file:
        save_contact_sheet(cells, file, path.suffix)


def _cell(inspection: "Inspection", photo: "Picture | None", best: bool) -> "SheetCell":
    """photo: small, where it was decoded for its inspection."""
    from blurlab.drawing.contact_sheet import THUMBNAIL, SheetCell
    from blurlab.errors import UnreadablePhoto
    from blurlab.imaging.source import open_source

    if photo is None:
        with suppress(UnreadablePhoto):  # gone since; its verdict stands
            photo = open_source(inspection.ref).thumbnail(THUMBNAIL)
    verdict = inspection.verdict
    box = verdict.subject.box if verdict.subject else None
    edges = (box.left, box.top, box.right, box.bottom) if box else None
    return SheetCell(photo, inspection.ref.title, verdict.code, verdict.words, verdict.reason, edges, best)


def _tell(inspections: "Sequence[Inspection]", bursts: "Sequence[Burst]") -> None:
    """A line for each photo and each burst, on stdout."""
    from blurlab.errors import shown_path

    for inspection in inspections:
        print(f"{shown_path(inspection.named)}: {inspection.verdict.words}. {inspection.verdict.reason}")
    for burst in bursts:
        best = inspections[burst.frames[0]].named
        print(f"Best of {len(burst.frames)} similar photos: {shown_path(best)}. {burst.reason}")
