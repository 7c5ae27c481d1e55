"""Draw a sheet of synthetic samples, made as training makes them: the blurred side outlined, parameters below."""

import argparse
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from blurlab.commands import CommandError
from blurlab.core.synthesis import DIALS, BlurRanges, Synthesis, SynthesisError
from blurlab.files.paths import make_folder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from blurlab.imaging.ports import Place
    from training.data.gather import PhotoSource
    from training.data.sources import PhotoCache
    from training.synth.preview import Samples

_FORMATS = {".png", ".jpg", ".jpeg", ".webp"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "source", type=Path, metavar="SOURCE", help="a photo, a folder of photos, or a project's folder"
    )
    parser.add_argument("--out", type=Path, required=True, metavar="SHEET.png", help="the picture to write")
    parser.add_argument(
        "--setup",
        choices=("semi", "self", "weak"),
        default="semi",
        help="which samples to draw: semi uses the project's labels, weak only object masks (default: semi)",
    )
    parser.add_argument("--seed", type=_seed, help="another stream of samples (default: the project's, else 42)")
    parser.add_argument(
        "--masks", type=Path, metavar="DIR", help="label maps of objects, paired with the photos by the file's stem"
    )
    parser.add_argument("--count", type=_count, default=24, help="how many samples (default: 24)")
    parser.add_argument("--columns", type=_count, default=6, help="how many in a row (default: 6)")
    dials = parser.add_argument_group(
        "dials", "Shares from 0 to 1; lengths are shares of the sample's side. Default: the project's, else as below."
    )
    for dial in DIALS:
        default = getattr(BlurRanges(), dial.field)
        shown = " ".join(map(str, default)) if dial.is_range else default
        dials.add_argument(
            f"--{dial.field.replace('_', '-')}",
            type=float,
            dest=dial.field,
            help=f"{dial.hint} ({shown})",
            **({"nargs": 2, "metavar": ("LOW", "HIGH")} if dial.is_range else {"metavar": "SHARE"}),
        )


def run(args: argparse.Namespace) -> int:
    """Make the samples and write the sheet; 1 if a photo could not be read. Raises CommandError and UserError."""
    if args.out.suffix.lower() not in _FORMATS:
        raise CommandError(f"The sheet is a picture: name it {args.out.stem}.png, not “{args.out.name}”.")
    from tqdm import tqdm

    from blurlab.files.atomic import replacing
    from training.synth.preview import cells
    from training.synth.sheet import draw_sheet

    _try_place(args.out)
    with tempfile.TemporaryDirectory() as scratch:
        damaged: dict[Path, str] = {}
        samples, seed = _samples(args, Path(scratch), damaged)
        made = []
        for index in tqdm(range(args.count), unit="sample", file=sys.stderr, disable=not sys.stderr.isatty()):
            made += cells(*samples.make(index, 1))
    title = f"{args.source.name or args.source}: samples 0 to {args.count - 1} of seed {seed}, {samples.side} px"
    sheet = draw_sheet(made, title, args.columns)
    try:
        with replacing(args.out) as temporary:
            sheet.save(temporary, {".png": "PNG", ".webp": "WEBP"}.get(args.out.suffix.lower(), "JPEG"))
    except OSError as error:
        raise _unwritable(args.out, error) from error
    photos = "1 photo" if len(samples.sources) == 1 else f"{len(samples.sources)} photos"
    print(f"{args.count} samples of {photos} are on “{args.out}”.")
    for sentence in damaged.values():
        print(sentence, file=sys.stderr)
    return 1 if damaged else 0


def _try_place(out: Path) -> None:
    """Minutes of work must not fail at an unwritable folder. Raises CommandError."""
    if out.is_dir():
        raise CommandError(f"“{out}” is a folder; give the name of a file.")
    try:
        make_folder(out.parent)
        tempfile.TemporaryFile(dir=out.parent).close()
    except OSError as error:
        raise _unwritable(out, error) from error


def _unwritable(out: Path, error: OSError) -> CommandError:
    from blurlab.errors import reason

    return CommandError(f"“{out}” cannot be written: {reason(error)}.")


