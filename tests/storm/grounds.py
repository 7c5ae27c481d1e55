"""A project as somebody uses it: photos, masks of two people, a model of its own, predictions, strokes, sidecars."""

import hashlib
import importlib.util
import shutil
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image

from blurlab.core.editing.correction import BLURRED
from blurlab.core.prediction import Look
from blurlab.exchange.registry import FORMATS
from blurlab.model.card import ModelCard
from blurlab.project.models import BASE_SETTING
from blurlab.project.project import Project
from blurlab.project.records import Status
from tests.models import write_model
from tests.training.sources import scene

SIZE = (160, 120)
LABELLED = 3  # of the photos
MODEL = "base.safetensors"
PROJECT = "toy.blurlab"
_NEEDS: Final = {"parquet": "pyarrow"}  # formats that an extra writes
WRITTEN: Final = tuple(  # the formats that can be exported here: others are only read
    name
    for name, row in FORMATS.items()
    if row.writer is not None and (name not in _NEEDS or importlib.util.find_spec(_NEEDS[name]))
)


def mask_of(number: int) -> np.ndarray:
    """uint8 (120, 160): blurred from a column on."""
    mask = np.zeros(SIZE[::-1], np.uint8)
    mask[:, 40 + 20 * number :] = BLURRED
    return mask


def copy_weights(source: Path, target: Path) -> None:
    """As training saves a network to the place that publishing names."""
    shutil.copyfile(source, target)


def make_ground(folder: Path, *, version: bool = True) -> Path:
    """Make photos, a model and a project in `folder`; the project's folder is returned."""
    photos = folder / "photos"
    photos.mkdir(parents=True)
    for number, name in enumerate(("a.png", "b.jpg", "c.tif", "d.webp")):
        Image.fromarray(scene(number)).save(photos / name, quality=95)
    weights = write_model(folder / MODEL)
    with Project.create(folder / PROJECT) as project:
        project.add_photos(sorted(photos.iterdir()))
        project.set_setting(BASE_SETTING, str(weights))
        for photo in project.photos():
            if photo.id <= LABELLED:
                for author in ("ann", "bob"):
                    project.masks.save(photo.id, mask_of(photo.id), mask_of(photo.id) > 0, author=author)
                project.set_status(photo.id, Status.ACCEPTED)
            project.save_prediction(photo.id, "default", mask_of(photo.id)[::4, ::4], Look())
        if version:
            project.versions.publish(partial(copy_weights, weights), ModelCard("compact-deeplab", 64))
    return folder / PROJECT


@dataclass(frozen=True)
class Kept:
    """What no storm may take away: the labels by photo and the names of the versions."""

    labels: dict[str, str]
    versions: tuple[str, ...]

    def missing(self, now: "Kept") -> list[str]:
        lost = [f"the label of “{name}”" for name, digest in self.labels.items() if now.labels.get(name) != digest]
        return lost + [f"the version {name}" for name in self.versions if name not in now.versions]


def kept_in(folder: Path) -> Kept:
    """Read it from the project in `folder`."""
    with Project.open(folder) as project:
        labels = {
            label.photo.name: hashlib.sha256(project.masks.read_label(label).tobytes()).hexdigest()
            for label in project.masks.labels()
        }
        return Kept(labels, tuple(version.name for version in project.versions.all()))
