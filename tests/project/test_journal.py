"""Strokes survive a killed process, whatever a torn write leaves at the journal's end."""

import errno
import os
import signal
import subprocess
import sys
import threading
from io import FileIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from blurlab.errors import UserError
from blurlab.project import journal as journals
from blurlab.project.files.blobs import FolderBlobs
from blurlab.project.journal import Journal

records = st.lists(st.binary(min_size=1, max_size=60), max_size=8)
anew = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def journal_in(folder: Path, photo_id: int) -> Journal:
    return Journal(FolderBlobs(folder), photo_id, folder.name)


def file_of(journal: Journal) -> Path:
    return journal._blobs.file(journal.key)


def photos_with_journal(folder: Path) -> list[int]:
    return journals.photos_with_journal(FolderBlobs(folder), folder.name)


def written(folder: Path, strokes: list[bytes]) -> Journal:
    journal = journal_in(folder, 7)
    journal.clear()
    for stroke in strokes:
        journal.append(stroke)
    return journal


@anew
@given(strokes=records)
def test_what_was_appended_is_read_back(tmp_path: Path, strokes: list[bytes]) -> None:
    written(tmp_path, strokes)
    assert journal_in(tmp_path, 7).read() == strokes


@anew
@given(strokes=records.filter(bool), data=st.data())
def test_a_torn_end_costs_only_the_torn_record(tmp_path: Path, strokes: list[bytes], data: st.DataObject) -> None:
    journal = written(tmp_path, strokes)
    content = file_of(journal).read_bytes()
    last = len(content) - 8 - len(strokes[-1])
    file_of(journal).write_bytes(content[: data.draw(st.integers(last, len(content) - 1))])
    again = journal_in(tmp_path, 7)
    assert again.read() == strokes[:-1]
    again.append(b"after the crash")
    assert journal_in(tmp_path, 7).read() == [*strokes[:-1], b"after the crash"]


@anew
@given(strokes=records.filter(bool), data=st.data())
def test_a_changed_byte_is_never_read_as_a_stroke(tmp_path: Path, strokes: list[bytes], data: st.DataObject) -> None:
    journal = written(tmp_path, strokes)
    content = bytearray(file_of(journal).read_bytes())
    position = data.draw(st.integers(0, len(content) - 1))
    content[position] ^= data.draw(st.integers(1, 255))
    file_of(journal).write_bytes(content)
    came = journal_in(tmp_path, 7).read()
    assert came == strokes[: len(came)]
    assert len(came) < len(strokes)


@anew
@given(before=records, since=records)
def test_clearing_what_was_saved_keeps_the_strokes_since(
    tmp_path: Path, before: list[bytes], since: list[bytes]
) -> None:
    journal = written(tmp_path, before)
    saved = journal.position()
    for stroke in since:
        journal.append(stroke)
    journal.clear(up_to=saved)
    assert journal.read() == since
    assert journal_in(tmp_path, 7).read() == since
    assert photos_with_journal(tmp_path) == ([7] if since else [])


def test_a_journal_cleared_by_another_takes_new_strokes(tmp_path: Path) -> None:
    written(tmp_path, [b"before" * 9])
    ahead, recovery = journal_in(tmp_path, 7), journal_in(tmp_path, 7)
    ahead.read()
    assert recovery.read() == [b"before" * 9]
    recovery.clear()
    assert ahead.position() == 0
    ahead.append(b"new")
    assert journal_in(tmp_path, 7).read() == [b"new"]
    recovery.append(b"newer")
    ahead.append(b"newest")
    assert journal_in(tmp_path, 7).read() == [b"new", b"newer", b"newest"]
    assert photos_with_journal(tmp_path) == [7]


def test_a_recovery_clears_only_what_it_read(tmp_path: Path) -> None:
    written(tmp_path, [b"before" * 9])
    recovery = journal_in(tmp_path, 7)
    held = recovery.position()
    journal_in(tmp_path, 7).append(b"painted meanwhile")
    recovery.clear(up_to=held)
    assert journal_in(tmp_path, 7).read() == [b"painted meanwhile"]


def test_a_photo_without_strokes_has_an_empty_journal(tmp_path: Path) -> None:
    assert journal_in(tmp_path, 1).read() == []
    assert photos_with_journal(tmp_path) == []


