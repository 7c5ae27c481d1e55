"""A disk that is really full: what was done can be brought to another one, and goes on once there is room."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from blurlab import cli
from blurlab.project.project import Project
from blurlab.project.records import Status
from tests.fixtures.windows import write_photo


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MB, where the system lets a test mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)]
    if (
        sys.platform != "linux"
        or os.geteuid() != 0
        or subprocess.run(mount, check=False, capture_output=True).returncode
    ):
        pytest.skip("this system lets nobody mount a small disk here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def fill(place: Path) -> Path:
    rest = place / "rest"
    with rest.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 4096)
        except OSError:
            pass
    return rest


def test_a_project_on_a_full_disk_is_exported_to_another_and_saves_again_once_there_is_room(
    small_disk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_photo(small_disk / "a.png", 1, 96, 64)
    mask = np.full((64, 96), 255, np.uint8)
    with Project.for_photos(small_disk) as project:
        (photo,) = project.add_photos([small_disk / "a.png"]).added
        project.masks.save(photo.id, mask, author="ann")
        project.set_status(photo.id, Status.ACCEPTED)
        folder = project.folder
    rest = fill(small_disk)
    assert cli.main(["export", str(folder), "--out", str(tmp_path / "out")]) == 0, capsys.readouterr().err
    assert (tmp_path / "out" / "a.png").is_file()
    rest.unlink()
    with Project.open(folder) as project:
        assert project.masks.save(photo.id, mask, author="ann").revision == 2
