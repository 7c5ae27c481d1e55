"""The tests of projects run thrice: on a project in a folder, on one in memory, which knows the ports alone, and on one
in PostgreSQL, where a server can be started."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from blurlab.project.project import Project
from tests.fixtures.memory_project import MemoryProject, PostgresProject
from tests.fixtures.projects import make_photo, ordinary_user, photo_id, shared_path
from tests.fixtures.servers import server, shared_url

__all__ = ["make_photo", "ordinary_user", "photo_id", "server", "shared_path", "shared_url"]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "project" in metafunc.fixturenames:
        folder_only = metafunc.definition.get_closest_marker("in_a_folder")
        metafunc.parametrize("project", ["folder"] if folder_only else ["folder", "memory", "postgres"], indirect=True)


@pytest.fixture
def project(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Project]:
    """An empty project beside tmp_path/photos."""
    folder = tmp_path / "work.blurlab"
    if request.param == "postgres":
        opened: Project = PostgresProject(folder, request.getfixturevalue("shared_url"))
    else:
        opened = Project.create(folder) if request.param == "folder" else MemoryProject(folder)
    with opened:
        yield opened
