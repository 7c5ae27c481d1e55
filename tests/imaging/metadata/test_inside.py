"""Marks that a camera, or a program, put inside the photo itself."""

import io
import struct
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from blurlab.imaging.metadata.inside import marks_inside
from blurlab.imaging.metadata.marks import Marks
from tests.imaging import camera_files as files
from tests.imaging.metadata.test_labels import xmp
from tests.imaging.raw_files import ifd

SAID = xmp('xmp:Rating="3" xmp:Label="Rot"')
CR3_PACKET = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")


def fuji(at: int) -> bytes:
    return b"FUJIFILM" + struct.pack("<I", 12) + ifd([(0x1431, 4, (4,))], 12)


def sony(at: int) -> bytes:
    return b"SONY DSC \0\0\0" + ifd([(0x2002, 4, (5,))], at + 12)


def nothing(at: int) -> bytes:
    return b"none"


def rated(stars: int, note: object = nothing, *more: tuple[int, int, bytes]) -> bytes:
    return files.exif_block("Maker", "any", note, first=[(0x4746, 3, (stars,)), *more])  # type: ignore[arg-type]


def with_packet(picture: bytes) -> bytes:
    packet = b"http://ns.adobe.com/xap/1.0/\0" + SAID
    return picture[:2] + b"\xff\xe1" + struct.pack(">H", 2 + len(packet)) + packet + picture[2:]


def tiff() -> bytes:
    out = io.BytesIO()
    Image.fromarray(np.zeros((8, 8), np.uint8)).save(out, "TIFF", tiffinfo={700: SAID})
    return out.getvalue()


def raf_with_packet() -> bytes:
    data = files.raf(rated(0))
    return data[:160] + with_packet(data[160:])


CR3 = files.cr3(rated(0), nothing)
BOXED = CR3[:24] + struct.pack(">I4s", 24 + len(SAID), b"uuid") + CR3_PACKET + SAID + CR3[24:]
FILES = {
    "xmp.jpg": (with_packet(files.jpeg(rated(5))), Marks(3, "Red")),
    "exif.jpg": (files.jpeg(rated(5)), Marks(5)),
    "fuji.jpg": (files.jpeg(rated(0, fuji)), Marks(4)),
    "sony.jpg": (files.jpeg(rated(0, sony)), Marks(5)),
    "unrated.jpg": (files.jpeg(rated(0)), None),
    "xmp.tif": (tiff(), Marks(3, "Red")),
    "xmp.nef": (rated(0, nothing, (700, 1, SAID)), Marks(3, "Red")),
    "long.dng": (rated(0, nothing, (700, 1, SAID + b" " * 100_000)), Marks(3, "Red")),
    "exif.nef": (rated(2), Marks(2)),
    "sony.arw": (rated(0, sony), Marks(5)),
    "xmp.raf": (raf_with_packet(), Marks(3, "Red")),
    "exif.raf": (files.raf(rated(1)), Marks(1)),
    "xmp.cr3": (BOXED, Marks(3, "Red")),
    "damaged.nef": (rated(4, nothing, (700, 1, SAID[:90])), Marks(4)),
    "nonsense.cr3": (CR3[:24] + struct.pack(">I4s", 0xFFFFFFFF, b"uuid") + CR3_PACKET + b"\0" * 30, None),
}


@pytest.mark.parametrize("name", FILES)
def test_marks_given_in_the_camera_are_read(tmp_path: Path, name: str) -> None:
    data, means = FILES[name]
    (tmp_path / name).write_bytes(data)
    assert marks_inside(tmp_path / name) == means


def test_a_file_that_is_gone_says_nothing(tmp_path: Path) -> None:
    assert marks_inside(tmp_path / "gone.nef") is None
