"""The source as the tests of its structure read it, and a copy of it to plant violations in."""

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

import blurlab

ROOT = Path(blurlab.__file__).parents[1]


def module_name(root: Path, path: Path) -> str:
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def modules_of(root: Path) -> dict[str, Path]:
    """The files of blurlab/ and training/ by their modules' names."""
    return {module_name(root, path): path for path in [*root.glob("blurlab/**/*.py"), *root.glob("training/**/*.py")]}


@pytest.fixture(scope="session")
def clean_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of both packages to plant in; each test takes away again what it planted."""
    root = tmp_path_factory.mktemp("layers")
    for package in ("blurlab", "training"):
        shutil.copytree(ROOT / package, root / package, ignore=shutil.ignore_patterns("__pycache__", "resources"))
    return root


@pytest.fixture
def plant(clean_copy: Path) -> Iterator[Callable[[str, str], Path]]:
    """Adds a line to a file of the copy, which may be new, until the test ends; gives the copy's folder."""
    undo: list[Callable[[], object]] = []

    def add(file: str, line: str) -> Path:
        planted = clean_copy / file
        if not planted.parent.exists():
            planted.parent.mkdir()
            undo.insert(0, planted.parent.rmdir)
        before = planted.read_text(encoding="utf-8") if planted.exists() else None
        undo.insert(0, planted.unlink if before is None else partial(planted.write_text, before, encoding="utf-8"))
        planted.write_text(f"{before or ''}\n{line}\n", encoding="utf-8")
        return clean_copy

    yield add
    for step in undo:
        step()
