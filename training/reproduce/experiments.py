"""The paper's Table 1, Table 2 and Figure 6 as lists of parts, run one after another and reported."""

import argparse
import json
import random
import sys
from collections.abc import Sequence
from dataclasses import replace

from blurlab.files.atomic import write_bytes
from blurlab.worker.messages import Setup
from training.reproduce.arguments import DEFAULT_MINUTES
from training.reproduce.parts import Conditions, Part, Result, run_part
from training.reproduce.report import differences, draw_figure_6, figure_6_text, table_text
from training.reproduce.split import read_split

CLASSICAL = ("hifst", "svd", "lbp")


def reproduce(args: argparse.Namespace) -> str:
    """Run an experiment and write its report to args.out; returns the report.

    What was finished before under the same conditions is taken from there, what was broken off goes on. Raises
    ValueError and UserError with a sentence for arguments and data that cannot be used.
    """
    if not args.photos:
        raise ValueError("Synthetic samples are made from sharp photos: name folders of them with --photos.")
    split = read_split(args.data)
    parts, left_out = _parts(args, split.train)
    trainings = sum(part.setup is not None for part in parts)
    budget = DEFAULT_MINUTES if args.budget is None and args.steps is None else args.budget
    conditions = Conditions(
        split=split,
        out=args.out,
        photos=tuple(args.photos),
        object_masks=tuple(args.object_masks),
        proposals=args.proposals,
        minutes=None if budget is None else budget / trainings,
        steps=args.steps,
        seed=args.seed,
        architecture=args.architecture,
        from_noise=args.from_noise,
        threads=args.threads,
        device=args.device,
    )
    results: dict[str, Result] = {}
    for number, part in enumerate(parts, start=1):
        print(f"Part {number} of {len(parts)}.", file=sys.stderr)
        named = replace(part, name=f"{args.experiment}-{part.name}")
        results[part.name] = run_part(named, conditions)
    if args.experiment == "figure6":
        text = figure_6_text(parts, results)
        with_points = any(result.figures is not None for result in results.values())
        if with_points:
            draw_figure_6(parts, results, split, args.out / "figure6.png")
            text += f"\nThe curve is drawn on “{args.out / 'figure6.png'}”.\n"
    else:
        text = table_text(args.experiment, results)
    text = "\n\n".join([text.rstrip(), split.told, *left_out, differences(parts, results, conditions)]) + "\n"
    write_bytes(args.out / f"{args.experiment}.md", text.encode())
    figures = {name: {"figures": result.figures, "facts": result.facts} for name, result in results.items()}
    write_bytes(args.out / f"{args.experiment}.json", json.dumps(figures, indent=1).encode())
    return text


def _parts(args: argparse.Namespace, train: Sequence[str]) -> tuple[list[Part], list[str]]:
    """The parts of an experiment, and a sentence for each that cannot be run."""
    if args.experiment == "table1":
        parts = [
            Part("self", Setup.SELF),
            Part("semi", Setup.SEMI, tuple(train)),
            Part("full", Setup.FULL, tuple(train)),
        ]
        left_out = []
        if args.object_masks:
            parts.insert(1, Part("weak", Setup.WEAK))
        else:
            left_out.append("The weakly supervised set-up was left out: it needs label maps, see --object-masks.")
        return [*parts, *(Part(name, classical=name) for name in CLASSICAL)], left_out
    if args.experiment == "table2":
        shares = {"defocus": 0.0, "motion": 1.0, "both": None}
        return [Part(name, Setup.SELF, motion=share) for name, share in shares.items()], []
    return _label_counts(args.counts, train, args.seed)


def _label_counts(counts: Sequence[int], train: Sequence[str], seed: int) -> tuple[list[Part], list[str]]:
    """Semi and full at each number of labels. Fewer labels are always among the more."""
    order = sorted(train)
    random.Random(seed).shuffle(order)
    parts, too_many = [], []
    for count in sorted(set(counts)):
        if count < 1 or count > len(order):
            too_many.append(str(count))
            continue
        labels = tuple(order[:count])
        parts += [Part(f"{setup}-{count}", setup, labels) for setup in (Setup.SEMI, Setup.FULL)]
    if not parts:
        raise ValueError(f"There are {len(order)} labels to train on; none of --counts fits.")
    left_out = (
        [f"Left out because there are {len(order)} labels to train on: {', '.join(too_many)}."] if too_many else []
    )
    return parts, left_out
