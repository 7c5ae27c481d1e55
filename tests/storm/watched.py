"""Processes under watch: what they say, how long they take, the most memory they had, and who they leave behind."""

import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from tests.storm.command import memory, waited_for_the_processor
from tests.storm.report import MOST_SECONDS, Report

ROOT: Final = Path(__file__).parents[2]
_GIVE_UP: Final = 6 * MOST_SECONDS  # of a process that never answers: it counts as slow, and the storm goes on


def eventually(holds: Callable[[], bool], seconds: float = MOST_SECONDS) -> bool:
    """Whether it came to hold within so many seconds."""
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.005)
    return True


def lives(pid: int) -> bool:
    """Whether the process runs; one that has ended and that nobody reaped does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def descendants(pid: int) -> list[int]:
    """The processes that it started, and those that these started."""
    found: list[int] = []
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in map(int, (task / "children").read_text().split()):
                found += [child, *descendants(child)]
    except OSError:
        pass
    return found


class Watched:
    """`python -m MODULE ARGUMENTS…`, whose lines of JSON are kept as they come."""

    def __init__(self, module: str, *arguments: object, **environment: str) -> None:
        self.said: list[dict[str, Any]] = []
        self._new: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
        self._stderr = tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")  # noqa: SIM115
        self._log = tempfile.TemporaryDirectory()
        self.process = subprocess.Popen(
            [sys.executable, "-m", module, *map(str, arguments)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "BLURLAB_LOG_FOLDER": self._log.name, **environment},
            stdout=subprocess.PIPE,
            stderr=self._stderr,
            text=True,
        )
        self.began = time.monotonic()
        self._children: set[int] = set()
        self.peak = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            try:
                self._new.put(json.loads(line))
            except ValueError:  # it was killed in the middle of a line
                continue
        self._new.put(None)

    def next(self, seconds: float = _GIVE_UP) -> dict[str, Any] | None:
        """The next line; None where there are no more. Raises queue.Empty."""
        line = self._new.get(timeout=seconds)
        if line is not None:
            self.said.append(line)
        return line

    def hear_until(self, wanted: Callable[[dict[str, Any]], bool], seconds: float = _GIVE_UP) -> bool:
        """Listen until a line is as wanted; False where the process ends, or says nothing, before."""
        try:
            while (line := self.next(seconds)) is not None:
                if wanted(line):
                    return True
        except queue.Empty:
            pass
        return False

    def note_children(self) -> list[int]:
        """Its descendants now; those of every call are looked for at the end."""
        found = descendants(self.process.pid)
        self._children.update(found)
        self.peak = max(self.peak, memory(self.process.pid, "VmHWM"))
        return found

    def end(self, report: Report, where: str, expected: set[int], *, within: float = MOST_SECONDS) -> int:
        """Wait for its end, listen to the rest and put down what it left behind; its exit code.

        expected: the codes that are as they should be, -9 for one that was killed. A process that does not end is slow.
        """
        seconds, code = self._reap(within)
        if code is None:
            report.answer(seconds + MOST_SECONDS, f"{where}: it does not end, which")
            self.process.kill()
            seconds, code = self._reap(_GIVE_UP)
        assert code is not None
        report.answer(seconds, f"{where}: its end")
        report.memory(self.peak, where)
        self.hear_until(lambda _line: False)
        if not eventually(lambda: not any(map(lives, self._children)), _GIVE_UP):
            report.lose(f"{where}: children outlive it")
        said = self.stderr() + self.log()
        report.hear(said, where)
        if code not in expected:
            report.crash(f"{where}: it ended with {code}\n{said[-1500:]}")
        self._stderr.close()
        self._log.cleanup()
        return code

    @property
    def seconds(self) -> float:
        """Since its beginning, without those in which the machine was busy with others."""
        return time.monotonic() - self.began - waited_for_the_processor(self.process.pid)

    def _reap(self, within: float) -> tuple[float, int | None]:
        """How long its end took, counted as `seconds` are, and its exit code; None where it does not end."""
        asked, waited_before = time.monotonic(), waited_for_the_processor(self.process.pid)
        waited = waited_before
        while True:
            waited = max(waited, waited_for_the_processor(self.process.pid))
            self.peak = max(self.peak, memory(self.process.pid, "VmHWM"))
            code = self.process.poll()
            seconds = max(0.0, time.monotonic() - asked - (waited - waited_before))
            if code is not None or seconds > within:
                return seconds, code
            time.sleep(0.005)

    def stderr(self) -> str:
        self._stderr.seek(0)
        return self._stderr.read()

    def log(self) -> str:
        return "".join(file.read_text(encoding="utf-8", errors="replace") for file in Path(self._log.name).glob("*"))
