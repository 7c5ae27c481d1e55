"""Who emits a signal, how far a part may reach through the session, how large a file and a folder may be: read from the
source, and proven by planted violations."""

import ast
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.planting import ROOT, clean_copy, module_name, plant

__all__ = ["clean_copy", "plant"]

MOST_REACHES = 40  # through the session
MOST_LINES, MOST_FILES = 400, 20


@cache
def attributes(source: str) -> tuple[tuple[int, str], ...]:
    """(line, as it is written) of every attribute in a file's text; kept, as the same text is asked for again."""
    return tuple((node.lineno, ast.unparse(node)) for node in ast.walk(ast.parse(source)) if _is_chain(node))


def _is_chain(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and (node.attr == "emit" or isinstance(node.value, ast.Attribute))


def _all_attributes(root: Path) -> Iterator[tuple[str, int, str]]:
    for path in sorted(root.glob("blurlab/**/*.py")):
        for line, text in attributes(path.read_text(encoding="utf-8")):
            yield module_name(root, path), line, text


def foreign_emissions(root: Path) -> list[str]:
    """A line for each emission in blurlab/ that is not `self.signal.emit`: a signal is emitted by its owner alone."""
    emissions = [(name, line, text) for name, line, text in _all_attributes(root) if text.endswith(".emit")]
    own = re.compile(r"self\.\w+\.emit|super\(\)\.emit")
    return [f"{name}:{line} {text}" for name, line, text in emissions if not own.fullmatch(text)]


def reaches(root: Path) -> list[str]:
    """A line for each `session.x.y` outside of the session itself: whoever needs x is better given x."""
    reach = re.compile(r"(.*\.)?_?session\.\w+\.\w+")
    chains = [each for each in _all_attributes(root) if each[0] != "blurlab.session.session"]
    return [f"{name}:{line} {text}" for name, line, text in chains if reach.fullmatch(text)]


def raising_questions(root: Path) -> list[str]:
    """A line for each `Path.is_file` and its like: they raise where a folder may not be entered; `files.there` does
    not."""
    asked = re.compile(r"\.(is_file|is_dir|exists)\(\)")
    rooms = ("project", "session", "ui", "exchange", "model", "imaging")
    return [
        f"{module_name(root, path)}:{number}"
        for room in rooms
        for path in sorted(root.glob(f"blurlab/{room}/**/*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if asked.search(line) and "/proc/" not in line
    ]


def too_large(root: Path) -> list[str]:
    """A line for each file of more than MOST_LINES lines, and for each folder with more than MOST_FILES of them."""
    found = []
    for package in ("blurlab", "training", "tests"):
        files = sorted(root.glob(f"{package}/**/*.py"))
        for path in files:
            lines = path.read_text(encoding="utf-8").count("\n")
            if lines > MOST_LINES:
                found.append(f"{path.relative_to(root).as_posix()} has {lines} lines")
        for folder, count in Counter(path.parent for path in files).items():
            if count > MOST_FILES:
                found.append(f"{folder.relative_to(root).as_posix()} has {count} files")
    return found


def test_signals_are_emitted_by_their_owners_alone() -> None:
    assert foreign_emissions(ROOT) == []


def test_few_reach_through_the_session() -> None:
    assert len(found := reaches(ROOT)) <= MOST_REACHES, found


def test_files_and_folders_can_be_taken_in_at_a_glance() -> None:
    assert too_large(ROOT) == []


def test_the_checks_name_tests_that_are_there() -> None:
    named = re.findall(r"tests/[\w/]+\.py", (ROOT / ".ci" / "run").read_text(encoding="utf-8"))
    assert named and [path for path in named if not (ROOT / path).is_file()] == []


def test_no_question_whether_a_file_is_there_can_raise() -> None:
    assert raising_questions(ROOT) == []


@pytest.mark.parametrize("question", ["path.is_file()", "(path / name).is_dir()", "path.parent.exists()"])
def test_a_planted_question_that_can_raise_is_found(question: str, plant: Callable[[str, str], Path]) -> None:
    line = f"def ask(path, name):\n    return {question}"
    assert raising_questions(plant("blurlab/session/planted.py", line)) == ["blurlab.session.planted:3"]


@pytest.mark.parametrize(
    "line",
    [
        "def told(session):\n    session.photosChanged.emit()",
        "class Part:\n    def told(self):\n        self._session.photosChanged.emit()",
        "def told(session, tasks):\n    tasks.run(session.photosChanged.emit)",
        "def told(photos_changed):\n    photos_changed.emit()",
    ],
)
def test_a_planted_emission_of_anothers_signal_is_found(line: str, plant: Callable[[str, str], Path]) -> None:
    before = foreign_emissions(plant("blurlab/session/planted.py", ""))
    found = foreign_emissions(plant("blurlab/session/planted.py", line))
    assert len(found) == len(before) + 1
    assert any(each.startswith("blurlab.session.planted:") for each in found)


@pytest.mark.parametrize("reach", ["session.order.ids", "self._session.order.ids", "window.session.order.ids"])
def test_a_planted_reach_is_counted(reach: str, plant: Callable[[str, str], Path]) -> None:
    before = reaches(plant("blurlab/ui/planted.py", "def give(session, order):\n    return order.ids, session.order"))
    assert not any("planted" in each for each in before)
    found = reaches(plant("blurlab/ui/planted.py", f"def show(self, session, window):\n    return {reach}"))
    assert len(found) == len(before) + 1
    assert any(each.startswith("blurlab.ui.planted:") and each.endswith(reach) for each in found)


def test_a_planted_long_file_and_a_full_folder_are_found(plant: Callable[[str, str], Path]) -> None:
    before = too_large(plant("training/planted/one.py", "\n" * (MOST_LINES - 2)))
    found = too_large(plant("training/planted/one.py", "more = 1"))
    assert sorted(set(found) - set(before)) == [f"training/planted/one.py has {MOST_LINES + 2} lines"]
    for number in range(MOST_FILES):
        folder = plant(f"training/planted/file_{number}.py", "")
    assert f"training/planted has {MOST_FILES + 1} files" in too_large(folder)
