"""Errors are objects: they keep their code on every way, and no failure is a bare string on the way to the person."""

import ast
import errno
import pickle
import re
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest

import blurlab
from blurlab.errors import MISTAKE, UnreadablePhoto, UserError, refusal, user_error
from blurlab.model.checkpoint import CheckpointError
from blurlab.worker.messages import PredictionFailed, TrainingEnded

ROOT = Path(blurlab.__file__).parents[1]
# Where a failure ends as text: the terminal, and the tour's report.
PRINTS = (
    "blurlab/cli.py",
    "blurlab/commands/",
    "blurlab/ui/tour/tour.py",
    "training/__main__.py",
)
FAILURES = re.compile(r"fail|died|refused|unreadable|notFound", re.IGNORECASE)
CODE = re.compile(r"[a-z]+\.[a-z_]+")


def last_name(node: ast.expr) -> str:
    return ast.unparse(node).rpartition(".")[2]


def families(trees: dict[str, ast.Module]) -> set[str]:
    """The names of UserError and of all classes made of it."""
    found, size = {"UserError"}, 0
    while size != len(found):
        size = len(found)
        for tree in trees.values():
            for node in ast.walk(tree):
                if isinstance(node, ast.ClassDef) and found & {
                    ast.unparse(base).rpartition(".")[2] for base in node.bases
                }:
                    found.add(node.name)
    return found


def bare_strings(file: str, tree: ast.Module, kinds: set[str]) -> Iterator[str]:
    """A line for each place where a failure loses its code."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler) and node.name and node.type and not file.startswith(PRINTS):
            caught = {last_name(one) for one in getattr(node.type, "elts", [node.type])}
            for inner in ast.walk(node) if caught & kinds else ():
                if ast.unparse(inner) == f"str({node.name})" and isinstance(inner, ast.Call):
                    yield f"{file}:{inner.lineno} makes text of a UserError"
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Call):
            name = ast.unparse(node.targets[0] if isinstance(node, ast.Assign) else node.target)
            carried = [ast.unparse(one) for one in node.value.args]
            if ast.unparse(node.value.func) == "Signal" and FAILURES.search(name) and "object" not in carried:
                yield f"{file}:{node.lineno} the signal {name} carries no UserError"
        if isinstance(node, ast.arg) and node.arg == "failed" and "[[str]" in ast.unparse(node.annotation or node):
            yield f"{file}:{node.lineno} takes a failure that is no UserError"
        message = isinstance(node, ast.ClassDef) and node.name.endswith("Failed") and file.endswith("messages.py")
        if message and "error: UserError" not in [ast.unparse(one) for one in node.body]:
            yield f"{file}:{node.lineno} the message {node.name} carries no UserError"
        if isinstance(node, ast.Call) and last_name(node.func) == "UserError" and node.args:
            code = node.args[0]
            if isinstance(code, ast.Constant) and not CODE.fullmatch(str(code.value)):
                yield f"{file}:{node.lineno} has the code {code.value!r}"


def sources() -> dict[str, str]:
    paths = [*ROOT.glob("blurlab/**/*.py"), *ROOT.glob("training/**/*.py")]
    return {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def found_in(texts: dict[str, str]) -> list[str]:
    trees = {file: ast.parse(text) for file, text in texts.items()}
    kinds = families(trees)
    return [line for file, tree in trees.items() for line in bare_strings(file, tree, kinds)]


def test_no_failure_becomes_a_bare_string_on_its_way() -> None:
    assert found_in(sources()) == []


@pytest.mark.parametrize(
    "planted",
    [
        "def f(g):\n    try:\n        g()\n    except UserError as error:\n        said.append(str(error))",
        "def f(g):\n    try:\n        g()\n    except (OSError, UnreadablePhoto) as why:\n        said.emit(str(why))",
        "class C:\n    saveFailed = Signal(int, str)",
        "class C:\n    died = Signal()",
        "def f(work: Work, failed: Callable[[str], None]) -> None: ...",
        "raise UserError('Not a code', 'It is broken.')",
    ],
)
def test_a_planted_bare_string_is_found(planted: str) -> None:
    errors = (ROOT / "blurlab/errors.py").read_text(encoding="utf-8")
    assert len(found_in({"blurlab/errors.py": errors, "blurlab/session/planted.py": planted})) == 1


def test_a_message_of_a_failure_without_its_error_is_found() -> None:
    planted = "class MendingFailed:\n    sentence: str"
    assert len(found_in({"blurlab/worker/messages.py": planted})) == 1


@pytest.mark.parametrize(
    "error",
    [UserError("disk.full", "The disk is full."), UnreadablePhoto("It is damaged."), CheckpointError("It is damaged.")],
)
def test_an_error_comes_through_a_pipe_as_it_was(error: UserError) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error) and again == error and str(again) == error.sentence
    for message in (PredictionFailed(3, error), TrainingEnded.failed(error)):
        assert pickle.loads(pickle.dumps(message)) == message


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (OSError(errno.ENOSPC, "No space left on device", "/here/mask.png"), "disk.full", "“mask.png”"),
        (OSError(errno.EACCES, "Permission denied"), "disk.forbidden", "A file cannot be read or written"),
        (MemoryError(), "memory.full", "not enough memory"),
        (KeyError("colour"), MISTAKE, "mistake in blurlab (KeyError: 'colour')"),
        (UserError("photo.changed", "The photo has changed."), "photo.changed", "The photo has changed."),
    ],
)
def test_whatever_ends_some_work_is_told_in_one_sentence_with_a_code(error: Exception, code: str, words: str) -> None:
    told = user_error(error)
    assert told.code == code and words in told.sentence and told.sentence.endswith(".")


def test_a_refusal_of_the_system_keeps_what_it_was_about() -> None:
    told = refusal("The mask could not be saved", OSError(errno.EROFS, "Read-only file system"))
    assert told == UserError("disk.read_only", "The mask could not be saved: the disk is read-only.")


def test_an_error_that_is_kept_keeps_nothing_that_was_at_work() -> None:
    class Picture:
        pass

    def fail() -> None:
        picture = Picture()
        seen.append(weakref.ref(picture))
        try:
            raise ValueError(picture)
        except ValueError as error:
            raise UserError("a.b", "A sentence.") from error

    seen: list[weakref.ref[Picture]] = []
    kept: list[UserError] = []
    try:
        fail()
    except UserError as error:
        kept.append(error.bare())
    assert seen[0]() is None and str(kept[0]) == "A sentence."
