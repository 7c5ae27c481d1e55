"""Photos that are decoded for the focus view, and which of them are still wanted."""

from collections.abc import Iterator
from threading import Event
from types import SimpleNamespace
from typing import Any
from unittest import mock

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from blurlab.session.cull import pictures as module
from blurlab.session.cull.pictures import Pictures

WAIT = 20_000  # ms


@pytest.fixture
def pictures(qtbot: QtBot) -> Iterator[Pictures]:
    made = Pictures(mock.Mock())
    yield made
    made.leave()
    made.deleteLater()


def photo(photo_id: int, side: int = 10) -> Any:
    return SimpleNamespace(id=photo_id, width=side, height=side, name=f"{photo_id}.jpg")


def test_a_photo_that_was_dropped_and_is_wanted_again_is_begun_again(pictures: Pictures) -> None:
    with mock.patch.object(pictures._now, "run") as run:
        pictures.want([photo(1)])
        work, arrived, _failed = run.call_args.args
        pictures.want([])
        assert not pictures.loading and work() is None, "nobody wants it by now"
        pictures.want([photo(1)])
        assert run.call_count == 1 and pictures.loading
        arrived(None)
        assert run.call_count == 2 and pictures.loading
        pictures.want([])
        arrived(None)
        assert run.call_count == 2 and not pictures.loading


def test_a_neighbour_that_is_shown_does_not_wait_behind_other_neighbours_and_is_decoded_once(
    pictures: Pictures, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    go_on, decoded = Event(), []

    def decode(wanted: Any) -> Any:
        decoded.append(wanted.id)
        if wanted.id in {2, 3}:
            assert go_on.wait(WAIT / 1000)
        return np.zeros((10, 10, 3), np.uint8)

    monkeypatch.setattr(module, "_decoded", decode)
    monkeypatch.setattr(module, "_find_reason", mock.Mock())
    try:
        pictures.want([photo(1)], [photo(2), photo(3), photo(4)])  # two threads are held by 2 and 3
        qtbot.waitUntil(lambda: pictures.get(1) is not None and {2, 3} <= set(decoded), timeout=WAIT)
        pictures.want([photo(4)], [photo(2), photo(3)])
        qtbot.waitUntil(lambda: pictures.get(4) is not None, timeout=WAIT)
        assert pictures.loading, "2 and 3 are still to come"
    finally:
        go_on.set()
    qtbot.waitUntil(lambda: not pictures.loading and not pictures._queued, timeout=WAIT)
    assert sorted(decoded) == [1, 2, 3, 4]


def test_neighbours_are_decoded_ahead_as_far_as_memory_goes(
    pictures: Pictures, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 1000)
    with mock.patch.object(pictures._now, "run") as now, mock.patch.object(pictures._ahead, "run") as ahead:
        pictures.want([photo(1, side=100)], [photo(2), photo(3), photo(4)])  # of 433 bytes each
    assert now.call_count == 1 and ahead.call_count == 2
