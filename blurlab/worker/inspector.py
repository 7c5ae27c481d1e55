"""The inspector: a child process that inspects photos one after another: sharp where it matters, or not."""

import contextlib
import os
from collections import deque
from multiprocessing.connection import Connection
from pathlib import Path

from blurlab.core.opencv import cv2
from blurlab.errors import MEMORY_FULL, UnreadablePhoto, UserError
from blurlab.imaging.inspection import inspect_photo
from blurlab.imaging.png import read_own, read_planes
from blurlab.imaging.ports import PhotoRef, read_part
from blurlab.imaging.tones import Tones
from blurlab.worker.messages import Inspected, InspectionFailed, InspectPhoto, Leave


def main(connection: Connection) -> None:
    """Answer InspectPhoto until Leave, on one core; raises EOFError when the window is gone."""
    cv2.setNumThreads(1)  # there is one inspector a core
    with contextlib.suppress(AttributeError, OSError):
        os.nice(15)  # the window comes first, its thumbnails and the predictor
    waiting: deque[object] = deque()
    while True:
        if not waiting:
            waiting.append(connection.recv())
        while connection.poll(0):
            waiting.append(connection.recv())
        if any(isinstance(message, Leave) for message in waiting):
            return
        message = waiting.popleft()
        if isinstance(message, InspectPhoto):
            connection.send(_answer(message))


def _answer(order: InspectPhoto) -> Inspected | InspectionFailed:
    blurriness = planes = None
    if order.planes:
        with contextlib.suppress(UnreadablePhoto):  # the model tells none
            planes = read_planes(Path(order.planes))
    if order.prediction:
        with contextlib.suppress(UnreadablePhoto):  # a damaged one counts as none
            blurriness = read_own(Path(order.prediction))
    try:
        ref = PhotoRef(Path(order.path), *read_part(order.seen[0]), Tones.read(order.seen[1]))
        return Inspected(order.photo_id, inspect_photo(ref, blurriness, planes).record())
    except UnreadablePhoto as error:
        return InspectionFailed(order.photo_id, error)
    except MemoryError:
        sentence = f"There is not enough memory to inspect “{Path(order.path).name}”."
        return InspectionFailed(order.photo_id, UserError(MEMORY_FULL, sentence))
