"""The texts that a person meets in the window, taken from the code, and their translations.

They are all texts of the rooms of the window and the session, and what the rooms below tell it: the sentences, and
parts of sentences, with which an error is made there, and why the system refused. There it ends: what is put together
elsewhere, and what only the command line says, stays English, as does the guide.

`python -m manual.strings` adds new texts to `resources/languages/*.ts`, takes out those that are gone, and makes the
.qm files; a text without a translation stays “unfinished” there, and a test names it.
"""

import ast
import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from blurlab.errors import NO_REASON, REASONS
from blurlab.exchange.registry import FORMATS

ROOT: Final = Path(__file__).parents[1]
FOLDER: Final = ROOT / "resources" / "languages"
ROOMS: Final = ("blurlab/ui", "blurlab/session")
BELOW: Final = ("core", "files", "imaging", "model", "project", "exchange", "worker", "errors.py", "api.py")
TELLING: Final = (
    "core/learning/growth.py",
    "project/learning/domain.py",
    "sharpness/verdict.py",
    "sharpness/kind.py",
    "sharpness/likeness.py",
    "sharpness/subject.py",
    "sharpness/classical/methods.py",
)  # their sentences are shown as they are
_ERRORS: Final = re.compile(r"\w+Error|UnreadablePhoto")
_REFUSALS: Final = {"refusal", "saving"}  # they add why the system refused
# What people never meet in the window: the demonstration's own report, the log, the command line.
LEFT_OUT: Final = {"icons.py", "language.py", "tour.py", "tour_hand.py", "tour_recording.py", "visit.py"}
# Values that are shown as they are, and words that stand in the gaps of sentences.
WORDS: Final = (
    "new", "in work", "accepted", "rejected", "skipped", "defocus", "motion", "either", "blurred", "sharp", "ignore",
    "ignored", "photo", "photos", "screen", "mask", "masks", "label", "labels", "file", "files", "as a whole",
    "at 100 %", "pinned", "system", "dark", "light", "System", "Dark", "Light", "High contrast", "red", "yellow",
    "green", "blue", "purple", "train", "validation", "test", "The photo “{0}”", "The slide “{0}”", "The film “{0}”",
    "{0} × {1} pixels", "it uses", "version", "licence", "Blurred areas", "Sharp areas",
    "{0} minutes on synthetic blur alone; no label is needed.", "came with blurlab", "The camera's focus area",
    "The largest face", "The largest sharp region", "The camera's focus area is sharp", "The largest face is sharp",
)  # fmt: skip
_NOT_SHOWN: Final = {
    "TypeVar", "ValueError", "TypeError", "RuntimeError", "KeyError", "compile", "setObjectName", "debug", "info",
    "warning", "exception", "Setting", "resource", "setStyleSheet", "cast", "fullmatch", "match", "sub", "findChildren",
}  # fmt: skip
_KEYS: Final = re.compile(r"^((Ctrl|Shift|Alt)\+.+|F\d+|Space|Esc|Return|Enter|Tab|Backspace|Left|Right|Up|Down|Del)$")
_CODE: Final = (
    "{{",
    "}}",
    "px;",
    "weight:",
    "color:",
    "padding:",
    "align:",
    "::",
    "()",
    "</",
    "qproperty",
    "[[",
    "icons/",
    "/proc",
)


def texts() -> dict[str, str]:
    """Each text with the place where it first stands, in that order; gaps are {0}, {1} and so on."""
    found: dict[str, str] = {}
    for room in ROOMS:
        for file in sorted((ROOT / room).rglob("*.py")):
            if file.name not in LEFT_OUT:
                for line, text in texts_in(ast.parse(file.read_text(encoding="utf-8"))):
                    found.setdefault(text, f"{file.relative_to(ROOT).as_posix()}:{line}")
    for file in (ROOT / "blurlab" / name for name in TELLING):
        for line, text in texts_in(ast.parse(file.read_text(encoding="utf-8"))):
            found.setdefault(text, f"{file.relative_to(ROOT).as_posix()}:{line}")
    for one in FORMATS.values():
        for text in (one.title, f"{one.holds[0].upper()}{one.holds[1:]}."):
            found.setdefault(text, "blurlab/exchange/format.py:64")
    for room in BELOW:
        place = ROOT / "blurlab" / room
        for file in [place] if place.is_file() else sorted(place.rglob("*.py")):
            for line, text in sentences_in(ast.parse(file.read_text(encoding="utf-8"))):
                found.setdefault(text, f"{file.relative_to(ROOT).as_posix()}:{line}")
    found |= {text: "blurlab/errors.py" for text in (*REASONS.values(), NO_REASON) if text not in found}
    return found | {word: "manual/strings.py" for word in WORDS if word not in found}


