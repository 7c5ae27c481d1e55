"""The file that makes a run resumable: the learner, and where the run stands."""

from dataclasses import asdict, dataclass, field
from pathlib import Path
from pickle import UnpicklingError
from typing import Any

import torch

from blurlab.errors import UserError
from blurlab.files.atomic import replacing
from blurlab.worker.messages import Validated
from training.loop.distributed import Distributed
from training.loop.learner import Learner
from training.loop.validate import Score
from training.recipe import Recipe


class StateError(UserError):
    """A saved run cannot be resumed; the text is one sentence."""

    def __init__(self, sentence: str, code: str = "run.not_resumable") -> None:
        super().__init__(code, sentence)


@dataclass
class RunProgress:
    """Where a run stands. start: what it must beat. best: of the network kept. lowest: the best score so far, of which
    the kept one may fall short by chance. validated: the step of the last validation. stale: validations since the
    lowest. kept: something was better than the start. samples: seen so far, over all processes."""

    start: Score
    best: Score
    lowest: Score
    last: Score
    step: int = 0
    validated: int = 0
    seconds: float = 0.0
    stale: int = 0
    kept: bool = False
    real_samples: int = 0
    synthetic_samples: int = 0
    curve: list[Validated] = field(default_factory=list)


def save(path: Path, learner: Learner, progress: RunProgress, recipe: Recipe) -> None:
    """Written whole or not at all, so that a killed run resumes from its last validation. Raises OSError."""
    with replacing(path) as partial:
        torch.save({"learner": learner.state(), "progress": asdict(progress), "recipe": recipe.as_dict()}, partial)


def load(path: Path, learner: Learner, recipe: Recipe, distributed: Distributed) -> RunProgress | None:
    """Put a saved run back into `learner`; None if there is none. Tensors and plain values: it can run no code.

    Raises StateError if the file is damaged, of another recipe, or not seen by all processes.
    """
    here = path.exists()
    if distributed.as_the_first([here])[0] != here:
        raise StateError(f"“{path}” is not visible to all processes of the run; they must share its folder.")
    if not here:
        return None
    try:
        saved: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
        if saved["recipe"] != recipe.as_dict():
            raise StateError(f"“{path}” belongs to a run with another recipe; remove it to start again.")
        learner.restore(saved["learner"])
        values: dict[str, Any] = saved["progress"]
        if "judged" in values:  # what a run of version 0.1 calls it, which may go on for days
            values["validated"] = values.pop("judged")
        values |= {name: Score(**values[name]) for name in ("start", "best", "lowest", "last")}
        values["curve"] = [Validated(**each) for each in values["curve"]]
        return RunProgress(**values)
    except StateError:
        raise
    except (OSError, RuntimeError, KeyError, TypeError, ValueError, AttributeError, EOFError, UnpicklingError):
        raise StateError(f"“{path}” cannot be read; remove it to start again.") from None
