"""What is published: one version, every file that is looked for, extras that say what they bring."""

import re
import tomllib

import blurlab
from blurlab.version import __version__
from manual.tables import extras
from tests.planting import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_the_version_stands_in_one_place() -> None:
    assert "version" in PROJECT["project"]["dynamic"] and "version" not in PROJECT["project"]
    assert blurlab.__version__ == __version__
    written = re.compile(rf"(?<![\d.]){re.escape(__version__)}(?![\d.])")
    places = [*ROOT.glob("blurlab/**/*.py"), *ROOT.glob("training/**/*.py"), ROOT / "CITATION.cff", ROOT / "README.md"]
    assert [path.name for path in places if written.search(path.read_text("utf-8"))] == ["version.py"]


def test_the_sdist_takes_along_what_builds_tests_and_documents_it() -> None:
    taken = PROJECT["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
    for name in (
        "blurlab",
        "training",
        "resources",
        "tests",
        "manual",
        "examples",
        "mkdocs.yml",
        "README.md",
        "LICENSE",
    ):
        covered = name in taken or any(entry == f"*{ROOT.joinpath(name).suffix}" for entry in taken)
        assert covered or name == "LICENSE", name  # hatchling takes the licence along by itself
        assert (ROOT / name).exists()


def test_the_wheel_has_room_for_more() -> None:
    """Weights and pictures hardly shrink, so their sum is nearly the wheel's size, which `.ci/package` measures."""
    size = sum(path.stat().st_size for path in (ROOT / "resources").rglob("*") if path.is_file())
    assert size <= 25_000_000


def test_every_extra_says_what_it_brings() -> None:
    table = extras()
    assert all(f"| `{name}` |" in table for name in PROJECT["project"]["optional-dependencies"])
    assert "| camera RAW |" in table
