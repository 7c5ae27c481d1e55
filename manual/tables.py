"""Tables of what the program knows: keys, formats, extras."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from blurlab.exchange.registry import FORMATS
from blurlab.imaging.decoders import PHOTO_SUFFIXES, RAW_SUFFIXES, SLIDE_SUFFIXES
from blurlab.imaging.ports import FILM_SUFFIXES, PDF_SUFFIX
from blurlab.ui.actions.action import Action, Mode
from blurlab.ui.actions.registry import MENUS

_ROOT: Final = Path(__file__).resolve().parents[1]
_HEIF: Final = frozenset({".heic", ".heif", ".hif"})


def keys() -> str:
    """Every action with a key, by menu."""
    return "\n".join(line for menu in MENUS for line in _menu(menu.title, [one for one in menu.actions if one.keys]))


def _menu(title: str, actions: list[Action]) -> Iterator[str]:
    here = {mode for action in actions for mode in action.modes}
    where = " (in the focus view)" if here == {Mode.FOCUS} else ""
    yield f"## {title}{where}\n\n| key | action | what it does |\n| --- | --- | --- |"
    for action in actions:
        shown = ", ".join(_key(key) for key in action.keys)
        advances = " With Shift: and goes to the next photo." if action.advances else ""
        yield f"| {shown} | {action.text.removesuffix('…')} | {action.hint}{advances} |"
    yield ""


def _key(key: str) -> str:
    return "`` ` ``" if key == "`" else f"`{key.replace('|', chr(92) + '|')}`"


def photos() -> str:
    """The suffixes that count as photos, and what each kind needs."""
    plain = PHOTO_SUFFIXES - RAW_SUFFIXES - _HEIF - SLIDE_SUFFIXES
    rows = (
        ("always", plain),
        ("`heif`", _HEIF),
        ("`raw`", RAW_SUFFIXES),
        ("`slides`", SLIDE_SUFFIXES),
        ("`pdf`", {PDF_SUFFIX}),
        ("`video`", FILM_SUFFIXES),
    )
    lines = [f"| {extra} | {', '.join(f'`{suffix}`' for suffix in sorted(kinds))} |" for extra, kinds in rows]
    return "\n".join(["| with the extra | files |", "| --- | --- |", *lines])


def masks() -> str:
    """What each exchange format takes and gives."""
    head = "| `--format` | name | in | out | ignored pixels |\n| --- | --- | --- | --- | --- |"
    rows = (f"| `{one.name}` | {one.title} | {one.reads} | {one.writes} | {one.ignored} |" for one in FORMATS.values())
    return "\n".join([head, *rows])


def extras() -> str:
    """The optional dependencies of pyproject.toml; what each brings is the comment beside it."""
    text = (_ROOT / "pyproject.toml").read_text(encoding="utf-8")
    project = tomllib.loads(text)["project"]
    lines = ["| extra | brings | packages |", "| --- | --- | --- |"]
    for name, packages in project["optional-dependencies"].items():
        told = re.search(rf"^{name} = \[.*?#\s*(.+)$", text, re.MULTILINE)
        if told is None:
            raise ValueError(f"pyproject.toml does not say what the extra “{name}” brings")
        names = ", ".join(f"`{re.split('[<>=;[ ]', package)[0]}`" for package in packages)
        lines.append(f"| `{name}` | {told[1]} | {names} |")
    return "\n".join(lines)
