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

    from tests.manual.commands import shown
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


@row("docs.commands", "%", at_least=100, floor="percent that the tests also run to their end, not only parse")
def docs_commands() -> Measured:
    """Commands that a test gives to the parsers that they are for, and how many of them a test runs too."""
    from collections import Counter

    from tests.manual.commands import shown, why_not

    count, refused = _understood()
    if not count:
        raise CannotRun("README and guide show no command")
    reasons = Counter(reason for command in shown() if (reason := why_not(command)))
    told = "; ".join(f"{number} are not run: {reason}" for reason, number in reasons.items())
    run = 100 * (count - reasons.total()) / count
    return Measured(
        100 * (count - len(refused)) / count, run, f"{count} commands; refused: {refused or 'none'}; {told}"
    )
