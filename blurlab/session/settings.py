"""What the window remembers between runs: layout, recent projects, looks. Project matters lie in the project."""

import os
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QSettings

VARIABLE = "BLURLAB_SETTINGS"  # a file to use instead of the user's own settings
_MOST_RECENT = 8


def open_settings(path: Path | None = None) -> QSettings:
    """The user's settings, or those in `path` or in the file that $BLURLAB_SETTINGS names."""
    file = path or os.environ.get(VARIABLE)
    if file:
        return QSettings(str(file), QSettings.Format.IniFormat)
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "blurlab", "blurlab")


def recent_projects(settings: QSettings) -> list[Path]:
    """Projects opened before that are still there, the latest first."""
    stored = settings.value("recent", [])
    names = stored if isinstance(stored, list) else [stored] if stored else []  # of one name Qt keeps no list
    return [path for path in map(Path, map(str, names)) if path.is_dir()]


def remember_project(settings: QSettings, folder: Path) -> None:
    _store(settings, [folder, *(path for path in recent_projects(settings) if path != folder)])


def _store(settings: QSettings, folders: Iterable[Path]) -> None:
    settings.setValue("recent", [str(folder) for folder in list(folders)[:_MOST_RECENT]])


def number(settings: QSettings, key: str, default: float) -> float:
    """A number from the settings; the default where it is missing or damaged."""
    try:
        return float(str(settings.value(key, default)))
    except (TypeError, ValueError):
        return default
