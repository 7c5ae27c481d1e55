"""The measure answers first, and then the model, where one is ready, judges as well."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from blurlab.session.cull import words
from blurlab.ui.shell.main_window import MainWindow
from tests.fixtures.windows import WAIT
from tests.ui.cull.conftest import SHIFT, Key, press


def test_the_model_judges_by_default_once_all_is_measured(
    inspected: None, make_window: Callable[[], MainWindow], photos: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("blurlab.ui.cull.asking.BY_DEFAULT", True)
    window = make_window()
    window.open([photos])
    qtbot.waitUntil(lambda: window.session is not None and window.session.current is not None, timeout=WAIT)
    QTest.keyClick(window.workspace.canvas, Key.Key_F)
    view = window.modes.focus
    assert view is not None

    def judged() -> list[bool]:
        found = [card.inspection for card in view.listing.cards.values()]
        return [one is not None and one.verdict.model_blurred is not None for one in found]

    provisional = set()

    def note() -> None:
        for one in view.listing.cards.values():
            if one.provisional:
                assert one.inspection is not None and one.inspection.verdict.model_blurred is None
                provisional.add(words.verdict_words(one))
                assert words.reason(one).endswith("The model has not looked at it yet, so this may change.")

    view.inspections.progressed.connect(note)
    note()
    qtbot.waitUntil(lambda: len(judged()) == 5 and all(judged()), timeout=WAIT)
    assert view.inspections.asks_model
    assert provisional and all(told.endswith(", provisional") for told in provisional)
    assert not any(one.provisional for one in view.listing.cards.values())
    press(view, Key.Key_I, SHIFT)
    qtbot.waitUntil(lambda: not any(judged()), timeout=WAIT)
    assert not view.inspections.asks_model, "what a person chose stays"
    assert not any(one.provisional for one in view.listing.cards.values()), "nothing else is expected"
