"""Arguments of `python -m training reproduce`, known without importing torch."""

import argparse
from pathlib import Path

from training.reproduce.paper import FIGURE_6_LABELS

EXPERIMENTS = ("table1", "table2", "figure6")
DEFAULT_MINUTES = 240.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add them to the parser of that command."""
    parser.add_argument("experiment", choices=EXPERIMENTS, help="which of the paper's results")
    parser.add_argument(
        "--data", type=Path, required=True, metavar="DIR", help="Shi et al.'s layout: photos in image/, masks in gt/"
    )
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="folder for models, predictions and the report"
    )
    parser.add_argument("--photos", type=Path, nargs="+", default=[], help="folders of sharp photos, to blur")
    parser.add_argument(
        "--object-masks", type=Path, nargs="+", default=[], help="their label maps, for the weak set-up"
    )
    parser.add_argument("--proposals", type=Path, help="folder of the photos' proposals; missing ones are made")
    parser.add_argument(
        "--budget",
        type=float,
        metavar="MINUTES",
        help=f"training time of all set-ups together, divided evenly (default: {DEFAULT_MINUTES:g})",
    )
    parser.add_argument("--steps", type=int, help="end each training after this many steps")
    parser.add_argument(
        "--size", type=int, metavar="PX", help="side of a sample (default: the recipe's; the paper: 224)"
    )
    parser.add_argument(
        "--counts", type=int, nargs="+", default=FIGURE_6_LABELS, metavar="N", help="numbers of labels, for figure6"
    )
    parser.add_argument(
        "--seed",
        type=int,
        nargs="+",
        default=[42],
        metavar="N",
        help="several: everything once with each, and the means, with the lowest and the highest (default: 42)",
    )
    parser.add_argument("--architecture", help="network (default: the recipe's)")
    parser.add_argument("--from-noise", action="store_true", help="start from random weights")
    parser.add_argument("--threads", type=int, help="CPU threads")
    parser.add_argument("--device", help="“cpu” or “cuda” (default: a GPU if there is one)")
