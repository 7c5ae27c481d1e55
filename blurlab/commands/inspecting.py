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
    import numpy as np
    from numpy.typing import NDArray

    from blurlab.core.prediction import View
    from blurlab.imaging.inspection import Inspection
    from blurlab.imaging.ports import PhotoRef
    from blurlab.model.port import Model

    Outcome = Inspection | str  # or the sentence why it could not be read
    Picture = NDArray[np.uint8]

_WAITING = 4  # photos handed to each process ahead of time
_FEW = 4  # so few photos are not worth starting processes for


class Asked(NamedTuple):
    """A model that looks at each photo as well. source: what `blurlab.project.models.resolve_model` gives."""

    source: str
    view: "View"


def inspect_all(
    photos: "Sequence[PhotoRef]", asked: Asked | None, longest: int = 0
) -> "Iterator[tuple[PhotoRef, Outcome, Picture | None]]":
    """Each photo as it is done, by as many processes as there are cores; a few photos by this process alone.

    longest: px, the longer side of a small picture of each; there is none without it, and none of a photo that was not
    decoded in colours. Raises CommandError, and CheckpointError where the model cannot be used.
    """
    processes = min(len(photos), _cores())
    if len(photos) <= _FEW or processes < 2:
        model = None if asked is None else _loaded(asked.source)
        for photo in photos:
            yield photo, *_inspected(model, asked, longest, photo)
        return
    yield from _by_processes(photos, partial(_inspect_apart, asked, longest), processes)


def _by_processes(
    photos: "Sequence[PhotoRef]", work: "Callable[[PhotoRef], tuple[Outcome, Picture | None]]", processes: int
) -> "Iterator[tuple[PhotoRef, Outcome, Picture | None]]":
    waiting: dict[Future[tuple[Outcome, Picture | None]], PhotoRef] = {}
    rest = iter(photos)
    with ProcessPoolExecutor(processes, multiprocessing.get_context("spawn")) as pool:
        try:
            while True:
                while len(waiting) < _WAITING * processes and (given := next(rest, None)) is not None:
                    waiting[pool.submit(work, given)] = given
                if not waiting:
                    return
                for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                    yield waiting.pop(future), *future.result()
        except BrokenProcessPool as error:
            raise CommandError(
                "A process that inspects photos was killed, perhaps for lack of memory; run the same command again to "
                "go on from here."
            ) from error
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def inspect_one(asked: Asked | None, photo: "PhotoRef") -> "Outcome":
    """The inspection of a photo, or why there is none, in one of several processes: on its own core only."""
    return _inspect_apart(asked, 0, photo)[0]


def _inspect_apart(asked: Asked | None, longest: int, photo: "PhotoRef") -> "tuple[Outcome, Picture | None]":
    from blurlab.core.opencv import cv2

    cv2.setNumThreads(1)
    return _inspected(None if asked is None else _loaded(asked.source, 1), asked, longest, photo)


def _inspected(
    model: "Model | None", asked: Asked | None, longest: int, photo: "PhotoRef"
) -> "tuple[Outcome, Picture | None]":
    """The model's answer, the measure and the small picture, from one decode."""
    from blurlab.errors import PredictionError, UnreadablePhoto, shown_name
    from blurlab.imaging.inspection import inspect_photo, inspect_pixels
    from blurlab.imaging.kinds.parts import small
    from blurlab.imaging.source import open_source

    try:
        if model is None or asked is None:
            return inspect_photo(photo), None
        pixels = open_source(photo).read()
        made = model.predict(pixels, asked.view, planes=True)
    except UnreadablePhoto as error:
        return str(error), None
    except PredictionError as error:
        return f"The photo “{shown_name(photo.path)}” was not inspected: {error}", None
    return inspect_pixels(photo, pixels, made.blurriness, made.planes), small(pixels, longest) if longest else None


@cache
def _loaded(source: str, threads: int | None = None) -> "Model":
    from blurlab.model.loading import load_model

    return load_model(source, threads, mirrored=False)  # a mean over the photo hardly gains by it


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
