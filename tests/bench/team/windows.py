"""Rows of windows on one shared project: how soon one sees what another did, and how soon one is open."""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from blurlab.display import missing_qt
from tests.bench.rows import CannotRun, Measured, row
from tests.bench.team.shared import p95, shared
from tests.bench.window import rest, until


@contextmanager
def joined(url: str, root: Path, names: list[str]) -> Iterator[list[Any]]:
    """Sessions of these people on the shared project, with stand-ins for predictor and trainer."""
    if reason := missing_qt():
        raise CannotRun(reason)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from blurlab.project.team import copy
    from blurlab.session.opening import open_shared
    from blurlab.session.session import Session
    from blurlab.ui.shell.app import make_application

    make_application()
    copy.copies_root = lambda: root / "windows"
    with ExitStack() as stack:
        sessions = []
        for name in names:
            session = Session(
                open_shared(url), name, predictor_module="tests.ui.toy_predictor", trainer_module="tests.ui.toy_trainer"
            )
            stack.callback(session.discard)
            session.start()
            until(lambda session=session: session.current is not None and session.team.standing.there)
            sessions.append(session)
        yield sessions


@row("team.seen", "s", at_most=1)
def seen() -> Measured:
    """From accepting in one window to the status in another's list."""
    from blurlab.project.records import Status

    with shared(60, real=60) as (_, url, folder), joined(url, folder, ["ann", "bob"]) as (ann, bob):
        waits = []
        for _ in range(20):
            until(lambda: ann.current is not None and ann.current.prediction_version)
            here = ann.current_id
            began = time.perf_counter()
            ann.review.accept(advance=True)
            until(lambda here=here: bob.order[here].status is Status.ACCEPTED)
            waits.append(time.perf_counter() - began)
    return Measured(p95(waits), note=f"median {np.median(waits):.2f} s, through PostgreSQL and two copies")


@row("team.open", "s", at_most=3)
def opened() -> Measured:
    """From asking for a shared project of 100,000 photos to its first photo on the screen, in a window that had it."""
    if reason := missing_qt():
        raise CannotRun(reason)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from blurlab.project.team import copy
    from blurlab.session.settings import Settings
    from blurlab.ui.shell.app import make_application
    from blurlab.ui.shell.main_window import MainWindow

    make_application()
    with shared(100_000, real=5) as (_, url, folder):
        copy.copies_root = lambda: folder / "copies"
        window = MainWindow(
            Settings(folder / "settings.ini"),
            predictor_module="tests.ui.toy_predictor",
            trainer_module="tests.ui.toy_trainer",
        )
        window.show()
        rest()
        times = []
        for _ in range(2):
            began = time.perf_counter()
            window.open_shared(url)
            until(lambda: window.session is not None and window.session.current is not None)
            times.append(time.perf_counter() - began)
            until(lambda: window.session is not None and window.session.team.standing.there)
            window.close_project()
            until(lambda: window.session is None)
        window.close()
        rest()
    return Measured(times[1], note=f"the first time, when its rows come: {times[0]:.1f} s")


@cache
def _followed() -> tuple[float, float, float]:
    """Seconds from the label that is due to a window predicting with the new version; from that version's publishing to
    the same; and of the training between."""
    from blurlab.commands.following import Machine
    from blurlab.project.records import Status
    from blurlab.project.team.address import read_address
    from blurlab.worker.messages import StartTraining, TrainingStarted, VersionPublished

    with shared(12, real=12) as (_, url, folder), joined(url, folder, ["ann"]) as (ann,):
        order = StartTraining("", steps=12)
        machine = Machine(read_address(url), order, 3, module="tests.ui.toy_trainer", root=folder / "machine")
        times: dict[type, float] = {}
        tell = machine._tell
        machine._tell = lambda run, message: (times.setdefault(type(message), time.perf_counter()), tell(run, message))[
            1
        ]
        thread = threading.Thread(target=machine.serve)
        thread.start()
        try:
            until(lambda: machine.exchange.standing.there)
            for _ in range(3):
                until(lambda: ann.current is not None and ann.current.prediction_version)
                here, began = ann.current_id, time.perf_counter()
                ann.review.accept(advance=True)
                until(lambda here=here: ann.order[here].status is Status.ACCEPTED)
            until(lambda: ann.current is not None and ann.current.prediction_version == "v0001")
            waited = time.perf_counter() - began
        finally:
            machine.stop()
            thread.join(30)
    training = times[VersionPublished] - times[TrainingStarted]
    return waited, began + waited - times[VersionPublished], training


@row("team.follow", "s", at_most=5)
def followed() -> Measured:
    """From the label that is due to a window predicting with the new version, beyond the training itself."""
    waited, _, training = _followed()
    return Measured(waited - training, note=f"the training itself, of a stand-in, took {training:.1f} s")


@row("team.taken_up", "s", at_most=2)
def taken_up() -> Measured:
    """From the training machine's publishing of a version to a window predicting with it."""
    return Measured(_followed()[1])
