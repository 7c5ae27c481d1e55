"""A slide and a film from opening to export in the real window: tiles and frames are painted, accepted and written."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from blurlab.core.editing.correction import BLURRED
from blurlab.core.opencv import cv2
from blurlab.core.rect import Rect
from blurlab.exchange.masks_out import export_masks
from blurlab.imaging.kinds.slide import Slide
from blurlab.imaging.ports import PhotoRef, Region
from blurlab.project.project import Project
from blurlab.project.records import Status
from blurlab.ui.exchange.export_dialog import ExportDialog
from blurlab.ui.pictures.slide_dialog import SlideDialog
from blurlab.ui.shell.main_window import MainWindow
from tests.fixtures.windows import WAIT, is_predicted
from tests.imaging.large_files import write_slide

MakeWindow = Callable[[], MainWindow]


def paint_and_accept(window: MainWindow, qtbot: QtBot, begin: tuple[float, float], end: tuple[float, float]) -> int:
    """A stroke by mouse in photo pixels, and Enter; the photo's id."""
    session, canvas = window.session, window.workspace.canvas
    qtbot.waitUntil(lambda: is_predicted(session) and canvas.correction is session.current.correction, timeout=WAIT)
    photo_id = session.current_id
    canvas.set_paint_value(BLURRED)
    one, other = (QPointF(*canvas.viewport.to_view(*place)).toPoint() for place in (begin, end))
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, one)
    QTest.mouseMove(canvas, (one + other) / 2)
    QTest.mouseMove(canvas, other)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, other)
    qtbot.waitUntil(lambda: session.current.unsaved, timeout=WAIT)
    window.actions_by_id["accept"].trigger()
    qtbot.waitUntil(lambda: session.photo(photo_id).status is Status.ACCEPTED, timeout=WAIT)
    return photo_id


def test_a_slide_is_annotated_from_opening_to_export(make_window: MakeWindow, tmp_path: Path, qtbot: QtBot) -> None:
    pytest.importorskip("tifffile")
    slide = write_slide(tmp_path / "slide.tif", 100_000, 80_000)
    window = make_window()
    window.open([slide])
    qtbot.waitUntil(lambda: window.session is not None and is_predicted(window.session), timeout=WAIT)
    session = window.session
    tiles = []
    for step in (None, Qt.Key.Key_Right):
        window.actions_by_id["slide_regions"].trigger()
        (dialog,) = window.findChildren(SlideDialog)
        view = dialog.view
        qtbot.waitUntil(lambda view=view: bool(view.levels), timeout=WAIT)
        if step is None:
            view.show_rect(Rect(49_000, 39_000, 3000, 2000))
            QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.rect().center())
        else:
            qtbot.waitUntil(lambda view=view: len(view.masks) == 1, timeout=WAIT)
            QTest.keyClick(view, step)
        tile = view.tile
        QTest.keyClick(view, Qt.Key.Key_Return)
        qtbot.waitUntil(
            lambda tile=tile: (
                session.current is not None
                and session.photo(session.current_id).ref.region is not None
                and session.photo(session.current_id).ref.region.rect == tile
            ),
            timeout=WAIT,
        )
        paint_and_accept(window, qtbot, (300, 1000), (1700, 1000))
        tiles.append(tile)
    assert tiles == [Rect(49_152, 38_912, 2048, 2048), Rect(51_200, 38_912, 2048, 2048)]
    window.actions_by_id["export_masks"].trigger()
    (export,) = window.findChildren(ExportDialog)
    export.what.setCurrentIndex(2)
    assert export.what.currentText() == "One mask for each slide" and not export.format.isEnabled()
    assert export.png.isVisible() and not export.kinds.isVisible()
    export.png.setChecked(True)
    export.choose_folder(tmp_path / "out")
    qtbot.waitUntil(lambda: export.export_button.text() == "Export 2 masks", timeout=WAIT)
    export.export_button.click()
    qtbot.waitUntil(lambda: "2 masks written" in export.said.text(), timeout=4 * WAIT)
    assert "“slide.png” was not written: it would have over 100 million pixels" in export.details.toPlainText()
    export.close()
    whole = Slide(PhotoRef(tmp_path / "out" / "slide.tif"))
    assert whole.size == (100_000, 80_000)
    seen = whole.read(0, Rect(49_152, 38_912 + 1000, 4096, 1))[0, :, 0]
    assert (seen[400:1600] == 255).all() and (seen[2448:3648] == 255).all() and not (seen == 128).all()
    assert (whole.read(0, Rect(0, 0, 9, 9)) == 128).all()


