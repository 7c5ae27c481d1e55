"""Pictures of strangers that would fill the memory, and pictures whose pixels end early."""

import os
import struct
import threading
from pathlib import Path
from unittest import mock

import numpy as np
import pytest
from PIL import Image, ImageCms

from blurlab.core.opencv import cv2
from blurlab.errors import UnreadablePhoto
from blurlab.imaging import limits
from blurlab.imaging.at_once import AtOnce
from blurlab.imaging.kinds import large_jpeg
from blurlab.imaging.masks import read_grey, read_indices, read_mask
from blurlab.imaging.metadata.tags import read_tags
from blurlab.imaging.photos import photo_size, read_luminance, read_photo, read_thumbnail
from tests.imaging.pngs import chunk, write_png
from tests.processes import peak_memory
from tests.storm.attacks.pictures import jpeg

MB = 1_000_000
SIDE = 3200
READERS = {
    "photo": read_photo,
    "thumbnail": lambda path: read_thumbnail(path, 256),
    "luminance": read_luminance,
    "grey": read_grey,
    "indices": read_indices,
    "mask": lambda path: read_mask(path, 255),
}


@pytest.mark.parametrize("size", [(1, 299_999_999), (299_999_999, 1), (65_536, 10), (20_000, 20_000)])
def test_a_picture_with_sides_that_none_has_is_told_before_it_is_decoded(size: tuple[int, int], tmp_path: Path) -> None:
    path = write_png(tmp_path / "a.png", *size, rows=0)
    for read in (photo_size, read_tags, *READERS.values()):
        with pytest.raises(UnreadablePhoto, match=rf"“a\.png” claims to be {size[0]}×{size[1]} pixels"):
            read(path)


def flat(path: Path, mode: str) -> Path:
    picture = Image.new(mode, (SIDE, SIDE))
    if path.suffix == ".png":
        picture.save(path, compress_level=1)
    else:
        picture.save(path)
    return path


KINDS = ["RGB.png", "RGBA.png", "LA.png", "P.png", "I;16.png", "CMYK.jpg", "F.tif"]


@pytest.mark.parametrize(
    ("name", "reader"),
    [*((name, "photo") for name in KINDS), *(("RGBA.png", reader) for reader in READERS), ("P.png", "thumbnail")],
)
def test_no_kind_of_picture_takes_more_than_four_bytes_a_pixel_beside_itself(
    name: str, reader: str, tmp_path: Path
) -> None:
    """So that the largest, 300 MP, takes 1.2 GB beside itself. A pixel of the photo has three bytes."""
    path = flat(tmp_path / name, name.split(".", maxsplit=1)[0])
    assert peak_memory(lambda: READERS[reader](path)) < (3 + 4) * SIDE * SIDE + 40 * MB


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("a.webp", {}),
        ("a.jpg", {"progressive": True, "subsampling": 0}),
        ("a.tif", {"compression": "tiff_lzw", "tiffinfo": {278: 500}}),
    ],
)
def test_a_decoder_that_would_take_too_much_is_not_started(
    name: str, options: dict[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Image.new("RGB", (500, 500)).save(tmp_path / name, **options)
    assert read_photo(tmp_path / name).shape == (500, 500, 3)
    monkeypatch.setattr(limits, "MEMORY", 950_000)
    with pytest.raises(UnreadablePhoto, match="would take more memory than blurlab allows a file"):
        read_photo(tmp_path / name)
    assert photo_size(tmp_path / name) == (500, 500)


def test_a_later_frame_of_a_large_animation_is_not_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    frames = [Image.new("RGB", (300, 300), colour) for colour in ("red", "green", "blue")]
    frames[0].save(tmp_path / "a.gif", save_all=True, append_images=frames[1:])
    assert read_photo(tmp_path / "a.gif", 2).shape == (300, 300, 3)
    monkeypatch.setattr(limits, "MEMORY", 1_000_000)
    assert read_photo(tmp_path / "a.gif").shape == (300, 300, 3)
    with pytest.raises(UnreadablePhoto, match="would take more memory than blurlab allows a file"):
        read_photo(tmp_path / "a.gif", 2)


def test_a_tile_that_is_larger_than_its_picture_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    tags = [
        (256, 16),
        (257, 16),
        (258, 8),
        (259, 8),
        (262, 1),
        (277, 1),
        (322, 60_000),
        (323, 60_000),
        (324, 8),
        (325, 9),
    ]
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags)
    path.write_bytes(b"II*\0" + struct.pack("<IH", 8, len(tags)) + entries + bytes(64))
    with pytest.raises(UnreadablePhoto, match="would take more memory"):
        read_photo(path)


@pytest.mark.parametrize(("mode", "progressive"), [("CMYK", False), ("CMYK", True), ("RGB", True), ("L", False)])
def test_a_few_bytes_of_jpeg_that_claim_much_are_not_decoded(tmp_path: Path, mode: str, progressive: bool) -> None:
    (tmp_path / "a.jpg").write_bytes(jpeg(mode, claims=(16_000, 16_000), progressive=progressive))
    decoding = mock.patch("PIL.ImageFile.ImageFile.load", side_effect=AssertionError("decoded"))
    with decoding, pytest.raises(UnreadablePhoto, match=r"is truncated|more memory"):
        read_photo(tmp_path / "a.jpg")


@pytest.mark.parametrize("progressive", [False, True])
@pytest.mark.parametrize("mode", ["CMYK", "RGB", "L"])
def test_the_shortest_jpeg_of_its_size_is_read(tmp_path: Path, mode: str, progressive: bool) -> None:
    options = {"progressive": progressive, "optimize": True, "quality": 5}
    (tmp_path / "a.jpg").write_bytes(jpeg(mode, (1600, 1200), **options))
    assert read_photo(tmp_path / "a.jpg").shape == (1200, 1600, 3)


HEAD = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 9, 9, 8, 0, 0, 0, 0))


