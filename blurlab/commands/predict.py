"""Write a blur map for each photo: an 8-bit grey PNG of the photo's size, 0 = surely sharp, 255 = surely blurred."""

import argparse
import errno
import math
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from blurlab.commands import CommandError
from blurlab.commands.tones import add_tones_arguments, check_tones, seen
from blurlab.files.paths import make_folder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from blurlab.core.planes import BlurPlanes
    from blurlab.core.prediction import Look
    from blurlab.imaging.ports import PhotoRef

    Pixels = NDArray[np.uint8]
    Predict = Callable[[Path | None, Pixels], list["Map"]]  # (project folder, photo) -> a map for each scale

AMOUNT, KIND = "amount", "kind"  # folders
MOST_SHRUNK = 64  # photo pixels as one: of 100 MP that leaves 150 px a side
_NAMES = frozenset({errno.ENAMETOOLONG, errno.EILSEQ, errno.EINVAL})  # how disks refuse a name


class Map(NamedTuple):
    folder: str  # beside the target, "" for none
    blurriness: "Pixels"
    look: "Look"
    planes: "BlurPlanes | None"  # to be written as well


class Job(NamedTuple):
    photo: "PhotoRef"
    name: Path  # of the PNG to write, below the folder for the maps
    project: Path | None  # the project that it came from: its model predicts it


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "sources",
        nargs="+",
        type=_source,
        metavar="SOURCE",
        help="photos, folders (searched with their subfolders) or project folders; or a team's project "
        "(postgresql://host/name), which is predicted for everybody, the most useful photos first",
    )
    parser.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        help="folder for the PNG files; its subfolders follow those of the photos",
    )
    parser.add_argument(
        "--at",
        type=_scales,
        metavar="{whole,full,both,PX}",
        help="how closely to look: at the photo as a whole; full, at its own pixels (100 %%); both, into the folders "
        "whole and full of DIR; or with PX photo pixels as one (default: the project's choice, else whole)",
    )
    parser.add_argument(
        "--planes",
        action="store_true",
        help="write as well, into the folders amount and kind beside each map, how wide the blur is and what made it, "
        "as 8-bit grey PNGs of the photo's size that are 0 where the map is below 128. amount: the standard deviation "
        "of a Gaussian as wide, in photo pixels, is 0.25 * 2 ** ((value - 1) / 24) (a disk's radius is twice that, a "
        "straight path's length 4.9 times). kind: 1 is defocus, from 2 on it is motion in the direction of value - 2 "
        "degrees, counter-clockwise from the horizontal",
    )
    add_tones_arguments(parser)
    parser.epilog = (
        "Several processes share the photos: torchrun sets RANK and WORLD_SIZE (other launchers may too), and each "
        "predicts its share."
    )
    parser.add_argument(
        "--model",
        metavar="MODEL",
        help="name of a shipped model, a .safetensors file, a version of the project, or one of classical:hifst, "
        "classical:lbp and classical:svd, which need no weights "
        "(default: the project's model in use, else the shipped model)",
    )


def run(args: argparse.Namespace) -> int:
    """Predict every photo that can be read; the others are named at the end and make the exit code 1."""
    if args.planes and args.at not in (None, (None,)):
        raise CommandError("Planes are made of photos as a whole only; leave --at out.")
    check_tones(args)
    rank, processes = _place()
    if any(isinstance(source, str) for source in args.sources):
        return _ahead(args, (rank, processes))
    if args.out is None:
        raise CommandError("Say with --out DIR where the maps are to be written.")
    jobs, left_out = plan(args.sources, args.out, _folders(args.at or (None,), planes=args.planes))
    jobs = [job._replace(photo=seen(job.photo, args)) for job in jobs]
    jobs, left_out = jobs[rank::processes], left_out if rank == 0 else []
    predict = _predictors(args.model, {job.project for job in jobs}, args.at, planes=args.planes)
    jobs, slides = _split(jobs, args)

    from blurlab.errors import reason

    try:
        make_folder(args.out)
        done = _write_maps(jobs, predict, args.out, left_out) + sum(_write_slide(job, args, left_out) for job in slides)
    except OSError as error:
        raise CommandError(f"The blur maps cannot be written to “{args.out}”: {reason(error)}.") from error
    if left_out:
        photos = f"{done} {'photo was' if done == 1 else 'photos were'} predicted, {len(left_out)} left out:"
        print(photos, *left_out, sep="\n", file=sys.stderr)
        return 1
    return 0


