"""The training machine of a team: it follows a shared project's labels and trains whenever enough new ones have come.

It works on a copy, as a window does. The machine that holds the training lock trains; another waits and takes over once
that one is gone. Alone it trains in a child process, whose end costs nothing but its run; under torchrun all processes
train, and the first leads.
"""

import os
import queue
import sys
import threading
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import msgspec

from blurlab.errors import UserError
from blurlab.project.learning.new_labels import count_new_labels, note_learnt
from blurlab.project.project import Project
from blurlab.project.team.address import Address
from blurlab.project.team.arriving import Arrived
from blurlab.project.team.beginning import begin, is_begun
from blurlab.project.team.board import Board, TrainingLock
from blurlab.project.team.copy import own_copy
from blurlab.project.team.exchange import Exchange
from blurlab.worker.messages import (
    ChildExited,
    Ending,
    PauseTraining,
    ResumeTraining,
    StartTraining,
    StopTraining,
    TrainingEnded,
    TrainingProgress,
    TrainingStarted,
    VersionPublished,
)

TRAINER: Final = "training.runs.trainer"
NAME: Final = "the training machine"
_LOOK: Final = 0.5  # seconds between looks at the lock
_HELD: Final = 2.0  # seconds between looks whether it is still ours, during a run
_TOLD: Final = 0.5  # seconds between two words of progress
_SENT: Final = 60.0  # seconds until a version that was published must have gone
_ORDERS: Final = {"pause": PauseTraining(), "resume": ResumeTraining(), "stop": StopTraining()}
GIVEN_UP: Final = object()


