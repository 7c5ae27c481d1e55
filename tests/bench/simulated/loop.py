"""Rows of the loop: what labels and a training bring on the photos that come next, played through with masked photos.

Shi et al.'s odd half stands for a project whose person accepts each mask as it should be. Nothing starts from the model
`default`, which has learnt from these very masks: `self-supervised` predicts first and is what each training starts
from. The trainings are those of `blurlab train`, one of ten minutes for `loop.effort` and five or six of five for the
others ($BLURLAB_LOOP_MINUTES for all of them); a model that the gate refuses is not used, as in the window.
"""

import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from tests.bench.rows import CannotRun, Measured, row
from tests.bench.simulated.annotator import strokes_needed
from tests.bench.simulated.effort import DATA
from tests.bench.validation_photos import validation_stems

if TYPE_CHECKING:
    from blurlab.model.port import Model

EFFORT_MINUTES: Final = float(os.environ.get("BLURLAB_LOOP_MINUTES", "10"))
MINUTES: Final = float(os.environ.get("BLURLAB_LOOP_MINUTES", "5"))
FIRST: Final = 25  # photos corrected before the first training, and as many that come next
COUNTS: Final = (25, 50, 100)
QUEUED: Final = (35, 70, 100)  # labels at which the queue is asked anew, and a training is made
BASE: Final = "self-supervised"
SEED: Final = 0


@cache
def _stems() -> tuple[list[str], list[str]]:
    """(the photos of the pool in a random order, those that only validate)."""
    held_out = validation_stems()
    masked = {path.stem for path in (DATA / "gt").glob("*.png")} & {path.stem for path in (DATA / "image").glob("*")}
    pool = sorted(masked - set(held_out))
    if len(pool) < COUNTS[-1] + FIRST or not masked & set(held_out):
        raise CannotRun(f"too few masked photos in {DATA}; $BLURLAB_MASKED_PHOTOS names a folder with image/ and gt/")
    random.Random(SEED).shuffle(pool)
    return pool, sorted(masked & set(held_out))


def _photo(stem: str) -> Path:
    return next((DATA / "image").glob(f"{stem}.*"))


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    """Where the projects lie until the run is over: several rows ask for the same training."""
    return tempfile.TemporaryDirectory()


