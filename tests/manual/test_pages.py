"""The guide's generated parts are fresh, its site is complete, and no block of code lacks a language."""

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from blurlab.ui.guide.pages import INDEX, contents
from manual.blocks import GUIDE, MAKERS, renewed
from manual.shown import PAGES, blocks
from tests.planting import ROOT


@pytest.mark.parametrize("page", sorted(GUIDE.glob("*.md")), ids=lambda page: page.name)
def test_generated_parts_say_what_the_program_says(page: Path) -> None:
    assert renewed(page) is None, "run `python -m manual`"


def test_a_stale_page_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("before\n<!-- generated: masks -->\nold\n<!-- end -->\nafter\n")
    told = renewed(page)
    assert told is not None and told.startswith("before\n") and told.endswith("after\n")
    assert "labelme" in told and "\nold\n" not in told
    page.write_text(told)
    assert renewed(page) is None


def test_every_maker_is_used() -> None:
    used = {name for page in GUIDE.glob("*.md") for name in re.findall(r"generated: (\w+)", page.read_text("utf-8"))}
    assert used == set(MAKERS)


def test_the_site_has_the_pages_of_the_window_in_their_order() -> None:
    nav = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:\n")[2].partition("\nvalidation:")[0]
    listed = re.findall(r"- (\S+\.md)", nav)
    assert listed == [INDEX, *(page for _, entries in contents() for _, page in entries)]


def test_every_block_says_its_language() -> None:
    for page in PAGES:
        for language, text in blocks(page):
            assert language in {"sh", "python", "text", "bibtex"}, f"{page.name}: {text}"


@pytest.mark.skipif(find_spec("mkdocs") is None, reason="the extra “guide” is not installed")
def test_the_site_is_built_without_a_warning(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr
