"""What a killed process had begun to write is taken away, and nothing else."""

import os
import time
from pathlib import Path

import pytest

from blurlab.files import atomic
from blurlab.files.leftovers import sweep
from blurlab.model.card import ModelCard
from blurlab.project.project import Project

pytestmark = pytest.mark.in_a_folder


def interrupted(path: Path) -> Path:
    """What `atomic.replacing` leaves where the process is killed inside it."""
    with pytest.raises(KeyboardInterrupt), atomic.replacing(path) as temporary:
        temporary.write_bytes(b"half")
        raise KeyboardInterrupt
    temporary.write_bytes(b"half")
    return temporary


def test_a_process_that_has_ended_leaves_nothing_behind(project: Project, photo_id: int) -> None:
    folder, mine = project.folder, os.getpid()
    project.versions.publish(lambda path: path.write_bytes(b"weights"), ModelCard(setup="self"))
    kept = {path for path in folder.rglob("*") if path.is_file()}
    left = [interrupted(folder / "masks" / "1-2.png"), interrupted(folder / "predictions" / "v0001" / "1.png")]
    version = folder / "models" / f".{mine}-7f00aa.tmp"
    version.mkdir()
    (version / "model.safetensors.partial").write_bytes(b"half")
    proposals = folder / "proposals" / f"ab12.{mine}-140001.partial"
    proposals.parent.mkdir()
    proposals.write_bytes(b"half")
    assert sweep(folder, ended=mine + 1) == [], "another process may be writing them"
    assert set(sweep(folder, ended=mine)) == {*left, version, proposals}
    assert {path for path in folder.rglob("*") if path.is_file()} == kept
    assert project.versions.all()[0].weights.read_bytes() == b"weights"


def test_what_is_older_than_a_day_is_nobodys(project: Project) -> None:
    left = interrupted(project.folder / "masks" / "1-1.png")
    assert sweep(project.folder) == []
    yesterday = time.time() - 25 * 3600
    os.utime(left, (yesterday, yesterday))
    assert sweep(project.folder) == [left] and not left.exists()


def test_a_version_that_was_half_deleted_goes_with_the_next_opening(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [project.versions.publish(lambda path: path.write_bytes(b"weights"), ModelCard()) for _ in range(2)]
    with monkeypatch.context() as killed:
        killed.setattr("shutil.rmtree", lambda *_, **__: None)
        project.versions.delete(made[0].name, "default")
    (half,) = (project.folder / "models").glob(".*")
    assert half.name == ".v0001-deleted.tmp"
    assert sweep(project.folder) == [half] and not half.exists()
    assert project.versions.all() == [made[1]]


def test_what_lies_in_the_way_of_a_deletion_does_not_keep_the_version(project: Project) -> None:
    made = [project.versions.publish(lambda path: path.write_bytes(b"weights"), ModelCard()) for _ in range(2)]
    (project.folder / "models" / ".v0001-deleted.tmp").mkdir()
    (project.folder / "models" / ".v0001-deleted.tmp" / "half").touch()
    project.versions.delete(made[0].name, "default")
    assert [path.name for path in (project.folder / "models").iterdir()] == ["v0002"]


def test_no_link_that_waits_under_a_temporary_name_is_written_through(project: Project, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"mine")
    thumbnails = project.folder / "thumbnails"
    thumbnails.mkdir()
    first = next(atomic._numbers) + 1
    for number in range(first, first + 3):
        (thumbnails / f".{os.getpid()}-{number}.tmp").symlink_to(victim)
    project.blobs.write("thumbnails/000001.jpg", b"small", durable=False)
    assert victim.read_bytes() == b"mine"
    assert project.blobs.read("thumbnails/000001.jpg", 10) == b"small"
