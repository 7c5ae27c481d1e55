"""Photos and masks from strangers: each is read upright as 8-bit RGB, or told in one sentence."""

import io
import os
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFilter

from blurlab.core.opencv import cv2
from blurlab.errors import UnreadablePhoto
from blurlab.imaging import opening
from blurlab.imaging.finding import find_photos
from blurlab.imaging.masks import read_grey, read_mask
from blurlab.imaging.photos import photo_size, read_photo, read_thumbnail

# Pillow warns about damaged metadata; blurlab silences that where it is used, pytest turns it on again.
pytestmark = pytest.mark.filterwarnings("ignore:::PIL")


def gradient(width: int = 40, height: int = 24) -> np.ndarray:
    """Every corner of its own colour, so that a wrong turn shows."""
    y, x = np.mgrid[0:height, 0:width]
    return np.dstack([x * 255 // (width - 1), y * 255 // (height - 1), np.full_like(x, 60)]).astype(np.uint8)


def assert_like(pixels: np.ndarray, expected: np.ndarray, tolerance: int = 0) -> None:
    assert pixels.dtype == np.uint8
    assert pixels.shape == expected.shape
    assert np.abs(pixels.astype(int) - expected.astype(int)).max() <= tolerance


def one_sentence(text: str) -> bool:
    return text.endswith(".") and "\n" not in text and text[0] in "TO“"


UPRIGHT = {  # orientation → how the stored pixels become the seen ones
    1: lambda a: a,
    2: lambda a: a[:, ::-1],
    3: lambda a: a[::-1, ::-1],
    4: lambda a: a[::-1],
    5: lambda a: a.transpose(1, 0, 2),
    6: lambda a: np.rot90(a, -1),
    7: lambda a: np.rot90(a, 2).transpose(1, 0, 2),
    8: lambda a: np.rot90(a, 1),
}


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("suffix", ["jpg", "png", "webp", "tif"])
def test_a_photo_is_upright_by_its_exif_and_its_size_agrees(tmp_path: Path, suffix: str, orientation: int) -> None:
    stored, path = gradient(), tmp_path / f"a.{suffix}"
    exif = Image.Exif()
    exif[274] = orientation
    lossless = {"jpg": {"quality": 100, "subsampling": 0}, "webp": {"lossless": True}}.get(suffix, {})
    if suffix == "tif":
        Image.fromarray(stored).save(path, tiffinfo={274: orientation})
    else:
        Image.fromarray(stored).save(path, exif=exif, **lossless)
    expected = UPRIGHT[orientation](stored)
    assert_like(read_photo(path), expected, tolerance=6 if suffix == "jpg" else 0)
    assert photo_size(path) == (expected.shape[1], expected.shape[0])
    thumbnail = read_thumbnail(path, 20)
    assert max(thumbnail.shape[:2]) == 20
    assert (thumbnail.shape[0] > thumbnail.shape[1]) == (expected.shape[0] > expected.shape[1])


@pytest.mark.parametrize("value", [0, 9, 700])
def test_a_senseless_orientation_is_ignored(tmp_path: Path, value: int) -> None:
    exif = Image.Exif()
    exif[274] = value
    Image.fromarray(gradient()).save(tmp_path / "a.png", exif=exif)
    assert_like(read_photo(tmp_path / "a.png"), gradient())


@pytest.mark.parametrize("suffix", ["png", "tif"])
def test_sixteen_bits_become_eight(tmp_path: Path, suffix: str) -> None:
    path, deep = tmp_path / f"a.{suffix}", gradient().astype(np.uint16) * 257
    cv2.imwrite(str(path), deep[..., ::-1])
    assert_like(read_photo(path), gradient(), tolerance=1)
    cv2.imwrite(str(path), deep[..., 0])
    assert_like(read_photo(path), np.repeat(gradient()[..., :1], 3, axis=2))


def test_twelve_bits_in_sixteen_are_not_black(tmp_path: Path) -> None:
    ramp = np.linspace(0, 4095, 40 * 24).astype(np.uint16).reshape(24, 40)
    cv2.imwrite(str(tmp_path / "a.tif"), ramp)
    assert_like(read_photo(tmp_path / "a.tif")[..., 0], (ramp / 4095 * 255 + 0.5).astype(np.uint8), tolerance=1)


def test_floats_from_0_to_1_are_read(tmp_path: Path) -> None:
    ramp = np.linspace(0, 1, 40 * 24, dtype=np.float32).reshape(24, 40)
    ramp[0, 0] = np.nan
    Image.fromarray(ramp).save(tmp_path / "a.tif")
    assert_like(read_photo(tmp_path / "a.tif")[..., 1], (np.nan_to_num(ramp) * 255 + 0.5).astype(np.uint8))


@pytest.mark.parametrize("mode", ["L", "1", "P", "CMYK", "YCbCr"])
def test_other_colour_modes_become_rgb(tmp_path: Path, mode: str) -> None:
    source = Image.fromarray(gradient()).convert(mode)
    path = tmp_path / ("a.jpg" if mode in {"CMYK", "YCbCr"} else "a.png")
    source.save(path, quality=100, subsampling=0)
    assert_like(read_photo(path), np.asarray(source.convert("RGB")), tolerance=6)


def test_what_is_transparent_lies_on_white(tmp_path: Path) -> None:
    rgba = np.dstack([gradient(), np.full((24, 40), 255, np.uint8)])
    rgba[:, :10, 3] = 0
    rgba[:, 10:20, 3] = 128
    Image.fromarray(rgba).save(tmp_path / "a.png")
    pixels = read_photo(tmp_path / "a.png")
    assert (pixels[:, :10] == 255).all()
    assert_like(pixels[:, 10:20], ((rgba[:, 10:20, :3].astype(int) + 255) // 2).astype(np.uint8), tolerance=2)
    assert_like(pixels[:, 20:], rgba[:, 20:, :3])


def test_a_palette_with_a_transparent_colour_lies_on_white(tmp_path: Path) -> None:
    palette = Image.new("P", (8, 8), 0)
    palette.putpalette([200, 0, 0, 0, 0, 200])
    palette.putpixel((3, 3), 1)
    palette.save(tmp_path / "a.gif", transparency=0)
    pixels = read_photo(tmp_path / "a.gif")
    assert pixels[0, 0].tolist() == [255, 255, 255]
    assert pixels[3, 3].tolist() == [0, 0, 200]


@pytest.mark.parametrize("suffix", ["gif", "png", "webp", "tif"])
def test_of_an_animation_the_first_frame_is_read(tmp_path: Path, suffix: str) -> None:
    frames = [Image.new("RGB", (12, 9), colour) for colour in ((250, 0, 0), (0, 250, 0), (0, 0, 250))]
    frames[0].save(
        tmp_path / f"a.{suffix}",
        save_all=True,
        append_images=frames[1:],
        **({"lossless": True} if suffix == "webp" else {}),
    )
    assert_like(read_photo(tmp_path / f"a.{suffix}"), np.asarray(frames[0]))
    assert photo_size(tmp_path / f"a.{suffix}") == (12, 9)


def test_of_a_telephones_multi_picture_file_the_first_is_read(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[274] = 6
    pictures = [Image.new("RGB", (16, 8), colour) for colour in ((200, 30, 30), (30, 200, 30))]
    pictures[0].save(tmp_path / "a.jpg", "MPO", save_all=True, append_images=pictures[1:], exif=exif)
    assert_like(read_photo(tmp_path / "a.jpg"), np.rot90(np.asarray(pictures[0]), -1), tolerance=6)
    assert photo_size(tmp_path / "a.jpg") == (8, 16)
    assert read_thumbnail(tmp_path / "a.jpg", 8).shape == (8, 4, 3)


def test_pixels_may_be_written_to(tmp_path: Path) -> None:
    Image.fromarray(gradient()).save(tmp_path / "a.png")
    pixels = read_photo(tmp_path / "a.png")
    pixels[0, 0] = 1
    assert pixels.flags.c_contiguous


def test_a_photo_higher_than_a_strip_is_read_whole(tmp_path: Path) -> None:
    tall = gradient(3, 1300)
    Image.fromarray(tall).save(tmp_path / "a.png")
    assert_like(read_photo(tmp_path / "a.png"), tall)


@pytest.mark.parametrize("suffix", ["jpg", "png", "tif", "webp", "gif", "bmp"])
def test_a_truncated_photo_is_told_in_one_sentence(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    noise = np.random.default_rng(1).integers(0, 255, (200, 300, 3), np.uint8)
    Image.fromarray(noise).save(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(UnreadablePhoto) as told:
        read_photo(path)
    assert f"“a.{suffix}”" in str(told.value)
    assert "truncated" in str(told.value) or "damaged" in str(told.value)
    assert one_sentence(str(told.value))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"Dear diary, this is no photo.\n" * 20, "not a picture"),
        (b"\xff\xd8\xff\xe0", "damaged"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "not a picture"),
        (b"\0" * 5000, "not a picture"),
    ],
)
@pytest.mark.parametrize("read", [read_photo, photo_size, read_grey, lambda path: read_thumbnail(path, 9)])
def test_what_is_no_photo_is_told_in_one_sentence(tmp_path: Path, content: bytes, words: str, read) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(content)
    with pytest.raises(UnreadablePhoto) as told:
        read(path)
    assert words in str(told.value)
    assert one_sentence(str(told.value))


def test_missing_files_and_folders_are_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadablePhoto, match="no longer exists"):
        read_photo(tmp_path / "gone.jpg")
    with pytest.raises(UnreadablePhoto, match="is not a file"):
        read_photo(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_named_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.jpg")
    with pytest.raises(UnreadablePhoto, match="is not a file"):
        read_photo(tmp_path / "a.jpg")


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims to be huge."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")
    )


def test_a_decompression_bomb_is_refused_by_its_header(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(bomb(100_000, 100_000))
    for read in (read_photo, photo_size):
        with pytest.raises(UnreadablePhoto, match="100000×100000 pixels, more than the 300 megapixels"):
            read(tmp_path / "a.png")


def test_a_photo_of_150_megapixels_is_not_taken_for_a_bomb(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(bomb(15_000, 10_000))
    assert photo_size(tmp_path / "a.png") == (15_000, 10_000)


def test_names_from_strangers_do_not_break_the_sentence(tmp_path: Path) -> None:
    for name in ("line\nbreak\x1b[31m.jpg", os.fsdecode(b"latin-\xe9.jpg"), "ü" * 100 + ".jpg"):
        (tmp_path / name).write_bytes(b"no photo")
        with pytest.raises(UnreadablePhoto) as told:
            read_photo(tmp_path / name)
        str(told.value).encode()
        assert str(told.value).isprintable()
        assert len(str(told.value)) < 200


def _encoded(suffix: str) -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[274], exif[271] = 6, "maker"
    Image.fromarray(gradient()).save(out, {"jpg": "JPEG", "tif": "TIFF"}.get(suffix, suffix.upper()), exif=exif)
    return out.getvalue()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), suffix=st.sampled_from(["jpg", "png", "tif", "webp", "gif", "bmp"]))
def test_a_damaged_photo_is_read_or_told_but_never_anything_else(
    tmp_path: Path, data: st.DataObject, suffix: str
) -> None:
    content = bytearray(_encoded(suffix))
    for position, value in data.draw(
        st.lists(st.tuples(st.integers(0, len(content) - 1), st.integers(0, 255)), max_size=20)
    ):
        content[position] = value
    path = tmp_path / f"a.{suffix}"
    path.write_bytes(content[: data.draw(st.integers(0, len(content)))])
    old_limit, opening.MAX_PIXELS = opening.MAX_PIXELS, 4_000_000  # a wild header is slow, not wrong
    try:
        pixels = read_photo(path)
        assert photo_size(path) == (pixels.shape[1], pixels.shape[0])
    except UnreadablePhoto as told:
        assert one_sentence(str(told))
    finally:
        opening.MAX_PIXELS = old_limit


# ---------------------------------------------------------------- masks


def save_mask(path: Path, values: object, mode: str | None = None) -> Path:
    picture = Image.fromarray(np.array(values, np.uint8))
    (picture.convert(mode) if mode else picture).save(path)
    return path


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA", "1", "P", "LA"])
def test_a_mask_of_any_mode_is_read(tmp_path: Path, mode: str) -> None:
    path = save_mask(tmp_path / "a.png", [[0, 255, 255], [0, 0, 255]], mode)
    assert read_mask(path, blurred=255).tolist() == [[0, 255, 255], [0, 0, 255]]
    assert read_mask(path, blurred=0).tolist() == [[255, 0, 0], [255, 255, 0]]


def test_ignore_is_kept_only_where_nothing_else_lies_between(tmp_path: Path) -> None:
    path = save_mask(tmp_path / "a.png", [[0, 128, 255]])
    assert read_mask(path, blurred=255).tolist() == [[0, 128, 255]]
    assert read_mask(path, blurred=0).tolist() == [[255, 128, 0]]
    path = save_mask(tmp_path / "b.png", [[0, 127, 128, 255]])
    assert read_mask(path, blurred=255).tolist() == [[0, 0, 255, 255]]


def small_mask(side: int) -> np.ndarray:
    rows, columns = np.mgrid[:side, :side] / side
    disc = (rows - 0.35) ** 2 + (columns - 0.35) ** 2 < 0.04
    return np.where(disc | ((rows > 0.6) & (columns > 0.55) & (columns < 0.9)), 255, 0).astype(np.uint8)


@pytest.mark.parametrize("side", [64, 100, 128, 200])
@pytest.mark.parametrize("times", [2, 4, 8])
def test_wide_soft_edges_of_small_masks_are_cut_in_the_middle(tmp_path: Path, side: int, times: int) -> None:
    way = Image.Resampling.BILINEAR if times < 8 else Image.Resampling.BICUBIC
    resized = Image.fromarray(small_mask(side // times)).resize((side, side), way)
    smoothed = Image.fromarray(small_mask(side)).filter(ImageFilter.GaussianBlur(times / 3))
    for picture in (resized, smoothed):
        picture.save(tmp_path / "a.png")
        values = np.asarray(picture)
        assert (read_mask(tmp_path / "a.png", 255, only_clear=True) == np.where(values >= 128, 255, 0)).all()


@pytest.mark.parametrize("side", [64, 100, 200])
def test_grey_maps_and_classes_are_no_soft_edges(tmp_path: Path, side: int) -> None:
    random = np.random.default_rng(1)
    noise = random.integers(0, 256, (side, side)).astype(np.uint8)
    coarse = Image.fromarray(random.integers(0, 256, (5, 5)).astype(np.uint8))
    columns = np.broadcast_to(np.arange(side), (side, side))
    classes = Image.fromarray(random.permutation(20)[columns * 20 // side].astype(np.uint8) * 13)
    bands = Image.fromarray(np.array([0, 85, 170, 255], np.uint8)[columns * 4 // side])
    ignored = np.where(columns < side // 4, 128, small_mask(side)).astype(np.uint8)
    for picture in (
        Image.fromarray(noise),
        Image.fromarray(noise).filter(ImageFilter.GaussianBlur(1)),
        coarse.resize((side, side), Image.Resampling.BICUBIC),
        Image.fromarray((columns * 255 // (side - 1)).astype(np.uint8)),
        classes,
        classes.filter(ImageFilter.GaussianBlur(1)),
        bands,
        bands.filter(ImageFilter.GaussianBlur(1)),
        Image.fromarray(ignored).filter(ImageFilter.GaussianBlur(1)),
    ):
        picture.save(tmp_path / "a.png")
        with pytest.raises(UnreadablePhoto, match="is not black and white"):
            read_mask(tmp_path / "a.png", 255, only_clear=True)


def test_zero_and_one_are_black_and_white(tmp_path: Path) -> None:
    assert read_mask(save_mask(tmp_path / "a.png", [[0, 1]]), blurred=255).tolist() == [[0, 255]]
    assert read_mask(save_mask(tmp_path / "b.png", [[0, 0]]), blurred=255).tolist() == [[0, 0]]


def test_a_mask_of_sixteen_bits_is_read(tmp_path: Path) -> None:
    for high in (65535, 255):
        cv2.imwrite(str(tmp_path / "a.png"), np.array([[0, high]], np.uint16))
        assert read_mask(tmp_path / "a.png", blurred=255).tolist() == [[0, 255]]


def test_floats_of_zero_to_one_are_read_as_blurriness(tmp_path: Path) -> None:
    def read(values: list[float]) -> list[int]:
        Image.fromarray(np.array([values], np.float32)).save(tmp_path / "a.tif")
        return read_grey(tmp_path / "a.tif", "prediction")[0].tolist()

    assert read([0.0, 0.25, 0.5, 0.99]) == [0, 64, 128, 252]
    assert read([0.0, 1.0]) == [0, 255]
    assert read([0.0, 20.4, 254.6]) == [0, 20, 255]
    assert read([-1.0, 0.5, float("nan")]) == [0, 128, 0]


def test_polarity_must_be_said(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="255 or 0"):
        read_mask(save_mask(tmp_path / "a.png", [[0]]), blurred=1)


# ---------------------------------------------------------------- folders


def test_photos_are_found_in_natural_order(tmp_path: Path) -> None:
    for name in ("b10.JPG", "b2.jpg", "B1.png", "notes.txt", ".hidden.jpg", "._b2.jpg", "a.tiff"):
        (tmp_path / name).touch()
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "c.jpg").touch()
    (tmp_path / "p.blurlab" / "masks").mkdir(parents=True)
    (tmp_path / "p.blurlab" / "masks" / "1.png").touch()
    assert [path.name for path in find_photos(tmp_path)] == ["a.tiff", "B1.png", "b2.jpg", "b10.JPG"]
    assert [path.name for path in find_photos(tmp_path, recursive=True)] == [
        "a.tiff", "B1.png", "b2.jpg", "b10.JPG", "c.jpg",
    ]  # fmt: skip


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadablePhoto, match="“gone” cannot be listed: it does not exist"):
        find_photos(tmp_path / "gone")
