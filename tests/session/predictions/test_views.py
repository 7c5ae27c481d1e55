"""Both views of the photo on screen, and the choice from which of them masks are cut, in a real session."""

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from blurlab.core.prediction import Look, View
from blurlab.core.rect import Rect
from blurlab.core.two_views import TwoViews
from blurlab.imaging.png import encode_grey
from blurlab.project import keys
from blurlab.project.parts import write_part
from blurlab.project.project import Project
from blurlab.project.records import Status
from blurlab.session.predictions import views as views_module
from blurlab.session.session import Session
from blurlab.worker.messages import FullProgress
from tests.fixtures.windows import WAIT, come_to_rest, is_predicted


def wait_for_both(session: Session, qtbot: QtBot) -> None:
    """Both lie in the project, the predictor has said so, and what came of that is over.

    The first is seen before the second is said: a prediction is written before its message is sent.
    """

    def are_there() -> bool:
        views, at_full = session.views, session.predictions.predicts_at_full(session.current_id)
        return views.both is not None and views.both.known is None and not at_full

    qtbot.waitUntil(are_there, timeout=WAIT)
    come_to_rest(session, qtbot)


def test_both_views_come_are_kept_with_their_scale_and_survive_reopening(session: Session, qtbot: QtBot) -> None:
    wait_for_both(session, qtbot)
    shown, version, project = session.current_id, session.predictions.version, session.project
    assert session.views.progress is None
    photo = session.photo(shown)
    with Project.open(project.folder) as again:
        look, _cut = again.prediction_facts(shown, version, View.FULL)
        assert look == Look(View.FULL, 1.0)
        look, _cut = again.prediction_facts(shown, version)
        assert look is not None and look.view is View.WHOLE and look.scale is not None
        made = again.read_prediction(shown, version)
        assert made is not None
        assert abs(look.scale - (photo.width * photo.height / made.size) ** 0.5) < 0.01 * look.scale


def test_masks_are_cut_from_the_chosen_view_and_the_choice_is_the_projects(session: Session, qtbot: QtBot) -> None:
    wait_for_both(session, qtbot)
    shown, version = session.current_id, session.predictions.version
    session.project.save_prediction(shown, version, np.full((6, 8), 255, np.uint8), Look(View.FULL, 1.0))
    assert session.current.view is View.WHOLE
    with qtbot.waitSignal(session.views.chosen, timeout=WAIT):
        session.views.choose(at_full=True)
    qtbot.waitUntil(lambda: session.current.view is View.FULL, timeout=WAIT)
    assert session.current.correction.plane.min() > 200, "the untouched pixels follow"
    qtbot.waitUntil(lambda: session.project.view is View.FULL, timeout=WAIT)
    session.review.accept()
    qtbot.waitUntil(lambda: session.photo(shown).status is Status.ACCEPTED, timeout=WAIT)
    (label,) = session.project.masks.labels()
    assert label.look == Look(View.FULL, 1.0)
    session.views.choose(at_full=False)
    assert session.current.view is View.FULL, "what is accepted stays as it was predicted"


def test_a_prediction_of_a_blurlab_that_told_no_scale_is_shown_and_made_anew(session: Session, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: is_predicted(session), timeout=WAIT)
    shown, version, project = session.current_id, session.predictions.version, session.project
    other = next(photo.id for photo in project.photos() if photo.id != shown)
    qtbot.waitUntil(lambda: session.order.facts_of(other).doubt is not None, timeout=WAIT)
    project.blobs.write(keys.prediction(other, version, View.WHOLE), encode_grey(np.zeros((5, 5), np.uint8)))
    assert project.prediction_facts(other, version) == (None, None)
    session.predictions.retry(other)  # as when the project is opened
    session.go_to(other)
    qtbot.waitUntil(lambda: project.prediction_facts(other, version)[0] is not None, timeout=WAIT)


def test_what_is_known_of_a_photo_under_way_is_shown_with_its_progress(session: Session, qtbot: QtBot) -> None:
    wait_for_both(session, qtbot)
    shown = session.current_id
    known = np.zeros((4, 6), np.bool_)
    known[:2] = True
    write_part(session.project, shown, np.full((4, 6), 200, np.uint8), known)
    session.predictions._asked[shown, View.FULL] = session.predictions.version  # as if it were under way
    message = FullProgress(shown, session.predictions.version, 3, 12, part=True)
    session.predictions.link.message.emit(message)
    assert session.views.progress == 0.25
    qtbot.waitUntil(lambda: session.views.both is not None and session.views.both.known is not None, timeout=WAIT)
    assert (session.views.both.known == known).all() and (session.views.both.full == 200).all()
    session.views.look_here(Rect(0, 0, 10, 10))


def test_a_withheld_prediction_is_withheld_at_both_views(session: Session, qtbot: QtBot) -> None:
    wait_for_both(session, qtbot)
    session.current.withheld = session.predictions.version
    session.views.read()
    assert session.views.both is None


def test_a_photo_is_read_once_however_often_it_is_asked_for(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait_for_both(session, qtbot)
    read: list[int] = []
    both = views_module._both

    def counted(project: Project, photo_id: int, version: str) -> TwoViews | None:
        read.append(photo_id)
        return both(project, photo_id, version)

    monkeypatch.setattr(views_module, "_both", counted)
    before = session.views.both
    for _ in range(4):
        session.views.read()
    qtbot.waitUntil(lambda: session.views.both is not before, timeout=WAIT)
    come_to_rest(session, qtbot)
    assert read == [session.current_id]
