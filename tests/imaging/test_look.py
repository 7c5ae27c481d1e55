"""A PNG tells at which scale it was predicted, and what a stranger wrote in its place is not believed."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from blurlab.core.prediction import Look, View
from blurlab.imaging.png import CUT_KEY, SCALE_KEY, VIEW_KEY, encode_grey, look_in, read_own, with_look

PLANE = np.arange(12, dtype=np.uint8).reshape(3, 4)


@pytest.mark.parametrize("look", [Look(View.FULL, 1.0), Look(View.WHOLE, 13.39), Look(View.WHOLE, 0.8), Look()])
@pytest.mark.parametrize("cut", [None, 1, 255])
def test_what_is_told_is_read_and_the_pixels_stay(tmp_path: Path, look: Look, cut: int | None) -> None:
    path = tmp_path / "told.png"
    path.write_bytes(with_look(encode_grey(PLANE), look, cut))
    assert look_in(path) == (look, cut)
    assert (read_own(path) == PLANE).all()
    with Image.open(path) as picture:  # as any other program reads it
        assert picture.text.get(VIEW_KEY) == str(look.view)


def test_a_png_that_tells_nothing_and_a_missing_one_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "plain.png"
    path.write_bytes(encode_grey(PLANE))
    assert look_in(path) == (None, None)
    path.write_bytes(b"no picture")
    assert look_in(path) == (None, None)
    with pytest.raises(OSError):
        look_in(tmp_path / "missing.png")


@pytest.mark.parametrize("scale", ["nan", "inf", "-1", "0", "1e99", "one", "", "9" * 500])
@pytest.mark.parametrize("cut", ["0", "256", "-1", "12345", "²", "a"])
def test_wild_numbers_are_not_believed(tmp_path: Path, scale: str, cut: str) -> None:
    from PIL.PngImagePlugin import PngInfo

    told = PngInfo()
    for key, text in ((VIEW_KEY, "full"), (SCALE_KEY, scale), (CUT_KEY, cut)):
        told.add_text(key, text)
    path = tmp_path / "wild.png"
    Image.fromarray(PLANE).save(path, pnginfo=told)
    assert look_in(path) == (Look(View.FULL, None), None)


def test_a_wild_view_tells_nothing(tmp_path: Path) -> None:
    from PIL.PngImagePlugin import PngInfo

    told = PngInfo()
    told.add_text(VIEW_KEY, "from the moon")
    path = tmp_path / "wild.png"
    Image.fromarray(PLANE).save(path, pnginfo=told)
    assert look_in(path) == (None, None)


def test_a_length_beyond_the_file_ends_the_search(tmp_path: Path) -> None:
    data = bytearray(with_look(encode_grey(PLANE), Look(View.FULL, 1.0)))
    data[33:37] = b"\xff\xff\xff\xff"  # of the first text
    path = tmp_path / "long.png"
    path.write_bytes(bytes(data))
    assert look_in(path) == (None, None)
