"""Every child process of the window is killed at every stage, publishing included; the next one takes over."""

import os
import queue
import random
import shutil
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from blurlab.core.synthesis import Synthesis
from blurlab.model.loading import load_model
from blurlab.project.project import Project
from blurlab.project.versions import PROMOTED
from blurlab.worker import client
from blurlab.worker.client import ChildProcess
from blurlab.worker.messages import (
    ChildExited,
    ChildReady,
    Inspected,
    InspectPhoto,
    MakeSheet,
    ModelReady,
    OpenProject,
    Predicted,
    PredictOther,
    PredictPhoto,
    Setup,
    SheetReady,
    StartTraining,
    TrainingEnded,
    TrainingProgress,
    TrainingStarted,
    UseModel,
    Validated,
    VersionPublished,
)
from tests.storm.command import server
from tests.storm.grounds import MODEL, kept_in, make_ground
from tests.storm.report import Report
from tests.storm.watched import descendants, eventually, lives

PATIENCE = 400.0  # seconds for an answer, on a machine that has many other things to do


@dataclass
class Part:
    """One kind of child: how it is put to work, what it says on the way, and what it says last when it has done all."""

    name: str
    module: str
    orders: Callable[[Path], list[object]]
    stages: tuple[object, ...]  # types of messages, or a pattern of files; the child is killed when it is there
    done: type[Any]
    answers: int = 1  # of the last kind


def _training(folder: Path) -> list[object]:
    return [StartTraining(str(folder), Setup.FULL, steps=2)]


def _joint_training(folder: Path) -> list[object]:
    return [StartTraining(str(folder), Setup.SEMI, steps=2)]


def _predicting(folder: Path) -> list[object]:
    weights = str(folder.parent / MODEL)
    photos = [PredictPhoto(number) for number in (1, 2, 3, 4)]
    return [OpenProject(str(folder)), UseModel("v0001", weights), PredictOther(1, "other", weights), *photos]


def _sheets(folder: Path) -> list[object]:
    return [MakeSheet(1, str(folder), Synthesis().as_dict(), 4)]


def _inspecting(folder: Path) -> list[object]:
    photos = sorted((folder.parent / "photos").iterdir())
    return [InspectPhoto(number, str(path)) for number, path in enumerate(photos, start=1)]


TRAINER = "tests.training.small_trainer"
PARTS = (
    Part(
        "trainer",
        TRAINER,
        _training,
        (
            *("models/.*.tmp", TrainingProgress, "models/v*", "models/.*.tmp/*"),
            *(ChildReady, None, TrainingStarted, Validated, VersionPublished),
        ),
        TrainingEnded,
    ),
    Part("predictor", "blurlab.worker.predictor", _predicting, (None, ChildReady, ModelReady, Predicted), Predicted, 4),
    Part("sampler", "training.synth.sheets_child", _sheets, (None, ChildReady, "sheets/*"), SheetReady, 2),
    Part("inspector", "blurlab.worker.inspector", _inspecting, (None, ChildReady, Inspected), Inspected, 4),
    Part("trainer with its maker of proposals", TRAINER, _joint_training, ("grandchild",), TrainingEnded),
)


@dataclass
class _Life:
    """One life of a child, from its start to its end."""

    part: Part
    folder: Path
    said: list[object] = field(default_factory=list)
    exited: ChildExited | None = None

    def __post_init__(self) -> None:
        self._messages: queue.SimpleQueue[object] = queue.SimpleQueue()
        self.child = ChildProcess(self.part.name, self.part.module, self._messages.put)
        self.child.start()
        self.pid = self.child.pid or 0
        for order in self.part.orders(self.folder):
            self.child.send(order)

    def hear(self) -> None:
        with suppress(queue.Empty):
            while True:
                message = self._messages.get_nowait()
                if isinstance(message, ChildExited):
                    self.exited = message
                else:
                    self.said.append(message)

    def count(self, kind: type[Any]) -> int:
        self.hear()
        return sum(isinstance(message, kind) for message in self.said)

    @property
    def over(self) -> bool:
        return self.exited is not None or self.count(self.part.done) >= self.part.answers

    def reached(self, stage: object, new: Callable[[str], bool]) -> bool:
        """Whether it has come to `stage`, or is past all."""
        if self.over or stage is None:
            return True
        if stage == "grandchild":
            return bool(descendants(self.pid))
        return new(stage) if isinstance(stage, str) else self.count(stage) > 0  # type: ignore[arg-type]


