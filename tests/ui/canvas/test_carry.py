"""The mask of a like photo, by one key of the real window."""

from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from blurlab.core.editing.correction import BLURRED
from blurlab.core.opencv import cv2
from blurlab.project.records import Status
from blurlab.ui.shell.main_window import MainWindow
from tests.fixtures.windows import WAIT


def test_one_key_starts_from_the_mask_of_the_same_scene(window: MainWindow, qtbot: QtBot) -> None:
    session, canvas = window.session, window.workspace.canvas
    qtbot.waitUntil(lambda: session.current.prediction_version is not None, timeout=WAIT)
    first, second = session.order.ids[:2]
    assert session.current_id == first
    rng = np.random.default_rng(1)
    scene = np.full((160, 240, 3), 120, np.uint8)
    for _ in range(60):
        place = tuple(int(each) for each in rng.integers(0, (240, 160)))
        cv2.circle(scene, place, int(rng.integers(4, 18)), tuple(map(int, rng.integers(20, 240, 3))), -1)
    for photo_id in (first, second):
        cv2.imwrite(str(Path(session.photo(photo_id).path)), scene)
    session.current_photo.reload(first)
    session.loader.forget(second)
    qtbot.waitUntil(lambda: session.current is not None, timeout=WAIT)
    mask = np.zeros((160, 240), np.uint8)
    mask[30:90, 20:120] = BLURRED
    session.project.masks.save(first, mask, author="me")
    session.project.set_status(first, Status.ACCEPTED)
    session.review.statuses_are({first: Status.ACCEPTED})
    session.go_to(second)
    qtbot.waitUntil(lambda: session.current is not None and session.current_id == second, timeout=WAIT)
    qtbot.waitUntil(lambda: session.current.prediction_version is not None, timeout=WAIT)
    QTest.keyClick(canvas, Qt.Key.Key_4)
    wanted = mask == BLURRED
    qtbot.waitUntil(
        lambda: np.mean((session.current.correction.mask(canvas.threshold) == BLURRED) == wanted) > 0.98, timeout=WAIT
    )
    QTest.keyClick(canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not session.current.correction.painted().any()
