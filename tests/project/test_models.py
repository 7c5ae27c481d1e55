"""What a person may write for a model, and which weights that means."""

from pathlib import Path

import pytest

from blurlab.errors import UserError
from blurlab.model.card import ModelCard
from blurlab.project import models
from blurlab.project.models import choose_model, model_choices, resolve_model
from blurlab.project.project import Project
from blurlab.sharpness.classical.methods import classical_model


@pytest.fixture(autouse=True)
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """blurlab ships two models."""
    folder = tmp_path / "resources" / "models"
    for name in ("default", "motion"):
        (folder / name).mkdir(parents=True)
        (folder / name / "model.safetensors").write_bytes(name.encode())
    (folder / "unfinished").mkdir()
    monkeypatch.setattr(models, "resource", lambda name: tmp_path / "resources" / name)
    return folder


def test_shipped_models_are_named_by_their_folders(shipped: Path) -> None:
    assert models.shipped_models() == {name: shipped / name / "model.safetensors" for name in ("default", "motion")}
    source = resolve_model("motion")
    assert (source.name, source.path) == ("motion", shipped / "motion" / "model.safetensors")


def test_nothing_said_means_the_promoted_version_else_the_default(project: Project, shipped: Path) -> None:
    default = shipped / "default" / "model.safetensors"
    assert resolve_model(None).path == default
    assert resolve_model(None, project).path == default
    version = project.versions.publish(lambda path: path.write_bytes(b"learnt") and None, ModelCard())
    source = resolve_model(None, project)
    assert (source.name, source.version_label, source.path) == ("v0001", "v0001", version.weights)


@pytest.mark.in_a_folder
def test_a_version_a_file_a_folder_and_a_project_are_understood(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = project.versions.publish(lambda path: path.write_bytes(b"1") and None, ModelCard())
    second = project.versions.publish(lambda path: path.write_bytes(b"2") and None, ModelCard())
    file = tmp_path / "mine.safetensors"
    file.write_bytes(b"mine")
    assert resolve_model("v0001", project).path == first.weights
    assert resolve_model(str(file)).path == file
    assert resolve_model(str(file)).name == "mine"
    assert resolve_model(str(first.weights.parent)).path == first.weights
    assert resolve_model(str(project.folder)).path == second.weights
    monkeypatch.chdir(tmp_path)
    assert resolve_model("mine.safetensors").path == file


def test_other_weights_under_one_name_have_another_label(shipped: Path, project: Project) -> None:
    before = resolve_model("default").version_label
    assert resolve_model("default").version_label == before
    (shipped / "default" / "model.safetensors").write_bytes(b"upgraded")
    after = resolve_model("default").version_label
    assert after != before
    assert after.startswith("default-")
    assert project.prediction_file(1, after).parent.name == after


def test_a_label_is_a_folder_name_whatever_the_file_is_called(tmp_path: Path, project: Project) -> None:
    for name in ("写真", "a b – c", "..", "x" * 200):
        file = tmp_path / f"{name}.safetensors"
        file.write_bytes(b"weights")
        project.prediction_file(1, resolve_model(str(file)).version_label)


def test_what_is_unknown_is_told_with_what_there_is(project: Project) -> None:
    project.versions.publish(lambda path: path.write_bytes(b"1") and None, ModelCard())
    with pytest.raises(
        UserError, match=r"There is no model “moton”: .* \(default, motion, classical:hifst, .*, v0001\)\."
    ):
        resolve_model("moton", project)


def test_a_project_without_a_version_of_its_own_predicts_with_the_shipped_default(
    project: Project, tmp_path: Path
) -> None:
    with Project.create(tmp_path / "fresh.blurlab") as fresh:
        assert resolve_model(str(tmp_path / "fresh.blurlab")) == resolve_model(None, fresh)


def test_a_missing_default_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(models, "resource", lambda name: tmp_path / "nowhere")
    with pytest.raises(UserError, match="own model “default” is missing"):
        resolve_model(None)


def test_a_classical_method_is_a_model_without_weights(project: Project) -> None:
    source = resolve_model("classical:hifst")
    assert source.name == "classical:hifst"
    assert classical_model(source.path) is not None
    assert project.prediction_file(1, source.version_label).parent.name == source.version_label
    assert classical_model(resolve_model("motion").path) is None
    with pytest.raises(UserError, match="There is no model “classical:fist”"):
        resolve_model("classical:fist")


@pytest.mark.in_a_folder
def test_any_model_can_be_chosen_for_a_project_and_a_version_can_be_again(project: Project, tmp_path: Path) -> None:
    version = project.versions.publish(lambda path: path.write_bytes(b"1") and None, ModelCard())
    names = [choice.name for choice in model_choices()]
    assert names[:2] == ["default", "motion"]
    for name in names:
        choose_model(project, name)
        assert resolve_model(None, project) == resolve_model(name)
        assert resolve_model(str(project.folder)) == resolve_model(name)
        assert project.versions.promoted() is None
    choose_model(project, version.name)
    assert resolve_model(None, project).path == version.weights
    with pytest.raises(UserError, match="no model version “v0009”"):
        choose_model(project, "v0009")


def test_a_version_that_is_published_takes_over_from_a_chosen_model(project: Project) -> None:
    choose_model(project, "classical:lbp")
    version = project.versions.publish(lambda path: path.write_bytes(b"1") and None, ModelCard())
    assert resolve_model(None, project).path == version.weights


def test_a_chosen_model_that_is_shipped_no_more_gives_way_to_the_default(project: Project, shipped: Path) -> None:
    choose_model(project, "motion")
    (shipped / "motion" / "model.safetensors").unlink()
    assert resolve_model(None, project) == resolve_model("default")


def test_a_model_of_forty_gigabytes_is_told_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "model.safetensors"
    with file.open("wb") as out:
        out.truncate(40 << 30)
    with pytest.raises(UserError, match="cannot be read"):
        resolve_model(str(file))
