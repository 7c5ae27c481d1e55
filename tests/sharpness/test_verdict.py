"""The verdict says whether the subject is sharp, in words, and which subject it asked."""

import numpy as np
import pytest

from blurlab.core.planes import A_PATH, DEFOCUS, MOTION, BlurPlanes, sigma_of
from blurlab.sharpness.measure import measure_focus
from blurlab.sharpness.subject import Box, bounds, largest_region
from blurlab.sharpness.verdict import Verdict, reach_verdict
from tests.sharpness.scenes import compressed, defocused, moved, noisy, scene, with_subject

MIDDLE = (180, 120, 340, 270)  # px: left, top, right, bottom
AT_MIDDLE = Box(0.45, 0.45, 0.55, 0.55)
AT_CORNER = Box(0.02, 0.05, 0.1, 0.12)


def verdict_of(grey: np.ndarray, **known: object) -> Verdict:
    focus, energies = measure_focus(grey)
    return reach_verdict(focus, energies, grey, **known)  # type: ignore[arg-type]


def bokeh(sigma: float = 4) -> np.ndarray:
    blurred = defocused(scene(), sigma)
    with_subject(scene(), blurred, MIDDLE)
    return blurred


def test_a_photo_sharp_all_over_is_sharp() -> None:
    verdict = verdict_of(scene())
    assert verdict.code == "sharp"
    assert verdict.blur.kind == "none"
    assert verdict.reason == "The largest sharp region lies in the middle, and much around it is sharp as well."


def test_a_sharp_subject_on_bokeh_is_no_fault() -> None:
    verdict = verdict_of(bokeh())
    assert verdict.code == "on_purpose"
    assert verdict.blur.kind == "defocus"
    assert verdict.reason == "The largest sharp region lies in the middle, on blurred surroundings (defocus)."
    assert verdict.subject is not None and verdict.subject.source == "sharpest"
    box = verdict.subject.box
    assert (box.left, box.right) == pytest.approx((180 / 512, 340 / 512), abs=0.06)
    assert verdict.sharpest is not None
    assert 0.33 < verdict.sharpest[0] < 0.68 and 0.29 < verdict.sharpest[1] < 0.72


def test_panning_is_told_by_the_motion_of_the_surroundings() -> None:
    picture = moved(scene(), 31, 0)
    with_subject(scene(), picture, MIDDLE)
    verdict = verdict_of(picture)
    assert verdict.code == "on_purpose"
    assert verdict.blur.kind == "motion"
    assert verdict.blur.direction == pytest.approx(0, abs=6) or verdict.blur.direction == pytest.approx(180, abs=6)
    assert verdict.blur.length == pytest.approx(31, abs=4)
    assert "as in panning" in verdict.reason


def test_a_blurred_focus_area_is_said_and_where_it_is_sharp_instead() -> None:
    picture = scene()
    soft = defocused(picture, 4)
    picture[110:280, 150:360] = soft[110:280, 150:360]
    verdict = verdict_of(picture, camera=AT_MIDDLE)
    assert verdict.code == "subject_blurred"
    assert verdict.subject is not None and verdict.subject.source == "camera"
    assert verdict.reason.startswith("The camera's focus area is blurred (defocus); the largest sharp")


def test_the_focus_area_is_asked_before_a_face_and_a_face_before_the_sharpest_region() -> None:
    sources = [
        verdict_of(bokeh(), **known).subject.source  # type: ignore[union-attr]
        for known in ({"camera": AT_MIDDLE, "face": AT_CORNER}, {"face": AT_CORNER}, {})
    ]
    assert sources == ["camera", "face", "sharpest"]
    assert verdict_of(bokeh(), camera=AT_MIDDLE, face=AT_CORNER).code == "on_purpose"
    assert verdict_of(bokeh(), face=AT_CORNER).code == "subject_blurred"


def test_a_focus_area_on_even_cloth_tells_nothing_and_is_not_asked() -> None:
    picture = scene()
    picture[120:270, 180:340] = 90
    verdict = verdict_of(picture, camera=AT_MIDDLE)
    assert verdict.code == "sharp"
    assert verdict.subject is not None and verdict.subject.source == "sharpest"


def test_a_shaken_photo_has_nothing_sharp_and_tells_direction_and_length() -> None:
    verdict = verdict_of(moved(scene(), 25, 90))
    assert verdict.code == "nothing_sharp"
    assert verdict.blur.direction == pytest.approx(90, abs=6)
    assert verdict.blur.length == pytest.approx(25, abs=4)
    assert verdict.reason.startswith("Nothing is sharp anywhere (motion, 90°, about 2")


def test_an_even_photo_cannot_be_told() -> None:
    assert verdict_of(np.full((300, 400), 120, np.uint8)).code == "cannot_tell"
    assert verdict_of(noisy(np.full((300, 400), 120, np.uint8), 8)).code == "cannot_tell"


@pytest.mark.parametrize("picture", [scene(), bokeh(), defocused(scene(), 5)], ids=["sharp", "bokeh", "soft"])
def test_noise_and_jpeg_change_no_verdict(picture: np.ndarray) -> None:
    clean = verdict_of(picture).code
    assert verdict_of(noisy(picture, 8)).code == clean
    assert verdict_of(compressed(picture, 60)).code == clean


