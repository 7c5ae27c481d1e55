"""The judge of a folder's sources: a model, as far as the folder's own sharpest places bear it out."""

from functools import partial

import numpy as np
import pytest

from blurlab.core.opencv import cv2
from blurlab.core.prediction import Prediction, View
from blurlab.errors import UserError
from tests.training.sources import scene
from training.data.judge import BLURRED_ALREADY, MOST_LEFT_OUT, SourceJudge, fine_detail


class Grading:
    """Calls blurred what has few fine gradients, or, of a domain that it does not know, nearly everything."""

    def __init__(self, floor: int = 0) -> None:
        self.asked, self._floor = 0, floor

    def predict(self, source: np.ndarray, at: View = View.WHOLE, *, planes: bool = False) -> Prediction:
        self.asked += 1
        detail, _ = fine_detail(source)
        blurriness = self._floor + (255 - self._floor) * np.clip(1 - detail / 0.3, 0, 1)
        return Prediction(blurriness.astype(np.uint8), 1.0, at, (), source)


def half_blurred(seed: int) -> np.ndarray:
    photo = grainy(seed)
    photo[:, 80:] = cv2.GaussianBlur(photo, (0, 0), 3)[:, 80:]
    return photo


def grainy(seed: int) -> np.ndarray:
    """A scene with fine texture all over."""
    grain = np.random.default_rng(seed).integers(-40, 41, (120, 160, 1))
    return np.clip(scene(seed).astype(int) + grain, 0, 255).astype(np.uint8)


def folder() -> list[partial[np.ndarray]]:
    return [partial(grainy, seed) for seed in range(6)] + [partial(half_blurred, seed) for seed in range(6, 10)]


def test_a_photo_is_judged_once() -> None:
    model = Grading()
    judge = SourceJudge(model)
    for seed in (1, 2, 1, 2, 1):
        assert np.array_equal(judge.blurriness(grainy(seed)), model.predict(grainy(seed)).blurriness)
    assert model.asked == 5 + 2, "five times by this test"


def test_a_model_that_knows_the_folder_is_believed() -> None:
    judge = SourceJudge(Grading(), folder())
    assert judge.level == BLURRED_ALREADY
    doubtful = judge.doubtful(half_blurred(7))
    assert doubtful[:, 95:].mean() > 0.9, "more than a third where it is right"
    assert doubtful[:, :65].mean() < 0.1


@pytest.mark.parametrize("floor", [120, 200, 255])
def test_a_model_that_calls_the_folders_sharpest_places_blurred_is_not(floor: int) -> None:
    judge = SourceJudge(Grading(floor), folder())
    assert judge.level > floor
    for seed in range(3):
        assert judge.doubtful(grainy(seed)).mean() <= MOST_LEFT_OUT
    doubtful = judge.doubtful(half_blurred(7))
    assert doubtful.mean() <= MOST_LEFT_OUT
    if floor < 255:  # what is left of its opinion still counts
        assert doubtful[:, 95:].mean() > 5 * doubtful[:, :65].mean()


def test_what_it_knows_of_one_folder_is_nothing_to_another() -> None:
    model = Grading(150)
    judge = SourceJudge(model)
    assert judge.level == BLURRED_ALREADY, "no folder, no statistics"
    assert judge.among(folder()).level > 150
    asked = model.asked
    assert judge.among(folder()[:3]).level > 150 and model.asked == asked, "what was judged is remembered"


def test_a_damaged_photo_of_the_folder_tells_nothing() -> None:
    def broken() -> np.ndarray:
        raise UserError("photo.damaged", "It is damaged.")

    assert SourceJudge(Grading(150), [broken]).level == BLURRED_ALREADY
    assert SourceJudge(Grading(150), [broken, *folder()]).level > 150
