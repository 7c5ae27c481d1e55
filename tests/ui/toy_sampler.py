"""A child process that speaks the sampler's language without torch: its samples are plain colours.

Red is the seed, green the share of motion in percent, blue the sample's place. Each photo of the project has three
regions “one”, “two” and “three”; place 0 is always all sharp, the others draw the first region that is not rejected.
A seed of 13 fails, 14 takes its time, 15 ends the process as a crash would.
"""

import os
import signal
import time
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np
from PIL import Image

from blurlab.core.synthesis import Synthesis, read_rejected
from blurlab.errors import UserError
from blurlab.project.learning.synthesis_settings import REJECTED_SETTING
from blurlab.project.project import Project
from blurlab.worker.messages import Leave, MakeSheet, SheetFailed, SheetReady, SheetSample

SIDE = 32
FAILING, SLOW, DEADLY = 13, 14, 15
REGIONS = ("one", "two", "three")


def main(connection: Connection) -> None:
    message = connection.recv()
    while not isinstance(message, Leave):
        if isinstance(message, MakeSheet):
            make(connection, message)
        message = connection.recv()


def make(connection: Connection, order: MakeSheet) -> None:
    synthesis = Synthesis.read(order.synthesis)
    seed = synthesis.seed or 0
    if seed == FAILING:
        connection.send(SheetFailed(order.number, UserError("samples.settings", "The folder of object masks is gone.")))
        return
    if seed == DEADLY:
        os.kill(os.getpid(), signal.SIGKILL)
    with Project.open(Path(order.folder)) as project:
        photos = project.photos()
        rejected = read_rejected(project.setting(REJECTED_SETTING))
    for first in range(0, order.count, 4):
        if seed == SLOW:
            time.sleep(0.3)
        strip = np.zeros((2 * SIDE, 4 * SIDE, 3), np.uint8)
        samples = []
        for place in range(first, first + 4):
            strip[:, (place - first) * SIDE : (place - first + 1) * SIDE] = (
                seed % 256,
                round(synthesis.ranges.motion * 100),
                place,
            )
            photo = photos[place % len(photos)]
            free = [region for region in REGIONS if region not in rejected.get(photo.digest, frozenset())]
            region = "" if place == 0 or not free else free[0]
            what = "all sharp" if place == 0 else f"background, {region or 'none'}"
            samples.append(SheetSample(photo.name, photo.digest, region, what, "no noise, no JPEG"))
        strip[:SIDE] //= 2  # the outlined half is told from the bare one
        path = Path(order.folder) / "sheets" / f"{order.number}-{first}.png"
        path.parent.mkdir(exist_ok=True)
        Image.fromarray(strip).save(path)
        connection.send(
            SheetReady(order.number, str(path), first, tuple(samples), SIDE, first + 4 >= order.count, 2, 5, 0.1)
        )
