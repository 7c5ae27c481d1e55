"""A project of many photos in the real window: how soon it can be used, and the longest moment it stands still.

The photos are generated, each with other pixels but tiny: what is measured is the list, its orders and the database,
not decoding. They are added as a person's are (hashed, headers read), and every one has the doubt of a prediction.
"""

import gc
import json
import os
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import numpy as np

from blurlab.core.learning.queue_order import DESCRIPTOR, Doubt
from blurlab.core.opencv import cv2
from blurlab.display import missing_qt
from tests.bench.rows import CannotRun, Measured, row
from tests.bench.window import rest, until

MANY: Final = 10_000
FEW: Final = 100
_SIZE: Final = (24, 16)


def make_project(folder: Path, count: int) -> Path:
    """A project of `count` tiny photos in `folder`; returns its folder."""
    from blurlab.core.prediction import View
    from blurlab.project.models import resolve_model
    from blurlab.project.project import Project
    from blurlab.project.records import Status

    random = np.random.default_rng(5)
    photos = folder / "photos"
    photos.mkdir()
    paths = []
    for number in range(count):
        path = photos / f"photo{number:05}.png"
        done, png = cv2.imencode(".png", random.integers(0, 256, (_SIZE[1], _SIZE[0], 3), np.uint8))
        if not done:
            raise OSError(f"{path} could not be encoded")
        path.write_bytes(png.tobytes())
        paths.append(path)
    with Project.create(folder / "many.blurlab") as project:
        project.add_photos(paths)
        ids = [photo.id for photo in project.photos()]
        version = resolve_model(None, project).version_label
        with project.store.writing() as rows:
            for one in ids:
                doubt = Doubt(*random.random(3).tolist())
                descriptor = random.random(DESCRIPTOR).astype(np.float32)
                rows.review.save_doubt(one, version, View.WHOLE, doubt, descriptor, "2026-01-01T00:00:00+00:00")
                if one % 2:
                    rows.photos.set_status(one, list(Status)[one % 5])
        return project.folder


@cache
def _measured(count: int) -> tuple[float, float, str]:
    """(seconds until the window can be used, longest standstill in ms after that, in what it was)."""
    if reason := missing_qt():
        raise CannotRun(reason)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    from blurlab.project.queue import Sort
    from blurlab.project.records import Status
    from blurlab.session.settings import Settings
    from blurlab.ui.shell.app import make_application
    from blurlab.ui.shell.main_window import MainWindow
    from blurlab.ui.shell.theme import Appearance

    make_application(Appearance.DARK)
    with TemporaryDirectory() as kept:
        folder = make_project(Path(kept), count)
        window = MainWindow(
            Settings(Path(kept) / "settings.ini"),
            predictor_module="tests.ui.toy_predictor",
            trainer_module="tests.ui.toy_trainer",
        )
        window.resize(1440, 920)
        window.show()
        rest()
        frames: list[tuple[float, str]] = []

        def turn(what: str, act: Callable[[], object] = lambda: None) -> None:
            before = time.perf_counter()
            act()
            QApplication.processEvents()
            frames.append((time.perf_counter() - before, what))

        def live(what: str, done: Callable[[], bool]) -> None:
            end = time.monotonic() + 60
            while not done():
                if time.monotonic() > end:
                    raise RuntimeError(f"the window did not come to the end of “{what}”")
                turn(what)
                time.sleep(0.001)

        try:
            # Once before: importing what a window needs is another row's figure.
            window.open([folder])
            until(lambda: window.session is not None and window.session.current is not None)
            window.close_project()
            until(lambda: window.session is None)
            began = time.perf_counter()
            window.open([folder])
            until(lambda: window.session is not None and window.session.current is not None)
            assert window.session is not None and window.workspace is not None
            photo_list = window.workspace.photo_list
            assert photo_list.model.rowCount() == count
            QApplication.processEvents()
            usable = time.perf_counter() - began
            session = window.session
            live("settling", lambda: len(session.order.facts) == count)
            rest(1.0)
            gc.collect()

            listed: list[None] = []
            session.order.listChanged.connect(lambda: listed.append(None))
            bar = photo_list.view.verticalScrollBar()
            for place in np.linspace(0, bar.maximum(), 120).astype(int).tolist():
                turn("scrolling", lambda place=place: bar.setValue(place))
            for status in (Status.ACCEPTED, Status.NEW, None):
                turn("filtering", lambda status=status: session.queue.set_filter(status))
                rest(0.1)
            for typed in ("0", "09", "099", "0999", ""):
                photo_list.head.search.setText(typed)
                turn("searching", photo_list.head._search)
            for sort in (Sort.NAME, Sort.UNCERTAIN, Sort.BLUR, Sort.ADDED):
                before = len(listed)
                turn("ordering", lambda sort=sort: session.queue.set_sort(sort))
                live("ordering", lambda before=before: len(listed) > before)
                live("ordering", session.queue._tasks.idle)
            for _ in range(20):
                turn("going on", session.navigation.next)
                live("going on", lambda: session.current is not None)
            for _ in range(5):
                turn("rejecting", lambda: session.review.reject(advance=True))
                live("rejecting", lambda: session.current is not None)
            worst, what = max(frames)
            return usable, worst * 1000, what
        finally:
            window.close()
            until(lambda: not window.isVisible())
            window.deleteLater()
            rest()


