"""Details of big photos are sources at every scale."""

from pathlib import Path

import numpy as np
from PIL import Image

from training.data.details import SIDE, details
from training.data.gather import folder_sources
from training.data.sources import PhotoCache
from training.proposals.cache import ProposalCache


def write(path: Path, width: int, height: int) -> Path:
    pixels = np.random.default_rng(0).integers(0, 256, (height, width, 3), np.uint8)
    Image.fromarray(pixels).save(path)
    return path


def test_a_big_photo_gives_details_at_full_size_and_by_halves(tmp_path: Path) -> None:
    path = write(tmp_path / "big.png", 5 * SIDE, 4 * SIDE)
    found = details([path], 6)
    assert [each.shrunk for each in found] == [1] * 6 + [2] * 4
    with Image.open(path) as image:
        pixels = np.asarray(image)
    for each in found:
        assert each.left + each.side <= 5 * SIDE and each.top + each.side <= 4 * SIDE
        assert each.read().shape == (SIDE, SIDE, 3)
    first = found[1]
    assert np.array_equal(first.read(), pixels[first.top : first.top + SIDE, first.left : first.left + SIDE])
    assert len({(each.left, each.top) for each in found if each.shrunk == 1}) == 6, "spread over the photo"


def test_a_small_photo_has_none_and_both_stand_in_one_list(tmp_path: Path) -> None:
    write(tmp_path / "small.png", 2 * SIDE - 1, 2 * SIDE - 1)
    write(tmp_path / "wide.png", 3 * SIDE, 2 * SIDE)
    photos = PhotoCache(lambda path: np.zeros((50, 60, 3), np.uint8))
    sources = folder_sources([tmp_path], [], ProposalCache(tmp_path / "proposals"), photos, 2)
    assert [(source.path.stem, source.detail is not None) for source in sources] == [
        ("small", False),
        ("wide", False),
        ("wide", True),
        ("wide", True),
    ]
    assert [source.photo().shape for source in sources[1:3]] == [(50, 60, 3), (SIDE, SIDE, 3)]
    sources[2].flooded = True
    assert sources[2].region(np.random.default_rng(0)).shape == (SIDE, SIDE)
