"""Row of a server that takes everything and answers nothing: the window of whoever works on its project never waits."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from blurlab.display import missing_qt
from tests.bench.rows import CannotRun, Measured, row
from tests.bench.team.shared import shared
from tests.bench.window import mouse, rest, until
from tests.fixtures.network import Network

if TYPE_CHECKING:
    from blurlab.ui.shell.main_window import MainWindow
    from tests.fixtures.beats import Beats

PHOTOS: Final = 12
STALLED: Final = 2.0  # seconds that the window is left alone with the server that hangs


@row("team.hang", "ms", at_most=50)
def hang() -> Measured:
    """The longest that a window was kept from its events: it goes on, paints, accepts, lists and closes meanwhile."""
    with shared(PHOTOS, real=PHOTOS) as (server, url, folder):
        network = Network(server.port)
        with window_on(url.replace(f":{server.port}/", f":{network.port}/"), folder) as (window, opened):
            opened()
            network.stall()
            found = worked(window, opened)
        network.close()
    opening = found.pop("open")
    each = ", ".join(f"{name} {1000 * one.longest:.0f} ({1000 * one.busiest:.0f})" for name, one in found.items())
    return Measured(
        1000 * max(one.longest for one in found.values()),
        note=f"of these on the processor in brackets: {each}; building the panels of a project that is opened "
        f"{1000 * opening.longest:.0f} ({1000 * opening.busiest:.0f})",
    )


@contextmanager
def window_on(url: str, folder: Path) -> "Iterator[tuple[MainWindow, Callable[[], None]]]":
    """A window, and what opens the shared project in it; its copies lie in folder/copies."""
    if reason := missing_qt():
        raise CannotRun(reason)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from blurlab.project.team import copy
    from blurlab.session.settings import Settings
    from blurlab.ui.shell.app import make_application
    from blurlab.ui.shell.main_window import MainWindow

    make_application()
    copies, copy.copies_root = copy.copies_root, lambda: folder / "copies"
    window = MainWindow(
        Settings(folder / "settings.ini"),
        predictor_module="tests.ui.toy_predictor",
        trainer_module="tests.ui.toy_trainer",
    )
    window.resize(1280, 800)
    window.show()
    rest()

    def opened() -> None:
        window.open_shared(url)
        until(lambda: window.session is not None and _shown(window))

    try:
        yield window, opened
    finally:
        copy.copies_root = copies
        exchange = window.session.team.exchange if window.session is not None else None
        window.close()
        until(lambda: not window.isVisible())
        window.deleteLater()
        rest()
        if exchange is not None:
            exchange.wait(20)


def worked(window: "MainWindow", opened: Callable[[], None], stalled: float = STALLED) -> "dict[str, Beats]":
    """By what was done in the window, how long it was kept from its events."""
    from tests.fixtures.beats import Beats

    found: dict[str, Beats] = {}

    def measured(name: str, act: Callable[[], object], done: Callable[[], bool]) -> None:
        with Beats() as found[name]:
            act()
            until(done)
            rest(0.3)

    session = window.session
    first = session.current_id
    measured("stalled", lambda: None, _after(stalled))
    measured("next", session.navigation.next_in_queue, lambda: session.current_id != first and _predicted(window))
    measured("paint", lambda: _paint(window), lambda: True)
    here = session.current_id
    measured("accept", lambda: session.review.accept(advance=True), lambda: session.order[here].status == "accepted")
    measured("list", lambda: _list(window), lambda: True)
    measured("close", window.close_project, lambda: window.session is None)
    measured("open", opened, lambda: True)
    return found


def _after(seconds: float) -> Callable[[], bool]:
    end = time.monotonic() + seconds
    return lambda: time.monotonic() > end


def _shown(window: "MainWindow") -> bool:
    return window.session.current is not None and window.workspace.canvas.correction is not None


def _predicted(window: "MainWindow") -> bool:
    return _shown(window) and bool(window.session.current.prediction_version)


def _paint(window: "MainWindow") -> None:
    from PySide6.QtCore import QPointF

    canvas = window.workspace.canvas
    canvas.set_paint_value(255)
    for across in range(4):
        place = QPointF(canvas.width() * (0.3 + 0.1 * across), canvas.height() * 0.4)
        mouse(canvas, "MouseMove" if across else "MouseButtonPress", place)
        rest(0.02)
    mouse(canvas, "MouseButtonRelease", place)
    rest(0.1)


def _list(window: "MainWindow") -> None:
    """Through the whole list, and from photo to photo by it."""
    session = window.session
    for photo in list(session.order.photos())[:6]:
        session.current_photo.go_to(photo.id)
        until(lambda: _shown(window))
