"""kill -9, SIGTERM, X gone and children killed, at random times of real painting in a real window."""

import os
import random
import shutil
import signal
import time
from contextlib import ExitStack, suppress
from pathlib import Path

from tests.fixtures.displays import xvfb
from tests.fixtures.windows import write_photo
from tests.storm.ledger import Ledger
from tests.storm.painter import SIZE
from tests.storm.report import Report
from tests.storm.watched import Watched

ENDS = ("kill", "kill", "terminate", "kill", "X gone", "close")
MOST_LINES = 120  # that a window says of its painting, two a stroke, until the blow comes


def make_photos(folder: Path, count: int = 4) -> Path:
    """A folder of small photos, half sharp noise and half blurred."""
    for number in range(count):
        write_photo(folder / f"{'abcdefgh'[number]}.png", number, *SIZE)
    return folder


def storm(tries: int, seed: int, folder: Path) -> Report:
    """One project is painted in again and again, so that what one window left is what the next begins with."""
    report = Report("kill -9, SIGTERM, X gone")
    draw = random.Random(seed)
    photos, ledger, strokes = make_photos(folder / "photos"), Ledger(), 0
    for number in range(tries):
        how = ENDS[number % len(ENDS)]
        if how == "X gone" and shutil.which("Xvfb") is None:
            how = "kill"
        report.tried += 1
        strokes += _blow(report, draw, photos, ledger, how)
        for lost in ledger.missing(photos):
            report.lose(f"{lost} (round {number}, {how})")
    report.told = len(ledger.told)
    report.notes = [f"{strokes:,} strokes and undos were done"]
    return report


def _blow(report: Report, draw: random.Random, photos: Path, ledger: Ledger, how: str) -> int:
    with ExitStack() as screens:
        screen, environment = None, {"QT_QPA_PLATFORM": "offscreen"}
        if how == "X gone":
            screen = screens.enter_context(xvfb())
            environment = {"QT_QPA_PLATFORM": "xcb", "DISPLAY": screen.name}
        settings = str(photos.parent / "settings.ini")
        actions = [40] if how == "close" else []
        painter = Watched(
            "tests.storm.painter", photos, draw.randrange(1 << 30), *actions, BLURLAB_SETTINGS=settings, **environment
        )
        began = painter.hear_until(lambda line: "began" in line)
        report.answer(painter.seconds, f"{how}: the window's beginning")
        if not began:
            report.lose(f"{how}: the window did not come to paint")
        lines, kill_child = draw.randrange(MOST_LINES), draw.random() < 0.5
        for heard in range(lines if how != "close" else 0):
            if painter.next() is None:
                break
            if kill_child and heard >= lines // 2 and (children := painter.note_children()):
                kill_child = False
                with suppress(ProcessLookupError):
                    os.kill(draw.choice(children), signal.SIGKILL)
        time.sleep(draw.uniform(0, 0.02))  # what is said is said at the beginning and the end of a stroke
        painter.note_children()
        expected = {
            "kill": {-signal.SIGKILL},
            "terminate": {0},
            "close": {0},
            "X gone": {0, 1},
        }[how]
        if how == "kill":
            painter.process.kill()
        elif how == "terminate":
            painter.process.terminate()
        elif screen is not None:
            screen.kill()
        painter.end(report, how, expected)
    return ledger.take(painter.said)
