"""A picture is asked for by one port, whatever it lies in: a plain file, and one that is drawn level by level."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from blurlab.core.rect import Rect
from blurlab.errors import UnreadablePhoto
from blurlab.imaging import source
from blurlab.imaging.photos import read_photo
from blurlab.imaging.ports import ImageSource, PhotoRef
from blurlab.imaging.source import KINDS, open_source
from tests.imaging.pyramid_source import SUFFIX, DrawnPyramid


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """60×40, seen 40×60: its EXIF turns it."""
    pixels = np.random.default_rng(1).integers(0, 255, (40, 60, 3), np.uint8)
    exif = Image.Exif()
    exif[274] = 6
    Image.fromarray(pixels).save(tmp_path / "turned.png", exif=exif)
    return tmp_path / "turned.png"


@pytest.fixture
def drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setitem(KINDS, SUFFIX, DrawnPyramid)
    (tmp_path / f"slide{SUFFIX}").write_text("400 300")
    return tmp_path / f"slide{SUFFIX}"


@pytest.fixture(params=["plain", "drawn"])
def any_source(request: pytest.FixtureRequest) -> ImageSource:
    return open_source(PhotoRef(request.getfixturevalue(request.param)))


def test_a_source_tells_its_size_and_gives_any_part_of_any_level(any_source: ImageSource) -> None:
    assert any_source.levels[0] == any_source.size
    for level, (width, height) in enumerate(any_source.levels):
        whole = any_source.read(level)
        assert whole.shape == (height, width, 3) and whole.dtype == np.uint8
        part = any_source.read(level, Rect(2, 3, 5, 7))
        assert (part == whole[3:10, 2:7]).all()
        part[:] = 0  # the caller's own
        assert (any_source.read(level, Rect(2, 3, 5, 7)) == whole[3:10, 2:7]).all()


def test_a_thumbnail_is_the_whole_picture_made_small(any_source: ImageSource) -> None:
    small = any_source.thumbnail(20)
    width, height = any_source.size
    assert max(small.shape[:2]) <= 20 and (small.shape[0] > small.shape[1]) is (height > width)


def test_its_light_is_that_of_its_pixels_and_its_drafts_have_its_shape(any_source: ImageSource) -> None:
    light = any_source.luminance()
    width, height = any_source.size
    assert light.shape == (height, width) and light.dtype == np.uint8
    for draft in any_source.drafts():
        assert draft.shape[0] / draft.shape[1] == pytest.approx(height / width, rel=0.1)


@pytest.mark.parametrize("rect", [Rect(0, 0, 0, 3), Rect(-1, 0, 3, 3), Rect(0, 0, 4000, 3), Rect(39, 0, 4000, 2)])
def test_what_lies_outside_is_a_mistake_of_the_caller(any_source: ImageSource, rect: Rect) -> None:
    with pytest.raises(ValueError, match="not inside"):
        any_source.read(0, rect)


def test_a_level_that_there_is_not_is_a_mistake_of_the_caller(any_source: ImageSource) -> None:
    with pytest.raises(ValueError, match="level"):
        any_source.read(len(any_source.levels))


def test_a_plain_file_is_decoded_once_for_all_its_parts(plain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    decoded: list[Path] = []
    monkeypatch.setattr(source, "read_photo", lambda path, *seen: decoded.append(path) or read_photo(path, *seen))
    opened = open_source(PhotoRef(plain))
    assert opened.size == (40, 60) and decoded == []
    for top in range(0, 60, 10):
        opened.read(0, Rect(0, top, 40, 10))
    assert opened.size == (40, 60) and decoded == [plain]


def test_a_page_that_a_plain_file_has_not_is_told(plain: Path) -> None:
    with pytest.raises(UnreadablePhoto, match=r"The photo “turned.png” has no page 3 that can be read\."):
        open_source(PhotoRef(plain, 2)).read()


def test_a_file_that_cannot_be_read_is_told_when_it_is_asked(tmp_path: Path) -> None:
    gone = open_source(PhotoRef(tmp_path / "gone.jpg"))
    asks: list[Callable[[], object]] = [lambda: gone.size, gone.read, lambda: gone.thumbnail(9), gone.luminance]
    for ask in asks:
        with pytest.raises(UnreadablePhoto, match="no longer exists"):
            ask()
    assert list(gone.drafts()) == []
