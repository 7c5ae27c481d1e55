"""Folders of masks that are pictures."""

from pathlib import Path

from blurlab.files.there import is_file
from blurlab.imaging.decoders import PHOTO_SUFFIXES
from blurlab.imaging.finding import find_photos


def pictures_in(folder: Path) -> list[Path]:
    """The pictures in a folder and below it, as in a folder for each city, those that blurlab wrote among them; or one
    picture that is named itself.

    Raises UnreadablePhoto if it cannot be listed.
    """
    return [folder] if is_picture(folder) else find_photos(folder, recursive=True, ours=True)


def is_picture(path: Path) -> bool:
    """Whether it is a file whose name says that it is a picture."""
    return path.suffix.lower() in PHOTO_SUFFIXES and is_file(path)


def name_within(file: Path, folder: Path) -> str:
    """The place of a picture of `pictures_in(folder)`, without its suffix."""
    return file.stem if file == folder else file.relative_to(folder).with_suffix("").as_posix()
