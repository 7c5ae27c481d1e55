"""Scans in PDFs: each page is a photo at its scan's own pixels, read in a process of its own."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from blurlab.cli import main
from blurlab.errors import UnreadablePhoto
from blurlab.imaging.kinds.pages import pictures_in
from blurlab.imaging.ports import PhotoRef
from blurlab.imaging.source import open_source
from blurlab.project.project import Project


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """Two pages: 400 × 300 pixels at 100 dots an inch, and 200 × 500 at 72."""
    pages = []
    for size, colour in (((400, 300), (200, 30, 30)), ((200, 500), (30, 30, 200))):
        page = Image.new("RGB", size, (250, 250, 250))
        page.paste(colour, (40, 20, 140, 120))
        pages.append(page)
    pages[0].save(tmp_path / "scan.pdf", save_all=True, append_images=pages[1:], resolution=100.0, quality=95)
    return tmp_path / "scan.pdf"


def test_each_page_is_a_photo_at_the_pixels_of_its_scan(scan: Path, tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2")
    first, second = pictures_in(scan)
    assert second == PhotoRef(scan, 1) and second.title == "scan.pdf, page 2" and second.name == "scan-p2.pdf"
    assert open_source(first).size == (400, 300) and open_source(second).size == (200, 500)
    pixels = open_source(first).read()
    assert np.abs(pixels[60, 90].astype(int) - (200, 30, 30)).max() < 12
    assert np.abs(pixels[200, 300].astype(int) - 250).max() < 6
    assert np.abs(open_source(second).read()[60, 90].astype(int) - (30, 30, 200)).max() < 12
    with pytest.raises(UnreadablePhoto, match="has no page 3"):
        open_source(PhotoRef(scan, 2)).read()
    with Project.create(tmp_path / "a.blurlab") as project:
        assert len(project.add_photos([scan]).added) == 2
    out = tmp_path / "out"
    assert main(["predict", str(scan), "--out", str(out), "--model", "classical:lbp"]) == 0
    assert {path.name for path in out.iterdir()} == {"scan.png", "scan-p2.png"}


def test_what_is_no_sound_pdf_is_one_sentence(scan: Path, tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2")
    whole = scan.read_bytes()
    for number, data in enumerate((b"%PDF-1.7\n", whole[:200], b"\x00" * 500, b"")):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(data)
        with pytest.raises(UnreadablePhoto, match="The photo “"):
            pictures_in(path)
    huge = tmp_path / "huge.pdf"
    huge.write_bytes(whole.replace(b"/MediaBox [ 0 0 288.0 216.0 ]", b"/MediaBox [ 0 0 99999 99999 ]"))
    assert huge.read_bytes() != whole
    with pytest.raises(UnreadablePhoto, match="claims to be"):
        open_source(PhotoRef(huge)).read()


def test_without_its_package_a_pdf_names_it(scan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("blurlab.imaging.kinds.pdf._program", lambda: [sys.executable, "-c", "import sys; sys.exit(3)"])
    with pytest.raises(UnreadablePhoto, match="needs the package pypdfium2"):
        pictures_in(scan)


def test_the_program_that_was_built_starts_itself_to_read(scan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its entry is blurlab/__main__.py, which `python -m blurlab` stands for here."""
    pytest.importorskip("pypdfium2")
    run = subprocess.run
    monkeypatch.setattr(sys, "frozen", True, raising=False)

    def started(arguments: list[str], **how: Any) -> object:
        assert arguments[:2] == [sys.executable, "--pdf-child"]
        return run([sys.executable, "-m", "blurlab", *arguments[1:]], **how)

    monkeypatch.setattr(subprocess, "run", started)
    assert open_source(pictures_in(scan)[1]).read().shape == (500, 200, 3)
