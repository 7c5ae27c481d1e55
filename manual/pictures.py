"""`python -m manual pictures`: the guide's pictures, from the real window, light and dark, at two scales.

The window is drawn at the larger scale; the smaller picture is the same one halved. The README's film is taken too.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QWidget

from blurlab.session.models.training_run import RunState
from blurlab.ui.cull.view import CullView
from blurlab.ui.shell.theme import Appearance
from manual.film import take_film
from manual.stage import Stage

FOLDER: Final = Path(__file__).resolve().parents[1] / "resources" / "guide" / "pictures"
LOOKS: Final = {"": Appearance.LIGHT, "-dark": Appearance.DARK}
_SIZE: Final = (1220, 740)
_QUALITY: Final = 74
_STEPS: Final = 12  # before the training is pictured
_SCALE: Final = "QT_SCALE_FACTOR"


def take_pictures(only: Sequence[str] = ()) -> int:
    """Take all pictures, or `only` some; the exit code. Qt is told its scale when it starts, so this starts anew."""
    if os.environ.get(_SCALE) == "2":
        return _take(only)
    command = [sys.executable, "-m", "manual", "pictures", *(("--only", *only) if only else ())]
    environment = {"QT_QPA_PLATFORM": "offscreen", _SCALE: "2"}
    return subprocess.run(command, env=os.environ | environment, check=False).returncode


def _take(only: Sequence[str]) -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with Stage(*_SIZE) as stage:
        for name, picture in _PICTURES.items():
            if not only or name in only:
                picture(stage, name)
    return 0


def _both(stage: Stage, name: str, of: Callable[[], QWidget | None] = lambda: None) -> None:
    """Keep a picture in each look. `of`: the part of the window, asked for each time."""
    for ending, look in LOOKS.items():
        stage.dress(look)
        fine = stage.grab(of())
        _keep(fine, FOLDER / f"{name}{ending}@2x.webp")
        plain = fine.scaled(fine.size() / 2, mode=Qt.TransformationMode.SmoothTransformation)
        _keep(plain, FOLDER / f"{name}{ending}.webp")
    stage.dress(Appearance.DARK)


def _keep(image: QImage, file: Path) -> None:
    if not image.save(str(file), quality=_QUALITY):
        raise OSError(f"{file} could not be written")
    print(f"{file.name}: {image.width()} × {image.height()}, {file.stat().st_size / 1000:.0f} kB", flush=True)


def _window(stage: Stage, name: str) -> None:
    stage.go_to("flower.jpg")
    _both(stage, name)


def _correcting(stage: Stage, name: str) -> None:
    stage.go_to("coffee.jpg")
    opened = stage.session.current
    if opened is not None and not opened.correction.painted().any():  # the film may have done it
        for stroke in stage.strokes["coffee.jpg"]:
            stage.paint(stroke)
    stage.do("compare")
    _both(stage, name)
    stage.do("compare")


def _film(stage: Stage, _name: str) -> None:
    take_film(stage)


def _training(stage: Stage, name: str) -> None:
    """Last, since it takes longest: labels, and a training that has shown some losses."""
    for photo, strokes in stage.strokes.items():
        stage.go_to(photo)
        opened = stage.session.current
        if opened is not None and not opened.correction.painted().any():
            for stroke in strokes:
                stage.paint(stroke)
        stage.do("accept")
        stage.rest(0.5)
    stage.go_to("cat.jpg")
    session, panel = stage.session, stage.workspace.training
    run = session.training
    panel.minutes.setValue(30)
    panel.start_button.click()
    stage.wait(lambda: run.state is RunState.RUNNING and len(run.record.losses) >= _STEPS, "no training ran", 3600)
    stage.scroll_to(panel.loss_plot)
    _both(stage, name)
    session.trainings.stop()
    stage.wait(lambda: not run.busy, "the training did not stop")


def _synthetic(stage: Stage, name: str) -> None:
    sheets = stage.session.sheets
    stage.do("synthetic")
    stage.rest(1.0)
    stage.wait(lambda: bool(sheets.tiles) and not sheets.working, "no samples were drawn")
    _both(stage, name)
    stage.do("synthetic")


def _new_domain(stage: Stage, name: str) -> None:
    stage.workspace.show_new_domain()
    stage.rest(1.0)
    steps = next(dialog for dialog in stage.window.findChildren(QDialog) if "domain" in dialog.windowTitle())
    steps.resize(steps.width(), steps.sizeHint().height())
    _both(stage, name, lambda: steps)
    steps.close()


def _culling(stage: Stage) -> CullView:
    """The focus view, once the model has had its say in every verdict."""
    stage.window.modes.enter_focus()
    view = stage.window.modes.focus
    if view is None:
        raise RuntimeError("the focus view did not come")

    def judged() -> bool:
        found = [card.inspection for card in view.listing.cards.values()]
        return bool(found) and all(one is not None and one.verdict.model_blurred is not None for one in found)

    stage.wait(judged, "the photos were not inspected")
    return view


def _grid(stage: Stage, name: str) -> None:
    stage.go_to("flower.jpg")
    _culling(stage)
    stage.rest(1.0)
    _both(stage, name)
    stage.do("focus_leave")


def _focus(stage: Stage, name: str) -> None:
    stage.go_to("flower.jpg")
    _culling(stage)
    stage.do("focus_large")
    stage.rest(2.0)
    _both(stage, name)
    stage.do("focus_leave")


def _eyes(stage: Stage, name: str) -> None:
    stage.go_to("astronaut.jpg")
    view = _culling(stage)
    stage.do("focus_large")
    stage.wait(lambda: view.large.picture is not None, "the photo was not opened")
    view.looking.actual_size()
    view.looking.large.zoom_to(2.0)
    stage.rest(2.0)
    _both(stage, name)
    stage.do("focus_leave")


_PICTURES: Final[dict[str, Callable[[Stage, str], None]]] = {
    "window": _window,
    "film": _film,
    "correcting": _correcting,
    "grid": _grid,
    "focus": _focus,
    "eyes": _eyes,
    "new-domain": _new_domain,
    "synthetic": _synthetic,
    "training": _training,
}
