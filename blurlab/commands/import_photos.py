"""Bring photos into a project, and masks that were made elsewhere as its labels."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from blurlab.commands import CommandError

if TYPE_CHECKING:
    from blurlab.project.exchange.masks_in import ImportReport


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", type=Path, metavar="PROJECT", help="the project's folder; made where there is none")
    parser.add_argument("--photos", type=Path, required=True, metavar="DIR", help="folder of photos; they stay there")
    parser.add_argument("--masks", type=Path, metavar="DIR", help="folder of masks with the photos' names")
    parser.add_argument(
        "--blurred",
        type=int,
        choices=(255, 0),
        help="what blurred pixels are in the masks: 255 (white) or 0 (black); it is never guessed",
    )


def run(args: argparse.Namespace) -> int:
    """0 when every photo and mask came in, 1 when some did not: each of those is told in a sentence."""
    if (args.masks is None) != (args.blurred is None):
        raise CommandError("--masks and --blurred go together: say what blurred is in the masks, 255 or 0.")

    from tqdm import tqdm

    from blurlab.project.exchange.masks_in import import_masks
    from blurlab.project.photos import find_photos
    from blurlab.project.project import Project

    paths = find_photos(args.photos)
    if not paths:
        raise CommandError(f"There is no photo in “{args.photos}”.")
    if args.masks is not None:
        find_photos(args.masks)  # a folder that is not there is told before a project is made
    with Project.open_or_create(args.project) as project:
        with tqdm(total=len(paths), unit="photo", file=sys.stderr, disable=None) as bar:
            added = project.add_photos(paths, on_progress=lambda done, total: bar.update())
        problems = [sentence for _, sentence in added.unreadable]
        print(f"{_count(len(added.added), 'photo')} added, {len(added.known)} already there.")
        if args.masks is not None:
            photos = [*added.added, *added.known]
            with tqdm(total=len(photos), unit="mask", file=sys.stderr, disable=None) as bar:
                report = import_masks(project, photos, args.masks, args.blurred, on_progress=lambda *_: bar.update())
            problems += report.problems
            _tell(report)
    for sentence in problems:
        print(sentence, file=sys.stderr)
    return 1 if problems else 0


def _tell(report: "ImportReport") -> None:
    from blurlab.project.exchange.pairing import quoted

    print(f"{_count(len(report.imported), 'mask')} imported and accepted, {len(report.unchanged)} already there.")
    if report.without_mask:
        names = quoted([photo.path for photo in report.without_mask])
        print(f"{_count(len(report.without_mask), 'photo')} without a mask: {names}.")
    if report.without_photo:
        print(f"{_count(len(report.without_photo), 'mask')} without a photo: {quoted(report.without_photo)}.")


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
