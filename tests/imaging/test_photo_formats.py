"""HEIC, AVIF, camera RAW and colour profiles: read as every other photo, or one sentence names what to install."""

import importlib.util
import io
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms, PngImagePlugin, features

from blurlab.errors import UnreadablePhoto
from blurlab.imaging import decoders
from blurlab.imaging.finding import find_photos
from blurlab.imaging.limits import MAX_PIXELS
from blurlab.imaging.metadata.capture import read_capture
from blurlab.imaging.metadata.tags import read_tags
from blurlab.imaging.photos import photo_size, read_luminance, read_photo, read_thumbnail, read_to_cull
from blurlab.imaging.raw import opened
from tests.imaging.raw_files import dng
from tests.imaging.test_photos import UPRIGHT, assert_like, gradient, one_sentence

needs_heif = pytest.mark.skipif(importlib.util.find_spec("pillow_heif") is None, reason="pillow-heif is not installed")
needs_rawpy = pytest.mark.skipif(importlib.util.find_spec("rawpy") is None, reason="rawpy is not installed")
needs_avif = pytest.mark.skipif(not features.check("avif"), reason="this Pillow was built without AVIF")
JPEG_XL = 52546  # the compression in a DNG 1.7 that LibRaw is built without
pytestmark = pytest.mark.filterwarnings("ignore:::PIL")


def write_heic(path: Path, pixels: np.ndarray, orientation: int = 1, area: tuple[int, ...] = ()) -> Path:
    from pillow_heif import register_heif_opener

    register_heif_opener(thumbnails=False)
    exif, picture = Image.Exif(), Image.fromarray(pixels)
    exif[274] = orientation
    if area:
        exif.get_ifd(0x8769)[37396] = area
    picture.info["exif"] = exif.tobytes()
    picture.save(path, "HEIF", quality=-1, chroma="444", matrix_coefficients=0)
    return path


