"""The generated blocks of the pages, between `<!-- generated: NAME -->` and `<!-- end -->`: what the program says."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

from manual import commands, programming, shown, tables

ROOT: Final = Path(__file__).resolve().parents[1]
GUIDE: Final = ROOT / "resources" / "guide"
MAKERS: Final[dict[str, Callable[[], str]]] = {
    "api": programming.api,
    "commands": commands.commands,
    "extras": tables.extras,
    "keys": tables.keys,
    "masks": tables.masks,
    "photos": tables.photos,
    "ways": shown.ways_table,
}
_BLOCK = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def renewed(page: Path) -> str | None:
    """The page's text with its blocks made anew; None where that changes nothing. Raises KeyError for a block that
    nothing makes."""
    text = page.read_text(encoding="utf-8")
    new = _BLOCK.sub(lambda found: f"{found[1]}\n{MAKERS[found[2]]().strip()}\n\n{found[3]}", text)
    return None if new == text else new