def test_photos_with_strokes_are_named(tmp_path: Path) -> None:
    for photo_id in (12, 3, 1000000):
        journal_in(tmp_path, photo_id).append(b"stroke")
    torn = journal_in(tmp_path, 5)
    torn.append(b"stroke")
    file_of(torn).write_bytes(file_of(torn).read_bytes()[:-1])
    (tmp_path / "journal" / "notes.journal").write_bytes(b"no number")
    assert photos_with_journal(tmp_path) == [3, 12, 1000000]


def test_a_full_disk_is_told_and_the_strokes_before_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = journal_in(tmp_path, 1)
    journal.append(b"first")

    class Full:
        def __init__(self, file) -> None:
            self.file = file

        def __enter__(self):
            return self

        def __exit__(self, *_: object) -> None:
            self.file.close()

        def __getattr__(self, name: str):
            return getattr(self.file, name)

        def write(self, data: bytes) -> int:
            self.file.write(data[:5])
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("blurlab.project.files.blobs.FileIO", lambda *a, **k: Full(FileIO(*a, **k)))
    with pytest.raises(UserError, match=r"The stroke could not be recorded .* the disk is full\."):
        journal.append(b"second")
    monkeypatch.undo()
    assert journal_in(tmp_path, 1).read() == [b"first"]
    journal.append(b"third")
    assert journal_in(tmp_path, 1).read() == [b"first", b"third"]


@pytest.mark.parametrize("journals", [1, 2])
def test_strokes_may_be_appended_while_a_save_clears(tmp_path: Path, journals: int) -> None:
    journal = journal_in(tmp_path, 1)
    painting = journal if journals == 1 else journal_in(tmp_path, 1)
    saved: list[bytes] = []

    def save() -> None:
        for _ in range(50):
            upto = journal.position()
            length = 0
            for stroke in journal.read():  # what lies before `upto` is what a copy of the mask would hold
                length += 8 + len(stroke)
                if length <= upto:
                    saved.append(stroke)
            journal.clear(up_to=upto)

    thread = threading.Thread(target=save)
    thread.start()
    strokes = [f"stroke {number}".encode() for number in range(200)]
    for stroke in strokes:
        painting.append(stroke)
    thread.join(30)
    assert saved + journal.read() == strokes


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no kill -9")
def test_a_killed_process_loses_no_finished_stroke(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path\n"
        "from blurlab.project.files.blobs import FolderBlobs; from blurlab.project.journal import Journal\n"
        "journal = Journal(FolderBlobs(Path(sys.argv[1])), 1, 'p')\n"
        "for number in range(10**9):\n"
        "    journal.append(b'stroke %d' % number); print(number, flush=True)\n"
    )
    with subprocess.Popen([sys.executable, "-c", script, tmp_path], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for _ in range(20):
            last = int(process.stdout.readline())
        os.kill(process.pid, signal.SIGKILL)
        last = max([last, *(int(line) for line in process.stdout.read().splitlines() if line)])
    strokes = journal_in(tmp_path, 1).read()
    assert strokes[: last + 1] == [b"stroke %d" % number for number in range(last + 1)]


def test_a_journal_larger_than_the_memory_is_not_read_whole(tmp_path: Path) -> None:
    """Sparse, as a stranger's may be: the records before the hole are read, and nothing else."""
    from tests.processes import peak_memory

    journal = journal_in(tmp_path, 1)
    journal.append(b"first")
    with file_of(journal).open("r+b") as file:
        file.truncate(6 << 30)

    def work() -> None:
        assert journal_in(tmp_path, 1).read() == [b"first"]
        journal_in(tmp_path, 1).append(b"second")
        assert journal_in(tmp_path, 1).read() == [b"first", b"second"]

    assert peak_memory(work) < 50 << 20
    assert file_of(journal).stat().st_size < 100


def test_a_record_that_says_it_is_huge_is_not_believed(tmp_path: Path) -> None:
    journal = journal_in(tmp_path, 1)
    file_of(journal).parent.mkdir()
    file_of(journal).write_bytes((0xFFFFFFFF).to_bytes(4, "little") + bytes(60))
    assert journal.read() == [] and photos_with_journal(tmp_path) == []


def test_a_pipe_in_the_place_of_a_journal_is_told(tmp_path: Path) -> None:
    journal = journal_in(tmp_path, 1)
    file_of(journal).parent.mkdir()
    os.mkfifo(file_of(journal))
    for use in (journal.read, lambda: journal.append(b"stroke")):
        with pytest.raises(UserError, match="is not a file"):
            use()
