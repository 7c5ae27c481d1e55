"""Blur amount and kind through the window: what the project keeps of a prediction is laid over its photo."""

import numpy as np
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from blurlab.core.plane_colours import PlaneShown
from blurlab.core.planes import MOTION, BlurPlanes
from blurlab.core.prediction import Look
from blurlab.project import keys
from blurlab.ui.canvas.planes_reading import NOT_TOLD
from blurlab.ui.shell.main_window import MainWindow
from tests.fixtures.windows import WAIT, is_predicted
from tests.ui.shell.test_main_window import SHIFT, press


def test_amount_and_kind_are_read_shown_and_taken_away(window: MainWindow, qtbot: QtBot) -> None:
    session, canvas = window.session, window.workspace.canvas
    photo_id, version = session.current_id, session.predictions.version
    said: list[str] = []
    session.notices.told.connect(lambda notice: said.append(notice.sentence))
    press(window, Qt.Key.Key_A, SHIFT)
    assert canvas.plane_shown is PlaneShown.AMOUNT
    qtbot.waitUntil(lambda: NOT_TOLD in said, timeout=WAIT)
    planes = BlurPlanes(np.full((3, 4), 90, np.uint8), np.full((3, 4), MOTION + 20, np.uint8))
    blurriness = session.project.read_prediction(photo_id, version)
    session.project.save_prediction(photo_id, version, blurriness, Look(), planes=planes)
    press(window, Qt.Key.Key_M, SHIFT)
    assert canvas.plane_shown is PlaneShown.KIND
    qtbot.waitUntil(lambda: canvas._planes is not None, timeout=WAIT)
    assert np.array_equal(canvas._planes.kind, planes.kind) and np.array_equal(canvas._planes.amount, planes.amount)
    assert window.actions_by_id["blur_kind"].isChecked()
    press(window, Qt.Key.Key_D)
    qtbot.waitUntil(lambda: is_predicted(session), timeout=WAIT)
    assert canvas._planes is None, "those of the photo before are gone"
    press(window, Qt.Key.Key_M, SHIFT)
    assert canvas.plane_shown is None


def test_a_damaged_plane_is_none(window: MainWindow) -> None:
    session = window.session
    photo_id, project = session.current_id, session.project
    planes = BlurPlanes(np.full((3, 4), 90, np.uint8), np.ones((3, 4), np.uint8))
    project.save_prediction(photo_id, "v", np.zeros((4, 4), np.uint8), Look(), planes=planes)
    assert project.read_planes(photo_id, "v") is not None
    whole = project.planes_file(photo_id, "v").read_bytes()
    for damaged in (whole[:40], b"", project.prediction_file(photo_id, "v").read_bytes()):
        project.blobs.write(keys.planes(photo_id, "v"), damaged)
        found = project.read_planes(photo_id, "v")
        assert found is None or not found.kind.any()
    project.blobs.write(keys.planes(photo_id, "v"), whole)
    project.remove_prediction(photo_id, "v")
    assert project.read_planes(photo_id, "v") is None