def test_what_the_model_says_is_kept_beside_the_measure() -> None:
    blurriness = np.full((24, 32), 255, np.uint8)
    blurriness[8:17, 11:22] = 0
    verdict = verdict_of(scene(), blurriness=blurriness)
    assert verdict.code == "on_purpose"  # the model decides what is blurred …
    assert verdict.model_blurred is not None
    whole, subject = verdict.model_blurred
    assert whole > 0.8 and subject < 0.1
    assert verdict.blurred_share < 0.4  # … and the measure is told as it is
    nothing = verdict_of(defocused(scene(), 5), blurriness=np.zeros((24, 32), np.uint8))
    assert nothing.code == "nothing_sharp"  # what measures clearly blurred is never sharp


def test_the_largest_region_prefers_the_middle_and_has_bounds() -> None:
    cells = np.zeros((20, 30), bool)
    cells[0:3, 0:4] = True
    cells[9:12, 13:17] = True
    region = largest_region(cells)
    assert region[10, 14] and not region[1, 1]
    assert bounds(region) == Box(13 / 30, 9 / 20, 17 / 30, 12 / 20)
    assert not largest_region(np.zeros((4, 4), bool)).any()


@pytest.mark.parametrize("box", [Box(0.5, 0.5, 0.5, 0.5), Box(0.99, 0.99, 1, 1), Box(0, 0, 0.01, 0.01)])
def test_a_focus_point_stands_for_some_cells_around_it(box: Box) -> None:
    rows, columns = box.cells(20, 30)
    assert rows.stop - rows.start == columns.stop - columns.start == 3
    assert rows.start >= 0 and rows.stop <= 20 and columns.start >= 0 and columns.stop <= 30


def test_a_face_is_named_and_asked_though_it_has_little_texture() -> None:
    picture = scene()
    soft = defocused(picture, 4)
    picture[110:280, 150:360] = soft[110:280, 150:360]
    verdict = verdict_of(picture, face=Box(0.4, 0.4, 0.6, 0.6))
    assert verdict.code == "subject_blurred"
    assert verdict.reason.startswith("The largest face is blurred (defocus); the largest sharp region lies")
    assert verdict_of(scene(), face=AT_MIDDLE).reason.startswith("The largest face is sharp")


def test_a_model_s_planes_tell_kind_and_width_of_the_blur() -> None:
    picture, blurriness = bokeh(), np.zeros((64, 64), np.uint8)
    blurriness[:, :] = 255
    blurriness[15:34, 22:43] = 0
    amount = np.full((16, 16), 100, np.uint8)
    sigma = float(sigma_of(amount)[0, 0])
    for kinds, words in ((DEFOCUS, f"defocus, σ about {sigma:.1f} px"), (MOTION + 40, "motion, 40°")):
        kind = np.full((16, 16), kinds, np.uint8)
        kind[:4] = MOTION + 90  # fewer than half
        verdict = verdict_of(picture, blurriness=blurriness, planes=BlurPlanes(amount, kind))
        assert verdict.blur.sigma == pytest.approx(sigma)
        if kinds == DEFOCUS:
            assert verdict.blur.kind == "defocus" and verdict.blur.length is None
            assert f"({words})" in verdict.reason
        else:
            assert verdict.blur.kind == "motion" and "as in panning" in verdict.reason
            assert verdict.blur.length == pytest.approx(sigma * A_PATH)
            assert 40 <= float(verdict.blur.direction or 0) <= 60, "that of most, drawn a little to the others"
    measured = verdict_of(picture, blurriness=blurriness)
    assert measured.blur.sigma is None, "without planes nobody tells"


@pytest.mark.parametrize("level", [0, 130])
def test_of_a_photo_that_shows_nothing_a_model_knows_nothing(level: int) -> None:
    grey = np.full((400, 600), level, np.uint8)
    blurred = np.full((88, 132), 255, np.uint8)
    assert reach_verdict(*measure_focus(grey), grey, blurriness=blurred).code == "cannot_tell"
    wide = np.tile(np.linspace(40, 210, 600).astype(np.uint8), (400, 1))  # so blurred that no texture is left
    assert reach_verdict(*measure_focus(wide), wide, blurriness=blurred).code == "nothing_sharp"


def test_a_photo_is_ranked_as_a_whole_by_model_and_measure_alike() -> None:
    picture = scene()
    known = measure_focus(picture)
    sharp, unsure, blurred = (
        reach_verdict(*known, picture, blurriness=np.full((88, 132), value, np.uint8)) for value in (10, 70, 250)
    )
    assert sharp.blurred_as_whole < unsure.blurred_as_whole == blurred.blurred_as_whole
    assert sharp.blurred_as_whole == pytest.approx((1 - sharp.sharp_reach) / 2)
    assert reach_verdict(*known, picture).blurred_as_whole == pytest.approx(1 - sharp.sharp_reach)


def test_the_blur_of_a_part_is_named_in_a_sharp_photo_where_a_model_saw_it() -> None:
    picture = scene()
    blurriness = np.zeros((88, 132), np.uint8)
    blurriness[:, :30] = 250
    moving = BlurPlanes(np.full((11, 17), 80, np.uint8), np.full((11, 17), MOTION + 20, np.uint8))
    verdict = reach_verdict(*measure_focus(picture), picture, blurriness=blurriness, planes=moving)
    assert (verdict.code, verdict.blur.kind) == ("sharp", "motion")
    assert verdict.reason.endswith("much around it is sharp as well; the rest is blurred (motion, 20°, about 12 px).")
