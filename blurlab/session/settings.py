"""What the window remembers between runs: layout, recent projects, looks. Project matters lie in the project.

The file may be damaged, or somebody else's: this is the one door that its values come through. What is not of the kind
that is asked for is dropped, the default holds, and `dropped` tells of it.
"""

import getpass
import math
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import QByteArray, QSettings

from blurlab.errors import UserError, refusal, shown_name, shown_path
from blurlab.files.atomic import write_bytes
from blurlab.files.reading import read_whole
from blurlab.files.there import is_folder

VARIABLE: Final = "BLURLAB_SETTINGS"  # a file to use instead of the user's own settings
_MOST_BYTES: Final = 1 << 20
_LONGEST: Final = 32_768  # characters of one text: more than any path has
_MOST_TEXTS: Final = 100
_MOST_RECENT: Final = 8
_OBJECT: Final = re.compile(rb"@(?:Variant|DateTime|Rect|RectF|Size|Point)\(")  # what Qt would make, of any size

T = TypeVar("T")


class Settings:
    """The person's settings. dropped: names of those that were damaged. trouble: why the file is not used at all."""

    def __init__(self, path: Path | None = None) -> None:
        """The user's settings, or those in `path` or in the file that $BLURLAB_SETTINGS names."""
        self.dropped: list[str] = []
        self.trouble: UserError | None = None
        self._kept: dict[str, object] = {}  # where the file cannot be used: for this run alone
        file = Path(path or os.environ.get(VARIABLE) or _users_own())
        try:
            self._clean(file)
        except OSError as error:
            self.trouble = refusal(f"The settings “{shown_path(file)}” cannot be read and are left alone", error)
        self._file = QSettings(str(file), QSettings.Format.IniFormat) if self.trouble is None else None

    # ------------------------------------------------------------ reading

    def text(self, key: str, default: str = "") -> str:
        """A text; the default where it is missing or damaged."""
        stored = self._stored(key)
        if stored is None:
            return default
        if isinstance(stored, str) and len(stored) <= _LONGEST and "\0" not in stored:
            return stored
        return self._drop(key, default)

    def texts(self, key: str) -> list[str]:
        """A list of texts; empty where it is missing or damaged."""
        stored = self._stored(key)
        found = [stored] if isinstance(stored, str) else [] if stored is None else stored  # of one Qt keeps no list
        if isinstance(found, list) and len(found) <= _MOST_TEXTS:
            texts = [each for each in found if isinstance(each, str) and len(each) <= _LONGEST and "\0" not in each]
            if len(texts) == len(found):
                return texts
        return self._drop(key, [])

    def number(self, key: str, default: float, lowest: float = 0.0, highest: float = 1.0) -> float:
        """A number from `lowest` to `highest`; the default where it is missing, damaged or beyond them."""
        stored = self._stored(key)
        if stored is None:
            return default
        try:
            number = float(stored) if isinstance(stored, str | float | int) else math.nan
        except (ValueError, OverflowError):
            number = math.nan
        return number if lowest <= number <= highest else self._drop(key, default)

    def layout(self, key: str) -> QByteArray | None:
        """What a widget said of its layout; None where it is missing or damaged."""
        stored = self._stored(key)
        return stored if stored is None or isinstance(stored, QByteArray) else self._drop(key, None)

    # ------------------------------------------------------------ writing

    def put(self, key: str, value: str | float | Sequence[str] | QByteArray) -> None:
        """Keep a value."""
        plain = list(value) if isinstance(value, list | tuple) else value
        if self._file is None:
            self._kept[key] = plain
        else:
            self._file.setValue(key, plain)

    def remove(self, group: str) -> None:
        """Forget a value, or all of a group."""
        self._kept = {key: value for key, value in self._kept.items() if key.split("/")[0] != group}
        if self._file is not None:
            self._file.remove(group)

    def sync(self) -> None:
        """Write what waits."""
        if self._file is not None:
            self._file.sync()

    def told(self) -> str:
        """What a person should know of the file; empty where it is sound as far as it was asked."""
        if self.trouble is not None:
            return f"{self.trouble} What is changed now holds until this window is closed."
        if not self.dropped:
            return ""
        names = ", ".join(f"“{shown_name(name)}”" for name in self.dropped[:3])
        more = f" and {len(self.dropped) - 3} more" if len(self.dropped) > 3 else ""
        return f"Of the settings {names}{more} could not be read, so blurlab goes on as if they had never been set."

    # ------------------------------------------------------------ inside

    def _stored(self, key: str) -> object:
        if self._file is None:
            return self._kept.get(key)
        value: object = self._file.value(key)
        return None if isinstance(value, list) and not value else value

    def _drop(self, key: str, default: T) -> T:
        if key not in self.dropped:
            self.dropped.append(key)
        return default

    def _clean(self, file: Path) -> None:
        """Take out of the file what is no value of ours, before Qt reads it. Raises OSError."""
        try:
            data = read_whole(file, _MOST_BYTES)
        except FileNotFoundError:
            return
        lines = data.replace(b"\0", b"").splitlines()
        sound = [line for line in lines if not _OBJECT.search(line.partition(b"=")[2])]
        if b"\0" in data or len(sound) < len(lines):
            self.dropped += [line.partition(b"=")[0].decode("ascii", "replace") for line in lines if line not in sound]
            write_bytes(file, b"\n".join(sound) + b"\n")


def recent_projects(settings: Settings) -> list[Path]:
    """Projects opened before that are still there, the latest first."""
    return [path for path in map(Path, settings.texts("recent")) if is_folder(path)]


def remember_project(settings: Settings, folder: Path) -> None:
    """Put the project first among those opened before."""
    folders = [folder, *(path for path in recent_projects(settings) if path != folder)]
    settings.put("recent", [str(path) for path in folders[:_MOST_RECENT]])


def annotator() -> str:
    """Whose name the masks carry that are painted here: the user's on this machine."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no such user in this container
        return "unknown"


def _users_own() -> str:
    """Where Qt keeps the user's settings of blurlab; it reads a file as soon as it is told its name."""
    beside = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "blurlab", "none").fileName()
    return str(Path(beside).with_name("blurlab.ini"))
