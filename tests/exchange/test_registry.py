"""Formats are known by being in their folder, and by nothing else."""

import importlib
import sys
from pathlib import Path

import pytest

import blurlab.exchange
from blurlab.cli import main
from blurlab.exchange import formats
from blurlab.exchange.registry import DEFAULT, FORMATS, guess, table

NEW = """
from pathlib import Path

from blurlab.exchange.format import Document, Format
from blurlab.exchange.formats.masks import Writer
from blurlab.exchange.source import ShapeSource, Source


def open_source(path: Path) -> Source:
    return ShapeSource("planted", path, [], [])


FORMAT = Format(
    "planted", "Planted", "one XML file", place=0, reads="nothing", writes="nothing", ignored="nothing",
    open=open_source, writer=Writer, document=Document(".xml", lambda head: b"<planted" in head),
)
"""


def test_every_module_of_the_folder_is_a_format_of_its_name() -> None:
    assert sorted(FORMATS) == sorted(formats.names())
    assert next(iter(FORMATS)) == DEFAULT
    for name, row in FORMATS.items():
        assert row.name == name and f"{name} " in table() and row.title in table()
        assert (name in formats.written()) == (row.writer is not None)


@pytest.mark.parametrize("is_written", [True, False])
def test_one_new_file_makes_a_format_known_and_told_from_others_of_its_suffix(
    is_written: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = formats if is_written else importlib.import_module("blurlab.exchange.formats.read_only")
    (tmp_path / "formats").mkdir()
    (tmp_path / "formats" / "planted.py").write_text(NEW if is_written else NEW.replace("writer=Writer, ", ""))
    monkeypatch.setattr(package, "__path__", [*package.__path__, str(tmp_path / "formats")])
    monkeypatch.setattr(blurlab.exchange, "registry", None)  # both are put back as they were
    monkeypatch.delitem(sys.modules, "blurlab.exchange.registry")
    registry = importlib.import_module("blurlab.exchange.registry")
    assert "planted" in registry.FORMATS and "planted" in formats.names()
    assert ("planted" in formats.written()) == is_written
    (tmp_path / "a.xml").write_text("<planted/>")
    (tmp_path / "b.xml").write_text("<annotations/>")
    assert registry.guess(tmp_path / "a.xml") == "planted"
    assert registry.guess(tmp_path / "b.xml") == "cvat"
    assert registry.open_source(tmp_path / "a.xml").format == "planted"
    sys.modules.pop(f"{package.__name__}.planted")


def test_the_formats_are_listed_without_a_project(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["import", "--formats"])
    assert left.value.code == 0
    assert capsys.readouterr().out.rstrip("\n") == table()


def test_a_folder_of_plain_pictures_is_of_masks(tmp_path: Path) -> None:
    assert guess(tmp_path) == DEFAULT