@cache
def _trained(labels: tuple[str, ...], minutes: float = MINUTES) -> Path:
    """The model that predicts in a project with these photos accepted, after one training on them."""
    from blurlab.imaging.masks import read_mask
    from blurlab.project.keys import PROPOSALS
    from blurlab.project.models import BASE_SETTING, choose_model, resolve_model
    from blurlab.project.project import Project
    from blurlab.project.records import Status

    known = Path(_folder().name) / PROPOSALS  # of earlier trainings: in one project they would be there already
    folder = Path(_folder().name) / f"{abs(hash((labels, minutes))):x}.blurlab"
    with Project.create(folder) as project:
        project.set_setting(BASE_SETTING, BASE)
        choose_model(project, BASE)
        others = [stem for stem in _stems()[0] if stem not in labels][: FIRST + COUNTS[-1] - len(labels)]
        project.add_photos([_photo(stem) for stem in (*labels, *others)])
        for photo in project.photos():
            if (stem := Path(photo.name).stem) in labels:
                project.masks.save(photo.id, read_mask(DATA / "gt" / f"{stem}.png", blurred=255), author="simulated")
                project.set_status(photo.id, Status.ACCEPTED)
    if known.exists():
        shutil.copytree(known, folder / PROPOSALS, dirs_exist_ok=True)
    command = [sys.executable, "-m", "blurlab", "train", str(folder), "--setup", "semi", "--minutes", str(minutes)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CannotRun(f"the training failed: {done.stderr[-300:]}")
    shutil.copytree(folder / PROPOSALS, known, dirs_exist_ok=True)
    with Project.open(folder) as project:
        predicting = resolve_model(None, project)
    print(f"loop: {len(labels)} labels, {minutes:g} minutes: then {predicting.name} predicts", flush=True)
    return predicting.path


def _base() -> Path:
    from blurlab.project.models import resolve_model

    return resolve_model(BASE).path


@cache
def _model(weights: Path) -> "Model":
    from blurlab.model.loading import load_model

    return load_model(weights)


@cache
def _auc(weights: Path) -> float:
    """Mean AUC on the photos that only validate."""
    from blurlab.core.metrics import roc_auc
    from blurlab.core.prediction import upscale
    from blurlab.imaging.masks import read_mask
    from blurlab.imaging.photos import read_photo

    scores = []
    for stem in _stems()[1]:
        truth = read_mask(DATA / "gt" / f"{stem}.png", blurred=255) == 255
        predicted = upscale(_model(weights).predict(read_photo(_photo(stem))).blurriness, *truth.shape)
        if truth.any() and not truth.all():
            scores.append(roc_auc(predicted, truth))
    return float(np.mean(scores))


def _strokes(weights: Path, stems: Sequence[str], hands: int) -> float:
    """Of the simulated annotator on these photos, all together: the mean of `hands` hands that shake otherwise."""
    from blurlab.core.pyramid import Pyramid
    from blurlab.imaging.masks import read_mask
    from blurlab.imaging.photos import read_photo

    total = 0
    for stem in stems:
        photo, truth = read_photo(_photo(stem)), read_mask(DATA / "gt" / f"{stem}.png", blurred=255)
        whole, prediction = Pyramid(photo), _model(weights).predict(photo).blurriness
        total += sum(strokes_needed(whole, prediction, truth, hand=hand) for hand in range(hands))
    return total / hands


@row("loop.effort", "%", at_least=25, floor="")
def loop_effort() -> Measured:
    """How many strokes fewer the next 25 photos cost after 25 labels and one training, against before."""
    return _saved("loop.effort", _stems()[0][FIRST : 2 * FIRST], hands=4)


@row("loop.effort_held_out", "%", floor="")
def loop_effort_held_out() -> Measured:
    """The same training on photos that never train: more of them, and so a steadier figure."""
    return _saved("loop.effort_held_out", _stems()[1], hands=1)


def _saved(name: str, stems: Sequence[str], hands: int) -> Measured:
    """Percent of the strokes on these photos that the training on the first labels saves."""
    before = _strokes(_base(), stems, hands)
    after = _strokes(_trained(tuple(_stems()[0][:FIRST]), EFFORT_MINUTES), stems, hands)
    print(f"{name}: {before:g} strokes for {len(stems)} photos before, {after:g} after")
    return Measured(100 * (before - after) / max(before, 1))


@row("loop.growth", "", at_least=0, floor="AUC of the base model on the same 100 held-out photos")
def loop_growth() -> Measured:
    """The least rise of AUC from one of 0, 25, 50 and 100 labels to the next, on photos that are never trained on."""
    curve = [_auc(_base()), *(_auc(_trained(tuple(_stems()[0][:count]))) for count in COUNTS)]
    print("loop.growth: AUC at 0, 25, 50, 100 labels: " + ", ".join(f"{auc:.4f}" for auc in curve))
    return Measured(min(np.diff(curve)), curve[0])


@row("loop.queue", "labels", at_most=70, floor="labels in random order")
def loop_queue() -> Measured:
    """Labels that the queue's order needs for the AUC that random order reaches with 100, between trainings by line."""
    pool = _stems()[0]
    goal = _auc(_trained(tuple(pool[:100])))
    labelled: list[str] = []
    before, weights = _auc(_base()), _base()
    for have, count in zip((0, *QUEUED), QUEUED, strict=False):
        labelled += _queued(weights, [stem for stem in pool if stem not in labelled], labelled)[: count - have]
        weights = _trained(tuple(labelled))
        after = _auc(weights)
        print(f"loop.queue: AUC {after:.4f} at {count} labels of the queue, {goal:.4f} at 100 in random order")
        if after >= goal:
            share = (goal - before) / (after - before) if after > before else 1.0
            return Measured(have + max(0.0, share) * (count - have), 100)
        before = after
    return Measured(float("inf"), 100)


def _queued(weights: Path, stems: Sequence[str], labelled: Sequence[str]) -> list[str]:
    """These photos in the order in which the window's queue would show them."""
    from blurlab.core.learning.queue_order import describe, doubt_of, queue_order, uncertainty
    from blurlab.imaging.photos import read_photo

    def seen(some: Sequence[str]) -> tuple[list[float], list[float], np.ndarray]:
        made = [_model(weights).predict(read_photo(_photo(stem))) for stem in some]
        descriptors = np.stack([describe(one.seen, one.blurriness) for one in made]) if made else None
        doubts = [doubt_of(*one.answers) for one in made]
        return [doubt.entropy for doubt in doubts], [doubt.disagreement for doubt in doubts], descriptors

    entropy, disagreement, descriptors = seen(stems)
    known = seen(labelled)[2]
    worth = uncertainty(np.array(entropy), np.array(disagreement))
    return [stems[place] for place in queue_order(worth, descriptors, known)]
