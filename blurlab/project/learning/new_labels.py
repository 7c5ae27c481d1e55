"""Labels that have come since the last training."""

from collections.abc import Iterable
from typing import Final

from blurlab.project.project import Project
from blurlab.project.records import Label
from blurlab.project.settings import Setting

# Names of the masks that were labels when the last training began.
LEARNT_SETTING: Final = Setting[tuple[str, ...]]("masks_learnt", tuple[str, ...], ())


def note_learnt(project: Project, labels: Iterable[Label]) -> None:
    """A training begins with these labels. Raises UserError if the disk refuses."""
    project.set_setting(LEARNT_SETTING, tuple(sorted(_name(label) for label in labels)))


def count_new_labels(project: Project) -> int:
    """Labels that are new, or corrected again, since the last training began."""
    noted = project.setting(LEARNT_SETTING)
    known = set(noted)
    return sum(_name(label) not in known for label in project.masks.labels())


def _name(label: Label) -> str:
    return label.key.rpartition("/")[2]
