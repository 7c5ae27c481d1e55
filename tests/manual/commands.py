"""The commands that README and guide show, and the workspace that they are run in."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.planting import ROOT

PAGES = (ROOT / "README.md", *sorted((ROOT / "resources" / "guide").glob("*.md")))
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

_NOT_RUN = (  # how commands begin that no test can run, and why
    ("python -m pip install", "it takes from the network; .ci/run installs so"),
    ("pipx install", "it takes from the network"),
    ("uv tool install", "it takes from the network"),
    ("sudo apt install", "it needs the administrator and the network"),
    ("pyinstaller", "it takes ten minutes; .ci/program does it"),
    ("BLURLAB_MASKED_PHOTOS=DIR python -m tests.bench", "it takes minutes, and real photos with masks"),
    ("python -m tests.bench", "it takes minutes"),
    ("python -m tests.storm", "it takes half an hour"),
    ("blurlab train postgresql://localhost/birds --follow", "it never ends; tests/session/team has it"),
    ("blurlab predict SLIDE.svs", "it needs a scanner's slide; tests/exchange/test_slides.py draws one"),
    ("blurlab export PROJECT.blurlab --out OUT --slides", "likewise"),
    ("torchrun --nproc-per-node=4 -m blurlab", "four processes and a server; a test shares the work between two"),
)


@dataclass(frozen=True)
class Command:
    """One line of a block of commands."""

    page: str
    line: str

    @property
    def words(self) -> list[str]:
        return shlex.split(self.line)

    def __str__(self) -> str:
        return f"{self.page}: {self.line}"


def blocks(page: Path) -> Iterator[tuple[str, str]]:
    """(language, text) of each fenced block."""
    yield from _FENCE.findall(page.read_text(encoding="utf-8"))


def shown() -> list[Command]:
    """Every command in a block marked `sh`."""
    return [
        Command(page.name, line.strip())
        for page in PAGES
        for language, text in blocks(page)
        if language == "sh"
        for line in text.splitlines()
        if line.strip()
    ]


def why_not(command: Command) -> str | None:
    """Why no test runs a command to its end, None where one does."""
    return next((reason for start, reason in _NOT_RUN if command.line.startswith(start)), None)
