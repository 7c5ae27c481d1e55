"""Steps of culling that can be undone: ratings, and files that were moved."""

from collections.abc import Callable
from dataclasses import dataclass

from blurlab.project.records import Culling


@dataclass(frozen=True)
class Step:
    """The ratings of some photos before and after; undone and redone as one."""

    before: dict[int, Culling]
    after: dict[int, Culling]


@dataclass(frozen=True)
class FileStep:
    """A step that moved the files of the photos `ids`. undo, redo: begin their work in a thread. busy: not now."""

    ids: list[int]

    undo: Callable[[], None]
    redo: Callable[[], None]
    busy: Callable[[], bool]
