"""Folders of masks that are pictures."""

from pathlib import Path

from blurlab.imaging.finding import find_photos


def pictures_in(folder: Path) -> list[Path]:
    """The pictures in a folder, or below it if there is none in itself, as in a folder for each city.

    Raises UnreadablePhoto if it cannot be listed.
    """
    return find_photos(folder) or find_photos(folder, recursive=True)
