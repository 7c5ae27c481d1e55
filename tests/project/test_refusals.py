"""What can go wrong with a project's disk is told in one sentence, and leaves what was there."""

import errno
import os
import shutil
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path

import numpy as np
import platformdirs
import pytest

from blurlab.core.prediction import Look
from blurlab.errors import UserError
from blurlab.exchange.masks_out import export_masks
from blurlab.model.card import ModelCard
from blurlab.project.project import Project
from blurlab.project.records import Status
from blurlab.project.settings import Setting
from blurlab.project.sqlite import schema
from tests.fixtures.projects import MakePhoto

pytestmark = pytest.mark.in_a_folder
MASK = np.zeros((24, 40), np.uint8)
WHERE, NUMBER = Setting[str]("where", str, ""), Setting[int]("number", int, 0)


def sentence(act: Callable[[], object]) -> str:
    """What `act` refuses with: one whole sentence."""
    with pytest.raises(UserError) as told:
        act()
    text = str(told.value)
    assert text.endswith(".")
    assert text.isprintable()
    return text


def files_of(project: Project) -> dict[str, bytes]:
    """Everything in the project's folder but the database."""
    return {
        str(path.relative_to(project.folder)): path.read_bytes()
        for path in project.folder.rglob("*")
        if path.is_file() and not path.name.startswith("project.db")
    }


# ---------------------------------------------------------------- opening


def test_what_is_no_project_is_not_opened(tmp_path: Path) -> None:
    assert "does not exist" in sentence(lambda: Project.open(tmp_path / "none.blurlab"))
    assert "is not a blurlab project" in sentence(lambda: Project.open(tmp_path))
    (tmp_path / "file").touch()
    assert "is a file" in sentence(lambda: Project.create(tmp_path / "file"))


def test_no_project_is_made_among_other_things(tmp_path: Path, make_photo: MakePhoto) -> None:
    folder = make_photo("a.jpg").parent
    assert "holds other things" in sentence(lambda: Project.open_or_create(folder))
    assert [path.name for path in folder.iterdir()] == ["a.jpg"]


def test_a_project_is_not_made_over_another(project: Project) -> None:
    assert "is already a project at" in sentence(lambda: Project.create(project.folder))


def test_a_project_of_a_newer_version_is_refused_and_left_alone(project: Project) -> None:
    project.close()
    database = sqlite3.connect(project.folder / "project.db")
    database.execute(f"PRAGMA user_version = {schema.SCHEMA_VERSION + 1}")
    database.close()
    before = (project.folder / "project.db").read_bytes()
    assert "written by a newer blurlab" in sentence(lambda: Project.open(project.folder))
    assert (project.folder / "project.db").read_bytes() == before


def test_a_database_of_another_program_is_refused(project: Project) -> None:
    project.close()
    database = sqlite3.connect(project.folder / "project.db")
    database.execute("PRAGMA application_id = 77")
    database.close()
    assert "of another program" in sentence(lambda: Project.open(project.folder))