def half_red(height: int = 64, width: int = 128) -> np.ndarray:
    pixels = np.full((height, width, 3), (30, 60, 90), np.uint8)
    pixels[:, : width // 2] = (240, 20, 20)
    return pixels


@needs_heif
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_telephones_heic_is_upright_and_its_size_agrees(tmp_path: Path, orientation: int) -> None:
    stored = gradient(128, 64)
    path = write_heic(tmp_path / "a.heic", stored, orientation, area=(100, 20, 10, 10))
    expected = UPRIGHT[orientation](stored)
    assert_like(read_photo(path), expected, tolerance=4)
    assert photo_size(path) == (expected.shape[1], expected.shape[0])
    assert read_luminance(path).shape == expected.shape[:2]
    assert max(read_thumbnail(path, 32).shape[:2]) == 32
    seen = np.zeros((64, 128, 1))
    seen[15:25, 95:105] = 1
    rows, columns = np.nonzero(UPRIGHT[orientation](seen)[..., 0])
    box = read_capture(read_tags(path)).focus_area
    assert box is not None
    height, width = expected.shape[:2]
    assert (box.left * width, box.top * height) == pytest.approx((columns.min(), rows.min()), abs=0.6)


@needs_avif
@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_an_avif_is_upright_and_its_size_agrees(tmp_path: Path, orientation: int) -> None:
    exif = Image.Exif()
    exif[274] = orientation
    path = tmp_path / "a.avif"
    Image.fromarray(gradient(128, 64)).save(path, exif=exif, quality=95)
    expected = UPRIGHT[orientation](gradient(128, 64))
    assert_like(read_photo(path), expected, tolerance=12)
    assert photo_size(path) == (expected.shape[1], expected.shape[0])


@needs_heif
def test_a_heic_named_jpg_is_read_all_the_same(tmp_path: Path) -> None:
    path = write_heic(tmp_path / "a.heic", gradient(64, 64)).rename(tmp_path / "IMG_1.JPG")
    assert_like(read_photo(path), gradient(64, 64), tolerance=4)


@needs_heif
def test_a_damaged_heic_is_told_in_one_sentence(tmp_path: Path) -> None:
    path = write_heic(tmp_path / "a.heic", gradient(128, 64))
    path.write_bytes(path.read_bytes()[:-900])
    with pytest.raises(UnreadablePhoto) as told:
        read_photo(path)
    assert one_sentence(str(told.value))


@needs_heif
def test_a_huge_heic_is_refused_by_its_header(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_heic(tmp_path / "a.heic", gradient(128, 64))
    monkeypatch.setattr("blurlab.imaging.opening.MAX_PIXELS", 5000)
    with pytest.raises(UnreadablePhoto, match="128×64 pixels, more than the"):
        read_photo(path)


# ---------------------------------------------------------------- camera RAW


@needs_rawpy
@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_a_raw_photo_is_decoded_upright_and_its_size_agrees(tmp_path: Path, orientation: int) -> None:
    stored, path = gradient(80, 48), tmp_path / "a.dng"
    path.write_bytes(dng(stored, orientation))
    expected = UPRIGHT[orientation](stored)
    pixels = read_photo(path)
    assert pixels.shape == expected.shape
    assert np.abs(pixels[4:-4, 4:-4].astype(int) - expected[4:-4, 4:-4].astype(int)).mean() < 25
    assert photo_size(path) == (expected.shape[1], expected.shape[0])
    assert read_luminance(path).shape == expected.shape[:2]
    tags = read_tags(path)
    assert (tags.width, tags.height, tags.orientation) == (80, 48, orientation)


@needs_rawpy
@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_the_cameras_picture_decoded_at_once_is_the_one_that_pillow_decodes(tmp_path: Path, orientation: int) -> None:
    path = tmp_path / "a.dng"
    path.write_bytes(dng(gradient(80, 48), orientation, preview=half_red(48, 80)))
    with opened(path, MAX_PIXELS) as photo:
        slowly, at_once = photo.preview(80), photo.preview_pixels(80)
    assert slowly is not None and at_once is not None and at_once.flags.c_contiguous
    assert at_once.shape[1::-1] == slowly.size == photo_size(path)
    assert np.abs(np.asarray(slowly, int) - at_once).max() <= 2


@needs_rawpy
def test_culling_sees_the_cameras_picture_at_the_size_of_the_photo(tmp_path: Path) -> None:
    path = tmp_path / "a.dng"
    for preview in (half_red(48, 80), half_red(46, 77)):
        path.write_bytes(dng(gradient(80, 48), 6, preview=preview))
        seen = read_to_cull(path)
        assert seen is not None and seen.flags.writeable
        assert seen.shape[1::-1] == photo_size(path)
        assert seen.reshape(-1, 3).max(axis=0)[0] > 200 and np.ptp(seen[..., 0]) > 100  # red and black, no gradient
    path.write_bytes(dng(gradient(80, 48), 6, preview=half_red(24, 40)))
    assert read_to_cull(path) is None  # half as large: it shows no detail
    Image.fromarray(gradient(80, 48)).save(tmp_path / "a.jpg")
    assert read_to_cull(tmp_path / "a.jpg") is None


@needs_rawpy
def test_browsing_takes_the_cameras_preview_where_it_is_large_enough(tmp_path: Path) -> None:
    path = tmp_path / "a.dng"
    path.write_bytes(dng(gradient(80, 48), 6, preview=half_red(192, 320)))
    thumbnail = read_thumbnail(path, 40)
    assert thumbnail.shape == (40, 24, 3)
    assert thumbnail[5].mean(axis=0).tolist() == pytest.approx([240, 20, 20], abs=12)  # the red half lies above
    assert read_thumbnail(path, 400).shape == (80, 48, 3)  # never larger than the photo
    path.write_bytes(dng(gradient(80, 48), 6, preview=half_red(16, 32)))
    assert read_thumbnail(path, 40)[2, 2].tolist() != pytest.approx([240, 20, 20], abs=40)


@needs_rawpy
def test_a_raw_that_claims_to_be_huge_is_refused_by_its_header(tmp_path: Path) -> None:
    path = tmp_path / "a.dng"
    path.write_bytes(dng(gradient(80, 48), claims=60_000))
    for read in (photo_size, read_photo, read_luminance, read_tags, lambda path: read_thumbnail(path, 9)):
        with pytest.raises(UnreadablePhoto, match="60000×60000 pixels, more than the 300 megapixels"):
            read(path)


@needs_rawpy
@pytest.mark.parametrize(
    "content", [b"", b"no photo at all" * 99, dng(gradient(80, 48))[:4000]], ids=["0", "text", "½"]
)
def test_a_damaged_raw_is_told_in_one_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.nef"
    path.write_bytes(content)
    with pytest.raises(UnreadablePhoto) as told:
        read_photo(path)
    assert one_sentence(str(told.value)) and "“a.nef”" in str(told.value)


def test_a_jpeg_with_the_suffix_of_a_raw_is_read_as_what_it_is(tmp_path: Path) -> None:
    Image.fromarray(gradient()).save(tmp_path / "a.arw", "JPEG", quality=100, subsampling=0)
    assert_like(read_photo(tmp_path / "a.arw"), gradient(), tolerance=6)


def test_a_card_of_a_camera_and_a_telephone_is_found(tmp_path: Path) -> None:
    for name in ("a.CR3", "b.nef", "c.HEIC", "d.avif", "e.jpg", "f.xmp", "g.raw.txt"):
        (tmp_path / name).touch()
    assert [path.name for path in find_photos(tmp_path)] == ["a.CR3", "b.nef", "c.HEIC", "d.avif", "e.jpg"]


HEIC_START = b"\0\0\0\x1cftypheic\0\0\0\0mif1heicmiaf" + b"\0" * 99


@pytest.mark.parametrize(
    ("module", "package", "name", "content"),
    [
        ("pillow_heif", "pillow-heif", "IMG_7.heic", HEIC_START),
        ("rawpy", "rawpy", "DSC_7.nef", dng(gradient(80, 48))),
    ],
)
def test_without_its_package_one_sentence_tells_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str, package: str, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    monkeypatch.setitem(sys.modules, module, None)  # which makes `import` fail
    decoders._heif.cache_clear()
    try:
        for read in (photo_size, read_photo, read_luminance, read_tags, lambda path: read_thumbnail(path, 9)):
            with pytest.raises(UnreadablePhoto) as told:
                read(tmp_path / name)
            assert str(told.value) == (
                f"The photo “{name}” needs the package {package}; install it by `python -m pip install {package}`."
            )
    finally:
        decoders._heif.cache_clear()


def test_nobody_waits_for_a_decoder_that_is_not_needed(tmp_path: Path) -> None:
    Image.fromarray(gradient()).save(tmp_path / "a.jpg")
    code = (
        "import sys; from pathlib import Path; from blurlab.imaging.finding import find_photos;"
        "from blurlab.imaging.photos import read_photo;"
        f"read_photo(find_photos(Path({str(tmp_path)!r}))[0]); print({{'rawpy', 'pillow_heif'}} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "set()"


@needs_rawpy
def test_a_raw_that_the_decoder_does_not_know_is_told_as_that_and_browsed_by_its_preview(tmp_path: Path) -> None:
    path = tmp_path / "a.dng"
    for preview in (half_red(192, 320), half_red(48, 80)):  # large enough, and all that there is
        path.write_bytes(dng(gradient(80, 48), preview=preview, compression=JPEG_XL))
        for read in (read_photo, read_luminance):
            with pytest.raises(UnreadablePhoto) as told:
                read(path)
            assert str(told.value) == "The photo “a.dng” cannot be decoded here: rawpy does not know its compression."
        assert photo_size(path) == (80, 48)
        assert read_thumbnail(path, 64)[20, 5].tolist() == pytest.approx([240, 20, 20], abs=12)


# ---------------------------------------------------------------- gamma


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA"])
def test_a_png_is_seen_with_its_gamma(tmp_path: Path, mode: str) -> None:
    """gAMA 1.0: the values are light, and half the light looks like 0.5 ** (1 / 2.2)."""
    path, half = tmp_path / "a.png", {"L": 128, "RGB": (128,) * 3, "RGBA": (128, 128, 128, 255)}[mode]

    def write(gamma: int, **said: object) -> None:
        info = PngImagePlugin.PngInfo()
        info.add(b"gAMA", gamma.to_bytes(4, "big"))
        Image.new(mode, (40, 24), half).save(path, pnginfo=info, **said)

    write(100_000)
    assert read_photo(path)[9, 9].tolist() == [186] * 3 == read_thumbnail(path, 20)[9, 9].tolist()
    assert read_luminance(path)[9, 9] == 186
    write(45_455)
    assert read_photo(path)[9, 9].tolist() == [128] * 3
    write(100_000, icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    assert read_photo(path)[9, 9].tolist() == [128] * 3  # a profile says more


# ---------------------------------------------------------------- colour profiles


def wide_profile() -> bytes:
    """A profile of RGB whose red and green are swapped: nothing else could look like it was honoured."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    at = {bytes(profile[place : place + 4]): place for place in range(132, 132 + 12 * 20, 12)}
    red, green = at[b"rXYZ"], at[b"gXYZ"]
    profile[red : red + 4], profile[green : green + 4] = profile[green : green + 4], profile[red : red + 4]
    name = int.from_bytes(profile[at[b"desc"] + 4 : at[b"desc"] + 8], "big")
    length = int.from_bytes(profile[at[b"desc"] + 8 : at[b"desc"] + 12], "big")
    text = bytes(profile[name : name + length]).replace("sRGB".encode("utf-16-be"), "SWAP".encode("utf-16-be"))
    profile[name : name + length] = text.replace(b"sRGB", b"SWAP")
    return bytes(profile)


@pytest.mark.parametrize("suffix", ["jpg", "png", "tif", "webp"])
def test_a_colour_profile_is_honoured_everywhere(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    options = {"jpg": {"quality": 100, "subsampling": 0}, "webp": {"lossless": True}}.get(suffix, {})
    Image.fromarray(half_red()).save(path, icc_profile=wide_profile(), **options)
    for pixels in (read_photo(path), read_thumbnail(path, 64)):
        assert pixels[3, 3].tolist() == pytest.approx([20, 240, 20], abs=4)


def test_a_profile_of_srgb_changes_nothing(tmp_path: Path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    Image.fromarray(gradient()).save(tmp_path / "a.png", icc_profile=profile)
    assert_like(read_photo(tmp_path / "a.png"), gradient())


def test_transparency_survives_a_profile(tmp_path: Path) -> None:
    rgba = np.dstack([half_red(), np.full((64, 128), 255, np.uint8)])
    rgba[:8, :, 3] = 0
    Image.fromarray(rgba).save(tmp_path / "a.png", icc_profile=wide_profile())
    pixels = read_photo(tmp_path / "a.png")
    assert pixels[2, 2].tolist() == [255, 255, 255]
    assert pixels[20, 2].tolist() == pytest.approx([20, 240, 20], abs=4)


@pytest.mark.parametrize("mode", ["L", "CMYK", "RGB"])
@pytest.mark.parametrize(
    "profile", [b"nonsense", wide_profile()[:300], wide_profile()[:140] + b"\xff" * 900, b"\0" * 5000], ids=range(4)
)
def test_a_broken_or_foreign_profile_is_ignored(tmp_path: Path, mode: str, profile: bytes) -> None:
    path = tmp_path / "a.jpg"
    Image.fromarray(half_red()).convert(mode).save(path, icc_profile=profile, quality=100)
    plain = io.BytesIO()
    Image.fromarray(half_red()).convert(mode).save(plain, "JPEG", quality=100)
    assert_like(read_photo(path), np.asarray(Image.open(plain).convert("RGB")), tolerance=1)
