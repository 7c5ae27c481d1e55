"""The thread that keeps a copy and its shared project together. It alone waits for the network.

What is painted, accepted or predicted in the copy lies in its outbox, so a network that is away only lets it wait. What
others did comes as PostgreSQL announces it. Commands, such as claims, are run between the rounds.
"""

import os
import select
import threading
import time
from collections import deque
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from blurlab.errors import UserError, user_error
from blurlab.log import log
from blurlab.project.postgres.listening import Listener
from blurlab.project.team.arriving import Arrived, bring
from blurlab.project.team.claims import LEASE, Claims
from blurlab.project.team.copy import ending
from blurlab.project.team.going import take
from blurlab.project.team.link import Link
from blurlab.project.team.tables import BY_NAME

_TICK: Final = 0.1  # seconds between looks at the outbox, which another process may have filled
_AGAIN: Final = (0.5, 1.0, 2.0, 4.0)  # seconds from one failed try to reach the shared project to the next
_RENEWED: Final = LEASE / 3
_FAREWELL: Final = 3.0  # seconds that a server may be silent once the copy is being closed
_FETCHED: Final = 8  # predictions that are brought between two rounds


@dataclass(frozen=True)
class Standing:
    """How a copy stands. waiting: changed rows that have not gone. others: by photo id who has it open."""

    there: bool = False
    waiting: int = 0
    others: Mapping[int, str] = field(default_factory=dict)
    mine: frozenset[int] = frozenset()
    why: UserError | None = None  # why it is not there