@pytest.mark.parametrize("how", ["text", "cut", "overwritten"])
def test_a_damaged_database_is_told(project: Project, photo_id: int, how: str) -> None:
    project.masks.save(photo_id, MASK, author="me")
    project.close()
    path = project.folder / "project.db"
    content = path.read_bytes()
    damaged = {
        "text": b"Dear diary, this is no database. " * 100,
        "cut": content[: len(content) // 2],
        "overwritten": content[:4096] + b"\xff" * (len(content) - 4096),
    }[how]
    path.write_bytes(damaged)
    told = sentence(lambda: Project.open(project.folder))
    assert "damaged" in told
    assert "masks are still in its folder" in told
    assert path.read_bytes() == damaged


def test_an_emptied_database_is_not_taken_for_a_new_one(project: Project, photo_id: int) -> None:
    project.masks.save(photo_id, MASK, author="me")
    project.close()
    (project.folder / "project.db").write_bytes(b"")
    assert "is empty" in sentence(lambda: Project.open_or_create(project.folder))


def test_a_project_whose_making_was_cut_short_is_finished(tmp_path: Path) -> None:
    (tmp_path / "p.blurlab").mkdir()
    (tmp_path / "p.blurlab" / "project.db").touch()
    with Project.open_or_create(tmp_path / "p.blurlab") as project:
        assert project.photos() == []


def test_a_closed_project_says_so(project: Project) -> None:
    project.close()
    assert "is closed" in sentence(project.photos)


def test_a_step_of_the_format_that_fails_changes_nothing(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.close()
    broken = (*schema.MIGRATIONS, ("CREATE TABLE extra (a)", "this is no SQL"))
    monkeypatch.setattr(schema, "MIGRATIONS", broken)
    monkeypatch.setattr(schema, "SCHEMA_VERSION", len(broken))
    sentence(lambda: Project.open(project.folder))
    monkeypatch.undo()
    with Project.open(project.folder) as again:
        assert again.photos() == []


def test_an_older_project_is_brought_up_to_date(
    project: Project, photo_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.close()
    longer = (*schema.MIGRATIONS, ("ALTER TABLE photos ADD COLUMN note TEXT NOT NULL DEFAULT ''",))
    monkeypatch.setattr(schema, "MIGRATIONS", longer)
    monkeypatch.setattr(schema, "SCHEMA_VERSION", len(longer))
    with Project.open(project.folder) as again, again.store.database.reading() as connection:
        assert connection.execute("SELECT note FROM photos WHERE id = ?", (photo_id,)).fetchone() == ("",)
        assert connection.execute("PRAGMA user_version").fetchone() == (len(longer),)


# ---------------------------------------------------------------- a disk that refuses


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """No file can be put in place any more."""

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "replace", refuse)
    return monkeypatch


@pytest.mark.parametrize("full", ["replace", "write", "flush"])
def test_a_full_disk_leaves_the_former_mask(
    project: Project, photo_id: int, monkeypatch: pytest.MonkeyPatch, full: str
) -> None:
    old = project.masks.save(photo_id, MASK, author="me")
    before = files_of(project)

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    name, owner = {"replace": ("replace", os), "write": ("write_bytes", Path), "flush": ("fsync", os)}[full]
    monkeypatch.setattr(owner, name, refuse)
    told = sentence(lambda: project.masks.save(photo_id, MASK + 255, np.ones((24, 40), np.bool_), author="me"))
    assert told == "The mask of “a.jpg” could not be saved: the disk is full."
    monkeypatch.undo()
    assert files_of(project) == before
    assert project.masks.revisions(photo_id) == [old]
    assert project.masks.save(photo_id, MASK + 255, author="me").revision == 2


@pytest.mark.skipif(os.name != "posix", reason="folders cannot be flushed on this system")
def test_what_is_saved_outlives_a_power_cut(project: Project, photo_id: int, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[tuple[str, int]] = []
    replace, fsync = os.replace, os.fsync

    def replacing(source: Path, target: Path) -> None:
        replace(source, target)
        steps.append(("named", Path(target).parent.stat().st_ino))

    def flushing(descriptor: int) -> None:
        fsync(descriptor)
        steps.append(("flushed", os.fstat(descriptor).st_ino))

    monkeypatch.setattr(os, "replace", replacing)
    monkeypatch.setattr(os, "fsync", flushing)
    project.masks.save(photo_id, MASK, np.ones((24, 40), np.bool_), author="me")
    project.versions.publish(lambda path: path.write_bytes(b"weights") and None, ModelCard())
    named = [number for number, (what, _) in enumerate(steps) if what == "named"]
    assert len(named) == 3  # mask, painted plane, version
    for number in named:
        assert steps[number + 1] == ("flushed", steps[number][1])
    with project.store.database.writing() as connection:
        assert connection.execute("PRAGMA synchronous").fetchone()[0] == 2  # FULL: each commit is flushed


def test_a_folder_that_cannot_be_flushed_keeps_what_was_saved(
    project: Project, photo_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    def only_files(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", only_files)
    revision = project.masks.save(photo_id, MASK, author="me")
    assert (project.masks.read(revision)[0] == MASK).all()


def test_a_disk_that_fills_between_mask_and_painted_plane_leaves_neither(
    project: Project, photo_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, calls = os.replace, []

    def refuse_the_second(*paths: Path) -> None:
        calls.append(paths)
        if len(calls) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(*paths)

    monkeypatch.setattr(os, "replace", refuse_the_second)
    assert "disk is full" in sentence(
        lambda: project.masks.save(photo_id, MASK, np.ones((24, 40), np.bool_), author="me")
    )
    assert files_of(project) == {}
    assert project.masks.latest(photo_id) is None


def test_a_database_that_refuses_leaves_no_file_behind(
    project: Project, photo_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with project.store.database.writing() as connection:
        connection.execute("CREATE TRIGGER full BEFORE INSERT ON masks BEGIN SELECT RAISE(ABORT, 'disk is full'); END")
    assert "the disk is full" in sentence(lambda: project.masks.save(photo_id, MASK, author="me"))
    assert files_of(project) == {}


def test_a_full_disk_is_told_for_predictions_and_versions(project: Project, full_disk: pytest.MonkeyPatch) -> None:
    assert "The prediction could not be saved: the disk is full." in sentence(
        lambda: project.save_prediction(1, "v0001", MASK, Look())
    )
    assert "The new model version could not be saved: the disk is full." in sentence(
        lambda: project.versions.publish(lambda path: path.write_bytes(b"weights") and None, ModelCard())
    )
    full_disk.undo()
    assert files_of(project) == {}
    assert project.versions.all() == []
    assert project.versions.promoted() is None


def test_a_version_whose_writing_fails_leaves_nothing(project: Project) -> None:
    def fail(path: Path) -> None:
        path.write_bytes(b"half")
        raise RuntimeError("the network would not go")

    with pytest.raises(RuntimeError):
        project.versions.publish(fail, ModelCard())
    assert files_of(project) == {}
    assert list((project.folder / "models").iterdir()) == []


def test_a_vanished_folder_is_told(project: Project, photo_id: int) -> None:
    shutil.rmtree(project.folder)
    for act in (
        lambda: project.masks.save(photo_id, MASK, author="me"),
        lambda: project.set_status(photo_id, Status.ACCEPTED),
        project.photos,
        lambda: project.save_prediction(photo_id, "v0001", MASK, Look()),
        lambda: project.versions.publish(lambda path: path.write_bytes(b"weights") and None, ModelCard()),
        lambda: project.journal(photo_id).append(b"stroke"),
        lambda: Project.open(project.folder),
    ):
        told = sentence(act)
        assert "gone" in told or "does not exist" in told
    assert not project.folder.exists(), "a vanished project is not made anew, empty"


def test_a_folder_that_comes_back_as_a_copy_is_written_to_and_not_the_lost_one(
    project: Project, tmp_path: Path
) -> None:
    project.set_setting(WHERE, "at home")
    copy = shutil.copytree(project.folder, tmp_path / "copy")
    shutil.rmtree(project.folder)
    assert "gone" in sentence(lambda: project.set_setting(WHERE, "nowhere"))
    copy.rename(project.folder)
    project.set_setting(WHERE, "back")
    with Project.open(project.folder) as again:
        assert again.setting(WHERE) == "back"


def test_a_photo_that_is_no_longer_there_keeps_its_record(project: Project, photo_id: int) -> None:
    project.masks.save(photo_id, MASK, author="me")
    project.set_status(photo_id, Status.ACCEPTED)
    project.photo(photo_id).path.unlink()
    assert project.photos()[0].id == photo_id
    assert len(project.masks.labels()) == 1


def test_a_mask_that_was_damaged_deleted_or_swapped_is_told(project: Project, photo_id: int) -> None:
    revision = project.masks.save(photo_id, MASK, author="me")
    content = project.blobs.file(revision.key).read_bytes()
    project.blobs.file(revision.key).write_bytes(content[:45])
    assert "cannot be read" in sentence(lambda: project.masks.read(revision))
    project.blobs.file(revision.key).unlink()
    assert "no longer exists" in sentence(lambda: project.masks.read(revision))
    with Project.create(project.folder.parent / "b.blurlab") as other:
        other.save_prediction(1, "v", np.zeros((5, 5), np.uint8), Look())
        shutil.copy(other.prediction_file(1, "v"), project.blobs.file(revision.key))
    assert "5×5 pixels" in sentence(lambda: project.masks.read(revision))


@pytest.mark.parametrize("version", ["../../x", "a/b", "", ".", "..", "a\\b", "/etc", "a\n", ".hidden", "x" * 200])
def test_no_version_name_climbs_out_of_the_project(project: Project, version: str) -> None:
    assert "is not a name for a model version" in sentence(lambda: project.prediction_file(1, version))


@pytest.mark.parametrize("status", ["weird", "", 7, b"new", "a\nb"])
def test_a_status_that_there_is_not_is_told(
    project: Project, photo_id: int, make_photo: MakePhoto, status: object
) -> None:
    project.masks.save(photo_id, MASK, author="me")
    with project.store.database.writing() as connection:
        connection.execute("UPDATE photos SET status = ?", (status,))
    for act in (project.photos, lambda: project.photo(photo_id), lambda: export_masks(project, project.folder / "out")):
        assert "gives the photo “a.jpg” a status that blurlab does not know: “" in sentence(act)
    report = project.add_photos([make_photo("a.jpg")])
    assert len(report.unreadable) == 1
    assert str(report.unreadable[0][1]).endswith(".")


def test_an_unknown_photo_is_told(project: Project) -> None:
    for act in (
        lambda: project.photo(99),
        lambda: project.set_status(99, Status.ACCEPTED),
        lambda: project.masks.save(99, MASK, author="me"),
    ):
        assert "no photo number 99" in sentence(act)
    assert "no model version “v0009”" in sentence(lambda: project.versions.promote("v0009"))


# ---------------------------------------------------------------- folders that may not be written


def test_a_read_only_project_is_told_when_it_is_opened(shared_path: Path, request: pytest.FixtureRequest) -> None:
    with Project.create(shared_path / "p.blurlab") as project:
        folder = project.folder
    (folder / "project.db").chmod(0o444)
    folder.chmod(0o555)
    request.getfixturevalue("ordinary_user")
    assert "read-only" in sentence(lambda: Project.open(folder))


def test_photos_in_a_read_only_folder_have_their_project_among_the_users_data(
    shared_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    photos, data = shared_path / "photos", shared_path / "data"
    photos.mkdir(mode=0o555)
    data.mkdir()
    data.chmod(0o777)
    monkeypatch.setattr(platformdirs, "user_data_path", lambda *_, **__: data)
    request.getfixturevalue("ordinary_user")
    with Project.for_photos(photos) as project:
        assert data in project.folder.parents
        assert project.notice.startswith("The folder “photos” is read-only, so the masks are kept in “")
        project.set_setting(NUMBER, 1)
    with Project.for_photos(photos) as project:
        assert project.setting(NUMBER) == 1
        assert project.notice


def test_nothing_can_be_made_where_nothing_may_be_written(shared_path: Path, request: pytest.FixtureRequest) -> None:
    shared_path.chmod(0o555)
    request.getfixturevalue("ordinary_user")
    assert "cannot be made" in sentence(lambda: Project.create(shared_path / "p.blurlab"))


def test_a_folder_that_was_renamed_keeps_its_project(tmp_path: Path, make_photo: MakePhoto) -> None:
    folder = make_photo("a.jpg").parent
    with Project.for_photos(folder) as project:
        project.set_setting(NUMBER, 1)
    with Project.for_photos(folder.rename(tmp_path / "renamed")) as project:
        assert project.setting(NUMBER) == 1


def test_the_project_of_a_missing_folder_is_told(tmp_path: Path) -> None:
    assert "does not exist" in sentence(lambda: Project.for_photos(tmp_path / "none"))
