"""The photos of Shi et al.'s odd half that the shipped models were validated on and never learnt from."""

from functools import cache


@cache
def validation_stems() -> tuple[str, ...]:
    """Their names without endings, as the card of `default` has them."""
    from blurlab.assets import resource
    from blurlab.model.card import read_card

    held_out = read_card((resource("models") / "default" / "card.json").read_bytes()).held_out
    assert held_out is not None
    return held_out.stems
