"""The makers' own focus points are read as exiftool documents them; bytes of strangers are never more than unknown."""

import json
import shutil
import struct
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from blurlab.imaging.metadata.capture import read_capture
from blurlab.imaging.metadata.directory import of_bytes
from blurlab.imaging.metadata.exif import Exif, read_exif
from blurlab.imaging.metadata.focus_points import maker_focus_area
from blurlab.imaging.metadata.tags import read_tags
from blurlab.sharpness.subject import Box
from tests.imaging import camera_files as files
from tests.imaging.raw_files import Entry, ifd

AT = (4200 / 6000, 1200 / 4000)  # of every note here: where the camera focused
NOTES = {
    "Canon EOS R5": ("Canon", files.canon(eos=True), "<"),
    "Canon EOS R6, high bytes first": ("Canon", files.canon(eos=True, order=">"), ">"),
    "Canon PowerShot G7 X": ("Canon", files.canon(eos=False), "<"),
    "Canon EOS 350D": ("Canon", files.old_canon(), "<"),
    "NIKON D750": ("NIKON CORPORATION", files.nikon(b"0100", 0x10, 1), "<"),
    "NIKON D500": ("NIKON CORPORATION", files.nikon(b"0101", 0x46, 1), ">"),
    "NIKON Z 7": ("NIKON CORPORATION", files.nikon(b"0300", 0x2A, 2), "<"),
    "NIKON Z 9": ("NIKON CORPORATION", files.nikon(b"0400", 0x3E, 1), "<"),
    "ILCE-7M4": ("SONY", files.sony(), "<"),
    "X-T5": ("FUJIFILM", files.fuji, "<"),
    "E-M1MarkII": ("OLYMPUS CORPORATION", files.olympus(), "<"),
    "E-M5": ("OLYMPUS CORPORATION", files.olympus(areas=True), "<"),
    "OM-1": ("OM Digital Solutions", files.olympus(b"OM SYSTEM\0\0\0II\x04\0"), "<"),
    "DC-S5": ("Panasonic", files.panasonic(), "<"),
}
SIZED = {model for model in NOTES if model.startswith(("Canon", "NIKON", "ILCE"))}


def block(model: str) -> bytes:
    make, note, order = NOTES[model]
    return files.exif_block(make, model, note, order)


def read(data: bytes) -> Exif:
    exif = read_exif(of_bytes(data))
    assert exif is not None
    return exif


def middle(box: Box | None) -> tuple[float, float]:
    assert box is not None
    return (box.left + box.right) / 2, (box.top + box.bottom) / 2


@pytest.mark.parametrize("model", NOTES)
def test_the_focus_point_of_each_maker_is_read_from_a_photo(tmp_path: Path, model: str) -> None:
    (tmp_path / "a.jpg").write_bytes(files.jpeg(block(model)))
    capture = read_capture(read_tags(tmp_path / "a.jpg"))
    assert middle(capture.focus_area) == pytest.approx(AT, abs=0.01)
    assert capture.seconds is not None
    box = capture.focus_area
    assert box is not None
    if model in SIZED:
        assert (box.right - box.left, box.bottom - box.top) == pytest.approx((240 / 6000, 160 / 4000), abs=1e-6)


@pytest.mark.parametrize("model", ["ILCE-7M4", "Canon EOS R5"])
def test_the_point_turns_with_the_photo(tmp_path: Path, model: str) -> None:
    make, note, order = NOTES[model]
    turned = files.exif_block(make, model, note, order, first=[(274, 3, (6,))])
    (tmp_path / "a.jpg").write_bytes(files.jpeg(turned))
    assert middle(read_capture(read_tags(tmp_path / "a.jpg")).focus_area) == pytest.approx((1 - AT[1], AT[0]))


