"""Which weights a person means by a model's name."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from blurlab.assets import resource
from blurlab.project import places
from blurlab.project.errors import ProjectError, shown_path
from blurlab.project.project import Project

DEFAULT = "default"


@dataclass(frozen=True)
class ModelSource:
    """Weights to predict with."""

    name: str  # for people
    version_label: str  # names the folder of predictions; another for other weights
    path: Path  # model.safetensors or a file of that kind


def shipped_models() -> dict[str, Path]:
    """The models that come with blurlab: name → weights."""
    try:
        folder = resource("models")
    except FileNotFoundError:
        return {}
    found = sorted(folder.glob(f"*/{places.WEIGHTS}"))
    return {weights.parent.name: weights for weights in found}


def resolve_model(spec: str | None, project: Project | None = None) -> ModelSource:
    """The model that `spec` names.

    None is the project's promoted version, else the shipped default. Otherwise, in this order: a version of `project`,
    a shipped model's name, a .safetensors file, a folder holding one, a project's folder (what predicts in it).
    Raises ProjectError, which tells what there is.
    """
    if spec is None:
        promoted = project.promoted() if project is not None else None
        return _version(promoted.name, promoted.weights) if promoted is not None else _shipped(DEFAULT)
    versions = {version.name: version.weights for version in project.model_versions()} if project is not None else {}
    if spec in versions:
        return _version(spec, versions[spec])
    if spec in shipped_models():
        return _shipped(spec)
    return _on_disk(spec) or _refuse(spec, list(versions))


def _on_disk(spec: str) -> ModelSource | None:
    path = places.absolute(Path(spec))
    if path.is_file() and path.suffix.lower() == ".safetensors":
        name = path.parent.name if path.name == places.WEIGHTS else path.stem
        return _labelled(name, path)
    if (path / places.WEIGHTS).is_file():
        return _labelled(path.name, path / places.WEIGHTS)
    if places.is_project(path):
        with Project.open(path) as project:
            promoted = project.promoted()
        if promoted is None:  # as in the window: the model that came with blurlab predicts
            return _shipped(DEFAULT)
        return _labelled(promoted.name, promoted.weights)
    return None


def _refuse(spec: str, versions: list[str]) -> ModelSource:
    known = ", ".join([*shipped_models(), *versions]) or "none"
    raise ProjectError(
        f"There is no model “{shown_path(spec)}”: it is no .safetensors file, no folder with one, "
        f"and not one of the known models ({known})."
    )


def _shipped(name: str) -> ModelSource:
    weights = shipped_models().get(name)
    if weights is None:
        raise ProjectError(f"blurlab's own model “{name}” is missing; installing blurlab again should bring it back.")
    return _labelled(name, weights)


def _version(name: str, weights: Path) -> ModelSource:
    return ModelSource(name, name, weights)


def _labelled(name: str, weights: Path) -> ModelSource:
    """A label with a hash of the weights: the same name may stand for other weights after an upgrade."""
    try:
        with weights.open("rb") as file:
            digest = hashlib.file_digest(file, "blake2b").hexdigest()[:8]
    except OSError as error:
        raise ProjectError(f"The model “{shown_path(weights)}” cannot be read.") from error
    plain = "".join(character if character.isascii() and character.isalnum() else "-" for character in name)[:60]
    return ModelSource(name, f"{plain.strip('-') or 'model'}-{digest}", weights)
