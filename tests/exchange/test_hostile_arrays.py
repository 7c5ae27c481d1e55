"""Strangers' arrays and tables of run lengths: wild heads, broken archives and endless rows end as one sentence."""

import io
import struct
import zipfile
from pathlib import Path

import numpy as np
import pytest

from blurlab.errors import UserError
from blurlab.exchange.formats.read_only import rle_table
from blurlab.exchange.meaning import Meaning, Polarity
from blurlab.exchange.registry import open_source
from blurlab.exchange.shapes.drawing import Canvas
from tests.processes import peak_memory

BLURRED = Meaning(Polarity.BLURRED)
WIDTH, HEIGHT = 16, 12
PLAIN = "{'descr': '|u1', 'fortran_order': False, 'shape': %s}"


def npy(head: str, length: int | None = None) -> bytes:
    text = head.encode() + b"\n"
    return b"\x93NUMPY\2\0" + struct.pack("<I", len(text) if length is None else length) + text + bytes(99)


def said(path: Path) -> str:
    """What the only entry of the file says, at the latest when it is read."""
    try:
        (entry,) = open_source(path).entries
        open_source(path).read(entry, WIDTH, HEIGHT, BLURRED)
    except UserError as told:
        return str(told)
    return ""


@pytest.mark.parametrize(
    "data",
    [
        npy("-" * 9000 + "1"),
        npy("(" * 9000),
        npy(PLAIN % "(True, True)"),
        npy(PLAIN % f"(0, {10**30})"),
        npy(PLAIN % f"({10**30}, 2)"),
        npy(PLAIN % "(-1, -1)"),
        npy(PLAIN % ("1," * 4000)),
        npy("{'descr': '|O', 'fortran_order': False, 'shape': (1,)}"),
        npy("{'descr': '(9999999,9999)u1', 'fortran_order': False, 'shape': (1,)}"),
        npy("{}", length=1 << 31),
        b"\x93NUMPY\3\0",
    ],
    ids=lambda data: repr(data[12:40]),
)
def test_a_head_of_nonsense_is_one_sentence(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.npy").write_bytes(data)
    assert "The arrays of “a.npy” cannot be read: it " in said(tmp_path)


@pytest.mark.parametrize("packing", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_archive_whose_bytes_are_damaged_is_one_sentence(packing: int, tmp_path: Path) -> None:
    array, file = io.BytesIO(), io.BytesIO()
    np.save(array, np.random.default_rng(0).integers(0, 255, (64, 64), np.uint8))
    with zipfile.ZipFile(file, "w", packing) as archive:
        archive.writestr("mask.npy", array.getvalue())
    data = bytearray(file.getvalue())
    data[60:600] = b"\xff" * 540
    (tmp_path / "a.npz").write_bytes(data)
    assert said(tmp_path) == "The arrays of “a.npz” cannot be read: it is damaged."


def table(path: Path, *rows: str) -> Path:
    path.write_text("\n".join(["ImageId,EncodedPixels", *rows]), encoding="utf-8")
    return path


@pytest.mark.parametrize("runs", ["\u00a0", "1", "x 1", "1 nan", "1 inf", "1 1e300", "-1 5", "0 3", "1 999", "1.5 2"])
def test_wild_run_lengths_are_one_sentence(runs: str, tmp_path: Path) -> None:
    assert "its run lengths" in said(table(tmp_path / "a.csv", f"a.png,{runs}"))


def test_a_table_is_read_row_by_row_and_only_so_far(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.csv").write_bytes(b"image_id,rle\n" + b"a," * 8_000_000)
    assert peak_memory(lambda: said(tmp_path / "a.csv")) < 80_000_000  # the file itself is 16 MB
    monkeypatch.setattr(rle_table, "_MOST_ROWS", 9)
    assert said(table(tmp_path / "b.csv", *["a.png,1 2"] * 10)) == "The table “b.csv” has more than 9 rows; split it."


def test_shapes_that_mark_next_to_nothing_take_their_time_too() -> None:
    canvas = Canvas(np.zeros((HEIGHT, WIDTH), np.uint8))
    before = canvas._left
    canvas.coco_polygon(np.array([[1.0, 1], [2, 1], [2, 2]]), 255)
    assert before - canvas._left > 20_000


def parquet(path: Path, value: bytes, rows: int) -> Path:
    """A table in which all rows share one value."""
    arrow, tool = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    shared = arrow.DictionaryArray.from_arrays(arrow.array([0] * rows, arrow.int32()), arrow.array([value]))
    options = {"compression": "zstd", "dictionary_pagesize_limit": 1 << 30, "store_schema": False}
    tool.write_table(arrow.table({"mask": shared}), path, **options)
    return path


def test_a_value_that_rows_share_is_in_memory_once(tmp_path: Path) -> None:
    path = parquet(tmp_path / "a.parquet", bytes(8 << 20), 64)
    assert path.stat().st_size < 4096
    assert peak_memory(lambda: said_or_many(path)) < 250_000_000


def said_or_many(path: Path) -> str:
    try:
        return str(open_source(path).entries[0].problem)
    except UserError as told:
        return str(told)


def test_a_table_that_unfolds_to_far_more_than_its_size_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "unfolds to far more than its size" in said_or_many(parquet(tmp_path / "a.parquet", b"x" * 9_000_000, 40))
    monkeypatch.setattr("blurlab.exchange.formats.parquet._MOST_GROUP", 1000)
    assert "larger groups of rows" in said_or_many(parquet(tmp_path / "b.parquet", b"x" * 9_000, 40))
