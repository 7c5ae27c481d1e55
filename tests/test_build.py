"""What blurlab.spec takes into the program that runs without Python, as far as can be seen without building it."""

import pkgutil
import re
import sys
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

import blurlab
from blurlab.cli import COMMANDS
from blurlab.log import NEEDED

ROOT = Path(blurlab.__file__).parents[1]
BY_NAME = re.compile(r'(?:import_module|installed)\("([\w.]+)"\)')  # of others
CHILD = re.compile(r'^\w*MODULE\w*\b.* = "([\w.]+)"', re.MULTILINE)


def submodules(package: str) -> list[str]:
    return [package, *(module.name for module in pkgutil.walk_packages([str(ROOT / package)], f"{package}."))]


@pytest.fixture
def taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the spec gives to PyInstaller's analysis."""
    hooks = ModuleType("PyInstaller.utils.hooks")
    hooks.collect_submodules = submodules
    hooks.collect_dynamic_libs = lambda package, search_patterns: [(f"{package}/_C.so", package)]
    hooks.copy_metadata = lambda name: [(f"{name}.dist-info", f"{name}.dist-info")]
    for name in ("PyInstaller", "PyInstaller.utils"):
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    monkeypatch.setitem(sys.modules, "PyInstaller.utils.hooks", hooks)
    asked: dict[str, Any] = {}

    def analysis(scripts: list[str], **how: Any) -> SimpleNamespace:
        asked.update(how, scripts=scripts)
        return SimpleNamespace(pure=[], scripts=[], binaries=[], datas=[])

    names = {"Analysis": analysis, **dict.fromkeys(("PYZ", "EXE", "COLLECT"), lambda *_args, **_how: None)}
    names["DISTPATH"] = str(tmp_path)
    exec((ROOT / "blurlab.spec").read_text("utf-8"), names)
    return asked


def test_modules_that_are_named_by_strings_are_taken_along(taken: dict[str, Any]) -> None:
    sources = [path.read_text("utf-8") for name in ("blurlab", "training") for path in (ROOT / name).rglob("*.py")]
    others = {name for text in sources for name in BY_NAME.findall(text)}
    children = {name for text in sources for name in CHILD.findall(text)}
    commands = {f"blurlab.commands.{command.module}" for command in COMMANDS.values()}
    others.discard("resource")  # of Python itself, and not on Windows
    assert {"pycocotools.mask", "pillow_heif", "rawpy", "pypdfium2"} <= others and len(children) >= 4
    there = {name for name in others if find_spec(name.partition(".")[0])}
    assert there | children | commands <= set(taken["hiddenimports"])
    assert not there & set(taken["excludes"])


def test_files_lie_where_the_program_looks_for_them(taken: dict[str, Any]) -> None:
    assert [str(ROOT / script) for script in taken["scripts"]] == [str(ROOT / "blurlab" / "__main__.py")]
    files = {source: place for source, place in taken["datas"] if not source.endswith(".dist-info")}
    assert files == {"resources": "blurlab/resources", "training/recipes": "training/recipes"}
    assert all((ROOT / source).is_dir() for source in files)
    slides = [("openslide_bin/_C.so", "openslide_bin")] if find_spec("openslide_bin") is not None else []
    assert taken["binaries"] == [("torchvision/_C.so", "torchvision"), *slides]


def test_what_the_doctor_and_the_log_tell_of_packages_is_taken_along(taken: dict[str, Any]) -> None:
    entries = {place for _, place in taken["datas"]}
    assert {f"{name}.dist-info" for name in NEEDED} <= entries
