"""`blurlab desktop`: an entry that starts this very Python, and is gone again."""

import re
import shlex
import sys
from pathlib import Path

import pytest

from blurlab.assets import resource
from blurlab.cli import main
from blurlab.commands import desktop

pytestmark = pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="menus of free desktops")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data"


def rows(text: str) -> dict[str, str]:
    head, *lines = text.splitlines()
    assert head == "[Desktop Entry]"
    return dict(line.split("=", 1) for line in lines)


def test_an_entry_is_written_and_taken_away(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["desktop"]) == 0
    assert str(data / desktop.ENTRY) in capsys.readouterr().out
    entry = rows((data / desktop.ENTRY).read_text(encoding="utf-8"))
    assert entry["Type"] == "Application" and entry["Name"] == "blurlab"
    assert shlex.split(entry["Exec"]) == [sys.executable, "-m", "blurlab", "%F"]
    kinds = entry["MimeType"].rstrip(";").split(";")
    assert {"inode/directory", "image/jpeg", "image/heif"} <= set(kinds) and len(kinds) == len(set(kinds))
    assert (data / desktop.ICON).read_bytes() == resource("icons/blurlab.svg").read_bytes()
    assert main(["desktop", "--remove"]) == 0
    assert main(["desktop", "--remove"]) == 0
    assert not [path for path in data.rglob("*") if path.is_file() and "mimeinfo" not in path.name]


def test_a_path_with_odd_letters_is_quoted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desktop.sys, "executable", '/opt/my "$HOME" 100%/bin/python')
    line = rows(desktop.entry())["Exec"]
    value = line.replace("\\\\", "\\")  # as a value of the file
    quoted = re.match(r'"((?:[^"\\]|\\.)*)" ', value)
    assert quoted is not None
    unquoted = re.sub(r'\\(["`$\\])', r"\1", quoted[1]).replace("%%", "%")
    assert unquoted == '/opt/my "$HOME" 100%/bin/python'


def test_other_systems_are_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(desktop.sys, "platform", "win32")
    assert main(["desktop"]) == 1
    assert "Only Linux has" in capsys.readouterr().err
