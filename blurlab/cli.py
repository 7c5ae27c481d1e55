"""The command line. Nothing heavy is imported here: `blurlab --help` must answer at once."""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from blurlab.errors import UserError
from blurlab.terminal import take_any_text
from blurlab.version import __version__


class Command(NamedTuple):
    module: str  # in blurlab.commands, imported when the command is chosen
    help: str


COMMANDS = {
    "demo": Command("demo", "open the sample photos, or tour the main job without a display (--headless)"),
    "predict": Command("predict", "write a blur map for each photo"),
    "inspect": Command("inspect", "find which photos are sharp where it matters, and why"),
    "evaluate": Command("evaluate", "compare predictions with masks: AUC and average precision"),
    "import": Command("import_photos", "bring photos, and masks as labels, into a project"),
    "export": Command("export_masks", "write the accepted masks of a project and a table of its photos"),
    "preview": Command("preview", "draw a sheet of the synthetic samples that training would learn from"),
    "train": Command("train", "learn from the labels of a project, as the window's Train button does"),
    "share": Command("share", "share a project with a team, through PostgreSQL"),
    "fetch": Command("fetch", "copy a shared project into a folder of its own"),
    "export-model": Command("export_model", "write a model as ONNX, for programs without torch"),
    "doctor": Command("doctor", "check display, libraries, GPU, disk and extras, and say what to do"),
    "desktop": Command("desktop", "add blurlab to the system's menu (Linux), or remove it"),
}

_SHARED = ("postgresql://", "postgres://")  # how the address of a shared project begins
INTERRUPTED = 130  # what shells report after Ctrl+C


def main(argv: Sequence[str] | None = None) -> int:
    """Run `blurlab` with `argv` (default: the process's own arguments) and return its exit code.

    0: done · 1: the user can mend it; one sentence says how · 2: wrong usage · 130: Ctrl+C.
    Any other error is a mistake of ours and is raised, traceback and all.
    """
    take_any_text()
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        if arguments and arguments[0] in COMMANDS:
            return _run_command(arguments[0], arguments[1:])
        return _open_window(arguments)
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output left (`blurlab … | head`)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        sentence = _mendable(error, arguments)
        if sentence is None:
            raise
        print(sentence, file=sys.stderr)
        return 1


def command_parser(name: str) -> argparse.ArgumentParser:
    """The grammar of one of COMMANDS, which is imported for it."""
    command = _module(name)
    parser = argparse.ArgumentParser(prog=f"blurlab {name}", description=(command.__doc__ or "").strip())
    command.add_arguments(parser)
    return parser


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"blurlab.commands.{COMMANDS[name].module}")


def _run_command(name: str, arguments: list[str]) -> int:
    parser = command_parser(name)
    code: int = _module(name).run(parser.parse_args(arguments))
    return code


def window_parser() -> argparse.ArgumentParser:
    """The grammar of `blurlab` without a command, which opens the window."""
    width = max(map(len, COMMANDS))
    parser = argparse.ArgumentParser(
        prog="blurlab",
        usage="blurlab [PHOTOS or PROJECT …]\n       blurlab COMMAND [-h] …",
        description="Show, correct and learn which parts of a photo are blurred.",
        epilog="\n".join(
            (
                "commands:",
                *(f"  {name:{width}}  {command.help}" for name, command in COMMANDS.items()),
                "",
                "`blurlab COMMAND --help` explains a command; write ./NAME for a folder that is named like a command.",
            )
        ),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="photos, a folder of photos, a project, or a team's project (postgresql://host/name)",
    )
    parser.add_argument("--version", action="version", version=f"blurlab {__version__}")
    return parser


def _open_window(arguments: list[str]) -> int:
    paths: list[str] = window_parser().parse_args(arguments).paths
    for path in paths:
        if not path.startswith(_SHARED) and not Path(path).exists():
            raise UserError(
                "command.unknown", f"“{path}” is neither a command nor a photo, folder or project in this place."
            )
    from blurlab.display import missing_display

    if sentence := missing_display():
        raise UserError("display.missing", sentence)
    from blurlab.ui.shell.app import run_window

    code: int = run_window(paths)
    return code


def _mendable(error: Exception, arguments: list[str]) -> str | None:
    """The sentence for an error that the user can mend, None for an error of ours."""
    if isinstance(error, UserError):
        return error.sentence
    if not isinstance(error, OSError) or error.filename is None:
        return None
    file = Path(os.fsdecode(error.filename)).absolute()
    given = [Path(argument).absolute() for argument in arguments if not argument.startswith("-")]
    if any(file == path or path in file.parents or file in path.parents for path in given):
        return f"“{os.fsdecode(error.filename)}”: {error.strerror}."
    return None
