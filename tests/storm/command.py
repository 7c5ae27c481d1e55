"""A command or a window in a fork of a process that has imported already: its exit code, its words, its memory."""

import atexit
import os
import re
import resource
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.context import ForkServerContext, SpawnContext
from pathlib import Path
from typing import Final

from tests.processes import started_fork_server
from tests.storm.report import MOST_SECONDS, Report

_PRELOADED: Final = (
    *("blurlab.commands.predict", "blurlab.commands.inspect", "blurlab.commands.evaluate", "blurlab.commands.preview"),
    *("blurlab.commands.import_photos", "blurlab.commands.export_masks", "blurlab.model.predict", "blurlab.cli"),
    *("blurlab.imaging.photos", "training.synth.preview", "blurlab.exchange.registry", "tests.storm.command"),
    *("blurlab.ui.shell.app", "blurlab.ui.shell.workspace", "blurlab.session.session", "blurlab.session.opening"),
    *("blurlab.ui.cull.view", "blurlab.ui.exchange.import_dialog", "PySide6.QtTest", "tests.storm.visit"),
)
_GIVE_UP: Final = 3 * MOST_SECONDS
_GIB: Final = 1 << 30


@dataclass(frozen=True)
class Done:
    """How a run ended. code: negative for a signal; peak: bytes beyond what it began with."""

    code: int
    said: str
    seconds: float
    peak: int


def server() -> ForkServerContext | SpawnContext:
    """Where commands, windows and children are forked from."""
    return started_fork_server(*_PRELOADED)


def run_command(arguments: list[str], folder: Path) -> Done:
    """Run `blurlab` with these arguments in `folder`."""
    return run_apart(_blurlab, arguments, folder)


def run_apart(work: Callable[..., int], arguments: list[str], folder: Path) -> Done:
    """Run `work(*arguments)`, a function of a module, in `folder` and in a process of its own."""
    said, figures = folder / "said.txt", folder / "figures.txt"
    figures.unlink(missing_ok=True)
    process = server().Process(target=_run, args=(work, arguments, str(folder), str(said), str(figures)))
    began = time.monotonic()
    process.start()
    waits, waited = _Waits(process.pid or 0), 0.0
    while process.exitcode is None and time.monotonic() - began - waited < _GIVE_UP:
        process.join(0.05)
        waited = max(waits.so_far(), waited_for_the_processor(process.pid or 0))
    seconds = time.monotonic() - began - waited
    if process.exitcode is None:
        process.kill()
        process.join(_GIVE_UP)
    peak, waited_in_all = map(float, figures.read_text().split()) if figures.exists() else (0, waited)
    seconds -= max(0.0, waited_in_all - waited)
    text = said.read_text(encoding="utf-8", errors="replace") if said.exists() else ""
    return Done(process.exitcode or 0, text, max(0.0, seconds), round(peak))


def _blurlab(*arguments: str) -> int:
    from blurlab.cli import main

    return main(arguments)


def _run(work: Callable[..., int], arguments: list[str], folder: str, said: str, figures: str) -> None:
    output = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for number in (1, 2):
        os.dup2(output, number)
    os.chdir(folder)
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115
    resource.setrlimit(resource.RLIMIT_AS, (64 * _GIB, 64 * _GIB))  # of address space: a machine must live on
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")  # the most memory so far is what is there now
    began = memory(os.getpid(), "VmRSS")
    try:
        code = work(*arguments)
    except SystemExit as wrong_usage:
        code = wrong_usage.code if isinstance(wrong_usage.code, int) else 1
    except BaseException:
        traceback.print_exc()
        code = 70
    sys.stdout.flush()
    sys.stderr.flush()
    Path(figures).write_text(f"{max(0, memory(os.getpid(), 'VmHWM') - began)} {waited_for_the_processor(os.getpid())}")
    atexit._run_exitfuncs()  # semaphores are named files, which nobody else takes away
    os._exit(code)


class _Waits:
    """How long others kept a process waiting, looked at again and again, whoever of its threads and children it was.

    Of threads that wait at the same time the longest counts, and nothing counts for longer than it was looked away.
    """

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._seen: dict[str, int] = {}
        self._looked, self._all = time.monotonic(), 0.0

    def so_far(self) -> float:
        """Seconds."""
        now, longest = time.monotonic(), 0
        for task in _threads(self._pid):
            with suppress(OSError, IndexError):
                told = int((task / "schedstat").read_text().split()[1])
                longest = max(longest, told - self._seen.get(task.name, 0))
                self._seen[task.name] = told
        self._all += min(longest / 1e9, now - self._looked)
        self._looked = now
        return self._all


def _threads(pid: int) -> Iterator[Path]:
    """Of a process and of all that it began, their places in /proc."""
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            yield task
            with suppress(OSError):
                for child in (task / "children").read_text().split():
                    yield from _threads(int(child))


def waited_for_the_processor(pid: int) -> float:
    """Seconds that a process was ready to run and others ran: what a busy machine adds to an answer."""
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text().split()[1]) / 1e9
    except (OSError, IndexError):
        return 0.0


def memory(pid: int, what: str) -> int:
    """Bytes that a process has now (“VmRSS”), or had at the most since it began its program (“VmHWM”)."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    found = re.search(rf"^{what}:\s+(\d+) kB", status, re.MULTILINE)
    return 0 if found is None else int(found[1]) * 1024


def assess(report: Report, done: Done, where: str, *, tried: int = 1, photo: int = 0) -> bool:
    """Put down how a run on so many things ended; whether it succeeded, otherwise it must have told why.

    photo: bytes of the largest photo that it had to have open.
    """
    report.tried += tried
    report.answer(done.seconds, where)
    report.memory(max(0, done.peak - photo), where)
    report.hear(done.said, where)
    if done.code < 0:
        report.crash(f"{where}: it ended by signal {-done.code}\n{done.said[-1500:]}")
    elif done.code not in {0, 70}:
        if done.said.strip():
            report.told += 1
        else:
            report.crash(f"{where}: it ended with {done.code} and without a word")
    return done.code == 0
