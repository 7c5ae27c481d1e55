"""`python -m training`: the learning engine on folders of photos, outside any project.

Under torchrun the same command trains with several processes, on one machine or on several that share the folders:
`torchrun --nproc-per-node=2 -m training fit …`.
"""

import argparse
import json
import os
import sys
import time

from blurlab.errors import UserError
from blurlab.terminal import leave, take_any_text
from training.fit_arguments import add_calibrate_arguments, add_fit_arguments, add_planes_arguments
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
    add_fit_arguments(fit)
    sure = commands.add_parser(
        "calibrate",
        help="make 50 %% the best single cut of a model, and write its reliability into its card",
        description="Set where 50 % lies. The model predicts labelled photos, and a bias moves if another cut is "
        "better. With --photos it also learns where 50 % lies in photos of different kinds, with --big where it lies "
        "at 100 %. The photos that are not held out teach which cut a map suggests. Reliability curves and the worst "
        "photos are written into the model's card, and a picture of the curves beside the model.",
    )
    add_calibrate_arguments(sure)
    planes = commands.add_parser(
        "planes",
        help="teach a trained model the amount and kind of blur",
        description="Train a small head beside the two classes of a compact network: how many pixels wide the blur is, "
        "and whether it is defocus or motion, and in which direction. It learns on synthetic blur of sharp photos. "
        "Nothing else in the model changes, so its masks stay the same to the bit; an existing head is trained "
        "further. The error is measured at the end and written into the card.",
    )
    add_planes_arguments(planes)
    again = commands.add_parser(
        "reproduce",
        help="run the paper's Table 1, Table 2 or Figure 6",
        description="Run the set-ups of the paper's Table 1, Table 2 or Figure 6 on photos in Shi et al.'s layout, and "
        "write our figures beside the paper's. Finished and interrupted parts in --out are taken up again.",
    )
    add_arguments(again)
    return parser


def main(argv: list[str] | None = None) -> int:
    take_any_text()
    args = make_parser().parse_args(argv)
    try:
        work = {"fit": _fit, "calibrate": _calibrate, "planes": _planes, "reproduce": _reproduce}
        return work[args.command](args)
    except (UserError, ValueError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        resumed = args.command in ("fit", "reproduce")
        then = "the same command goes on from the last validation" if resumed else "the model file is unchanged"
        print(f"Stopped; {then}.", file=sys.stderr)
        return INTERRUPTED


def _fit(args: argparse.Namespace) -> int:
    from training.runs.on_folders import fit_base  # noqa: PLC0415 (torch only once the arguments are known to be good)

    card = fit_base(args)
    scores = {"loss": card.loss, "auc": card.auc, "ap": card.ap}
    if os.environ.get("RANK", "0") == "0":  # only one of several processes prints
        print(json.dumps(scores), time.strftime("%H:%M:%S"))
    return 0


def _calibrate(args: argparse.Namespace) -> int:
    from training.calibration import calibrate  # noqa: PLC0415 (likewise)

    card = calibrate(args)
    print(json.dumps({view: round(curve.error, 4) for view, curve in card.reliability.items()}))
    return 0


def _planes(args: argparse.Namespace) -> int:
    from training.planes.command import teach_planes  # noqa: PLC0415 (likewise)

    card = teach_planes(args)
    print(json.dumps(dict(card.planes)))
    return 0


def _reproduce(args: argparse.Namespace) -> int:
    from training.reproduce.experiments import reproduce  # noqa: PLC0415 (likewise)

    print(reproduce(args), end="")
    return 0


if __name__ == "__main__":
    leave(main())
