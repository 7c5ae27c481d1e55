"""The door that every row of project.db comes through: its columns are of their kinds, or it does not come in."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Annotated, Any, Final

import msgspec

from blurlab.errors import UserError
from blurlab.project.sql.connection import Found

Columns = Mapping[str, Any]  # by name, in their order, what kind each column is of
_MOST: Final = 1 << 53
Id = Annotated[int, msgspec.Meta(ge=1, le=_MOST)]
Count = Annotated[int, msgspec.Meta(ge=1, le=1_000_000_000)]  # of pixels along a side, of revisions
Flag = Annotated[int, msgspec.Meta(ge=0, le=1)]
Share = Annotated[float, msgspec.Meta(ge=0.0, le=1.0)]
Cut = Annotated[int, msgspec.Meta(ge=1, le=255)]
Scale = Annotated[float, msgspec.Meta(gt=0.0, le=float(_MOST))]
Number = Annotated[float, msgspec.Meta(ge=-float(_MOST), le=float(_MOST))]  # neither NaN nor infinite


class RowDoor:
    """left_out: by table, how many rows were damaged when it was read last."""

    def __init__(self) -> None:
        self.left_out: Counter[str] = Counter()

    def rows(self, table: str, kind: Any, found: Found) -> list[Any]:
        """The rows that are of `kind`, a tuple of types; the others are left out and counted."""
        rows = found.fetchall()
        try:
            return list(msgspec.convert(rows, list[kind]))
        except (msgspec.ValidationError, OverflowError):
            sound = [row for each in rows for row in _sound(each, kind)]
        self.left_out[table] = max(self.left_out[table], len(rows) - len(sound))
        return sound


def whole(
    rows: list[tuple[Any, ...]], columns: Columns, refuse: Callable[[tuple[Any, ...], str], UserError]
) -> list[Any]:
    """All of `rows`, each of which must be of its kind. Raises what `refuse` makes of the first that is not.

    `refuse` is given the row, and the name of the column that is not of its kind.
    """
    try:
        return list(msgspec.convert(rows, list[tuple[*columns.values()]]))  # type: ignore[misc]
    except (msgspec.ValidationError, OverflowError):
        for row in rows:
            for value, (name, kind) in zip(row, columns.items(), strict=True):
                if not _sound(value, kind):
                    raise refuse(row, name) from None
        raise


def _sound(value: Any, kind: Any) -> list[Any]:
    try:
        return [msgspec.convert(value, kind)]
    except (msgspec.ValidationError, OverflowError):
        return []