def texts_in(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """The texts of one module, with their lines."""
    hidden = set(map(id, _hidden(tree)))
    for node in ast.walk(tree):
        if id(node) not in hidden and (text := _text(node)) is not None and is_shown(text := text.strip()):
            yield getattr(node, "lineno", 0), text


def sentences_in(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """The sentences with which errors are made in one module, with their lines."""
    hidden = set(map(id, _hidden(tree)))
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name not in _REFUSALS and (name in _NOT_SHOWN or not _ERRORS.fullmatch(name)):
            continue
        for part in (each for argument in node.args for each in ast.walk(argument) if id(each) not in hidden):
            text = _text(part)
            if text is None or not is_shown(text := text.strip()):
                continue
            if name == "refusal":
                text = f"{text}: {{{text.count('{')}}}."
            yield node.lineno, text


def is_shown(text: str) -> bool:
    """Whether a string looks like words for people, and not like an id, a key or a style."""
    if not re.search(r"[A-Za-z]{2}", text) or any(sign in text for sign in _CODE) or _KEYS.match(text):
        return False
    if re.fullmatch(r"[a-z0-9_./:\-#%{}*]+|[A-Z_0-9]+|[A-Z][a-z]+[A-Z]\w*|\w+\[[\w\[\], |]+\]", text):
        return False
    return text not in {"blurlab", "Fusion", "Qt: %s"} and "%s" not in text


def _hidden(tree: ast.AST) -> Iterator[ast.AST]:
    """What is no text of its own: docstrings, parts of texts, types, keys of tables, words for programs."""
    part: ast.AST | None
    for node in ast.walk(tree):
        match node:
            case ast.Module() | ast.ClassDef() | ast.FunctionDef() if node.body and isinstance(node.body[0], ast.Expr):
                yield node.body[0].value
            case ast.JoinedStr():
                for part in node.values:
                    yield part
                    if isinstance(part, ast.FormattedValue) and part.format_spec is not None:
                        yield from ast.walk(part.format_spec)
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in _NOT_SHOWN:
                for argument in node.args:
                    yield from ast.walk(argument)
        for part in (getattr(node, "annotation", None), getattr(node, "returns", None)):
            if isinstance(part, ast.AST):
                yield from ast.walk(part)
        if isinstance(node, ast.Subscript):
            yield from ast.walk(node.slice)


def _text(node: ast.AST) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if not isinstance(node, ast.JoinedStr):
        return None
    pieces, gaps = [], 0
    for part in node.values:
        if isinstance(part, ast.Constant):
            pieces.append(str(part.value))
        else:
            pieces.append(f"{{{gaps}}}")
            gaps += 1
    return "".join(pieces)


def translations(language: str) -> dict[str, str]:
    """Text → translation of a language, as its .ts file has them; “” where one is missing."""
    path = FOLDER / f"blurlab_{language}.ts"
    if not path.is_file():
        return {}
    messages = ET.parse(path).getroot().iter("message")
    return {each.findtext("source", ""): each.findtext("translation", "") for each in messages}


def write(language: str, known: dict[str, str], found: dict[str, str]) -> None:
    """Write a .ts file with a message for each text."""
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name").text = "blurlab"
    for text in sorted(found):
        message = ET.SubElement(context, "message")
        ET.SubElement(message, "source").text = text
        told = ET.SubElement(message, "translation")
        told.text = known.get(text, "")
        if not told.text:
            told.set("type", "unfinished")
    ET.indent(root, " ")
    head = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    path = FOLDER / f"blurlab_{language}.ts"
    path.write_text(head + ET.tostring(root, encoding="unicode") + "\n", encoding="utf-8")


def patterns(found: dict[str, str]) -> list[str]:
    """The texts with gaps, those with most letters first."""
    with_gaps = [text for text in found if re.search(r"\{\d+\}", text)]
    return sorted(with_gaps, key=lambda text: (-sum(map(str.isalpha, text)), -len(text), text))


def languages() -> list[str]:
    return sorted(path.stem.removeprefix("blurlab_") for path in FOLDER.glob("blurlab_*.ts"))


def main() -> int:
    """Bring the catalogues up to date."""
    found = texts()
    (FOLDER / "patterns.json").write_text(
        json.dumps(patterns(found), ensure_ascii=False, indent=0) + "\n", encoding="utf-8"
    )
    missing = 0
    for language in languages():
        known = translations(language)
        write(language, known, found)
        lacking = [text for text in found if not known.get(text)]
        missing += len(lacking)
        for text in lacking:
            print(f"{language}: no translation of “{text}” ({found[text]})")
        source = FOLDER / f"blurlab_{language}.ts"
        tool = Path(sys.executable).with_name("pyside6-lrelease")
        command = [str(tool), "-silent", "-nounfinished", str(source), "-qm", str(source.with_suffix(".qm"))]
        subprocess.run(command, check=True)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
