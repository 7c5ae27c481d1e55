"""The log: bounded, whole lines whoever writes, versions at its start, a crash taken up by the next window."""

import itertools
import logging
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from blurlab import log_writing
from blurlab.log import NAME, USED, VARIABLE, last_lines, log, log_file, versions
from blurlab.log_writing import KEPT, begin
from blurlab.version import __version__

ROOT = Path(__file__).parents[1]
WRITER = """
import sys
from blurlab import log_writing
from blurlab.log import log
log_writing.MOST_BYTES = 20_000
log_writing.begin()
for number in range(400):
    log.info("%s says %04d %s end", sys.argv[1], number, "x" * 50)
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "log"))
    before, level = list(log.handlers), log.level
    yield tmp_path / "log"
    for handler in set(log.handlers) - set(before):
        log.removeHandler(handler)
        handler.close()
    log.setLevel(level)
    log_writing.faulthandler.disable()
    if log_writing._crash is not None:
        log_writing._crash.close()


def test_it_begins_with_the_versions_and_keeps_tracebacks(folder: Path) -> None:
    assert begin() is not None
    try:
        raise ZeroDivisionError("planted")
    except ZeroDivisionError:
        log.exception("It went wrong.")
    text = (folder / NAME).read_text(encoding="utf-8")
    assert f"blurlab {__version__} began: Python 3." in text
    assert "It went wrong.\nTraceback (most recent call last):" in text and "ZeroDivisionError: planted" in text
    assert last_lines(1) == ["ZeroDivisionError: planted"]


def test_two_windows_write_one_log_without_tearing_a_line_and_it_stays_small(folder: Path) -> None:
    code = [sys.executable, "-c", WRITER]
    writers = [subprocess.Popen([*code, name], env=dict(os.environ)) for name in ("one", "other")]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    files = sorted(folder.glob(f"{NAME}*"))
    assert 1 < len(files) <= 1 + KEPT
    assert max(file.stat().st_size for file in files) <= 21_000, "a few lines over, where two begin a new file"
    whole = re.compile(r"\S+ \S+ \d+ INFO (blurlab .* began: .*|(one|other) says \d{4} x{50} end)")
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    assert [line for line in lines if not whole.fullmatch(line)] == []
    assert {"one", "other"} <= {line.split()[4] for line in lines}


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_the_next_window_tells_of_a_crash(folder: Path) -> None:
    code = "import ctypes, blurlab.log_writing; blurlab.log_writing.begin(); ctypes.string_at(0)"
    done = subprocess.run(
        [sys.executable, "-c", code], env=dict(os.environ), capture_output=True, timeout=60, check=False
    )
    assert done.returncode < 0
    begin()
    text = (folder / NAME).read_text(encoding="utf-8")
    assert "An earlier window crashed:\nFatal Python error: Segmentation fault" in text and "string_at" in text


def test_a_folder_that_takes_no_log_is_no_reason_not_to_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv(VARIABLE, str(tmp_path / "file" / "log"))
    assert begin() is None and last_lines() == []


def test_commands_write_no_log(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "blurlab", "predict", "nowhere.jpg", "--out", str(folder.parent / "out")],
        env=dict(os.environ),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 1 and "nowhere.jpg" in done.stderr
    assert not folder.exists()


def test_without_a_log_nothing_goes_to_the_terminal() -> None:
    code = "from blurlab.log import log; log.error('unheard')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_it_lies_where_the_system_keeps_logs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE)
    assert log_file().name == NAME and "blurlab" in log_file().parent.as_posix()
    assert isinstance(log, logging.Logger)


def test_every_package_that_blurlab_uses_is_named_with_its_licence() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [each for name, each in project["optional-dependencies"].items() if name not in ("test", "guide")]
    asked = {re.split(r"[\[><=;]", one)[0] for one in itertools.chain(project["dependencies"], *extras)}
    assert asked == set(USED)
    assert all(licence for _name, _version, licence in versions())
