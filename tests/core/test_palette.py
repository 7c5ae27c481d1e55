from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from blurlab.core.editing.correction import BLURRED, IGNORE, SHARP, threshold_table
from blurlab.core.palette import (
    HATCH,
    OUTLINE,
    PAINTED_BLURRED,
    PAINTED_IGNORE,
    PREDICTED_BLURRED,
    PREDICTED_SHARP,
    Palette,
    kind_table,
)


@given(st.integers(0, 256))
def test_what_is_seen_is_what_the_mask_will_say(threshold: int) -> None:
    codes, areas = threshold_table(threshold), kind_table(threshold) // 2
    assert [{SHARP: 0, BLURRED: 1, IGNORE: 2}[code] for code in codes.tolist()] == areas.tolist()


@given(st.integers(2, 254))
def test_painted_values_keep_their_colour_at_every_threshold(threshold: int) -> None:
    table, other = Palette().colour_table(threshold), Palette().colour_table(128)
    for code in (SHARP, BLURRED, IGNORE):
        assert (table[code] == other[code]).all()
    assert (table[threshold - 1, 3] == 0) or threshold - 1 in (SHARP, IGNORE)


def test_sharp_is_clear_and_paint_can_be_told_from_prediction() -> None:
    colours = Palette().colours()
    assert colours[PREDICTED_SHARP, 3] == 0
    assert (colours[PAINTED_BLURRED] != colours[PREDICTED_BLURRED]).any()
    assert (colours[PAINTED_IGNORE + HATCH] != colours[PAINTED_IGNORE]).any()
    assert len(np.unique(kind_table(100))) == 5


def test_opacity_0_shows_nothing_and_without_outline_there_is_no_rim() -> None:
    assert (replace(Palette(), opacity=0.0).colours()[:, 3] == 0).all()
    plain = replace(Palette(), outline=False).colours()
    assert (plain[PREDICTED_BLURRED + OUTLINE] == plain[PREDICTED_BLURRED]).all()


def _seen_by(matrix: list[list[float]], colour: tuple[int, int, int]) -> np.ndarray:
    """A colour-blind person's view (Viénot 1999), in linear light."""
    linear = (np.array(colour) / 255) ** 2.2
    return np.array(matrix) @ linear


def test_blurred_and_ignore_differ_clearly_for_the_colour_blind() -> None:
    palette = Palette()
    protan = [[0.11238, 0.88762, 0], [0.11238, 0.88762, 0], [0.00401, -0.00401, 1]]
    deutan = [[0.29275, 0.70725, 0], [0.29275, 0.70725, 0], [-0.02234, 0.02234, 1]]
    for matrix in (protan, deutan):
        for blurred in (palette.predicted_blurred, palette.painted_blurred):
            difference = np.abs(_seen_by(matrix, blurred) - _seen_by(matrix, palette.ignore))
            assert difference.max() > 0.25
