"""The Train menu: training runs and the models from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from blurlab.ui.actions.action import Menu, Mode, Needs

if TYPE_CHECKING:
    from blurlab.ui.shell.workspace import Workspace

TRAIN: Final[Menu[Workspace]] = Menu("Train", lambda window: window.workspace, needs=Needs.PROJECT)


@TRAIN.action(
    "train",
    "Start training",
    "Train on the accepted masks.",
    "Ctrl+T",
    icon="train",
    enabled=lambda work: work.training.can_start,
)
def train(work: Workspace) -> None:
    work.training.ask_start()


@TRAIN.action(
    "stop_training",
    "Stop training",
    "Stop and keep what was learnt.",
    "Ctrl+Shift+T",
    icon="stop",
    enabled=lambda work: work.training.can_stop,
)
def stop_training(work: Workspace) -> None:
    work.session.trainings.stop()


@TRAIN.action(
    "pause_training",
    "Pause training",
    "Pause the training, or resume it.",
    "Ctrl+Alt+P",
    icon="pause",
    enabled=lambda work: work.training.can_pause,
    words=lambda work: "Resume training" if work.training.paused else "",
)
def pause_training(work: Workspace) -> None:
    work.session.trainings.toggle_pause()


@TRAIN.action(
    "roll_back",
    "Go back to the previous model",
    "Predict with the previous model again.",
    "Ctrl+Alt+B",
    icon="undo",
    enabled=lambda work: work.training.versions.before is not None,
    words=lambda work: f"Go back to {before}" if (before := work.training.versions.before) is not None else "",
)
def roll_back(work: Workspace) -> None:
    work.session.models.roll_back()


@TRAIN.action(
    "pin",
    "Pin photo",
    "Show this photo during every training, never train on it, and warn if a version gets worse on it.",
    "Ctrl+Shift+P",
    icon="pin",
    needs=Needs.PHOTO,
    checked=lambda work: work.pinned,
)
def pin(work: Workspace) -> None:
    work.session.pins.toggle()


@TRAIN.action(
    "new_domain",
    "A new domain, step by step…",
    "Go from photos that nobody has labelled to a model that knows them.",
    "Ctrl+Alt+D",
    needs=Needs.PHOTO,
)
def new_domain(work: Workspace) -> None:
    work.show_new_domain()


@TRAIN.action(
    "synthetic",
    "Synthetic samples",
    "Show the synthetic samples that training learns from.",
    "F2",
    icon="synthetic",
    modes={Mode.CANVAS},
    checked=lambda work: work.shows_synthetic,
)
def synthetic(work: Workspace) -> None:
    work.toggle_synthetic()
