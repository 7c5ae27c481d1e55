"""A team on one shared project: a real server on the loopback, real copies, real windows.

On a machine that is busy with other things the storm is a fifth as long; its note says so.
"""

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any, Final

import numpy as np

from blurlab.core.opencv import cv2
from blurlab.display import missing_qt
from tests.bench.rows import CannotRun, Measured, row
from tests.bench.window import rest, until
from tests.fixtures.servers import Server, programs, started

ANNOTATORS, PHOTOS = 20, 10_000
_NEXT: Final = 25  # photos that each annotator asks for
_ACCEPTED: Final = 2000
_LEASE: Final = 60.0


@contextmanager
def shared(photos: int, real: int = 0) -> Iterator[tuple[Server, str, Path]]:
    """A server with a shared project of so many photos, of which the first `real` are files; its URL; a folder."""
    from blurlab.project.postgres.store import PostgresStore
    from blurlab.project.team.address import read_address

    found = programs()
    if found is None:
        raise CannotRun("neither PostgreSQL nor the wheel pgserver is installed")
    with tempfile.TemporaryDirectory(prefix="blurlab-bench-", ignore_cleanup_errors=True) as place:
        folder = Path(place)
        folder.chmod(0o755)
        (folder / "server").mkdir()
        server = started(found, folder / "server")
        try:
            url = server.made()
            store = PostgresStore(read_address(url), folder, make=True)
            (folder / "common").mkdir()
            random = np.random.default_rng(1)
            for number in range(1, real + 1):
                cv2.imwrite(str(folder / f"{number}.png"), random.integers(0, 255, (160, 240, 3), np.uint8))
            with store.database.writing() as there:
                there.execute(
                    "INSERT INTO photos (path, digest, width, height, added_at) SELECT ? || n || '.png', md5(n::text), "
                    "240, 160, '2026-01-01T00:00:00+00:00' FROM generate_series(1, ?::integer) n",
                    (f"{folder}/", photos),
                )
                there.execute("UPDATE blurlab SET blobs = ?", (str(folder / "common"),))
            store.close()
            server.execute("ANALYZE", url.rpartition("/")[2])
            yield server, url, folder
        finally:
            server.stop()


def p95(values: list[float]) -> float:
    return float(np.percentile(values, 95))


@row("team.next", "ms", at_most=100)
def next_claimed() -> Measured:
    """From asking for the next photo to having its claim, 20 people at once on 10,000 photos in one order."""
    from blurlab.project.postgres.database import Database
    from blurlab.project.team.address import read_address
    from blurlab.project.team.claims import Claims

    waits: list[float] = []
    got: list[int] = []

    def work(url: str, number: int) -> None:
        with closing(Database(read_address(url))) as database:
            claims = Claims(database, f"copy{number}", f"person{number}")
            first = 1
            for _ in range(_NEXT):
                began = time.perf_counter()
                photo = None
                while photo is None:
                    photo = claims.claim(range(first, first + 40))
                    first += 0 if photo is not None else 40
                waits.append(1000 * (time.perf_counter() - began))
                got.append(photo)
                with database.writing(alone=False) as there:
                    there.execute("UPDATE photos SET status = 'accepted' WHERE id = ?", (photo,))
                claims.give_back([photo])

    with shared(PHOTOS) as (_, url, _folder):
        people = [threading.Thread(target=work, args=(url, number)) for number in range(ANNOTATORS)]
        for person in people:
            person.start()
        for person in people:
            person.join()
    double = len(got) - len(set(got))
    if double or len(got) != ANNOTATORS * _NEXT:
        raise RuntimeError(f"{double} photos were given to two people, {len(got)} in all")
    return Measured(p95(waits), note=f"{len(got)} photos, median {np.median(waits):.0f} ms, none given twice")


@row("team.lost", "masks", at_most=0)
def lost() -> Measured:
    """Accepted masks that are lost, torn or double after a storm; see the note for what it was."""
    busy = os.getloadavg()[0] > (os.cpu_count() or 1)
    accepted = _ACCEPTED // 5 if busy else _ACCEPTED
    with shared(accepted) as (server, url, folder):
        return _storm(server, url, folder, accepted)


