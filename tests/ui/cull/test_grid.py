"""The grid stays fluent: what was painted is copied, thumbnails come first, and memory is bounded."""

from threading import Event

import pytest
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from blurlab.project.records import Culling
from blurlab.session.cull.listing import Card
from blurlab.ui.cull import cells, thumbnails
from blurlab.ui.cull.cells import CELL, CellDelegate
from blurlab.ui.cull.grid import CardModel
from blurlab.ui.cull.view import CullView
from blurlab.ui.shell.main_window import MainWindow
from tests.fixtures.windows import WAIT, come_to_rest


def hold_thumbnails(monkeypatch: pytest.MonkeyPatch) -> Event:
    """From now on thumbnails are read once the event is set."""
    go_on = Event()
    real = thumbnails._read

    def held(*args: object) -> QImage:
        assert go_on.wait(WAIT / 1000)
        return real(*args)

    monkeypatch.setattr(thumbnails, "_read", held)
    return go_on


class Painted:
    """One cell, and how often it was painted and not only copied."""

    def __init__(self, card: Card, monkeypatch: pytest.MonkeyPatch) -> None:
        self.shown = (card, None, False, False)
        self.delegate = CellDelegate(self)
        self.times = 0
        real = cells._draw_photo

        def counted(*args: object) -> None:
            self.times += 1
            real(*args)

        monkeypatch.setattr(cells, "_draw_photo", counted)

    def cell(self, _row: int) -> tuple[Card, QPixmap | None, bool, bool]:
        return self.shown

    def picture(self, model: CardModel) -> QImage:
        image = QImage(CELL, QImage.Format.Format_RGB32)
        image.fill(0)
        option = QStyleOptionViewItem()
        option.rect = image.rect()
        with QPainter(image) as painter:
            self.delegate.paint(painter, option, model.index(0))
        return image


def test_a_cell_is_painted_once_and_again_when_something_else_is_to_be_seen(
    view: CullView, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = view.listing.cards[view.current]
    painted = Painted(card, monkeypatch)
    model = view.grid.cards
    first = painted.picture(model)
    assert painted.picture(model) == first
    assert painted.times == 1
    seen = [first]
    for shown in (
        (Card(card.photo, culling=Culling(stars=3)), None, False, False),
        (Card(card.photo, culling=Culling(verdict="nothing_sharp")), None, False, False),
        (Card(card.photo, culling=Culling(verdict="nothing_sharp")), None, True, False),
        (Card(card.photo, culling=Culling(verdict="nothing_sharp")), None, True, True),
        (Card(card.photo, culling=Culling(verdict="nothing_sharp")), QPixmap(80, 60), True, True),
    ):
        if shown[1] is not None:
            shown[1].fill(0xFF0000)
        painted.shown = shown
        image = painted.picture(model)
        assert all(image != other for other in seen)
        seen.append(image)
    assert painted.times == len(seen)
    painted.shown = (card, None, False, False)
    assert painted.picture(model) == first


def test_cells_and_thumbnails_take_no_more_memory_than_they_may(
    view: CullView, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: all(view.thumbnails.has(key) for key in view.listing.ids), timeout=WAIT)
    assert not view.thumbnails.behind
    one = 4 * cells.PICTURE.width() * cells.PICTURE.height()
    monkeypatch.setattr(thumbnails, "_MOST_BYTES", 2 * one)
    view.thumbnails._kept.clear()
    view.thumbnails._bytes = 0
    with qtbot.waitSignal(view.thumbnails.ready, timeout=WAIT):
        view.grid.want_visible()
    qtbot.waitUntil(lambda: not view.thumbnails.behind, timeout=WAIT)
    kept = [picture for picture in view.thumbnails._kept.values() if picture is not None]
    assert sum(4 * picture.width() * picture.height() for picture in kept) == view.thumbnails._bytes <= 2 * one
    monkeypatch.setattr(cells, "_MOST_BYTES", 2 * 4 * CELL.width() * CELL.height())
    view.grid.cells._drawn.clear()
    view.grid.viewport().repaint()
    assert len(view.grid.cells._drawn) == 2


def test_the_end_of_the_inspection_is_told_where_all_was_known_before(view: CullView, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not view.thumbnails.behind and not view.inspections.running, timeout=WAIT)
    action = view.window().actions_by_id["focus_inspect"]
    assert not action.isChecked() and action.text() == "Inspect" and "inspecting" not in view.bar.told.text()


def test_what_is_on_the_screen_is_seen_before_it_is_inspected(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    go_on = hold_thumbnails(monkeypatch)
    window.actions_by_id["focus"].trigger()
    view = window.modes.focus
    try:
        qtbot.waitUntil(lambda: view.thumbnails.behind and view.inspections.running, timeout=WAIT)
        come_to_rest(view.inspections, qtbot)
        assert not any(view.inspections._handed.values())
    finally:
        go_on.set()
    qtbot.waitUntil(lambda: not view.thumbnails.behind, timeout=WAIT)
    qtbot.waitUntil(lambda: any(card.inspection for card in view.listing.cards.values()), timeout=WAIT)


def test_while_the_wheel_turns_thumbnails_leave_a_core_to_the_window(
    view: CullView, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    view.window().resize(view.window().width(), 480)
    bar = view.grid.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0, timeout=WAIT)
    come_to_rest(view, qtbot)
    assert not view.thumbnails.behind and not view.thumbnails._busy
    monkeypatch.setattr(thumbnails, "_SCROLLING_THREADS", 1)
    go_on = hold_thumbnails(monkeypatch)
    view.thumbnails._kept.clear()
    try:
        bar.setValue(bar.maximum())
        view.grid.want_visible()
        assert len(view.thumbnails._busy) == 1
        qtbot.waitUntil(lambda: len(view.thumbnails._busy) == 2, timeout=WAIT)  # the hand rests
    finally:
        go_on.set()
    qtbot.waitUntil(lambda: not view.thumbnails.behind, timeout=WAIT)
