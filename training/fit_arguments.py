"""Arguments of `python -m training fit`, `calibrate` and `planes`, known without importing torch."""

import argparse
from pathlib import Path

from blurlab.model.architectures import ARCHITECTURES


def add_fit_arguments(fit: argparse.ArgumentParser) -> None:
    """Add the arguments of `fit` to its parser."""
    fit.add_argument("recipe", type=Path, help="a TOML file; see training/recipes")
    fit.add_argument("--out", type=Path, required=True, help="the model file to write")
    fit.add_argument("--photos", type=Path, nargs="*", default=[], help="folders that synthetic samples are made from")
    fit.add_argument("--object-masks", type=Path, nargs="*", default=[], help="folders of label maps, paired by stem")
    fit.add_argument(
        "--proposals",
        type=Path,
        help="folder for the photos' proposals (default: beside --out)",
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
    fit.add_argument("--steps", type=int, help="stop after this many steps; this or --minutes is needed")
    fit.add_argument("--minutes", type=float, help="stop after this many minutes")
    fit.add_argument("--seed", type=int, default=42, help="of the random numbers (default: 42)")
    fit.add_argument("--threads", type=int, help="CPU threads of each process")
    fit.add_argument("--device", help="“cpu” or “cuda” (default: a GPU if there is one)")


def add_calibrate_arguments(calibrate: argparse.ArgumentParser) -> None:
    """Add the arguments of `calibrate` to its parser."""
    calibrate.add_argument("model", type=Path, help="the model file, which is rewritten")
    calibrate.add_argument(
        "--pairs", type=Path, nargs=2, required=True, metavar=("PHOTOS", "MASKS"), help="labelled photos"
    )
    calibrate.add_argument(
        "--held-out", type=Path, required=True, help="text file of stems in --pairs that the model never learnt from"
    )
    calibrate.add_argument(
        "--big",
        type=Path,
        nargs="*",
        default=[],
        help="folders of sharp photos as cameras leave them, which the command blurs in part: for 50 %% at 100 %%",
    )
    calibrate.add_argument(
        "--photos",
        type=Path,
        nargs="*",
        default=[],
        help="folders of sharp photos that samples are made from: the model learns anew, from them and the labelled "
        "photos, where 50 %% lies in photos of different kinds",
    )
    calibrate.add_argument(
        "--samples", type=int, default=2000, metavar="N", help="how many are made from --photos (default: 2000)"
    )
    calibrate.add_argument("--blurred", type=int, choices=(0, 255), default=255, help="value of blurred in the masks")
    calibrate.add_argument("--seed", type=int, default=42, help="of the random numbers (default: 42)")
    calibrate.add_argument("--threads", type=int, help="CPU threads")


def add_planes_arguments(planes: argparse.ArgumentParser) -> None:
    """Add the arguments of `planes` to its parser."""
    planes.add_argument("model", type=Path, help="the model file, which is rewritten")
    planes.add_argument(
        "--photos",
        type=Path,
        nargs="+",
        required=True,
        help="folders of sharp photos; every tenth photo only measures the error",
    )
    planes.add_argument("--steps", type=int, help="stop after this many steps; this or --minutes is needed")
    planes.add_argument("--minutes", type=float, help="stop after this many minutes")
    planes.add_argument("--seed", type=int, default=42, help="of the random numbers (default: 42)")
    planes.add_argument("--threads", type=int, help="CPU threads")
