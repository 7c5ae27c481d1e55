"""Where things lie: inside a project's folder, and photos as seen from it."""

import hashlib
import os
import re
from pathlib import Path

from blurlab.errors import UserError, shown_name

DATABASE = "project.db"
SUFFIX = ".blurlab"
WEIGHTS = "model.safetensors"
CARD = "card.json"
LARGEST_DATABASE = 2 << 30  # bytes
FOLDERS = ("journal", "models", "predictions", "training")  # of a project, that hold few things

_VERSION_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_BLOCK = 65536
_BLOCKS = 16


def is_project(folder: Path) -> bool:
    """Whether `folder` holds a project's database."""
    return (folder / DATABASE).is_file()


def mask_path(folder: Path, photo_id: int, revision: int) -> Path:
    return folder / "masks" / f"{photo_id:06d}-{revision:04d}.png"


def painted_path(folder: Path, photo_id: int, revision: int) -> Path:
    return folder / "masks" / f"{photo_id:06d}-{revision:04d}-painted.png"


def predicted_versions(folder: Path, photo_id: int) -> list[str]:
    """Model versions whose prediction of the photo lies in the project, by name."""
    return sorted(path.parent.name for path in (folder / "predictions").glob(f"*/{photo_id:06d}.png"))


def prediction_path(folder: Path, photo_id: int, version: str) -> Path:
    return folder / "predictions" / checked_version_name(version) / f"{photo_id:06d}.png"


def version_folder(folder: Path, version: str) -> Path:
    return folder / "models" / checked_version_name(version)


def checked_version_name(version: str) -> str:
    """`version`, when it is a plain name that stays inside the project. Raises UserError."""
    if not _VERSION_NAME.fullmatch(version) or ".." in version:
        raise UserError("version.bad_name", f"“{shown_name(version)}” is not a name for a model version.")
    return version


def stored_path(folder: Path, photo: Path) -> str | bytes:
    """`photo` (absolute) as the database keeps it: relative where photo and project move together, else absolute."""
    text = str(photo)
    try:
        shared = Path(os.path.commonpath([folder, photo]))
        if shared != shared.parent:  # more in common than the root of the disk
            text = Path(os.path.relpath(photo, folder)).as_posix()
    except ValueError:  # another drive
        pass
    try:
        text.encode()
    except UnicodeEncodeError:
        return os.fsencode(text)
    return text


def photo_path(folder: Path, stored: str | bytes) -> Path:
    """The absolute path behind a stored one."""
    text = os.fsdecode(stored)
    return Path(text) if os.path.isabs(text) else Path(os.path.normpath(folder / text))  # noqa: PTH117 - hot path


def absolute(path: Path) -> Path:
    """`path` made absolute, symbolic links kept: they are how a person arranged their photos."""
    return Path(os.path.abspath(path.expanduser()))  # noqa: PTH100 - Path.absolute keeps “..”


def digest_of(path: Path) -> str:
    """What a photo is found again by: a hash of its size and of its bytes, of large files 16 blocks spread evenly.

    Raises OSError.
    """
    with path.open("rb", buffering=0) as file:
        size = os.fstat(file.fileno()).st_size
        digest = hashlib.blake2b(str(size).encode(), digest_size=16)
        if size <= _BLOCK * _BLOCKS:
            digest.update(file.read())
        else:
            for number in range(_BLOCKS):
                file.seek((size - _BLOCK) * number // (_BLOCKS - 1))
                digest.update(file.read(_BLOCK))
    return digest.hexdigest()
