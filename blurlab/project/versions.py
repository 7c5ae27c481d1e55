"""Model versions of a project: a folder that appears at once, then its row."""

from __future__ import annotations

import json
import math
import os
import shutil
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blurlab.errors import UserError, refusal, shown_name
from blurlab.files.atomic import flush_folder, replacing, write_bytes
from blurlab.files.json_text import JsonError, parse_json
from blurlab.files.links import refuse_links
from blurlab.files.reading import read_whole
from blurlab.project.clock import now
from blurlab.project.files import places
from blurlab.project.records import ModelVersion

if TYPE_CHECKING:
    from blurlab.project.project import Project

_SELECT = "SELECT name, parent, setup, created_at, auc, ap FROM model_versions"
PROMOTED = "promoted"  # project setting: what predicts; None: what came with blurlab
_BEFORE = "promoted_before"  # what predicted before, the latest last
_NUMBERED = "versions_numbered"  # the highest number ever given: a deleted version's predictions are nobody else's
_REMEMBERED = 50
_LARGEST_CARD = 8 << 20  # bytes


def publish(project: Project, write: Callable[[Path], None], card: Mapping[str, Any], *, promote: bool) -> ModelVersion:
    """See Project.publish."""
    created_at = now()
    models = project.folder / "models"
    temporary = models / f".{os.getpid()}-{id(card):x}.tmp"
    try:
        with project.saving("The new model version"):
            refuse_links(project.folder, temporary)
            temporary.mkdir(parents=True, exist_ok=True)
            write(temporary / places.WEIGHTS)
            _flush(temporary / places.WEIGHTS)
        with project.database.writing() as connection:
            name = _next_name(connection, models)
            _set(connection, _NUMBERED, int(name[1:]))
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
                _use(connection, name)
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
    _known(project, name)
    use(project, name)


def use(project: Project, name: str) -> None:
    """Let the model `name` predict, which is there; what did until now can be gone back to."""
    with project.database.writing() as connection:
        _use(connection, name)


def predicted_before(project: Project) -> list[str]:
    """Names of the models that predicted before the one in use, the latest last; some may be gone."""
    with project.database.reading() as connection:
        return _before(connection)


def go_back(project: Project, name: str) -> None:
    """Let `name`, one of `predicted_before`, predict again, as if what came after it had never been promoted."""
    with project.database.writing() as connection:
        before = _before(connection)
        place = len(before) - 1 - before[::-1].index(name)
        _set(connection, _BEFORE, before[:place])
        _set(connection, PROMOTED, name)


def card(version: ModelVersion) -> dict[str, Any]:
    """What is known of a version. Raises UserError where its card is gone or damaged."""
    try:
        found = parse_json(read_whole(version.folder / places.CARD, _LARGEST_CARD))
    except (OSError, JsonError) as error:
        raise UserError("version.unreadable", f"The card of the version {version.name} cannot be read.") from error
    if not isinstance(found, dict):
        raise UserError("version.unreadable", f"The card of the version {version.name} is damaged.")
    return found


def export(project: Project, name: str, path: Path) -> None:
    """Write the version's weights, which carry its card, to `path`. Raises UserError; an older file then stays."""
    version = _known(project, name)
    try:
        with replacing(path) as temporary:
            shutil.copyfile(version.weights, temporary)
    except OSError as error:
        raise refusal(f"The version {name} could not be exported", error) from error


def delete(project: Project, name: str, base: str) -> None:
    """Remove a version and its predictions; masks that began with them stay.

    The row goes first, in one step: a crash leaves files that nobody looks at, never a version without its files.
    Raises UserError where it predicts, or is `base`, which every training starts from.
    """
    version = _known(project, name)
    with project.database.writing() as connection:
        if _setting(connection, PROMOTED) == name:
            raise UserError(
                "version.in_use", f"The version {name} is in use; let another model predict before you delete it."
            )
        if base == name:
            raise UserError(
                "version.in_use", f"Every training starts from the version {name}, so it cannot be deleted."
            )
        connection.execute("DELETE FROM model_versions WHERE name = ?", (name,))
        _set(connection, _BEFORE, [each for each in _before(connection) if each != name])
    for folder in (version.folder, project.folder / "predictions" / places.checked_version_name(name)):
        gone = folder.with_name(f".{name}-deleted.tmp")
        with suppress(OSError):
            refuse_links(project.folder, folder)
            os.replace(folder, gone)  # noqa: PTH105 - out of sight in one step
            shutil.rmtree(gone, ignore_errors=True)


def _known(project: Project, name: str) -> ModelVersion:
    for version in listed(project):
        if version.name == name:
            return version
    raise UserError(
        "version.unknown", f"The project “{shown_name(project.name)}” has no model version “{shown_name(name)}”."
    )


def _use(connection: sqlite3.Connection, name: str) -> None:
    now_used = _setting(connection, PROMOTED) or ""
    if now_used != name:
        _set(connection, _BEFORE, [*_before(connection), now_used][-_REMEMBERED:])
        _set(connection, PROMOTED, name)


def _before(connection: sqlite3.Connection) -> list[str]:
    kept = _setting(connection, _BEFORE)
    return [str(name) for name in kept] if isinstance(kept, list) else []


def _setting(connection: sqlite3.Connection, key: str) -> Any:
    row = connection.execute("SELECT value FROM settings WHERE key = ?", (key,)).fetchone()
    return None if row is None else json.loads(row[0])


def _set(connection: sqlite3.Connection, key: str, value: Any) -> None:
    connection.execute("INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)", (key, json.dumps(value)))


def _next_name(connection: sqlite3.Connection, models: Path) -> str:
    """The number after every one ever given, and every folder: one without a row is left from a crash and stays."""
    names = [row[0] for row in connection.execute("SELECT name FROM model_versions")]
    names += [entry.name for entry in models.iterdir()]
    numbers = [int(name[1:]) for name in names if name[:1] == "v" and name[1:].isdecimal()]
    return f"v{max([*numbers, _setting(connection, _NUMBERED) or 0]) + 1:04d}"


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
