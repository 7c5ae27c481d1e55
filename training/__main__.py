"""`python -m training`: the learning engine on folders of photos, outside any project.

Under torchrun the same command trains with several processes, on one machine or on several that share the folders:
`torchrun --nproc_per_node=2 -m training fit …`.
"""

import argparse
import json
import os
import sys
import time
from pathlib import Path

from blurlab.errors import UserError
from blurlab.model.architectures import ARCHITECTURES
from blurlab.terminal import take_any_text
from training.reproduce.arguments import add_arguments

INTERRUPTED = 130  # what shells report after Ctrl+C


def make_parser() -> argparse.ArgumentParser:
    """The command line's grammar."""
    parser = argparse.ArgumentParser(prog="python -m training", description="The learning engine, without a window.")
    commands = parser.add_subparsers(dest="command", required=True)
    fit = commands.add_parser(
        "fit",
        help="train a network by a recipe on folders of photos",
        description="Train a network by a recipe on folders of photos. A run that was stopped or killed goes on from "
        "its last validation when the same command is given again (the .state file beside --out).",
    )
    fit.add_argument("recipe", type=Path, help="a TOML file; see training/recipes")
    fit.add_argument("--out", type=Path, required=True, help="the model file to write")
    fit.add_argument("--photos", type=Path, nargs="*", default=[], help="folders that synthetic samples are made from")
    fit.add_argument("--object-masks", type=Path, nargs="*", default=[], help="folders of label maps, paired by stem")
    fit.add_argument(
        "--proposals",
        type=Path,
        help="folder of the photos' proposals, which is filled (default: beside --out)",
    )
    fit.add_argument("--pairs", type=Path, nargs=2, metavar=("PHOTOS", "MASKS"), help="labelled photos to train on")
    fit.add_argument("--held-out", type=Path, help="text file of stems in --pairs that are only validated on")
    fit.add_argument("--learn", type=Path, help="text file of stems in --pairs to train on (default: all not held out)")
    fit.add_argument("--blurred", type=int, choices=(0, 255), default=255, help="value of blurred in the masks")
    fit.add_argument("--architecture", choices=tuple(ARCHITECTURES), help="network (default: the recipe's)")
    start = fit.add_mutually_exclusive_group()
    start.add_argument("--base", type=Path, help="model file to start from (default: a trunk trained on ImageNet)")
    start.add_argument("--from-noise", action="store_true", help="start from random weights")
    fit.add_argument("--judge", type=Path, help="model file; what it calls blurred in a source is ignored")
    fit.add_argument("--steps", type=int)
    fit.add_argument("--minutes", type=float)
    fit.add_argument("--seed", type=int, default=42)
    fit.add_argument("--threads", type=int, help="CPU threads of each process")
    fit.add_argument("--device", help="“cpu” or “cuda” (default: a GPU where there is one)")
    again = commands.add_parser(
        "reproduce",
        help="run the paper's Table 1, Table 2 or Figure 6",
        description="Run the set-ups of the paper's Table 1, Table 2 or Figure 6 on photos in Shi et al.'s layout, and "
        "write our figures beside the paper's. What was finished or broken off before in --out is taken up again.",
    )
    add_arguments(again)
    return parser


def main(argv: list[str] | None = None) -> int:
    take_any_text()
    args = make_parser().parse_args(argv)
    try:
        return _reproduce(args) if args.command == "reproduce" else _fit(args)
    except (UserError, ValueError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped; the same command goes on from the last validation.", file=sys.stderr)
        return INTERRUPTED


def _fit(args: argparse.Namespace) -> int:
    from training.runs.on_folders import fit_base  # noqa: PLC0415 (torch only once the arguments are known to be good)

    card = fit_base(args)
    scores = {"loss": card.loss, "auc": card.auc, "ap": card.ap}
    if os.environ.get("RANK", "0") == "0":  # of several processes one speaks
        print(json.dumps(scores), time.strftime("%H:%M:%S"))
    return 0


def _reproduce(args: argparse.Namespace) -> int:
    from training.reproduce.experiments import reproduce  # noqa: PLC0415 (likewise)

    print(reproduce(args), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
