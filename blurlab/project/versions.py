"""Model versions of a project: a folder that appears at once, then its row."""

from __future__ import annotations

import json
import math
import os
import shutil
import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blurlab.project import places
from blurlab.project.atomic import flush_folder, write_bytes
from blurlab.project.clock import now
from blurlab.project.errors import ProjectError, shown_name
from blurlab.project.records import ModelVersion

if TYPE_CHECKING:
    from blurlab.project.project import Project

_SELECT = "SELECT name, parent, setup, created_at, auc, ap FROM model_versions"
PROMOTED = "promoted"


def publish(project: Project, write: Callable[[Path], None], card: Mapping[str, Any], *, promote: bool) -> ModelVersion:
    """See Project.publish."""
    created_at = now()
    models = project.folder / "models"
    temporary = models / f".{os.getpid()}-{id(card):x}.tmp"
    try:
        with project.saving("The new model version"):
            temporary.mkdir(parents=True, exist_ok=True)
            write(temporary / places.WEIGHTS)
            _flush(temporary / places.WEIGHTS)
        with project.database.writing() as connection:
            name = _next_name(connection, models)
            folder = models / name
            kept = {**card, "name": name, "created_at": created_at}
            with project.saving("The new model version"):
                write_bytes(temporary / places.CARD, json.dumps(_plain(kept), indent=2, ensure_ascii=False).encode())
                os.replace(temporary, folder)  # noqa: PTH105 - the whole folder in one step
            flush_folder(models)
            connection.execute(
                "INSERT INTO model_versions (name, parent, setup, created_at, auc, ap) VALUES (?, ?, ?, ?, ?, ?)",
                (
                    name,
                    card.get("parent"),
                    str(card.get("setup", "")),
                    created_at,
                    _score(card.get("auc")),
                    _score(card.get("ap")),
                ),
            )
            if promote:
                _promote(connection, name)
            row = connection.execute(f"{_SELECT} WHERE name = ?", (name,)).fetchone()
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return _version_of(project.folder, row)


def listed(project: Project) -> list[ModelVersion]:
    """See Project.model_versions."""
    with project.database.reading() as connection:
        rows = connection.execute(f"{_SELECT} ORDER BY rowid").fetchall()
    versions = [_version_of(project.folder, row) for row in rows]
    return [version for version in versions if version.weights.is_file()]


def promoted(project: Project) -> ModelVersion | None:
    """See Project.promoted."""
    name = project.setting(PROMOTED)
    return next((version for version in listed(project) if version.name == name), None)


def promote(project: Project, name: str) -> None:
    """See Project.promote."""
    if name not in {version.name for version in listed(project)}:
        raise ProjectError(f"The project “{shown_name(project.name)}” has no model version “{shown_name(name)}”.")
    with project.database.writing() as connection:
        _promote(connection, name)


def _promote(connection: sqlite3.Connection, name: str) -> None:
    connection.execute("INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)", (PROMOTED, json.dumps(name)))


def _next_name(connection: sqlite3.Connection, models: Path) -> str:
    """The number after every row and every folder: a folder without a row is left from a crash and stays."""
    names = [row[0] for row in connection.execute("SELECT name FROM model_versions")]
    names += [entry.name for entry in models.iterdir()]
    numbers = [int(name[1:]) for name in names if name[:1] == "v" and name[1:].isdecimal()]
    return f"v{max(numbers, default=0) + 1:04d}"


def _version_of(project_folder: Path, row: tuple[Any, ...]) -> ModelVersion:
    name, parent, setup, created_at, auc, ap = row
    folder = places.version_folder(project_folder, name)
    return ModelVersion(name, parent, setup, created_at, folder, auc, ap, folder / places.WEIGHTS)


def _score(value: Any) -> float | None:
    return float(value) if value is not None and math.isfinite(value) else None


def _plain(value: Any) -> Any:
    """`value` as JSON can hold it: paths as text, no NaN."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, str | int | bool):
        return value
    return str(value)


def _flush(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())
