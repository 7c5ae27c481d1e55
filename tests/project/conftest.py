"""Photos and projects small enough to make anew for each test."""

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from blurlab.project.project import Project

MakePhoto = Callable[..., Path]


@pytest.fixture
def make_photo(tmp_path: Path) -> MakePhoto:
    """make_photo("a.jpg", seed=1, size=(40, 24)) writes a photo into tmp_path/photos and returns its path."""

    def make(name: str, seed: int = 0, size: tuple[int, int] = (40, 24)) -> Path:
        path = tmp_path / "photos" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        noise = np.random.default_rng(seed).integers(0, 255, (size[1], size[0], 3), np.uint8)
        Image.fromarray(noise).save(path)
        return path

    return make


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """An empty project beside tmp_path/photos."""
    with Project.create(tmp_path / "work.blurlab") as opened:
        yield opened


@pytest.fixture
def photo_id(project: Project, make_photo: MakePhoto) -> int:
    """The only photo of `project`, 40×24."""
    return project.add_photos([make_photo("a.jpg")]).added[0].id


@pytest.fixture
def shared_path() -> Iterator[Path]:
    """A folder that any user of the machine may enter, unlike tmp_path."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture
def ordinary_user() -> Iterator[None]:
    """The test runs without root's right to write everywhere."""
    if not hasattr(os, "geteuid"):
        pytest.skip("permissions of folders are another matter on this system")
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
