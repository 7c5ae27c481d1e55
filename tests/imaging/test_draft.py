"""The first look at a photo: quick, upright, of the photo's shape; and never an error."""

import io
import struct
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from blurlab.imaging import draft
from blurlab.imaging.draft import read_drafts
from blurlab.imaging.kinds import tiff_draft

LEFT, RIGHT = (200, 40, 40), (40, 60, 200)


def halves(width: int, height: int) -> Image.Image:
    """Red on the left, blue on the right."""
    pixels = np.empty((height, width, 3), np.uint8)
    pixels[:, : width // 2], pixels[:, width // 2 :] = LEFT, RIGHT
    return Image.fromarray(pixels)


def exif_with(thumbnail: Image.Image | bytes, orientation: int = 1) -> bytes:
    """EXIF as a camera writes it: an orientation, and a JPEG thumbnail in the second part."""
    if isinstance(thumbnail, Image.Image):
        stored = io.BytesIO()
        thumbnail.save(stored, "JPEG", quality=90)
        data = stored.getvalue()
    else:
        data = thumbnail
    first, second = 8, 8 + 2 + 12 + 4
    start = second + 2 + 24 + 4
    one = struct.pack("<HHHII", 1, 274, 3, 1, orientation) + struct.pack("<I", second)
    two = struct.pack("<HHHII", 2, 513, 4, 1, start) + struct.pack("<HHII", 514, 4, 1, len(data)) + bytes(4)
    return b"Exif\0\0II*\0" + struct.pack("<I", first) + one + two + data


def drafts_of(path: Path) -> list[np.ndarray]:
    return list(read_drafts(path))


def near(pixel: np.ndarray, colour: tuple[int, int, int]) -> bool:
    return bool(np.abs(pixel.astype(int) - colour).max() < 40)


def test_a_large_jpeg_is_first_decoded_at_an_eighth(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draft, "_LEAST_REDUCED", 100_000)
    path = tmp_path / "a.jpg"
    halves(803, 401).save(path)
    (picture,) = drafts_of(path)
    assert picture.shape[0] in (50, 51) and picture.shape[1:] == (101, 3)
    assert near(picture[25, 10], LEFT) and near(picture[25, 90], RIGHT)


def test_a_photo_that_is_soon_decoded_and_one_that_is_no_jpeg_have_no_draft(tmp_path: Path) -> None:
    for name in ("a.jpg", "b.png"):
        halves(300, 200).save(tmp_path / name)
        assert drafts_of(tmp_path / name) == []


@pytest.mark.parametrize("bars", [False, True])
def test_the_cameras_thumbnail_comes_first_without_the_bars_beside_it(tmp_path: Path, bars: bool) -> None:
    thumbnail = halves(160, 107)
    if bars:
        filled = Image.new("RGB", (160, 120))
        filled.paste(thumbnail, (0, 7))
        thumbnail = filled
    path = tmp_path / "a.jpg"
    halves(900, 600).save(path, exif=exif_with(thumbnail))
    (picture,) = drafts_of(path)
    assert picture.shape[1] == 160 and 105 <= picture.shape[0] <= 108
    assert near(picture[3, 20], LEFT) and near(picture[-4, 140], RIGHT)


def test_a_draft_is_upright_as_the_photo_is(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    halves(900, 600).save(path, exif=exif_with(halves(150, 100), orientation=6))
    (picture,) = drafts_of(path)
    assert picture.shape == (150, 100, 3)
    assert near(picture[20, 50], LEFT) and near(picture[130, 50], RIGHT)


def test_the_preview_of_a_multi_picture_file_is_preferred(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    halves(1800, 1200).save(path, "MPO", save_all=True, append_images=[halves(720, 480)])
    (picture,) = drafts_of(path)
    assert picture.shape == (480, 720, 3) and near(picture[240, 30], LEFT)


def test_a_thumbnail_of_another_shape_is_not_the_photos(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    halves(900, 300).save(path, exif=exif_with(halves(160, 120)))
    assert drafts_of(path) == []


@pytest.mark.parametrize("broken", ["thumbnail", "file", "gone"])
def test_damage_gives_no_draft_and_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str) -> None:
    monkeypatch.setattr(draft, "_LEAST_REDUCED", 1)
    path = tmp_path / "a.jpg"
    if broken == "thumbnail":
        halves(800, 400).save(path, exif=exif_with(b"\xff\xd8 no picture"))
        (picture,) = drafts_of(path)
        assert picture.shape == (50, 100, 3), "the photo itself is sound"
        return
    if broken == "file":
        path.write_bytes(b"\xff\xd8\xff\xe0 and nothing more")
    assert drafts_of(path) == []


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small TIFFs count as large."""
    monkeypatch.setattr(tiff_draft, "_LEAST", 1)
    monkeypatch.setattr(tiff_draft, "_DECODED", 100_000)
    monkeypatch.setattr(tiff_draft, "_LONGEST", 120)


@pytest.mark.usefixtures("soon")
@pytest.mark.parametrize("compression", [None, "tiff_lzw", "tiff_adobe_deflate", "packbits"])
@pytest.mark.parametrize("mode", ["RGB", "L", "1", "P", "CMYK", "I;16", "F"])
def test_a_large_tiff_is_seen_by_some_of_its_rows(tmp_path: Path, compression: str | None, mode: str) -> None:
    rows = {278: 2}  # to a strip
    deep = mode in {"I;16", "F"}
    pixels = np.asarray(halves(400, 900)).copy()
    pixels[:, :200] = 255
    photo = Image.fromarray(pixels).convert("L" if deep else mode)
    if deep:
        photo = Image.fromarray(np.asarray(photo).astype(np.uint16 if mode == "I;16" else np.float32) * 7)
    photo.save(tmp_path / "a.tif", compression=compression, tiffinfo=rows)
    (draft,) = drafts_of(tmp_path / "a.tif")
    assert draft.shape[0] == 120 and 52 <= draft.shape[1] <= 54
    left, right = draft[30:90, 5:20].mean((0, 1)), draft[30:90, -20:-5].mean((0, 1))
    assert np.abs(left - right).max() > 40, "the two halves"


@pytest.mark.usefixtures("soon")
def test_rows_of_a_tiff_without_compression_are_read_from_one_strip_too(tmp_path: Path) -> None:
    pixels = np.asarray(halves(200, 2000)).copy()
    pixels[1000:] = 255
    big = Image.fromarray(pixels)
    big.save(tmp_path / "a.tif", tiffinfo={274: 6, 278: 2000})
    (draft,) = drafts_of(tmp_path / "a.tif")
    assert draft.shape == (12, 120, 3), "upright"
    assert draft[:, :50].min() == 255 and near(draft[9, 110], RIGHT) and near(draft[2, 110], LEFT)


@pytest.mark.usefixtures("soon")
def test_a_tiff_that_must_be_decoded_whole_has_no_draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    halves(400, 900).save(tmp_path / "a.tif", compression="tiff_lzw", tiffinfo={278: 900})
    assert drafts_of(tmp_path / "a.tif") == []
    halves(400, 900).save(tmp_path / "b.tif", tiffinfo={278: 2})
    assert drafts_of(tmp_path / "b.tif")
    data = (tmp_path / "b.tif").read_bytes()
    (tmp_path / "b.tif").write_bytes(data[: len(data) // 2])
    assert drafts_of(tmp_path / "b.tif") == [], "what ends early is told by its decoder"
    monkeypatch.setattr(tiff_draft, "_LEAST", 1_000_000)
    halves(400, 900).save(tmp_path / "c.tif", tiffinfo={278: 2})
    assert drafts_of(tmp_path / "c.tif") == []
