"""Bring photos into a project, and masks that were made elsewhere as its labels."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from blurlab.commands import CommandError
from blurlab.commands.tones import add_tones_arguments, check_tones, seen
from blurlab.errors import UnreadablePhoto, UserError

if TYPE_CHECKING:
    from blurlab.exchange.masks_in import ImportReport
    from blurlab.exchange.meaning import Meaning
    from blurlab.exchange.source import Source
    from blurlab.imaging.ports import PhotoRef, Place, Region
    from blurlab.project.project import Project
    from blurlab.project.records import Photo


class ListFormats(argparse.Action):
    """Prints the formats and ends the command, as --help does."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str) -> None:
        super().__init__(option_strings, dest=argparse.SUPPRESS, default=argparse.SUPPRESS, nargs=0, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from blurlab.exchange.registry import table

        print(table())
        parser.exit()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--formats", action=ListFormats, help="list what each format reads and writes, and exit")
    parser.add_argument("project", type=Path, metavar="PROJECT", help="the project's folder; made if there is none")
    parser.add_argument(
        "--photos",
        type=Path,
        metavar="DIR",
        help="folder of photos, searched with its subfolders; they stay there (default: the project's, and those "
        "beside the masks' file)",
    )
    parser.add_argument("--film", type=Path, metavar="FILE", help="a film whose frames become photos")
    parser.add_argument(
        "--every", type=_seconds, metavar="SECONDS", default=2.0, help="one frame every so many seconds (default: 2)"
    )
    parser.add_argument(
        "--sharpest", action="store_true", help="take the sharpest frame of each interval instead of the first"
    )
    parser.add_argument(
        "--slide", type=Path, metavar="FILE", help="a whole-slide image whose regions become photos (default: all)"
    )
    parser.add_argument(
        "--region",
        dest="regions",
        action="append",
        type=_region,
        default=[],
        metavar="X,Y,W,H[,LEVEL]",
        help="of the slide, in pixels of its full size, seen at a level (0, its own pixels, unless named); may be "
        "repeated",
    )
    parser.add_argument(
        "--tiles",
        type=int,
        metavar="LEVEL",
        help="of the slide, the tiles of this level (0: its own pixels) on which there is something; painted and "
        "exported with --slides, they are one mask of the slide",
    )
    add_tones_arguments(parser)
    _add_mask_arguments(parser)
    parser.add_argument("--dry-run", action="store_true", help="report what would happen; write nothing")


def _add_mask_arguments(parser: argparse.ArgumentParser) -> None:
    """Which masks come in with the photos."""
    from blurlab.exchange.formats import names

    parser.add_argument("--masks", type=Path, metavar="PATH", help="folder or file of masks with the photos' names")
    parser.add_argument("--format", choices=names(), help="of the masks (default: detected)")
    _add_meaning_arguments(parser)
    parser.add_argument(
        "--suffix",
        metavar="END",
        help="the end of the masks' names that their photos' lack, such as _mask; "
        "_gtFine_labelIds=_leftImg8bit also leaves out an end of the photos' names",
    )
    parser.add_argument("--prefix", metavar="START", help="likewise what stands before them, such as mask_")
    parser.add_argument(
        "--resize",
        action="store_true",
        help="bring masks of another size to their photos' by the nearest pixel, if they have the proportions",
    )


def _add_meaning_arguments(parser: argparse.ArgumentParser) -> None:
    """What the marks of masks stand for."""
    parser.add_argument(
        "--polarity",
        choices=("blurred", "sharp"),
        help="what marks stand for: white pixels, drawn shapes, the chosen classes; it is never guessed",
    )
    parser.add_argument(
        "--blurred",
        type=int,
        choices=(255, 0),
        help="the same for PNG masks: the value of blurred pixels, 255 (white) or 0 (black)",
    )
    parser.add_argument(
        "--class",
        dest="classes",
        action="append",
        default=[],
        metavar="NAME",
        help="a class to which --polarity applies, if there are several; may be repeated; others count as not marked",
    )
    parser.add_argument(
        "--ignore-class",
        dest="ignored",
        action="append",
        default=[],
        metavar="NAME",
        help="a class that training ignores; may be repeated (default: “ignore”)",
    )
    parser.add_argument(
        "--map",
        type=Path,
        metavar="FILE",
        help='JSON such as {"7": "blurred", "8": "sharp", "255": "ignore"} that says what each class is; "*" names the '
        "others; --polarity then only says that unmarked areas, where there are any, are its opposite",
    )
    parser.add_argument(
        "--elsewhere",
        choices=("opposite", "ignore"),
        default="opposite",
        help="unmarked areas: the opposite of --polarity, or ignored by training",
    )
    parser.add_argument(
        "--take-unmarked", action="store_true", help="also accept photos that the file names without a mark"
    )


def run(args: argparse.Namespace) -> int:
    """0 when every photo and mask came in, 1 when some did not or not wholly: each is told in a sentence."""
    _check(args)
    from blurlab.exchange.masks_in import photos_beside
    from blurlab.imaging.finding import find_photos
    from blurlab.project.opening import is_project
    from blurlab.project.project import Project

    unlisted: list[UnreadablePhoto] = []
    masks = [] if args.masks is None else [args.masks]
    paths = [] if args.photos is None else find_photos(args.photos, recursive=True, without=masks, unlisted=unlisted)
    for problem in unlisted:
        print(problem, file=sys.stderr)
    if args.photos is not None and not paths:
        raise CommandError(f"There is no photo in “{args.photos}”.")
    parts = _parts(args)
    source, meaning = (None, None) if args.masks is None else _opened(args)  # told before a project is made
    if source is not None and args.photos is None:
        paths = photos_beside(source)
        if not paths and not is_project(args.project):
            raise CommandError(
                "No photo named in the masks' file lies beside it; name the photos' folder with --photos."
            )
    if args.dry_run:
        if not is_project(args.project):
            return _rehearse(args, None, paths, source, meaning) or int(bool(unlisted))
        with Project.open(args.project) as project:
            return _rehearse(args, project, paths, source, meaning) or int(bool(unlisted))
    with Project.open_or_create(args.project) as project:
        return _import(args, project, [*paths, *parts], source, meaning) or int(bool(unlisted))


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0.01 <= seconds <= 36_000:
        raise argparse.ArgumentTypeError(f"“{text}” is no number of seconds from 0.01 to 36000")
    return seconds


def _region(text: str) -> "Region":
    from blurlab.core.rect import Rect
    from blurlab.imaging.ports import Region

    numbers = text.split(",")
    if len(numbers) not in {4, 5} or not all(number.isdecimal() and len(number) < 8 for number in numbers):
        raise argparse.ArgumentTypeError(
            f"“{text}” is no region: name left, top, width and height, such as 0,0,4000,3000"
        )
    left, top, width, height, *level = map(int, numbers)
    if not width or not height:
        raise argparse.ArgumentTypeError(f"the region “{text}” is empty")
    return Region(Rect(left, top, width, height), level[0] if level else 0)


def _parts(args: argparse.Namespace) -> "list[PhotoRef]":
    """The frames and regions that are asked for. Raises UnreadablePhoto for a film or slide that cannot be read."""
    from blurlab.imaging.kinds.film import pick_frames
    from blurlab.imaging.kinds.slide import overview
    from blurlab.imaging.ports import PhotoRef

    parts = [] if args.film is None else pick_frames(args.film, args.every, sharpest=args.sharpest)
    if args.slide is not None:
        regions = [*args.regions, *_tiles(args)]
        parts += [PhotoRef(args.slide, 0, region) for region in regions] or [overview(args.slide)]
    return parts


def _tiles(args: argparse.Namespace) -> "list[Region]":
    """The tiles of the slide that are asked for. Raises CommandError if there are none, or too many."""
    from blurlab.imaging.kinds.pages import MOST_PICTURES
    from blurlab.imaging.kinds.slide import Slide
    from blurlab.imaging.kinds.slide_grid import filled_tiles
    from blurlab.imaging.ports import PhotoRef

    if args.tiles is None:
        return []
    slide = Slide(PhotoRef(args.slide))
    if not 0 <= args.tiles < len(slide.levels):
        raise CommandError(f"The slide has the levels 0 to {len(slide.levels) - 1}, and none is number {args.tiles}.")
    tiles = filled_tiles(slide, args.tiles)
    if not tiles or len(tiles) > MOST_PICTURES:
        raise CommandError(
            f"The slide has {len(tiles):,} tiles with something on them at level {args.tiles}; blurlab takes 1 to "
            f"{MOST_PICTURES:,} of one file. Choose another level, or regions."
        )
    return tiles


def _check(args: argparse.Namespace) -> None:
    check_tones(args)
    polarities = [value for value in (args.blurred, args.polarity) if value is not None]
    if args.masks is None and polarities:
        raise CommandError("--masks is missing: name the folder or file to which the polarity applies.")
    if args.map is not None and (args.classes or args.ignored or args.blurred is not None):
        raise CommandError("--map says what each class is; leave out --class, --ignore-class and --blurred.")
    if args.masks is not None and len(polarities) != 1 and (polarities or args.map is None):
        raise CommandError(
            "--masks needs --polarity (what is marked, blurred or sharp) or --blurred (the value of blurred pixels, "
            "255 or 0)."
        )
    if (args.regions or args.tiles is not None) and args.slide is None:
        raise CommandError("--region and --tiles take parts of a slide; name the slide with --slide.")
    if not any((args.masks, args.photos, args.film, args.slide)):
        raise CommandError(
            "Name a folder of photos with --photos, a film with --film, a slide with --slide, or masks with --masks."
        )


def _opened(args: argparse.Namespace) -> "tuple[Source, Meaning]":
    from blurlab.exchange.documents import read_json
    from blurlab.exchange.meaning import Polarity, mapped_meaning, meaning_of
    from blurlab.exchange.registry import open_source

    source = open_source(args.masks, args.format)
    if args.blurred is not None and source.format != "masks":
        raise CommandError(f"--blurred is for PNG masks; for {source.format} say what is marked with --polarity.")
    ignore = args.elsewhere == "ignore"
    if args.map is not None:
        if args.polarity is None and source.has_unmarked:
            raise CommandError("--map also needs --polarity here: areas without a class are its opposite.")
        roles = read_json(args.map)
        polarity = Polarity(args.polarity or "blurred")
        return source, mapped_meaning(source.classes, roles, polarity, elsewhere_ignored=ignore)
    polarity = Polarity("blurred" if args.blurred == 255 else args.polarity or "sharp")
    meaning = meaning_of(source.classes, polarity, args.classes, args.ignored, elsewhere_ignored=ignore)
    return source, meaning


def _import(
    args: argparse.Namespace,
    project: "Project",
    paths: "Sequence[Place]",
    source: "Source | None",
    meaning: "Meaning | None",
) -> int:
    from tqdm import tqdm

    with tqdm(total=len(paths), unit="photo", file=sys.stderr, disable=None) as bar:
        added = project.add_photos(paths, on_progress=lambda done, total: bar.update())
    problems = [error for _, error in added.unreadable]
    for photo in added.added:
        if (tones := seen(photo.ref, args).tones) != photo.ref.tones:
            project.set_tones(photo.id, tones)
    print(f"{_count(len(added.added), 'photo')} added, {len(added.known)} already there.")
    if source is not None and meaning is not None:
        photos = [*added.added, *added.known] if args.photos is not None else project.photos()
        problems += _masks(args, project, photos, source, meaning)
    return _tell_problems(problems)


def _rehearse(
    args: argparse.Namespace,
    project: "Project | None",
    paths: list[Path],
    source: "Source | None",
    meaning: "Meaning | None",
) -> int:
    from blurlab.exchange.masks_in import would_be_photos

    print("Nothing is written; this is what would happen.")
    photos, problems = would_be_photos(project, paths)
    new = sum(photo.id < 0 for photo in photos)
    print(f"{_count(new, 'photo')} would be added, {len(photos) - new} already there.")
    if source is not None and meaning is not None:
        if project is not None and args.photos is None:
            photos = [*project.photos(), *(photo for photo in photos if photo.id < 0)]
        problems += _masks(args, project, photos, source, meaning)
    return _tell_problems(problems)


def _masks(
    args: argparse.Namespace, project: "Project | None", photos: "Sequence[Photo]", source: "Source", meaning: "Meaning"
) -> list[UserError]:
    from tqdm import tqdm

    from blurlab.exchange.endings import Ending
    from blurlab.exchange.masks_in import import_masks
    from blurlab.exchange.registry import FORMATS

    print(f"Read as {FORMATS[source.format].title}: {_sense(source, meaning)}")
    for note in source.notes:
        print(note)
    with tqdm(total=len(photos), unit="mask", file=sys.stderr, disable=None) as bar:
        report = import_masks(
            project,
            photos,
            source,
            meaning,
            on_progress=lambda *_: bar.update(),
            save=not args.dry_run,
            take_unmarked=args.take_unmarked,
            resize=args.resize,
            ending=None if args.suffix is args.prefix is None else Ending.parse(args.suffix or "", args.prefix or ""),
        )
    _tell(report)
    for told in report.notes:
        print(told)
    return report.problems


def _sense(source: "Source", meaning: "Meaning") -> str:
    """How the classes are understood, in a sentence."""
    from blurlab.core.editing.correction import BLURRED, IGNORE, SHARP
    from blurlab.errors import shown_name

    words = {SHARP: "sharp", BLURRED: "blurred", IGNORE: "ignored"}
    if not source.classes:
        return f"white is {meaning.polarity}, black is {meaning.polarity.opposite}."
    parts = [
        f"“{shown_name(name)}” ({count}) is {words[meaning.code(name)]}"
        for name, count in source.classes.items()
        if count
    ]
    more = [f"{len(parts) - 20} more classes are {meaning.polarity.opposite}"] if len(parts) > 20 else []
    rest = "everything else" if parts else "everything"
    return ", ".join([*parts[:20], *more, f"{rest} is {words[meaning.elsewhere]}"]) + "."


def _tell(report: "ImportReport") -> None:
    from blurlab.exchange.pairing import quoted

    done = "imported and accepted" if report.saved else "would be imported and accepted"
    print(f"{_count(len(report.imported), 'mask')} {done}, {len(report.unchanged)} already there.")
    if report.unmarked:
        names = quoted([photo.path for photo in report.unmarked])
        print(
            f"{_count(len(report.unmarked), 'photo')} with nothing marked left alone: {names}; "
            "--take-unmarked accepts them."
        )
    if report.without_mask:
        names = quoted([photo.path for photo in report.without_mask])
        print(f"{_count(len(report.without_mask), 'photo')} without a mask: {names}.")
    if report.without_photo:
        names = quoted([entry.path or Path(entry.name) for entry in report.without_photo])
        print(f"{_count(len(report.without_photo), 'mask')} without a photo: {names}.")
        if any(entry.nameless for entry in report.without_photo):
            print("Such a file names no photo: give it its photo's name, “a.json” for “a.jpg”.")
    if report.ending is not None:
        ending, count = report.ending
        print(f"{_count(count, 'mask')} would fit with names {ending.words}: {ending.options}")
    if report.resizable:
        print(f"{_count(report.resizable, 'mask')} of another size can be resized: --resize")


def _tell_problems(problems: list[UserError]) -> int:
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
