"""How photos' places are kept in a table. In a folder's project: relative to it, where both move together."""

import os
from pathlib import Path
from typing import Final, Protocol

from blurlab.errors import UserError, shown_name

LONGEST_PATH: Final = 32_768  # characters


class Places(Protocol):
    """Turns a photo's path into what is kept, and back. name: the project's, in sentences."""

    @property
    def name(self) -> str: ...

    def stored(self, photo: Path) -> str | bytes:
        """What is kept for `photo` (absolute). Raises UserError for what cannot be kept."""

    def path(self, stored: object) -> Path:
        """The absolute path behind what was kept. Raises UserError for what cannot be a path."""


class FolderPlaces:
    """See Places."""

    def __init__(self, folder: Path) -> None:
        self._folder, self.name = folder, shown_name(folder)

    def stored(self, photo: Path) -> str | bytes:
        text = str(photo)
        try:
            shared = Path(os.path.commonpath([self._folder, photo]))
            if shared != shared.parent:  # more in common than the root of the disk
                text = Path(os.path.relpath(photo, self._folder)).as_posix()
        except ValueError:  # another drive
            pass
        try:
            text.encode()
        except UnicodeEncodeError:
            return os.fsencode(text)
        return text

    def path(self, stored: object) -> Path:
        text = checked_path(self.name, stored)
        if not os.path.isabs(text):  # noqa: PTH117 - this and the next line are a hot path
            text = os.path.normpath(f"{self._folder}{os.sep}{text}")
        return Path(text)


class FullPlaces:
    """See Places. Paths are kept as they are: of a copy of a shared project, which is nowhere near its photos."""

    def __init__(self, name: str) -> None:
        self.name = name

    def stored(self, photo: Path) -> str | bytes:
        text = str(photo)
        try:
            text.encode()
        except UnicodeEncodeError:
            return os.fsencode(text)
        return text

    def path(self, stored: object) -> Path:
        return Path(checked_path(self.name, stored))


def checked_path(project: str, stored: object) -> str:
    """What was kept, as text. Raises UserError for what cannot be a path."""
    text = stored if isinstance(stored, str) else os.fsdecode(stored) if isinstance(stored, bytes) else ""
    if not text or "\0" in text or len(text) > LONGEST_PATH:
        raise damaged_photo(project, str(stored)[:60], "path")
    return text


def damaged_photo(project: str, photo: str, column: str) -> UserError:
    """The failure to read the row of a photo."""
    return UserError(
        "project.damaged_photo",
        f"The database of the project “{project}” is damaged: it says of the photo "
        f"“{shown_name(photo)}” what cannot be its {column}; its masks are still in its folder “masks”.",
    )
