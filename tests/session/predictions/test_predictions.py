"""Which photo is asked of the predictor next."""

from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from blurlab.core.prediction import View
from blurlab.core.rect import Rect
from blurlab.errors import UnreadablePhoto, UserError
from blurlab.session.child_link import ChildLink
from blurlab.session.predictions.predictions import Predictions, PredictorState
from blurlab.worker.messages import (
    ChildExited,
    LookHere,
    ModelFailed,
    ModelReady,
    Predicted,
    PredictionFailed,
    PredictPhoto,
    StopFull,
)

FOLDER = Path("/nowhere")


class SilentChild(ChildLink):
    """Takes messages and never answers by itself."""

    alive = False

    def __init__(self, name: str, module: str, parent: QObject | None = None) -> None:
        super().__init__(name, module, parent)
        self.sent: list[object] = []

    def start(self) -> None:
        self.alive = True

    def send(self, message: object) -> bool:
        self.sent.append(message)
        return self.alive

    def stop(self) -> None:
        self.alive = False

    def asked(self) -> list[int]:
        return [message.photo_id for message in self.sent if isinstance(message, PredictPhoto)]


@pytest.fixture
def there() -> set[tuple[int, str, View]]:
    return set()


@pytest.fixture
def predictions(qtbot: QtBot, there: set[tuple[int, str, View]], monkeypatch: pytest.MonkeyPatch) -> Predictions:
    monkeypatch.setattr("blurlab.session.predictions.predictions.ChildLink", SilentChild)
    made = Predictions(FOLDER, lambda *which: which in there)
    made.outdated.connect(lambda *which: there.discard(which))
    made.use_model("v1", Path("/w"))
    return made


def child(predictions: Predictions) -> SilentChild:
    return predictions.link


def says(predictions: Predictions, message: object) -> None:
    predictions.link.message.emit(message)


def test_nothing_is_asked_before_the_model_is_ready(predictions: Predictions) -> None:
    predictions.want([1, 2, 3])
    assert child(predictions).asked() == []
    says(predictions, ModelReady("v1"))
    assert child(predictions).asked() == [1, 2]


def test_the_current_photo_comes_first_and_two_at_most_are_under_way(
    predictions: Predictions, there: set[tuple[int, str, View]]
) -> None:
    says(predictions, ModelReady("v1"))
    predictions.want([1, 2, 3, 4])
    assert child(predictions).asked() == [1, 2]
    predictions.want([9, 3])
    there.add((1, "v1", View.WHOLE))
    says(predictions, Predicted(1, "v1", 0.1))
    assert child(predictions).asked() == [1, 2, 9]


def test_while_others_need_the_processor_more_nothing_is_asked(predictions: Predictions) -> None:
    says(predictions, ModelReady("v1"))
    predictions.wait(True)
    predictions.want([1, 2])
    predictions.look_closely(1)
    assert child(predictions).asked() == []
    predictions.wait(False)
    assert child(predictions).asked() == [1, 2, 1]


def test_photos_that_are_predicted_already_are_not_asked_for(
    predictions: Predictions, there: set[tuple[int, str, View]]
) -> None:
    there.update({(1, "v1", View.WHOLE), (2, "v1", View.WHOLE)})
    says(predictions, ModelReady("v1"))
    predictions.want([1, 2, 3])
    assert child(predictions).asked() == [3]


def test_after_a_switch_of_model_all_wanted_photos_are_asked_for_again(
    predictions: Predictions, there: set[tuple[int, str, View]]
) -> None:
    says(predictions, ModelReady("v1"))
    predictions.want([1, 2])
    there.update({(1, "v1", View.WHOLE), (2, "v1", View.WHOLE)})
    predictions.use_model("v2", Path("/w2"))
    says(predictions, ModelReady("v1"))  # an answer to the former question
    assert child(predictions).asked() == [1, 2]
    says(predictions, ModelReady("v2"))
    assert child(predictions).asked() == [1, 2, 1, 2]


