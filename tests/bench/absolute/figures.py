"""Rows of the absolute answer: what people see is a mask cut at half blurriness, on photos of many kinds and sizes.

Each row is for both shipped models. Its floor is what the best cut for each photo would give.
"""

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import numpy as np

from blurlab.core.cut import Counts
from tests.bench.absolute.sets import SETS
from tests.bench.rows import CannotRun, Measured, row

MODELS = {"default": "default", "self": "self-supervised"}
_FLOOR = "mean IoU with the best cut for each photo"
_UNTOUCHED = "none of it is blurred"


class Must(NamedTuple):
    """Of `default` and of `self-supervised`: least mean IoU, and most of an untouched photo that is called blurred."""

    miou: tuple[float, float]
    untouched: tuple[float, float] | None = None


MUSTS = {
    "odd": Must((0.79, 0.75)),
    "pairs": Must((0.86, 0.84)),
    "histology": Must((0.88, 0.88), (10, 10)),
    "infrared": Must((0.75, 0.75), (15, 15)),
    "pages": Must((0.75, 0.75), (15, 15)),
    "screens": Must((0.75, 0.75), (15, 15)),
}


@cache
def _counts(of: str, model: str) -> list[Counts]:
    """Each photo of a set, predicted and counted at its own size."""
    from blurlab.core.prediction import upscale
    from blurlab.errors import UserError
    from blurlab.model.loading import load_model
    from blurlab.project.models import resolve_model

    try:
        loaded = load_model(resolve_model(model).path)
    except UserError as error:
        raise CannotRun(str(error)) from error
    seen = ((loaded.predict(case.photo).blurriness, case.truth) for case in SETS[of]())
    counted = [Counts.of(upscale(blurriness, *truth.shape), truth) for blurriness, truth in seen]
    if not counted:
        raise CannotRun(f"the set “{of}” is empty")
    return counted


def _mean_iou(of: str, model: str) -> Callable[[], Measured]:
    def measure() -> Measured:
        counts = [each for each in _counts(of, model) if each.has_both]
        ious = np.stack([each.mean_ious() for each in counts])
        found, alarm = (np.mean([getattr(each, name)() for each in counts]) for name in ("found", "false_alarm"))
        single = ious.mean(axis=0)
        note = f"found {found:.3f}, false alarm {alarm:.3f}, best single cut {single.max():.3f} at {single.argmax()}"
        return Measured(float(single[128]), float(ious.max(axis=1).mean()), f"{note}, {len(counts)} photos")

    return measure


def _untouched(of: str, model: str) -> Callable[[], Measured]:
    def measure() -> Measured:
        return Measured(
            100 * float(np.mean([each.false_alarm() for each in _counts(of, model) if not each.blurred.any()])), 0.0
        )

    return measure


for _set, _must in MUSTS.items():
    for _place, (_short, _name) in enumerate(MODELS.items()):
        row(f"absolute.{_set}.{_short}", "mIoU", at_least=_must.miou[_place], floor=_FLOOR)(_mean_iou(_set, _name))
        if _must.untouched is not None:
            row(f"absolute.{_set}.{_short}.untouched", "%", at_most=_must.untouched[_place], floor=_UNTOUCHED)(
                _untouched(_set, _name)
            )
