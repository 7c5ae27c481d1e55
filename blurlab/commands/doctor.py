"""Check what blurlab needs here: Python, packages, display, GPU, disk, extras; say what to do, and where files lie."""

import argparse
import importlib
import os
import platform
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib import metadata
from pathlib import Path
from typing import Final

from blurlab.assets import resource
from blurlab.display import missing_display
from blurlab.errors import UserError
from blurlab.log import NEEDED, log_file
from blurlab.version import __version__, is_built

DISTRIBUTION: Final = "blurlab-studio"
LEAST_FREE: Final = 1_000_000_000  # bytes, for masks and a training
_CPU_INDEX: Final = "https://download.pytorch.org/whl/cpu"
_REQUIREMENT = re.compile(r"^([\w.-]+).*extra\s*==\s*['\"]([\w-]+)['\"]")
_FOR_DEVELOPERS: Final = frozenset({"test", "guide"})
_ANEW: Final = "Unpack blurlab anew; nothing can be added to this program."


class Level(StrEnum):
    """How a check came out."""

    GOOD = "ok"
    KNOW = "note"  # works without it
    BAD = "bad"


@dataclass(frozen=True)
class Finding:
    """One line of the report. `do`: what helps; "" if nothing need be done."""

    level: Level
    about: str
    said: str
    do: str = ""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    del parser  # there is nothing to choose


def run(args: argparse.Namespace) -> int:
    """0 if all is well, 1 if something is bad."""
    del args
    print(f"blurlab {__version__}\n")
    bad = 0
    for check in CHECKS:
        for found in check():
            bad += found.level is Level.BAD
            print(f"{found.level:4}  {found.about:8}  {found.said}")
            if found.do:
                print(f"{'':16}→ {found.do}")
    print("\n" + ("All that blurlab needs is here." if not bad else f"{bad} to mend, see “bad” above."))
    return int(bad > 0)


def python() -> Iterator[Finding]:
    said = f"Python {platform.python_version()} on {platform.platform()}, {os.cpu_count()} cores"
    if (3, 11) <= sys.version_info < (3, 14):
        yield Finding(Level.GOOD, "python", said)
    else:
        yield Finding(Level.KNOW, "python", said, "blurlab was made for Python 3.11, 3.12 and 3.13.")


def packages() -> Iterator[Finding]:
    needed = [name for name in NEEDED if not _installed(name)]
    if needed:
        do = _ANEW if is_built() else f"python -m pip install {' '.join(needed)}"
        yield Finding(Level.BAD, "packages", f"{', '.join(needed)} cannot be found.", do)
    else:
        yield Finding(Level.GOOD, "packages", f"All {len(NEEDED)} that blurlab needs are installed.")
    try:
        for name in ("guide/index.md", "models/default/model.safetensors", "samples"):
            resource(name)
        yield Finding(Level.GOOD, "files", "Guide, models and sample photos came along.")
    except UserError as error:
        yield Finding(Level.BAD, "files", error.sentence)


def display() -> Iterator[Finding]:
    sentence = missing_display()
    if sentence is None:
        yield Finding(Level.GOOD, "display", "A window can be shown.")
    else:
        do = "Commands work all the same; `blurlab demo --headless` tours the main job."
        yield Finding(Level.BAD, "display", sentence, do)


def torch() -> Iterator[Finding]:
    try:
        found = importlib.import_module("torch")
    except Exception as error:
        do = _ANEW if is_built() else "Install it anew."
        yield Finding(Level.BAD, "torch", f"torch cannot be imported: {_first_line(error)}", do)
        return
    try:
        importlib.import_module("torchvision")
    except Exception as error:
        both = f"Install both from one place: python -m pip install torch torchvision --index-url {_CPU_INDEX}"
        do = _ANEW if is_built() else both
        yield Finding(Level.BAD, "torch", f"torchvision does not fit torch: {_first_line(error)}", do)
    cuda = found.cuda
    if cuda.is_available():
        names = ", ".join(cuda.get_device_name(number) for number in range(cuda.device_count()))
        yield Finding(Level.GOOD, "gpu", f"torch {found.__version__} uses {names}.")
        return
    do, card = "", bool(shutil.which("nvidia-smi"))
    if found.version.cuda and not card and not is_built():
        do = f"To save gigabytes: python -m pip install --force-reinstall torch torchvision --index-url {_CPU_INDEX}"
    elif card:
        do = "There seems to be an NVIDIA card: look at its driver, or at which torch is installed."
    said = f"torch {found.__version__} finds no GPU; the processor predicts and trains, slower."
    yield Finding(Level.KNOW, "gpu", said, do)


def disk() -> Iterator[Finding]:
    for about, place in places():
        free = shutil.disk_usage(_existing(place)).free
        said = f"{about}: {place} ({free / 1e9:.0f} GB free)"
        writable = os.access(_existing(place), os.W_OK)
        if not writable:
            yield Finding(Level.BAD, "disk", said, "This folder cannot be written.")
        elif free < LEAST_FREE:
            yield Finding(Level.BAD, "disk", said, "Make room: a project and a training take up to a gigabyte.")
        else:
            yield Finding(Level.GOOD, "disk", said)


def extras() -> Iterator[Finding]:
    for extra, names in known_extras().items():
        missing = [name for name in names if not _installed(name)]
        if missing and is_built():
            yield Finding(Level.KNOW, "extras", f"{extra} was left out of this program.")
        elif missing:
            do = f"If you want it: python -m pip install {' '.join(missing)}"
            yield Finding(Level.KNOW, "extras", f"{extra} is not installed.", do)
        else:
            yield Finding(Level.GOOD, "extras", f"{extra} is installed.")


CHECKS: Final[tuple[Callable[[], Iterator[Finding]], ...]] = (python, packages, display, torch, disk, extras)


def places() -> Iterator[tuple[str, Path]]:
    """What is written outside of projects, and where."""
    import platformdirs

    yield "samples, projects of read-only folders", platformdirs.user_data_path("blurlab", appauthor=False)
    yield "what can be made again", platformdirs.user_cache_path("blurlab", appauthor=False)
    yield "log", log_file().parent
    yield "settings", _settings_folder()


def known_extras() -> dict[str, list[str]]:
    """The packages of each extra that is for users, as the installed package tells."""
    found: dict[str, list[str]] = {}
    try:
        requirements = metadata.requires(DISTRIBUTION) or []
    except metadata.PackageNotFoundError:  # a checkout that is not installed
        return {}
    for requirement in requirements:
        told = _REQUIREMENT.match(requirement)
        if told and told[2] not in _FOR_DEVELOPERS and told[1].lower() != "pillow":
            found.setdefault(told[2], []).append(told[1])
    return found


def _settings_folder() -> Path:
    """Where Qt keeps an INI file of the user, without asking Qt, which may not start here."""
    if file := os.environ.get("BLURLAB_SETTINGS"):
        return Path(file).absolute().parent
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA", Path.home())) / "blurlab"
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "blurlab"


def _existing(place: Path) -> Path:
    return next(folder for folder in (place, *place.parents) if folder.exists())


def _installed(name: str) -> bool:
    """Whether a package is there. It is not imported: some leave files behind then."""
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
