"""One part of a reproduction: a training or a classical method, then its figures; a finished part is not run again."""

import argparse
import json
import shutil
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from tqdm import tqdm

from blurlab.core.prediction import upscale
from blurlab.exchange.scores import score_pairs, summary
from blurlab.files.atomic import write_bytes
from blurlab.files.json_text import JsonError, parse_json
from blurlab.files.reading import read_whole
from blurlab.imaging.finding import find_photos
from blurlab.imaging.png import encode_grey
from blurlab.model.loading import load_model
from blurlab.sharpness.classical.methods import CLASSICAL
from blurlab.worker.messages import Setup
from training.data.sources import read_source
from training.fit_arguments import add_fit_arguments
from training.recipe import Recipe, shipped_recipe
from training.reproduce.split import Split

_BASE_RECIPE = "shipped-self"  # its rates and sizes are those for a start from an ImageNet trunk
_SEMI_DECAY = 1e-4  # weight decay of the semi-supervised set-up: the authors' value
_SEMI_REAL = 0.5  # of its batches: the paper's
_LARGEST = 64 << 20  # bytes of a JSON file of ours
_RESULT, _ORDERED = "result.json", "ordered.json"


@dataclass(frozen=True)
class Part:
    """A row or a point. Either a training (`setup`) on `labels`, or a `classical` method.

    motion: share of motion blur among the synthetic samples, None for the recipe's.
    """

    name: str
    setup: Setup | None = None
    labels: tuple[str, ...] = ()
    motion: float | None = None
    classical: str = ""


@dataclass(frozen=True)
class Conditions:
    """What holds for all parts. minutes, steps: bounds of each training, at least one given. size: of samples, px."""

    split: Split
    out: Path
    photos: tuple[Path, ...] = ()
    object_masks: tuple[Path, ...] = ()
    proposals: Path | None = None
    minutes: float | None = None
    steps: int | None = None
    size: int | None = None
    seed: int = 42
    architecture: str | None = None
    from_noise: bool = False
    threads: int | None = None
    device: str | None = None


@dataclass(frozen=True)
class Result:
    """The result of a part.

    figures: by “all”, “defocus” and “motion”, {"auc", "ap", "photos"}; None if the training gave no network that was
    better than its start. facts: architecture, base, steps, minutes, samples of a training; empty for a method.
    """

    figures: dict[str, Any] | None
    facts: dict[str, Any]


def run_part(part: Part, conditions: Conditions) -> Result:
    """Train where there is something to train, predict the reported photos, score them; all kept below conditions.out.

    A training that was broken off goes on from its last validation. What was run under other conditions is thrown away
    and run again. Raises what training.runs.on_folders.fit_base raises, and OSError if the disk refuses.
    """
    folder = conditions.out / part.name
    ordered = _ordered(part, conditions)
    if _read(folder / _ORDERED) != ordered:
        _throw_away(folder)
        write_bytes(folder / _ORDERED, _json(ordered))
    done = _read(folder / _RESULT)
    if done is not None:
        print(f"{part.name}: finished before.", file=sys.stderr)
        return Result(done["figures"], done["facts"])
    facts: dict[str, Any] = {}
    weights = Path(f"{CLASSICAL}{part.classical}")
    if part.setup is not None:
        facts, weights = _train(part, conditions, folder)
    figures = None
    if part.classical or weights.exists():
        figures = _scored(weights, conditions.split, folder / "predictions", part.name)
    write_bytes(folder / _RESULT, _json({"figures": figures, "facts": facts}))
    return Result(figures, facts)


def _throw_away(folder: Path) -> None:
    """Remove what an earlier run made, and nothing else that may lie in the folder's place."""
    if (folder / _ORDERED).is_file():
        shutil.rmtree(folder, ignore_errors=True)
        for ending in (".safetensors", ".state", ".json"):
            folder.with_suffix(ending).unlink(missing_ok=True)


def part_recipe(part: Part, size: int | None = None) -> Recipe:
    """The recipe of a training. Every set-up has the same numbers, but for the authors' own exceptions."""
    assert part.setup is not None
    recipe = replace(shipped_recipe(_BASE_RECIPE), setup=part.setup)
    if part.setup is Setup.SEMI:
        recipe = replace(recipe, weight_decay=_SEMI_DECAY, real_share=_SEMI_REAL)
    if size is not None:
        recipe = replace(recipe, size=size)
    if part.motion is not None:
        recipe = replace(recipe, blur=replace(recipe.blur, motion=part.motion))
    return recipe


