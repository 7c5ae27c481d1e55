"""The commands that README and guide show, and the workspace that they are run in."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.planting import ROOT

PAGES = (ROOT / "README.md", *sorted((ROOT / "resources" / "guide").glob("*.md")))
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


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