def _storm(server: Server, url: str, folder: Path, accepted: int) -> Measured:
    from tests.bench.simulated.proxy import Proxy

    proxy = Proxy(server.port)
    through = url.replace(f":{server.port}/", f":{proxy.port}/")
    names = ["ann", "bob", "cleo", "dan"]
    ledgers = {name: folder / f"{name}.ledger" for name in names}

    def begin(name: str) -> "subprocess.Popen[bytes]":
        words = [through, str(folder / "copies" / name), name, str(ledgers[name])]
        with (folder / f"{name}.log").open("ab") as log:
            return subprocess.Popen([sys.executable, "-m", "tests.bench.simulated.teammate", *words], stderr=log)

    random = np.random.default_rng(3)
    people = {name: begin(name) for name in names}
    misfortunes = ["server"] * 10 + ["network"] * 10 + ["client"] * 20
    random.shuffle(misfortunes)
    began = time.monotonic()
    try:
        for number, what in enumerate(misfortunes):
            due = accepted * (number + 1) // (len(misfortunes) + 1)
            _until(lambda due=due: _written(ledgers) >= due, 600)
            if what == "server":
                server.kill()
                time.sleep(0.2)
                server.start()
            elif what == "network":
                proxy.cut()
                time.sleep(0.5)
                proxy.mend()
            else:
                name = names[int(random.integers(len(names)))]
                people[name].kill()
                people[name].wait()
                people[name] = begin(name)
        for person in people.values():
            person.wait(600)
    finally:
        for person in people.values():
            if person.poll() is None:
                person.kill()
        proxy.close()
    lost, torn, double = _found(url, folder, ledgers)
    note = (
        f"{_written(ledgers)} accepted by four processes in {time.monotonic() - began:.0f} s, the server killed 10 "
        f"times, the network cut 10 times, people killed 20 times: {lost} lost, {torn} torn, {double} given twice"
    )
    return Measured(lost + torn + double, note=note)


def _written(ledgers: dict[str, Path]) -> int:
    return sum(path.read_text(encoding="utf-8").count("\n") for path in ledgers.values() if path.exists())


def _until(done: Callable[[], bool], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not done():
        if time.monotonic() > end:
            raise RuntimeError("the storm stands still")
        time.sleep(0.05)


def _found(url: str, folder: Path, ledgers: dict[str, Path]) -> tuple[int, int, int]:
    """(lost, torn, double) by what is in the shared project."""
    from blurlab.imaging.png import read_own
    from blurlab.project import keys
    from blurlab.project.postgres.database import Database
    from blurlab.project.team.address import read_address
    from tests.bench.simulated.teammate import digest

    with closing(Database(read_address(url))) as database, database.reading() as there:
        masks = there.execute("SELECT photo_id, revision, author FROM masks").fetchall()
        accepted = {one for (one,) in there.execute("SELECT id FROM photos WHERE status = 'accepted'").fetchall()}
    kept, torn = set(), 0
    authors: dict[int, set[str]] = {}
    for photo, revision, author in masks:
        authors.setdefault(photo, set()).add(author)
        try:
            kept.add((photo, author, digest(read_own(folder / "common" / keys.mask(photo, revision), 240, 160))))
        except Exception:
            torn += 1
    said = [line.split() for path in ledgers.values() for line in path.read_text(encoding="utf-8").splitlines()]
    lost = sum((int(photo), name, mark) not in kept or int(photo) not in accepted for photo, name, mark in said)
    return lost, torn, sum(len(each) > 1 for each in authors.values())


# ---------------------------------------------------------------- windows


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


@row("team.follow", "s", at_most=5)
def followed() -> Measured:
    """From the label that is due to a window predicting with the new version, beyond the training itself."""
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
    return Measured(waited - training, note=f"the training itself, of a stand-in, took {training:.1f} s")