def recipe_text(recipe: Recipe) -> str:
    """The recipe as TOML, every key spelled out."""
    plain = [each.name for each in fields(recipe) if not is_dataclass(getattr(recipe, each.name))]
    lines = [f"{name} = {_toml(getattr(recipe, name))}" for name in plain]
    for each in fields(recipe):
        value = getattr(recipe, each.name)
        if is_dataclass(value) and not isinstance(value, type):
            lines += [f"\n[{each.name}]", *(f"{name} = {_toml(inner)}" for name, inner in asdict(value).items())]
    return "\n".join(lines) + "\n"


def _toml(value: Any) -> str:
    return json.dumps(list(value) if isinstance(value, tuple) else value)


def _train(part: Part, conditions: Conditions, folder: Path) -> tuple[dict[str, Any], Path]:
    """Run `python -m training fit` for a part: (facts, model file, which is missing if nothing was better)."""
    from training.runs.on_folders import fit_base  # noqa: PLC0415  (torch, and only here)

    weights = folder.with_suffix(".safetensors")  # beside the folder: all trainings share the proposals kept there
    recipe, held_out, learn = folder / "recipe.toml", folder / "held-out.txt", folder / "labels.txt"
    write_bytes(recipe, recipe_text(part_recipe(part, conditions.size)).encode())
    write_bytes(held_out, "\n".join(conditions.split.validation).encode())
    write_bytes(learn, "\n".join(part.labels).encode())
    print(f"{part.name}: training.", file=sys.stderr)
    card = fit_base(_fit_arguments(part, conditions, recipe, weights, held_out, learn))
    facts = {
        "architecture": card.architecture,
        "base": card.parent,
        "sources": card.sources,
        "labels": card.labels_learnt,
        "hardware": card.hardware,
        "steps": card.steps,
        "minutes": card.minutes,
        "samples": {"real": card.samples_real, "synthetic": card.samples_synthetic},
    }
    return facts, weights


def _fit_arguments(
    part: Part, conditions: Conditions, recipe: Path, weights: Path, held_out: Path, learn: Path
) -> argparse.Namespace:
    split = conditions.split
    command = [recipe, "--out", weights, "--pairs", split.photos, split.masks]
    command += ["--held-out", held_out, "--learn", learn, "--seed", conditions.seed]
    if part.setup is not Setup.FULL:
        command += ["--photos", *conditions.photos]
        if conditions.proposals is not None:
            command += ["--proposals", conditions.proposals]
        if part.setup is Setup.WEAK:
            command += ["--object-masks", *conditions.object_masks]
    for name in ("minutes", "steps", "architecture", "threads", "device"):
        if getattr(conditions, name) is not None:
            command += [f"--{name}", getattr(conditions, name)]
    if conditions.from_noise:
        command.append("--from-noise")
    parser = argparse.ArgumentParser()
    add_fit_arguments(parser)
    return parser.parse_args([str(word) for word in command])


def _scored(weights: Path, split: Split, folder: Path, name: str) -> dict[str, Any]:
    """Predict the reported photos with both flips, keep the predictions in `folder`, and score them."""
    model = load_model(weights)
    photos = {path.stem: path for path in find_photos(split.photos)}
    masks = {path.stem: path for path in find_photos(split.masks)}
    pairs = []
    for stem in tqdm(split.reported, desc=f"{name}: predicting", disable=not sys.stderr.isatty()):
        target = folder / f"{stem}.png"
        photo = read_source(photos[stem])
        write_bytes(target, encode_grey(upscale(model.predict(photo).blurriness, *photo.shape[:2])))
        pairs.append((target, masks[stem]))
    scores = score_pairs(pairs)
    for sentence in scores.problems:
        print(sentence, file=sys.stderr)
    return summary(scores.scored)


def _ordered(part: Part, conditions: Conditions) -> dict[str, Any]:
    """Everything that the result depends on, as JSON."""
    told = {
        "part": asdict(part),
        "reported": conditions.split.reported,
        "data": conditions.split.data.resolve(),
    }
    if part.setup is not None:
        weak = part.setup is Setup.WEAK
        told |= {
            "recipe": part_recipe(part, conditions.size).as_dict(),
            "validation": conditions.split.validation,
            "photos": [] if part.setup is Setup.FULL else _resolved(conditions.photos),
            "object_masks": _resolved(conditions.object_masks) if weak else [],
            "minutes": conditions.minutes,
            "steps": conditions.steps,
            "seed": conditions.seed,
            "architecture": conditions.architecture,
            "from_noise": conditions.from_noise,
        }
    plain: dict[str, Any] = json.loads(_json(told))
    return plain


def _resolved(folders: Sequence[Path]) -> list[Path]:
    return [folder.resolve() for folder in folders]


def _json(value: Any) -> bytes:
    return json.dumps(value, indent=1, default=str).encode("utf-8", "replace")


def _read(path: Path) -> Any:
    """A JSON file of ours; None if there is none, or half of one."""
    try:
        return parse_json(read_whole(path, _LARGEST))
    except (OSError, JsonError):
        return None
