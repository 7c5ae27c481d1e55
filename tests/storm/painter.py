"""The window, in a process of its own, painting until somebody ends it: `python -m tests.storm.painter FOLDER SEED`.

What it is about to do and what it has done is printed, each as one line of JSON, so that whoever ends it knows what
must be there. Strokes lie in a grid of cells that do not touch. With a third argument it closes by itself
after so many actions.
"""

import gc
import json
import os
import random
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import chain
from pathlib import Path
from types import FunctionType, MethodType, ModuleType
from typing import Any, Final

from PySide6.QtCore import QObject, QPointF, Qt, QTimer
from PySide6.QtTest import QTest

from blurlab.core.editing.correction import BLURRED, SHARP
from blurlab.project.records import Status
from blurlab.session.strokes import autosave
from blurlab.ui.shell import app
from blurlab.ui.shell.main_window import MainWindow

NONE, LEFT = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
SIZE: Final = (320, 240)  # of each photo
CELLS: Final = [(x, y) for x in (20, 120, 220) for y in range(16, 230, 20)]  # where a stroke may begin
LENGTH: Final = 60
BRUSH: Final = 8
SAVE_AFTER_MS: Final = 120
_NOT_OURS: Final = (type, ModuleType, FunctionType, MethodType, QObject)  # all the rest hangs on these
SAMPLE_EVERY: Final = int(os.environ.get("BLURLAB_STORM_SAMPLE", "250"))  # actions


def say(**what: Any) -> None:
    print(json.dumps(what), flush=True)


