"""Child processes as the window lives with them: real ones, started, crashed, hung and orphaned."""

import logging
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import blurlab
from blurlab.worker.client import ChildProcess
from blurlab.worker.messages import ChildExited, ChildReady, Leave, Predicted

TOY = "tests.worker.toy_child"
WAIT = 120  # seconds for what must come: only a child that is lost takes so long
posix = pytest.mark.skipif(os.name != "posix", reason="signals and /proc are POSIX")
linux = pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs /proc")


class Toy:
    """A child process and what it said. With a patience that no busy machine uses up, but where it is to be."""

    def __init__(self, module: str = TOY, patience: float = 600) -> None:
        self.messages: queue.Queue[object] = queue.Queue()
        self.process = ChildProcess(
            "toy", module, self.messages.put, leave_patience=patience, terminate_patience=patience
        )

    def start(self) -> int:
        self.process.start()
        ready = self.next()
        assert isinstance(ready, ChildReady)
        assert ready.pid == self.process.pid
        return ready.pid

    def next(self) -> object:
        return self.messages.get(timeout=WAIT)

    def exited(self) -> ChildExited:
        message = self.next()
        assert isinstance(message, ChildExited), message
        return message


@pytest.fixture
def toy() -> Iterator[Toy]:
    toy = Toy()
    yield toy
    kill(toy)


def kill(toy: Toy) -> None:
    if (pid := toy.process.pid) is not None:
        os.kill(pid, getattr(signal, "SIGKILL", signal.SIGTERM))
    assert toy.process.wait(WAIT)


def exists(pid: int) -> bool:
    """Whether the process runs; a zombie counts as ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def eventually(holds: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + WAIT
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def test_a_child_starts_answers_and_leaves_when_asked(toy: Toy) -> None:
    assert not toy.process.alive
    assert toy.process.pid is None
    assert not toy.process.send(("echo", 1))
    pid = toy.start()
    assert pid != os.getpid()
    assert toy.process.alive
    for number in range(100):
        assert toy.process.send(("echo", number))
    assert [toy.next() for _ in range(100)] == list(range(100))
    toy.process.send(Leave())
    assert toy.exited() == ChildExited("toy", 0, True, "The toy has stopped.")
    assert not toy.process.alive
    assert not toy.process.send(("echo", 1))
    assert toy.process.wait(WAIT)


def test_starting_twice_makes_one_child(toy: Toy) -> None:
    pid = toy.start()
    toy.process.start()
    assert toy.process.pid == pid
    assert toy.process.send(("echo", "still one"))
    assert toy.next() == "still one"


@posix
def test_a_killed_child_is_told_in_one_sentence_and_starts_again(toy: Toy) -> None:
    first = toy.start()
    os.kill(first, signal.SIGKILL)
    exited = toy.exited()
    assert exited.exitcode == -signal.SIGKILL
    assert not exited.expected
    assert exited.sentence == "The toy stopped unexpectedly (killed by signal 9). It can be restarted."
    assert not toy.process.alive
    second = toy.start()
    assert second != first
    toy.process.send(("echo", "back"))
    assert toy.next() == "back"


@posix
def test_a_child_can_be_restarted_from_the_very_callback_that_tells_its_end() -> None:
    messages: queue.Queue[object] = queue.Queue()

    def on_message(message: object) -> None:
        messages.put(message)
        if isinstance(message, ChildExited) and not message.expected:
            process.start()

    process = ChildProcess("toy", TOY, on_message)
    process.start()
    first = messages.get(timeout=WAIT)
    assert isinstance(first, ChildReady)
    os.kill(first.pid, signal.SIGKILL)
    assert isinstance(messages.get(timeout=WAIT), ChildExited)
    second = messages.get(timeout=WAIT)
    assert isinstance(second, ChildReady)
    assert second.pid != first.pid
    process.stop()
    assert process.wait(WAIT)


@posix
def test_what_a_child_said_before_it_died_is_delivered_first(toy: Toy) -> None:
    toy.start()
    toy.process.send(("say and die", 50))
    assert [toy.next() for _ in range(50)] == list(range(50))
    assert toy.exited().exitcode == -signal.SIGKILL


def test_an_exception_in_the_child_is_named_in_the_sentence(toy: Toy) -> None:
    toy.start()
    toy.process.send(("raise", "out of memory\nwith a long story"))
    exited = toy.exited()
    assert exited.exitcode == 1
    assert exited.sentence == "The toy stopped unexpectedly (RuntimeError: out of memory). It can be restarted."


def test_an_exit_code_is_named_in_the_sentence(toy: Toy) -> None:
    toy.start()
    toy.process.send(("exit", 7))
    assert toy.exited().sentence == "The toy stopped unexpectedly (exit code 7). It can be restarted."


def test_a_module_that_cannot_be_imported_is_told() -> None:
    toy = Toy("tests.worker.no_such_module")
    toy.process.start()
    assert "ModuleNotFoundError: No module named 'tests.worker.no_such_module'" in toy.exited().sentence


@posix
def test_a_child_that_cannot_be_started_is_told(toy: Toy, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(11, "Resource temporarily unavailable")

    with monkeypatch.context() as patch:
        patch.setattr("multiprocessing.util.spawnv_passfds", refuse)
        toy.process.start()
    assert toy.exited().sentence == "The toy could not be started (Resource temporarily unavailable)."
    assert toy.process.wait(WAIT)
    toy.start()


@posix
@pytest.mark.parametrize(("deaf", "signal_number"), [("for terminate", signal.SIGTERM), ("for kill", signal.SIGKILL)])
def test_a_hung_child_is_made_to_leave(deaf: str, signal_number: int) -> None:
    toy = Toy(patience=0.3)
    pid = toy.start()
    toy.process.send(("hang", deaf))
    assert toy.next() == "hanging"
    toy.process.stop()
    exited = toy.exited()
    assert exited == ChildExited("toy", -signal_number, True, "The toy did not answer and was ended.")
    assert not exists(pid)


@posix
def test_neither_asking_a_hung_child_to_leave_nor_sending_to_it_blocks(toy: Toy) -> None:
    """It reads nothing any more, and the patience with it is longer than this test's."""
    pid = toy.start()
    toy.process.send(("hang", "for kill"))
    assert toy.next() == "hanging"
    for _ in range(200):
        assert toy.process.send(("echo", "x" * 100_000))
    toy.process.stop()
    toy.process.stop()
    assert not toy.process.wait(0.05)
    assert exists(pid) and toy.messages.empty()