class Machine:
    """Follows a shared project. `serve` returns when it was stopped, or after one run. training: whether one is under
    way."""

    def __init__(
        self, address: Address, order: StartTraining, after: int, *, module: str = TRAINER, root: Path | None = None
    ) -> None:
        """order: how it trains; its folder is filled in. after: how many new labels begin a run. Raises UserError."""
        self._module, self._after = module, after
        self.folder, self._folder_lock = own_copy(address, root)
        if not is_begun(self.folder):
            begin(self.folder)
        self._order = replace(order, folder=str(self.folder))
        self._lock = TrainingLock(address)
        self._news = threading.Event()
        self._stopping = False
        self.exchange = Exchange(self.folder, NAME, arrived=self._arrived, announced=lambda _names: self._news.set())
        self.board = Board(self.exchange.link.shared)
        self._wish = -1  # the newest that was heard; -1 before any was looked for
        self._told = 0.0
        self.training = False
        self._store: Any = None
        self._given = 0

    def serve(self, *, once: bool = False) -> int:
        """Train whenever it is time; 0 once it was stopped, or with `once` how the run ended."""
        self.exchange.start()
        code = 0
        if not once:
            _say(f"Waiting for new labels; {self._after} start a training. Press Ctrl+C to stop.")
        try:
            with Project.open(self.folder) as project:
                waited = False
                while not self._stopping:
                    holds = self._wish >= 0 and not waited
                    asked = self._wish if holds else self._asked_until_now()  # what is asked from now on is for us
                    if not self._is_ours():
                        if not waited:
                            _say("Another machine trains for this project; this one waits.")
                        waited = True
                        self._pause()
                        continue
                    self._wish, waited = asked, False
                    if self._is_due(project, once=once):
                        self.training = True
                        code = self._train(project)
                        self.training = False
                        if once:
                            return code
                    else:
                        self._pause()
        finally:
            self._give_others("")
            self._lock.close()
            self.exchange.stop(self._folder_lock.release)
            self.exchange.wait(20)
        return code

    def stop(self) -> None:
        """End after what is under way; a run keeps what it learnt."""
        self._stopping = True
        self._news.set()

    # ------------------------------------------------------------ when

    def _arrived(self, _came: Arrived) -> None:
        self._news.set()

    def _pause(self) -> None:
        self._news.wait(_LOOK)
        self._news.clear()

    def _is_ours(self) -> bool:
        try:
            return self._lock.acquire()
        except UserError:
            return False

    def _is_anothers(self) -> bool:
        """Whether the lock was lost to another machine; while the network is away nobody knows, and the run goes on."""
        try:
            return not self._lock.acquire()
        except UserError:
            return False

    def _asked_until_now(self) -> int:
        with suppress(UserError):
            return self.board.newest_wish()
        return -1

    def _is_due(self, project: Project, *, once: bool) -> bool:
        if not self.exchange.standing.there or self._wish < 0:
            return False
        with suppress(UserError):
            wishes = self.board.wishes(self._wish)
            if wishes:
                self._wish = wishes[-1][0]
            asked = any(wish == "begin" for _, wish in wishes)
            return once or asked or self.board.unfinished() or count_new_labels(project) >= self._after
        return False

    # ------------------------------------------------------------ a run

    def _train(self, project: Project) -> int:
        note_learnt(project, project.masks.labels())
        run = uuid.uuid4().hex
        said: queue.Queue[object] = queue.Queue()
        end = TrainingEnded.failed(UserError("run.unusable", "The trainer ended before its run was over."))
        stop_asked, asked_at = False, time.monotonic()
        orders = self._begin(said)
        while True:
            try:
                message = said.get(timeout=_LOOK)
            except queue.Empty:
                message = None
            for order in self._orders(stop_asked=stop_asked):
                stop_asked = stop_asked or isinstance(order, StopTraining)
                orders(order)
            if isinstance(message, TrainingEnded):
                end = message
                break
            if isinstance(message, ChildExited):
                break
            if message is not None:
                self._tell(run, message)
            if time.monotonic() - asked_at > _HELD:
                asked_at = time.monotonic()
                if self._is_anothers():
                    _say("Another machine has begun to train meanwhile; this run ends, and nothing comes of it.")
                    orders(GIVEN_UP)
                    return 1
        orders(None)
        self._until_sent()
        self._tell(run, end)
        return 1 if end.ending is Ending.FAILED else 0

    def _begin(self, said: "queue.Queue[object]") -> Callable[[object], None]:
        """Begin a run; gives a function that takes orders to it, None for its end, GIVEN_UP to drop what it learnt."""
        if int(os.environ.get("WORLD_SIZE", "1")) > 1:
            return self._begin_together(said)
        from blurlab.worker.client import ChildProcess

        child = ChildProcess("trainer", self._module, said.put)
        child.start()
        child.send(self._order)

        def take(order: object) -> None:
            if order is None or order is GIVEN_UP:
                child.stop()
                child.wait(30)
            else:
                child.send(order)

        return take

    def _begin_together(self, said: "queue.Queue[object]") -> Callable[[object], None]:
        from training.runs.on_project import train_project

        orders: queue.Queue[object] = queue.Queue()
        resting = threading.Event()
        stopping = False

        def should_stop() -> bool:
            nonlocal stopping
            while resting.is_set() or not orders.empty():
                match orders.get():
                    case StopTraining():
                        stopping = True
                        resting.clear()
                    case PauseTraining():
                        resting.set()
                    case ResumeTraining():
                        resting.clear()
            return stopping

        def work() -> None:
            try:
                said.put(train_project(self._order, said.put, should_stop, resting))
            except UserError as error:
                said.put(TrainingEnded.failed(error))

        self._give_others(msgspec.json.encode(self._order).decode())
        thread = threading.Thread(target=work, name="training")
        thread.start()

        def take(order: object) -> None:
            if order is GIVEN_UP:  # the others of torchrun can only be stopped with it
                orders.put(StopTraining())
            if order is None or order is GIVEN_UP:
                thread.join()
            else:
                orders.put(order)

        return take

    def _orders(self, *, stop_asked: bool) -> list[object]:
        asked: list[object] = []
        with suppress(UserError):
            for number, wish in self.board.wishes(self._wish):
                self._wish = number
                if wish in _ORDERS:
                    asked.append(_ORDERS[wish])
        if self._stopping and not stop_asked:
            asked.append(StopTraining())
        return asked

    def _tell(self, run: str, message: object) -> None:
        if isinstance(message, TrainingProgress):
            if time.monotonic() - self._told < _TOLD:
                return
            self._told = time.monotonic()
        if isinstance(message, TrainingStarted):
            _say(f"Training from “{message.base}” on {message.labels_training} labels.")
        elif isinstance(message, VersionPublished):
            _say(f"Published {message.version}{'' if message.promoted else ', as a candidate'}. {message.why}")
        elif isinstance(message, TrainingEnded):
            _say(message.sentence)
        posted = threading.Event()

        def post() -> None:
            self.board.post(run, message)
            posted.set()

        self.exchange.run(post)
        if isinstance(message, TrainingEnded):  # else the run would be taken for one that was killed
            posted.wait(_SENT)

    def _until_sent(self) -> None:
        """A version is for all when its run ends."""
        until = time.monotonic() + _SENT
        self.exchange.wake()
        while self.exchange.link.waiting()[0] and time.monotonic() < until:
            time.sleep(0.05)

    # ------------------------------------------------------------ torchrun

    def _give_others(self, order: str) -> None:
        """Tell the other processes of torchrun what to do; “” to end."""
        if int(os.environ.get("WORLD_SIZE", "1")) < 2:
            return
        if self._store is None:
            self._store = _store(leads=True)
        self._given += 1
        self._store.set(f"order/{self._given}", order)


def help_train() -> int:
    """In the other processes of torchrun: train along with the first until it ends."""
    from training.runs.on_project import train_project

    store, number = _store(leads=False), 0
    while True:
        number += 1
        said = store.get(f"order/{number}").decode()
        if not said:
            return 0
        with suppress(UserError):
            train_project(msgspec.json.decode(said, type=StartTraining), lambda _message: None, lambda: False)


def _store(*, leads: bool) -> Any:
    from datetime import timedelta

    import torch.distributed as dist

    host, port = os.environ["MASTER_ADDR"], int(os.environ["MASTER_PORT"]) + 7
    return dist.TCPStore(  # type: ignore[attr-defined]
        host, port, None, leads, timeout=timedelta(days=365), wait_for_workers=False
    )


def _say(sentence: str) -> None:
    print(sentence.strip(), file=sys.stderr, flush=True)
