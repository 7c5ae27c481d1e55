"""kill -9 of the window in mid-session: at most the stroke in progress is lost, and no child lives on."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

import blurlab
from blurlab.core.editing.correction import BLURRED
from blurlab.ui.shell.main_window import MainWindow
from tests.journeys.conftest import WAIT
from tests.journeys.painting_window import STROKES

ROOT = Path(blurlab.__file__).parents[1]


def children_of_process(pid: int) -> list[int]:
    return [
        int(child) for task in Path(f"/proc/{pid}/task").iterdir() for child in (task / "children").read_text().split()
    ]


def lives(pid: int) -> bool:
    """Whether the process runs; one that has ended and that nobody reaped does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_killed_window_loses_at_most_the_stroke_in_progress(
    make_window: Callable[[], MainWindow], photos: Path, qtbot: QtBot
) -> None:
    command = [sys.executable, "-m", "tests.journeys.painting_window", str(photos)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        heard = []
        for line in process.stdout:
            heard.append(line.strip())
            if heard[-1] == "in mid-stroke":
                break
        children = children_of_process(process.pid) if Path("/proc").is_dir() else []
        process.kill()
        process.wait(30)
    assert heard == ["stroke 1", "stroke 2", "in mid-stroke"]

    window = make_window()
    window.open([photos])
    qtbot.waitUntil(lambda: window.session is not None and window.session.current is not None, timeout=WAIT)
    assert window.messages.sentences()["recovery"] == (
        "2 strokes on “a.png” from an interrupted session were recovered."
    )
    painted = window.session.current.correction.painted()
    for x, y in STROKES[:2]:
        assert (window.session.current.correction.plane[y, x : x + 60] == BLURRED).all()
        assert painted[y, x : x + 60].all()
    x, y = STROKES[2]
    assert not painted[y + 12 :].any() and not painted[y, x]

    deadline = time.monotonic() + 30
    while any(lives(child) for child in children):
        assert time.monotonic() < deadline, "a child of the killed window lives on"
        time.sleep(0.1)
