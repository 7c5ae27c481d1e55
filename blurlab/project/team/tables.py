"""The tables that a project's folder and a shared project have in common, by name and column."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Table:
    """key: the columns by which a row is the same one everywhere. numbered: whether `id` is given by the table."""

    name: str
    key: tuple[str, ...]
    values: tuple[str, ...]
    numbered: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """All but a number of its own."""
        return self.key + self.values

    @property
    def copied(self) -> tuple[str, ...]:
        """What an exact copy holds."""
        own = ("id",) if self.numbered and "id" not in self.columns else ()
        return own + self.columns


# In an order in which rows may be entered: what belongs to a photo comes after photos.
TABLES: Final = (
    Table(
        "photos",
        ("id",),
        ("path", "part", "digest", "width", "height", "status", "kind", "tones", "added_at"),
        numbered=True,
    ),
    Table(
        "masks",
        ("photo_id", "revision"),
        ("painted", "author", "model_version", "created_at", "view", "scale", "cut"),
        numbered=True,
    ),
    Table("model_versions", ("name",), ("parent", "setup", "created_at", "auc", "ap")),
    Table("settings", ("key",), ("value",)),
    Table("culling", ("photo_id",), ("stars", "pick", "label", "verdict", "binned", "changed_at")),
    Table(
        "doubts",
        ("photo_id", "version", "view"),
        ("entropy", "disagreement", "blurred", "descriptor", "made_at"),
    ),
    Table("notes", ("photo_id",), ("text", "author", "changed_at")),
    Table(
        "judgements",
        ("id",),
        ("photo_id", "status", "author", "agreement", "blind", "judged_at", "bulk"),
        numbered=True,
    ),
    Table("blind_checks", ("photo_id",), ("seen", "changed_at")),
    Table("told", ("photo_id",), ("stars", "pick", "label", "files")),
    Table("taken", ("photo_id",), ("seconds",)),
    Table(
        "reviews",
        ("id",),
        ("photo_id", "revision", "author", "verdict", "text", "x", "y", "made_at"),
        numbered=True,
    ),
)
BY_NAME: Final = {table.name: table for table in TABLES}
EVENTS: Final = frozenset({"judgements", "reviews"})  # rows that are added and never changed
# Settings of one window; all others are the project's.
OWN_SETTINGS: Final = frozenset(
    {"current_photo", "threshold", "list_sort", "samples_seen", "sidecars_in_step", "auto_training"}
)
