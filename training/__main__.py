"""`python -m training`: train a shipped model from folders of photos, outside any project."""

import argparse
import json
import sys
import time
from pathlib import Path

from training.recipe import RecipeError


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m training", description="The learning engine, without a window.")
    commands = parser.add_subparsers(dest="command", required=True)
    fit = commands.add_parser("fit", help="train a network by a recipe on folders of photos")
    fit.add_argument("recipe", type=Path, help="a TOML file; see training/recipes")
    fit.add_argument("--out", type=Path, required=True, help="the model file to write")
    fit.add_argument("--photos", type=Path, nargs="*", default=[], help="folders that synthetic samples are made from")
    fit.add_argument("--object-masks", type=Path, nargs="*", default=[], help="folders of label maps, paired by stem")
    fit.add_argument("--proposals", type=Path, help="folder that keeps the photos' proposals (default: beside --out)")
    fit.add_argument("--pairs", type=Path, nargs=2, metavar=("PHOTOS", "MASKS"), help="labelled photos to train on")
    fit.add_argument("--held-out", type=Path, help="text file of stems in --pairs that are only validated on")
    fit.add_argument("--blurred", type=int, choices=(0, 255), default=255, help="value of blurred in the masks")
    fit.add_argument("--base", type=Path, help="model file to start from (default: ImageNet trunk where installed)")
    fit.add_argument("--judge", type=Path, help="model file that drops blurred sources and ignores their blurred parts")
    fit.add_argument("--steps", type=int)
    fit.add_argument("--minutes", type=float)
    fit.add_argument("--seed", type=int, default=42)
    fit.add_argument("--threads", type=int)
    args = parser.parse_args(argv)
    from training.base import fit_base  # noqa: PLC0415 (torch only once the arguments are known to be good)

    try:
        card = fit_base(args)
    except (RecipeError, ValueError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    print(json.dumps(card["scores"]), time.strftime("%H:%M:%S"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
