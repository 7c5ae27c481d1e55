"""Rows of a new domain: what a training without labels, and one with ten, bring on stained tissue.

Sixty crops of most tiles are the project, 34 of them sharp throughout and 26 with a blurred region; the crops of the
other tiles, untouched and blurred, validate. Both trainings are those of `blurlab train`, of sixty steps; a version
that the gate refuses is not used, as in the window.
"""

import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from tests.bench.absolute.sets import CROP, SHARED, Case, blurred_regions
from tests.bench.rows import CannotRun, Measured, row

if TYPE_CHECKING:
    from collections.abc import Iterator

STEPS: Final = 60
SHARP, PARTLY = 34, 26  # crops in the project
LABELS: Final = 10  # of the partly blurred ones
VALIDATING: Final = 4  # tiles that are not in the project
_PLACES: Final = ((0, 0), (0, 500), (500, 0), (500, 500), (250, 250))


def _tiles() -> list[Path]:
    folder = SHARED / "photos" / "histology"
    tiles = sorted(folder.glob("*.*")) if folder.is_dir() else []
    if len(tiles) * len(_PLACES) < SHARP + PARTLY + VALIDATING * len(_PLACES):
        raise CannotRun(f"too few tiles in {folder}")
    return tiles


def _crops() -> "Iterator[Case]":
    """The project's: every other one is untouched until enough are, the rest have a blurred region."""
    untouched = partly = 0
    for number, (tile, (top, left)) in enumerate((tile, place) for place in _PLACES for tile in _tiles()[VALIDATING:]):
        cases = list(blurred_regions(tile, slice(top, top + CROP), slice(left, left + CROP)))
        if partly == PARTLY or (number % 2 == 0 and untouched < SHARP):
            untouched += 1
            yield cases[0]
        else:
            partly += 1
            yield cases[1 + partly % (len(cases) - 1)]
        if untouched + partly == SHARP + PARTLY:
            return


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory()


@cache
def _trained(labels: int) -> Path:
    """The model that predicts in the project after one training on it."""
    from PIL import Image

    from blurlab.project.models import resolve_model
    from blurlab.project.project import Project
    from blurlab.project.records import Status

    photos = Path(_folder().name) / "photos"
    photos.mkdir(exist_ok=True)
    truths = []
    for number, case in enumerate(_crops()):
        Image.fromarray(case.photo).save(photos / f"{number:02}.png")
        if case.truth.any():
            truths.append((f"{number:02}", case.truth))
    folder = Path(_folder().name) / f"{labels}.blurlab"
    with Project.create(folder) as project:
        project.add_photos(sorted(photos.iterdir()))
        ids = {Path(photo.name).stem: photo.id for photo in project.photos()}
        for stem, truth in truths[:labels]:
            project.masks.save(ids[stem], truth, author="simulated")
            project.set_status(ids[stem], Status.ACCEPTED)
    setup = "semi" if labels else "self"
    command = [sys.executable, "-m", "blurlab", "train", str(folder), "--setup", setup, "--steps", str(STEPS)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CannotRun(f"the training failed: {done.stderr[-300:]}")
    print(f"domain: {labels} labels: {done.stdout.strip().splitlines()[-1]}", flush=True)
    with Project.open(folder) as project:
        return resolve_model(None, project).path


@cache
def _mean_iou(weights: Path) -> tuple[float, float]:
    """Mean IoU at 50 % of the blurred crops that validate, and the share of the untouched that is called blurred."""
    from blurlab.core.cut import HALF, Counts
    from blurlab.core.prediction import upscale
    from blurlab.model.predict import QuickNetwork

    model, ious, alarms = QuickNetwork(weights), [], []
    for tile in _tiles()[:VALIDATING]:
        for top, left in _PLACES[:4]:
            for case in blurred_regions(tile, slice(top, top + CROP), slice(left, left + CROP)):
                counts = Counts.of(upscale(model.predict(case.photo).blurriness, *case.truth.shape), case.truth)
                if counts.has_both:
                    ious.append(float(counts.mean_ious()[HALF]))
                else:
                    alarms.append(counts.false_alarm())
    return float(np.mean(ious)), float(np.mean(alarms))


def _row(labels: int) -> Measured:
    from blurlab.project.models import resolve_model

    value, alarm = _mean_iou(_trained(labels))
    before, alarm_before = _mean_iou(resolve_model("default").path)
    return Measured(value, before, f"untouched called blurred {alarm:.2f}, before {alarm_before:.2f}")


@row("domain.label_free", "mIoU", at_least=0.88, floor="the model that ships, before")
def label_free() -> Measured:
    """Sixty steps without a label."""
    return _row(0)


@row("domain.ten_labels", "mIoU", at_least=0.92, floor="the model that ships, before")
def ten_labels() -> Measured:
    """Sixty steps with ten labels."""
    return _row(LABELS)
