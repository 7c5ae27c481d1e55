"""The commands that README and guide show, and how the tests run each."""

import re
import shlex
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

_ROOT: Final = Path(__file__).resolve().parents[1]
PAGES: Final = (_ROOT / "README.md", *sorted((_ROOT / "resources" / "guide").glob("*.md")))
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class How(StrEnum):
    """How far a command is run by the tests."""

    WHOLE = "as it stands"
    SMALL = "made small"
    STAND_IN = "with a stand-in"
    NOT = "not run"


_WAYS: Final = (  # how a line looks, how it is run, and what is left out, replaced or in the way
    (r"python -m pip install ", How.STAND_IN, "packages without content stand in for the package index"),
    (r"(pipx|uv) ", How.STAND_IN, "packages without content, where `pipx` and `uv` are installed"),
    (r"sudo apt install ", How.STAND_IN, "apt says what it would install, where it knows packages"),
    (r"pyinstaller ", How.STAND_IN, "the recipe is worked out without building; `.ci/program` builds"),
    (r"torchrun .* fit ", How.SMALL, "two processes for one step, by the tests of `training`"),
    (r"torchrun .* --follow", How.SMALL, "two processes, until they wait for labels"),
    (r"torchrun .* train ", How.SMALL, "two processes for one step"),
    (r"torchrun .* predict ", How.SMALL, "two processes"),
    (r"blurlab train .* --follow", How.SMALL, "one new label, one step of a stand-in for the trainer, then a signal"),
    (r"blurlab train ", How.SMALL, "one step"),
    (r"python -m training ", How.SMALL, "one step, four photos"),
    (r".*python -m tests\.bench loop\.effort", How.SMALL, "four photos, one label, one step"),
    (r"python -m tests\.bench ", How.SMALL, "ten photos, two strokes, a stand-in for the trainer"),
    (r"python -m tests\.storm ", How.SMALL, "a few tries of each storm"),
)


@dataclass(frozen=True)
class Command:
    """One line of a block of commands."""

    page: str
    line: str

    @property
    def words(self) -> list[str]:
        return shlex.split(self.line)

    @property
    def way(self) -> tuple[How, str]:
        """How the tests run it, as a word and in a sentence of the table."""
        known = ((how, told) for look, how, told in _WAYS if re.match(look, self.line))
        return next(known, (How.WHOLE, "on small photos"))

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


def ways() -> Counter[tuple[How, str]]:
    """How many commands are run in each way; as they stand first."""
    counted = Counter(command.way for command in shown())
    return Counter({way: counted[way] for way in sorted(counted, key=lambda way: [*How].index(way[0]))})


def ways_table() -> str:
    """The guide's table of them."""
    rows = [f"| {how} | {number} | {told} |" for (how, told), number in ways().items()]
    return "\n".join(["| run | commands | how |", "| --- | --- | --- |", *rows])
