"""The system's bin: files moved there, and taken out again."""

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QFile, QStandardPaths

from blurlab.project.culling.taking import move_new


def move_to_bin(path: Path) -> Path | None:
    """Move a file to the system's bin: where it lies there, or None if that is refused."""
    with suppress(OSError):  # a fresh account has no folder for data yet, and Qt then finds no place for the bin
        Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation)).mkdir(
            parents=True, exist_ok=True
        )
    file = QFile(str(path))
    return Path(file.fileName()) if file.moveToTrash() else None


def take_out_of_bin(binned: Path, path: Path) -> None:
    """Put a file back where it was, unless something else is there now. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    move_new(binned, path)
    with suppress(OSError):  # what desktops keep of where it came from
        (binned.parent.parent / "info" / f"{binned.name}.trashinfo").unlink()
