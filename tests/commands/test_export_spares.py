"""`blurlab export` replaces what it wrote itself, and nothing else unasked."""

import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from blurlab.cli import main
from blurlab.project.project import Project
from blurlab.project.records import Status


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "p.blurlab"
    with Project.create(folder) as made:
        for name in ("a.jpg", "b.jpg"):
            Image.new("RGB", (30, 20), (90, 30, 10)).save(tmp_path / name)
            photo = made.add_photos([tmp_path / name]).added[0]
            made.masks.save(photo.id, np.zeros((20, 30), np.uint8), author="me")
            made.set_status(photo.id, Status.ACCEPTED)
    return folder


def export(project: Path, out: Path, *more: str) -> int:
    return main(["export", str(project), "--out", str(out), *more])


@pytest.mark.parametrize("name", ["b.png", "photos.csv"])
def test_a_file_of_somebody_else_stays_until_it_may_go(
    project: Path, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / name).write_bytes(b"precious")
    assert export(project, out) == 1
    assert f"{name}” would be replaced, but it is not from an earlier export" in capsys.readouterr().err
    assert [(path.name, path.read_bytes()) for path in out.iterdir()] == [(name, b"precious")]
    assert export(project, out, "--replace") == 0
    assert (out / name).read_bytes() != b"precious"


@pytest.mark.skipif(os.name != "posix", reason="devices are files on POSIX alone")
def test_a_table_without_an_end_is_of_no_earlier_export(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    os.mkfifo(out / "photos.csv")  # whoever reads it waits for ever
    assert export(project, out) == 1
    assert "photos.csv” would be replaced, but it is not from an earlier export" in capsys.readouterr().err
    assert export(project, out, "--replace") == 1
    assert "it is no file" in capsys.readouterr().err


@pytest.mark.parametrize("more", [(), ("--dataset",), ("--format", "coco"), ("--format", "labelme")])
def test_an_export_follows_an_export(
    project: Path, tmp_path: Path, more: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        export(project, tmp_path / "out", *more)
        said = capsys.readouterr()
        assert "2 masks and photos.csv of 2 photos written" in said.out
        assert "would be replaced" not in said.err


def test_a_picture_that_came_since_the_last_export_stays(project: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with Project.open(project) as opened:
        opened.set_status(opened.photos()[1].id, Status.REJECTED)
    assert export(project, out) == 0
    (out / "b.png").write_bytes(b"precious")
    with Project.open(project) as opened:
        opened.set_status(opened.photos()[1].id, Status.ACCEPTED)
    assert export(project, out) == 1
    assert (out / "b.png").read_bytes() == b"precious"


def test_a_readme_of_somebody_else_is_no_card(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "README.md").write_bytes(b"precious")
    assert export(project, out, "--dataset") == 1
    assert "README.md” would be replaced" in capsys.readouterr().err
    assert [(path.name, path.read_bytes()) for path in out.iterdir()] == [("README.md", b"precious")]


def test_a_dry_run_lists_what_would_be_replaced(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert export(project, out) == 0
    before = {path: path.read_bytes() for path in out.iterdir()}
    capsys.readouterr()
    assert export(project, out, "--dry-run") == 0
    said = capsys.readouterr().out
    assert "3 existing files would be replaced:" in said and "earlier export" not in said
    assert all(f"  {path}\n" in said for path in before)
    (out / "photos.csv").unlink()
    assert export(project, out, "--dry-run") == 0
    said = capsys.readouterr().out
    assert f"  {out / 'b.png'}  (not from an earlier export)\n" in said and "only with --replace" in said
    assert (out / "b.png").read_bytes() == before[out / "b.png"]
