"""Copy a project that a team shares, with everything that is in it now, into a project folder."""

import argparse
import sys
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `blurlab fetch`."""
    parser.add_argument("url", metavar="URL", help="postgresql://host/name, without a password")
    parser.add_argument("project", type=Path, metavar="PROJECT", help="the folder to make (NAME.blurlab)")


def run(args: argparse.Namespace) -> int:
    """0 once all of it is there."""
    from blurlab.commands.share import counting
    from blurlab.files.paths import absolute
    from blurlab.project.team.address import read_address
    from blurlab.project.team.share import fetch

    with counting(sys.stderr) as progress:
        count = fetch(read_address(args.url), absolute(args.project), progress=progress)
    print(f"“{args.project.name}” holds {'1 photo' if count == 1 else f'{count:,} photos'} of the shared project.")
    return 0