@posix
def test_a_child_that_closes_its_pipe_but_stays_is_ended() -> None:
    toy = Toy(patience=0.3)
    pid = toy.start()
    toy.process.send(("close and hang",))
    exited = toy.exited()
    assert not exited.expected
    assert not exists(pid)


@linux
def test_a_crash_is_noticed_although_a_grandchild_holds_the_pipe_open(toy: Toy) -> None:
    pid = toy.start()
    toy.process.send(("grandchild",))
    grandchild = toy.next()
    assert isinstance(grandchild, int)
    try:
        os.kill(pid, signal.SIGKILL)
        assert toy.exited().exitcode == -signal.SIGKILL
        assert exists(grandchild)
    finally:
        os.kill(grandchild, signal.SIGKILL)


@linux
def test_a_write_that_nobody_will_read_ends_with_the_child(toy: Toy) -> None:
    pid = toy.start()
    toy.process.send(("grandchild",))  # the pipe stays open: the write does not fail by itself
    grandchild = toy.next()
    assert isinstance(grandchild, int)
    try:
        toy.process.send(("hang", "for terminate"))
        assert toy.next() == "hanging"
        toy.process.send(b"more than a pipe holds" * 100_000)
        os.kill(pid, signal.SIGKILL)
        assert toy.exited().exitcode == -signal.SIGKILL
        assert not [thread for thread in threading.enumerate() if thread.name == "toy writer"]
    finally:
        os.kill(grandchild, signal.SIGKILL)


@posix
def test_control_c_in_the_terminal_is_left_to_the_parent(toy: Toy) -> None:
    pid = toy.start()
    os.kill(pid, signal.SIGINT)
    toy.process.send(("interrupts",))
    ignored, _ = toy.next()  # type: ignore[misc]
    assert ignored
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())


def test_a_mistake_in_the_receiver_does_not_lose_the_child(monkeypatch: pytest.MonkeyPatch) -> None:
    reported: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_: reported.append(kind))
    received: queue.Queue[object] = queue.Queue()

    def on_message(message: object) -> None:
        received.put(message)
        if message == "bad":
            raise ZeroDivisionError

    process = ChildProcess("toy", TOY, on_message)
    process.start()
    process.send(("echo", "bad"))
    process.send(("echo", "good"))
    process.stop()
    assert process.wait(WAIT)
    said = [received.get_nowait() for _ in range(received.qsize())]
    assert said[1:3] == ["bad", "good"]
    assert isinstance(said[3], ChildExited)
    assert reported == [ZeroDivisionError]


