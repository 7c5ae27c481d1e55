"""Journeys drive the real window with the real predictor and trainer; only the model is small and untrained."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from blurlab.project import models
from blurlab.session.settings import Settings
from blurlab.ui.shell.app import make_application
from blurlab.ui.shell.main_window import MainWindow
from blurlab.ui.shell.theme import Appearance
from tests.fixtures.windows import see_off, write_photo
from tests.models import write_model

WAIT = 120_000  # ms: the children import torch, and the machine may be busy


@pytest.fixture
def base_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stands for the model that comes with blurlab."""
    weights = write_model(tmp_path / "shipped" / "default" / "model.safetensors")
    monkeypatch.setattr(models, "shipped_models", lambda: {"default": weights})
    return weights


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "holiday"
    for number, name in enumerate("abcdef"):
        write_photo(folder / f"{name}.png", number, width=320, height=240)
    return folder


SMALL_TRAINER = "tests.training.small_trainer"  # the real one at 64 px


@pytest.fixture
def make_window(
    qtbot: QtBot, tmp_path: Path, base_model: Path, quick_children: None
) -> Iterator[Callable[..., MainWindow]]:
    make_application(Appearance.DARK)
    made: list[MainWindow] = []

    def make(trainer: str | None = None) -> MainWindow:
        window = MainWindow(Settings(tmp_path / "settings.ini"), trainer_module=trainer)
        made.append(window)
        window.resize(1200, 800)
        window.show()
        qtbot.waitExposed(window)
        return window

    yield make
    for window in made:
        see_off(window, qtbot, WAIT, 30)