def _samples(args: argparse.Namespace, scratch: Path, damaged: dict[Path, str]) -> tuple["Samples", int]:
    """What to draw from, and the seed. `scratch` keeps proposals where the user's cache cannot be written.

    Into `damaged` goes a sentence for each photo that turns out to be unreadable, now or when samples are drawn.
    """
    from blurlab.errors import UserError
    from blurlab.imaging.ports import ref_of
    from blurlab.project.opening import is_project
    from blurlab.project.project import Project
    from blurlab.worker.messages import Setup
    from training.data.project_sources import project_synthesis
    from training.data.sources import PhotoCache, read_source
    from training.synth.preview import NO_OBJECTS, SEED, Samples, project_judge, recipe, setup_sources

    def read(place: "Place") -> "NDArray[np.uint8]":
        try:
            return read_source(place)
        except UserError as error:
            damaged[ref_of(place).path] = str(error)
            raise

    setup = Setup(args.setup)
    cache = PhotoCache(read)
    try:
        if is_project(args.source):
            with Project.open(args.source) as project:
                synthesis = _with_dials(project_synthesis(project, recipe().blur), args)
                sources = setup_sources(project, synthesis, setup, project_judge(project), cache)
        else:
            synthesis = _with_dials(Synthesis(recipe().blur), args)
            sources = _file_sources(args.source, synthesis, cache, scratch)
            if setup is Setup.WEAK:
                sources = [replace(source, proposals=None) for source in sources if _has_object(source)]
                if not sources:
                    raise CommandError(NO_OBJECTS)
    except SynthesisError as error:
        raise CommandError(str(error)) from error
    if not sources:
        raise UserError("samples.no_photos", f"There is no photo in “{args.source}”.")
    return Samples(sources, synthesis), SEED if synthesis.seed is None else synthesis.seed


def _has_object(source: "PhotoSource") -> bool:
    from blurlab.errors import UserError

    try:
        return source.has_object()
    except UserError as error:
        print(error, file=sys.stderr)  # its label map, perhaps
        return False


def _with_dials(synthesis: Synthesis, args: argparse.Namespace) -> Synthesis:
    """The settings with the options of the command line. Raises SynthesisError for a dial that is out of its range."""
    settings = synthesis.as_dict()
    turned = {dial.field: getattr(args, dial.field) for dial in DIALS}
    settings["ranges"] |= {field: value for field, value in turned.items() if value is not None}
    if args.masks is not None:
        settings["masks"] = str(args.masks)
    if args.seed is not None:
        settings["seed"] = args.seed
    return Synthesis.read(settings)


def _file_sources(source: Path, synthesis: Synthesis, cache: "PhotoCache", scratch: Path) -> list["PhotoSource"]:
    from blurlab.imaging.finding import find_photos
    from training.data.gather import PhotoSource
    from training.data.project_sources import object_masks
    from training.data.sources import looks_like_a_source
    from training.proposals.cache import ProposalCache
    from training.synth.preview import proposal_folder

    if not source.exists():
        raise CommandError(f"There is no photo, folder or project at “{source}”.")
    if source.is_file():
        cache.get(source)  # the only photo is told of when it cannot be read
        if not looks_like_a_source(source):
            raise CommandError(f"The photo “{source.name}” is too small, or too narrow, to make samples of.")
    paths = [source] if source.is_file() else [path for path in find_photos(source) if looks_like_a_source(path)]
    try:
        proposals = ProposalCache(proposal_folder())
    except OSError:
        proposals = ProposalCache(scratch)
    masks = object_masks(synthesis.masks)
    return [PhotoSource(path, cache, proposals, masks.get(path.stem)) for path in paths]


def _seed(text: str) -> int:
    value = int(text)
    if not 0 <= value < 1 << 31:
        raise argparse.ArgumentTypeError(f"must be 0 or more, not {text}")
    return value


def _count(text: str) -> int:
    value = int(text)
    if not 1 <= value <= 500:
        raise argparse.ArgumentTypeError(f"must be from 1 to 500, not {text}")
    return value
