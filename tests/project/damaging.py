"""A project with something in every table, and every value of its database changed in the ways of damage and malice."""

import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from blurlab.core.editing.correction import BLURRED, Correction
from blurlab.core.editing.edit import Edit
from blurlab.core.queue_order import DESCRIPTOR, Doubt
from blurlab.core.rect import Rect
from blurlab.imaging.metadata.marks import Marks
from blurlab.model.card import ModelCard
from blurlab.project.blind import EVERY_SETTING, write_seen
from blurlab.project.culling.culling import write_culling
from blurlab.project.learning.domain import CHECK_SETTING
from blurlab.project.learning.new_labels import note_learnt
from blurlab.project.learning.pinned import pin
from blurlab.project.models import BASE_SETTING, DEFAULT
from blurlab.project.project import Project
from blurlab.project.records import Culling, Status
from blurlab.project.review import log_judgement, save_doubt, set_note
from blurlab.project.settings import Setting
from tests.fixtures.windows import write_photo

DEEP: Final = "[" * 100_000
WILD: Final[tuple[Any, ...]] = (
    None,
    "",
    "NaN",
    "text",
    "a\0b",
    "../../..",
    "x" * 70_000,
    DEEP,
    -1,
    0,
    1.5,
    2**62,
    1e308,
    float("inf"),
    b"",
    b"\xff\xfe\x00bytes",
    "\u202e\n\r=1+1",
)
WILD_SETTINGS: Final = (
    "null",
    "NaN",
    "-1",
    "1e999",
    "9" * 5000,
    '"text"',
    '""',
    "{}",
    "[]",
    '[[], {}, null, "a"]',
    '{"on": "yes", "labels": -3, "setup": 7, "minutes": 1e999, "ranges": {"motion": []}}',
    '"\\ud800"',
    DEEP,
)
SETTINGS: Final = (
    "threshold",
    "current_photo",
    "training",
    "sidecars_in_step",
    "samples_seen",
    "versions_numbered",
    "promoted",
    "promoted_before",
    "blind_every",
    "base_model",
    "pinned_photos",
    "masks_learnt",
    "photo_check",
    "synthesis",
    "rejected_proposals",
    "auto_training",
    "list_sort",
)


def make_project(folder: Path) -> Path:
    """A folder of four photos with their project, in which every table holds something; returns the project's."""
    for number, name in enumerate("abcd"):
        write_photo(folder / f"{name}.png", number, 96, 64)
    with Project.for_photos(folder) as project:
        photos = project.add_photos(sorted(folder.glob("*.png"))).added
        mask = np.zeros((64, 96), np.uint8)
        mask[:, 48:] = BLURRED
        for photo in photos[:2]:
            project.masks.save(photo.id, mask, mask > 0, author="ann", model_version=DEFAULT)
            project.set_status(photo.id, Status.ACCEPTED)
            log_judgement(project, photo.id, Status.ACCEPTED, "ann", agreement=0.9)
        project.masks.save(photos[0].id, mask, author="bob")
        version = project.versions.publish(
            lambda path: path.write_bytes(b"weights") and None, ModelCard(setup="semi", auc=0.9)
        )
        for photo in photos:
            project.save_prediction(photo.id, version.name, mask)
            doubt = Doubt(0.5, 0.1, 0.5)
            save_doubt(project, photo.id, version.name, doubt, np.full(DESCRIPTOR, 0.5, np.float32))
        project.journal(photos[2].id).append(_stroke().to_bytes())
        write_seen(project, [photos[3].id], True)
        write_culling(project, {photos[3].id: Culling(stars=3, pick=1)})
        set_note(project, photos[0].id, "a note", "ann")
        pin(project, photos[1].id, True)
        note_learnt(project, project.masks.labels())
        project.set_setting(EVERY_SETTING, 10)
        project.set_setting(CHECK_SETTING, {photos[0].id: (0.5, "motion")})
        project.set_setting(BASE_SETTING, DEFAULT)
        for key in SETTINGS:
            if project.setting(anything := Setting[Any](key, Any, None)) is None:
                project.set_setting(anything, None)
        with project.store.writing() as rows:
            rows.culling.save_external_marks({photos[0].id: (Marks(4, "Green", 0), "0:1:2")})
            rows.culling.save_capture_times({photos[0].id: 1_600_000_000.0})
        return project.folder


def _stroke() -> Edit:
    step = Edit.of_mask(Correction(64, 96), Rect(10, 10, 20, 20), np.ones((20, 20), np.uint8), BLURRED, "Filled")
    assert step is not None
    return step


@dataclass(frozen=True)
class Damage:
    """One value of a project's database, changed."""

    table: str
    column: str
    value: Any
    key: str = ""  # of a setting

    def __str__(self) -> str:
        return f"{self.table}.{self.key or self.column} = {str(self.value)[:30]!r}"

    def copy_of(self, project: Path, into: Path) -> Path | None:
        """A copy of the folder of photos with `project`, so damaged; None where SQLite itself refuses the value."""
        shutil.copytree(project.parent, into)
        copy = into / project.name
        where, given = (" WHERE key = ?", [self.value, self.key]) if self.key else ("", [self.value])
        with closing(sqlite3.connect(copy / "project.db")) as connection:
            try:
                connection.execute(f"UPDATE {self.table} SET {self.column} = ?{where}", given)
            except sqlite3.Error:
                one = f"(SELECT min(rowid) FROM {self.table})"
                try:
                    connection.execute(f"UPDATE {self.table} SET {self.column} = ? WHERE rowid = {one}", [self.value])
                except sqlite3.Error:
                    return None
            connection.commit()
        return copy


def damages(project: Path, seed: int) -> Iterator[Damage]:
    """Every value of the database in every way, in an order that the seed gives."""
    with closing(sqlite3.connect(project / "project.db")) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        columns = [
            (name, column)
            for name in names
            if name not in {"sqlite_sequence", "settings"}
            for _, column, *_ in connection.execute(f"PRAGMA table_info({name})")
        ]
    every = [Damage(table, column, value) for table, column in columns for value in WILD]
    every += [Damage("settings", "value", value, key) for key in SETTINGS for value in WILD_SETTINGS]
    every += [Damage("sqlite_sequence", "seq", value) for value in ("text", -5, 2**62)]
    random.Random(seed).shuffle(every)
    yield from every