def _write_maps(jobs: list[Job], predict: "Predict", out: Path, left_out: list[str]) -> int:
    """How many maps were written; decoding the next photo and writing the last map happen beside the network.

    Adds a sentence to `left_out` for each other photo. Raises OSError where the disk takes no more.
    """
    from tqdm import tqdm

    from blurlab.errors import PredictionError, UnreadablePhoto, reason, shown_path
    from blurlab.imaging.source import open_source

    done = 0

    def settle(job: Job, writing: "Future[None]") -> None:
        nonlocal done
        try:
            writing.result()
            done += 1
        except OSError as error:
            if error.errno not in _NAMES:  # else the disk refuses the name alone
                raise
            left_out.append(f"The map of “{shown_path(job.photo.path)}” cannot be written: {reason(error)}.")

    with ThreadPoolExecutor(1) as reader, ThreadPoolExecutor(1) as writer:
        writing: tuple[Job, Future[None]] | None = None
        decoded = _one_ahead(reader, lambda job: open_source(job.photo).read(), jobs)
        for job, pixels in tqdm(decoded, total=len(jobs), unit="photo", file=sys.stderr):
            try:
                photo = pixels.result()
                made = predict(job.project, photo)
            except UnreadablePhoto as error:
                left_out.append(str(error))
                continue
            except PredictionError as error:
                left_out.append(f"The photo “{shown_path(job.photo.path)}” was not predicted: {error}")
                continue
            if writing is not None:
                settle(*writing)  # raises here where the disk is full
            writing = job, writer.submit(_write, out, job.name, made, *photo.shape[:2])
        if writing is not None:
            settle(*writing)
    return done


def _split(jobs: list[Job], args: argparse.Namespace) -> tuple[list[Job], list[Job]]:
    """(photos, slides that are to be predicted whole at a scale of their own, tile by tile)."""
    from blurlab.commands.slide_maps import is_whole_slide

    if args.at is None or len(args.at) > 1 or args.at[0] is None:
        return jobs, []
    slides = [job for job in jobs if job.project is None and is_whole_slide(job.photo)]
    return [job for job in jobs if job not in slides], slides


