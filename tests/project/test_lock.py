"""One window a project; a killed one does not keep the next from opening."""

import subprocess
import sys
from pathlib import Path

import pytest

from blurlab.errors import UserError
from blurlab.project.files.lock import FolderLock

HOLD = (
    "import sys; from pathlib import Path; from blurlab.project.files.lock import FolderLock\n"
    "lock = FolderLock(Path(sys.argv[1])); lock.acquire(); print('held', flush=True); sys.stdin.read()\n"
)


def test_a_second_window_is_told(tmp_path: Path) -> None:
    first, second = FolderLock(tmp_path), FolderLock(tmp_path)
    first.acquire()
    first.acquire()
    with pytest.raises(UserError, match="is open in another window; please close that one first"):
        second.acquire()
    assert first.held
    assert not second.held
    first.release()
    first.release()
    with second:
        assert second.held
    with first:
        assert first.held


def test_a_killed_window_frees_the_project(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, tmp_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "held"
        with pytest.raises(UserError):
            FolderLock(tmp_path).acquire()
        process.kill()
    with FolderLock(tmp_path) as lock:
        assert lock.held


def test_a_lock_in_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="the folder is gone"):
        FolderLock(tmp_path / "gone").acquire()
