"""What the painter said that it had done, held against what the project holds."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from blurlab.core.editing.correction import Correction
from blurlab.project.project import Project
from blurlab.project.records import Photo
from blurlab.session.photos.open_photo import OpenPhoto, restore_correction
from tests.storm.painter import LENGTH

Cell = tuple[int, int]


class Ledger:
    """The codes of the cells that were painted, and the photos that were accepted.

    What was begun and not ended may be there or not, and is then no longer spoken of.
    """

    def __init__(self) -> None:
        self._codes: dict[tuple[str, Cell], list[int]] = {}  # by photo and cell, the newest last
        self._accepted: set[str] = set()
        self._begun: tuple[str, Cell] | None = None
        self.told: list[str] = []

    def take(self, lines: Iterable[dict[str, Any]]) -> int:
        """Note what the painter said; how many strokes and undos it has ended."""
        ended = 0
        for line in lines:
            photo = line.get("photo", "")
            cell = tuple(line.get("cell", ()))
            if "told" in line:
                self.told.append(line["told"])
            elif line.get("status") == "accepted":
                self._accepted.add(photo)
            elif "status" in line or line.get("begin") == "accept":
                self._accepted.discard(photo)
            elif "begin" in line:
                self._accepted.discard(photo)
                self._begun = photo, cell
            elif "end" in line:
                ended += 1
                codes = self._codes.setdefault((photo, cell), [])
                if line["end"] == "stroke":
                    codes.append(line["code"])
                elif codes:
                    codes.pop()
                self._begun = None
        return ended

    def missing(self, folder: Path) -> list[str]:
        """A line for everything that is not in the project of the photos in `folder` although it was done."""
        if self._begun is not None:
            self._codes.pop(self._begun, None)
            self._begun = None
        lost = []
        with Project.for_photos(folder) as project:
            by_name = {photo.name: photo for photo in project.photos()}
            for name in {name for name, _cell in self._codes}:
                lost += self._missing_strokes(project, by_name[name])
            lost += [
                f"“{name}” was accepted and is {by_name[name].status}"
                for name in self._accepted
                if by_name[name].status != "accepted"
            ]
        self._codes = {key: codes[-1:] for key, codes in self._codes.items() if codes}
        return lost

    def _missing_strokes(self, project: Project, photo: Photo) -> list[str]:
        correction = Correction(photo.height, photo.width)
        opened = OpenPhoto(photo.id, photo.name, None, correction, project.journal(photo.id))
        restore_correction(project, photo, "", project.view, opened)
        lost = [f"“{photo.name}”: {trouble}" for trouble in opened.troubles]
        for (name, (x, y)), codes in self._codes.items():
            if name != photo.name or not codes:
                continue
            row = correction.plane[y, x + 4 : x + LENGTH - 4]
            if not (row == codes[-1]).all():
                lost.append(f"the stroke of {codes[-1]} at {x}, {y} of “{name}”, where {sorted(set(row.tolist()))} is")
        return lost
