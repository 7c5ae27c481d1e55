"""Rows of the canvas: a real window offscreen, driven by mouse and wheel events, on generated photos."""

import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

import blurlab
from blurlab.core.editing.brush import polygon_step
from blurlab.core.editing.correction import Correction
from blurlab.core.editing.edit import Edit
from blurlab.core.editing.regions import accept_step, fill_step, grow_step, holes_step
from blurlab.core.editing.smart_edge import settle_loop
from tests.bench.rows import CannotRun, Measured, row
from tests.bench.window import (
    BRUSH,
    CANVAS,
    SIZE_24MP,
    SIZE_100MP,
    PaintCount,
    bare_paint,
    mouse,
    painted_after,
    rest,
    settle,
    until,
    wheel,
    window_with,
)

if TYPE_CHECKING:
    from blurlab.ui.canvas.canvas import Canvas

_STROKES = 6  # at each of the two zooms
_MOVES = 40


def _path(canvas: "Canvas", number: int) -> list[tuple[float, float]]:
    """A wave of 1600 photo pixels through the middle of the photo, a little lower for each number (image_xy)."""
    correction = canvas.correction
    assert correction is not None
    x = correction.width / 2 - 800 + np.linspace(0, 1600, _MOVES)
    y = correction.height / 2 + 40 * (number % 20 - 10) + 150 * np.sin(np.linspace(0, 7, _MOVES) + number)
    return list(zip(x.tolist(), y.tolist(), strict=True))


def _stroke(canvas: "Canvas", number: int = 0, every: int = 1) -> list[float]:
    """Paint one stroke of 400 px by mouse; seconds from each event to its pixels on the screen.

    `every`: only each so-many-th event of the path, for rows that do not time events.
    """
    from PySide6.QtCore import QPointF

    places = [QPointF(*canvas.viewport.to_view(*point)) for point in _path(canvas, number)[::every]]
    times = [painted_after(lambda: mouse(canvas, "MouseButtonPress", places[0]))]
    times += [painted_after(lambda place=place: mouse(canvas, "MouseMove", place)) for place in places[1:]]
    times.append(painted_after(lambda: mouse(canvas, "MouseButtonRelease", places[-1])))
    return times


@cache
def _stroke_and_undo(size: tuple[int, int]) -> tuple[float, float]:
    """(p95 of a stroke's events, p95 of undo) in milliseconds: the worse of the fitted photo and of 100 %."""
    with window_with([size]) as window:
        canvas = window.workspace.canvas
        strokes, undos = [], []
        for zoom in (None, 1.0):
            canvas.fit() if zoom is None else canvas.zoom_to(zoom)
            rest()
            _stroke(canvas)
            canvas.undo()
            rest()
            counter = PaintCount(canvas)
            events: list[float] = []
            backs: list[float] = []
            for number in range(_STROKES):
                canvas.set_paint_value(0 if number % 2 else 255)
                events += _stroke(canvas, number)
                rest(0.02)
                backs.append(painted_after(canvas.undo))
                if canvas.redo() is None:
                    raise RuntimeError("the stroke changed nothing")
                rest(0.02)
            if counter.count < len(events):
                raise RuntimeError("some event painted nothing")
            strokes.append(float(np.percentile(events, 95)) * 1000)
            undos.append(float(np.percentile(backs, 95)) * 1000)
    return max(strokes), max(undos)


@row("canvas.stroke_24mp", "ms", at_most=8, floor="a bare window painting the brush's square of a picture")
def stroke_24mp() -> Measured:
    return Measured(_stroke_and_undo(SIZE_24MP)[0], bare_paint(round(BRUSH), round(BRUSH)))


@row("canvas.stroke_100mp", "× 24", at_most=1.5)
def stroke_100mp() -> Measured:
    """The 100 MP figure over the 24 MP figure."""
    return Measured(_stroke_and_undo(SIZE_100MP)[0] / _stroke_and_undo(SIZE_24MP)[0])


