"""A copy's first minute: its photos come before it is opened, all else while somebody looks at them."""

from contextlib import closing
from pathlib import Path

from blurlab.project.team.arriving import bring
from blurlab.project.team.link import Link


def is_begun(folder: Path) -> bool:
    """Whether the photos have come once. Raises UserError."""
    with closing(Link(folder)) as link, link.own.reading() as here:
        return here.execute("SELECT 1 FROM standing WHERE name = 'photos'").fetchone() is not None


def begin(folder: Path) -> None:
    """Bring the photos and what holds for all of them. Raises UserError."""
    with closing(Link(folder)) as link:
        link.check()
        bring(link, ("photos", "settings"), removals=False)
