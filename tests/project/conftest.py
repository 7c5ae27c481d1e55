"""The tests of projects run twice: on a project in a folder, and on one in memory, which knows the ports alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from blurlab.project.project import Project
from tests.fixtures.memory_project import MemoryProject
from tests.fixtures.projects import make_photo, ordinary_user, photo_id, shared_path

__all__ = ["make_photo", "ordinary_user", "photo_id", "shared_path"]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "project" in metafunc.fixturenames:
        folder_only = metafunc.definition.get_closest_marker("in_a_folder")
        metafunc.parametrize("project", ["folder"] if folder_only else ["folder", "memory"], indirect=True)


@pytest.fixture
def project(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Project]:
    """An empty project beside tmp_path/photos."""
    made = Project.create if request.param == "folder" else MemoryProject
    with made(tmp_path / "work.blurlab") as opened:
        yield opened
