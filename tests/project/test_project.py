"""A project keeps what a person did: photos by reference, mask revisions, predictions, model versions."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any

import msgspec
import numpy as np
import pytest
from PIL import Image

from blurlab.core.editing.correction import IGNORE, Correction
from blurlab.core.prediction import Look, View
from blurlab.core.rect import Rect
from blurlab.model.card import ModelCard
from blurlab.project import keys, masks
from blurlab.project.project import Project
from blurlab.project.records import ModelVersion, Status
from blurlab.project.settings import Setting
from tests.fixtures.memory_project import reopened
from tests.fixtures.projects import MakePhoto


def blob(top: int = 4, height: int = 24, width: int = 40) -> np.ndarray:
    mask = np.zeros((height, width), np.uint8)
    mask[top : top + 5, 3:20] = 255
    mask[-2:, -2:] = 128
    return mask


# ---------------------------------------------------------------- photos


def test_photos_stay_where_they_are_and_are_remembered(project: Project, make_photo: MakePhoto) -> None:
    paths = [make_photo("motion01.jpg", 1), make_photo("out_of_focus02.JPG", 2), make_photo("c.png", 3, (7, 9))]
    before = [path.read_bytes() for path in paths]
    steps: list[tuple[int, int]] = []
    report = project.add_photos(paths, on_progress=lambda done, total: steps.append((done, total)))
    assert steps == [(1, 3), (2, 3), (3, 3)]
    assert [photo.path for photo in report.added] == paths
    with reopened(project) as again:
        photos = again.photos()
        assert photos == report.added
        assert [photo.kind for photo in photos] == ["motion", "defocus", ""]
        assert [(photo.width, photo.height) for photo in photos] == [(40, 24), (40, 24), (7, 9)]
        assert {photo.status for photo in photos} == {Status.NEW}
        assert again.photo(photos[1].id) == photos[1]
    assert [path.read_bytes() for path in paths] == before


def test_adding_again_adds_nothing(project: Project, make_photo: MakePhoto) -> None:
    paths = [make_photo("a.jpg", 1), make_photo("b.jpg", 2)]
    first = project.add_photos(paths)
    again = project.add_photos([*paths, paths[0].parent / "." / "a.jpg"])
    assert again.added == []
    assert [photo.id for photo in again.known] == [first.added[0].id, first.added[1].id, first.added[0].id]


def test_photos_of_one_name_or_stem_are_different_photos(project: Project, make_photo: MakePhoto) -> None:
    paths = [make_photo("a.jpg", 1), make_photo("a.png", 2), make_photo("sub/a.jpg", 3), make_photo("copy.jpg", 1)]
    report = project.add_photos(paths)
    assert len({photo.id for photo in report.added}) == 4
    for number, photo in enumerate(report.added):
        project.masks.save(photo.id, blob(number), author="me")
    for number, photo in enumerate(report.added):
        revision = project.masks.latest(photo.id)
        assert revision is not None
        assert (project.masks.read(revision)[0] == blob(number)).all()


def test_unreadable_photos_are_told_and_the_rest_come_in(
    project: Project, make_photo: MakePhoto, tmp_path: Path
) -> None:
    text, empty = tmp_path / "text.jpg", tmp_path / "empty.png"
    text.write_text("no photo")
    empty.touch()
    report = project.add_photos([text, make_photo("a.jpg"), empty, tmp_path / "gone.jpg"])
    assert [photo.name for photo in report.added] == ["a.jpg"]
    assert [path.name for path, _ in report.unreadable] == ["text.jpg", "empty.png", "gone.jpg"]
    assert [str(error).rsplit(" ", 2)[-1] for _, error in report.unreadable] == ["read.", "bytes).", "exists."]


def test_names_with_unicode_newlines_and_wild_bytes_come_in(project: Project, make_photo: MakePhoto) -> None:
    plain = make_photo("plain.jpg")
    names = ["Bär – 写真.jpg", "two\nlines.jpg", b"latin-\xe9.jpg".decode("utf-8", "surrogateescape")]
    paths = []
    for name in names:
        try:
            (plain.parent / name).write_bytes(plain.read_bytes())
        except OSError:
            continue  # this file system refuses the name, so no user of it has such a photo
        paths.append(plain.parent / name)
    assert paths
    report = project.add_photos(paths)
    assert not report.unreadable
    with reopened(project) as again:
        assert [photo.path for photo in again.photos()] == paths
        assert all(photo.path.exists() for photo in again.photos())


def test_many_photos_come_in_batches(project: Project, make_photo: MakePhoto) -> None:
    paths = [make_photo(f"{number}.png", number, (4, 3)) for number in range(450)]
    assert [photo.path for photo in project.add_photos(paths).added] == paths


def test_a_photo_may_be_moved_and_is_found_by_its_content(project: Project, make_photo: MakePhoto) -> None:
    path = make_photo("a.jpg", 1)
    photo = project.add_photos([path, make_photo("b.jpg", 2)]).added[0]
    elsewhere = path.parent / "sub" / "renamed.jpg"
    elsewhere.parent.mkdir()
    path.rename(elsewhere)
    assert [(found.id, found.path) for found in project.relink(path.parent)] == [(photo.id, elsewhere)]
    assert project.photo(photo.id).path == elsewhere
    assert project.relink(path.parent) == []
    # and without asking, when its new place is added
    elsewhere.rename(path.parent / "third.jpg")
    report = project.add_photos([path.parent / "third.jpg"])
    assert report.added == []
    assert [(known.id, known.name) for known in report.known] == [(photo.id, "third.jpg")]


def test_a_photo_of_another_size_under_the_old_name_is_told(project: Project, make_photo: MakePhoto) -> None:
    project.add_photos([make_photo("a.jpg", 1)])
    report = project.add_photos([make_photo("a.jpg", 1, (41, 24))])
    assert "it was 40×24 pixels and is now 41×24" in str(report.unreadable[0][1])
    assert report.known == []


def test_project_and_photos_may_move_together(tmp_path: Path, make_photo: MakePhoto) -> None:
    path = make_photo("a.jpg")
    with Project.for_photos(path.parent) as project:
        photo = project.add_photos([path]).added[0]
        project.masks.save(photo.id, blob(), author="me")
        assert project.folder == path.parent / "photos.blurlab"
        assert project.notice == ""
    moved = path.parent.rename(tmp_path / "holiday")
    with Project.for_photos(moved) as project:
        assert project.folder == moved / "photos.blurlab"
        assert project.photo(photo.id).path == moved / "a.jpg"
        assert project.masks.latest(photo.id) is not None


def test_status_and_kind_are_kept(project: Project, photo_id: int) -> None:
    project.set_status(photo_id, Status.REJECTED)
    project.set_kind(photo_id, "motion")
    with reopened(project) as again:
        assert again.photo(photo_id).status is Status.REJECTED
        assert again.photo(photo_id).kind == "motion"
        assert [photo.id for photo in again.photos(Status.REJECTED)] == [photo_id]
        assert again.photos(Status.NEW) == []
        assert again.counts()[Status.REJECTED] == 1
        assert sum(again.counts().values()) == 1
        with pytest.raises(ValueError, match="kind"):
            again.set_kind(photo_id, "fog")


# ---------------------------------------------------------------- masks


def test_every_revision_of_a_mask_comes_back(project: Project, photo_id: int) -> None:
    assert project.masks.latest(photo_id) is None
    painted = np.random.default_rng(0).random((24, 40)) > 0.5
    first = project.masks.save(photo_id, blob(1), painted, author="ann", model_version="v0001")
    second = project.masks.save(photo_id, blob(2), author="bob")
    with reopened(project) as again:
        assert again.masks.latest(photo_id) == second
        assert again.masks.revisions(photo_id) == [second, first]
        assert (first.revision, first.author, first.model_version) == (1, "ann", "v0001")
        assert (second.revision, second.author, second.model_version) == (2, "bob", None)
        assert datetime.now(UTC) - datetime.fromisoformat(first.created_at) < timedelta(minutes=5)
        mask, came_painted = again.masks.read(first)
        assert (mask == blob(1)).all()
        assert came_painted is not None
        assert came_painted.dtype == np.bool_
        assert (came_painted == painted).all()
        mask, came_painted = again.masks.read(second)
        assert (mask == blob(2)).all()
        assert came_painted is None


def test_a_plane_is_saved_as_its_mask_and_what_was_painted(project: Project, photo_id: int) -> None:
    correction = Correction(24, 40, np.arange(256, dtype=np.uint8).reshape(8, 32))
    correction.write(Rect(3, 4, 20, 9), np.full((9, 20), IGNORE, np.uint8))
    revision = project.masks.save_plane(photo_id, correction.plane, 90, author="me")
    mask, painted = project.masks.read(revision)
    assert (mask == correction.mask(90)).all() and len(np.unique(mask)) == 3
    assert painted is not None and (painted == correction.painted()).all() and painted.sum() == 180


def test_a_saved_mask_is_a_png_that_any_program_reads(project: Project, photo_id: int) -> None:
    revision = project.masks.save(photo_id, blob(), author="me")
    with Image.open(project.blobs.file(revision.key)) as picture:
        assert picture.mode == "L"
        assert (np.asarray(picture) == blob()).all()


def test_a_mask_of_a_wrong_size_or_with_wild_codes_is_a_mistake_of_the_caller(project: Project, photo_id: int) -> None:
    for mask in (blob(height=25), blob().astype(np.int32), np.full((24, 40), 7, np.uint8)):
        with pytest.raises(ValueError, match="mask"):
            project.masks.save(photo_id, mask, author="me")
    with pytest.raises(ValueError, match="painted"):
        project.masks.save(photo_id, blob(), np.zeros((3, 3), np.bool_), author="me")
    assert project.masks.revisions(photo_id) == []


def test_labels_are_the_newest_masks_of_accepted_photos(project: Project, make_photo: MakePhoto) -> None:
    photos = project.add_photos([make_photo(f"{number}.jpg", number) for number in range(4)]).added
    for photo in photos[:3]:
        project.masks.save(photo.id, blob(0), author="me")
    newest = project.masks.save(photos[1].id, blob(9), author="me")
    project.set_status(photos[1].id, Status.ACCEPTED)
    project.set_status(photos[2].id, Status.REJECTED)
    project.set_status(photos[3].id, Status.ACCEPTED)  # without a mask it teaches nothing
    labels = project.masks.labels()
    assert [(label.photo.id, label.key) for label in labels] == [(photos[1].id, newest.key)]
    assert labels[0].photo == project.photo(photos[1].id)


def test_old_revisions_are_forgotten_only_when_old_and_many(
    project: Project, photo_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(masks, "KEPT", 3)
    other = project.masks.save(photo_id, blob(0), author="ann")
    mine = [project.masks.save(photo_id, blob(number), author="me") for number in range(5)]
    assert len(project.masks.revisions(photo_id)) == 6, "all are young"
    monkeypatch.setattr(masks, "KEPT_FOR", timedelta(days=-1))  # now all are old
    mine.append(project.masks.save(photo_id, blob(7), np.ones((24, 40), np.bool_), author="me"))
    kept = project.masks.revisions(photo_id)
    assert kept[0] == mine[-1]
    assert [revision.id for revision in kept] == [mine[5].id, mine[4].id, mine[3].id, other.id]
    assert set(project.blobs.names("masks")) == {
        *(revision.key.removeprefix("masks/") for revision in kept),
        (mine[-1].painted_key or "").removeprefix("masks/"),
    }


def test_threads_may_save_at_once(project: Project, make_photo: MakePhoto) -> None:
    photos = project.add_photos([make_photo(f"{number}.jpg", number) for number in range(3)]).added
    start = threading.Barrier(6)

    def save(number: int) -> None:
        start.wait(10)
        for _ in range(5):
            project.masks.save(photos[number % 3].id, blob(number), author=f"thread {number}")
            project.set_status(photos[number % 3].id, Status.IN_WORK)
            assert len(project.photos()) == 3

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(save, range(6)))
    for photo in photos:
        revisions = project.masks.revisions(photo.id)
        assert sorted(revision.revision for revision in revisions) == list(range(1, 11))
        for revision in revisions:
            number = int(revision.author.split()[1])
            assert (project.masks.read(revision)[0] == blob(number)).all()


@pytest.mark.in_a_folder
def test_two_processes_see_each_others_work(project: Project, photo_id: int) -> None:
    with Project.open(project.folder) as other:
        project.masks.save(photo_id, blob(1), author="window")
        other.masks.save(photo_id, blob(2), author="importer")
        assert [revision.author for revision in project.masks.revisions(photo_id)] == ["importer", "window"]


# ---------------------------------------------------------------- predictions, versions, settings


def test_predictions_are_kept_by_model_version(project: Project, photo_id: int) -> None:
    prediction = np.random.default_rng(0).integers(0, 256, (12, 20), np.uint8)
    assert project.read_prediction(photo_id, "v0001") is None
    project.save_prediction(photo_id, "v0001", prediction, Look())
    project.save_prediction(photo_id, "default-1a2b", prediction // 2, Look())
    for version, expected in (("v0001", prediction), ("default-1a2b", prediction // 2)):
        came = project.read_prediction(photo_id, version)
        assert came is not None
        assert (came == expected).all()
    project.blobs.write(keys.prediction(photo_id, "v0001", View.WHOLE), b"damaged")
    assert project.read_prediction(photo_id, "v0001") is None


def publish(project: Project, weights: bytes, **card: Any) -> ModelVersion:
    return project.versions.publish(lambda path: path.write_bytes(weights) and None, ModelCard(**card))


def test_a_published_version_is_whole_and_predicts(project: Project) -> None:
    assert project.versions.promoted() is None
    first = publish(project, b"one", setup="semi", parent="default", auc=0.9, ap=float("nan"), more={"log": Path("/x")})
    second = publish(project, b"two", setup="self", auc=None)
    assert [version.name for version in project.versions.all()] == ["v0001", "v0002"]
    with reopened(project) as again:
        assert again.versions.all() == [first, second]
        assert again.versions.promoted() == second
        again.versions.promote("v0001")
        assert again.versions.promoted() == first
    assert first.weights.read_bytes() == b"one"
    assert (first.setup, first.parent, first.auc, first.ap) == ("semi", "default", 0.9, None)
    card = project.versions.card(first.name)
    assert (card.name, card.setup, card.ap, card.more["log"]) == ("v0001", "semi", None, str(Path("/x")))
    assert project.blobs.names("models") == ["v0001", "v0002"]


def test_a_version_may_be_published_without_being_promoted(project: Project) -> None:
    first = publish(project, b"one")
    project.versions.publish(lambda path: path.write_bytes(b"two") and None, ModelCard(), promote=False)
    assert project.versions.promoted() == first
    assert len(project.versions.all()) == 2


def test_a_folder_left_by_a_crash_is_not_taken_for_a_version(project: Project) -> None:
    project.blobs.write(keys.card("v0001"), b"{}")
    assert project.versions.all() == []
    assert publish(project, b"one").name == "v0002"


def test_a_version_whose_files_are_gone_does_not_predict(project: Project) -> None:
    project.blobs.remove([keys.weights(publish(project, b"one").name)])
    assert project.versions.promoted() is None
    assert project.versions.all() == []


def test_settings_are_kept(project: Project) -> None:
    level = Setting[int]("level", Annotated[int, msgspec.Meta(ge=1, le=255)], 128)
    nested = Setting[dict[str, Any]]("nested", dict[str, Any], {})
    assert project.setting(level) == 128
    project.set_setting(level, 90)
    project.set_setting(nested, {"a": [1, None, "ü"]})
    with reopened(project) as again:
        assert again.setting(level) == 90
        assert again.setting(nested) == {"a": [1, None, "ü"]}


@pytest.mark.parametrize("damaged", [0, 256, 1.5, True, "90", None, [90], {"a": 90}, 10**400])
def test_a_setting_that_is_not_what_it_must_be_is_as_if_it_had_never_been_set(project: Project, damaged: Any) -> None:
    project.set_setting(Setting[Any]("level", Any, None), damaged)
    assert project.setting(Setting[int]("level", Annotated[int, msgspec.Meta(ge=1, le=255)], 128)) == 128


def test_predictions_of_both_views_are_kept_apart_with_their_look_and_cut(project: Project, photo_id: int) -> None:
    whole, full = np.zeros((3, 5), np.uint8), np.full((6, 10), 200, np.uint8)
    project.save_prediction(photo_id, "v0001", whole, Look(View.WHOLE, 8.0), 97)
    assert not project.has_prediction(photo_id, "v0001", View.FULL)
    project.save_prediction(photo_id, "v0001", full, Look(View.FULL, 1.0))
    for view, made, facts in (
        (View.WHOLE, whole, (Look(View.WHOLE, 8.0), 97)),
        (View.FULL, full, (Look(View.FULL, 1.0), None)),
    ):
        came = project.read_prediction(photo_id, "v0001", view)
        assert came is not None and np.array_equal(came, made)
        assert project.prediction_facts(photo_id, "v0001", view) == facts
    project.remove_prediction(photo_id, "v0001", View.FULL)
    assert project.has_prediction(photo_id, "v0001")
    assert project.prediction_facts(photo_id, "v0001", View.FULL) == (None, None)


def test_masks_keep_the_look_that_they_were_predicted_at_and_the_projects_choice_holds_for_new_ones(
    project: Project, photo_id: int
) -> None:
    assert project.view is View.WHOLE
    first = project.masks.save(photo_id, blob(1), author="me")
    project.set_view(View.FULL)
    second = project.masks.save(photo_id, blob(2), author="me")
    third = project.masks.save(photo_id, blob(3), author="me", look=Look(View.WHOLE, 13.4), cut=90)
    project.set_status(photo_id, Status.ACCEPTED)
    with reopened(project) as again:
        assert again.view is View.FULL
        kept = [each.look for each in reversed(again.masks.revisions(photo_id))]
        assert kept == [Look(View.WHOLE), Look(View.FULL), Look(View.WHOLE, 13.4)]
        assert kept == [first.look, second.look, third.look]
        assert [each.cut for each in again.masks.revisions(photo_id)] == [90, None, None]
        assert again.masks.labels()[0].look == third.look
        again.set_setting(Setting[Any]("judge_at", Any, None), ["from", "a", "stranger"])
        assert again.view is View.WHOLE
