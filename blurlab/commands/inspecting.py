"""How `blurlab inspect` measures many photos: in processes, one a core, each of which asks the model itself."""

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

from blurlab.commands import CommandError

if TYPE_CHECKING:
    from blurlab.core.prediction import View
    from blurlab.imaging.inspection import Inspection
    from blurlab.imaging.ports import PhotoRef
    from blurlab.model.port import Model

    Outcome = Inspection | str  # or the sentence why it could not be read

_WAITING = 4  # photos handed to each process ahead of time
_FEW = 4  # so few photos are not worth starting processes for


class Asked(NamedTuple):
    """A model that looks at each photo as well. source: what `blurlab.project.models.resolve_model` gives."""

    source: str
    view: "View"


def inspect_all(photos: "Sequence[PhotoRef]", asked: Asked | None) -> "Iterator[tuple[PhotoRef, Outcome]]":
    """Each photo as it is done, by as many processes as there are cores; a few photos by this process alone.

    Raises CommandError, and CheckpointError where the model cannot be used.
    """
    from blurlab.errors import UnreadablePhoto
    from blurlab.imaging.inspection import inspect_photo

    processes = min(len(photos), _cores())
    if len(photos) <= _FEW or processes < 2:
        alone = inspect_photo if asked is None else partial(_asking, _loaded(asked.source), asked.view)
        for photo in photos:
            try:
                yield photo, alone(photo)
            except UnreadablePhoto as error:
                yield photo, str(error)
        return
    yield from _by_processes(photos, partial(inspect_one, asked), processes)


def _by_processes(
    photos: "Sequence[PhotoRef]", work: "Callable[[PhotoRef], Outcome]", processes: int
) -> "Iterator[tuple[PhotoRef, Outcome]]":
    waiting: dict[Future[Outcome], PhotoRef] = {}
    rest = iter(photos)
    with ProcessPoolExecutor(processes, multiprocessing.get_context("spawn")) as pool:
        try:
            while True:
                while len(waiting) < _WAITING * processes and (given := next(rest, None)) is not None:
                    waiting[pool.submit(work, given)] = given
                if not waiting:
                    return
                for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                    yield waiting.pop(future), future.result()
        except BrokenProcessPool as error:
            raise CommandError(
                "A process that inspects photos was killed, perhaps for lack of memory; run the same command again to "
                "go on from here."
            ) from error
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def inspect_one(asked: Asked | None, photo: "PhotoRef") -> "Outcome":
    """The inspection of a photo, or why there is none, in one of several processes: on its own core only."""
    from blurlab.core.opencv import cv2
    from blurlab.errors import UnreadablePhoto
    from blurlab.imaging.inspection import inspect_photo

    cv2.setNumThreads(1)
    try:
        return inspect_photo(photo) if asked is None else _asking(_loaded(asked.source, 1), asked.view, photo)
    except UnreadablePhoto as error:
        return str(error)


def _asking(model: "Model", view: "View", photo: "PhotoRef") -> "Outcome":
    """The model's answer and the measure, from one decode. Raises UnreadablePhoto."""
    from blurlab.errors import PredictionError, shown_name
    from blurlab.imaging.inspection import inspect_pixels
    from blurlab.imaging.source import open_source

    pixels = open_source(photo).read()
    try:
        made = model.predict(pixels, view, planes=True)
    except PredictionError as error:
        return f"The photo “{shown_name(photo.path)}” was not inspected: {error}"
    return inspect_pixels(photo, pixels, made.blurriness, made.planes)


@cache
def _loaded(source: str, threads: int | None = None) -> "Model":
    from blurlab.model.loading import load_model

    return load_model(source, threads, mirrored=False)  # a mean over the photo hardly gains by it


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
