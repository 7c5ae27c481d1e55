"""A new domain's photos are checked, resumably; its growth is read from the versions' cards."""

import numpy as np
import pytest
from PIL import Image

from blurlab.core.opencv import cv2
from blurlab.core.prediction import View
from blurlab.core.synthesis import BlurRanges
from blurlab.model.card import HeldOut, ModelCard, Scores
from blurlab.project.learning.domain import (
    CHECK_SETTING,
    WHOLE_SIDE,
    PhotoCheck,
    base_score,
    check_photos,
    growth_points,
    photo_check,
)
from blurlab.project.project import Project
from tests.fixtures.projects import MakePhoto


def add_photos(project: Project, sigmas: list[float]) -> None:
    folder = project.folder.parent / "photos"
    folder.mkdir(exist_ok=True)
    for number, sigma in enumerate(sigmas):
        pixels = np.random.default_rng(number).integers(0, 256, (160, 240, 3), np.uint8)
        pixels = cv2.resize(cv2.resize(pixels, (60, 40)), (240, 160), interpolation=cv2.INTER_NEAREST)
        if sigma:
            pixels = cv2.GaussianBlur(pixels, (0, 0), sigma)
        cv2.imwrite(str(folder / f"{number}.png"), pixels)
    project.add_photos(sorted(folder.iterdir()))


def test_sharp_photos_are_sources_and_blurred_ones_are_not(project: Project) -> None:
    add_photos(project, [0, 0, 6])
    told: list[tuple[int, int]] = []
    check = check_photos(project, lambda done, of: told.append((done, of)), lambda: False)
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert check.complete and check.sources == 2 and check == photo_check(project)
    assert "2 of 3 are sharp enough" in check.told()


def drawn_page(height: int, width: int) -> np.ndarray:
    """Lines of small crisp signs, as a scanned page has them."""
    rng = np.random.default_rng(4)
    page = np.full((height, width), 245, np.uint8)
    for top in range(20, height - 40, 34):
        signs = rng.integers(0, 2, (8, (width - 80) // 3), np.uint8).repeat(3, 0).repeat(3, 1)
        page[top : top + 24, 40 : 40 + signs.shape[1]] -= signs * 215
    return cv2.GaussianBlur(page, (0, 0), 0.6)


def test_pages_and_stacks_are_best_predicted_at_full_and_photos_of_a_lens_or_of_a_small_size_as_a_whole(
    project: Project,
) -> None:
    folder = project.folder.parent / "photos"
    folder.mkdir(exist_ok=True)
    for number in range(4):  # a stack: the sharpest tells at which scale the detail lives
        page = drawn_page(2600, 1900)
        cv2.imwrite(str(folder / f"{number}.png"), cv2.GaussianBlur(page, (0, 0), 0.1 + 3 * number))
    project.add_photos(sorted(folder.iterdir()))
    check = check_photos(project, lambda *_: None, lambda: False)
    assert check.suggested is View.FULL and check.finer == pytest.approx((2600 * 1900) ** 0.5 / WHOLE_SIDE, rel=0.01)
    assert "best predicted at 100 %" in check.told()


def test_what_a_lens_took_and_what_is_small_is_left_as_a_whole(project: Project) -> None:
    folder = project.folder.parent / "photos"
    folder.mkdir(exist_ok=True)
    exif = Image.Exif()
    exif.get_ifd(0x8769)[33437] = 2.8  # FNumber
    Image.fromarray(drawn_page(2600, 1900)).save(folder / "lens.jpg", exif=exif, quality=95)
    Image.fromarray(drawn_page(700, 900)).save(folder / "small.png")
    project.add_photos(sorted(folder.iterdir()))
    check = check_photos(project, lambda *_: None, lambda: False)
    assert check.suggested is View.WHOLE and "100 %" not in check.told()


def test_a_stopped_check_goes_on_where_it_was(project: Project) -> None:
    add_photos(project, [0, 0, 0])
    project.photos()[1].path.write_bytes(b"damaged")
    asked = iter([False, True])
    assert check_photos(project, lambda *_: None, lambda: next(asked)).checked == 1
    told: list[int] = []
    check = check_photos(project, lambda done, _: told.append(done), lambda: False)
    assert told == [2, 3] and check.complete and check.unreadable == 1
    assert "1 cannot be read." in check.told()
    project.set_setting(CHECK_SETTING, ["nonsense"])
    assert photo_check(project).checked == 0


@pytest.mark.parametrize(("motion", "tuned"), [(0.0, 0.05), (0.5, 0.5), (1.0, 0.85), (None, BlurRanges().motion)])
def test_the_synthesis_is_tuned_to_the_motion_that_the_photos_show(motion: float | None, tuned: float) -> None:
    assert PhotoCheck(9, 9, 0, 0.8, 9, motion).tuned(BlurRanges()).motion == tuned


def test_growth_is_told_by_labels_and_moved_to_the_labels_held_out_last(
    project: Project, make_photo: MakePhoto
) -> None:
    def publish(labels: int, auc: float | None, base: float, **more: bool) -> None:
        scores, curve = HeldOut(Scores(4, auc=auc)), ((0, 0.5, base, 0.5),)
        card = ModelCard(labels_learnt=labels, held_out=scores, validations=curve, **more)
        project.versions.publish(lambda path: path.write_bytes(b"w"), card)

    assert growth_points(project) == [] and base_score(project) is None
    publish(50, 0.90, 0.80)
    publish(10, 0.85, 0.82)
    publish(99, 0.99, 0.80, unfinished=True)
    publish(0, 0.7, 0.7)
    publish(20, None, 0.80)
    points = growth_points(project)
    assert [point.labels for point in points] == [10, 50]
    assert [point.score for point in points] == pytest.approx([0.85, 0.92])
    assert base_score(project) == 0.80
