"""The guide through a new domain: each step does its work, and can be taken up again."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from blurlab.core.learning.growth import GrowthPoint
from blurlab.project.learning.domain import photo_check
from blurlab.project.queue import Sort
from blurlab.project.records import Status
from blurlab.session.models.training_run import RunState
from blurlab.ui.panels.learning.growth import GrowthView
from blurlab.ui.panels.learning.new_domain import NewDomain
from blurlab.ui.shell.main_window import MainWindow
from tests.fixtures.windows import WAIT, is_predicted


def open_guide(window: MainWindow, qtbot: QtBot) -> NewDomain:
    window.actions_by_id["new_domain"].trigger()
    (guide,) = window.workspace.findChildren(NewDomain)
    qtbot.waitUntil(lambda: guide.known is not None, timeout=WAIT)
    return guide


def following(guide: NewDomain) -> str:
    return next(step.heading.text() for step in guide.steps if step.button.objectName() == "primary")


def test_the_path_from_unlabelled_photos_to_a_first_training_with_labels(window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    guide = open_guide(window, qtbot)
    assert following(guide) == "Check the photos" and not guide.grow.button.isEnabled()
    guide.check.button.click()
    qtbot.waitUntil(lambda: guide.check.done, timeout=WAIT)
    assert "5 of 5 photos checked" in guide.check.told.text()

    assert following(guide) == "Look at synthetic samples tuned to them"
    guide.samples.button.click()
    qtbot.waitUntil(lambda: guide.samples.done, timeout=WAIT)
    assert not window.workspace.synthetic.isHidden()
    assert session.sheets.synthesis.ranges == photo_check(session.project).tuned(session.sheets.synthesis.ranges)

    guide.alone.button.click()
    qtbot.waitUntil(lambda: bool(session.training.record.validations), timeout=WAIT)
    qtbot.waitUntil(lambda: not guide.alone.button.isEnabled(), timeout=WAIT)
    session.trainings.stop()
    qtbot.waitUntil(lambda: guide.alone.done, timeout=WAIT)
    assert "v0001 was made this way." in guide.alone.told.text()

    guide.queue.button.click()
    assert session.queue.sort is Sort.UNCERTAIN
    qtbot.waitUntil(lambda: is_predicted(session), timeout=WAIT)
    session.review.accept(advance=True)
    qtbot.waitUntil(lambda: session.order.counts()[Status.ACCEPTED] == 1, timeout=WAIT)
    qtbot.waitUntil(lambda: guide.queue.told.text().startswith("1 mask accepted."), timeout=WAIT)

    guide.close()
    qtbot.waitUntil(lambda: not window.workspace.findChildren(NewDomain), timeout=WAIT)
    guide = open_guide(window, qtbot)
    assert [step.done for step in guide.steps] == [True, True, True, False, False], "what was done is remembered"
    guide.grow.button.click()
    qtbot.waitUntil(lambda: bool(session.training.record.validations), timeout=WAIT)
    session.trainings.stop()
    qtbot.waitUntil(lambda: session.training.state is RunState.IDLE and guide.grow.done, timeout=WAIT)
    assert guide.growth.plot.curves[0].points and "too little to estimate" in guide.growth.words.text()


def test_an_unreadable_photo_is_counted_and_stops_nothing(window: MainWindow, photos: Path, qtbot: QtBot) -> None:
    (photos / "e.png").write_bytes(b"damaged meanwhile")
    guide = open_guide(window, qtbot)
    guide.check.button.click()
    qtbot.waitUntil(lambda: guide.check.done, timeout=WAIT)
    assert "1 cannot be read." in guide.check.told.text()


def test_growth_is_drawn_over_the_base_model_and_looks_ahead(qtbot: QtBot) -> None:
    view = GrowthView()
    qtbot.addWidget(view)
    view.show_points([], None)
    assert view.plot.isHidden()
    view.show_points([GrowthPoint(count, 0.97 - 0.4 * count**-0.6, 100) for count in (10, 25, 50)], 0.9)
    assert view.plot.curves[1].points == [(0.0, 0.9), (50.0, 0.9)]
    assert view.words.text().startswith("20 more labels would probably bring the AUC")
    view.resize(400, 200)
    view.grab()
