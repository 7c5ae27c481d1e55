"""The folder of one run inside the project: its filmstrip, and its best network until that has become a version."""

import contextlib
import os
import shutil
import time
from functools import partial
from pathlib import Path

from torch import nn

from blurlab.errors import UserError
from blurlab.model import checkpoint
from blurlab.model.card import ModelCard
from blurlab.project.keys import TRAINING, WEIGHTS
from blurlab.project.project import Project

KEEP_SECONDS = 60.0  # between two writings of the best network: a killed run loses no more


class RunFolder:
    """Locked while the run lives. The folders of earlier runs are removed as a new one is made."""

    def __init__(self, project: Project) -> None:
        """Raises UserError if the disk refuses."""
        name = f"{TRAINING}/{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}"
        self._kept_at = -KEEP_SECONDS
        with project.saving("The folder of the training"):
            self.path = project.work_folder(name)
        self._lock = project.blobs.lock(name)
        self._lock.acquire()

    def keep(self, network: nn.Module, card: ModelCard) -> None:
        """Write the best network so far, at most once a minute. A full disk is told when the version is made."""
        if time.monotonic() - self._kept_at >= KEEP_SECONDS:
            self._kept_at = time.monotonic()
            with contextlib.suppress(OSError):
                checkpoint.save(self.path / WEIGHTS, network, card)

    def close(self) -> None:
        """The run has ended and its version is made: only pictures are left."""
        with contextlib.suppress(OSError):
            (self.path / WEIGHTS).unlink(missing_ok=True)
        self._lock.release()


def take_up_abandoned(project: Project) -> list[str]:
    """Remove the folders of runs that are over; a network that a killed run left becomes a candidate.

    Returns the names of such versions. Raises UserError if one cannot be written; its folder then stays.
    """
    taken = []
    folder = project.work_folder(TRAINING, make=False)
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        lock = project.blobs.lock(f"{TRAINING}/{path.name}")
        try:
            lock.acquire()
        except UserError:  # another process trains there
            continue
        try:
            weights = path / WEIGHTS
            if weights.is_file() and (card := _card(weights)) is not None:
                taken.append(project.versions.publish(partial(_copy, weights), card, promote=False).name)
        finally:
            lock.release()
        shutil.rmtree(path, ignore_errors=True)
    return taken


def _card(weights: Path) -> ModelCard | None:
    try:
        return checkpoint.card_of(weights)
    except checkpoint.CheckpointError:
        return None


def _copy(weights: Path, to: Path) -> None:
    shutil.copyfile(weights, to)