@row("project.10000.open", "s", at_most=2, floor="of a project of 100 photos")
def project_open() -> Measured:
    """From the asking to the list of all photos with the first one beside it; the photos are tiny."""
    return Measured(_measured(MANY)[0], _measured(FEW)[0])


@row("project.10000.frame", "ms", at_most=50, floor="of a project of 100 photos")
def project_frame() -> Measured:
    """The longest turn of the event loop while the list is scrolled, filtered, searched, ordered and reviewed."""
    return Measured(_measured(MANY)[1], _measured(FEW)[1])


_POLYGONS, _PHOTOS, _WIDE, _HIGH = 20_000, 2_000, 640, 426


@row("exchange.rate", "s", at_most=60, floor="adding the photos, before")
def exchange_rate() -> Measured:
    """A COCO file of 20,000 polygons on 2,000 photos of 640×426 becomes accepted masks: reading, drawing, saving."""
    from blurlab.exchange.masks_in import import_masks
    from blurlab.exchange.meaning import Meaning, Polarity
    from blurlab.exchange.registry import open_source
    from blurlab.project.project import Project

    random = np.random.default_rng(3)
    with TemporaryDirectory() as name:
        paths = [Path(name) / "photos" / f"{number:04}.jpg" for number in range(_PHOTOS)]
        paths[0].parent.mkdir()
        for path in paths:
            photo = np.broadcast_to(random.integers(0, 256, (1, _WIDE, 3), np.uint8), (_HIGH, _WIDE, 3))
            path.write_bytes(cv2.imencode(".jpg", photo)[1].tobytes())
        file = Path(name) / "coco.json"
        file.write_text(json.dumps(_coco(random, [path.name for path in paths])))
        with Project.create(Path(name) / "many.blurlab") as project:
            began = time.perf_counter()
            photos = project.add_photos(paths).added
            added = time.perf_counter()
            report = import_masks(project, photos, open_source(file), Meaning(Polarity.BLURRED))
            done = time.perf_counter()
        if len(report.imported) != _PHOTOS or report.problems:
            raise CannotRun(f"{len(report.imported)} masks were imported")
        return Measured(done - added, floor=added - began, note=f"{_POLYGONS / (done - added):.0f} polygons a second")


def _coco(random: np.random.Generator, names: list[str]) -> dict[str, object]:
    angles = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    annotations = []
    for number in range(_POLYGONS):
        reach = random.uniform(20, 120) * random.uniform(0.7, 1, angles.size)
        x = np.clip(random.uniform(0, _WIDE) + reach * np.cos(angles), 0, _WIDE)
        y = np.clip(random.uniform(0, _HIGH) + reach * np.sin(angles), 0, _HIGH)
        ring = np.round(np.stack([x, y], axis=1), 2).reshape(-1).tolist()
        one = {"id": number, "image_id": number % _PHOTOS, "category_id": 1, "segmentation": [ring], "iscrowd": 0}
        annotations.append(one)
    images = [{"id": n, "file_name": name, "width": _WIDE, "height": _HIGH} for n, name in enumerate(names)]
    return {"images": images, "annotations": annotations, "categories": [{"id": 1, "name": "blurred"}]}