def storm(tries: int, seed: int, folder: Path) -> Report:
    """Each kind of child in turn, at each of its stages; at the end each has to do all that it was asked."""
    report = Report("children killed")
    draw = random.Random(seed)
    client.CONTEXT = server()  # type: ignore[assignment]
    project = make_ground(folder, version=False)
    for number in range(tries):
        part = PARTS[number % len(PARTS)]
        stage = part.stages[(number // len(PARTS) + seed) % len(part.stages)]
        report.tried += 1
        _blow(report, draw, part, stage, project)
        _check(report, f"the {part.name} killed at {stage}", project)
    for part in PARTS if tries >= len(PARTS) else ():
        _work_through(report, part, project)
    return report


def _files(folder: Path, pattern: str) -> set[str]:
    return {path.name for path in folder.glob(pattern)}


def _blow(report: Report, draw: random.Random, part: Part, stage: object, project: Path) -> None:
    patterns = [stage] if isinstance(stage, str) and stage != "grandchild" else []
    before = {pattern: _files(project, pattern) for pattern in patterns}
    life = _Life(part, project)
    where = f"the {part.name} at {stage}"
    if not eventually(lambda: life.reached(stage, lambda one: bool(_files(project, one) - before[one])), PATIENCE):
        report.lose(f"{where}: it does not come to that")
    time.sleep(draw.uniform(0, 0.03) if isinstance(stage, str) else draw.uniform(0, 0.3))
    below = descendants(life.pid)
    if stage == "grandchild" and below:  # the trainer lives on, and makes its proposals itself
        os.kill(below[0], signal.SIGKILL)
        if not eventually(lambda: life.over, PATIENCE):
            report.lose(f"{where}: the training does not go on")
        life.child.stop()
    else:
        with suppress(ProcessLookupError):
            os.kill(life.pid, signal.SIGKILL)
    began = time.monotonic()
    if not life.child.wait(PATIENCE):
        report.lose(f"{where}: its end is not noticed")
    report.answer(time.monotonic() - began, where)
    eventually(lambda: life.count(ChildReady) >= 0 and life.exited is not None)
    if life.exited is not None:
        report.told += 1
        report.hear(life.exited.sentence, where)
    if not eventually(lambda: not any(map(lives, below))):
        report.lose(f"{where}: its own children outlive it")
    with Project.open(project) as opened:  # as the window does it
        opened.sweep(life.pid)
    if left := [
        path for path in project.rglob("*") if path.suffix in {".tmp", ".partial"} and str(life.pid) in path.name
    ]:
        report.lose(f"{where}: {left} is never taken away")


def _check(report: Report, where: str, folder: Path) -> None:
    """What is there is whole: every version can predict, every prediction and label be read."""
    kept = kept_in(folder)
    if len(kept.labels) < 3:
        report.lose(f"{where}: of the labels {list(kept.labels)} are there")
    with Project.open(folder) as project:
        for version in project.versions.all():
            project.versions.card(version.name)
            try:
                made = load_model(version.weights, threads=1).predict(np.zeros((64, 64, 3), np.uint8))
                assert np.isfinite(made.blurriness).all()
            except Exception as error:
                report.lose(f"{where}: {version.name} is half a model ({error})")
        promoted = project.setting(PROMOTED)
        if promoted is not None and project.versions.promoted() is None:
            report.lose(f"{where}: {promoted} is promoted and is not there")
        for photo in project.photos():
            for name in project.predicted_versions(photo.id):
                if project.read_prediction(photo.id, name) is None:
                    report.lose(f"{where}: half a prediction of {name} for “{photo.name}”")
        for version in project.versions.all()[:-2]:  # else the disk fills
            with suppress(Exception):
                project.versions.delete(version.name, "default")


def _work_through(report: Report, part: Part, project: Path) -> None:
    life = _Life(part, project)
    if not eventually(lambda: life.over, PATIENCE) or life.exited is not None:
        ended = life.exited.sentence if life.exited is not None else f"it said {life.said[-3:]}"
        report.lose(f"the {part.name}, left alone after the storm, does not do its work: {ended}")
    for message in life.said:
        if isinstance(message, TrainingEnded) and message.error is not None:
            report.lose(f"the {part.name} fails after the storm: {message.sentence}")
    life.child.stop()
    life.child.wait(PATIENCE)
    shutil.rmtree(project / "sheets", ignore_errors=True)
