"""Rows of object proposals: time on one core, and how well they cover objects that people outlined.

The data lie outside the repository: the folder that BLURLAB_BENCH_DATA names, else ../shared/data beside the checkout.
Each mask of sharp/bsds500_object_masks is one object (255) of the photo of the same stem in sharp/bsds500.
"""

import functools
import os
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2
from blurlab.imaging.finding import find_photos
from blurlab.imaging.masks import read_grey
from blurlab.imaging.photos import read_photo
from tests.bench.rows import CannotRun, Measured, row

BEST = 100
FELZENSZWALB_PAIRS = 0.54  # measured by whoever wrote issue 3, on a sample of 30 of these photos
_PEER = "multi-scale Felzenszwalb regions and pairs, 2,557 a photo: issue 3's figure, not measured here"


@row("proposals.seconds", "s", at_most=0.5, floor="the watershed of the photo alone")
def proposals_seconds() -> Measured:
    from blurlab.model.memory import FOR_TRAINING, keep_freed_memory
    from training.proposals.contours import evidence
    from training.proposals.descriptors import describe
    from training.proposals.mcg import propose
    from training.proposals.superpixels import watershed

    samples = find_photos(Path(__file__).parents[2] / "resources" / "samples")
    if not samples:
        raise CannotRun("there is no sample photo")
    pixels = read_photo(samples[0])
    scale = 500 / max(pixels.shape[:2])
    size = (round(pixels.shape[1] * scale), round(pixels.shape[0] * scale))
    photo = np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
    keep_freed_memory(FOR_TRAINING)  # as in the process that trains, where proposals are made
    strength = evidence(describe(photo))
    with _one_core():
        floor = _core_seconds(lambda: watershed(strength, 200), repeats=3)
        return Measured(_core_seconds(lambda: propose(photo), repeats=5), floor)


@row("proposals.abo100", "", at_least=0.6, floor=_PEER)
def proposals_best() -> Measured:
    return Measured(float(np.mean([overlap[:BEST].max(initial=0) for overlap in _overlaps()])), FELZENSZWALB_PAIRS)


@row("proposals.abo", "", at_least=0.72, floor=_PEER)
def proposals_all() -> Measured:
    return Measured(float(np.mean([overlap.max(initial=0) for overlap in _overlaps()])), FELZENSZWALB_PAIRS)


@functools.cache
def _overlaps() -> list[NDArray[np.float64]]:
    """For each photo with an outlined object: intersection over union of every proposal with it, best-ranked first."""
    from training.proposals.mcg import propose

    data = Path(os.environ.get("BLURLAB_BENCH_DATA", Path(__file__).parents[3] / "shared" / "data")) / "sharp"
    masks = find_photos(data / "bsds500_object_masks") if data.is_dir() else []
    if not masks:
        raise CannotRun(f"there are no outlined objects in {data}; BLURLAB_BENCH_DATA names another folder")
    photos = {path.stem: path for path in find_photos(data / "bsds500")}
    overlaps = []
    for path in masks:
        found = propose(read_photo(photos[path.stem]))
        wanted = read_grey(path).ravel() > 0
        labels, count = found.labels.ravel(), found.members.shape[1]
        area = np.bincount(labels, minlength=count)
        shared = found.members @ np.bincount(labels, wanted, minlength=count)
        overlaps.append(shared / (found.members @ area + wanted.sum() - shared))
    return overlaps


def _core_seconds(work: Callable[[], object], repeats: int) -> float:
    """Median time that `work()` keeps its one core busy: the wall time, were nothing else running on that core."""
    work()
    times = []
    for _ in range(repeats):
        before = time.process_time()
        work()
        times.append(time.process_time() - before)
    return statistics.median(times)


@contextmanager
def _one_core() -> Iterator[None]:
    """This process on one core, where the system can do that, and with one thread everywhere."""
    from threadpoolctl import threadpool_limits

    threads = cv2.getNumThreads()
    restore: Callable[[], None] = lambda: None  # noqa: E731
    if hasattr(os, "sched_setaffinity"):
        cores = os.sched_getaffinity(0)
        os.sched_setaffinity(0, {min(cores)})
        restore = functools.partial(os.sched_setaffinity, 0, cores)
    cv2.setNumThreads(1)
    try:
        with threadpool_limits(1):
            yield
    finally:
        cv2.setNumThreads(threads)
        restore()
