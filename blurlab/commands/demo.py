"""Open the sample photos in the window, or tour the main job on them: predict, correct, accept, train, predict."""

import argparse
import json
import os
import platform
import signal
import sys
import time
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType, TracebackType
from typing import TYPE_CHECKING

from blurlab.commands import CommandError
from blurlab.display import missing_display, missing_qt
from blurlab.files.paths import make_folder
from blurlab.version import __version__

if TYPE_CHECKING:
    from blurlab.ui.tour.recording import Step


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--headless", action="store_true", help="tour the main job without a display")
    parser.add_argument("--tour", action="store_true", help="tour it in a window that you can watch")
    parser.add_argument("--report", type=Path, metavar="FILE.json", help="tour, and write what happened in each step")
    parser.add_argument("--screenshots", type=Path, metavar="DIR", help="tour, and write the window's pictures there")
    parser.add_argument(
        "--minutes",
        type=int,
        default=1,
        choices=range(1, 61),
        metavar="M",
        help="training minutes of a tour (default 1)",
    )


def run(args: argparse.Namespace) -> int:
    """The window's exit code; of a tour 0 if every step happened, else 1."""
    headless = args.headless
    if not headless and (sentence := missing_display()):
        print(sentence, "The tour goes on without a display.", file=sys.stderr)
        headless = True
    if sentence := missing_qt():
        raise CommandError(sentence)
    if headless or args.tour or args.report or args.screenshots:
        return _tour(args, headless)
    from blurlab.project.samples import copy_samples
    from blurlab.ui.shell.app import run_window

    return int(run_window([copy_samples()]))


def _tour(args: argparse.Namespace, headless: bool) -> int:
    if headless:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from blurlab.assets import resource
    from blurlab.project.samples import copy_samples
    from blurlab.session.settings import Settings
    from blurlab.ui.shell.app import make_application
    from blurlab.ui.shell.main_window import MainWindow
    from blurlab.ui.tour.recording import Recording
    from blurlab.ui.tour.tour import Tour

    began = time.monotonic()
    for folder in (args.screenshots, args.report.parent if args.report else None):
        if folder is not None:
            make_folder(folder)
    _silence_offscreen()
    application = make_application()
    application.setQuitOnLastWindowClosed(False)  # the tour outlives its window, to see that all is gone
    with TemporaryDirectory(prefix="blurlab-demo-") as scratch, _Watch() as watch:
        recording = Recording.read(resource("samples/tour.json"))
        folder = copy_samples(Path(scratch) / "Sample photos")
        window = MainWindow(Settings(Path(scratch) / "settings.ini"))
        tour = Tour(
            window,
            folder,
            recording,
            minutes=args.minutes,
            screenshots=args.screenshots,
            said=_say,
            interrupted=lambda: watch.interrupted,
            mistakes=watch.mistakes,
        )
        try:
            done = tour.run() and not watch.mistakes
        finally:
            _take_down(window)
    seconds = time.monotonic() - began
    report = {
        "ok": done,
        "blurlab": __version__,
        "python": platform.python_version(),
        "system": platform.platform(),
        "cores": os.cpu_count(),
        "qt platform": application.platformName(),
        "seconds": round(seconds, 2),
        "mistakes": watch.mistakes,
        "steps": [asdict(step) for step in tour.steps],
    }
    if args.report:
        from blurlab.files.atomic import write_bytes

        write_bytes(args.report, (json.dumps(report, indent=1, ensure_ascii=False) + "\n").encode())
    print(f"{'The tour is complete' if done else 'The tour failed'}, in {seconds:.0f} s.")
    return 0 if done else 1


def _silence_offscreen() -> None:
    """Keep one remark of Qt's offscreen platform, made at each resize, off the terminal; all others are shown."""
    from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

    def show(_kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        if "propagateSizeHints" not in text:
            print(text, file=sys.stderr)

    qInstallMessageHandler(show)


def _say(step: "Step") -> None:
    facts = ", ".join(f"{name}: {value}" for name, value in step.facts.items() if not isinstance(value, list))
    print(f"{step.seconds:7.1f} s  {step.name}" + (f"  ({facts})" if facts else ""), flush=True)
    if not step.ok:
        print(f"           failed: {step.problem or 'see above'}", file=sys.stderr)


def _take_down(window: "object") -> None:
    """After a tour that broke off: no child process stays, no lock."""
    session = getattr(window, "session", None)
    if session is None:
        return
    children = [part.link for part in (session.predictions, session.training)]
    session.discard()
    for child in children:
        child.wait(15)


class _Watch:
    """While it is entered: Ctrl+C sets `interrupted`, and exceptions in Qt's callbacks are kept in `mistakes`."""

    def __init__(self) -> None:
        self.interrupted = False
        self.mistakes: list[str] = []

    def __enter__(self) -> "_Watch":
        self._handler = signal.signal(signal.SIGINT, self._interrupt)
        self._hook, sys.excepthook = sys.excepthook, self._mistake
        return self

    def __exit__(self, *_: object) -> None:
        signal.signal(signal.SIGINT, self._handler)
        sys.excepthook = self._hook

    def _interrupt(self, _number: int, _frame: FrameType | None) -> None:
        self.interrupted = True

    def _mistake(self, kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
        self.mistakes.append(f"{kind.__name__}: {error}")
        self._hook(kind, error, traceback)