def test_a_photo_that_failed_is_not_asked_for_again_until_somebody_says_so(predictions: Predictions) -> None:
    says(predictions, ModelReady("v1"))
    predictions.want([1])
    says(predictions, PredictionFailed(1, UnreadablePhoto("The photo is truncated.")))
    predictions.want([1])
    assert child(predictions).asked() == [1]
    assert not predictions.waits_for(1)
    predictions.retry(1)
    assert child(predictions).asked() == [1, 1]


def test_a_failure_that_was_on_its_way_when_a_retry_was_asked_is_not_told_and_the_photo_is_asked_for_again(
    predictions: Predictions,
) -> None:
    told: list[tuple[int, str]] = []
    predictions.failed.connect(lambda photo_id, error: told.append((photo_id, error.sentence)))
    says(predictions, ModelReady("v1"))
    predictions.want([1])
    predictions.retry(1)
    says(predictions, PredictionFailed(1, UnreadablePhoto("The photo is truncated.")))
    assert told == [] and child(predictions).asked() == [1, 1] and predictions.waits_for(1)
    says(predictions, PredictionFailed(1, UnreadablePhoto("The photo is truncated.")))
    assert told == [(1, "The photo is truncated.")] and child(predictions).asked() == [1, 1]


@pytest.mark.parametrize("view", View)
def test_an_answer_that_was_on_its_way_when_the_photo_was_to_be_seen_otherwise_is_taken_away_and_asked_for_again(
    predictions: Predictions, there: set[tuple[int, str, View]], view: View
) -> None:
    told: list[object] = []
    predictions.predicted.connect(lambda *answer: told.append(answer))
    predictions.looked.connect(lambda *answer: told.append(answer))
    says(predictions, ModelReady("v1"))
    predictions.look_closely(1) if view is View.FULL else predictions.want([1])
    predictions.retry(1)
    there.add((1, "v1", view))  # written after the retry, of the pixels before it
    says(predictions, Predicted(1, "v1", 0.1, view=str(view)))
    assert told == [] and not there and child(predictions).asked() == [1, 1] and predictions.waits_for(1)
    there.add((1, "v1", view))
    says(predictions, Predicted(1, "v1", 0.1, view=str(view)))
    assert told and there and child(predictions).asked() == [1, 1]


def test_an_outdated_answer_that_comes_after_the_photo_was_left_is_taken_away_too(
    predictions: Predictions, there: set[tuple[int, str, View]]
) -> None:
    says(predictions, ModelReady("v1"))
    predictions.look_closely(1)
    predictions.retry(1)
    predictions.look_closely(None)
    assert isinstance(child(predictions).sent[-1], StopFull)
    there.add((1, "v1", View.FULL))
    says(predictions, Predicted(1, "v1", 0.1, view="full"))
    assert not there
    predictions.look_closely(1)
    assert child(predictions).asked() == [1, 1]


def test_after_a_crash_what_was_under_way_is_asked_for_again(predictions: Predictions) -> None:
    says(predictions, ModelReady("v1"))
    predictions.want([1, 2])
    child(predictions).alive = False
    says(predictions, ChildExited("predictor", -9, False, "It is gone."))
    assert predictions.state is PredictorState.FAILED and not predictions.waits_for(1)
    predictions.start()
    says(predictions, ModelReady("v1"))
    assert child(predictions).asked() == [1, 2, 1, 2]


def test_a_model_that_cannot_be_loaded_can_be_tried_again_in_the_same_child(predictions: Predictions) -> None:
    says(predictions, ModelFailed("v1", UserError("model.unreadable", "The model is damaged.")))
    assert predictions.state is PredictorState.FAILED
    predictions.want([1])
    predictions.start()
    says(predictions, ModelReady("v1"))
    assert child(predictions).asked() == [1]


def test_the_end_of_a_former_life_is_not_taken_for_the_end_of_this_one(qtbot: QtBot) -> None:
    link = SilentChild("predictor", "tests.ui.toy_predictor")
    link.start()
    heard: list[object] = []
    link.message.connect(heard.append)
    link._on_message(ChildExited("predictor", -9, False, "It is gone."))
    QApplication.sendPostedEvents()
    assert heard == []


