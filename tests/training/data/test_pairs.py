"""Labels of predictions at 100 % are learnt from at the photo's own pixels, those of whole views as a whole."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from blurlab.core.prediction import View
from training.data.pairs import HELD_OUT_SIDE, LEARNT_PARTS, LEARNT_SIDE, PAIR_SHORT_SIDE, PairReader, Part

HEIGHT, WIDTH = 1500, 2200


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.png"
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    Image.fromarray(np.stack([x % 256, y % 256, (x // 256) * 16 + y // 256], axis=2).astype(np.uint8)).save(path)
    return path


def codes() -> np.ndarray:
    mask = np.zeros((HEIGHT, WIDTH), np.uint8)
    mask[:, : WIDTH // 2] = 255
    return mask


def test_a_part_holds_the_photos_own_pixels_and_their_mask(photo: Path) -> None:
    reader = PairReader()
    whole = np.asarray(Image.open(photo))
    found = set()
    for number in range(LEARNT_PARTS):
        pair = reader.pair("photo", "", photo, codes, Part(LEARNT_SIDE, number))
        pixels, mask = pair.read()
        assert pair.view is View.FULL and pixels.shape == (LEARNT_SIDE, LEARNT_SIDE, 3)
        left = int(pixels[0, 0, 0]) + 256 * (int(pixels[0, 0, 2]) // 16)
        top = int(pixels[0, 0, 1]) + 256 * (int(pixels[0, 0, 2]) % 16)
        place = np.s_[top : top + LEARNT_SIDE, left : left + LEARNT_SIDE]
        assert (pixels == whole[place]).all() and (mask == codes()[place]).all()
        found.add((top, left))
    assert len(found) > 1
    again = PairReader().pair("photo", "", photo, codes, Part(LEARNT_SIDE, 3)).read()
    assert (again[0] == reader.pair("photo", "", photo, codes, Part(LEARNT_SIDE, 3)).read()[0]).all()


def test_a_part_is_where_both_classes_are(photo: Path) -> None:
    mask = PairReader().pair("photo", "", photo, codes, Part(HELD_OUT_SIDE)).read()[1]
    assert mask.shape == (HELD_OUT_SIDE, HELD_OUT_SIDE) and 0.1 < (mask == 255).mean() < 0.9


def test_a_label_as_a_whole_is_read_small_and_a_small_photo_has_one_part(photo: Path, tmp_path: Path) -> None:
    pair = PairReader().pair("photo", "", photo, codes)
    pixels, mask = pair.read()
    assert pair.view is View.WHOLE and min(pixels.shape[:2]) == PAIR_SHORT_SIDE and mask.shape == pixels.shape[:2]
    small = tmp_path / "small.png"
    Image.fromarray(np.zeros((90, 120, 3), np.uint8)).save(small)
    part = PairReader().pair("small", "", small, lambda: np.zeros((90, 120), np.uint8), Part(LEARNT_SIDE)).read()
    assert part[0].shape == (90, 120, 3) and part[1].shape == (90, 120)
