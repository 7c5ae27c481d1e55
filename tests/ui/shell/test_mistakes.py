"""A mistake of ours, wherever it is made, is logged and told once, and the window lives on."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from blurlab.log import NAME, VARIABLE
from tests.fixtures.displays import needs_xvfb

PLACES = ("photo list", "canvas", "slot", "timer", "event filter", "worker", "thread of Qt's")


def run(place: str, photos: Path, folder: Path, **environment: str) -> tuple[dict[str, object], str]:
    """What the window with the mistake told, and its log."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.shell.planted_mistake", place, str(photos), str(folder / "settings.ini")],
        env={**os.environ, VARIABLE: str(folder / "log"), **environment},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, f"{done.returncode}\n{done.stdout}\n{done.stderr[-3000:]}"
    log = (folder / "log" / NAME).read_text(encoding="utf-8")
    return json.loads(done.stdout.splitlines()[-1]), log


def check(told: dict[str, object], log: str) -> None:
    sentence = "blurlab made a mistake (PlantedError: as a test). Your work is kept; the log has the details."
    assert told == {"code": 0, "told": [sentence], "made": 3}
    assert log.count("A mistake of blurlab's own:\nTraceback (most recent call last):") == 1
    assert log.count("PlantedError: as a test") == 1 and "crashed" not in log


@pytest.mark.parametrize("place", PLACES)
def test_a_mistake_is_logged_and_told_once_and_ends_nothing(place: str, photos: Path, tmp_path: Path) -> None:
    check(*run(place, photos, tmp_path, QT_QPA_PLATFORM="offscreen"))


@needs_xvfb
@pytest.mark.parametrize("place", ["photo list", "canvas"])
def test_on_a_real_screen_as_well(place: str, photos: Path, tmp_path: Path, display: str) -> None:
    check(*run(place, photos, tmp_path, QT_QPA_PLATFORM="xcb", DISPLAY=display))
