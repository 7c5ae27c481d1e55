"""Write the accepted masks of a project in a format of other programs, and a table of its photos (photos.csv)."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from blurlab.commands import CommandError
from blurlab.commands.import_photos import ListFormats

if TYPE_CHECKING:
    from blurlab.exchange.masks_out import ExportReport
    from blurlab.exchange.splits import Shares
    from blurlab.project.project import Project


def add_arguments(parser: argparse.ArgumentParser) -> None:
    from blurlab.exchange.formats import written

    parser.add_argument("--formats", action=ListFormats, help="list what each format reads and writes, and exit")
    parser.add_argument("project", type=Path, metavar="PROJECT", help="the project's folder")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for the files")
    parser.add_argument("--format", choices=written(), default="masks", help="(default: masks, grey PNG files)")
    parser.add_argument(
        "--polarity", choices=("blurred", "sharp"), default="blurred", help="what is marked (default: blurred)"
    )
    parser.add_argument(
        "--kinds",
        action="store_true",
        help="tell defocus and motion apart, as classes, in formats that have them",
    )
    parser.add_argument(
        "--dataset",
        action="store_true",
        help="write train, validation and test, with the photos and a card that describes it",
    )
    parser.add_argument("--splits", default="70,15,15", metavar="N,N,N", help="shares of --dataset (default: 70,15,15)")
    parser.add_argument(
        "--slides",
        action="store_true",
        help="write one mask for each slide instead, a tiled TIFF of all that was accepted of its tiles and regions; "
        "128 where nothing was",
    )
    parser.add_argument(
        "--png", action="store_true", help="with --slides, also a PNG of each mask that has 100 megapixels at most"
    )
    parser.add_argument("--seed", type=int, default=42, help="another seed gives other splits (default: 42)")
    parser.add_argument("--without-photos", action="store_true", help="with --dataset: leave the photos where they are")
    parser.add_argument(
        "--replace", action="store_true", help="replace files of these names even if no earlier export wrote them"
    )
    parser.add_argument("--dry-run", action="store_true", help="report what would happen; write nothing")


def run(args: argparse.Namespace) -> int:
    """0 when every accepted mask was written, 1 when some could not be read: each is told in a sentence."""
    from tqdm import tqdm

    from blurlab.exchange.splits import Shares
    from blurlab.project.project import Project

    shares = Shares.parse(args.splits)
    if args.slides:
        return _slides(args)
    if args.png:
        raise CommandError("--png goes with --slides; other masks are PNGs unless --format says otherwise.")
    with Project.open_to_read(args.project) as project:
        total = len(project.photos())
        with tqdm(total=total, unit="photo", file=sys.stderr, disable=None) as bar:
            report, splits = _export(args, project, shares, lambda *_: bar.update())
    written = "written" if report.saved else "would be written"
    if not report.saved:
        print("Nothing is written; this is what would happen.")
    masks = "1 mask" if len(report.photos) == 1 else f"{len(report.photos)} masks"
    print(f"{masks} and photos.csv of {total} photos {written} to “{args.out}”; marked areas are {args.polarity}.")
    if splits:
        print(", ".join(f"{name}: {count}" for name, count in splits.items()) + ".")
    if report.replaced and not report.saved:
        _tell_replaced(report, may_replace=args.replace)
    for sentence in report.problems:
        print(sentence, file=sys.stderr)
    return 1 if report.problems else 0


def _slides(args: argparse.Namespace) -> int:
    from blurlab.exchange.slides_out import export_slides
    from blurlab.project.project import Project

    if args.dataset or args.dry_run or args.format != "masks":
        raise CommandError("--slides writes tiled TIFFs alone; leave --dataset, --dry-run and --format out.")
    with Project.open_to_read(args.project) as project:
        report = export_slides(project, args.out, replace=args.replace, png=args.png)
    for path, count in report.files:
        print(f"“{path}” holds {'1 mask' if count == 1 else f'{count} masks'}.")
    for picture in report.pictures:
        print(f"“{picture}” is the same mask as a PNG.")
    for picture in report.too_large:
        print(f"“{picture}” was not written: a mask of more than 100 megapixels is a TIFF alone.")
    if not report.files and not report.problems:
        print("No mask of a slide's region is accepted, so nothing was written.")
    for sentence in report.problems:
        print(sentence, file=sys.stderr)
    return 1 if report.problems else 0


def _tell_replaced(report: "ExportReport", *, may_replace: bool) -> None:
    count = len(report.replaced)
    print("1 existing file would be replaced:" if count == 1 else f"{count} existing files would be replaced:")
    for path in report.replaced:
        print(f"  {path}" + ("  (not from an earlier export)" if path in report.foreign else ""))
    if report.foreign and not may_replace:
        print("Files that no earlier export wrote are replaced only with --replace; without it nothing is written.")


def _export(
    args: argparse.Namespace, project: "Project", shares: "Shares", step: Callable[[int, int], object]
) -> "tuple[ExportReport, dict[str, int]]":
    from blurlab.exchange.dataset import export_dataset
    from blurlab.exchange.masks_out import export_masks
    from blurlab.exchange.meaning import Polarity

    polarity = Polarity(args.polarity)
    if not args.dataset:
        report = export_masks(
            project,
            args.out,
            step,
            format_name=args.format,
            polarity=polarity,
            kinds=args.kinds,
            save=not args.dry_run,
            replace=args.replace,
        )
        return report, {}
    report, card = export_dataset(
        project,
        args.out,
        step,
        format_name=args.format,
        polarity=polarity,
        kinds=args.kinds,
        shares=shares,
        seed=args.seed,
        with_photos=not args.without_photos,
        save=not args.dry_run,
        replace=args.replace,
    )
    return report, {name: part.photos for name, part in card.parts.items()}
