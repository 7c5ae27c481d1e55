"""No modules import each other in a circle, imports for type checkers counted; proven by planted circles."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.planting import ROOT, clean_copy, modules_of, plant
from tests.test_layers import imports

__all__ = ["clean_copy", "plant"]


def circles(root: Path) -> list[list[str]]:
    """Groups of modules that import each other, directly or by way of others; imports for type checkers count."""
    modules = modules_of(root)
    imported = {name: {to for _, to in imports(name, path, modules) if to in modules} for name, path in modules.items()}
    left = {name: imported[name] - {name} for name in modules}
    while bare := [name for name, to in left.items() if not to]:  # what imports nothing of the rest is in no circle
        left = {name: to.difference(bare) for name, to in left.items() if name not in bare}
    reached = {name: _reached(left, name) for name in left}
    groups = {tuple(sorted(one for one in reached[name] if name in reached[one])) for name in left}
    return sorted(list(group) for group in groups if group)


def _reached(imported: dict[str, set[str]], start: str) -> set[str]:
    found: set[str] = set()
    todo = [start]
    while todo:
        new = imported[todo.pop()] - found
        found |= new
        todo += new
    return found


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert circles(ROOT) == []


@pytest.mark.parametrize(
    "line",
    [
        "from blurlab.core import regular",
        "import blurlab.core.regular",
        "from . import regular",
        "def late():\n    from blurlab.core.regular import anything",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from blurlab.core.regular import anything",
    ],
)
def test_a_planted_circle_is_found(line: str, plant: Callable[[str, str], Path]) -> None:
    before = len(circles(plant("blurlab/core/regular.py", "from blurlab.core.between import anything")))
    plant("blurlab/core/between.py", "from blurlab.core.planted import anything")
    found = circles(plant("blurlab/core/planted.py", line))
    assert len(found) == before + 1
    assert ["blurlab.core.between", "blurlab.core.planted", "blurlab.core.regular"] in found
