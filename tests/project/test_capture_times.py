"""The time a photo was taken is read once from its tags, and remembered with the project."""

import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from blurlab.project.culling import capture_times as module
from blurlab.project.culling.capture_times import capture_times
from blurlab.project.project import Project
from tests.fixtures.memory_project import reopened
from tests.fixtures.projects import MakePhoto


def photo_taken(path: Path, when: str) -> Path:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[36867] = when
    Image.fromarray(np.zeros((24, 40, 3), np.uint8)).save(path, exif=exif)
    return path


def test_tags_are_read_once_and_files_without_them_go_by_their_own_time(
    project: Project, tmp_path: Path, make_photo: MakePhoto, monkeypatch: pytest.MonkeyPatch
) -> None:
    early = photo_taken(tmp_path / "early.jpg", "2001:05:01 10:20:30")
    plain, gone = make_photo("plain.png", 1), make_photo("gone.png", 2)
    photos = project.add_photos([early, plain, gone]).added
    os.utime(plain, (1_500_000_000, 1_500_000_000))
    gone.unlink()
    first = capture_times(project, photos)
    assert set(first) == {photos[0].id, photos[1].id} and first[photos[1].id] == 1_500_000_000
    assert first[photos[0].id] < 1_000_000_000

    asked: list[Path] = []
    real = module.read_tags
    monkeypatch.setattr(module, "read_tags", lambda path: (asked.append(path), real(path))[1])
    with reopened(project) as again:
        assert capture_times(again, photos) == first
    assert asked == [gone], "only what could not be read is asked again"
    os.utime(plain, (1_600_000_000, 1_600_000_000))
    with reopened(again) as again:
        assert capture_times(again, photos)[photos[1].id] == 1_600_000_000
