"""The sampler: a child process that makes sheets of a project's synthetic samples for the window."""

import functools
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import torch
from PIL import Image

from blurlab.core.synthesis import Synthesis
from blurlab.errors import MEMORY_FULL, UserError, refusal
from blurlab.files.atomic import replacing
from blurlab.imaging.ports import Place
from blurlab.project.keys import SHEETS
from blurlab.project.project import Project
from blurlab.worker.messages import Leave, MakeSheet, SheetFailed, SheetReady, SheetSample
from training.data.judge import SourceJudge
from training.data.remembered import MIB
from training.data.sources import PhotoCache, looks_like_a_source, read_source
from training.synth.preview import Samples, Shown, project_judge, recipe, setup_sources
from training.synth.sheet import strip

AT_ONCE = 2  # samples between two looks at the pipe: a turned dial is followed at once
_CACHED = 64 * MIB  # some 100 photos; training's own cache holds thousands, this one stands beside it


def main(connection: Connection) -> None:
    """Serve MakeSheet orders, the newest only, until Leave or the end of the pipe."""
    torch.set_num_threads(1)  # the window and perhaps a training run beside
    desk: _Desk | None = None
    try:
        message: object = connection.recv()
        while not isinstance(message, Leave):
            newer: object | None = None
            if isinstance(message, MakeSheet):
                try:
                    if desk is None or desk.project.folder != Path(message.folder):
                        if desk is not None:
                            desk.project.close()
                            desk = None
                        desk = _open(Path(message.folder))
                    newer = _serve(connection, desk, message)
                except UserError as error:
                    connection.send(SheetFailed(message.number, error))
                except ValueError as error:
                    connection.send(SheetFailed(message.number, UserError("samples.settings", str(error))))
                except OSError as error:
                    refused = refusal("The sheet of samples could not be saved", error)
                    connection.send(SheetFailed(message.number, refused))
                except MemoryError:
                    full = UserError(MEMORY_FULL, "There is not enough memory for the samples.")
                    connection.send(SheetFailed(message.number, full))
            message = connection.recv() if newer is None else newer
    finally:
        if desk is not None:
            desk.project.close()


@dataclass
class _Desk:
    """What is kept from one order to the next."""

    project: Project
    photos: PhotoCache
    judge: SourceJudge | None
    readable: Callable[[Place], bool]  # looked at once: an order comes with every move of a dial


def _open(folder: Path) -> _Desk:
    project = Project.open(folder)
    for left in project.work_folder(SHEETS, make=False).glob("*"):  # by a window that was killed
        with suppress(OSError):
            left.unlink()
    return _Desk(
        project, PhotoCache(read_source, most=_CACHED), project_judge(project), functools.cache(looks_like_a_source)
    )


def _serve(connection: Connection, desk: _Desk, order: MakeSheet) -> object | None:
    """Carry out one order; returns the message that came in the meantime, the newest of its kind."""
    newer = _newest(connection)
    if newer is not None:
        return newer
    began = time.perf_counter()
    synthesis = Synthesis.read(order.synthesis, recipe().blur)
    sources = setup_sources(desk.project, synthesis, order.setup, desk.judge, desk.photos, desk.readable)
    samples = Samples(sources, synthesis)
    masked = sum(source.object_mask is not None for source in sources)
    for first in range(0, order.count, AT_ONCE):
        batch, shown = samples.make(first, min(AT_ONCE, order.count - first))
        path = desk.project.work_folder(SHEETS) / f"{order.number}-{first}.png"
        with replacing(path) as temporary:
            Image.fromarray(strip(batch)).save(temporary, "PNG", compress_level=1)
        connection.send(
            SheetReady(
                order.number,
                str(path),
                first,
                tuple(_told(each) for each in shown),
                samples.side,
                complete=first + AT_ONCE >= order.count,
                masked=masked,
                photos=len(samples.sources),
                seconds=time.perf_counter() - began,
            )
        )
        newer = _newest(connection)
        if newer is not None:
            return newer
    return None


def _told(shown: Shown) -> SheetSample:
    return SheetSample(shown.source.path.name, shown.source.key, shown.region, shown.what, shown.finish)


def _newest(connection: Connection) -> object | None:
    """The last message that waits in the pipe; Leave outdoes all others."""
    message: object | None = None
    while connection.poll():
        message = connection.recv()
        if isinstance(message, Leave):
            break
    return message
