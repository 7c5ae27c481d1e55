"""Write a model as ONNX, for programs that have no torch. Needs the extra “onnx”."""

import argparse
from pathlib import Path

from blurlab.commands import CommandError
from blurlab.errors import refusal


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.onnx", help="the file to write")
    parser.add_argument(
        "--model",
        default="default",
        metavar="NAME",
        help="a shipped model, a .safetensors file, or a project, whose version in use is written (default: default)",
    )


def run(args: argparse.Namespace) -> int:
    from blurlab.project.models import resolve_model
    from blurlab.sharpness.classical.methods import classical_model

    source = resolve_model(args.model, None)
    if classical_model(source.path) is not None:
        raise CommandError(f"“{args.model}” has no weights, so there is nothing to write.")
    from blurlab.model.onnx_file import write_onnx

    try:
        write_onnx(source.path, args.out)
    except OSError as error:
        raise refusal(f"“{args.out}” cannot be written", error) from error
    print(f"“{args.out}” holds {source.name}.")
    return 0
