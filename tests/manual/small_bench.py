"""`python -m tests.bench` on few and small photos: for the commands of the guide that measure for minutes."""

import sys
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

from tests.bench import jank, project
from tests.bench.__main__ import main
from tests.bench.simulated import loop
from tests.bench.window import window_with


def trained_here(command: Sequence[str], **_how: Any) -> SimpleNamespace:
    """One step in this process, in place of a process and of minutes."""
    from blurlab.cli import main as blurlab
    from tests.training.small_recipe import small_recipe
    from training.runs import plan

    plan.shipped_recipe = small_recipe
    *words, _minutes = command[3:]
    words[-1:] = ["--steps", "1", "--threads", "1"]
    return SimpleNamespace(returncode=blurlab(words), stderr="")


if __name__ == "__main__":
    loop.__dict__.update(FIRST=1, COUNTS=(1, 2), QUEUED=(1, 2), validation_stems=lambda: ("flower",))
    loop.__dict__["subprocess"] = SimpleNamespace(run=trained_here)
    jank.__dict__.update(
        _SIZE=(800, 600),
        _slow_frames=lambda canvas, _strokes=0, real=jank._slow_frames: real(canvas, 2),
        window_with=lambda sizes, trainer_module: window_with(sizes),
    )
    project.__dict__.update(MANY=10, FEW=10)
    sys.exit(main())
