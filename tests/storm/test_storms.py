"""Each storm blows for a moment: what was acknowledged is there, all ends in sentences, in bounded time and memory."""

import json
import os
import random
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.storm.damage import HOSTILE, damage_database, damage_json
from tests.storm.full_disk import NOT_TRIED
from tests.storm.report import MOST_MEMORY, MOST_SECONDS, Report, table
from tests.storm.soak import judge
from tests.storm.storms import STORMS
from tests.storm.watched import ROOT

pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="signals, small disks and /proc are Linux's"),
    pytest.mark.timeout(900),
]


@pytest.fixture(scope="module")
def blown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Report]:
    """All storms, in a process of their own: windows and children are forked from it."""
    file = tmp_path_factory.mktemp("storms") / "reports.json"
    command = [sys.executable, "-m", "tests.storm", "--short", "--json", str(file)]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )
    assert file.exists(), done.stdout[-3000:] + done.stderr[-3000:]
    assert "leaked semaphore" not in done.stderr, done.stderr[-3000:]
    return {name: Report(**fields) for name, fields in json.loads(file.read_text()).items()}


@pytest.mark.parametrize("name", STORMS)
def test_a_storm_loses_nothing(name: str, blown: dict[str, Report]) -> None:
    report = blown[name]
    assert report.sound, "\n".join([table([report]), *report.findings])
    assert report.tried >= STORMS[name].in_suite or report.notes == [NOT_TRIED]
    assert (report.lost, report.tracebacks) == (0, 0) and report.peak <= MOST_MEMORY and report.slowest <= MOST_SECONDS


def test_damage_of_one_document_is_not_damage_of_the_next() -> None:
    before, draw = repr(HOSTILE), random.Random(1)
    document = json.dumps({"a": [1, {"b": [2]}], "c": {}}).encode()
    for _ in range(2000):
        damage_json(document, draw)
    assert repr(HOSTILE) == before


def test_a_database_is_damaged_again_after_a_table_is_gone(tmp_path: Path) -> None:
    for seed in range(100):
        connection = sqlite3.connect(tmp_path / f"{seed}.db")
        connection.executescript("CREATE TABLE settings (key, value); CREATE TABLE photos (id INTEGER, path)")
        connection.close()
        assert damage_database(tmp_path / f"{seed}.db", random.Random(seed)) is not None


def test_a_storm_counts_what_went_wrong() -> None:
    report = Report("x")
    report.hear("Some words, and\nTraceback (most recent call last):\n  File", "here")
    report.crash("there")
    report.lose("a stroke")
    report.answer(MOST_SECONDS + 1, "late")
    report.memory(MOST_MEMORY + 1, "large")
    assert not report.sound and len(report.findings) == 5
    assert (report.tracebacks, report.lost) == (2, 1)
    assert Report("y").sound
    both = Report("x")
    both.add(report)
    both.add(report)
    assert both.row() == ("x", "0", "0", "2", "4", "1500 MB", "21.0 s")


@pytest.mark.parametrize(("a_thousand", "noise", "found"), [(0, 0, 0), (0, 400, 0), (3000, 30, 1), (400, 0, 0)])
def test_a_soak_finds_what_grows_beyond_its_own_spread(a_thousand: float, noise: float, found: int) -> None:
    report = Report("soak")
    samples = [
        {
            "actions": 20 * number,
            "memory": 0,
            "undo": 0,
            "kinds": {},
            "objects": a_thousand * 20 * number / 1000 + noise * (number % 2),
        }
        for number in range(13)
    ]
    judge(report, samples)
    assert len(report.findings) == found
