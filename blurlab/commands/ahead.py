"""A team's photos predicted ahead, those first whose labels will help most: `blurlab predict postgresql://host/name`.

Each process works on a copy of its own and takes its share of the line; what it predicts goes to all as it comes.
"""

import queue
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from blurlab.errors import UserError
from blurlab.project.models import resolve_model
from blurlab.project.project import Project
from blurlab.project.queue import UNREVIEWED, helpful
from blurlab.project.review import descriptors, photos_with_doubt, read_facts
from blurlab.project.team.address import Address
from blurlab.project.team.copy import own_copy
from blurlab.project.team.exchange import Exchange
from blurlab.worker.client import ChildProcess
from blurlab.worker.messages import (
    ChildExited,
    ModelFailed,
    OpenProject,
    Predicted,
    PredictionFailed,
    PredictPhoto,
    UseModel,
)

PREDICTOR: Final = "blurlab.worker.predictor"
_IN_HAND: Final = 2  # photos that the predictor knows of: it decodes none ahead
_SENT: Final = 60.0  # seconds for the last predictions to go


def predict_ahead(
    address: Address,
    place: tuple[int, int],
    *,
    model: str | None = None,
    module: str = PREDICTOR,
    root: Path | None = None,
) -> int:
    """Predict the photos that nobody has reviewed and the model has not predicted; 1 if some could not be.

    place: this process's number, and how many there are. model: a name, else the one in use. Raises UserError.
    """
    from tqdm import tqdm

    folder, lock = own_copy(address, root)
    with lock:
        exchange = Exchange(folder, "predictions")
        exchange.round()
        with Project.open(folder) as project:
            source = resolve_model(model, project)
            rank, processes = place  # by the photo alone, as one process may see what another has predicted meanwhile
            line = [one for one in _line(project, source.version_label) if one % processes == rank]
            exchange.start()
            failed: list[str] = []
            said: queue.Queue[object] = queue.Queue()
            child = ChildProcess("predictor", module, said.put)
            child.start()
            child.send(OpenProject(str(folder)))
            child.send(UseModel(source.version_label, str(source.path)))
            try:
                with tqdm(total=len(line), unit="photo", file=sys.stderr, disable=None) as bar:
                    _through(line, child, said, failed, bar.update)
            finally:
                child.stop()
                child.wait(30)
                exchange.stop()
                exchange.wait(_SENT)
    if failed:
        print(f"{len(failed)} of {len(line)} photos were not predicted:", *failed[:20], sep="\n", file=sys.stderr)
    return 1 if failed else 0


def _line(project: Project, version: str) -> list[int]:
    """The photos to predict, in the order of the queue."""
    photos = project.photos()
    there = photos_with_doubt(project, version)
    wanted = [photo for photo in photos if photo.status in UNREVIEWED and photo.id not in there]
    return helpful(wanted, read_facts(project), descriptors(project), photos=photos)


def _through(
    line: list[int], child: ChildProcess, said: "queue.Queue[object]", failed: list[str], step: Callable[[], object]
) -> None:
    waiting, in_hand = list(reversed(line)), 0
    while waiting or in_hand:
        while waiting and in_hand < _IN_HAND:
            child.send(PredictPhoto(waiting.pop()))
            in_hand += 1
        match said.get():
            case Predicted():
                in_hand -= 1
                step()
            case PredictionFailed(_, error):
                in_hand -= 1
                failed.append(error.sentence)
                step()
            case ModelFailed(_, error):
                raise error
            case ChildExited(error=error):
                raise error or UserError("child.gone", "The predictor ended before its work was done.")