def _write_slide(job: Job, args: argparse.Namespace, left_out: list[str]) -> bool:
    """Write the map of a slide; False where it cannot be predicted, and a sentence. Raises OSError."""
    from tqdm import tqdm

    from blurlab.commands.slide_maps import write_slide_map
    from blurlab.errors import PredictionError, UnreadablePhoto, shown_path

    predict = _predictors(args.model, {None}, (1.0,), planes=False)  # of tiles that are at their scale already
    with tqdm(unit="tile", file=sys.stderr) as bar:

        def tell(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        whole = args.out / job.name.with_name(job.name.stem.replace(job.photo.ending, "") + ".tif")
        try:
            write_slide_map(job.photo, whole, args.at[0], lambda pixels: predict(None, pixels)[0].blurriness, tell)
        except UnreadablePhoto as error:
            left_out.append(str(error))
            return False
        except PredictionError as error:
            left_out.append(f"The slide “{shown_path(job.photo.path)}” was not predicted: {error}")
            return False
    return True


def _source(text: str) -> Path | str:
    """A path, or the address of a shared project as it is written."""
    return text if text.startswith(("postgresql://", "postgres://")) else Path(text)


def _ahead(args: argparse.Namespace, place: tuple[int, int]) -> int:
    """Predict a team's photos for all."""
    from blurlab.commands.ahead import predict_ahead
    from blurlab.project.team.address import read_address

    if len(args.sources) > 1 or args.out is not None or args.at is not None or args.planes:
        raise CommandError("A team's project is predicted alone, as a whole, and without --out.")
    return predict_ahead(read_address(args.sources[0]), place, model=args.model)


def _folders(scales: tuple[float | None, ...], *, planes: bool) -> list[str]:
    """What the maps are written into, relative to --out."""
    views = [""] if len(scales) == 1 else ["whole", "full"]
    return [str(Path(view, each)) for view in views for each in (["", AMOUNT, KIND] if planes else [""])]


def plan(sources: Iterable[Path], out: Path, into: Iterable[str] = ("",)) -> tuple[list[Job], list[str]]:
    """What is to be predicted, and a sentence for each folder or file that could not be searched.

    into: folders of `out` that maps are written into; in these, subfolders are as they are among the photos. A photo
    named twice is done once. Raises CommandError where there is no photo at all, or the maps would lie among the photos
    and could replace some.
    """
    from blurlab.commands.map_names import map_names
    from blurlab.errors import shown_path
    from blurlab.imaging.finding import real_path

    unlisted: list[str] = []
    once: dict[tuple[Path, str], tuple[PhotoRef, Path | None, Path]] = {}
    for source in sources:
        for photo, project, subfolder in _photos(source, out, unlisted):
            once.setdefault((real_path(photo.path), photo.part), (photo, project, subfolder))
    originals = {path for path, _part in once}
    if not once and unlisted:
        raise CommandError("\n".join(unlisted))
    if not once:
        raise CommandError("There is no photo in " + ", ".join(f"“{shown_path(source)}”" for source in sources) + ".")
    together: dict[str, list[tuple[PhotoRef, Path | None, Path]]] = {}  # some file systems take A and a for one
    for each in once.values():
        together.setdefault(str(each[2]).casefold(), []).append(each)
    jobs = []
    for group in together.values():
        for (photo, project, subfolder), name in zip(group, map_names([photo for photo, *_ in group]), strict=True):
            if real_path(out / subfolder / name) in originals:
                raise CommandError(
                    f"The map of “{shown_path(photo.path)}” would replace the photo "
                    f"“{shown_path(out / subfolder / name)}”; choose another --out."
                )
            jobs.append(Job(photo, subfolder / name, project))
    # A photo that was not named may lie there too, and have a map's name.
    paths = [photo.path for photo, *_ in once.values()]
    folders = {folder for path in paths for folder in (real_path(path.parent), real_path(path).parent)}
    subfolders = dict.fromkeys(job.name.parent for job in jobs)
    for place in (out / each / subfolder for each in into for subfolder in subfolders):
        if real_path(place) in folders:
            raise CommandError(
                f"The maps would lie among the photos in “{place}” and could replace some; choose another --out."
            )
    return jobs, unlisted


def _place() -> tuple[int, int]:
    """(this process's number, number of processes) that share the work; (0, 1) if nothing is said of others."""
    said = {name: os.environ.get(name, default) for name, default in (("RANK", "0"), ("WORLD_SIZE", "1"))}
    try:
        rank, processes = int(said["RANK"]), int(said["WORLD_SIZE"])
    except ValueError:
        rank, processes = -1, 0
    if not 0 <= rank < processes:
        raise CommandError(
            f"RANK={said['RANK']} of WORLD_SIZE={said['WORLD_SIZE']} is not a valid share of the photos."
        )
    return rank, processes


def _photos(source: Path, out: Path, left_out: list[str]) -> "Iterator[tuple[PhotoRef, Path | None, Path]]":
    """Each photo with its project and the subfolder in which it lies; `out` is not searched."""
    from blurlab.errors import UnreadablePhoto
    from blurlab.imaging.finding import find_photos, shared_folder
    from blurlab.imaging.kinds.pages import pictures_in
    from blurlab.project.opening import is_project
    from blurlab.project.project import Project

    if is_project(source):
        with Project.open(source) as project:
            photos = [photo.ref for photo in project.photos()]
        shared = shared_folder(photo.path for photo in photos)
        for photo in photos:
            yield photo, source, Path() if shared is None else photo.path.parent.relative_to(shared)
    else:
        unlisted: list[UnreadablePhoto] = []
        is_folder = source.is_dir()
        files = find_photos(source, recursive=True, without=[out], unlisted=unlisted) if is_folder else [source]
        folder = source if is_folder else source.parent
        for file in files:
            try:
                yield from [(ref, None, file.parent.relative_to(folder)) for ref in pictures_in(file)]
            except UnreadablePhoto as error:  # it has too many pages, or their reader is not installed
                unlisted.append(error.bare())
        left_out.extend(map(str, unlisted))


def _scales(text: str) -> tuple[float | None, ...]:
    """The value of --at: photo pixels for one predicted pixel, None for the photo as a whole."""
    named: dict[str, tuple[float | None, ...]] = {"whole": (None,), "full": (1.0,), "both": (None, 1.0)}
    if text in named:
        return named[text]
    try:
        scale = float(text)
    except ValueError:
        scale = math.nan
    if not 1 <= scale <= MOST_SHRUNK:
        raise argparse.ArgumentTypeError(
            f"“{text}” is neither whole, full nor both, nor a number of pixels from 1 to {MOST_SHRUNK}"
        )
    return (scale,)


def _predictors(
    spec: str | None, folders: set[Path | None], asked: tuple[float | None, ...] | None, *, planes: bool
) -> "Predict":
    """A function (project folder, photo) -> a map for each of the scales `asked`, by the model that `spec` means there.

    Without any, it is the one that the project chose; without a project, the whole.
    planes: whether each map is to have them. Raises CommandError if a classical method is to predict anything but the
    whole; the function does if planes are asked of a model that has none.
    """
    from blurlab.core.prediction import Look, View
    from blurlab.core.shrink import shrink_by
    from blurlab.model.loading import load_model
    from blurlab.project.models import resolve_model
    from blurlab.project.project import Project
    from blurlab.sharpness.classical.methods import classical_model

    weights: dict[Path | None, Path] = {}
    scales: dict[Path | None, tuple[float | None, ...]] = {}
    for folder in folders:
        if folder is None:
            weights[folder], view = resolve_model(spec, None).path, View.WHOLE
        else:
            with Project.open(folder) as project:
                weights[folder], view = resolve_model(spec, project).path, project.view
        scales[folder] = (None,) if planes else asked or _scales(view)
    if any(scales[folder] != (None,) and classical_model(path) for folder, path in weights.items()):
        raise CommandError("A classical method only looks at a photo as a whole; say --at whole, or choose a network.")
    models = {path: load_model(path) for path in set(weights.values())}

    def predict(folder: Path | None, photo: "Pixels") -> list[Map]:
        made = []
        for scale in scales[folder]:
            view = View.WHOLE if scale is None else View.FULL
            said = models[weights[folder]].predict(
                photo if scale is None else shrink_by(photo, scale), view, planes=planes
            )
            if planes and said.planes is None:
                raise CommandError(
                    "The model tells neither how wide the blur is nor what made it; leave --planes out, or choose "
                    "another model."
                )
            look = Look(view, said.scale * (scale or 1.0))
            made.append(Map("" if len(scales[folder]) == 1 else view, said.blurriness, look, said.planes))
        return made

    return predict


def _write(out: Path, name: Path, made: "list[Map]", height: int, width: int) -> None:
    """Each map at the photo's size, with its scale in the file; two into a folder of their name each."""
    from blurlab.core.cut import HALF
    from blurlab.core.planes import planes_at
    from blurlab.core.prediction import upscale
    from blurlab.files.atomic import write_bytes
    from blurlab.imaging.png import encode_grey, with_look

    for each in made:
        folder = out / each.folder
        blurriness = upscale(each.blurriness, height, width)
        pictures = {folder: blurriness}
        if each.planes is not None:
            planes = planes_at(each.planes, blurriness, HALF)
            pictures |= {folder / AMOUNT: planes.amount, folder / KIND: planes.kind}
        for place, picture in pictures.items():
            write_bytes(place / name, with_look(encode_grey(picture), each.look), within=out)


def _one_ahead(
    pool: ThreadPoolExecutor, work: "Callable[[Job], Pixels]", jobs: Iterable[Job]
) -> "Iterator[tuple[Job, Future[Pixels]]]":
    """Each job with the future of its work, while the next one is under way."""
    waiting: deque[tuple[Job, Future[Pixels]]] = deque()
    for job in jobs:
        waiting.append((job, pool.submit(work, job)))
        if len(waiting) > 1:
            yield waiting.popleft()
    yield from waiting
