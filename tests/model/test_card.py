"""The model card: one schema, old ones read into it, nonsense read as not known."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import blurlab
from blurlab.model import card as card_module
from blurlab.model.card import CardError, HeldOut, ModelCard, Scores, read_card

SHIPPED = Path(blurlab.__file__).parents[1] / "resources" / "models"
OF_A_PROJECT = {
    "architecture": "compact-deeplab", "size": 384, "setup": "semi", "parent": None, "auc": 0.9, "ap": None,
    "loss": 0.25, "steps": 12, "seed": 42, "synthetic_seed": 7, "labels": 5, "labels_learnt": 0, "labels_held_out": 1,
    "curve": {"losses": [[1, 0.7], [2, 0.5]], "validations": [[0, 0.6, 0.8, None]]}, "recipe": {"size": 320},
    "hardware": "2 CPU cores", "candidate": True, "why": "It is worse.", "hurt": ["On a."], "name": "v0003",
    "held_out": {"photos": 1, "loss": 0.2, "auc": 0.9, "ap": 0.8, "kinds": {"motion": {"photos": 1, "auc": 0.9}}},
    "in_use": {"name": "default", "photos": 1, "loss": 0.1, "auc": None, "ap": None, "kinds": {}},
}  # fmt: skip
OF_FIT = {
    "architecture": "compact-deeplab", "size": 448, "recipe": {"setup": "self"}, "seed": 1, "base": "noise",
    "sources": 30, "labels": 0, "validation_photos": 9, "hardware": "1 CPU core", "curve": [[50, 0.4, 0.9, 0.8]],
    "scores": {"loss": 0.4, "auc": 0.9, "ap": 0.8}, "steps": 50, "minutes": 2.5,
    "samples": {"real": 0, "synthetic": 400},
}  # fmt: skip

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=12,
)
keys = st.sampled_from([*OF_A_PROJECT, *OF_FIT, "validation", "what", "unfinished", "minutes", "more", "other"])


def test_the_card_of_a_projects_version_is_read_as_it_was_written() -> None:
    card = read_card(json.dumps(OF_A_PROJECT))
    assert (card.setup, card.parent, card.auc, card.ap, card.labels_learnt) == ("semi", "", 0.9, None, 0)
    assert card.losses == ((1, 0.7), (2, 0.5)) and card.validations == ((0, 0.6, 0.8, None),)
    assert card.held_out == HeldOut(Scores(1, 0.2, 0.9, 0.8), {"motion": Scores(1, None, 0.9, None)})
    assert (card.in_use_name, card.in_use) == ("default", HeldOut(Scores(1, 0.1)))
    assert (card.candidate, card.unfinished, card.why, card.hurt) == (True, False, "It is worse.", ("On a.",))


def test_the_card_of_an_older_fit_is_read_into_todays_fields() -> None:
    card = read_card(json.dumps(OF_FIT))
    assert (card.parent, card.sources, card.labels_learnt, card.labels_held_out) == ("noise", 30, 0, 9)
    assert (card.loss, card.auc, card.ap, card.validations) == (0.4, 0.9, 0.8, ((50, 0.4, 0.9, 0.8),))
    assert (card.samples_real, card.samples_synthetic, card.minutes) == (0, 400, 2.5)
    assert card.more == {}


@pytest.mark.parametrize("name", ["default", "self-supervised"])
def test_the_cards_that_ship_are_read(name: str) -> None:
    card = read_card((SHIPPED / name / "card.json").read_bytes())
    assert card.name == name and card.size == 448 and card.about and card.parent.startswith("ImageNet")
    assert card.held_out is not None and len(card.held_out.stems) == card.held_out.all.photos == 100
    assert set(card.held_out.kinds) == {"defocus", "motion"} and (card.held_out.all.auc or 0) > 0.9
    assert card.sources is None and "ImageNet" in card.more["sources_about"] and card.more["stages"]


def test_the_loss_of_no_photo_which_older_ones_wrote_as_infinity_is_not_known() -> None:
    card = read_card('{"held_out": {"photos": 0, "loss": Infinity}, "loss": NaN}')
    assert card.held_out == HeldOut() and card.loss is None


def test_what_no_field_is_for_is_kept_and_what_is_of_the_wrong_kind_is_not_known() -> None:
    found = {"mine": {"a": [1]}, "steps": True, "auc": "0.9", "size": 1e300, "hurt": [1, "x"], "recipe": [], "why": 3}
    card = read_card(json.dumps(found))
    assert card == ModelCard(hurt=("x",), more={"mine": {"a": [1]}})
    assert read_card(card.text()) == card


@pytest.mark.parametrize("text", ["", "{", "[]", "3", "[" * 100_000, '{"size": ' + "9" * 5000 + "}", b"\xff\xfe{"])
def test_what_is_no_card_is_told(text: str | bytes) -> None:
    with pytest.raises(CardError):
        read_card(text)


def test_an_endless_card_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(card_module, "MOST_BYTES", 10)
    with pytest.raises(CardError, match="longer"):
        read_card('{"a": "0123456789"}')


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(keys, anything, max_size=8))
def test_any_table_is_a_card_that_is_written_and_read_back_the_same(values: dict[str, Any]) -> None:
    card = read_card(json.dumps(values))
    again = read_card(card.text())
    assert again == card
    json.dumps(card.as_dict(), allow_nan=False)
