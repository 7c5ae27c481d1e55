"""What is on its way into memory when the photo changes is read again, once, and nobody waits for ever."""

import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from blurlab.core.prediction import View
from blurlab.imaging.tones import Tones
from blurlab.project.project import Project
from blurlab.project.records import Photo
from blurlab.session.photos import photo_loader
from blurlab.session.photos.open_photo import OpenPhoto
from blurlab.session.photos.photo_loader import PhotoLoader
from tests.fixtures.windows import WAIT

WHITE_FROM = Tones(1000, 1010)


class Gate:
    """Lets one reading after another go on; tells when one waits before it."""

    def __init__(self) -> None:
        self.open, self.waits = threading.Semaphore(0), threading.Semaphore(0)
        self.read: list[Tones] = []


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Gate:
    made, load = Gate(), photo_loader.load_photo

    def gated(project: Project, photo: Photo, version: str, view: View, *, withhold: bool = False) -> OpenPhoto:
        made.read.append(photo.ref.tones)
        opened = load(project, photo, version, view, withhold=withhold)
        made.waits.release()
        assert made.open.acquire(timeout=WAIT / 1000)
        return opened

    monkeypatch.setattr(photo_loader, "load_photo", gated)
    return made


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """One deep photo."""
    Image.fromarray(np.linspace(1000, 2000, 1600).reshape(40, 40).astype(np.uint16)).save(tmp_path / "deep.png")
    with Project.create(tmp_path / "p.blurlab") as made:
        made.add_photos([tmp_path / "deep.png"])
        yield made


@pytest.fixture
def loader(qtbot: QtBot, project: Project) -> Iterator[PhotoLoader]:
    parent = QObject()
    made = PhotoLoader(project, lambda: ("", View.WHOLE), lambda _photo: False, parent)
    yield made
    assert made.leave()


@pytest.mark.parametrize("ahead", [False, True])
def test_a_photo_that_changes_while_it_is_read_is_read_again_before_it_is_shown(
    loader: PhotoLoader, project: Project, gate: Gate, qtbot: QtBot, ahead: bool
) -> None:
    def load() -> None:
        (photo,) = project.photos()
        loader.load_ahead([photo]) if ahead else loader.load(photo)

    came: list[OpenPhoto] = []
    loader.loaded.connect(came.append)
    load()
    assert gate.waits.acquire(timeout=WAIT / 1000)
    (photo,) = project.photos()
    project.set_tones(photo.id, WHITE_FROM)
    loader.forget_all(photo.id)
    load()
    gate.open.release(2)
    qtbot.waitUntil(lambda: bool(came), timeout=WAIT)
    assert len(came) == 1 and came[0].pyramid.photo[20, 20, 0] == 255 and loader.get(photo.id) is came[0]
    assert gate.read[-1] == WHITE_FROM and len(gate.read) == 2


def test_a_photo_that_was_dropped_and_is_wanted_again_at_once_comes(
    loader: PhotoLoader, project: Project, gate: Gate, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    (photo,) = project.photos()
    looked = threading.Event()
    look = PhotoLoader._load_if_wanted

    def seen(self: PhotoLoader, photo: Photo) -> OpenPhoto | None:
        made = look(self, photo)
        looked.set()
        return made

    monkeypatch.setattr(PhotoLoader, "_load_if_wanted", seen)
    loader.load_ahead([photo])
    loader._wanted_ahead.clear()  # as by a `load_ahead` of others before the thread came to it
    if not looked.wait(WAIT / 1000):
        pytest.fail("the thread never came to it")
    loader.load_ahead([photo])  # while its “not wanted” is still on the way
    gate.open.release(2)
    qtbot.waitUntil(lambda: loader.get(photo.id) is not None, timeout=WAIT)
