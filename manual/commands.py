"""The command line as its parsers tell it. argparse's own layout differs from Python to Python, so it is not used."""

import argparse
import re
from collections.abc import Iterable, Iterator

from blurlab.cli import COMMANDS, command_parser, window_parser
from training.__main__ import make_parser


def commands() -> str:
    """A section for each command of `blurlab`, then those of `python -m training`."""
    parsers = [window_parser(), *(command_parser(name) for name in COMMANDS), *_subparsers(make_parser())]
    return "\n".join(line for parser in parsers for line in _section(parser))


def _subparsers(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield from action.choices.values()


def _section(parser: argparse.ArgumentParser) -> Iterator[str]:
    yield f"## {parser.prog}\n"
    yield f"{_plain(parser.description or '')}\n"
    actions = [action for action in parser._actions if action.help is not argparse.SUPPRESS and action.dest != "help"]
    needed = [action for action in actions if action.option_strings and action.required]
    words = [*map(_given, needed), *(_placed(action) for action in actions if not action.option_strings)]
    yield f"`{' '.join([parser.prog, *words])}`\n"
    groups: dict[str, list[argparse.Action]] = {}
    for group in parser._action_groups:
        of_group = [action for action in group._group_actions if action in actions]
        own = group.title if group.description else ""
        groups.setdefault(own or "", []).extend(of_group)
    for title, of_group in groups.items():
        if not of_group:
            continue
        if title:
            described = next(group.description for group in parser._action_groups if group.title == title)
            yield f"**{title.capitalize()}.** {_plain(described or '')}\n"
        yield "| option | what it does |\n| --- | --- |"
        for action in of_group:
            name = _name(action).replace("|", "\\|")
            yield f"| {name} | {_cell(_help(parser, action))} |"
        yield ""
    if parser.epilog and parser.prog != "blurlab":
        yield from _epilog(parser.epilog)


def _epilog(text: str) -> Iterator[str]:
    """Sentences stay sentences; a heading with indented lines below becomes a table."""
    for part in re.split(r"\n\s*\n", text.strip()):
        first, *rows = part.splitlines()
        if rows and all(row.startswith("  ") for row in rows):
            yield f"| {first.rstrip(':')} | |\n| --- | --- |"
            for row in rows:
                name, _, words = row.strip().partition("  ")
                yield f"| `{name}` | {_cell(words.strip())} |"
            yield ""
        else:
            yield f"{_plain(part)}\n"


def _name(action: argparse.Action) -> str:
    if not action.option_strings:
        return f"`{_placed(action)}`"
    name = f"`{_given(action)}`"
    return f"{name} (needed)" if action.required else name


def _given(action: argparse.Action) -> str:
    return " ".join([action.option_strings[-1], *_values(action)])


def _placed(action: argparse.Action) -> str:
    (value,) = _values(action)[:1] or [action.dest.upper()]
    many = {"*": f"[{value} …]", "+": f"{value} …", "?": f"[{value}]"}
    return many.get(str(action.nargs), value)


def _values(action: argparse.Action) -> list[str]:
    if action.nargs == 0:
        return []
    if isinstance(action.metavar, tuple):
        return list(action.metavar)
    choices: Iterable[object] | None = action.choices
    value = action.metavar or ("|".join(map(str, choices)) if choices is not None else action.dest.upper())
    if isinstance(action.nargs, int):
        return [value] * action.nargs
    many = action.option_strings and action.nargs in {"*", "+"}
    return [f"{value} …"] if many else [value]


def _help(parser: argparse.ArgumentParser, action: argparse.Action) -> str:
    return (action.help or "") % {**vars(action), "prog": parser.prog}


def _plain(text: str) -> str:
    return " ".join(text.split())


def _cell(text: str) -> str:
    text = _plain(text).replace("|", "\\|")
    first = text.partition(" ")[0].rstrip(":,;.")
    return text[:1].upper() + text[1:] if first.isalpha() else text  # an address stays as it is written
