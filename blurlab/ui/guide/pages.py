"""The guide's pages from resources/guide: their order, their sections, and a search through these."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from blurlab.assets import resource

INDEX: Final = "index.md"
_ENTRY = re.compile(r"^- \[(.+?)\]\((\w[\w-]*\.md)\)", re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?-->\n?", re.DOTALL)
_MARKS = re.compile(r"!\[[^\]]*\]\([^)]*\)|\[([^\]]*)\]\([^)]*\)|[`*|]|-{3,}|^(?:#+|-|\\d\\.) ", re.MULTILINE)
_SNIPPET: Final = 110  # letters


@dataclass(frozen=True)
class Section:
    """The text under one heading. `place` is `page.md#anchor`, `text` its words without marks."""

    place: str
    page: str
    heading: str
    text: str


@dataclass(frozen=True)
class Hit:
    """A section that holds the words, and the line around the first of them."""

    section: Section
    snippet: str


def folder() -> Path:
    """Where the pages lie. Raises UserError if they are missing."""
    return resource("guide")


def read(page: str) -> str:
    """The Markdown of a page, without its comments. Raises OSError."""
    return _COMMENT.sub("", (folder() / page).read_text(encoding="utf-8"))


@cache
def contents() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """(group, ((title, page), …)) in the order of the index."""
    groups = re.split(r"^## ", read(INDEX), flags=re.MULTILINE)[1:]
    return tuple((group.partition("\n")[0], tuple(_ENTRY.findall(group))) for group in groups)


def slug(heading: str) -> str:
    """The anchor of a heading, as code hosts and the static site make it."""
    kept = re.sub(r"[^\w\s-]", "", heading.strip().lower())
    return re.sub(r"\s", "-", kept)


def search(words: str) -> list[Hit]:
    """The sections that hold all of the words, however they are written; those whose heading does, first."""
    wanted = words.casefold().split()
    if not wanted:
        return []
    found = []
    for order, section in enumerate(_sections()):
        heading, text = section.heading.casefold(), section.text.casefold()
        if all(word in text or word in heading for word in wanted):
            in_heading = all(word in heading for word in wanted)
            found.append((not in_heading, order, Hit(section, _snippet(section.text, wanted[0]))))
    return [hit for *_, hit in sorted(found, key=lambda row: row[:2])]


@cache
def _sections() -> tuple[Section, ...]:
    pages = [(title, page) for _, entries in contents() for title, page in entries]
    return tuple(section for title, page in pages for section in _of_page(title, page))


def _of_page(title: str, page: str) -> Iterator[Section]:
    for number, part in enumerate(re.split(r"^##+ ", _without_code_headings(read(page)), flags=re.MULTILINE)):
        heading, _, text = part.partition("\n")
        heading = title if number == 0 else heading
        place = page if number == 0 else f"{page}#{slug(heading)}"
        yield Section(place, title, heading, " ".join(_MARKS.sub(lambda found: found[1] or "", text).split()))


def _without_code_headings(text: str) -> str:
    """In a block of code “##” is no heading."""
    parts = text.split("```")
    return "".join(part.replace("\n#", "\n ") if number % 2 else part for number, part in enumerate(parts))


def _snippet(text: str, word: str) -> str:
    place = max(0, text.casefold().find(word) - _SNIPPET // 3)
    begin = text.rfind(" ", 0, place) + 1 if place else 0
    cut = text[begin : begin + _SNIPPET]
    return f"{'…' if begin else ''}{cut}{'…' if begin + _SNIPPET < len(text) else ''}"
