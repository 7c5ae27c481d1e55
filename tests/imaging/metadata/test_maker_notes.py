"""Notes that programs moved, turned or put aside, and cameras that number their points instead of telling places."""

import json
import shutil
import struct
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from blurlab.imaging.metadata.focus_points import focus_note, maker_focus_area
from blurlab.imaging.metadata.tags import read_tags
from tests.imaging import camera_files as files
from tests.imaging.camera_files import HIGH, WIDE
from tests.imaging.metadata.test_focus_points import AT, NOTES, middle, read
from tests.imaging.raw_files import Entry, ifd


def moved(block: bytes, note: bytes, by: int) -> bytes:
    """The block as an editor leaves it that puts the note `by` bytes later, or earlier, and keeps its inside."""
    at = block.index(note)
    pointer = struct.pack("<HHII", 0x927C, 7, len(note), at)
    assert pointer in block
    there = block.replace(pointer, struct.pack("<HHII", 0x927C, 7, len(note), at + by))
    return there[: at + by] + note if by < 0 else there[:at] + b"\1" * by + note


def canon_with_foot(at: int) -> bytes:
    note = files.canon(eos=True)(at)
    return note + struct.pack("<2sHI", b"II", 42, at)


@pytest.mark.parametrize("by", [-16, 24, 500, 4096])
@pytest.mark.parametrize("model", ["ILCE-7M4", "Canon EOS R5", "Canon with a foot", "DC-S5"])
def test_a_note_that_an_editor_moved_is_read_as_the_camera_wrote_it(model: str, by: int) -> None:
    make, make_note, _ = NOTES.get(model, ("Canon", canon_with_foot, "<"))
    spare: list[Entry] = [(0xEA1C, 7, b"\0" * 40)]  # what the editor took out where the note lies earlier
    name = "Canon EOS R5" if make == "Canon" else model
    data = files.exif_block(make, name, make_note, first=spare)
    at = data.index(make_note(0)[:12] if make != "Canon" else struct.pack("<HHH", 1, 0x26, 3))
    note = make_note(at)
    note += b"\0" * (len(note) % 2)
    assert middle(maker_focus_area(read(moved(data, note, by)), WIDE, HIGH)) == pytest.approx(AT, abs=0.01)


@pytest.mark.parametrize("order", "<>")
def test_a_note_of_the_other_byte_order_than_its_block_is_read(order: str) -> None:
    other = {"<": ">", ">": "<"}[order]
    data = files.exif_block("Canon", "Canon EOS R5", files.canon(eos=True, order=other), order)
    assert middle(maker_focus_area(read(data), WIDE, HIGH)) == pytest.approx(AT, abs=0.01)


@pytest.mark.parametrize("before", [b"", b"\0\0\0\1\xff\xe1\x12\x34Exif"])
@pytest.mark.parametrize("model", ["ILCE-7M4", "Canon EOS R5", "NIKON Z 7", "X-T5", "OM-1"])
def test_the_note_within_a_converted_dng_is_read(model: str, before: bytes) -> None:
    make, make_note, _ = NOTES[model]
    place = 900  # where it was in the camera's file
    data = b"II" + struct.pack(">I", place) + before + make_note(place)
    private = b"Adobe\0" + b"SR2 " + struct.pack(">I", 3) + b"abc\0" + b"MakN" + struct.pack(">I", len(data)) + data
    entries = [(271, 2, make.encode() + b"\0"), (272, 2, model.encode() + b"\0"), (0xC634, 1, private)]
    found = read(struct.pack("<2sHI", b"II", 42, 8) + ifd(entries, 8))
    assert middle(maker_focus_area(found, WIDE, HIGH)) == pytest.approx(AT, abs=0.01)


def nikon(number: int, kind: int = 1) -> bytes:
    record = bytearray(40)
    record[:4], record[6], record[7] = b"0100", kind, number
    inner = struct.pack(">2sHI", b"MM", 42, 8) + ifd([(0xB7, 7, bytes(record))], 8, ">")
    return files.exif_block("NIKON CORPORATION", "NIKON D750", lambda at: b"Nikon\0\x02\x11\0\0" + inner)


