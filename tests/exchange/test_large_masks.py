"""Masks of hundreds of megapixels are read strip by strip: a few bytes a pixel, whatever is in them."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from blurlab.exchange.formats.class_numbers import present
from blurlab.exchange.registry import open_source
from blurlab.imaging.masks import read_indices, read_numbers
from tests.processes import peak_memory

SIDE = 3000
MB = 1_000_000


@pytest.fixture
def coloured(tmp_path: Path) -> Path:
    """A folder as in PASCAL VOC with one large picture of two colours."""
    (tmp_path / "SegmentationClass").mkdir()
    picture = np.zeros((SIDE, SIDE, 3), np.uint8)
    picture[:7, :5] = (128, 0, 0)
    Image.fromarray(picture).save(tmp_path / "SegmentationClass" / "a.png", compress_level=1)
    (tmp_path / "labelmap.txt").write_text("soft:128,0,0::\n", "utf-8")
    return tmp_path


def numbers_of(folder: Path) -> None:
    Image.new("F", (SIDE, SIDE), 3.0).save(folder / "f.tif")
    present(read_numbers(folder / "f.tif"))


@pytest.mark.parametrize("read", [lambda folder: open_source(folder, "voc"), numbers_of])
def test_a_large_mask_takes_a_few_bytes_a_pixel(coloured: Path, read: Callable[[Path], object]) -> None:
    assert peak_memory(lambda: read(coloured)) < 8 * SIDE * SIDE + 90 * MB


def test_colours_are_told_apart_strip_by_strip(coloured: Path) -> None:
    source = open_source(coloured, "voc")
    assert dict(source.classes) == {"soft": 1}
    indices, names = source.indices(coloured / "SegmentationClass" / "a.png")  # type: ignore[attr-defined]
    assert names == {1: "soft"} and indices.sum() == 35 and (indices[:7, :5] == 1).all()


@pytest.mark.parametrize(("mode", "read"), [("RGB", read_numbers), ("RGB", read_indices), ("I;16", read_numbers)])
def test_pixels_that_become_numbers_are_never_all_in_memory_beside_the_picture(
    tmp_path: Path, mode: str, read: Callable[[Path], object]
) -> None:
    side = 5000
    Image.new(mode, (side, side)).save(tmp_path / "a.png", compress_level=1)
    assert peak_memory(lambda: read(tmp_path / "a.png")) < 6 * side * side + 50 * MB
