"""Share a project with a team: rows in PostgreSQL, masks and models in S3 or in a folder that everybody reaches."""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO


class PrintRoles(argparse.Action):
    """Prints the SQL and ends the command, as --help does."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str | None = None) -> None:
        super().__init__(option_strings, dest, nargs=0, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from blurlab.assets import resource

        print(resource("team/roles.sql").read_text(encoding="utf-8"), end="")
        parser.exit()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `blurlab share`."""
    parser.epilog = (
        "The address holds no password; put it into ~/.pgpass or a service file, as for PostgreSQL's own programs."
    )
    parser.add_argument(
        "--roles", action=PrintRoles, help="print the SQL that makes the roles annotator, reviewer and owner, and exit"
    )
    parser.add_argument("project", type=Path, metavar="PROJECT", help="the project's folder, which stays as it is")
    parser.add_argument("url", metavar="URL", help="postgresql://host/name; the database is made if you may")
    parser.add_argument(
        "--blobs",
        required=True,
        metavar="PLACE",
        help="a folder that all machines reach by this path, or s3://bucket/name",
    )
    parser.add_argument(
        "--photos",
        action="store_true",
        help="copy the photos there too (otherwise every machine needs them at the same path)",
    )


def run(args: argparse.Namespace) -> int:
    """0 once all of it is there."""
    from blurlab.files.paths import absolute
    from blurlab.project import opening
    from blurlab.project.project import Project
    from blurlab.project.team.address import read_address
    from blurlab.project.team.share import share

    address = read_address(args.url)
    folder = absolute(args.project)
    place = args.blobs if args.blobs.startswith("s3://") else str(absolute(Path(args.blobs)))
    opening.check_folder(folder)
    with Project.open(folder) as project, project.window_lock(), counting(sys.stderr) as progress:
        count = share(folder, address, place, photos=args.photos, progress=progress)
    photos = "1 photo" if count == 1 else f"{count:,} photos"
    print(f"“{project.name}” with {photos} is shared now. Open it from any machine: blurlab {address.url}")
    return 0


@contextmanager
def counting(stream: TextIO) -> Iterator[Callable[[str, int, int], None]]:
    """A bar for work that counts several things one after the other.

    Gives a function that is told (what, done, all); a new bar begins with each what."""
    from tqdm import tqdm

    bar: Any = None

    def tell(what: str, done: int, total: int) -> None:
        nonlocal bar
        if bar is None or bar.desc != f"{what}: ":
            if bar is not None:
                bar.close()
            bar = tqdm(total=total, desc=what, file=stream, disable=None)
            bar.desc = f"{what}: "
        bar.update(done - bar.n)

    try:
        yield tell
    finally:
        if bar is not None:
            bar.close()
