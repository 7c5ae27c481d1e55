"""How many files a reader of the code passes from a press of the brush to its pixels, and to the mask on disk."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from blurlab.core.editing.correction import Correction
from blurlab.core.editing.edit import EditRecorder
from blurlab.project.files.blobs import FolderBlobs
from blurlab.project.sql.mask_rows import SqlMasks
from blurlab.session.strokes.autosave import Autosave
from blurlab.ui.canvas.canvas import Canvas
from blurlab.ui.canvas.layers.layer import Layer
from blurlab.ui.canvas.layers.overlay_layer import OverlayLayer
from blurlab.ui.shell.main_window import MainWindow
from tests.fixtures.canvases import Hand, plane
from tests.fixtures.windows import WAIT
from tests.following import Followed

MOST_TO_THE_PIXEL, MOST_TO_THE_DISK = 8, 14
BEGINNING = {"blurlab/ui/canvas/canvas.py", "blurlab/ui/canvas/tools/brush.py"}
IN_THE_MASK = ((EditRecorder, "touch"), (Correction, "before_write"))  # it is about to be written
ON_THE_SCREEN = ((Layer, "make_stale"), (OverlayLayer, "render"))  # it is told, and its pixels are made anew
# It is known to be unsaved, it is time, its row is written, its file is.
ON_THE_DISK = ((Autosave, "note_edit"), (Autosave, "save"), (SqlMasks, "add"), (FolderBlobs, "write"))


def test_a_stroke_passes_few_files_from_the_press_to_the_pixel(
    canvas: Canvas, hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    canvas.repaint()
    before = plane(canvas).copy()
    ends = IN_THE_MASK + ON_THE_SCREEN
    way = Followed(monkeypatch, *ends)
    hand.press(300, 200)
    hand.move(340, 220)
    canvas.repaint()
    assert (plane(canvas) != before).any() and way.reached == {name for _, name in ends}
    assert way.passed >= BEGINNING, "it was followed from its beginning"
    assert len(way.passed) <= MOST_TO_THE_PIXEL, sorted(way.passed)


def test_a_stroke_passes_few_files_from_the_press_to_the_mask_on_disk(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert window.session is not None and window.workspace is not None
    canvas, autosave = window.workspace.canvas, window.session.autosave
    ends = IN_THE_MASK + ON_THE_DISK
    way = Followed(monkeypatch, *ends)
    hand = Hand(qtbot, canvas)
    with qtbot.waitSignal(autosave.saved, timeout=WAIT):
        hand.drag([(100, 80), (140, 90)], Qt.MouseButton.LeftButton)
    assert way.reached == {name for _, name in ends}
    assert way.passed >= BEGINNING, "it was followed from its beginning"
    way.passed.add("blurlab/files/atomic.py")  # FolderBlobs.write puts the file in its place by it
    assert len(way.passed) <= MOST_TO_THE_DISK, sorted(way.passed)
