"""The public door as its docstrings tell it: numpy form, turned into Markdown."""

import ast
import inspect
import re
import textwrap
from collections.abc import Iterator
from typing import Final

import blurlab
from blurlab.core.prediction import View
from blurlab.project.masks import Masks
from blurlab.project.versions import Versions

_WIDTH: Final = 88
_HEADINGS: Final = ("Parameters", "Returns", "Raises", "Examples", "Attributes", "Notes")
_UNDERLINED = re.compile(r"^([A-Z][a-z]+)\n-{3,}$", re.MULTILINE)
_FUNCTIONS: Final = ("load_model", "predict", "evaluate", "inspect")
_CLASSES: Final = ("Model", "Prediction", "Evaluation", "Inspection", "UserError")
_PROJECT: Final = (
    *("create", "open", "open_or_create", "for_photos", "close", "add_photos", "photos", "photo", "counts"),
    *("set_status", "set_kind", "save_prediction", "read_prediction", "setting", "set_setting"),
)
_PARTS: Final = (  # of a project: its attribute, the class, what a reader needs of it
    ("masks", Masks, ("save", "latest", "read", "labels", "read_label")),
    ("versions", Versions, ("all", "promoted", "promote")),
)


def api() -> str:
    """Functions, classes, the methods of a project."""
    named = {*_FUNCTIONS, *_CLASSES, "Project", "__version__"}
    if named != set(blurlab.__all__):
        raise ValueError(f"the guide leaves out, or invents: {named ^ set(blurlab.__all__)}")
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    for name in _FUNCTIONS:
        yield f"## blurlab.{name}\n"
        yield from _described(getattr(blurlab, name), name)
    for name, kind in ((name, getattr(blurlab, name)) for name in _CLASSES):
        yield f"## blurlab.{name}\n"
        yield f"{_markdown(inspect.getdoc(kind) or '')}\n"
    yield "### How to look at a photo\n"
    yield f"{_markdown(inspect.getdoc(View) or '')}\n"
    yield "## blurlab.Project\n"
    yield f"{_markdown(inspect.getdoc(blurlab.Project) or '')}\n"
    for name in _PROJECT:
        yield f"### Project.{name}\n"
        yield from _described(getattr(blurlab.Project, name), name)
    for part, kind, names in _PARTS:
        for name in names:
            yield f"### Project.{part}.{name}\n"
            yield from _described(getattr(kind, name), name)


def _described(function: object, name: str) -> Iterator[str]:
    yield f"```python\n{_signature(function, name)}\n```\n"
    yield f"{_markdown(inspect.getdoc(function) or '')}\n"


def _signature(function: object, name: str) -> str:
    """As it is written; `inspect.signature` would say it differently from Python to Python."""
    source = inspect.getsource(inspect.unwrap(function))  # type: ignore[arg-type]  # a function in truth
    definition = ast.parse(textwrap.dedent(source)).body[0]
    if not isinstance(definition, ast.FunctionDef):
        raise ValueError(f"{name} is no function")
    parameters = definition.args
    parameters.args = [one for one in parameters.args if one.arg not in {"self", "cls"}]
    returned = f" -> {ast.unparse(definition.returns)}" if definition.returns else ""
    line = f"{name}({ast.unparse(parameters)}){returned}"
    if len(line) <= _WIDTH:
        return line
    return "\n".join([f"{name}(", *(f"    {one}," for one in _parts(ast.unparse(parameters))), f"){returned}"])


def _parts(parameters: str) -> Iterator[str]:
    """Cut at the commas that stand in no bracket."""
    depth, word = 0, ""
    for letter in parameters:
        depth += (letter in "[(") - (letter in "])")
        if letter == "," and depth == 0:
            yield word.strip()
            word = ""
        else:
            word += letter
    yield word.strip()


def _markdown(docstring: str) -> str:
    pieces = _UNDERLINED.split(docstring)
    told = [_prose(pieces[0])]
    for heading, body in zip(pieces[1::2], pieces[2::2], strict=True):
        if heading not in _HEADINGS:
            raise ValueError(f"a docstring has a section “{heading}”")
        told.append(f"**{heading}**\n")
        told.append(f"```python\n{body.strip()}\n```" if heading == "Examples" else _entries(body.strip("\n")))
    return "\n\n".join(part.strip("\n") for part in told if part.strip())


def _entries(body: str) -> str:
    """`name` at the margin, what it is indented below: a list; what is not indented stays prose."""
    entries: list[tuple[str, list[str]]] = []
    for line in body.splitlines():
        if line and not line.startswith(" "):
            entries.append((line, []))
        elif entries and line.strip():
            entries[-1][1].append(line.strip())
    return "\n".join(f"- `{name}`: {_prose(' '.join(words))}" if words else f"- `{name}`" for name, words in entries)


def _prose(text: str) -> str:
    return re.sub(r"(?<!`)\*(?!\s)", r"\\*", text)
