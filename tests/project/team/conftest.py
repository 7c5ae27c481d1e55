"""Shared projects on a real server, and the copies of people who work on them."""

import shutil
from pathlib import Path

import pytest

from blurlab.project.project import Project
from blurlab.project.team.address import read_address
from blurlab.project.team.share import share
from tests.fixtures.projects import MakePhoto
from tests.fixtures.servers import Server, server
from tests.fixtures.stored import november_2026

__all__ = ["november_2026", "server"]


@pytest.fixture
def empty_url(server: Server) -> str:
    """The URL of an empty database."""
    return server.made()


@pytest.fixture
def team_url(empty_url: str, tmp_path: Path, make_photo: MakePhoto) -> str:
    """The URL of a shared project of six photos, 40×24, its blobs in tmp_path/common."""
    with Project.create(tmp_path / "first.blurlab") as project:
        project.add_photos([make_photo(f"{number}.png", number) for number in range(6)])
    share(tmp_path / "first.blurlab", read_address(empty_url), str(tmp_path / "common"), progress=lambda *_: None)
    shutil.rmtree(tmp_path / "first.blurlab")
    return empty_url
