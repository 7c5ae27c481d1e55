"""People of a team, each in a real window of a process of its own."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from blurlab.cli import main
from blurlab.project.project import Project
from tests.fixtures.servers import Server
from tests.fixtures.windows import write_photo

ROOT: Final = Path(__file__).parents[2]
WAIT: Final = 240  # seconds; three windows on a busy machine take minutes to open


class Person:
    """A person's window."""

    def __init__(self, name: str, url: str, folder: Path) -> None:
        self.name, self._url, self._folder = name, url, folder / name
        self._folder.mkdir(exist_ok=True)
        self.open()

    def open(self) -> None:
        environment = dict(os.environ, PYTHONPATH=str(ROOT), QT_QPA_PLATFORM="offscreen")
        environment["XDG_DATA_HOME"] = str(self._folder)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.journeys.team_window", self._url, str(self._folder)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment,
        )  # fmt: skip

    def say(self, word: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{word}\n")
        self.process.stdin.flush()

    def until(self, holds: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
        """Wait until what the window shows is so."""
        assert self.process.stdout is not None
        end, shown = time.monotonic() + WAIT, {}
        while time.monotonic() < end:
            self.say("show")
            shown = json.loads(self.process.stdout.readline())
            with suppress(KeyError):
                if shown["ready"] and holds(shown):
                    return shown
            time.sleep(0.05)
        raise AssertionError(f"{self.name} waits in vain: {shown}")

    def accept(self) -> int:
        """Accept the photo on the screen; its number."""
        here = int(self.until(lambda shown: True)["here"])
        self.say("accept")
        self.until(lambda shown: shown["statuses"][str(here)] == "accepted")
        return here

    def leave(self) -> None:
        if self.process.poll() is None:
            self.process.communicate("close\n", timeout=WAIT)


@contextmanager
def leaving(people: Sequence[Person]) -> Iterator[None]:
    """However it ends, their windows are closed."""
    try:
        yield
    finally:
        for person in people:
            with suppress(Exception):
                person.leave()
            if person.process.poll() is None:
                person.process.kill()
                person.process.communicate(timeout=WAIT)


def shared_birds(server: Server, folder: Path, photos: int, names: Sequence[str]) -> str:
    """The URL of a shared project of so many photos, and a login for each of these people."""
    with Project.create(folder / "birds.blurlab") as project:
        project.add_photos([write_photo(folder / "photos" / f"{number:02}.png", number) for number in range(photos)])
    made = server.made()
    for name in names:
        server.execute(
            f"DO $$ BEGIN CREATE ROLE {name} LOGIN SUPERUSER; EXCEPTION WHEN duplicate_object THEN NULL; END $$"
        )
    assert main(["share", str(folder / "birds.blurlab"), made, "--blobs", str(folder / "common")]) == 0
    return made
