"""Folders of masks that are pictures."""

from pathlib import Path

from blurlab.imaging.finding import find_photos


def pictures_in(folder: Path) -> list[Path]:
    """The pictures in a folder and below it, as in a folder for each city, those that blurlab wrote among them.

    Raises UnreadablePhoto if it cannot be listed.
    """
    return find_photos(folder, recursive=True, ours=True)
