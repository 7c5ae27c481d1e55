"""Add blurlab to the system's menu, and to what folders and photos can be opened with (Linux)."""

import argparse
import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

from blurlab.assets import resource
from blurlab.commands import CommandError
from blurlab.errors import refusal
from blurlab.files.atomic import write_bytes

ENTRY: Final = Path("applications/blurlab.desktop")
ICON: Final = Path("icons/hicolor/scalable/apps/blurlab.svg")
_QUOTED: Final = str.maketrans({sign: f"\\{sign}" for sign in '\\"`$'})


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--remove", action="store_true", help="remove it again")


def run(args: argparse.Namespace) -> int:
    if sys.platform in {"win32", "darwin"}:
        raise CommandError("Only Linux has menu entries of this kind; make a shortcut to `blurlab` instead.")
    data = _data_folder()
    try:
        if args.remove:
            for file in (ENTRY, ICON):
                (data / file).unlink(missing_ok=True)
        else:
            write_bytes(data / ENTRY, entry().encode())
            write_bytes(data / ICON, resource("icons/blurlab.svg").read_bytes())
    except OSError as error:
        raise refusal("The menu entry could not be changed", error) from error
    _tell_desktop(data / ENTRY.parent)
    print("blurlab is no longer in the menu." if args.remove else f"blurlab is in the menu, by “{data / ENTRY}”.")
    return 0


def entry() -> str:
    """The desktop entry, which starts the Python that this runs in: a menu knows no virtual environments."""
    text = resource("desktop/blurlab.desktop").read_text(encoding="utf-8")
    words = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "blurlab"]
    # Quoted once as an argument, and once more as a value of the file, where “%” begins a field.
    quoted = " ".join(f'"{word.translate(_QUOTED)}"' for word in words).replace("\\", "\\\\").replace("%", "%%")
    return text.replace("Exec=blurlab %F", f"Exec={quoted} %F")


def _data_folder() -> Path:
    told = os.environ.get("XDG_DATA_HOME", "")
    return Path(told) if told.startswith("/") else Path.home() / ".local" / "share"


def _tell_desktop(applications: Path) -> None:
    """Let file managers know at once, where the program that does so is installed; else they find out later."""
    if (program := shutil.which("update-desktop-database")) and applications.is_dir():
        with suppress(OSError, subprocess.TimeoutExpired):
            subprocess.run([program, str(applications)], check=False, timeout=30, capture_output=True)