@pytest.mark.skipif(shutil.which("exiftool") is None, reason="exiftool is not installed")
def test_exiftool_reads_the_same_points(tmp_path: Path) -> None:
    names = {model: f"{place:02}.jpg" for place, model in enumerate(NOTES)}
    for model, name in names.items():
        (tmp_path / name).write_bytes(files.jpeg(block(model)))
    done = subprocess.run(
        ["exiftool", "-j", "-n", "-AF*", "-Focus*", *names.values()],
        cwd=tmp_path, capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    told = {each["SourceFile"]: each for each in json.loads(done.stdout)}

    def values(model: str, tag: str) -> list[float]:
        return [float(part) for part in str(told[names[model]][tag]).split()]

    for model in ("Canon EOS R5", "Canon EOS R6, high bytes first"):
        assert values(model, "AFAreaXPositions")[1] == 1200 and values(model, "AFAreaYPositions")[1] == 800
        assert values(model, "AFPointsInFocus") == [2]
    assert values("Canon EOS 350D", "AFAreaXPositions")[1] == 1200
    assert values("Canon PowerShot G7 X", "AFAreaYPositions")[1] == -800
    for model in ("NIKON D750", "NIKON D500", "NIKON Z 7", "NIKON Z 9"):
        assert [values(model, f"AFArea{name}")[0] for name in ("XPosition", "YPosition", "Width")] == [4200, 1200, 240]
    assert values("ILCE-7M4", "FocusLocation") == [6000, 4000, 4200, 1200]
    assert values("ILCE-7M4", "FocusFrameSize") == [240, 160, 257]
    assert values("X-T5", "FocusPixel") == [4200, 1200]
    for model in ("E-M1MarkII", "OM-1"):
        assert values(model, "AFPointSelected")[:2] == [0.7, 0.3]
    assert int(values("E-M5", "AFAreas")[0]).to_bytes(4, "big") == bytes([173, 71, 183, 82])
    assert values("DC-S5", "AFPointPosition") == [0.7, 0.3]


def test_the_notes_of_raw_files_are_found() -> None:
    canon = NOTES["Canon EOS R5"]
    for data in (
        block("ILCE-7M4"),
        files.raf(block("X-T5")),
        files.rw2(block("DC-S5")),
        files.cr3(files.exif_block("Canon", "Canon EOS R5", canon[1]), canon[1]),
    ):
        assert middle(maker_focus_area(read(data), 6000, 4000)) == pytest.approx(AT, abs=0.01)
    olympus = block("OM-1")
    assert middle(maker_focus_area(read(b"IIRO" + olympus[4:]), 6000, 4000)) == pytest.approx(AT, abs=0.01)


def test_where_the_camera_did_not_focus_there_is_no_point() -> None:
    for note in (
        files.sony(frame=(0, 0, 0), x=3000, y=2000),  # the middle, because it does not know
        files.sony(x=0, y=0),
        files.nikon(b"0300", 0x2A, 0),
        files.nikon(b"0100", 0x10, 0),
        files.nikon(b"0999", 0x10, 1),
        files.panasonic(0, 0),
        files.panasonic(16777216 * 100, 16777216 * 100),
        lambda at: b"",
        lambda at: b"PENTAX \0 and no more",
    ):
        assert maker_focus_area(read(files.exif_block("SONY", "any", note)), 6000, 4000) is None


def test_a_point_that_was_only_chosen_is_none_in_focus(tmp_path: Path) -> None:
    make, note, _ = NOTES["Canon EOS R5"]
    data = files.exif_block(
        make, "Canon EOS R5", lambda at: note(at).replace(struct.pack("<3H", 2, 7, 0), struct.pack("<3H", 0, 1, 0))
    )
    (tmp_path / "a.jpg").write_bytes(files.jpeg(data))
    capture = read_capture(read_tags(tmp_path / "a.jpg"))
    assert capture.focus_area is None
    assert capture.settings.focus == "The camera confirmed the focus at none of its points."


def test_a_file_that_points_into_itself_for_ever_ends() -> None:
    assert read_exif(of_bytes(b"Exif\0\0" * 5000)) is None
    loop = struct.pack("<2sHI", b"II", 0x55, 8) + struct.pack("<HHHII", 1, 0x2E, 7, 5000, 0) + b"\0" * 5000
    assert read_exif(of_bytes(loop)) is None
    boxes = b"\0\0\0\1moov" + (0).to_bytes(8, "big") + b"\0" * 5000
    assert read_exif(of_bytes(struct.pack(">I4s4s4s", 16, b"ftyp", b"crx ", b"\0" * 4) + boxes)) is None


def unknown_or_a_box(data: bytes) -> None:
    exif = read_exif(of_bytes(data))
    if exif is not None:
        exif.main.values(), exif.part.values()
        box = maker_focus_area(exif, 600, 400)
        assert box is None or (0 <= box.left <= box.right <= 1 and 0 <= box.top <= box.bottom <= 1)


@settings(max_examples=150, deadline=None)
@given(
    head=st.sampled_from(
        [b"II*\0\x08\0\0\0", b"MM\0*\0\0\0\x08", b"IIU\0\x08\0\0\0", b"FUJIFILM", b"\0\0\0\x18ftypcrx ", b""]
    ),
    rest=st.binary(max_size=400),
)
def test_random_bytes_are_never_more_than_unknown(head: bytes, rest: bytes) -> None:
    unknown_or_a_box(head + rest)


CANON = NOTES["Canon EOS R5"][1]
WHOLE = [block(model) for model in NOTES] + [
    files.raf(block("X-T5")),
    files.rw2(block("DC-S5")),
    files.cr3(files.exif_block("Canon", "Canon EOS R5", CANON), CANON),
]


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_a_damaged_note_is_never_more_than_unknown(data: st.DataObject) -> None:
    content = bytearray(data.draw(st.sampled_from(WHOLE)))
    for position, value in data.draw(
        st.lists(st.tuples(st.integers(0, len(content) - 1), st.integers(0, 255)), max_size=30)
    ):
        content[position] = value
    unknown_or_a_box(bytes(content[: data.draw(st.integers(0, len(content)))] if data.draw(st.booleans()) else content))


def by_hand(make: str) -> tuple[str, Callable[[int], bytes]]:
    """A model, and a note of a lens focused by hand that still names the point chosen."""
    shorts = (46, 0, 0, 0, 0, 0, 0, 3, *[0] * 15)  # Canon's settings, of which the eighth is the focus mode
    area = files.canon(eos=True)
    off = struct.pack("<3H", 2, 3, 3), struct.pack("<3H", 0, 3, 3)
    nikon = b"Nikon\0\x02\x11\0\0II\x2a\0\x08\0\0\0" + ifd([(7, 2, b"MF    \0")], 8)
    fuji = b"FUJIFILM" + struct.pack("<I", 12) + ifd([(0x1021, 3, (1,)), (0x1023, 3, (4200, 1200))], 12)
    sony: list[Entry] = [(0x201B, 1, (0,)), (0x2027, 3, (6000, 4000, 4200, 1200))]
    panasonic: list[Entry] = [(7, 3, (2,)), (0x4D, 5, (70, 100, 30, 100))]
    settings: dict[str, tuple[str, Callable[[int], bytes]]] = {
        "Canon": ("Canon EOS 6D", lambda at: area(at).replace(*off)),
        "Canon settings": ("Canon EOS R5", lambda at: ifd([(1, 3, shorts)], at)),
        "NIKON CORPORATION": ("NIKON Z 7", lambda _at: nikon),
        "SONY": ("ILCE-7M4", lambda at: b"SONY DSC \0\0\0" + ifd(sony, at + 12)),
        "FUJIFILM": ("X-T5", lambda _at: fuji),
        "Panasonic": ("DC-S5", lambda at: b"Panasonic\0\0\0" + ifd(panasonic, at + 12)),
    }
    return settings[make]


@pytest.mark.parametrize("make", ["Canon", "Canon settings", "NIKON CORPORATION", "SONY", "FUJIFILM", "Panasonic"])
def test_a_lens_focused_by_hand_has_no_focus_point(tmp_path: Path, make: str) -> None:
    model, note = by_hand(make)
    data = files.exif_block(make.removesuffix(" settings"), model, note)
    (tmp_path / "a.jpg").write_bytes(files.jpeg(data))
    capture = read_capture(read_tags(tmp_path / "a.jpg"))
    assert capture.focus_area is None
    assert capture.settings.focus == "The camera was focused by hand."
    if shutil.which("exiftool") and make != "Canon":
        command = ["exiftool", "-s3", "-FocusMode", tmp_path / "a.jpg"]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
        assert done.stdout.strip().startswith(("Manual", "MF")), done.stdout


def test_the_cameras_settings_are_read(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[272] = "X-T5"
    exif.get_ifd(0x8769).update({33434: 1 / 250, 33437: 2.8, 34855: 400, 37386: 56.0, 42036: "XF56mmF1.2 R"})
    Image.new("RGB", (40, 30)).save(tmp_path / "a.jpg", exif=exif)
    told = read_capture(read_tags(tmp_path / "a.jpg")).settings
    assert (told.aperture, told.iso, told.focal, told.lens, told.camera) == (2.8, 400, 56.0, "XF56mmF1.2 R", "X-T5")
    assert told.shutter == pytest.approx(1 / 250)
