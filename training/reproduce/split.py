"""Shi et al.'s photos cut as the paper does: odd numbers to train and validate, even ones to test."""

import random
import re
from dataclasses import dataclass
from pathlib import Path

from blurlab.assets import resource
from blurlab.imaging.finding import find_photos
from blurlab.model.card import CardError, read_card
from blurlab.project.keys import CARD

SEED = 42  # of the validation photos, where the model card's list does not fit; the paper's seed
_NAME = re.compile(r"(?:out_of_focus|motion)0*([0-9]+)")
_HELD_OUT = 0.2  # of the odd photos: the paper's


@dataclass(frozen=True)
class Split:
    """Stems of the photos that have a mask, each tuple sorted. test: even numbers, empty if there are none."""

    data: Path
    train: tuple[str, ...]
    validation: tuple[str, ...]
    test: tuple[str, ...]

    @property
    def photos(self) -> Path:
        return self.data / "image"

    @property
    def masks(self) -> Path:
        return self.data / "gt"

    @property
    def reported(self) -> tuple[str, ...]:
        """The photos that figures are reported on."""
        return self.test or self.validation

    @property
    def told(self) -> str:
        """What the figures are of, in a sentence."""
        if self.test:
            return f"Figures are means over the {len(self.test)} even-numbered photos, as the paper's."
        return (
            f"There is no even-numbered photo in “{self.data}”: figures are means over the {len(self.validation)} odd "
            "validation photos, by which each network was also chosen; the paper's are of the even half."
        )


def read_split(data: Path) -> Split:
    """Cut the photos of data/image that have a mask of their stem in data/gt.

    The validation photos are those of the shipped model's card where all are there, so that no shipped model has learnt
    from them; else a fifth of the odd photos, drawn by SEED. Raises UserError if a folder cannot be listed, and
    ValueError where fewer than two odd photos have masks.
    """
    masked = {path.stem for path in find_photos(data / "gt")}
    numbers = {
        path.stem: int(match[1])
        for path in find_photos(data / "image")
        if path.stem in masked and (match := _NAME.fullmatch(path.stem))
    }
    odd = sorted(stem for stem, number in numbers.items() if number % 2)
    if len(odd) < 2:
        raise ValueError(
            f"“{data}” is not laid out as Shi et al.'s set: image/ and gt/ must hold odd-numbered photos and masks "
            "called out_of_focusNNNN and motionNNNN."
        )
    listed = _card_stems()
    if listed and listed <= set(odd) and len(listed) < len(odd):
        held = listed
    else:
        held = set(random.Random(SEED).sample(odd, max(1, round(_HELD_OUT * len(odd)))))
    return Split(
        data,
        tuple(stem for stem in odd if stem not in held),
        tuple(sorted(held)),
        tuple(sorted(stem for stem, number in numbers.items() if number % 2 == 0)),
    )


def _card_stems() -> set[str]:
    """The validation photos of the shipped model; empty if its card does not tell."""
    try:
        card = read_card((resource("models") / "default" / CARD).read_bytes())
    except (OSError, CardError):
        return set()
    return set(card.held_out.stems) if card.held_out is not None else set()
