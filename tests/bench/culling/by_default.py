"""Rows of what `blurlab inspect` tells by default settings, that is with the model and the eyes, and how fast.

On the photos of Shi et al.'s odd half that the default model never learnt from, see tests/bench/inspect.py.
"""

import multiprocessing
import tempfile
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from tests.bench.inspect import CORES, MOSTLY, PHOTOS, _auc, _masked, _share, decode, in_turns, write_camera_photo
from tests.bench.rows import CannotRun, Measured, row
from tests.bench.validation_photos import validation_stems

if TYPE_CHECKING:
    from blurlab.commands.inspecting import Asked
    from blurlab.imaging.inspection import Inspection


@cache
def _asked() -> "Asked":
    from blurlab.commands.inspecting import Asked
    from blurlab.core.prediction import View
    from blurlab.errors import UserError
    from blurlab.project.models import resolve_model

    try:
        return Asked(str(resolve_model("default").path), View.WHOLE)
    except UserError as error:
        raise CannotRun(str(error)) from error


@cache
def _told() -> "list[tuple[Path, Path, Inspection]]":
    """Each photo that the model never learnt from, its mask, and what is told of it."""
    from blurlab.commands.inspecting import inspect_one
    from blurlab.imaging.inspection import Inspection
    from blurlab.imaging.ports import PhotoRef

    held_out, found = set(validation_stems()), []
    for path, mask in _masked():
        if path.stem in held_out:
            inspection = inspect_one(_asked(), PhotoRef(path))
            if not isinstance(inspection, Inspection):
                raise CannotRun(inspection)
            found.append((path, mask, inspection))
    if not found:
        raise CannotRun("none of the photos that the default model was not trained on is here")
    return found


@row("cull.whole", "AUC", at_least=0.93, floor="the measure alone")
def whole() -> Measured:
    """Photos with over 80 % blurred told from the others by `blurred_as_whole`; the note has both halves of them."""
    told = _told()
    mostly = np.array([_share(mask) > MOSTLY for _, mask, _ in told])
    asked = np.array([inspection.verdict.blurred_as_whole for *_, inspection in told])
    measured = np.array([1 - inspection.verdict.sharp_reach for *_, inspection in told])
    halves = [_auc(mostly[place::2], asked[place::2]) for place in range(2)]
    return Measured(_auc(mostly, asked), _auc(mostly, measured), "halves {:.3f}, {:.3f}".format(*halves))


@row("cull.kind", "%", at_least=85)
def kind() -> Measured:
    """Photos of a motion named motion, and of a defocus named defocus: the lower of the two shares."""
    named: dict[bool, list[bool]] = {True: [], False: []}
    for path, _, inspection in _told():
        motion = path.stem.startswith("motion")
        named[motion].append(inspection.verdict.blur.kind == ("motion" if motion else "defocus"))
    if not all(named.values()):
        raise CannotRun("there are no photos of both kinds")
    motion, defocus = (100 * float(np.mean(named[which])) for which in (True, False))
    return Measured(min(motion, defocus), note=f"motion {motion:.0f} %, defocus {defocus:.0f} %")


@row("cull.rate", "× decode", at_most=2.5)
def rate() -> Measured:
    """Six JPEGs of 24 MP to their verdicts with model and eyes by two processes, over the time that these two take to
    decode them as photos."""
    inspect = partial(_inspect, _asked())
    with tempfile.TemporaryDirectory() as name:
        files = [str(write_camera_photo(Path(name) / f"{number}.jpg", number)) for number in range(PHOTOS)]
        with ProcessPoolExecutor(CORES, multiprocessing.get_context("spawn")) as pool:
            inspected, decoded = in_turns(pool, files, (inspect, decode))
    return Measured(inspected / decoded, note=f"{decoded / PHOTOS:.2f} s a photo decoded")


def _inspect(asked: "Asked", file: str) -> None:
    from blurlab.commands.inspecting import inspect_one
    from blurlab.imaging.ports import PhotoRef

    inspect_one(asked, PhotoRef(Path(file)))
