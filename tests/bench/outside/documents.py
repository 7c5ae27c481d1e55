"""Rows of README and guide: how long the one is, and how many of the commands in both a test runs."""

from functools import cache

from tests.bench.rows import CannotRun, Measured, row
from tests.planting import ROOT


@row("docs.readme", "lines", at_most=120)
def docs_readme() -> Measured:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return Measured(text.count("\n"), None, f"{len(text.split())} words, at most 900")


@row("docs.readme.words", "words", at_most=900)
def docs_readme_words() -> Measured:
    return Measured(len((ROOT / "README.md").read_text(encoding="utf-8").split()))


@cache
def _understood() -> tuple[int, list[str]]:
    """How many commands are shown, and those that the program they are for would refuse."""
    import argparse
    import io
    from contextlib import redirect_stdout

    from manual.shown import shown
    from tests.manual.test_commands import understand

    refused = []
    for command in shown():
        try:
            with redirect_stdout(io.StringIO()):
                understand(command.words)
        except (SystemExit, AssertionError, argparse.ArgumentError) as left:
            if not (isinstance(left, SystemExit) and left.code == 0):  # it printed what was asked for
                refused.append(str(command))
    return len(shown()), refused


@row("docs.commands", "%", at_least=100, floor="percent that the program they are for understands")
def docs_commands() -> Measured:
    """Commands that a test runs, as they stand or in one of the ways that the note tells."""
    from manual.shown import How, ways

    count, refused = _understood()
    if not count:
        raise CannotRun("README and guide show no command")
    run = sum(number for (how, _), number in ways().items() if how is not How.NOT)
    told = "; ".join(f"{number} {how} ({why})" for (how, why), number in ways().items())
    return Measured(
        100 * run / count,
        100 * (count - len(refused)) / count,
        f"{count} commands; refused: {refused or 'none'}; {told}",
    )
