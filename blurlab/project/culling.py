"""What a person says of photos while culling: stars, picks, colours, and verdicts in place of the measured ones.

A verdict that holds for every pixel, sharp or blurred through and through, is also a mask: it becomes a label.
"""

import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from blurlab.core.editing.correction import BLURRED, SHARP
from blurlab.files.links import refuse_links
from blurlab.imaging.xmp import LABELS, Marks
from blurlab.project.records import MaskRevision, Status
from blurlab.sharpness.verdict import Code

if TYPE_CHECKING:
    from blurlab.project.project import Project

# What a person may say: the verdict that it stands for, and the code of every pixel where it holds for all of them.
CORRECTIONS: Final[dict[str, tuple[Code, int | None]]] = {
    "all_sharp": ("sharp", SHARP),
    "sharp": ("sharp", None),
    "on_purpose": ("on_purpose", None),
    "subject_blurred": ("subject_blurred", None),
    "nothing_sharp": ("nothing_sharp", BLURRED),
}


@dataclass(frozen=True)
class Culling:
    """stars: 0..5. pick: 1 picked, -1 rejected, 0 neither. label: one of LABELS, or “”. verdict: one of CORRECTIONS, or
    “” where the measured one stands. binned: its file was moved to the bin from here. Raises ValueError otherwise."""

    stars: int = 0
    pick: int = 0
    label: str = ""
    verdict: str = ""
    binned: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.stars <= 5 or self.pick not in {-1, 0, 1}:
            raise ValueError(f"stars are 0 to 5 and a pick is -1, 0 or 1, not {self.stars} and {self.pick}")
        if self.label not in {"", *LABELS} or self.verdict not in {"", *CORRECTIONS}:
            raise ValueError(f"“{self.label}” is no label, or “{self.verdict}” no verdict, that can be given")

    @property
    def marks(self) -> Marks:
        """For a sidecar. A rejected photo is rated -1 as well: darktable and Bridge know it by that."""
        return Marks(rating=-1 if self.pick < 0 else self.stars, label=self.label, pick=self.pick)


def read_culling(project: "Project") -> dict[int, Culling]:
    """By photo id, of those that somebody said something of. Raises UserError."""
    with project.database.reading() as connection:
        rows = connection.execute("SELECT photo_id, stars, pick, label, verdict, binned FROM culling").fetchall()
    found = {}
    for photo_id, stars, pick, label, verdict, binned in rows:
        with suppress(ValueError):  # written by another version
            found[photo_id] = Culling(stars, pick, label, verdict, bool(binned))
    return found


def in_bin(project: "Project") -> frozenset[int]:
    """Ids of the photos whose files went to the bin from here and did not come back. Raises UserError."""
    with project.database.reading() as connection:
        rows = connection.execute("SELECT photo_id FROM culling WHERE binned").fetchall()
    return frozenset(photo_id for (photo_id,) in rows if not project.photo(photo_id).path.is_file())


def write_culling(project: "Project", said: Mapping[int, Culling], at: Mapping[int, float] | None = None) -> None:
    """Keep what is said of these photos, all or nothing; `at`: since when, in seconds since 1970, now unless told.

    Raises UserError.
    """
    now = time.time()
    rows = [
        (key, one.stars, one.pick, one.label, one.verdict, one.binned, (at or {}).get(key, now))
        for key, one in said.items()
    ]
    with project.database.writing() as connection:
        connection.executemany(
            "INSERT INTO culling (photo_id, stars, pick, label, verdict, binned, changed_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (photo_id) DO UPDATE SET stars = excluded.stars, "
            "pick = excluded.pick, label = excluded.label, verdict = excluded.verdict, binned = excluded.binned, "
            "changed_at = excluded.changed_at",
            rows,
        )


def label_whole(project: "Project", photo_id: int, verdict: str, author: str) -> MaskRevision | None:
    """Make the verdict a label: an accepted mask with one code everywhere. None, and nothing is changed, where the
    verdict does not hold for every pixel, or somebody painted or judged this photo before. Raises UserError."""
    value = CORRECTIONS[verdict][1]
    photo = project.photo(photo_id)
    if value is None or photo.status is not Status.NEW or project.latest_mask(photo_id) is not None:
        return None
    revision = project.save_mask(photo_id, np.full((photo.height, photo.width), value, np.uint8), author=author)
    project.set_status(photo_id, Status.ACCEPTED)
    return revision


def take_back_label(project: "Project", photo_id: int, verdict: str) -> bool:
    """Undo `label_whole`; False, and nothing is changed, where the mask is not that any more. Raises UserError."""
    value, latest = CORRECTIONS[verdict][1], project.latest_mask(photo_id)
    if value is None or latest is None or latest.painted_path is not None:
        return False
    if not (project.read_mask_revision(latest)[0] == value).all():
        return False
    with project.database.writing() as connection:
        connection.execute("DELETE FROM masks WHERE id = ?", (latest.id,))
    project.set_status(photo_id, Status.NEW)
    with suppress(OSError):
        refuse_links(project.folder, latest.path)
        latest.path.unlink()
    return True
