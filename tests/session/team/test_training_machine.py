"""A training machine follows the team's labels; windows show its curves, ask it, and take up what it makes."""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from blurlab.commands import ahead
from blurlab.commands.ahead import predict_ahead
from blurlab.commands.following import Machine
from blurlab.project.postgres.database import Database
from blurlab.project.project import Project
from blurlab.project.records import Status
from blurlab.project.review import photos_with_doubt
from blurlab.project.team.address import read_address
from blurlab.project.team.board import Board, TrainingLock
from blurlab.session.models.training_run import RunState
from blurlab.session.session import Session
from blurlab.worker.messages import StartTraining
from tests.fixtures.servers import Server
from tests.fixtures.windows import PREDICTOR, TRAINER, WAIT, is_predicted

Join = Callable[..., Session]


@pytest.fixture
def machine(team_url: str, tmp_path: Path, quick_children: None) -> Iterator[Callable[..., Machine]]:
    """machine(after=2) starts a training machine with the toy trainer, in a thread."""
    running: list[tuple[Machine, threading.Thread]] = []

    def make(after: int, steps: int = 12) -> Machine:
        order = StartTraining("", steps=steps)
        made = Machine(read_address(team_url), order, after, module=TRAINER, root=tmp_path / "machine")
        thread = threading.Thread(target=made.serve)
        running.append((made, thread))
        thread.start()
        return made

    yield make
    for made, thread in running:
        made.stop()
        thread.join(30)
        assert not thread.is_alive()


def accept(session: Session, count: int, qtbot: QtBot) -> None:
    for _ in range(count):
        qtbot.waitUntil(lambda: is_predicted(session), timeout=WAIT)
        here = session.current_id or 0
        session.review.accept()
        qtbot.waitUntil(lambda here=here: session.order[here].status is Status.ACCEPTED, timeout=WAIT)
        session.navigation.next_in_queue()


def test_after_enough_labels_it_trains_and_windows_predict_with_what_comes_of_it(
    join: Join, machine: Callable[..., Machine], qtbot: QtBot
) -> None:
    ann = join("ann")
    machine(after=2)
    states: list[object] = []
    ann.training.stateChanged.connect(states.append)
    accept(ann, 2, qtbot)
    qtbot.waitUntil(lambda: ann.models.name == "v0001", timeout=WAIT)
    qtbot.waitUntil(lambda: ann.training.state is RunState.IDLE and bool(states), timeout=WAIT)
    assert RunState.RUNNING in states and ann.training.record.losses and ann.training.record.validations
    assert [version.name for version in ann.project.versions.all()] == ["v0001"]
    bob = join("bob")
    qtbot.waitUntil(lambda: bob.models.name == "v0001", timeout=WAIT)
    assert not ann.training.link.alive, "nothing trains in the window"

    ann.training.start(ann.project.folder, ann.training.record.setup)  # the machine is asked
    qtbot.waitUntil(lambda: bob.models.name == "v0002", timeout=WAIT)


def test_one_machine_trains_at_a_time_and_another_takes_over(
    team_url: str, join: Join, machine: Callable[..., Machine], qtbot: QtBot
) -> None:
    lock = TrainingLock(read_address(team_url))
    assert lock.acquire() and lock.held()
    ann = join("ann")
    machine(after=1)
    accept(ann, 1, qtbot)
    qtbot.wait(300)
    assert not ann.project.versions.all(), "another machine has the lock"
    lock.close()  # as the server does for a machine that was killed
    qtbot.waitUntil(lambda: ann.models.name == "v0001", timeout=WAIT)


def test_photos_are_predicted_ahead_for_all(team_url: str, join: Join, tmp_path: Path, qtbot: QtBot) -> None:
    address = read_address(team_url)
    shares = [predict_ahead(address, (rank, 2), module=PREDICTOR, root=tmp_path / str(rank)) for rank in range(2)]
    assert shares == [0, 0]
    ann = join("ann")
    version = ann.predictions.version
    qtbot.waitUntil(lambda: len(photos_with_doubt(ann.project, version)) >= 5, timeout=WAIT)
    qtbot.waitUntil(
        lambda: all(ann.project.has_prediction(photo.id, version) for photo in ann.order.photos()), timeout=WAIT
    )
    assert isinstance(ann.project, Project)


def test_each_process_predicts_its_photos_in_the_order_of_the_queue(
    team_url: str, tmp_path: Path, quick_children: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "helpful", lambda wanted, *_, **__: sorted((one.id for one in wanted), reverse=True))
    address = read_address(team_url)
    for rank in range(2):  # the second begins when all that the first predicted is there
        assert predict_ahead(address, (rank, 2), module=PREDICTOR, root=tmp_path / str(rank)) == 0
    with closing(Database(address)) as database, database.reading() as there:
        made = [photo for (photo,) in there.execute("SELECT photo_id FROM doubts ORDER BY made_at").fetchall()]
    evens, odds = ([one for one in made if one % 2 == rank] for rank in (0, 1))
    assert made == [*sorted(evens, reverse=True), *sorted(odds, reverse=True)] and len(made) == 5


def test_the_window_asks_the_machine_to_begin_pause_go_on_and_stop(
    join: Join, machine: Callable[..., Machine], qtbot: QtBot
) -> None:
    ann = join("ann")
    accept(ann, 2, qtbot)
    machine(after=99, steps=4000)
    qtbot.waitUntil(Board(ann.team.exchange.link.shared).is_followed, timeout=WAIT)
    run = ann.training
    run.start(ann.project.folder, run.record.setup)
    qtbot.waitUntil(lambda: run.state is RunState.RUNNING and bool(run.record.losses), timeout=WAIT)
    run.pause()
    qtbot.waitUntil(lambda: run.state is RunState.PAUSED, timeout=WAIT)
    steps = run.record.step
    run.resume()
    qtbot.waitUntil(lambda: run.record.step > steps, timeout=WAIT)
    run.stop()
    qtbot.waitUntil(lambda: run.state is RunState.IDLE, timeout=WAIT)
    assert "stopped" in run.sentence and run.record.step < 4000


def test_where_no_machine_trains_the_window_says_so(join: Join, qtbot: QtBot) -> None:
    ann = join("ann")
    ann.training.start(ann.project.folder, ann.training.record.setup)
    qtbot.waitUntil(lambda: ann.training.state is RunState.FAILED, timeout=WAIT)
    assert "No machine trains" in ann.training.sentence


def test_a_machine_that_lost_the_lock_to_another_drops_its_run(
    team_url: str, server: Server, join: Join, machine: Callable[..., Machine], qtbot: QtBot
) -> None:
    ann = join("ann")
    accept(ann, 1, qtbot)
    first = machine(after=1, steps=4000)
    qtbot.waitUntil(lambda: ann.training.state is RunState.RUNNING, timeout=WAIT)
    with closing(TrainingLock(read_address(team_url))) as other:

        def taken() -> bool:  # as the server ends the connection of a machine that hangs
            server.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_database ON oid = database "
                f"WHERE locktype = 'advisory' AND datname = '{team_url.rpartition('/')[2]}' AND objsubid = 1 "
                f"AND (classid::bigint << 32) + objid::bigint = {0x747261696E}"
            )
            return other.acquire()

        qtbot.waitUntil(taken, timeout=WAIT)
        qtbot.waitUntil(lambda: not first.training, timeout=WAIT)
        first.stop()
        assert not ann.project.versions.all()
