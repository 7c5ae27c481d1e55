"""A folder of small photos, an open session and a window, each with toy child processes and settings of its own."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from blurlab.core.opencv import cv2
from blurlab.project import models
from blurlab.session.opening import open_paths
from blurlab.session.session import Session
from blurlab.session.settings import open_settings
from blurlab.session.strokes import autosave
from blurlab.ui.shell.main_window import MainWindow
from blurlab.ui.shell.theme import Appearance
from blurlab.worker.client import ChildProcess

PREDICTOR, TRAINER, SAMPLER = "tests.ui.toy_predictor", "tests.ui.toy_trainer", "tests.ui.toy_sampler"
WAIT = 20_000  # ms: a child's start takes a second, more on a busy machine


def write_photo(path: Path, seed: int = 0, width: int = 240, height: int = 160) -> Path:
    """A photo whose left half is sharp noise and whose right half is blurred."""
    noise = np.random.default_rng(seed).integers(0, 256, (height, width, 3), np.uint8)
    noise[:, width // 2 :] = cv2.GaussianBlur(noise, (0, 0), 6)[:, width // 2 :]
    path.parent.mkdir(parents=True, exist_ok=True)
    assert cv2.imwrite(str(path), noise)
    return path


@pytest.fixture(autouse=True)
def shipped_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stands for the model that comes with blurlab."""
    weights = tmp_path / "shipped" / "default" / "model.safetensors"
    weights.parent.mkdir(parents=True)
    weights.write_bytes(b"weights")
    monkeypatch.setattr(models, "shipped_models", lambda: {"default": weights})
    return weights


@pytest.fixture(autouse=True)
def quick_autosave(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(autosave, "PAUSE_MS", 150)
    monkeypatch.setattr(autosave, "RETRY_MS", 300)


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """A folder of five photos."""
    folder = tmp_path / "holiday"
    for number, name in enumerate("abcde"):
        write_photo(folder / f"{name}.png", number)
    return folder


def children_of(session: Session | None) -> list[ChildProcess]:
    return (
        []
        if session is None
        else [link.child for link in (session.predictions.link, session.training.link, session.sheets.link)]
    )


def end_session(session: Session) -> None:
    children = children_of(session)
    session.discard()
    assert all(child.wait(20) for child in children), "a child outlived its session"


@pytest.fixture
def open_session(qtbot: QtBot, quick_children: None) -> Iterator[Callable[..., Session]]:
    """Opens sessions and starts them; all are ended after the test."""
    opened: list[Session] = []

    def make(*paths: Path) -> Session:
        session = Session(
            open_paths(paths), "tester", predictor_module=PREDICTOR, trainer_module=TRAINER, sampler_module=SAMPLER
        )
        opened.append(session)
        session.start()
        return session

    yield make
    for session in opened:
        end_session(session)


@pytest.fixture
def session(open_session: Callable[..., Session], photos: Path, qtbot: QtBot) -> Session:
    """The five photos, open, the first one shown and predicted."""
    made = open_session(photos)
    qtbot.waitUntil(lambda: len(made.order) == 5 and is_predicted(made), timeout=WAIT)
    return made


@contextmanager
def predictor_held(session: Session) -> Iterator[None]:
    """Within, the predictor hears nothing, however quick it is; afterwards it hears all that it was told."""
    link, told = session.predictions.link, []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(link, "send", lambda message: told.append(message) or True)
        yield
    for message in told:
        link.send(message)


def is_predicted(session: Session) -> bool:
    current = session.current
    return current is not None and current.prediction_version == session.predictions.version != ""


def see_off(window: MainWindow, qtbot: QtBot, timeout: int, patience: float) -> None:
    """Close `window` within `timeout` ms; its children must be gone `patience` seconds later."""
    children = children_of(window.session)
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=timeout)
    assert all(child.wait(patience) for child in children), "a child outlived its window"
    window.deleteLater()


@pytest.fixture
def make_window(qtbot: QtBot, tmp_path: Path, quick_children: None) -> Iterator[Callable[[], MainWindow]]:
    """Makes windows with settings of their own; all are closed after the test."""
    from blurlab.ui.shell.app import make_application

    make_application(Appearance.DARK)
    made: list[MainWindow] = []

    def make() -> MainWindow:
        window = MainWindow(
            open_settings(tmp_path / "settings.ini"),
            predictor_module=PREDICTOR,
            trainer_module=TRAINER,
            sampler_module=SAMPLER,
        )
        made.append(window)
        window.resize(1200, 800)
        window.show()
        qtbot.waitExposed(window)
        return window

    yield make
    for window in made:
        see_off(window, qtbot, WAIT, 20)


@pytest.fixture
def window(make_window: Callable[[], MainWindow], photos: Path, qtbot: QtBot) -> MainWindow:
    """A window with the five photos open, the first one shown and predicted."""
    made = make_window()
    made.open([photos])
    qtbot.waitUntil(lambda: made.session is not None and len(made.session.order) == 5, timeout=WAIT)
    qtbot.waitUntil(lambda: is_predicted(made.session), timeout=WAIT)
    return made
