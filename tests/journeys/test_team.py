"""Three people in three real windows, a training machine, a real server: processes that know each other by it alone."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from blurlab.cli import main
from blurlab.project.project import Project
from tests.fixtures.servers import Server, server
from tests.fixtures.windows import write_photo

__all__ = ["server"]
ROOT = Path(__file__).parents[2]
WAIT = 60  # seconds


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


@pytest.fixture
def url(server: Server, tmp_path: Path) -> str:
    with Project.create(tmp_path / "birds.blurlab") as project:
        project.add_photos([write_photo(tmp_path / "photos" / f"{number:02}.png", number) for number in range(14)])
    made = server.made()
    for name in ("ann", "bob", "cleo"):
        server.execute(f"CREATE ROLE {name} LOGIN SUPERUSER")
    assert main(["share", str(tmp_path / "birds.blurlab"), made, "--blobs", str(tmp_path / "common")]) == 0
    return made


@pytest.fixture
def machine(url: str, tmp_path: Path) -> Iterator["subprocess.Popen[bytes]"]:
    environment = dict(os.environ, PYTHONPATH=str(ROOT), XDG_DATA_HOME=str(tmp_path / "machine"))
    environment["BLURLAB_TRAINER"] = "tests.ui.toy_trainer"
    words = ["train", url, "--follow", "--after", "3", "--steps", "12"]
    running = subprocess.Popen([sys.executable, "-m", "blurlab", *words], cwd=ROOT, env=environment)
    yield running
    running.send_signal(signal.SIGTERM)
    assert running.wait(WAIT) == 0


@pytest.mark.skipif(os.name != "posix", reason="processes are killed by signals")
def test_three_windows_and_a_training_machine(
    url: str, server: Server, machine: "subprocess.Popen[bytes]", tmp_path: Path
) -> None:
    people = [Person(name, url.replace("owner@", f"{name}@"), tmp_path) for name in ("ann", "bob", "cleo")]
    ann, bob, cleo = people
    try:
        # Each has a photo, and the next one, that nobody else has.
        for person in people:
            person.until(lambda shown: shown["there"])
        for person in people[1:]:
            person.say("accept")  # all three began at the first photo, as it is the first of all
        shown = [person.until(lambda shown: shown["there"] and shown["ahead"]) for person in people]
        assert len({each["here"] for each in shown} | {each["ahead"] for each in shown}) >= 5

        # What one accepts the others see; three labels, and all predict with what the machine made of them.
        done = {ann.accept(), bob.accept(), cleo.accept()}
        for person in people:
            person.until(lambda shown: all(shown["statuses"][str(one)] == "accepted" for one in done))
        for person in people:
            assert person.until(lambda shown: shown["model"] == "v0001")["curve"] > 0

        # A window is killed; whoever opens it again goes on, and the others never notice.
        bob.process.kill()
        bob.process.communicate(timeout=WAIT)
        done.add(ann.accept())
        bob.open()
        done |= {bob.accept(), bob.accept()}  # the photo that was open last, which has a mask, and the next

        # The server is killed; two paint on, and it all comes together once it is back.
        server.kill()
        ann.until(lambda shown: not shown["there"])
        done |= {ann.accept(), cleo.accept()}
        assert ann.until(lambda shown: shown["waiting"])["waiting"] > 0
        server.start()
        for person in people:
            person.until(lambda shown: all(shown["statuses"][str(one)] == "accepted" for one in done))
            person.until(lambda shown: shown["there"] and not shown["waiting"])
    finally:
        for person in people:
            with suppress(Exception):
                person.leave()
            if person.process.poll() is None:
                person.process.kill()
                person.process.communicate(timeout=WAIT)
    assert main(["fetch", url, str(tmp_path / "again.blurlab")]) == 0
    with Project.open(tmp_path / "again.blurlab") as project:
        assert {label.photo.id for label in project.masks.labels()} >= done
        assert all(project.masks.has_label(label) for label in project.masks.labels())
        assert project.versions.promoted() is not None
