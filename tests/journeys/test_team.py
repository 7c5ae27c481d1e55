"""Three people in three real windows, a training machine, a real server: processes that know each other by it alone."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from blurlab.cli import main
from blurlab.project.project import Project
from tests.fixtures.servers import Server, server
from tests.journeys.people import ROOT, WAIT, Person, leaving, shared_birds

__all__ = ["server"]


@pytest.fixture
def url(server: Server, tmp_path: Path) -> str:
    return shared_birds(server, tmp_path, 14, ("ann", "bob", "cleo"))


Machines = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def machines(url: str, tmp_path: Path) -> Iterator[Machines]:
    """machines(3, 12) starts one that trains after three new labels, for twelve steps."""
    running: list[subprocess.Popen[bytes]] = []

    def start(after: int, steps: int) -> "subprocess.Popen[bytes]":
        environment = dict(os.environ, PYTHONPATH=str(ROOT), XDG_DATA_HOME=str(tmp_path / f"machine{len(running)}"))
        environment["BLURLAB_TRAINER"] = "tests.ui.toy_trainer"
        words = ["train", url, "--follow", "--after", str(after), "--steps", str(steps)]
        running.append(subprocess.Popen([sys.executable, "-m", "blurlab", *words], cwd=ROOT, env=environment))
        return running[-1]

    yield start
    for one in running:
        if one.poll() is None:
            one.send_signal(signal.SIGTERM)
            assert one.wait(WAIT) == 0


@pytest.mark.skipif(os.name != "posix", reason="processes are killed by signals")
def test_three_windows_and_a_training_machine(url: str, server: Server, machines: Machines, tmp_path: Path) -> None:
    machines(3, 12)
    people = [Person(name, url.replace("owner@", f"{name}@"), tmp_path) for name in ("ann", "bob", "cleo")]
    ann, bob, cleo = people
    with leaving(people):
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
    assert main(["fetch", url, str(tmp_path / "again.blurlab")]) == 0
    with Project.open(tmp_path / "again.blurlab") as project:
        assert {label.photo.id for label in project.masks.labels()} >= done
        assert all(project.masks.has_label(label) for label in project.masks.labels())
        assert project.versions.promoted() is not None


@pytest.mark.skipif(os.name != "posix", reason="processes are killed by signals")
def test_a_training_machine_that_is_killed_is_replaced_by_another(url: str, machines: Machines, tmp_path: Path) -> None:
    ann = Person("ann", url.replace("owner@", "ann@"), tmp_path)
    with leaving([ann]):
        ann.until(lambda shown: shown["there"])
        first = machines(2, 100_000)
        for _ in range(2):
            ann.accept()
        ann.until(lambda shown: shown["training"] == "running" and shown["curve"])
        second = machines(99, 300)
        time.sleep(1)  # it waits for the lock by now, or asks for it later: both must do
        assert second.poll() is None
        first.kill()  # in the middle of its run, which the second begins anew without being asked
        first.wait(WAIT)
        with psycopg.connect(url, autocommit=True) as there:
            ann.until(lambda shown: there.execute("SELECT 1 FROM model_versions").fetchone())
            published = time.monotonic()
        ann.until(lambda shown: shown["model"] == "v0001")
        assert time.monotonic() - published < 10, "two seconds where nothing else runs; row team.taken_up"
        ann.until(lambda shown: shown["training"] == "idle")

        for word, state in (("begin", "running"), ("pause", "paused"), ("resume", "running"), ("stop", "idle")):
            ann.say(word)
            ann.until(lambda shown, state=state: shown["training"] == state and shown["curve"])
        ann.until(lambda shown: "stopped" in shown["told"][-1])
