"""Rows of the seconds that a mask costs the hand of `seconds.py`, on all odd validation photos.

The floor of each row is the hand of before. All 100 photos take a good half hour on one core: $BLURLAB_EFFORT_KEPT
names a file of JSON lines in which each hand's photo is kept as soon as it is played through, so that a run that was
stopped goes on where it was. A line counts for the very code, prediction and photo that it was played with.
"""

import hashlib
import json
import os
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

import blurlab.core
from blurlab.core.cut import HALF
from tests.bench.rows import Measured, row
from tests.bench.simulated import annotator, seconds
from tests.bench.simulated.effort import PLAYED, Case, masked_cases
from tests.bench.simulated.seconds import KEY, Hand, learnt_cut

HARDEST: Final = 20  # % of the photos
KEPT: Final = os.environ.get("BLURLAB_EFFORT_KEPT")


@cache
def _code(new: bool) -> bytes:
    """A digest of all code that decides what a hand does; that of before has no regions."""
    core = sorted(Path(*blurlab.core.__path__).rglob("*.py"))
    files = [path for path in core if new or path.parent.name != "regions"]
    files += [Path(annotator.__file__), Path(seconds.__file__)]
    return hashlib.blake2b(b"".join(path.read_bytes() for path in files), digest_size=8).digest()


def _key(case: Case, new: bool) -> str:
    photo, prediction, truth = case
    told = hashlib.blake2b(_code(new), digest_size=12)
    for each in (photo.photo, prediction, truth, np.array([new, *learnt_cut()])):
        told.update(np.ascontiguousarray(each).tobytes())
    return told.hexdigest()


def _hand(case: Case, new: bool, known: dict[str, tuple[float, list[str]]]) -> tuple[float, list[str]]:
    """Seconds of one photo, and what the hand did."""
    key = _key(case, new)
    if key not in known:
        hand = Hand(*case, learnt_cut(), new=new)
        known[key] = hand.seconds(), hand.done
        if KEPT is not None:
            with Path(KEPT).open("a", encoding="utf-8") as lines:
                lines.write(json.dumps([key, *known[key]]) + "\n")
    return known[key]


@cache
def _played() -> tuple[NDArray[np.float64], NDArray[np.float64], str]:
    """Seconds of each photo, with the tools of today and of before, and what today's hand did."""
    lines = Path(KEPT).read_text(encoding="utf-8").splitlines() if KEPT and Path(KEPT).is_file() else []
    known = {key: (took, acts) for key, took, acts in map(json.loads, lines)}
    cases = masked_cases(count=PLAYED)
    today = [_hand(case, True, known) for case in cases]
    before = [_hand(case, False, known)[0] for case in cases]
    acts = [act for _, done in today for act in done]
    counted = ", ".join(f"{acts.count(name)} {name}" for name in sorted(set(acts), key=acts.count, reverse=True))
    return np.array([took for took, _ in today]), np.array(before), f"{len(today)} photos; {counted}"


@row("effort.seconds", "s", at_most=7, floor="the tools and the cut of before")
def effort_seconds() -> Measured:
    """Mean seconds to an IoU of .95 of the blurred part, capped at 60."""
    today, before, note = _played()
    return Measured(float(today.mean()), float(before.mean()), note)


@row("effort.hard", "s", floor="the tools and the cut of before; half of it is wanted")
def effort_hard() -> Measured:
    """The same on the fifth of the photos that took longest before."""
    today, before, _ = _played()
    hardest = np.argsort(-before)[: max(1, round(len(before) * HARDEST / 100))]
    return Measured(float(today[hardest].mean()), float(before[hardest].mean()), f"{len(hardest)} photos")


@row("effort.as_is", "%", at_least=35, floor="cut at 50 %")
def effort_as_is() -> Measured:
    """Photos at an IoU of .95 with no stroke at the suggested cut; the note has those after at most one key."""
    right, before, keyed, cases = 0, 0, 0, masked_cases(count=PLAYED)
    for case in cases:
        hand = Hand(*case, learnt_cut(), new=True)
        as_is = hand.iou()
        right += as_is >= annotator.RIGHT
        before += hand.iou(HALF) >= annotator.RIGHT
        keys = [act for act in hand.by_key() if act.seconds <= KEY]
        keyed += max([as_is, *(hand.after(act) for act in keys)]) >= annotator.RIGHT
    count = len(cases)
    return Measured(
        100 * right / count, 100 * before / count, f"{count} photos, {100 * keyed / count:.0f} % after at most one key"
    )
