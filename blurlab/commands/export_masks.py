"""Write the accepted masks of a project as PNG files, and a table of its photos and their statuses (photos.csv)."""

import argparse
import sys
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", type=Path, metavar="PROJECT", help="the project's folder")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for the files")


def run(args: argparse.Namespace) -> int:
    """0 when every accepted mask was written, 1 when some could not be read: each is told in a sentence."""
    from tqdm import tqdm

    from blurlab.project.exchange.masks_out import export_masks
    from blurlab.project.project import Project

    with Project.open(args.project) as project:
        total = len(project.photos())
        with tqdm(total=total, unit="photo", file=sys.stderr, disable=None) as bar:
            report = export_masks(project, args.out, on_progress=lambda done, total: bar.update())
    masks = "1 mask" if len(report.masks) == 1 else f"{len(report.masks)} masks"
    print(f"{masks} and {report.table.name if report.table else 'a table'} of {total} photos written to “{args.out}”.")
    for sentence in report.problems:
        print(sentence, file=sys.stderr)
    return 1 if report.problems else 0