def old_nikon(bits: int) -> bytes:
    inner = struct.pack(">2sHI", b"MM", 42, 8) + ifd([(0x88, 7, struct.pack(">BBH", 0, 9, bits))], 8, ">")
    return files.exif_block("NIKON CORPORATION", "NIKON D200", lambda at: b"Nikon\0\x02\x11\0\0" + inner)


def pentax(kind: int, value: int) -> bytes:
    return files.exif_block("PENTAX", "PENTAX K-3", lambda at: b"AOC\0II" + ifd([(0x0F, kind, (value,))], at + 6))


SIDES: dict[str, tuple[Callable[[], bytes], str]] = {
    "51 points": (lambda: nikon(27), "B10, above and right of the middle; how far from it is not known."),
    "39 points": (lambda: nikon(39, 3), "D1, below and left of the middle; how far from it is not known."),
    "11 points": (lambda: nikon(7, 2), "number 7, left of the middle; how far from it is not known."),
    "153 points": (lambda: nikon(94, 7), "number 94; where that lies is not known."),
    "D200": (lambda: old_nikon(1 << 6), "number 7, above and right of the middle; how far from it is not known."),
    "K-3": (lambda: pentax(4, 0b100), "number 3, above the middle; how far from it is not known."),
    "K-5": (lambda: pentax(3, 6), "number 6, right of the middle; how far from it is not known."),
}


@pytest.mark.parametrize("camera", SIDES)
def test_a_numbered_point_is_told_by_its_side_and_has_no_place(camera: str) -> None:
    data, told = SIDES[camera]
    assert focus_note(read(data())) == f"The camera focused at its point {told}"
    assert maker_focus_area(read(data()), WIDE, HIGH) is None


@pytest.mark.parametrize(
    "data", [nikon(1), nikon(1, 2), nikon(1, 3), nikon(1, 7), old_nikon(1), pentax(4, 1 << 13), pentax(3, 5)]
)
def test_the_middle_one_of_numbered_points_has_a_place(data: bytes) -> None:
    assert focus_note(read(data)) == "The camera focused at its middle point."
    assert middle(maker_focus_area(read(data), WIDE, HIGH)) == pytest.approx((0.5, 0.5))


@pytest.mark.parametrize("data", [nikon(0), old_nikon(0), old_nikon(3), pentax(3, 0xFFFF), pentax(3, 0), pentax(4, 3)])
def test_no_point_or_several_are_none(data: bytes) -> None:
    assert focus_note(read(data)) == ""
    assert maker_focus_area(read(data), WIDE, HIGH) is None


@pytest.mark.skipif(shutil.which("exiftool") is None, reason="exiftool is not installed")
def test_exiftool_has_the_same_names_for_all_points(tmp_path: Path) -> None:
    for kind, count in ((1, 51), (3, 39)):
        for number in range(1, count + 1):
            (tmp_path / f"{kind}-{number:02}.jpg").write_bytes(files.jpeg(nikon(number, kind)))
    for bit in range(27):
        (tmp_path / f"K-{bit:02}.jpg").write_bytes(files.jpeg(pentax(4, 1 << bit)))
    done = subprocess.run(
        ["exiftool", "-j", "-PrimaryAFPoint", "-AFPointsInFocus", "."],
        cwd=tmp_path, capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    for each in json.loads(done.stdout):
        told = read_tags(tmp_path / each["SourceFile"]).focus_note
        if "PrimaryAFPoint" in each:
            name = each["PrimaryAFPoint"].partition(" ")[0]
            assert f"point {name}," in told or (name == "C6" and "middle point" in told)
            continue
        name = each["AFPointsInFocus"].casefold()
        assert ("right of" in told) == ("right" in name)
        assert ("left of" in told) == ("left" in name)
        assert ("above" in told) == ("top" in name or "upper" in name)