def sparse(path: Path, head: bytes, size: int = 6 << 30) -> Path:
    path.write_bytes(head)
    os.truncate(path, size)
    return path


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("chunk.png", HEAD + b"\x7f\0\0\0eXIf"),
        ("pixels.png", HEAD + b"\x7f\0\0\0IDAT\x78\x9c\x03\0\0\0\0\1"),
        ("a.webp", b"RIFF\xff\xff\xff\x7fWEBPVP8 "),
        ("a.tif", b"II*\0\x08\0\0\0\1\0" + struct.pack("<HHII", 270, 2, 0x7FFFFFFF, 30) + bytes(4)),
        ("a.jpg", b"\xff\xd8\xff\xe0"),
        ("a.gif", b"GIF89a\x09\0\x09\0\0\0\0\x21\xfe"),
        ("a.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"),
        ("a.dng", b"II*\0\x08\0\0\0\1\0" + struct.pack("<HHII", 270, 2, 0x7FFFFFFF, 30) + bytes(4)),
    ],
)
def test_what_lies_beside_the_pixels_does_not_fill_the_memory(name: str, head: bytes, tmp_path: Path) -> None:
    path = sparse(tmp_path / name, head)

    def work() -> None:
        for read in (read_photo, read_grey):
            with pytest.raises(UnreadablePhoto):
                read(path)

    assert peak_memory(work) < 700 * MB


@pytest.mark.parametrize(("colour", "bits"), [(0, 8), (0, 1), (0, 16), (2, 8), (2, 16), (3, 8), (4, 8), (6, 8)])
@pytest.mark.parametrize("rows", [0, 1, 63])
def test_a_png_whose_rows_end_early_is_told(colour: int, bits: int, rows: int, tmp_path: Path) -> None:
    path = write_png(tmp_path / "a.png", 64, 64, rows=rows, colour=colour, bits=bits, value=200)
    for read in READERS.values():
        with pytest.raises(UnreadablePhoto, match=r"“a\.png” is truncated and cannot be read"):
            read(path)
    whole = write_png(tmp_path / "b.png", 64, 64, colour=colour, bits=bits, value=200)
    assert read_photo(whole).shape == (64, 64, 3)


def test_a_png_without_its_palette_is_told(tmp_path: Path) -> None:
    """Pillow would show its places as greys."""
    path = write_png(tmp_path / "a.png", 64, 64, colour=3)
    path.write_bytes(path.read_bytes().replace(chunk(b"PLTE", bytes(range(256)) * 3), b""))
    for read in READERS.values():
        with pytest.raises(UnreadablePhoto, match=r"“a\.png” is damaged and cannot be read"):
            read(path)


@pytest.mark.parametrize("value", [129, 77, 255, 0])
def test_a_last_row_of_any_colour_is_no_missing_row(value: int, tmp_path: Path) -> None:
    for colour in (0, 2, 3, 4, 6):
        path = write_png(tmp_path / "a.png", 5, 7, colour=colour, value=value)
        assert read_grey(path).shape == (7, 5)
    rgb = np.zeros((4, 6, 3), np.uint8)
    rgb[-1] = 129, 77, 203
    Image.fromarray(rgb).save(tmp_path / "b.png")
    assert (read_photo(tmp_path / "b.png") == rgb).all()
    white = np.zeros((4, 6), np.bool_)
    white[-1] = True
    Image.fromarray(white).save(tmp_path / "c.png")
    assert (read_grey(tmp_path / "c.png") == white * 255).all()


