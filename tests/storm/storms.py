"""The storms by name."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.storm import children, files, full_disk, kills, soak, together, windows
from tests.storm.attacks import readers
from tests.storm.attacks import storm as attacks
from tests.storm.report import Report


@dataclass(frozen=True)
class Storm:
    """blow(tries, seed, folder): in an empty folder. tries: of one round of the long run; share: of its time."""

    blow: Callable[[int, int, Path], Report]
    tries: int
    in_suite: int
    share: float = 1.0


STORMS: Final = {
    "kills": Storm(kills.storm, 6, 4, 1.5),
    "children": Storm(children.storm, 5, 4, 1.5),
    "full_disk": Storm(full_disk.storm, 8, 8),
    "files": Storm(files.storm, 33, 22, 6.0),
    "readers": Storm(readers.storm, 5, 2, 2.0),
    "attacks": Storm(attacks.storm, 5, 4, 4.0),
    "windows": Storm(windows.storm, 10, 5, 2.0),
    "together": Storm(together.storm, 4, 2),
    "soak": Storm(soak.storm, 800, 160),
}
