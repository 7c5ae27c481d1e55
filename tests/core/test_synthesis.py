"""The settings of the synthesis survive JSON, and damage is told."""

import json
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blurlab.core.synthesis import DIALS, BlurRanges, Synthesis, SynthesisError, read_rejected

shares = st.floats(0, 1)
rising = st.tuples(st.floats(1e-3, 1), st.floats(1e-3, 1)).map(lambda pair: (min(pair), max(pair)))


@given(rising, rising, shares, shares, st.none() | st.integers(0, 2**31 - 1), st.text(), st.text())
def test_settings_come_back_from_json(
    sigma: tuple[float, float],
    bend: tuple[float, float],
    motion: float,
    sharp: float,
    seed: int | None,
    masks: str,
    sources: str,
) -> None:
    ranges = replace(BlurRanges(), sigma=sigma, bend=bend, motion=motion, all_sharp=sharp)
    synthesis = Synthesis(ranges, seed, masks, sources)
    assert Synthesis.read(json.loads(json.dumps(synthesis.as_dict()))) == synthesis


def test_what_is_missing_stays_as_the_recipe_has_it() -> None:
    recipe = replace(BlurRanges(), motion=0.9, disk=0.1)
    assert Synthesis.read(None, recipe) == Synthesis(recipe)
    assert Synthesis.read({"ranges": {"disk": 1}}, recipe).ranges == replace(recipe, disk=1.0)


def test_the_dials_reach_the_settings_that_blurlab_came_with() -> None:
    for dial in DIALS:
        value = getattr(BlurRanges(), dial.field)
        low, high = value if dial.is_range else (value, value)
        assert dial.lowest <= low <= high <= dial.highest, dial.label
    assert {dial.field for dial in DIALS} == {each.name for each in fields(BlurRanges)}


@pytest.mark.parametrize(
    ("stored", "sentence"),
    [
        ([], "must be a table"),
        ({"colour": 1}, "no setting “colour”"),
        ({"seed": -1}, "whole number"),
        ({"seed": True}, "whole number"),
        ({"masks": 3}, "must be a path"),
        ({"sources": ["a"]}, "source photos must be a path"),
        ({"ranges": {"blur": 1}}, "no setting “blur”"),
        ({"ranges": {"sigma": 0.1}}, "must be two numbers"),
        ({"ranges": {"sigma": [0.1, "0.2"]}}, "must be two numbers"),
        ({"ranges": {"sigma": [0.2, 0.1]}}, "rising"),
        ({"ranges": {"motion": None}}, "must be a number"),
        ({"ranges": {"motion": float("nan")}}, "must be a number"),
        ({"ranges": {"motion": 2}}, "between 0 and 1"),
    ],
)
def test_damage_is_one_sentence(stored: object, sentence: str) -> None:
    with pytest.raises(SynthesisError, match=sentence):
        Synthesis.read(stored)


def test_rejected_regions_are_read_and_damage_is_told() -> None:
    assert read_rejected(None) == {}
    assert read_rejected({"a": ["x", "y"]}) == {"a": frozenset({"x", "y"})}
    for damaged in ([], {"a": "x"}, {"a": [1]}):
        with pytest.raises(SynthesisError, match="damaged"):
            read_rejected(damaged)
