"""TIFFs whose tables, tiles or directories claim what no picture has: they are told before a decoder believes them."""

import struct
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from blurlab.core.rect import Rect
from blurlab.errors import UnreadablePhoto
from blurlab.imaging.kinds.claims import check_claims
from blurlab.imaging.kinds.tiff_heads import tiff_heads
from blurlab.imaging.limits import TakesTooMuch
from blurlab.imaging.photos import read_photo
from blurlab.imaging.ports import PhotoRef, Region
from blurlab.imaging.source import open_source
from tests.processes import peak_memory

PLAIN = {256: (4, 1, 8), 257: (4, 1, 8), 258: (3, 1, 8), 259: (3, 1, 1), 262: (3, 1, 1), 277: (3, 1, 1)}
STRIPS = {273: (4, 1, 8), 278: (4, 1, 8), 279: (4, 1, 64)}


def tiff(tags: dict[int, tuple[int, int, int]], following: int = 0) -> bytes:
    """tags: (kind, count, value) each."""
    entries = b"".join(struct.pack("<HHII", tag, *entry) for tag, entry in sorted(tags.items()))
    return b"II*\0\x08\0\0\0" + struct.pack("<H", len(tags)) + entries + struct.pack("<I", following)


def sparse(path: Path, data: bytes, size: int = 250_000_000) -> Path:
    path.write_bytes(data)
    with path.open("r+b") as file:
        file.truncate(size)
    return path


@pytest.mark.parametrize("tag", [273, 279, 324, 325])
@pytest.mark.parametrize("bits", [8, 12])
def test_a_table_of_millions_of_strips_is_not_read(tag: int, bits: int, tmp_path: Path) -> None:
    file = sparse(tmp_path / "a.tif", tiff({**PLAIN, **STRIPS, 258: (3, 1, bits), tag: (4, 60_000_000, 200)}))

    def told() -> None:
        with pytest.raises(UnreadablePhoto, match=r"would take more memory|damaged"):
            open_source(PhotoRef(file)).read()

    assert peak_memory(told) < 100_000_000


def test_a_side_below_zero_is_no_page(tmp_path: Path) -> None:
    (tmp_path / "a.tif").write_bytes(tiff({**PLAIN, **STRIPS, 256: (9, 1, (1 << 32) - 8)}) + bytes(99))
    assert not tiff_heads(tmp_path / "a.tif").pages
    with pytest.raises(UnreadablePhoto):
        read_photo(tmp_path / "a.tif")


def test_a_tag_a_thousand_times_over_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entries = struct.pack("<HHII", 258, 3, 4000, 60_000) * 4000
    data = b"II*\0\x08\0\0\0" + struct.pack("<H", 4002) + struct.pack("<HHII", 256, 4, 1, 8) * 2 + entries
    (tmp_path / "a.tif").write_bytes(data + bytes(90_000))
    read: list[int] = []
    unpack = struct.unpack

    def noted(form: str, cell: bytes) -> tuple[int, ...]:
        read.append(len(cell))
        return unpack(form, cell)

    monkeypatch.setattr(struct, "unpack", noted)
    tiff_heads(tmp_path / "a.tif")
    assert sum(read) < 1000


def frame(width: int, height: int, samples: int = 3) -> bytes:
    return b"\xff\xd8\xff\xe0\0\4ab\xff\xc0\0\x11\x08" + struct.pack(">HHB", height, width, samples) + bytes(9)


def codestream(width: int, height: int) -> bytes:
    return b"\xff\x4f\xff\x51\0\x29\0\0" + struct.pack(">IIII", width, height, 0, 0) + bytes(20)


def claims() -> Iterator[tuple[bytes, bool]]:
    yield frame(256, 256), True
    yield codestream(256, 256), True
    yield frame(65_000, 65_000), False
    yield frame(8, 8) + frame(65_000, 65_000), False  # a small one before the real one
    yield codestream(1 << 30, 1 << 30), False
    yield bytes(64), True


@pytest.mark.parametrize(("data", "sound"), [*claims()])
def test_a_tile_that_claims_more_than_tiles_have_is_not_decoded(data: bytes, sound: bool) -> None:
    if sound:
        check_claims(data, 1 << 20)
    else:
        with pytest.raises(TakesTooMuch):
            check_claims(data, 1 << 20)


def test_a_slide_with_such_a_tile_is_told(tmp_path: Path) -> None:
    tifffile = pytest.importorskip("tifffile")
    pytest.importorskip("imagecodecs")

    with tifffile.TiffWriter(tmp_path / "a.tif") as out:
        options = {"tile": (64, 64), "photometric": "rgb", "compression": "jpeg"}
        out.write(np.zeros((128, 128, 3), np.uint8), subifds=1, **options)
        out.write(np.zeros((64, 64, 3), np.uint8), subfiletype=1, **options)
    data = (tmp_path / "a.tif").read_bytes()
    real = struct.pack(">HH", 64, 64)
    assert data.count(b"\x08" + real) > 1
    (tmp_path / "a.tif").write_bytes(data.replace(b"\x08" + real, b"\x08" + struct.pack(">HH", 65_000, 65_000)))
    photo = open_source(PhotoRef(tmp_path / "a.tif", 0, Region(Rect(0, 0, 128, 128), 0)))
    with pytest.raises(UnreadablePhoto, match="would take more memory"):
        photo.read()
