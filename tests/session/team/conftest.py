"""Sessions of several people on one shared project, on a real server."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from blurlab.project.project import Project
from blurlab.project.team import copy
from blurlab.project.team.address import read_address
from blurlab.project.team.share import share
from blurlab.session.opening import open_shared
from blurlab.session.session import Session
from tests.fixtures.servers import Server, server
from tests.fixtures.windows import PREDICTOR, SAMPLER, TRAINER, WAIT, end_session

__all__ = ["server"]


@pytest.fixture
def team_url(server: Server, photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The URL of a shared project of the five photos; everybody's copies lie in tmp_path/copies."""
    with Project.create(tmp_path / "first.blurlab") as project:
        project.add_photos(sorted(photos.glob("*.png")))
    url = server.made()
    share(tmp_path / "first.blurlab", read_address(url), str(tmp_path / "common"), progress=lambda *_: None)
    monkeypatch.setattr(copy, "copies_root", lambda: tmp_path / "copies")
    return url


@pytest.fixture
def join(team_url: str, qtbot: QtBot, quick_children: None) -> Iterator[Callable[..., Session]]:
    """join("ann") opens the shared project in a session of hers, and waits until the first photo is there."""
    joined: list[Session] = []

    def make(name: str, url: str = team_url) -> Session:
        opened = open_shared(url)
        session = Session(opened, name, predictor_module=PREDICTOR, trainer_module=TRAINER, sampler_module=SAMPLER)
        joined.append(session)
        session.start()
        qtbot.waitUntil(lambda: session.current is not None and session.team.standing.there, timeout=WAIT)
        return session

    yield make
    for session in joined:
        exchange = session.team.exchange
        end_session(session)
        assert exchange is not None and exchange.wait(20)
