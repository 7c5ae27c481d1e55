"""What only the canvas needs waits while the focus view lies over it."""

import pytest
from pytestqt.qtbot import QtBot

from blurlab.ui.cull.view import CullView
from blurlab.ui.shell import aids
from blurlab.ui.shell.main_window import MainWindow
from tests.fixtures.windows import WAIT
from tests.ui.cull.conftest import Key, go_to, press


def test_regions_and_the_lists_pictures_wait_for_the_canvas(
    window: MainWindow, view: CullView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    real = aids.make_regions
    monkeypatch.setattr(aids, "make_regions", lambda *asked: made.append(asked) or real(*asked))
    workspace = window.workspace
    current, pictures = window.session.current_photo, workspace.photo_list.thumbnails
    workspace.aids._regions.clear()
    assert current.out_of_sight
    workspace.aids.bring(window.session.current)
    pictures.forget(window.session.order.ids)
    first = window.session.order[window.session.order.ids[0]]
    assert pictures.get(first) is None and not pictures._busy, "nobody sees the list"
    assert not made
    go_to(view, "missed.jpg")
    press(view, Key.Key_F)
    assert not current.out_of_sight
    qtbot.waitUntil(lambda: bool(made) and pictures.kept(first.id) is not None, timeout=WAIT)
