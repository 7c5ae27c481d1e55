"""Blur amount and kind through the window: what the project keeps of a prediction is laid over its photo."""

import numpy as np
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from blurlab.core.editing.correction import BLURRED
from blurlab.core.editing.kinds import PAINTED_KINDS, TOLD_DEFOCUS, Kind
from blurlab.core.plane_colours import PlaneShown
from blurlab.core.planes import DEFOCUS, MOTION, BlurPlanes
from blurlab.core.prediction import Look
from blurlab.project import keys
from blurlab.session.photos.open_photo import load_photo
from blurlab.ui.canvas.planes_reading import NOT_TOLD
from blurlab.ui.shell.main_window import MainWindow
from tests.fixtures.windows import WAIT, come_to_rest, is_predicted
from tests.ui.canvas.test_tools import Person
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


def test_kinds_are_corrected_by_the_tools_kept_with_the_mask_and_undone(window: MainWindow, qtbot: QtBot) -> None:
    session, canvas, work = window.session, window.workspace.canvas, window.workspace
    photo_id, version = session.current_id, session.predictions.version
    qtbot.waitUntil(lambda: is_predicted(session) and canvas.regions is not None, timeout=WAIT)
    planes = BlurPlanes(np.full((4, 6), 90, np.uint8), np.full((4, 6), DEFOCUS, np.uint8))
    blurriness = np.full((40, 60), 255, np.uint8)
    session.project.save_prediction(photo_id, version, blurriness, Look(), planes=planes)
    person = Person(window)
    canvas.correction.set_prediction(blurriness)
    canvas.refresh()
    mask = canvas.correction.plane.copy()
    press(window, Qt.Key.Key_M, SHIFT)
    assert canvas.corrects_kinds and work.tools.values[BLURRED].text() == "Motion"
    qtbot.waitUntil(lambda: canvas.kinds is not None and TOLD_DEFOCUS in canvas.kinds.plane, timeout=WAIT)
    told = canvas.kinds.plane.copy()

    canvas.brush_size = 30
    person.key(Qt.Key.Key_B)
    person.drag([(40, 40), (90, 40)])
    painted = canvas.kinds.plane.copy()
    assert painted[40, 60] == BLURRED and painted[100, 60] == TOLD_DEFOCUS, "motion there, as told elsewhere"
    assert (canvas.correction.plane == mask).all(), "the mask is as it was"
    person.key(Qt.Key.Key_2)
    person.click(60, 130)
    assert (canvas.kinds.plane[100:] == BLURRED).all(), "Flip offers all of one kind that is blurred"
    flipped = canvas.kinds.plane.copy()
    seen = canvas.grab().toImage()
    person.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (canvas.kinds.plane == painted).all() and canvas.grab().toImage() != seen
    press(window, Qt.Key.Key_M, SHIFT)
    assert not canvas.corrects_kinds and work.tools.values[BLURRED].text() == "Blurred"
    person.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert canvas.corrects_kinds and (canvas.kinds.plane == told).all(), "the kinds are shown where one comes back"
    for _ in range(2):
        person.key(Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert (canvas.kinds.plane == flipped).all()
    assert len(session.current.journal.read()) >= 2

    come_to_rest(session, qtbot)
    revision = session.project.masks.latest(photo_id)
    kept = session.project.masks.read_kinds(revision)
    assert (kept == np.where(flipped == BLURRED, Kind.MOTION, Kind.UNTOLD)).all()
    opened = load_photo(session.project, session.photo(photo_id), version, session.current.view)
    assert opened.kinds is not None and len(opened.history) == 2
    assert (PAINTED_KINDS[opened.kinds.plane] == kept).all()


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
