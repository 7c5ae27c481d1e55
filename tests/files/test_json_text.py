"""JSON from strangers."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blurlab.files import json_text
from blurlab.files.json_text import JsonError, parse_json
from tests.processes import peak_memory


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", r"is not valid JSON \(line 1\)"),
        ("[\n1,\n]", r"is not valid JSON \(line 3\)"),
        ("NaN", "is not valid JSON"),
        ("-Infinity", "is not valid JSON"),
        ("9" * 5000, "is not valid JSON"),
        ("[" * 200_000, "is nested too deeply"),
        (b"\xff\xfe\x00", "is not valid JSON"),
        ("", "is not valid JSON"),
    ],
)
def test_what_is_no_sound_json_is_refused_in_one_way(text: str | bytes, why: str) -> None:
    with pytest.raises(JsonError, match=why):
        parse_json(text)


@pytest.mark.parametrize("unit", ["{},", "[],", '{"a":1},', '"ab",', "1.5,", '{"a":{"b":[]}},'])
def test_no_document_takes_more_memory_than_it_is_thought_to(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "[" + unit * 400_000 + "0]"
    thought = json_text._memory(text)
    assert peak_memory(lambda: parse_json(text)) < thought + (8 << 20)
    monkeypatch.setattr(json_text, "_MOST_MEMORY", thought - 1)
    with pytest.raises(JsonError, match="holds more values than blurlab reads at once; split it"):
        parse_json(text)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(JSON)
def test_sound_json_is_read(value: object) -> None:
    assert parse_json(json.dumps(value)) == value == parse_json(json.dumps(value).encode())
