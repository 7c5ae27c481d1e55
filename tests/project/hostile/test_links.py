"""A stranger's project with links in it: nothing outside is written, moved or deleted."""

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from blurlab.core.prediction import Look
from blurlab.errors import UserError
from blurlab.files.atomic import write_bytes
from blurlab.files.links import refuse_links
from blurlab.model.card import ModelCard
from blurlab.project.culling.culling import label_whole, take_back_label
from blurlab.project.culling.thumbnails import kept_thumbnail
from blurlab.project.project import Project
from tests.fixtures.projects import MakePhoto

pytestmark = [
    pytest.mark.in_a_folder,
    pytest.mark.skipif(os.name != "posix", reason="links need rights elsewhere"),
]
SECRET = b"someone's own words\n"


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder with a file that no project has business with."""
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "000001-0001.png").write_bytes(SECRET)
    (folder / "000001.journal").write_bytes(SECRET)
    return folder


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "name", ["masks", "journal", "predictions", "models", "thumbnails", "proposals", "sheets", "training"]
)
def test_a_project_whose_folder_is_a_link_is_not_opened(
    name: str, project: Project, photo_id: int, outside: Path
) -> None:
    project.close()
    (project.folder / name).symlink_to(outside)
    with pytest.raises(UserError, match=rf"holds a link to another place, “{name}”, so it is not opened"):
        Project.open(project.folder)
    assert set(content(outside).values()) == {SECRET}


@pytest.mark.parametrize(
    "name",
    ["project.db-wal", "project.db-journal", "window.lock", "journal/000001.journal", "models/v0001", "predictions/a"],
)
def test_a_project_with_a_file_that_is_a_link_is_not_opened(name: str, project: Project, outside: Path) -> None:
    project.close()
    link = project.folder / name
    link.parent.mkdir(exist_ok=True)
    link.unlink(missing_ok=True)
    link.symlink_to(outside / "000001.journal")
    with pytest.raises(UserError, match="holds a link to another place"):
        Project.open(project.folder)
    assert set(content(outside).values()) == {SECRET}


@pytest.mark.parametrize("ending", ["-wal", "-shm", "-journal"])
def test_a_project_whose_database_shares_a_file_is_not_opened(ending: str, project: Project, outside: Path) -> None:
    project.close()
    shared = project.folder / f"project.db{ending}"
    shared.unlink(missing_ok=True)
    os.link(outside / "000001.journal", shared)
    with pytest.raises(UserError, match=f"“project.db{ending}” of the project “.*” is in another place as well"):
        Project.open(project.folder)
    assert set(content(outside).values()) == {SECRET}


def test_a_database_that_is_a_link_is_not_opened(project: Project, tmp_path: Path) -> None:
    project.close()
    other = tmp_path / "other"
    other.mkdir()
    (project.folder / "project.db").rename(other / "project.db")
    (project.folder / "project.db").symlink_to(other / "project.db")
    with pytest.raises(UserError, match="holds a link"):
        Project.open(project.folder)


def link_in(folder: Path, outside: Path) -> None:
    if folder.is_dir():
        folder.rename(folder.with_name(f"moved {folder.name}"))
    folder.symlink_to(outside)


def save_mask(project: Project, photo_id: int) -> None:
    project.masks.save(photo_id, np.zeros((24, 40), np.uint8), author="a")


WRITES: dict[str, tuple[str, Callable[[Project, int], object]]] = {
    "a mask": ("masks", save_mask),
    "a prediction": (
        "predictions",
        lambda project, photo_id: project.save_prediction(photo_id, "a", np.zeros((4, 4), np.uint8), Look()),
    ),
    "a version": (
        "models",
        lambda project, _: project.versions.publish(lambda path: path.write_bytes(b"x"), {"setup": "self"}),
    ),
    "a stroke": ("journal", lambda project, photo_id: project.journal(photo_id).append(b"stroke")),
}


@pytest.mark.parametrize("what", WRITES)
def test_a_link_that_comes_while_the_project_is_open_is_told_and_not_followed(
    what: str, project: Project, photo_id: int, outside: Path
) -> None:
    folder, write = WRITES[what]
    link_in(project.folder / folder, outside)
    before = content(outside)
    with pytest.raises(UserError, match=f"“{folder}” in it is a link to another place"):
        write(project, photo_id)
    assert content(outside) == before


def test_a_link_in_the_place_of_a_journal_is_not_written_through(
    project: Project, photo_id: int, outside: Path
) -> None:
    journal = project.journal(photo_id)
    project.blobs.file(journal.key).parent.mkdir()
    project.blobs.file(journal.key).symlink_to(outside / "000001.journal")
    with pytest.raises(UserError, match="is a link to another place"):
        journal.append(b"stroke")
    assert set(content(outside).values()) == {SECRET}


def test_a_link_in_the_place_of_a_mask_is_not_written_through(project: Project, photo_id: int, outside: Path) -> None:
    (project.folder / "masks").mkdir()
    (project.folder / "masks" / "000001-0001.png").symlink_to(outside / "000001-0001.png")
    with pytest.raises(UserError, match="is a link to another place"):
        save_mask(project, photo_id)
    assert set(content(outside).values()) == {SECRET}


def test_old_masks_and_versions_are_not_deleted_through_a_link(project: Project, photo_id: int, outside: Path) -> None:
    label_whole(project, photo_id, "nothing_sharp", "a")
    name = project.versions.publish(lambda path: path.write_bytes(b"x"), ModelCard(setup="self"), promote=False).name
    for folder in ("masks", "predictions", "models"):
        link_in(project.folder / folder, outside)
    (outside / name).mkdir()
    (outside / name / "model.safetensors").write_bytes(SECRET)
    before = content(outside)
    project.versions.delete(name, "default")
    with pytest.raises(UserError, match="is not a picture"):
        take_back_label(project, photo_id, "nothing_sharp")
    assert content(outside) == before


def test_a_thumbnail_is_not_kept_through_a_link(project: Project, photo_id: int, outside: Path) -> None:
    link_in(project.folder / "thumbnails", outside)
    before = content(outside)
    assert kept_thumbnail(project, project.photo(photo_id)).size
    assert content(outside) == before


def test_the_lock_is_not_taken_through_a_link(project: Project, outside: Path) -> None:
    (project.folder / "window.lock").symlink_to(outside / "made")
    with pytest.raises(UserError, match="cannot be opened in a window"):
        project.window_lock().acquire()
    assert not (outside / "made").exists()


def test_a_project_beside_photos_that_is_a_link_is_not_made_or_opened(make_photo: MakePhoto, tmp_path: Path) -> None:
    photos = make_photo("a.jpg").parent
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (photos / "photos.blurlab").symlink_to(elsewhere)
    with pytest.raises(UserError, match="is a link to another place; open that place if it is yours"):
        Project.for_photos(photos)
    assert not list(elsewhere.iterdir())
    Project.create(elsewhere).close()
    with Project.open(photos / "photos.blurlab") as project:  # the person named it
        assert not project.photos()


def test_a_temporary_file_that_is_there_already_is_not_written_to(
    tmp_path: Path, outside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import itertools

    monkeypatch.setattr("blurlab.files.atomic._numbers", itertools.count())
    (tmp_path / f".{os.getpid()}-0.tmp").symlink_to(outside / "000001.journal")
    write_bytes(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"new" and set(content(outside).values()) == {SECRET}


def test_strokes_of_a_copy_that_shares_its_files_stay_in_the_copy(project: Project, photo_id: int) -> None:
    """As backups by hard links make them."""
    journal = project.journal(photo_id)
    journal.append(b"one")
    backup = project.folder.parent / "backup.journal"
    os.link(project.blobs.file(journal.key), backup)
    kept = backup.read_bytes()
    journal.append(b"two")
    assert journal.read() == [b"one", b"two"] and backup.read_bytes() == kept


def test_the_folder_itself_may_be_a_link(tmp_path: Path, outside: Path) -> None:
    (tmp_path / "photos").symlink_to(outside)
    refuse_links(tmp_path / "photos", tmp_path / "photos" / "masks" / "a.png")
