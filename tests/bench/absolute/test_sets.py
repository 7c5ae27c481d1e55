"""The sets of the absolute answer know which of their pixels are blurred."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.bench.absolute import sets
from tests.bench.rows import CannotRun


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    yield
    sets._files.cache_clear()


def test_a_region_is_blurred_where_the_truth_says_so_and_nowhere_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sets, "DOMAINS", tmp_path)
    (tmp_path / "infrared").mkdir()
    photo = np.random.default_rng(0).integers(0, 256, (60, 80, 3), np.uint8)
    Image.fromarray(photo).save(tmp_path / "infrared" / "noise.png")
    untouched, *blurred = list(sets.infrared())
    assert np.array_equal(untouched.photo, photo) and not untouched.truth.any()
    assert len(blurred) == len(sets.RADII)
    for case in blurred:
        inside = case.truth == 255
        assert 0.2 < inside.mean() < 0.8
        assert np.array_equal(case.photo[~inside], photo[~inside])
        assert case.photo[inside].std() < photo[inside].std() / 2


def test_without_the_photos_a_row_says_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sets, "DOMAINS", tmp_path / "nowhere")
    with pytest.raises(CannotRun, match="nowhere"):
        next(sets.infrared())