def test_a_stroke_goes_on_over_the_edges_of_its_tile_and_is_taken_back_as_one(
    make_window: MakeWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    pytest.importorskip("tifffile")
    slide = write_slide(tmp_path / "slide.tif", 100_000, 80_000)
    tiles = [Region(Rect(49_152 + right, 38_912 + down, 2048, 2048)) for down in (0, 2048) for right in (0, 2048)]
    window = make_window()
    window.open([slide])
    qtbot.waitUntil(lambda: window.session is not None and is_predicted(window.session), timeout=WAIT)
    session, canvas = window.session, window.workspace.canvas
    session.add_photos([PhotoRef(slide, 0, tiles[0])])
    qtbot.waitUntil(lambda: any(photo.ref.region == tiles[0] for photo in session.order.photos()), timeout=WAIT)
    own = next(photo.id for photo in session.order.photos() if photo.ref.region == tiles[0])
    session.go_to(own)
    qtbot.waitUntil(lambda: session.current is not None and canvas.correction is session.current.correction)
    qtbot.waitUntil(lambda: is_predicted(session), timeout=WAIT)
    canvas.set_paint_value(BLURRED)
    canvas.brush_size = 40
    canvas.zoom_to(0.1)
    canvas.centre_on(2048, 2048)
    places = [(1500.0, 1500.0), (2500.0, 1500.0), (2500.0, 2500.0)]
    first, *others = (QPointF(*canvas.viewport.to_view(*place)).toPoint() for place in places)
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, first)
    for other in others:
        QTest.mouseMove(canvas, other)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, others[-1])

    def plane(number: int) -> np.ndarray | None:
        photo = next((photo for photo in session.order.photos() if photo.ref.region == tiles[number]), None)
        opened = None if photo is None else session.loader.get(photo.id)
        return None if opened is None else opened.correction.plane

    qtbot.waitUntil(lambda: not session.across.busy and plane(3) is not None and plane(1) is not None, timeout=WAIT)
    assert plane(2) is None, "no tile is made that the stroke does not touch"
    across = np.concatenate([plane(0)[1500], plane(1)[1500]])
    assert (across[1520:2480] == BLURRED).all(), "without a gap at the edge"
    down = np.concatenate([plane(1)[:, 2500 - 2048], plane(3)[:, 2500 - 2048]])
    assert (down[1520:2480] == BLURRED).all()
    qtbot.waitUntil(lambda: not session.autosave.unsaved, timeout=WAIT)
    assert sum(bool(session.project.masks.revisions(photo.id)) for photo in session.order.photos()) == 3
    window.actions_by_id["undo"].trigger()
    qtbot.waitUntil(lambda: not session.across.busy, timeout=WAIT)
    assert not any((plane(number) == BLURRED).any() for number in (0, 1, 3)), "one undo takes all of it back"
    window.actions_by_id["redo"].trigger()
    qtbot.waitUntil(lambda: not session.across.busy, timeout=WAIT)
    assert all((plane(number) == BLURRED).any() for number in (0, 1, 3))


def test_a_film_is_annotated_from_opening_to_export(make_window: MakeWindow, tmp_path: Path, qtbot: QtBot) -> None:
    av = pytest.importorskip("av")
    path = tmp_path / "film.mp4"
    noise = cv2.blur(np.random.default_rng(1).integers(0, 255, (240, 340, 3), np.uint8), (3, 3))
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", rate=10)
        stream.width, stream.height, stream.pix_fmt, stream.bit_rate = 320, 240, "yuv420p", 8_000_000
        for number in range(60):
            pixels = np.ascontiguousarray(noise[:, number // 6 : number // 6 + 320])
            container.mux(stream.encode(av.VideoFrame.from_ndarray(pixels, format="rgb24")))
        container.mux(stream.encode())
    window = make_window()
    window.open([path])
    qtbot.waitUntil(lambda: window.session is not None and len(window.session.order) == 3, timeout=WAIT)
    session = window.session
    qtbot.waitUntil(lambda: "film" in window.messages.sentences(), timeout=WAIT)
    assert window.messages.sentences()["film"].startswith("The first frame of every 2 seconds of “film.mp4” was added;")
    frames = [photo.id for photo in session.order.photos()]
    session.go_to(frames[0])
    qtbot.waitUntil(lambda: session.current is not None and session.current.photo_id == frames[0], timeout=WAIT)
    paint_and_accept(window, qtbot, (60, 120), (260, 120))
    session.go_to(frames[1])
    qtbot.waitUntil(lambda: session.current is not None and session.current.photo_id == frames[1], timeout=WAIT)
    qtbot.waitUntil(lambda: is_predicted(session), timeout=WAIT)
    window.actions_by_id["carry"].trigger()
    qtbot.waitUntil(lambda: session.current.unsaved, timeout=WAIT)
    carried = session.current.correction.plane[120]
    assert (carried[80:240] == 255).all(), "the mask of the frame before came along"
    window.actions_by_id["accept"].trigger()
    qtbot.waitUntil(lambda: session.photo(frames[1]).status is Status.ACCEPTED, timeout=WAIT)
    with Project.open_to_read(session.project.folder) as project:
        report = export_masks(project, tmp_path / "out", format_name="masks")
    assert len(report.photos) == 2
    mask = np.asarray(Image.open(tmp_path / "out" / "film-p21.png"))
    assert mask.shape == (240, 320) and (mask[120, 80:240] == 255).all()
