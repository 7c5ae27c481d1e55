"""Foreign formats: what goes out comes in again to the pixel, and strangers' files do no harm."""

import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from blurlab.exchange.meaning import Meaning, Polarity, meaning_of
from blurlab.exchange.outgoing import Item
from blurlab.exchange.registry import guess, open_source, writer_of
from tests.fixtures.formats import WRITTEN, WRITTEN_HERE

CODES = st.sampled_from([0, 128, 255])
sizes = st.tuples(st.integers(1, 17), st.integers(1, 17))
masks = sizes.flatmap(lambda size: arrays.arrays(np.uint8, size, elements=CODES, fill=CODES))


def round_trip(format_name: str, polarity: Polarity, codes: list[np.ndarray], folder: Path) -> list[np.ndarray]:
    """Write masks, then find out what was written and read it."""
    writer = writer_of(format_name)(folder, polarity)
    for number, mask in enumerate(codes):
        writer.add(Item(f"p{number}", f"p{number}.jpg", mask.shape[1], mask.shape[0]), mask)
    writer.finish()
    source = open_source(folder, format_name)
    meaning = meaning_of(source.classes, polarity)
    assert [Path(entry.name).stem for entry in source.entries] == [f"p{n}" for n in range(len(codes))]
    assert not any(source.is_unmarked(entry) or entry.problem for entry in source.entries)
    return [
        source.read(entry, mask.shape[1], mask.shape[0], meaning)
        for entry, mask in zip(source.entries, codes, strict=True)
    ]


@pytest.mark.parametrize("format_name", WRITTEN)
@settings(max_examples=30, deadline=None)
@given(codes=st.lists(masks, min_size=1, max_size=3), polarity=st.sampled_from(Polarity))
def test_any_mask_of_any_size_survives_the_round_trip(
    format_name: str, codes: list[np.ndarray], polarity: Polarity
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for before, after in zip(codes, round_trip(format_name, polarity, codes, Path(folder)), strict=True):
            assert after.dtype == np.uint8
            assert (before == after).all()


@pytest.mark.parametrize("format_name", WRITTEN)
@pytest.mark.parametrize("polarity", Polarity)
@pytest.mark.parametrize("code", [0, 128, 255])
def test_masks_of_one_value_survive_and_the_format_is_known_again(
    format_name: str, polarity: Polarity, code: int, tmp_path: Path
) -> None:
    codes = [np.full(shape, code, np.uint8) for shape in ((1, 1), (1, 7), (301, 299))]
    for before, after in zip(codes, round_trip(format_name, polarity, codes, tmp_path), strict=True):
        assert (before == after).all()
    assert guess(tmp_path) == format_name


def test_the_other_polarity_exchanges_sharp_and_blurred_and_nothing_else(tmp_path: Path) -> None:
    mask = np.array([[0, 128, 255, 255]], np.uint8)
    for name in WRITTEN_HERE:
        writer = writer_of(name)(tmp_path / name, Polarity.BLURRED)
        writer.add(Item("a", "a.jpg", 4, 1), mask)
        writer.finish()
        source = open_source(tmp_path / name)
        assert source.format == name
        (entry,) = source.entries
        assert source.read(entry, 4, 1, Meaning(Polarity.SHARP)).tolist() == [[255, 128, 0, 0]], name
