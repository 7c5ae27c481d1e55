"""Row of a storm: what a team accepted is there for all, whatever was killed or cut meanwhile.

$BLURLAB_STORM_PART=2/5 is the second fifth of it, of the masks and of what befalls them, as all of it takes a while.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

import numpy as np

from tests.bench.rows import Measured, row
from tests.bench.team.shared import shared
from tests.fixtures.network import Network
from tests.fixtures.servers import Server

_NAMES: Final = ("ann", "bob", "cleo", "dan")
_MASKS: Final = 2000
_SERVER, _CLIENT = "server", "client"
_NETWORK: Final = ("cut", "reset", "half_close", "stall", "deafen")
_MISFORTUNES: Final = (*[_SERVER] * 10, *_NETWORK * 2, *[_CLIENT] * 20)
_SECONDS: Final = {"cut": 0.5, "reset": 0.0, "half_close": 0.5, "stall": 3.0, "deafen": 2.0}  # until it is mended
_STILL: Final = 600.0  # seconds without a mask after which the storm has failed


@row("team.lost", "masks", at_most=0)
def lost() -> Measured:
    """Accepted masks that are lost, torn or double after a storm; see the note for what it was."""
    part, parts = map(int, os.environ.get("BLURLAB_STORM_PART", "1/1").split("/"))
    misfortunes = list(_MISFORTUNES)
    np.random.default_rng(3).shuffle(misfortunes)
    masks = _MASKS // parts
    with shared(masks) as (server, url, folder):
        return _Storm(server, url, folder, part).raged(masks, misfortunes[part - 1 :: parts])


class _Storm:
    def __init__(self, server: Server, url: str, folder: Path, seed: int) -> None:
        self._server, self._url, self._folder = server, url, folder
        self._network = Network(server.port, lossy=True)
        self._through = url.replace(f":{server.port}/", f":{self._network.port}/")
        self._ledgers = {name: folder / f"{name}.ledger" for name in _NAMES}
        self._random = np.random.default_rng(seed)
        self._people: dict[str, subprocess.Popen[bytes]] = {}

    def raged(self, masks: int, misfortunes: Sequence[str]) -> Measured:
        began = time.monotonic()
        try:
            for name in _NAMES:
                self._begin(name)
            for number, what in enumerate(misfortunes):
                due = masks * (number + 1) // (len(misfortunes) + 1)
                _until(lambda due=due: self._written() >= due)
                print(f"team.lost: {self._written()} masks, {what}", file=sys.stderr, flush=True)
                self._let(what)
            for person in self._people.values():
                person.wait(_STILL)
        finally:
            for person in self._people.values():
                if person.poll() is None:
                    person.kill()
            self._network.close()
        ended = {name: person.returncode for name, person in self._people.items() if person.returncode}
        if ended:
            raise RuntimeError(f"people ended by a mistake: {ended}; {self._logs()}")
        lost, torn, double = self._found()
        return Measured(
            lost + torn + double,
            note=f"{self._written()} accepted by four processes in {time.monotonic() - began:.0f} s through a network "
            f"that loses packets, the server and its children killed {misfortunes.count(_SERVER)} times, the network "
            f"cut, reset, half closed, stalled or deaf {sum(one in _NETWORK for one in misfortunes)} times, people "
            f"killed {misfortunes.count(_CLIENT)} times: {lost} lost, {torn} torn, {double} given twice",
        )

    def _let(self, what: str) -> None:
        """Have it happen, and be over."""
        if what == _SERVER:
            self._server.kill(children=True)
            time.sleep(0.2)
            self._server.start()
        elif what == _CLIENT:
            name = _NAMES[int(self._random.integers(len(_NAMES)))]
            self._people[name].kill()
            self._people[name].wait()
            self._begin(name)
        else:
            getattr(self._network, what)()
            time.sleep(_SECONDS[what])
            if what in {"stall", "deafen"}:
                self._network.reset()
            self._network.mend()

    def _begin(self, name: str) -> None:
        words = [self._through, str(self._folder / "copies" / name), name, str(self._ledgers[name])]
        with (self._folder / f"{name}.log").open("ab") as log:
            self._people[name] = subprocess.Popen(
                [sys.executable, "-m", "tests.bench.team.teammate", *words], stderr=log
            )

    def _logs(self) -> str:
        return " ".join((self._folder / f"{name}.log").read_text(errors="replace")[-400:] for name in _NAMES)

    def _written(self) -> int:
        return sum(path.read_text(encoding="utf-8").count("\n") for path in self._ledgers.values() if path.exists())

    def _found(self) -> tuple[int, int, int]:
        """(lost, torn, double) by what is in the shared project."""
        from blurlab.imaging.png import read_own
        from blurlab.project import keys
        from blurlab.project.postgres.database import Database
        from blurlab.project.team.address import read_address
        from tests.bench.team.teammate import digest

        with closing(Database(read_address(self._url))) as database, database.reading() as there:
            masks = there.execute("SELECT photo_id, revision, author FROM masks").fetchall()
            accepted = {one for (one,) in there.execute("SELECT id FROM photos WHERE status = 'accepted'").fetchall()}
        kept, torn = set(), 0
        authors: dict[int, set[str]] = {}
        for photo, revision, author in masks:
            authors.setdefault(photo, set()).add(author)
            try:
                file = self._folder / "common" / keys.mask(photo, revision)
                kept.add((photo, author, digest(read_own(file, 240, 160))))
            except Exception:
                torn += 1
        texts = [path.read_text(encoding="utf-8") for path in self._ledgers.values()]
        said = [line.split() for text in texts for line in text.splitlines()]
        lost = sum((int(photo), name, mark) not in kept or int(photo) not in accepted for photo, name, mark in said)
        return lost, torn, sum(len(each) > 1 for each in authors.values())


def _until(done: Callable[[], bool]) -> None:
    end = time.monotonic() + _STILL
    while not done():
        if time.monotonic() > end:
            raise RuntimeError("the storm stands still")
        time.sleep(0.1)
