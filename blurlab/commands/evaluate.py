"""Compare predictions with masks (255 = blurred): AUC and average precision of each photo, then their means."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blurlab.commands import CommandError
from blurlab.commands.tones import add_tones_arguments, check_tones, seen

if TYPE_CHECKING:
    from PIL import Image

    from blurlab.drawing.score_sheet import Cell
    from blurlab.exchange.scores import PhotoScore

_PICTURES = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--predictions", type=Path, required=True, metavar="DIR", help="folder of blur maps, 255 = surely blurred"
    )
    parser.add_argument("--masks", type=Path, required=True, metavar="DIR", help="folder of masks, 255 = blurred")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures, photo by photo, to FILE")
    parser.add_argument("--csv", type=Path, metavar="FILE", help="also write a table, a row for each photo")
    parser.add_argument(
        "--curves", type=Path, metavar="FILE.png", help="also draw precision-recall and ROC curves, means over photos"
    )
    parser.add_argument(
        "--sheet", type=Path, metavar="FILE.png", help="also draw the photos with the lowest AUC, the worst first"
    )
    parser.add_argument("--photos", type=Path, metavar="DIR", help="folder of the photos, for the sheet")
    parser.add_argument("--worst", type=_count, default=20, metavar="N", help="how many photos on it (default: 20)")
    add_tones_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """0 when every pair could be scored, 1 when a file was unreadable or its pair not clear: reported in sentences."""
    from tqdm import tqdm

    from blurlab.exchange.pairing import pair_by_stem, quoted
    from blurlab.exchange.scores import score_pairs, summary, table
    from blurlab.imaging.finding import find_photos

    _check_pictures(args)
    check_tones(args)
    roots = args.predictions, args.masks
    predicted, masked = (find_photos(root, recursive=True, ours=True) for root in roots)
    found = pair_by_stem(predicted, masked, roots)
    if not found.pairs:
        raise CommandError(
            f"No prediction in “{args.predictions}” has the name of a mask in “{args.masks}”, "
            "so there is nothing to compare."
        )
    with tqdm(total=len(found.pairs), unit="photo", file=sys.stderr, disable=None) as bar:
        scores = score_pairs(found.pairs, bar.update, args.masks)
    problems = [*found.unclear, *map(str, scores.problems)]
    figures = {
        **summary(scores.scored),
        "per_photo": [score.as_dict() for score in scores.scored],
        "one_class": scores.one_class,
        "without_prediction": [path.relative_to(args.masks).as_posix() for path in found.right_alone],
        "without_mask": [path.relative_to(args.predictions).as_posix() for path in found.left_alone],
        "problems": problems,
    }
    _print_table(figures)
    if stretched := sum(score.stretched for score in scores.scored):
        print(f"{stretched} of the predictions were stretched to their masks, which have other proportions.")
    if other := _predicted_otherwise(found.pairs):
        print(f"{other} of the predictions were made at another view (as a whole, at 100 %) than their masks.")
    if scores.one_class:
        paths = [Path(stem) for stem in scores.one_class]
        print(f"Left out because the mask is all one class: {len(paths)} ({quoted(paths)}).")
    most = 20 if args.json else sys.maxsize  # the file names them all
    for paths, lacks in ((found.right_alone, "prediction"), (found.left_alone, "mask")):
        if paths:
            print(f"Left out because there is no {lacks}: {len(paths)} ({quoted(paths, most)}).")
    if args.json:
        _write(args.json, json.dumps(figures, indent=1, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
    if args.csv:
        _write(args.csv, table(scores.scored))
    problems += _draw(args, scores.scored)
    for sentence in problems:
        print(sentence, file=sys.stderr)
    return 1 if problems else 0


def _predicted_otherwise(pairs: "Sequence[tuple[Path, Path]]") -> int:
    """How many pairs of prediction and mask tell that they were predicted at different views."""
    from blurlab.imaging.png import look_in

    other = 0
    for pair in pairs:
        try:
            one, another = (look_in(path)[0] for path in pair)
        except OSError:  # told when it was to be scored
            continue
        other += one is not None and another is not None and one.view is not another.view
    return other


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


def _check_pictures(args: argparse.Namespace) -> None:
    """Report before the scoring, which may take a while, what could not be drawn after it."""
    for path in (args.sheet, args.curves):
        if path is not None and path.suffix.lower() not in _PICTURES:
            raise CommandError(f"“{path.name}” must be a picture: name it {path.stem}.png.")
    if args.sheet is not None and args.photos is None:
        raise CommandError("The sheet shows the photos: name their folder with --photos.")


def _draw(args: argparse.Namespace, scores: "Sequence[PhotoScore]") -> list[str]:
    """Draw the requested pictures; returns a sentence for each photo missing from the sheet."""
    if not scores:
        if args.sheet or args.curves:
            return ["No photo was scored, so nothing was drawn."]
        return []
    if args.curves:
        from blurlab.drawing.score_charts import draw_curves
        from blurlab.exchange.scores import KINDS, of_kind

        groups = {kind: [(one.positives, one.negatives) for one in of_kind(scores, kind)] for kind in KINDS}
        _save(args.curves, draw_curves(groups))
    if not args.sheet:
        return []
    from blurlab.drawing.score_sheet import draw_score_sheet
    from blurlab.exchange.scores import summary

    lacking: list[str] = []
    worst = sorted(scores, key=lambda score: (score.auc, score.ap))[: args.worst]
    find = _photo_finder(args.photos)
    cells = [_cell(rank, score, find, lacking, args) for rank, score in enumerate(worst, start=1)]
    means = summary(scores)["all"]
    title = (
        f"The {len(worst)} of {len(scores)} photos with the lowest AUC, the worst first. "
        f"Means of all: AUC {means['auc']:.3f}, AP {means['ap']:.3f}"
    )
    _save(args.sheet, draw_score_sheet(cells, title))
    return lacking


def _photo_finder(folder: Path) -> Callable[[str], Path | None]:
    from blurlab.exchange.scores import name_below
    from blurlab.imaging.finding import find_photos

    photos = find_photos(folder, recursive=True)
    found = {path.stem: path for path in reversed(photos)} | {name_below(folder, path): path for path in photos}

    def find(name: str) -> Path | None:
        shorter = Path(name).with_suffix("").as_posix()  # a mask may be called a.jpg.png
        return next(
            (found[each] for each in (name, shorter, Path(name).name, Path(shorter).name) if each in found), None
        )

    return find


def _cell(
    rank: int, score: "PhotoScore", find: Callable[[str], Path | None], lacking: list[str], args: argparse.Namespace
) -> "Cell":
    from blurlab.drawing.score_sheet import Cell
    from blurlab.errors import UnreadablePhoto, shown_name
    from blurlab.imaging.masks import read_grey, read_mask
    from blurlab.imaging.ports import PhotoRef
    from blurlab.imaging.source import open_source

    photo = None
    path = find(score.photo)
    if path is None:
        lacking.append(f"The photo of the mask “{shown_name(score.mask)}” was not found, so the sheet lacks it.")
    else:
        try:
            photo = open_source(seen(PhotoRef(path), args)).read()
        except UnreadablePhoto as error:
            lacking.append(str(error))
    return Cell(
        photo,
        read_mask(score.mask, blurred=255),
        read_grey(score.prediction, "prediction"),
        f"{rank}. {score.photo}",
        f"AUC {score.auc:.3f}   AP {score.ap:.3f}",
    )


def _print_table(figures: dict[str, Any]) -> None:
    print(f"{'':8} {'photos':>6}  {'AUC':>6}  {'AP':>6}")
    for name in ("all", "defocus", "motion"):
        row = figures[name]
        auc, ap = ("–" if row[key] is None else f"{row[key]:.4f}" for key in ("auc", "ap"))
        print(f"{name:8} {row['photos']:6}  {auc:>6}  {ap:>6}")


def _save(path: Path, picture: "Image.Image") -> None:
    import io

    encoded = io.BytesIO()
    picture.save(encoded, _PICTURES[path.suffix.lower()])
    _write(path, encoded.getvalue())


def _write(path: Path, data: bytes) -> None:
    from blurlab.errors import reason
    from blurlab.files.atomic import write_bytes

    try:
        write_bytes(path, data)
    except OSError as error:
        raise CommandError(f"“{path}” cannot be written: {reason(error)}.") from error
