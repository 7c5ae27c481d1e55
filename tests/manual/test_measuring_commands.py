"""The guide's commands that measure for minutes are run on few and small photos."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from manual.shown import Command, shown
from tests.planting import ROOT

MEASURE = [command for command in shown() if "tests.bench" in command.words]


@pytest.mark.parametrize("command", MEASURE, ids=str)
def test_a_command_that_measures_does(command: Command, there: Path) -> None:
    at = command.words.index("python")
    given = dict(word.split("=", 1) for word in command.words[:at])
    assert [*given] in ([], ["BLURLAB_MASKED_PHOTOS"])
    rows = command.words[command.words.index("tests.bench") + 1 :]
    told = subprocess.run(
        [sys.executable, "-m", "tests.manual.small_bench", *rows],
        env={**os.environ, **given, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"},
        cwd=there,
        capture_output=True,
        text=True,
        timeout=240,
        check=True,
    )
    assert "cannot run" not in told.stdout
    assert all(f"\n{row}" in told.stdout for row in rows), told.stdout
