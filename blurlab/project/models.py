"""The model that a person means by a name: a version, a shipped model, a file, or a classical method."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from blurlab.assets import INCOMPLETE, resource
from blurlab.errors import UserError, shown_path
from blurlab.files.paths import absolute
from blurlab.files.reading import check_size, open_ordinary
from blurlab.files.there import is_file
from blurlab.project.keys import WEIGHTS
from blurlab.project.opening import is_project
from blurlab.project.project import Project
from blurlab.project.records import ModelVersion
from blurlab.project.settings import Setting
from blurlab.project.versions import PROMOTED
from blurlab.sharpness.classical.methods import CLASSICAL, METHODS

DEFAULT = "default"
BASE_SETTING: Final = Setting[str]("base_model", str, DEFAULT)  # the model that every training starts from


_MOST_BYTES: Final = 2 << 30  # of weights, as in blurlab.model.checkpoint


@dataclass(frozen=True)
class ModelSource:
    """A model to predict with."""

    name: str  # for people
    version_label: str  # names the folder of predictions; another for other weights
    path: Path  # model.safetensors or a file of that kind; of a classical method its name, which is no file


@dataclass(frozen=True)
class ModelChoice:
    """A model that came with blurlab. what: for people, without a full stop."""

    name: str
    what: str


def shipped_models() -> dict[str, Path]:
    """The models that come with blurlab: name → weights."""
    try:
        folder = resource("models")
    except UserError:
        return {}
    found = sorted(folder.glob(f"*/{WEIGHTS}"))
    return {weights.parent.name: weights for weights in found}


def model_choices() -> list[ModelChoice]:
    """The models that can predict in any project: the shipped ones, `default` first, and the classical methods."""
    shipped = sorted(shipped_models(), key=lambda name: (name != DEFAULT, name))
    return [
        *(ModelChoice(name, "came with blurlab") for name in shipped),
        *(ModelChoice(f"{CLASSICAL}{name}", method.title) for name, method in METHODS.items()),
    ]


def choose_model(project: Project, name: str) -> None:
    """Let a version of `project`, or one of `model_choices`, predict in it from now on. Raises UserError."""
    if name in {choice.name for choice in model_choices()}:
        project.versions.use(name)
    else:
        project.versions.promote(name)


def model_before(project: Project) -> str | None:
    """The model that predicted before the one in use and is still there; None if there is none."""
    known = {choice.name for choice in model_choices()} | {version.name for version in project.versions.all()}
    in_use = _in_use(project).name
    names = [name or DEFAULT for name in project.versions.predicted_before()]
    return next((name for name in reversed(names) if name in known and name != in_use), None)


def roll_back(project: Project) -> str:
    """Go back to the previous model; returns its name. Raises UserError if there is none."""
    name = model_before(project)
    if name is None:
        raise UserError("model.none_before", "There is no earlier model to go back to.")
    project.versions.go_back(name if name in project.versions.predicted_before() else "")
    return name


def delete_version(project: Project, name: str) -> None:
    """Remove a model version with its predictions. Raises UserError if it predicts or training starts from it."""
    project.versions.delete(name, project.setting(BASE_SETTING))


def base_model(project: Project) -> ModelSource:
    """The model that every training of the project starts from, a version of its own included. Raises UserError."""
    return resolve_model(project.setting(BASE_SETTING), project)


def resolve_model(spec: str | None, project: Project | None = None) -> ModelSource:
    """The model that `spec` names.

    None is what predicts in the project: its promoted version or the model chosen for it, else the shipped default.
    Otherwise, in this order: a version of `project`, a shipped model's name, “classical:” and a method's name, a
    .safetensors file, a folder holding one, a project's folder (what predicts in it).
    Raises UserError, which lists what there is.
    """
    if spec is None:
        return _in_use(project) if project is not None else _shipped(DEFAULT)
    versions = {version.name: version for version in project.versions.all()} if project is not None else {}
    if spec in versions:
        return _version(versions[spec])
    if spec in {choice.name for choice in model_choices()}:
        return _chosen(spec)
    return _on_disk(spec) or _refuse(spec, list(versions))


def _in_use(project: Project) -> ModelSource:
    promoted = project.versions.promoted()
    if promoted is not None:
        return _version(promoted)
    chosen = project.setting(PROMOTED)
    known = {choice.name for choice in model_choices()}
    # Else a version whose files are gone, or nothing chosen yet.
    return _chosen(chosen if chosen is not None and chosen in known else DEFAULT)


def _chosen(name: str) -> ModelSource:
    if not name.startswith(CLASSICAL):
        return _shipped(name)
    method = name.removeprefix(CLASSICAL)
    return ModelSource(name, f"classical-{method}-{METHODS[method].revision}", Path(name))


def _on_disk(spec: str) -> ModelSource | None:
    path = absolute(Path(spec))
    if is_file(path) and path.suffix.lower() == ".safetensors":
        name = path.parent.name if path.name == WEIGHTS else path.stem
        return _labelled(name, path)
    if is_file(path / WEIGHTS):
        return _labelled(path.name, path / WEIGHTS)
    if is_project(path):
        with Project.open(path) as project:
            promoted = project.versions.promoted()  # labelled by its weights: every project has a v0001
            return _labelled(promoted.name, promoted.weights) if promoted is not None else _in_use(project)
    return None


def _refuse(spec: str, versions: list[str]) -> ModelSource:
    known = ", ".join([*(choice.name for choice in model_choices()), *versions])
    raise UserError(
        "model.unknown",
        f"There is no model “{shown_path(spec)}”: it is not a .safetensors file, not a folder with one, "
        f"and not one of the known models ({known}).",
    )


def _shipped(name: str) -> ModelSource:
    weights = shipped_models().get(name)
    if weights is None:
        raise UserError(
            INCOMPLETE, f"blurlab's own model “{name}” is missing; installing blurlab again should bring it back."
        )
    return _labelled(name, weights)


def _version(version: ModelVersion) -> ModelSource:
    return ModelSource(version.name, version.name, version.weights)


def _labelled(name: str, weights: Path) -> ModelSource:
    """A label with a hash of the weights: the same name may stand for other weights after an upgrade."""
    try:
        state = weights.stat()
        check_size(weights, state.st_size, _MOST_BYTES)  # all of it is read for the digest
        digest = _digest(weights, state.st_size, state.st_mtime_ns)
    except OSError as error:
        raise UserError("model.unreadable", f"The model “{shown_path(weights)}” cannot be read.") from error
    plain = "".join(character if character.isascii() and character.isalnum() else "-" for character in name)[:60]
    return ModelSource(name, f"{plain.strip('-') or 'model'}-{digest}", weights)


@lru_cache(maxsize=32)
def _digest(weights: Path, _size: int, _changed: int) -> str:
    """Read once for each state of the file: the window asks whenever a model is chosen, and must not wait."""
    with open_ordinary(weights) as file:
        return hashlib.file_digest(file, "blake2b").hexdigest()[:8]