class Painter:
    """A hand that strokes, undoes, decides and goes on, one small step a tick of the clock."""

    def __init__(self, window: MainWindow, seed: int, actions: int) -> None:
        self._window = window
        self._draw = random.Random(seed)
        self._left, self._done = actions, 0
        self._steps: list[Callable[[], None]] = []  # of the action under way
        self._strokes: list[tuple[int, int]] = []  # that can be undone
        self._said: set[str] = set()
        self._clock = QTimer(window, interval=0)
        self._clock.timeout.connect(self._tick)
        self._clock.start()
        self._connected: object = None

    def _tick(self) -> None:
        session, workspace = self._window.session, self._window.workspace
        for key, sentence in self._window.messages.sentences().items():
            if sentence not in self._said:
                self._said.add(sentence)
                say(told=sentence, key=key)
        if session is None or session.current is None or workspace is None or not workspace.isEnabled():
            return  # there is nothing to paint on yet, or no more: what was begun is not ended
        if self._connected is not session:
            self._connected = session
            session.autosave.saved.connect(self._saved)
            say(began=os.getpid(), photos=len(session.order))
        if not self._steps:
            if not self._left:
                self._clock.stop()
                say(closing=True)
                self._window.close()
                return
            self._left -= 1
            self._done += 1
            if self._done % SAMPLE_EVERY == 0:
                self._sample()
            self._steps = list(self._action())
        self._steps.pop(0)()

    def _sample(self) -> None:
        """Say what is in memory: bytes, objects by type, those beside undo's, and the bytes that undo holds."""
        gc.collect()
        kinds = _objects()
        session = self._window.session
        histories = [] if session is None else [*session.loader._histories.values()]
        histories += [] if session is None else [opened.history for opened in session.loader.all()]
        undo = sum(history.nbytes for history in histories)
        most = dict(kinds.most_common(80))
        objects = kinds.total() - _held_by(
            [*histories, *([] if session is None else [session.deeds._done, session.deeds._undone])]
        )
        say(actions=self._done, memory=_memory(), objects=objects, kinds=most, undo=undo)

    def _saved(self, photo_id: int, _revision: object, status: Status | None) -> None:
        if status is not None and self._window.session is not None:
            say(status=str(status), photo=self._window.session.photo(photo_id).name)

    def _action(self) -> list[Callable[[], None]]:
        session, workspace = self._window.session, self._window.workspace
        assert session is not None and workspace is not None and session.current_id is not None
        canvas, name = workspace.canvas, session.photo(session.current_id).name
        assert canvas.correction is not None
        chance = self._draw.random()
        if chance < 0.08 and self._strokes:
            cell = self._strokes.pop()
            return [
                lambda: say(begin="undo", photo=name, cell=cell),
                self._window.actions_by_id["undo"].trigger,
                lambda: say(end="undo", photo=name, cell=cell),
            ]
        if chance < 0.14:
            self._strokes.clear()
            return [self._window.actions_by_id["next"].trigger]
        if chance < 0.22:
            return self._look_around()
        if chance < 0.26:
            self._strokes.clear()
            return [lambda: say(begin="accept", photo=name), self._window.actions_by_id["accept"].trigger]
        cell = self._draw.choice(CELLS)
        x, y = cell
        code = int(SHARP if canvas.correction.plane[y, x + LENGTH // 2] == BLURRED else BLURRED)  # every stroke tells
        places = [QPointF(*canvas.viewport.to_view(x + along, y)) for along in (0, LENGTH / 3, LENGTH / 1.5, LENGTH)]
        points = [place.toPoint() for place in places]

        def begin() -> None:
            say(begin="stroke", photo=name, cell=cell, code=code)
            canvas.brush_size = BRUSH
            canvas.set_paint_value(code)
            QTest.mousePress(canvas, LEFT, NONE, points[0])

        def end() -> None:
            QTest.mouseRelease(canvas, LEFT, NONE, points[-1])
            say(end="stroke", photo=name, cell=cell, code=code)
            self._strokes.append(cell)

        moves = [lambda point=point: QTest.mouseMove(canvas, point) for point in points[1:]]
        return [begin, *moves, end]

    def _look_around(self) -> list[Callable[[], None]]:
        """What changes nothing: zoom and back, the overlay, the focus view."""
        act = {name: self._window.actions_by_id[name].trigger for name in ("zoom_in", "fit", "overlay")}
        return self._draw.choice(([act["zoom_in"], act["zoom_in"], act["fit"]], [act["overlay"], act["overlay"]]))


def _objects() -> Counter[str]:
    """How many objects there are, by the names of their types.

    The list of them is made and gone within one call into C: while it lives, a tuple that another thread fills from
    a generator has a second owner, and Python ends that with a SystemError.
    """
    counts: Counter[str] = Counter()
    for kind, count in Counter(map(type, chain.from_iterable(map(gc.get_objects, (None,))))).items():
        counts[kind.__name__] += count
    return counts


def _held_by(owners: Sequence[object]) -> int:
    """How many objects are reached from these, types and functions aside."""
    seen = {id(owner): owner for owner in owners}
    new = list(owners)
    while new:
        below = (one for one in gc.get_referents(*new) if gc.is_tracked(one) and not isinstance(one, _NOT_OURS))
        found = {id(one): one for one in below}
        new = [one for place, one in found.items() if place not in seen]
        seen |= found
    return len(seen)


def _memory() -> int:
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def main() -> None:
    folder, seed = Path(sys.argv[1]), int(sys.argv[2])
    actions = int(sys.argv[3]) if len(sys.argv) > 3 else 1_000_000
    painters: list[Painter] = []  # Qt keeps none of them
    autosave.PAUSE_MS, autosave.RETRY_MS = SAVE_AFTER_MS, 2 * SAVE_AFTER_MS

    def make(*arguments: Any, **options: Any) -> MainWindow:
        window = MainWindow(
            *arguments,
            **options,
            predictor_module=os.environ.get("BLURLAB_STORM_PREDICTOR", "tests.ui.toy_predictor"),
            trainer_module="tests.ui.toy_trainer",
            sampler_module="tests.ui.toy_sampler",
        )
        window.resize(1000, 700)
        painters.append(Painter(window, seed, actions))
        return window

    setattr(app, "MainWindow", make)  # noqa: B010
    sys.exit(app.run_window([folder]))


if __name__ == "__main__":
    main()
