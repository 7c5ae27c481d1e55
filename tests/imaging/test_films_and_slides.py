"""Frames of a film and regions of a slide are pictures like any other, and their files are read within bounds."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from blurlab.cli import main
from blurlab.core.rect import Rect
from blurlab.errors import UnreadablePhoto
from blurlab.imaging.kinds.film import pick_frames
from blurlab.imaging.kinds.pages import pictures_in
from blurlab.imaging.kinds.slide import MAX_PIXELS, Slide
from blurlab.imaging.ports import PhotoRef, Region
from blurlab.imaging.source import open_source
from blurlab.project.project import Project
from tests.imaging.large_files import write_slide
from tests.processes import peak_memory

SIDE = (100_000, 80_000)


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """Four seconds, 25 frames each; frame n is of grey 2 n, and of every second only frame 10 has fine lines."""
    av = pytest.importorskip("av")
    with av.open(str(tmp_path / "film.mp4"), "w") as container:
        stream = container.add_stream("mpeg4", rate=25)
        stream.width, stream.height, stream.pix_fmt, stream.bit_rate = 160, 120, "yuv420p", 4_000_000
        for number in range(100):
            pixels = np.full((120, 160, 3), 2 * number, np.uint8)
            if number % 25 == 10:
                pixels[40:80:2, 40:120] = 255
            container.mux(stream.encode(av.VideoFrame.from_ndarray(pixels, format="rgb24")))
        container.mux(stream.encode())
    return tmp_path / "film.mp4"


def test_frames_of_a_film_are_picked_by_interval_or_sharpness_and_read_by_number(film: Path) -> None:
    assert [ref.page for ref in pick_frames(film, 1.0)] == [0, 25, 50, 75]
    assert [ref.page for ref in pick_frames(film, 1.0, sharpest=True)] == [10, 35, 60, 85]
    assert [ref.page for ref in pictures_in(film)] == [0, 50]
    for number in (0, 26, 63, 99):
        source = open_source(PhotoRef(film, number))
        assert source.size == (160, 120) and abs(int(source.read()[5, 5, 0]) - 2 * number) <= 4
        assert (source.read(0, Rect(3, 4, 9, 8)) == source.read()[4:12, 3:12]).all()
    assert PhotoRef(film, 26).title == "film.mp4, frame 27"
    with pytest.raises(UnreadablePhoto, match=r"The film “film\.mp4” has no frame 401 that can be read\."):
        open_source(PhotoRef(film, 400)).read()
    with pytest.raises(UnreadablePhoto, match="more than 1,000 frames"):
        pick_frames(film, 0.001)


@pytest.mark.parametrize(
    "content", [b"", b"nonsense" * 99, b"#EXTM3U\n#EXTINF:1,\n/etc/hostname\n", b"ffconcat version 1.0\nfile a.mp4\n"]
)
def test_what_is_no_film_or_names_other_files_is_one_sentence(tmp_path: Path, content: bytes) -> None:
    pytest.importorskip("av")
    (tmp_path / "a.mp4").write_bytes(content)
    for read in (pictures_in, lambda path: open_source(PhotoRef(path, 3)).read()):
        with pytest.raises(UnreadablePhoto, match=r"^The film “a\.mp4” [^.]+\.$"):
            read(tmp_path / "a.mp4")


@pytest.fixture(scope="module")
def slide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("tifffile")
    return write_slide(tmp_path_factory.mktemp("slide") / "a.tif", *SIDE)


def test_a_slide_of_8000_mp_is_opened_and_read_by_parts_within_little_memory(slide: Path) -> None:
    (whole,) = pictures_in(slide)
    source = Slide(PhotoRef(slide))
    assert source.size == SIDE and source.levels[-1][0] < 1000
    size = open_source(whole).size
    assert size[0] * size[1] <= 16_000_000 and size[0] / size[1] == pytest.approx(1.25, rel=0.01)
    region = open_source(PhotoRef(slide, 0, Region(Rect(40_000, 30_000, 3000, 2000), 1)))
    assert region.size == (1500, 1000)
    seen = region.read()
    assert (region.read(0, Rect(700, 300, 50, 40)) == seen[300:340, 700:750]).all()
    assert region.thumbnail(100).shape[1:] == (100, 3) and region.luminance().shape == (1000, 1500)
    assert np.ptp(source.read(0, Rect(50_000, 40_000, 600, 600))) > 50  # there is something to see in the middle
    assert (source.read(0, Rect(0, 0, 300, 300)) == source.read(0, Rect(0, 0, 300, 300))).all()

    def look() -> None:
        for left in range(0, 90_000, 9_000):
            Slide(PhotoRef(slide)).read(0, Rect(left, 40_000, 2000, 2000))

    assert peak_memory(look) < 400_000_000
    with pytest.raises(UnreadablePhoto, match=r"is too large to be opened whole; choose regions of it\."):
        source.read()
    with pytest.raises(UnreadablePhoto, match="has no region"):
        _ = open_source(PhotoRef(slide, 0, Region(Rect(99_000, 0, 3000, 2000)))).size
    assert SIDE[0] * SIDE[1] > MAX_PIXELS


def test_parts_are_the_same_whichever_tiles_they_lie_in(tmp_path: Path) -> None:
    tifffile = pytest.importorskip("tifffile")
    pixels = np.random.default_rng(0).integers(0, 255, (300, 500, 3), np.uint8)
    with tifffile.TiffWriter(tmp_path / "a.tif") as tiff:
        tiff.write(pixels, tile=(64, 64), subifds=1, photometric="rgb")
        tiff.write(pixels[::2, ::2], tile=(64, 64), subfiletype=1, photometric="rgb")
    source = Slide(PhotoRef(tmp_path / "a.tif"))
    assert source.levels == ((500, 300), (250, 150))
    assert (source.read() == pixels).all() and (source.read(1) == pixels[::2, ::2]).all()
    assert (source.read(0, Rect(50, 60, 120, 77)) == pixels[60:137, 50:170]).all()


def test_a_film_and_a_slide_come_into_a_project_by_a_command(film: Path, slide: Path, tmp_path: Path) -> None:
    project = tmp_path / "p.blurlab"
    assert main(["import", str(project), "--film", str(film), "--every", "1", "--sharpest"]) == 0
    assert main(["import", str(project), "--slide", str(slide), "--region", "50000,40000,600,400"]) == 0
    with Project.open(project) as opened:
        names = [photo.name for photo in opened.photos()]
        assert names == ["film-p11.mp4", "film-p36.mp4", "film-p61.mp4", "film-p86.mp4", "a-x50000y40000w600.tif"]
        assert [photo.title for photo in opened.photos()][-1] == "a.tif, at 50000, 40000"
        assert open_source(opened.photos()[-1].ref).read().shape == (400, 600, 3)


@pytest.mark.parametrize("suffix", [".svs", ".ndpi", ".mrxs"])
def test_what_is_no_slide_is_one_sentence(tmp_path: Path, suffix: str) -> None:
    pytest.importorskip("openslide")
    path = tmp_path / f"a{suffix}"
    path.write_bytes(b"nonsense" * 99)
    reads: list[Callable[[Path], object]] = [pictures_in, lambda path: open_source(path).size]
    for read in reads:
        with pytest.raises(UnreadablePhoto, match=rf"^The slide “a\{suffix}” [^.]+\.$"):
            read(path)