def test_a_gif_whose_rows_end_early_is_told(tmp_path: Path) -> None:
    Image.fromarray(np.arange(6400, dtype=np.uint8).reshape(80, 80) // 4 * 3).save(tmp_path / "a.gif")
    assert read_grey(tmp_path / "a.gif").shape == (80, 80)
    data = (tmp_path / "a.gif").read_bytes()
    at = data.index(b"\x2c\0\0\0\0") + 10
    at += 1 if data[at - 1] < 128 else 1 + 3 * 256
    # One block with a clear code and the end code in place of all the pixels' blocks.
    (tmp_path / "b.gif").write_bytes(data[:at] + b"\x04\x00\x03\x02\x00\x00;")
    with pytest.raises(UnreadablePhoto):
        read_grey(tmp_path / "b.gif")


def test_what_libtiff_says_of_a_damaged_file_stays_off_the_screen(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.tif"
    noise = np.random.default_rng(0).integers(0, 255, (300, 300, 3), np.uint8)
    Image.fromarray(noise).save(path, compression="tiff_lzw")
    damaged = bytearray(path.read_bytes())
    damaged[3000:-3000:97] = b"\xff" * len(damaged[3000:-3000:97])
    path.write_bytes(damaged)
    with pytest.raises(UnreadablePhoto, match=r"“a\.tif” is damaged and cannot be read"):
        read_photo(path)
    assert capfd.readouterr().err == ""


def test_a_progressive_picture_is_whole_in_memory_for_its_thumbnail_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Image.new("RGB", (500, 500)).save(tmp_path / "a.jpg", progressive=True, subsampling=0)
    monkeypatch.setattr(limits, "MEMORY", 950_000)
    with pytest.raises(UnreadablePhoto, match="would take more memory than blurlab allows a file"):
        read_thumbnail(tmp_path / "a.jpg", 64)


def test_large_decodes_wait_for_each_other_and_small_ones_for_none() -> None:
    bound, order = AtOnce(1000), list[str]()

    def large() -> None:
        with bound.taking(limits.MEMORY // 2):
            order.append("second")

    with bound.taking(limits.MEMORY):  # alone it may, whatever it takes
        other = threading.Thread(target=large)
        other.start()
        with bound.taking(10):
            order.append("small")
        assert other.is_alive()
        order.append("first")
    other.join(20)
    assert order == ["small", "first", "second"]


def test_a_progressive_picture_of_more_scans_than_anybody_makes_is_told_at_once(tmp_path: Path) -> None:
    Image.new("RGB", (64, 64)).save(tmp_path / "a.jpg", progressive=True)
    data = bytearray((tmp_path / "a.jpg").read_bytes())
    at = data.rindex(b"\xff\xda")
    (tmp_path / "small.jpg").write_bytes(data[:at] + data[at:-2] * 50 + data[-2:])
    assert read_photo(tmp_path / "small.jpg").shape == (64, 64, 3)  # of a small one they cost nothing
    frame = data.index(b"\xff\xc2") + 5
    data[frame : frame + 4] = struct.pack(">HH", 9000, 9000)
    (tmp_path / "large.jpg").write_bytes(data[:at] + data[at:-2] * 2000 + data[-2:])
    for read in (read_photo, read_luminance, READERS["thumbnail"]):
        with pytest.raises(UnreadablePhoto, match="would take more memory than blurlab allows a file"):
            read(tmp_path / "large.jpg")


def test_a_large_jpeg_has_the_pixels_that_pillow_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    noise = cv2.blur(np.random.default_rng(0).integers(0, 255, (70, 91, 3), np.uint8), (5, 5))
    path = tmp_path / "a.jpg"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for more in ({}, {"icc_profile": profile}, {"subsampling": 2}):
        Image.fromarray(noise).save(path, quality=90, **more)
        usual = read_photo(path)
        monkeypatch.setattr(large_jpeg, "LARGE", 1000)
        assert np.abs(read_photo(path).astype(int) - usual).max() <= 1
        monkeypatch.undo()
    monkeypatch.setattr(large_jpeg, "LARGE", 1000)
    path.write_bytes(path.read_bytes()[:-300])
    with pytest.raises(UnreadablePhoto, match="is truncated"):
        read_photo(path)
    Image.fromarray(noise).save(path, progressive=True)
    assert read_photo(path).shape == (70, 91, 3)
