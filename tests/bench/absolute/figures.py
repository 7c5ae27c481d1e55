"""Rows of the absolute answer: what people see is a mask cut at half blurriness, on photos of many kinds and sizes.

Each row is for both shipped models. The floor of a mean IoU is what the best cut for each photo would give. Pages, big
photos and the microscope's stack are predicted at 100 %, all others as a whole. The slices are counted together, since
most of them show next to nothing of one of the classes, and what is asked is which of them is sharp at a place.
"""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from blurlab.core.cut import HALF, Counts, suggested_cut
from blurlab.core.metrics import auc_of_counts
from tests.bench.absolute.sets import SETS
from tests.bench.rows import CannotRun, Measured, row

if TYPE_CHECKING:
    from blurlab.model.predict import QuickNetwork

RIGHT = 0.95  # IoU of the blurred part with which a mask is as good as a person's
MODELS = {"default": "default", "self": "self-supervised"}
_FLOOR = "mean IoU with the best cut for each photo"
_UNTOUCHED = "none of it is blurred"


class Must(NamedTuple):
    """Of `default` and of `self-supervised`: least mean IoU, and most of an untouched photo that is called blurred."""

    miou: tuple[float, float]
    untouched: tuple[float, float] | None = None


MUSTS = {
    "odd": Must((0.832, 0.761)),
    "pairs": Must((0.86, 0.84)),
    "histology": Must((0.88, 0.88), (10, 10)),
    "infrared": Must((0.75, 0.75), (15, 15)),
    "pages": Must((0.75, 0.75), (15, 15)),
    "screens": Must((0.75, 0.75), (15, 15)),
}
AT_FULL = ("pages", "big", "stack")  # predicted at 100 %
STACKS = ("stack",)  # one field at several distances


@cache
def _loaded(model: str) -> "QuickNetwork":
    from blurlab.errors import UserError
    from blurlab.model.predict import QuickNetwork
    from blurlab.project.models import resolve_model

    try:
        return QuickNetwork(resolve_model(model).path)
    except UserError as error:
        raise CannotRun(str(error)) from error


class Told(NamedTuple):
    """A photo counted at its own size, and the cut that its map suggests."""

    counts: Counts
    suggested: int


@cache
def _told(of: str, model: str) -> list[Told]:
    from blurlab.core.prediction import View, upscale

    loaded, told = _loaded(model), []
    for case in SETS[of]():
        made = loaded.predict(case.photo, View.FULL if of in AT_FULL else View.WHOLE).blurriness
        counts = Counts.of(upscale(made, *case.truth.shape), case.truth)
        told.append(Told(counts, suggested_cut(made, loaded.card.cut or None)))
    if not told:
        raise CannotRun(f"the set “{of}” is empty")
    return told


def _counts(of: str, model: str) -> list[Counts]:
    return [each.counts for each in _told(of, model)]


def _mean_iou(of: str, model: str) -> Callable[[], Measured]:
    def measure() -> Measured:
        counts = [each for each in _counts(of, model) if each.has_both]
        ious = np.stack([each.mean_ious() for each in counts])
        found, alarm = (np.mean([getattr(each, name)() for each in counts]) for name in ("found", "false_alarm"))
        single = ious.mean(axis=0)
        note = f"found {found:.3f}, false alarm {alarm:.3f}, best single cut {single.max():.3f} at {single.argmax()}"
        return Measured(float(single[HALF]), float(ious.max(axis=1).mean()), f"{note}, {len(counts)} photos")

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


def _suggested(model: str) -> Callable[[], Measured]:
    """Photos whose blurred part is right to IoU .95 by the cut that their own map suggests."""

    def measure() -> Measured:
        told = _told("odd", model)
        blurred = [each.counts.ious()[1] for each in told]
        right = [ious[each.suggested] >= RIGHT for ious, each in zip(blurred, told, strict=True)]
        plain = [ious[HALF] >= RIGHT for ious in blurred]
        mean = np.mean([each.counts.mean_ious()[each.suggested] for each in told])
        best = [ious.max() >= RIGHT for ious in blurred]
        return Measured(
            100 * float(np.mean(right)),
            100 * float(np.mean(best)),
            f"{100 * np.mean(plain):.0f} % cut at 50 %; mean IoU {mean:.3f} with the suggested cut",
        )

    return measure


def _judged(of: str, model: str) -> list[Counts]:
    """The counts of each photo that has both classes, or of a stack as one."""
    counts = _counts(of, model)
    if of in STACKS:
        return [Counts(sum(each.sharp for each in counts), sum(each.blurred for each in counts))]  # type: ignore[arg-type]
    return [each for each in counts if each.has_both]


def _share(of: str, model: str, name: str) -> Callable[[], Measured]:
    """Percent of the blurred pixels that are found, or of the sharp ones that are called blurred, at 50 %."""

    def measure() -> Measured:
        return Measured(100 * float(np.mean([getattr(each, name)() for each in _judged(of, model)])))

    return measure


def _ranked(of: str, model: str) -> Callable[[], Measured]:
    def measure() -> Measured:
        alone = [auc_of_counts(each.blurred, each.sharp) for each in _counts(of, model) if each.has_both]
        together = [auc_of_counts(each.blurred, each.sharp) for each in _judged(of, model)]
        return Measured(float(np.mean(together)), note=f"{np.mean(alone):.3f} in the mean of the slices that show both")

    return measure


for _short, _name in MODELS.items():
    row(f"absolute.suggested.{_short}", "%", at_least=38, floor="with the best cut for each photo")(_suggested(_name))
    row(f"absolute.big.{_short}.found", "%", at_least=97)(_share("big", _name, "found"))
    row(f"absolute.big.{_short}.alarm", "%", at_most=3)(_share("big", _name, "false_alarm"))
    row(f"absolute.stack.{_short}", "AUC", at_least=0.95)(_ranked("stack", _name))
    row(f"absolute.stack.{_short}.found", "%", at_least=75)(_share("stack", _name, "found"))
    row(f"absolute.stack.{_short}.alarm", "%", at_most=5)(_share("stack", _name, "false_alarm"))
