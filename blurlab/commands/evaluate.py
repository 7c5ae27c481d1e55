"""Compare predictions with masks (255 = blurred): AUC and average precision of each photo, then their means."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from blurlab.commands import CommandError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--predictions", type=Path, required=True, metavar="DIR", help="folder of blur maps, 255 = surely blurred"
    )
    parser.add_argument("--masks", type=Path, required=True, metavar="DIR", help="folder of masks, 255 = blurred")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures, photo by photo, to FILE")


@dataclass(frozen=True)
class PhotoScore:
    """The score of one photo at its mask's size."""

    photo: str  # stem
    kind: str  # “defocus”, “motion” or “”
    auc: float
    ap: float


def run(args: argparse.Namespace) -> int:
    """0 when every pair could be scored, 1 when a file was unreadable or its pair not clear: told in sentences."""
    from blurlab.project.exchange.pairing import pair_by_stem, quoted
    from blurlab.project.photos import find_photos

    found = pair_by_stem(find_photos(args.predictions), find_photos(args.masks))
    if not found.pairs:
        raise CommandError(
            f"No prediction in “{args.predictions}” has the name of a mask in “{args.masks}”, "
            "so there is nothing to compare."
        )
    scores, one_class, unreadable = _score_all(found.pairs)
    problems = [*found.unclear, *unreadable]
    figures = {
        **summary(scores),
        "per_photo": [asdict(score) for score in scores],
        "one_class": one_class,
        "without_prediction": [path.name for path in found.right_alone],
        "without_mask": [path.name for path in found.left_alone],
        "problems": problems,
    }
    _print_table(figures)
    if one_class:
        paths = [Path(stem) for stem in one_class]
        print(f"Left out, since the mask is all one class: {len(one_class)} ({quoted(paths)}).")
    most = 20 if args.json else sys.maxsize  # the file names them all
    for paths, lacks in ((found.right_alone, "prediction"), (found.left_alone, "mask")):
        if paths:
            print(f"Left out, since there is no {lacks}: {len(paths)} ({quoted(paths, most)}).")
    if args.json:
        _write_json(args.json, figures)
    for sentence in problems:
        print(sentence, file=sys.stderr)
    return 1 if problems else 0


def score_pair(prediction: Path, mask: Path) -> tuple[float, float] | None:
    """(AUC, AP) of a prediction resized bilinearly to its mask; None where the mask is all one class.

    Pixels marked as ignore do not count. Raises UnreadablePhoto.
    """
    from blurlab.core.correction import BLURRED, IGNORE
    from blurlab.core.metrics import ap_of_counts, auc_of_counts, class_counts
    from blurlab.core.prediction import upscale
    from blurlab.project.photos import read_grey, read_mask

    codes = read_mask(mask, blurred=255)
    blurriness = upscale(read_grey(prediction, "prediction"), *codes.shape)
    positives, negatives = class_counts(blurriness, codes == BLURRED, codes != IGNORE)
    if not positives.any() or not negatives.any():
        return None
    return auc_of_counts(positives, negatives), ap_of_counts(positives, negatives)


def summary(scores: Sequence[PhotoScore]) -> dict[str, dict[str, Any]]:
    """Means over all photos and over each blur kind; None where a kind has no photo."""
    groups = {
        "all": list(scores),
        "defocus": [score for score in scores if score.kind == "defocus"],
        "motion": [score for score in scores if score.kind == "motion"],
    }
    return {
        name: {
            "auc": sum(score.auc for score in group) / len(group) if group else None,
            "ap": sum(score.ap for score in group) / len(group) if group else None,
            "photos": len(group),
        }
        for name, group in groups.items()
    }


def _score_all(pairs: Sequence[tuple[Path, Path]]) -> tuple[list[PhotoScore], list[str], list[str]]:
    """(scores, stems of the photos whose mask is all one class, sentences about unreadable files)."""
    from concurrent.futures import ThreadPoolExecutor

    from tqdm import tqdm

    from blurlab.project.errors import UnreadablePhoto
    from blurlab.project.records import kind_of

    scores, one_class, unreadable = [], [], []
    with ThreadPoolExecutor(min(8, os.cpu_count() or 1)) as pool:
        running = [pool.submit(score_pair, *pair) for pair in pairs]
        for (_, mask), future in zip(pairs, tqdm(running, unit="photo", file=sys.stderr, disable=None), strict=True):
            try:
                score = future.result()
            except UnreadablePhoto as error:
                unreadable.append(str(error))
                continue
            if score is None:
                one_class.append(mask.stem)
            else:
                scores.append(PhotoScore(mask.stem, kind_of(mask.stem), *score))
    return scores, one_class, unreadable


def _print_table(figures: dict[str, Any]) -> None:
    print(f"{'':8} {'photos':>6}  {'AUC':>6}  {'AP':>6}")
    for name in ("all", "defocus", "motion"):
        row = figures[name]
        auc, ap = ("–" if row[key] is None else f"{row[key]:.4f}" for key in ("auc", "ap"))
        print(f"{name:8} {row['photos']:6}  {auc:>6}  {ap:>6}")


def _write_json(path: Path, figures: dict[str, Any]) -> None:
    from blurlab.project.atomic import write_bytes
    from blurlab.project.errors import reason

    try:
        write_bytes(path, json.dumps(figures, indent=1, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
    except OSError as error:
        raise CommandError(f"“{path}” cannot be written: {reason(error)}.") from error