@linux
def test_twenty_cycles_leave_no_process_thread_or_file_behind(toy: Toy) -> None:
    def children() -> set[str]:
        return set(Path(f"/proc/self/task/{os.getpid()}/children").read_text().split())

    def files() -> int:
        return sum(1 for _ in Path("/proc/self/fd").iterdir())

    toy.start()  # the first start also brings up multiprocessing's resource tracker, which stays
    toy.process.stop()
    assert toy.process.wait(WAIT)
    toy.exited()
    assert eventually(lambda: not [t for t in threading.enumerate() if t.name.startswith("toy ")])
    processes, open_files = children(), files()
    for cycle in range(20):
        pid = toy.start()
        if cycle % 3 == 0:
            os.kill(pid, signal.SIGKILL)
        elif cycle % 3 == 1:
            toy.process.stop()
        else:
            toy.process.send(Leave())
        assert toy.process.wait(WAIT)
        toy.exited()
        assert not exists(pid)
    assert eventually(lambda: not [t for t in threading.enumerate() if t.name.startswith("toy ")])
    assert children() == processes
    assert files() == open_files


PARENT = """
import os, signal, sys, time
from blurlab.worker.client import ChildProcess
if __name__ == "__main__":
    said = []
    child = ChildProcess("toy", "tests.worker.toy_child", said.append)
    child.start()
    deadline = time.monotonic() + 100
    while not said and time.monotonic() < deadline: time.sleep(0.01)
    {busy}
    print(child.pid, flush=True)
    {end}
"""
HANG = """child.send(("hang", "for terminate"))
    while len(said) < 2: time.sleep(0.01)"""


def run_parent(tmp_path: Path, busy: str, end: str) -> tuple[int, int]:
    """Exit code of a parent that started a child and ended, and the child's process id."""
    script, said = tmp_path / "parent.py", tmp_path / "said.txt"
    script.write_text(PARENT.format(busy=busy, end=end))
    environment = dict(os.environ, PYTHONPATH=str(Path(blurlab.__file__).parents[1]))
    with said.open("w") as output:  # not a pipe: the child has it too, and would be waited for
        done = subprocess.run([sys.executable, script], env=environment, stdout=output, timeout=240, check=False)
    return done.returncode, int(said.read_text())


@linux
def test_an_idle_child_leaves_when_its_window_is_killed(tmp_path: Path) -> None:
    code, child = run_parent(tmp_path, "pass", "os.kill(os.getpid(), signal.SIGKILL)")
    assert code == -signal.SIGKILL
    assert eventually(lambda: not exists(child))


@linux
def test_a_busy_child_is_ended_after_its_window_is_killed(tmp_path: Path) -> None:
    _, child = run_parent(tmp_path, HANG, "os.kill(os.getpid(), signal.SIGKILL)")
    assert eventually(lambda: not exists(child))


@linux
def test_a_window_that_forgets_its_child_still_ends(tmp_path: Path) -> None:
    code, child = run_parent(tmp_path, "pass", "sys.exit(3)")
    assert code == 3
    assert not exists(child)


@posix
def test_what_a_child_says_on_stderr_and_how_it_ends_is_in_the_log(
    toy: Toy, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.INFO, "blurlab"):
        toy.start()
        toy.process.send(("complain", "The disk smells of smoke.\nIt is warm."))
        toy.process.send(("exit", 3))
        gone = toy.next()
    assert isinstance(gone, ChildExited) and gone.error.code == "child.gone"
    assert "toy: The disk smells of smoke." in caplog.messages
    last = "It can be restarted. Its last lines:\nThe disk smells of smoke.\nIt is warm."
    assert [one for one in caplog.messages if "(exit code 3)" in one and one.endswith(last)]
    assert "The disk smells of smoke." in capfd.readouterr().err, "the terminal must hear it as well"


@posix
def test_a_child_that_a_signal_ends_says_where_it_was(toy: Toy, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "blurlab"):
        pid = toy.start()
        os.kill(pid, signal.SIGSEGV)
        toy.next()
    assert [one for one in caplog.messages if "killed by signal 11" in one and "in run_child" in one], caplog.messages


def test_a_message_whose_fields_are_not_of_their_types_ends_the_child_and_reaches_nobody(toy: Toy) -> None:
    toy.start()
    sound = Predicted(1, "v", 0.5, (0.1, 0.2, 0.3))
    toy.process.send(("echo", sound))
    assert toy.next() == sound
    toy.process.send(("echo", Predicted("first", "v", 0.5)))
    exited = toy.exited()
    assert not exited.expected and "It can be restarted." in exited.sentence
    toy.start()
