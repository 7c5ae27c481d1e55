"""Tables as CSV that a spreadsheet shows unchanged: no photo's name is taken for a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Final

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?")


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A head and its rows, UTF-8, with the line ends of RFC 4180.

    Text that a spreadsheet would compute gets a leading apostrophe, as in “'=1+1”; `plain_cell` removes it.
    What is not Unicode becomes “?”.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)  # quotes what holds a line's end, also a lone carriage return
    writer.writerow(columns)
    writer.writerows([[_cell(value) for value in row] for row in rows])
    return text.getvalue().encode("utf-8", "replace")


def plain_cell(cell: str) -> str:
    """The original text of a cell that `as_csv` wrote."""
    return cell[1:] if cell.startswith("'") and _computes(cell[1:]) else cell


def _cell(value: object) -> object:
    if value is None or isinstance(value, int | float):
        return value
    text = str(value)
    return f"'{text}" if _computes(text) else text


def _computes(text: str) -> bool:
    return text.startswith(_FORMULA) and not _NUMBER.fullmatch(text)
