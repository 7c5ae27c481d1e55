"""The language of the window: every text that a person meets goes through `tr`.

Sentences are made in all rooms, some of them where Qt may not be imported, and English is the language of the code.
So `tr` is given the finished English text: it is looked up whole, else among the patterns of texts with gaps. The
translations are Qt's: `resources/languages/blurlab_XX.ts`, made into the .qm files that a QTranslator reads.
"""

import itertools
import json
import re
from functools import cache, lru_cache
from typing import Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from blurlab.assets import resource

CONTEXT: Final = "blurlab"
LANGUAGES: Final = {"en": "English", "de": "Deutsch", "ja": "日本語"}  # named as their speakers do
_NUMBERS: Final = r"([\d\s.,:%×°+–-]+?|blurred|sharp|ignored)"
_ANYTHING: Final = "(.*?)"
_SHORT: Final = 8  # letters: a pattern with fewer would fit names of photos
_JOINTS: Final = ("\n", "  ", " · ")
_DEPTH: Final = 5  # texts within gaps of texts

_installed: list[QTranslator] = []


def use(language: str) -> str:
    """Show texts in this language, a key of LANGUAGES, or in the system's for “”. Returns the one in use.

    What is on the screen already stays as it is.
    """
    app = QCoreApplication.instance()
    for translator in _installed:
        if app is not None:
            app.removeTranslator(translator)
    _installed.clear()
    tr.cache_clear()
    wished = language or QLocale.system().name().split("_")[0]
    if app is None or wished not in LANGUAGES or wished == "en":
        return "en"
    folders = (str(resource("languages")), QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    for name, folder in zip((CONTEXT, "qtbase"), folders, strict=True):
        translator = QTranslator(app)
        if translator.load(f"{name}_{wished}", folder):
            app.installTranslator(translator)
            _installed.append(translator)
    return wished if _installed else "en"


@lru_cache(4096)
def tr(text: str) -> str:
    """`text` in the language in use; as it is where that has no word for it."""
    return _told(text, _DEPTH) if _installed else text


def _told(text: str, depth: int) -> str:
    bare = text.strip()
    if not bare or not depth:
        return text
    found = QCoreApplication.translate(CONTEXT, bare)
    if found == bare:
        found = _filled(bare, depth)
    if found == bare:  # several in one: lines, a hint and its key, facts in a row
        for joint in _JOINTS:
            if joint in bare:
                found = joint.join(_told(part, depth) for part in bare.split(joint))
                break
    return text.replace(bare, found, 1)


def _filled(text: str, depth: int) -> str:
    """The text by the pattern that it fits, the longest first; what stands in the gaps is translated as well."""
    for source, pattern in _patterns():
        fits = pattern.fullmatch(text)
        if fits is not None and (template := QCoreApplication.translate(CONTEXT, source)) != source:
            return template.format(*(_told(part, depth - 1) for part in fits.groups()))
    return text


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    sources: list[str] = json.loads(resource("languages/patterns.json").read_text(encoding="utf-8"))
    return [(source, re.compile(expression(source), re.DOTALL)) for source in sources]


def expression(source: str) -> str:
    """The regular expression of the texts that a source with gaps, {0} and so on, stands for."""
    pieces = re.split(r"\{\d+\}", source)
    letters = sum(character.isalpha() for piece in pieces for character in piece)
    begins = re.match(r"\w{4}", pieces[0]) is not None
    gap = _ANYTHING if begins or letters >= _SHORT else _NUMBERS
    told = re.escape(pieces[0])
    for before, piece in itertools.pairwise(pieces):
        told += ("()" if not before and told else gap) + re.escape(piece)  # of two gaps side by side the first has all
    return told
