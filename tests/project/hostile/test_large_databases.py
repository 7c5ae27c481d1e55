"""Databases of strangers: what runs at each change, and what would fill the memory, is told and not opened."""

import os
import sqlite3
from collections.abc import Callable

import pytest

from blurlab.errors import UserError
from blurlab.project.project import Project
from blurlab.project.sqlite import database
from blurlab.project.versions import PROMOTED

pytestmark = pytest.mark.in_a_folder


def changed(project: Project, change: Callable[[sqlite3.Connection], object]) -> None:
    project.close()
    connection = sqlite3.connect(project.folder / "project.db")
    change(connection)
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER more AFTER INSERT ON settings BEGIN DELETE FROM photos; END",
        "CREATE VIEW endless AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n",
        "ALTER TABLE notes RENAME TO kept; CREATE VIEW notes AS SELECT * FROM kept",
        "CREATE VIRTUAL TABLE found USING fts5(text)",
    ],
)
def test_triggers_and_views_are_told(statement: str, project: Project) -> None:
    changed(project, lambda connection: connection.executescript(statement))
    with pytest.raises(UserError, match="holds triggers or views, which blurlab never makes"):
        Project.open(project.folder)


def test_more_rows_than_fit_are_told(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_MOST_ROWS", 10)
    rows = [(f"key {number}", "1") for number in range(11)]
    changed(project, lambda connection: connection.executemany("INSERT INTO settings VALUES (?, ?)", rows))
    with pytest.raises(UserError, match="holds more than the 10 settings that blurlab reads"):
        Project.open(project.folder)


def test_a_huge_value_is_not_read(project: Project) -> None:
    changed(
        project,
        lambda connection: connection.execute("INSERT INTO settings VALUES ('promoted', hex(zeroblob(40000000)))"),
    )
    with Project.open(project.folder) as opened, pytest.raises(UserError, match="is damaged and cannot be read"):
        opened.setting(PROMOTED)


def test_a_huge_file_is_not_looked_through(project: Project) -> None:
    project.close()
    os.truncate(project.folder / "project.db", 6 << 30)
    with pytest.raises(UserError, match="it is longer than the 2048 MiB that blurlab reads"):
        Project.open(project.folder)