class Exchange:
    """One copy's exchange. `start` begins it, `stop` ends it; signals come in its thread."""

    def __init__(
        self,
        folder: Path,
        author: str,
        *,
        arrived: Callable[[Arrived], None] = lambda _arrived: None,
        stands: Callable[[Standing], None] = lambda _standing: None,
        refused: Callable[[UserError], None] = lambda _error: None,
        announced: Callable[[Collection[str]], None] = lambda _names: None,
        predicted: Callable[[int], None] = lambda _photo_id: None,
    ) -> None:
        """arrived: told what came. stands: told whenever the standing changes. refused: told what was not taken.

        announced: told the names of tables that changed and do not belong to the copy. predicted: told of each photo
        whose prediction, or which itself, came from elsewhere. Raises UserError.
        """
        self.link = Link(folder)
        self.claims = Claims(self.link.shared, self.link.mark.copy, author)
        self.standing = Standing()
        self._tell = arrived, stands, refused, announced, predicted
        self._listening: Listener | None = None
        self._commands: deque[Callable[[], None]] = deque()
        self._kept: set[int] = set()  # photos whose claims are renewed
        self._given: set[int] = set()  # photos that are given back once all of them went
        self._predictions: deque[tuple[int, str]] = deque()
        self._wake_reading, self._wake_writing = os.pipe()
        self._stopped, self._ended = threading.Event(), threading.Event()
        self._then: Callable[[], None] = lambda: None
        self._thread: threading.Thread | None = None
        self._renewed = 0.0

    # ------------------------------------------------------------ from other threads

    def start(self) -> None:
        self._thread = threading.Thread(target=self._run, name="exchange")
        self._thread.start()

    def stop(self, then: Callable[[], None] = lambda: None) -> None:
        """Send what can be sent now, give claims back, end, and call `then`; nobody waits for that here."""
        self._then = then
        self.link.shared.hurry(_FAREWELL)
        ending[self.link.folder] = self._ended
        self._stopped.set()
        self.wake()
        if self._thread is None:
            self._end()

    def wait(self, patience: float) -> bool:
        """Wait until it has ended, for `patience` seconds at most; whether it has."""
        return self._ended.wait(patience)

    def wake(self) -> None:
        """Something was changed here: look now."""
        with suppress(OSError):
            os.write(self._wake_writing, b"x")

    def run(self, command: Callable[[], None]) -> None:
        """Run this in the thread as soon as the shared project can be reached; it may raise UserError."""
        self._commands.append(command)
        self.wake()

    def hold(self, photo_ids: Collection[int]) -> None:
        """From now on renew the claims of these photos alone; the others go back once all of them went."""

        def command() -> None:
            self._given |= self._kept - set(photo_ids)
            self._given -= set(photo_ids)
            self._kept = set(photo_ids)

        self.run(command)

    # ------------------------------------------------------------ the thread

    def round(self) -> None:
        """Once: bring all, take all. Raises UserError."""
        self.link.check()
        self._bring(None)
        self._take()

    def _run(self) -> None:
        failures = 0
        while not self._stopped.is_set():
            try:
                self._connected()
                failures = 0
            except UserError as error:
                self._away(error)
            except Exception as error:
                log.exception("The exchange with the shared project made a mistake")
                self._away(user_error(error))
            self._pause(_AGAIN[min(failures, len(_AGAIN) - 1)])
            failures += 1
        self._end()

    def _connected(self) -> None:
        self.link.check()
        self._listening = Listener(self.link.mark.address)
        try:
            self.claims.renew(self._kept)
            self._bring(None)
            self._take()
            self._renew()
            self._announce(None)
            seen = self.link.waiting()
            while not self._stopped.is_set():
                names = self._heard()
                if names:
                    self._bring(names)
                    self._announce(names)
                if "claims" in names:
                    self._look_at_claims()
                while self._commands:
                    command = self._commands[0]
                    command()
                    self._commands.popleft()
                if (now := self.link.waiting()) != seen and now[0]:
                    self._take()
                seen = self.link.waiting()
                self._stand(waiting=seen[0])
                self._give_back()
                if time.monotonic() - self._renewed > _RENEWED:
                    self._renew()
                self._fetch_some()
        finally:
            listening, self._listening = self._listening, None
            if listening is not None:
                listening.close()
            self.link.shared.forget()

    def _heard(self) -> set[str]:
        """The tables that others changed, waiting a tick at most."""
        assert self._listening is not None
        own = {connection.info.backend_pid for connection in self.link.shared.idle()}
        names = self._listening.heard(0.0 if self._predictions else _TICK, self._wake_reading, own)
        self._drain_wake()
        return names

    def _bring(self, names: Collection[str] | None) -> None:
        if names is not None and not set(names) & (BY_NAME.keys() | {"gone"}):
            return
        came = bring(self.link, names)
        self._predictions.extend(came.predictions)
        if names is None or came.new_photos:
            self._predictions.extendleft(reversed(self.link.missing_photos()))
        if came:
            self._tell[0](came)

    def _announce(self, names: Collection[str] | None) -> None:
        others = {"training_events", "training_wishes"} if names is None else set(names) - BY_NAME.keys()
        if others:
            self._tell[3](others)

    def _take(self) -> None:
        refused: list[UserError] = []
        take(self.link, refused.append)
        for error in refused:
            self._tell[2](error)
        if refused:
            self._bring(None)
        self._stand(there=True, waiting=self.link.waiting()[0], why=None)

    def _renew(self) -> None:
        self._renewed = time.monotonic()
        if self._kept:
            self._stand(mine=self.claims.renew(self._kept))
        self._look_at_claims()

    def _look_at_claims(self) -> None:
        self._stand(others=self.claims.of_others())

    def _give_back(self) -> None:
        """A photo is given back when what was done to it is there for all, and not before."""
        ready = self._given - (self.link.photos_waiting() if self._given else frozenset())
        if ready:
            self.claims.give_back(ready)
            self._given -= ready

    def _fetch_some(self) -> None:
        for _ in range(_FETCHED):
            if not self._predictions:
                return
            photo_id, key = self._predictions.popleft()
            if self.link.blobs.state(key) is None and self.link.fetch(key):
                self._tell[4](photo_id)

    def _end(self) -> None:
        try:
            if self.standing.there or self._given or self._kept:
                self._take()
                self.claims.give_back()
        except UserError:
            pass  # what waits goes when the copy is opened again, and claims run out
        finally:
            self.link.close()
            self._then()
            ending.pop(self.link.folder, None)
            self._ended.set()
            for descriptor in (self._wake_reading, self._wake_writing):
                os.close(descriptor)

    def _away(self, error: UserError) -> None:
        with suppress(UserError):
            self._stand(there=False, waiting=self.link.waiting()[0], why=error)

    def _pause(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while not self._stopped.is_set() and (left := until - time.monotonic()) > 0:
            select.select([self._wake_reading], [], [], min(left, _TICK * 5))
            self._drain_wake()
            with suppress(UserError):
                self._stand(waiting=self.link.waiting()[0])
            if self._stopped.wait(min(_TICK, max(0.0, left))):
                return

    def _drain_wake(self) -> None:
        while select.select([self._wake_reading], [], [], 0)[0]:
            os.read(self._wake_reading, 4096)

    def _stand(self, **changes: Any) -> None:
        before = self.standing
        self.standing = Standing(**{**vars(before), **changes})
        if self.standing != before:
            self._tell[1](self.standing)
