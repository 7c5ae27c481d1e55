"""Whatever stands in a project's database: opening, painting and exporting end in what was asked, or in a sentence."""

import itertools
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import numpy as np
import pytest

from blurlab import cli
from blurlab.core.learning.queue_order import DESCRIPTOR, Doubt
from blurlab.core.prediction import View
from blurlab.errors import UserError
from blurlab.exchange.masks_out import export_masks
from blurlab.project import models
from blurlab.project.blind import blind_every, read_seen
from blurlab.project.culling.capture_times import capture_times
from blurlab.project.culling.culling import in_bin, read_culling
from blurlab.project.culling.external_marks import find_external_marks
from blurlab.project.learning.domain import base_score, growth_points, photo_check
from blurlab.project.learning.new_labels import count_new_labels
from blurlab.project.learning.pinned import pin, pinned_photos
from blurlab.project.models import model_before, resolve_model
from blurlab.project.project import Project
from blurlab.project.queue import Sort, arranged, helpful
from blurlab.project.records import Status
from blurlab.project.review import agreements, decision_times, descriptors, pace, read_facts, save_doubt, set_note
from blurlab.session.photos.open_photo import load_photo
from tests.fixtures.damaged_projects import Damage, damages, make_project

SEED, TRIED = 20261130, 50


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project's folder, among its photos."""
    return make_project(tmp_path_factory.mktemp("sound") / "photos")


@pytest.fixture(autouse=True)
def shipped(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    weights = tmp_path_factory.mktemp("shipped") / "default" / "model.safetensors"
    weights.parent.mkdir()
    weights.write_bytes(b"weights")
    monkeypatch.setattr(models, "shipped_models", lambda: {"default": weights})


def use(folder: Path) -> tuple[int, int]:
    """Do everything with the project in `folder` that windows and commands do; (what was done, what was told)."""
    done = told = 0

    def attempt(act: Callable[[], object]) -> None:
        nonlocal done, told
        try:
            act()
            done += 1
        except UserError as error:
            told += 1
            assert str(error).rstrip("”").endswith("."), str(error)
            assert str(error).isprintable(), str(error)
            assert len(str(error)) < 1000

    with Project.open(folder) as project:
        photos = []
        with suppress(UserError):
            photos = project.photos()
        for act in (
            project.photos,
            project.counts,
            project.masks.labels,
            project.photos_with_journal,
            project.versions.promoted,
            lambda: [project.versions.card(version.name) for version in project.versions.all()],
            lambda: resolve_model(None, project),
            lambda: model_before(project),
            lambda: blind_every(project),
            lambda: read_seen(project),
            lambda: read_culling(project),
            lambda: in_bin(project),
            lambda: find_external_marks(project, photos),
            lambda: capture_times(project, photos),
            lambda: pinned_photos(project),
            lambda: count_new_labels(project),
            lambda: photo_check(project),
            lambda: (growth_points(project), base_score(project)),
            lambda: agreements(read_facts(project).values()),
            lambda: pace(decision_times(project, "ann")),
            lambda: _order(project),
            lambda: export_masks(project, folder.parent / "out"),
            lambda: project.add_photos([folder.parent / "d.png"]),
        ):
            attempt(act)
        for photo, act in itertools.product(photos, (_load, _paint, _decide)):
            attempt(lambda photo=photo, act=act: act(project, photo))
    return done, told


def _order(project: Project) -> None:
    photos, facts, alike = project.photos(), read_facts(project), descriptors(project)
    for sort in Sort:
        arranged(sort, photos, facts, alike, {})
    helpful(photos, facts, alike)


def _load(project: Project, photo: object) -> None:
    load_photo(project, photo, "default", View.WHOLE)


def _paint(project: Project, photo: object) -> None:
    mask = np.zeros((photo.height, photo.width), np.uint8)
    project.masks.save(photo.id, mask, author="me")


def _decide(project: Project, photo: object) -> None:
    project.set_status(photo.id, Status.ACCEPTED)
    set_note(project, photo.id, "seen", "me")
    pin(project, photo.id, True)
    save_doubt(project, photo.id, "v0009", Doubt(0.1, 0.1, 0.1), np.zeros(DESCRIPTOR, np.float32))


def test_the_sound_project_has_something_in_every_table_and_refuses_nothing(sound: Path, tmp_path: Path) -> None:
    copy = Damage("notes", "text", "another").copy_of(sound, tmp_path / "copy")
    assert copy is not None
    with closing(sqlite3.connect(copy / "project.db")) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        assert all(connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables)
    assert use(copy) == (23 + 4 * 3, 0)


def test_no_value_in_the_database_gives_a_traceback(
    sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", lambda _descriptor: None)  # nothing here outlives a power cut
    tried = 0
    for number, damage in enumerate(itertools.islice(damages(sound, SEED), TRIED)):
        copy = damage.copy_of(sound, tmp_path / str(number))
        if copy is None:
            continue
        tried += 1
        try:
            use(copy)
        except UserError:
            pass
        except Exception as error:
            raise AssertionError(str(damage)) from error
    assert tried > TRIED * 0.7


def test_what_is_left_out_is_counted_and_the_rest_is_read(sound: Path, tmp_path: Path) -> None:
    copy = Damage("judgements", "agreement", "NaN").copy_of(sound, tmp_path / "copy")
    assert copy is not None
    with Project.open(copy) as project:
        assert project.store.left_out() == 0
        facts = read_facts(project)
        assert project.store.left_out() == 2
    assert {one.agreement for one in facts.values()} == {None}
    assert facts[1].note == "a note"


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        ("width", "wide", "says of the photo “a.png” what cannot be its width"),
        ("height", 0, "says of the photo “a.png” what cannot be its height"),
        ("digest", b"bytes", "says of the photo “a.png” what cannot be its digest"),
        ("path", 7, "what cannot be its path"),
        ("status", "seen", "gives the photo “a.png” a status that blurlab does not know: “seen”"),
    ],
)
def test_a_photo_whose_row_is_damaged_is_named(
    sound: Path, tmp_path: Path, column: str, value: object, told: str
) -> None:
    copy = Damage("photos", column, value).copy_of(sound, tmp_path / "copy")
    assert copy is not None
    with Project.open(copy) as project, pytest.raises(UserError, match=told):
        project.photos()


def test_the_command_says_one_sentence(sound: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = Damage("photos", "width", "wide").copy_of(sound, tmp_path / "copy")
    assert cli.main(["export", str(copy), "--out", str(tmp_path / "out")]) == 1
    told = capsys.readouterr().err
    assert "what cannot be its width" in told
    assert "Traceback" not in told


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.parametrize(
    "place",
    [
        "journal/000003.journal",
        "masks/000001-0001.png",
        "masks/000001-0002.png",
        "models/v0001/card.json",
        "models/v0001/model.safetensors",
        "predictions/v0001/000004.png",
        "thumbnails/000004.jpg",
        "../d.png",
        "../d.xmp",
        "window.lock",
        "project.db-wal",
        "project.db",
    ],
)
def test_a_pipe_in_the_place_of_a_file_keeps_nobody_waiting(sound: Path, tmp_path: Path, place: str) -> None:
    copy = Damage("notes", "text", "another").copy_of(sound, tmp_path / "copy")
    assert copy is not None
    path = copy / place
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    with suppress(UserError):
        use(copy)