@row("canvas.undo", "ms", at_most=8, floor="a bare window painting the stroke's bounds of a picture")
def undo() -> Measured:
    return Measured(_stroke_and_undo(SIZE_24MP)[1], bare_paint(CANVAS[0], 700))


@row("canvas.undo_memory", "MB", at_most=64, floor="full copies of the mask before and after")
def undo_memory() -> Measured:
    """What 200 strokes leave behind, counted by tracemalloc, beyond the photo and its mask."""
    with window_with([SIZE_24MP]) as window:
        canvas = window.workspace.canvas
        _stroke(canvas)
        tracemalloc.start()
        before = tracemalloc.get_traced_memory()[0]
        for number in range(200):
            canvas.set_paint_value((255, 0, 128)[number % 3])
            _stroke(canvas, number, every=8)
        kept = tracemalloc.get_traced_memory()[0] - before
        tracemalloc.stop()
        if len(canvas.history) != 201:
            raise RuntimeError(f"{len(canvas.history)} of 201 strokes can be undone")
    return Measured(max(kept, canvas.history.nbytes) / 1e6, 200 * 2 * SIZE_24MP[0] * SIZE_24MP[1] / 1e6)


@row("canvas.next_photo", "ms", at_most=100)
def next_photo() -> Measured:
    """From the key to the next photo's painted overlay, its neighbour having been prepared."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    times = []
    with window_with([SIZE_24MP] * 4) as window:
        session, canvas = window.session, window.workspace.canvas
        for _ in range(3):
            settle(window)
            before = session.current_id
            counter = PaintCount(canvas)

            def turn(before: int = before, counter: PaintCount = counter) -> None:
                QTest.keyClick(canvas, Qt.Key.Key_D)
                until(lambda: session.current_id != before and canvas.correction is not None and counter.count > 0)

            times.append(painted_after(turn) * 1000)
    return Measured(float(np.max(times)))


@row("canvas.pan_100mp", "ms", at_most=16, floor="a bare window painting a picture of the canvas's size")
def pan_100mp() -> Measured:
    """p95 of the frames of wheel zoom in and out through all levels, and of panning at the fit × 3 and at 100 %."""
    zooms, pans = _frames_100mp()
    return Measured(max(zooms, pans), bare_paint(*CANVAS))


@row("canvas.pan_only_100mp", "ms", at_most=16, floor="a bare window painting a picture of the canvas's size")
def pan_only_100mp() -> Measured:
    return Measured(_frames_100mp()[1], bare_paint(*CANVAS))


@cache
def _frames_100mp() -> tuple[float, float]:
    """(p95 of wheel zoom, p95 of panning), milliseconds a frame."""
    from PySide6.QtCore import QPointF

    with window_with([SIZE_100MP]) as window:
        canvas = window.workspace.canvas
        centre = QPointF(canvas.width() * 0.55, canvas.height() * 0.45)
        canvas.fit()
        rest()
        _stroke(canvas)
        autosave = window.session.autosave
        until(lambda: not autosave.unsaved and not autosave.saving)  # else its thread is measured as well
        counter = PaintCount(canvas)
        zooms = [
            painted_after(lambda notch=notch: wheel(canvas, centre, notch)) for notch in [1] * 14 + [-1] * 14 + [1] * 14
        ]
        pans = []
        canvas.set_tool("pan")
        for zoom in (canvas.viewport.fit_scale * 3, 1.0):
            canvas.zoom_to(zoom)
            rest()
            mouse(canvas, "MouseButtonPress", centre)
            for step in range(50):
                place = centre + QPointF(400 * np.sin(step / 8), 250 * np.sin(step / 5))
                pans.append(painted_after(lambda place=place: mouse(canvas, "MouseMove", place)))
            mouse(canvas, "MouseButtonRelease", centre)
        if counter.count < len(zooms) + len(pans):
            raise RuntimeError("some frame was not painted")
    return float(np.percentile(zooms, 95)) * 1000, float(np.percentile(pans, 95)) * 1000


@row("canvas.region_100mp", "ms", at_most=50)
def region_100mp() -> Measured:
    """The longest that the window does not answer while the largest regions of a photo of 100 MP are worked on."""
    return Measured(max(stall for stall, _ in _regions_100mp().values()) * 1000)


@row("canvas.region_time_100mp", "s")
def region_time_100mp() -> Measured:
    """The longest of these steps, from the hand to the screen."""
    return Measured(max(whole for _, whole in _regions_100mp().values()))


@cache
def _regions_100mp() -> dict[str, tuple[float, float]]:
    """For each tool that works on regions: (longest time without an answer, all of it), seconds."""
    with window_with([SIZE_100MP]) as window:
        canvas = window.workspace.canvas
        canvas.fit()
        rest()
        _stroke(canvas)
        width, height = SIZE_100MP
        at = {"x": width * 0.5, "y": height * 0.5, "threshold": canvas.threshold}
        pixels = max(1, round(2 / canvas.viewport.scale))
        loop = [(width * x, height * y) for x, y in ((0.05, 0.05), (0.95, 0.05), (0.95, 0.95), (0.05, 0.95))]
        acts: dict[str, Callable[[], object]] = {
            "fill": lambda: canvas.perform(lambda correction: fill_step(correction, **at, value=255)),
            "undo": canvas.undo,
            "accept": lambda: canvas.perform(lambda correction: accept_step(correction, **at)),
            "fill holes": lambda: canvas.perform(lambda correction: holes_step(correction, **at)),
            "grow": lambda: canvas.perform(lambda correction: grow_step(correction, **at, pixels=pixels)),
            "shrink": lambda: canvas.perform(lambda correction: grow_step(correction, **at, pixels=-pixels)),
            "encircle": lambda: canvas.perform(lambda correction: polygon_step(correction, loop, 0)),
            "smart edge": lambda: canvas.perform(lambda correction: _settled(canvas, correction, loop)),
            "threshold": lambda: canvas.set_threshold(160),
            "uncertain": window.workspace.next_uncertain,
        }
        return {name: _worked(canvas, act) for name, act in acts.items()}


def _settled(canvas: "Canvas", correction: Correction, loop: list[tuple[float, float]]) -> Edit | None:
    assert canvas.pyramid is not None
    found = settle_loop(correction, canvas.pyramid, loop)
    return None if found is None else Edit.of_mask(correction, *found, 255, "Smart edge")


def _worked(canvas: "Canvas", act: Callable[[], object]) -> tuple[float, float]:
    begun = time.perf_counter()
    stall = painted_after(act)
    while canvas.busy:
        stall = max(stall, painted_after(lambda: time.sleep(0.001)))
    whole = time.perf_counter() - begun
    rest(0.3)
    return stall, whole


@row("canvas.memory_100mp", "× photo", at_most=3)
def memory_100mp() -> Measured:
    """Resident memory of a window process with a photo of 100 MP open and painted on, over the photo's 300 MB."""
    command = [sys.executable, "-c", "from tests.bench.canvas import print_memory; print_memory()"]
    root = Path(blurlab.__file__).parents[1]
    done = subprocess.run(command, cwd=root, stdout=subprocess.PIPE, text=True, check=False, timeout=300)
    if not done.stdout.split():
        raise RuntimeError(f"the window with the large photo ended early (exit code {done.returncode})")
    return Measured(float(done.stdout.split()[-1]) / (SIZE_100MP[0] * SIZE_100MP[1] * 3))


def print_memory() -> None:
    """In a process of its own: open a photo of 100 MP, look, paint, and print the bytes of resident memory."""
    with window_with([SIZE_100MP]) as window:
        canvas = window.workspace.canvas
        _stroke(canvas)
        canvas.zoom_to(1.0)
        rest(2.5)  # the autosave has come and gone
        _stroke(canvas)
        rest(0.2)
        print(_resident_bytes())


def _resident_bytes() -> int:
    status = Path("/proc/self/status")
    if not status.is_file():
        raise CannotRun("resident memory is read from /proc, which this system does not have")
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) * 1024