def full(predictions: Predictions) -> list[int]:
    return [one.photo_id for one in child(predictions).sent if isinstance(one, PredictPhoto) and one.view == "full"]


def test_the_photo_on_screen_is_looked_at_at_full_too_and_no_other(predictions: Predictions) -> None:
    looked: list[tuple[int, View]] = []
    predictions.looked.connect(lambda *which: looked.append(which))
    told: list[int] = []
    predictions.predicted.connect(lambda photo_id, *_: told.append(photo_id))
    says(predictions, ModelReady("v1"))
    predictions.look_closely(1)
    predictions.want([1, 2, 3])
    assert full(predictions) == [1] and predictions.predicts_at_full(1)
    says(predictions, Predicted(1, "v1", 4.0, view="full"))
    assert looked == [(1, View.FULL)] and told == [], "masks are cut from the other view"
    says(predictions, Predicted(1, "v1", 0.1))
    assert told == [1] and full(predictions) == [1] and not predictions.predicts_at_full(1)


def test_another_photo_on_screen_stops_the_look_at_the_one_before(predictions: Predictions) -> None:
    says(predictions, ModelReady("v1"))
    predictions.look_closely(1)
    predictions.look_closely(2)
    assert child(predictions).sent[-2:] == [StopFull(1), PredictPhoto(2, "full")]
    predictions.look_closely(None)
    assert child(predictions).sent[-1] == StopFull(2)
    predictions.look_closely(1)
    assert full(predictions) == [1, 2, 1]


def test_what_is_seen_is_told_while_it_is_predicted_and_with_the_next_asking(predictions: Predictions) -> None:
    predictions.look_closely(1)
    predictions.look_here(1, Rect(10, 20, 30, 40))
    predictions.look_here(2, Rect(1, 1, 1, 1))  # another photo's view
    says(predictions, ModelReady("v1"))
    assert child(predictions).sent[-1] == PredictPhoto(1, "full", (10, 20, 30, 40))
    predictions.look_here(1, Rect(0, 0, 5, 5))
    assert child(predictions).sent[-1] == LookHere(1, (0, 0, 5, 5))


def test_where_masks_are_cut_at_full_those_in_line_are_looked_at_after_the_one_on_screen(
    predictions: Predictions,
) -> None:
    told: list[int] = []
    predictions.predicted.connect(lambda photo_id, *_: told.append(photo_id))
    says(predictions, ModelReady("v1"))
    predictions.cut_from(View.FULL)
    predictions.look_closely(1)
    predictions.want([1, 2])
    predictions.want_later([7])
    for photo_id, following in ((1, [1, 2]), (2, [1, 2, 7]), (7, [1, 2, 7])):
        says(predictions, Predicted(photo_id, "v1", 4.0, view="full"))
        assert full(predictions) == following
    assert told == [1, 2, 7] and predictions.left_for_later == 0
    assert child(predictions).asked().count(7) == 1, "as a whole it was not asked for"


def test_a_view_that_masks_are_not_cut_from_fails_without_taking_the_photo_away(predictions: Predictions) -> None:
    failed: list[int] = []
    missed: list[int] = []
    predictions.failed.connect(lambda photo_id, _error: failed.append(photo_id))
    predictions.notLooked.connect(lambda photo_id, _error: missed.append(photo_id))
    says(predictions, ModelReady("v1"))
    predictions.look_closely(1)
    says(predictions, PredictionFailed(1, UserError("prediction.whole_only", "As a whole only."), "full"))
    assert (failed, missed) == ([], [1]) and predictions.waits_for(1) and full(predictions) == [1]


def test_a_prediction_just_made_is_not_asked_for_again_however_its_file_looks(predictions: Predictions) -> None:
    says(predictions, ModelReady("v1"))
    predictions.want([1])
    says(predictions, Predicted(1, "v1", 0.1))  # and `there` does not tell it
    assert child(predictions).asked() == [1]
    predictions.retry(1)
    assert child(predictions).asked() == [1, 1]
