"""The paper's Table 1, Table 2 and Figure 6 as lists of parts, run one after another and reported."""

import argparse
import json
import random
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from blurlab.files.atomic import write_bytes
from blurlab.worker.messages import Setup
from training.reproduce.arguments import DEFAULT_MINUTES
from training.reproduce.parts import Conditions, Part, Result, run_part
from training.reproduce.report import differences, draw_figure_6, figure_6_text, seeds_told, table_text
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
    seeds = list(dict.fromkeys(args.seed))
    parts, left_out = _parts(args, split.train, seeds[0])
    trainings = sum(part.setup is not None for part in parts) * len(seeds)
    budget = DEFAULT_MINUTES if args.budget is None and args.steps is None else args.budget
    conditions = Conditions(
        split=split,
        out=args.out,
        photos=tuple(args.photos),
        object_masks=tuple(args.object_masks),
        proposals=args.proposals,
        minutes=None if budget is None else budget / trainings,
        steps=args.steps,
        size=args.size,
        seed=seeds[0],
        architecture=args.architecture,
        from_noise=args.from_noise,
        threads=args.threads,
        device=args.device,
    )
    runs = {seed: _run(args, replace(conditions, seed=seed), alone=len(seeds) == 1) for seed in seeds}
    results = list(runs.values())
    if args.experiment == "figure6":
        text = figure_6_text(parts, results)
        with_points = any(result.figures is not None for run in results for result in run.values())
        if with_points:
            draw_figure_6(parts, results, split, args.out / "figure6.png")
            text += f"\nThe curve is drawn on “{args.out / 'figure6.png'}”.\n"
    else:
        text = table_text(args.experiment, results)
    told = differences(parts, results[0], conditions)
    if len(seeds) > 1:
        told += f"\n{seeds_told(seeds)}"
    text = "\n\n".join([text.rstrip(), split.told, *left_out, told]) + "\n"
    write_bytes(args.out / f"{args.experiment}.md", text.encode())
    by_seed = {seed: {name: asdict(result) for name, result in run.items()} for seed, run in runs.items()}
    figures: dict[Any, Any] = by_seed if len(seeds) > 1 else by_seed[seeds[0]]
    write_bytes(args.out / f"{args.experiment}.json", json.dumps(figures, indent=1).encode())
    return text


def _run(args: argparse.Namespace, conditions: Conditions, *, alone: bool) -> dict[str, Result]:
    """Every part with one seed; in a folder of its own if there are several. Methods know no seed, and are run once."""
    parts, _ = _parts(args, conditions.split.train, conditions.seed)
    results = {}
    for number, part in enumerate(parts, start=1):
        print(f"Part {number} of {len(parts)}{'' if alone else f', seed {conditions.seed}'}.", file=sys.stderr)
        apart = part.setup is not None and not alone
        where = replace(conditions, out=conditions.out / f"seed-{conditions.seed}") if apart else conditions
        results[part.name] = run_part(replace(part, name=f"{args.experiment}-{part.name}"), where)
    return results


def _parts(args: argparse.Namespace, train: Sequence[str], seed: int) -> tuple[list[Part], list[str]]:
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
    return _label_counts(args.counts, train, seed)


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
