"""Deep pictures are seen by one window, bands are chosen, and each page or frame of a file is a picture of its own."""

import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from blurlab.core.opencv import cv2
from blurlab.core.rect import Rect
from blurlab.errors import UnreadablePhoto
from blurlab.imaging.kinds.depth import depth_of
from blurlab.imaging.kinds.pages import pictures_in
from blurlab.imaging.photos import read_luminance, read_photo, read_thumbnail
from blurlab.imaging.ports import PhotoRef, Region, read_part
from blurlab.imaging.source import open_source
from blurlab.imaging.tones import Tones

tifffile = pytest.importorskip("tifffile")
pytestmark = pytest.mark.filterwarnings("ignore:::PIL")
RAMP = np.linspace(0, 1, 60 * 80).reshape(60, 80)


@pytest.mark.parametrize("suffix", ["png", "tif"])
def test_a_narrow_thermal_range_is_stretched_and_the_same_wherever_it_is_read(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    Image.fromarray((RAMP * 600 + 7300).astype(np.uint16)).save(path)
    seen = read_photo(path)[..., 0]
    assert seen.min() == 0 and seen.max() == 255 and abs(float(seen.mean()) - 127) < 3
    assert (read_luminance(path) == seen).all()
    assert (read_thumbnail(path, 80)[..., 0] == seen).all()
    assert (open_source(path).read(0, Rect(3, 5, 9, 7))[..., 0] == seen[5:12, 3:12]).all()


def test_the_rest_of_a_range_with_a_hot_pixel_is_still_stretched(tmp_path: Path) -> None:
    values = (RAMP * 600 + 7300).astype(np.uint16)
    values[30, 40] = 65535
    Image.fromarray(values).save(tmp_path / "a.png")
    assert read_photo(tmp_path / "a.png")[-1, -1, 0] > 250


def test_a_chosen_range_holds_for_all_readings(tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    Image.fromarray((RAMP * 65535).astype(np.uint16)).save(path)
    source = open_source(PhotoRef(path, tones=Tones(0, 6553.5)))
    seen = source.read()[..., 0]
    assert (seen[7:] == 255).all() and abs(int(seen[3, 0]) - 127) < 4
    assert (source.luminance() == seen).all() and (source.thumbnail(80)[..., 0] == seen).all()


@pytest.mark.parametrize("suffix", ["png", "tif"])
def test_colours_of_16_bits_are_stretched_where_they_are_narrow_and_else_as_they_are(
    tmp_path: Path, suffix: str
) -> None:
    def put(name: str, values: np.ndarray) -> Path:
        path = tmp_path / f"{name}.{suffix}"
        if suffix == "png":
            assert cv2.imwrite(str(path), values[..., ::-1])
        else:
            tifffile.imwrite(path, values, photometric="rgb")
        return path

    scaled = np.dstack([RAMP, RAMP[::-1], RAMP / 2])
    narrow = put("narrow", (scaled * 500 + 300).astype(np.uint16))
    seen = open_source(narrow).read()
    assert seen.min() == 0 and seen.max() == 255 and abs(int(seen[30, 0, 2]) - 64) < 4, "colours keep one range"
    source = open_source(narrow)
    assert source.size == (80, 60) and (source.thumbnail(80) == seen).all()
    assert np.abs(source.luminance().astype(int) - cv2.cvtColor(seen, cv2.COLOR_RGB2GRAY)).max() <= 1
    wide = put("wide", (scaled * 65535).astype(np.uint16))
    assert np.abs(open_source(wide).read().astype(int) - (scaled * 255)).max() <= 1
    chosen = open_source(PhotoRef(wide, tones=Tones(0, 6553.5))).read()
    assert (chosen[7:, :, 0] == 255).all() and depth_of(PhotoRef(narrow)).most == 800
    cut = narrow.with_name(f"cut.{suffix}")
    cut.write_bytes(narrow.read_bytes()[:-200])
    with pytest.raises(UnreadablePhoto, match=r"truncated|damaged"):
        open_source(cut).read()


KINDS = {
    "f16": (RAMP.astype("f2"), {}),
    "f32": (RAMP.astype("f4"), {"compression": "deflate", "predictor": 3}),
    "f64": (RAMP, {}),
    "kelvin": ((RAMP * 12 + 288).astype("f4"), {}),
    "f32rgb": (np.dstack([RAMP] * 3).astype("f4"), {"photometric": "rgb"}),
    "planar": (np.stack([RAMP] * 3).astype("f4"), {"photometric": "rgb", "planarconfig": "separate"}),
    "i16": ((RAMP * 3000 - 1000).astype("i2"), {}),
    "big-endian": ((RAMP * 65535).astype(">u2"), {"byteorder": ">"}),
    "two": ((np.dstack([RAMP] * 2) * 255).astype("u1"), {"photometric": "minisblack", "planarconfig": "contig"}),
    "five": ((np.dstack([RAMP] * 5) * 9000).astype("u2"), {"photometric": "minisblack", "planarconfig": "contig"}),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_depth_of_tiff_is_read(tmp_path: Path, kind: str) -> None:
    values, options = KINDS[kind]
    tifffile.imwrite(tmp_path / "a.tif", values, **options)
    source = open_source(tmp_path / "a.tif")
    seen = source.read()
    assert source.size == (80, 60) and seen.shape == (60, 80, 3)
    assert np.abs(seen[..., 0].astype(int) - RAMP * 255).max() <= 2
    assert source.thumbnail(20).shape == (15, 20, 3) and source.luminance().shape == (60, 80)


@pytest.mark.parametrize("ome", [False, True])
def test_bands_are_chosen_as_three_channels_or_looked_at_one_by_one(tmp_path: Path, ome: bool) -> None:
    """Five bands, each a ramp of its own direction or kind, in a pixel or as the channels of an OME-TIFF."""
    bands = np.stack([RAMP, RAMP[::-1], RAMP[:, ::-1], RAMP**2, 1 - RAMP])
    path = tmp_path / "a.ome.tif"
    if ome:
        stack = np.stack([bands, bands / 2]) * 60000
        tifffile.imwrite(path, stack.astype(np.uint16), ome=True, metadata={"axes": "TCYX"}, photometric="minisblack")
    else:
        values = np.moveaxis(bands * 60000, 0, -1).astype(np.uint16)
        tifffile.imwrite(path, values, photometric="minisblack", planarconfig="contig")
    assert len(pictures_in(path)) == (2 if ome else 1)

    def seen(*chosen: int) -> np.ndarray:
        return open_source(PhotoRef(path, tones=Tones(0, 60000, chosen))).read()

    for number in range(5):
        assert np.abs(seen(number)[..., 1] - bands[number] * 255).max() <= 1
    colours = seen(4, 0, 3)
    for channel, number in enumerate((4, 0, 3)):
        assert np.abs(colours[..., channel] - bands[number] * 255).max() <= 1
    with pytest.raises(UnreadablePhoto):
        seen(7)


def test_a_deep_tiff_without_tifffile_tells_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tifffile.imwrite(tmp_path / "a.tif", RAMP)
    monkeypatch.setitem(sys.modules, "tifffile", None)
    with pytest.raises(UnreadablePhoto, match=r"“a\.tif” needs the package tifffile; install it by"):
        open_source(tmp_path / "a.tif").read()


@pytest.mark.parametrize("cut", [8, 60, 200, 2000])
def test_a_damaged_deep_tiff_is_one_sentence(tmp_path: Path, cut: int) -> None:
    tifffile.imwrite(tmp_path / "a.tif", np.dstack([RAMP] * 5), photometric="minisblack", planarconfig="contig")
    (tmp_path / "a.tif").write_bytes((tmp_path / "a.tif").read_bytes()[:cut])
    with pytest.raises(UnreadablePhoto) as told:
        open_source(tmp_path / "a.tif").read()
    assert str(told.value).startswith("The photo “a.tif” ") and str(told.value).count(".") == 2


def test_a_deep_tiff_that_claims_to_be_huge_is_refused_by_its_header(tmp_path: Path) -> None:
    tifffile.imwrite(tmp_path / "a.tif", np.zeros((2, 2, 5)), photometric="minisblack", planarconfig="contig")
    content = bytearray((tmp_path / "a.tif").read_bytes())
    for tag in (256, 257):  # sides
        at = content.index(tag.to_bytes(2, "little"), 8)
        content[at + 8 : at + 10] = (60_000).to_bytes(2, "little")
    (tmp_path / "a.tif").write_bytes(content)
    with pytest.raises(UnreadablePhoto, match="60000×60000 pixels, more than the"):
        open_source(tmp_path / "a.tif").read()


# ---------------------------------------------------------------- pages


def pages(path: Path, count: int = 3) -> Path:
    """Each page, of its own grey, is a little wider than the one before."""
    made = [Image.new("RGB", (40 + page, 30), (60 * page + 20,) * 3) for page in range(count)]
    if path.suffix != ".tif":
        made = [each.resize((40, 30)) for each in made]
    lossless = {"lossless": True} if path.suffix == ".webp" else {}
    made[0].save(path, save_all=True, append_images=made[1:], **lossless)
    return path


@pytest.mark.parametrize("suffix", ["tif", "gif", "webp"])
def test_each_page_or_frame_is_a_picture(tmp_path: Path, suffix: str) -> None:
    path = pages(tmp_path / f"a.{suffix}")
    refs = pictures_in(path)
    assert refs == [PhotoRef(path, page) for page in range(3)]
    for page, ref in enumerate(refs):
        source = open_source(ref)
        assert source.size == (40 + page * (suffix == "tif"), 30)
        assert abs(int(source.read()[9, 9, 0]) - (60 * page + 20)) <= 1
        assert abs(int(source.thumbnail(20)[4, 4, 0]) - (60 * page + 20)) <= 1
        assert abs(int(source.luminance()[9, 9]) - (60 * page + 20)) <= 1
    with pytest.raises(UnreadablePhoto, match=r"has no page 4 that can be read\."):
        open_source(PhotoRef(path, 3)).read()


def test_smaller_copies_in_a_tiff_are_no_pages(tmp_path: Path) -> None:
    with tifffile.TiffWriter(tmp_path / "a.tif") as tiff:
        for number, kind in enumerate((0, 1, 1, 0)):
            side = 32 if kind == 0 else 8
            tiff.write(np.full((side, side), 50 * number + 20, np.uint8), subfiletype=kind, metadata=None)
    first, second = pictures_in(tmp_path / "a.tif")
    assert open_source(first).read()[0, 0, 0] == 20 and open_source(second).read()[0, 0, 0] == 170


def test_directories_in_a_circle_end(tmp_path: Path) -> None:
    path = pages(tmp_path / "a.tif", 1)
    content = bytearray(path.read_bytes())
    start = int.from_bytes(content[4:8], "little")
    end = start + 2 + 12 * int.from_bytes(content[start : start + 2], "little")
    content[end : end + 4] = start.to_bytes(4, "little")
    path.write_bytes(content)
    assert len(pictures_in(path)) == 1


def test_a_part_is_one_line_and_comes_back(tmp_path: Path) -> None:
    for page, region in ((0, None), (6, None), (0, Region(Rect(3, 4, 50, 60), 2)), (1, Region(Rect(0, 0, 1, 1)))):
        assert read_part(PhotoRef(tmp_path, page, region).part) == (page, region)
    for wild in ("p0", "x1", "p1x1y1w0h1l0", "nonsense", "p99999999"):
        with pytest.raises(ValueError):
            read_part(wild)
    second = PhotoRef(Path("scan.tif"), 1)
    assert (second.name, second.title) == ("scan-p2.tif", "scan.tif, page 2")


@pytest.mark.parametrize(
    "tones", [Tones(), Tones(-3, 4), Tones(7200, 7900.5, (3, 1, 0)), Tones(1e-7, 2e20), Tones(bands=(4,))]
)
def test_tones_are_one_line_and_come_back(tones: Tones) -> None:
    assert Tones.read(tones.text) == tones


@pytest.mark.parametrize("wild", ["9..3", "1..", "b1,2", "1..2 b700", "nan..3", "x" * 99999])
def test_wild_tones_are_refused(wild: str) -> None:
    with pytest.raises(ValueError):
        Tones.read(wild)
