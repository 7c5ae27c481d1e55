"""mkdocs' hook: each picture of the guide comes in the look of the page and in the screen's scale."""

import re
from pathlib import Path
from typing import Final

_PICTURES: Final = Path(__file__).resolve().parents[1] / "resources" / "guide" / "pictures"
_PICTURE = re.compile(r"!\[([^\]]*)\]\(pictures/([\w-]+)\.webp\)")


def on_page_markdown(markdown: str, **_: object) -> str:
    """What mkdocs calls with each page's text."""
    return _PICTURE.sub(lambda found: _both_looks(found[1], found[2]), markdown)


def _both_looks(words: str, name: str) -> str:
    looks = (("", "#only-light"), ("-dark", "#only-dark"))
    return "\n".join(
        f'![{words}](pictures/{name}{ending}.webp{only}){{ srcset="{_scales(name + ending)}" }}'
        for ending, only in looks
        if (_PICTURES / f"{name}{ending}.webp").is_file()
    )


def _scales(name: str) -> str:
    fine = f", pictures/{name}@2x.webp 2x" if (_PICTURES / f"{name}@2x.webp").is_file() else ""
    return f"pictures/{name}.webp 1x{fine}"
