"""Model versions: rolled back, exported, deleted; none is lost by a crash, and no number is given twice."""

import os
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from blurlab.core.prediction import Look
from blurlab.errors import UserError
from blurlab.model.card import ModelCard
from blurlab.project import keys, models
from blurlab.project.models import BASE_SETTING, choose_model, delete_version, model_before, roll_back
from blurlab.project.project import Project
from tests.fixtures.projects import MakePhoto


@pytest.fixture(autouse=True)
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    weights = tmp_path / "shipped" / "default" / "model.safetensors"
    weights.parent.mkdir(parents=True)
    weights.write_bytes(b"shipped")
    monkeypatch.setattr(models, "shipped_models", lambda: {"default": weights})


def publish(project: Project, promote: bool = True, **card: Any) -> str:
    return project.versions.publish(lambda path: path.write_bytes(b"weights"), ModelCard(**card), promote=promote).name


def in_use(project: Project) -> str:
    return models.resolve_model(None, project).name


def test_rolling_back_goes_through_what_predicted_before_and_comes_to_what_blurlab_came_with(project: Project) -> None:
    assert model_before(project) is None
    for _ in range(3):
        publish(project)
    publish(project, promote=False)
    choose_model(project, "classical:lbp")
    choose_model(project, "classical:lbp")  # twice is once
    went = []
    while model_before(project) is not None:
        went.append(roll_back(project))
        assert in_use(project) == went[-1]
    assert went == ["v0003", "v0002", "v0001", "default"]
    with pytest.raises(UserError, match="There is no earlier model"):
        roll_back(project)


def test_a_deleted_version_is_passed_over_when_rolling_back(project: Project) -> None:
    for _ in range(3):
        publish(project)
    delete_version(project, "v0002")
    assert model_before(project) == "v0001"


def test_a_deleted_version_goes_with_its_predictions_and_its_number_is_not_given_again(
    project: Project, make_photo: MakePhoto
) -> None:
    photo = project.add_photos([make_photo("a.png")]).added[0]
    publish(project)
    name = publish(project, promote=False)
    for version in ("v0001", name):
        project.save_prediction(photo.id, version, np.zeros((4, 4), np.uint8), Look())
    delete_version(project, name)
    assert [version.name for version in project.versions.all()] == ["v0001"]
    assert project.predicted_versions(photo.id) == ["v0001"]
    assert project.blobs.names("models") == ["v0001"]
    assert publish(project, promote=False) == "v0003"


@pytest.mark.parametrize("what", ["in use", "the base"])
def test_the_version_in_use_and_the_one_that_trainings_start_from_are_not_deleted(project: Project, what: str) -> None:
    name = publish(project, promote=what == "in use")
    if what == "the base":
        project.set_setting(BASE_SETTING, name)
    with pytest.raises(UserError):
        delete_version(project, name)
    assert [version.weights.read_bytes() for version in project.versions.all()] == [b"weights"]


@pytest.mark.in_a_folder
def test_a_crash_while_deleting_leaves_no_half_version(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(project)
    name = publish(project, promote=False)

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", crash)
    with pytest.raises(KeyboardInterrupt):
        delete_version(project, name)
    monkeypatch.undo()
    with Project.open(project.folder) as again:
        assert [version.name for version in again.versions.all()] == ["v0001"]
        assert again.versions.promoted().name == "v0001"
        assert publish(again, promote=False) == "v0003"


def test_an_exported_version_is_a_model_anywhere(project: Project, tmp_path: Path) -> None:
    name = publish(project)
    project.versions.export(name, tmp_path / "mine.safetensors")
    assert (tmp_path / "mine.safetensors").read_bytes() == b"weights"
    project.blobs.remove_all(keys.version(name))
    with pytest.raises(UserError, match="no model version"):
        project.versions.export(name, tmp_path / "mine.safetensors")
    assert (tmp_path / "mine.safetensors").read_bytes() == b"weights"


def test_a_full_disk_is_told_when_exporting(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = publish(project)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(UserError, match="could not be exported: the disk is full"):
        project.versions.export(name, tmp_path / "mine.safetensors")
    assert list(tmp_path.glob("*mine*")) == []


def test_a_card_is_read_back_and_a_damaged_one_is_told(project: Project) -> None:
    publish(project, labels_learnt=3, losses=((1, 0.5),))
    (version,) = project.versions.all()
    assert project.versions.card(version.name).losses == ((1, 0.5),)
    for text in ("{", "[1]"):
        project.blobs.write(keys.card(version.name), text.encode())
        with pytest.raises(UserError, match="card of the version v0001"):
            project.versions.card(version.name)
