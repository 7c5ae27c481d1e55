"""Tables as a spreadsheet reads them."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blurlab.files.tables import as_csv, plain_cell

COMPUTED = [
    "=1+1.jpg",
    "+a.jpg",
    "-a.jpg",
    "@SUM(A1).jpg",
    "\ta.jpg",
    "\rb.jpg",
    "\nc.jpg",
    "＝1.jpg",
    '=HYPERLINK("x")',
]


def read(table: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(table.decode("utf-8"), newline="")))


@pytest.mark.parametrize("name", COMPUTED)
def test_a_name_that_would_be_computed_is_text(name: str) -> None:
    table = as_csv(["photo", "note"], [[name, "sound"]])
    ((_, _), (cell, note)) = read(table)
    assert (cell, note) == (f"'{name}", "sound")
    assert plain_cell(cell) == name


@pytest.mark.parametrize("value", [-1, -0.5, "-0.123", "-12", 3, "0.5", "", None, "a=b", "12-34.jpg", "it's"])
def test_numbers_and_other_text_stay_as_they_are(value: object) -> None:
    assert read(as_csv(["a", "b"], [[value, "x"]]))[1] == ["" if value is None else str(value), "x"]


def test_a_name_with_a_carriage_return_stays_one_cell() -> None:
    rows = read(as_csv(["photo", "b"], [["two\rlines.jpg", 1], ["two\nlines.jpg", 2], ['a,"b".jpg', 3]]))
    assert rows[1:] == [["two\rlines.jpg", "1"], ["two\nlines.jpg", "2"], ['a,"b".jpg', "3"]]


@given(st.text())
def test_what_is_written_can_be_read_again(text: str) -> None:
    cell = read(as_csv(["a", "b"], [[text, ""]]))[1][0]
    assert cell == text or (cell[0] == "'" and plain_cell(cell) == text)


def test_what_is_not_unicode_does_not_end_the_table() -> None:
    assert as_csv(["a"], [["\udcff\ud800.jpg"]]) == b"a\r\n??.jpg\r\n"
