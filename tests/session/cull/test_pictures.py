"""Photos that are decoded for the focus view, and which of them are still wanted."""

from types import SimpleNamespace
from typing import Any
from unittest import mock

from pytestqt.qtbot import QtBot

from blurlab.session.cull.pictures import Pictures


def test_a_photo_that_was_dropped_and_is_wanted_again_is_begun_again(qtbot: QtBot) -> None:
    photo: Any = SimpleNamespace(id=1, width=10, height=10)
    pictures = Pictures(mock.Mock())
    with mock.patch.object(pictures._tasks, "run") as run:
        pictures.want([photo])
        work, arrived, _failed = run.call_args.args
        pictures.want([])
        assert not pictures.loading and work() is None, "nobody wants it by now"
        pictures.want([photo])
        assert run.call_count == 1 and pictures.loading
        arrived(None)
        assert run.call_count == 2 and pictures.loading
        pictures.want([])
        arrived(None)
        assert run.call_count == 2 and not pictures.loading
    pictures.deleteLater()
