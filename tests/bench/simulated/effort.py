"""How many strokes a mask costs: the simulated annotator on photos that people have masked.

Only photos that neither shipped model was trained on are counted.
"""

import os
import statistics
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.pyramid import Pyramid
from tests.bench.rows import CannotRun, Measured, row
from tests.bench.simulated.annotator import ALL, Tool, brush, strokes_needed
from tests.bench.validation_photos import validation_stems

DATA: Final = Path(os.environ.get("BLURLAB_MASKED_PHOTOS", Path(__file__).parents[4] / "shared" / "data" / "cuhk_odd"))
PHOTOS: Final = int(os.environ.get("BLURLAB_EFFORT_PHOTOS", "40"))
PLAYED: Final = int(os.environ.get("BLURLAB_EFFORT_PHOTOS", "1000"))  # in seconds: all of them unless told otherwise

Case = tuple[Pyramid, NDArray[np.uint8], NDArray[np.uint8]]  # photo, prediction, truth


@cache
def masked_cases(model: str = "default", count: int = PHOTOS) -> list[Case]:
    """At most `count` photos, of those that neither shipped model was trained on."""
    held_out = validation_stems()
    photos = {path.stem: path for path in (DATA / "image").glob("*") if path.stem in held_out}
    masks = sorted(path for path in (DATA / "gt").glob("*.png") if path.stem in photos)
    if not masks:
        raise CannotRun(f"no masked photos in {DATA}; $BLURLAB_MASKED_PHOTOS names a folder with image/ and gt/")
    from blurlab.errors import UserError
    from blurlab.imaging.masks import read_mask
    from blurlab.imaging.photos import read_photo
    from blurlab.model.loading import load_model
    from blurlab.project.models import resolve_model

    try:
        loaded = load_model(resolve_model(model).path)
    except UserError as error:
        raise CannotRun(str(error)) from error
    cases = []
    for place in np.linspace(0, len(masks) - 1, min(count, len(masks))).round().astype(int):
        truth = read_mask(masks[place], blurred=255)
        photo = read_photo(photos[masks[place].stem])
        if photo.shape[:2] == truth.shape:
            cases.append((Pyramid(photo), loaded.predict(photo).blurriness, truth))
    return cases


def _median(tools: Sequence[Tool], *, model: str = "default", predicted: bool = True) -> float:
    counts = [
        strokes_needed(photo, prediction if predicted else None, truth, tools)
        for photo, prediction, truth in masked_cases(model)
    ]
    return float(statistics.median(counts))


@row("effort.strokes", "", at_most=6, floor="strokes with the brush alone, from the prediction")
def effort_strokes() -> Measured:
    """From the shipped model's prediction; it has learnt from masks of other photos of the same set."""
    return Measured(_median(ALL), _median([brush]))


@row("effort.strokes_unseen", "", at_most=6, floor="strokes with the brush alone, from the same prediction")
def effort_strokes_unseen() -> Measured:
    """From the prediction of the shipped model that has never seen a mask made by a person."""
    return Measured(_median(ALL, model="self-supervised"), _median([brush], model="self-supervised"))


@row("effort.from_nothing", "", floor="strokes with the brush alone, from an empty mask")
def effort_from_nothing() -> Measured:
    return Measured(_median(ALL, predicted=False), _median([brush], predicted=False))
