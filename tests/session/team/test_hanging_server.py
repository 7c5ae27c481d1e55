"""A server that takes everything and answers nothing: whoever works in the window does not notice."""

import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from blurlab.project.postgres.patience import PatientConnection
from tests.bench.team.hang import window_on, worked
from tests.fixtures.network import Network
from tests.fixtures.servers import Server

_listening: list[Any] = []  # audit hooks stay for good, so there is one, and it asks who listens


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    for listen in _listening:
        listen(event, arguments)


@pytest.fixture
def far_calls(photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What the window's thread asks of the server, or opens where photos and blobs lie: on a network, in real life."""
    window, found = threading.get_ident(), list[str]()
    far = (os.fspath(photos), os.fspath(tmp_path / "common"))

    def note(what: str) -> None:
        if threading.get_ident() == window:
            frame = sys._getframe(2)
            found.append(f"{what} at {frame.f_code.co_filename}:{frame.f_lineno}")

    def listen(event: str, arguments: tuple[Any, ...]) -> None:
        if event in {"open", "os.listdir", "os.scandir"} and str(arguments[0]).startswith(far):
            note(f"{event} {arguments[0]}")

    def watched(owner: Any, name: str, is_far: Any) -> None:
        real = getattr(owner, name)

        def call(*arguments: Any, **more: Any) -> Any:
            if is_far(*arguments):
                note(name)
            return real(*arguments, **more)

        monkeypatch.setattr(owner, name, call)

    watched(PatientConnection, "wait", lambda *_: True)
    watched(PatientConnection, "connect", lambda *_: True)
    for name in ("stat", "lstat"):
        watched(os, name, lambda path, *_: str(path).startswith(far))
    if not _listening:
        sys.addaudithook(_hook)
    _listening.append(listen)
    yield found
    _listening.remove(listen)


def test_a_server_that_hangs_never_holds_the_window(
    server: Server, team_url: str, tmp_path: Path, quick_children: None, far_calls: list[str]
) -> None:
    network = Network(server.port)
    with window_on(team_url.replace(f":{server.port}/", f":{network.port}/"), tmp_path) as (window, opened):
        opened()
        network.stall()
        found = worked(window, opened, stalled=0.2)
        network.mend()
    network.close()
    held = {name: where for name, beats in found.items() for where in beats.where if "psycopg" in where[1]}
    assert not held and not far_calls
    assert max(beats.longest for name, beats in found.items() if name != "open") < 1, "50 ms at rest: row team.hang"
