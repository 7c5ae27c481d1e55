"""Photos of one moment are found to be a burst, and the sharpest of them is named with the reason."""

import numpy as np

from blurlab.sharpness.likeness import Frame, find_bursts, likeness_bits, unlike
from blurlab.sharpness.subject import Box
from blurlab.sharpness.verdict import Code
from tests.sharpness.scenes import defocused, noisy, scene

LIKE, OTHER = likeness_bits(scene(seed=0)), likeness_bits(scene(seed=9))


def frame(seconds: float | None, sharpness: float, code: Code = "sharp", likeness: int = LIKE) -> Frame:
    return Frame(seconds, likeness, code, sharpness)


def test_likeness_outlives_blur_noise_exposure_and_size_and_tells_scenes_apart() -> None:
    picture = scene()
    darker = (picture * 0.6).astype(np.uint8)
    for like in (defocused(picture, 3), noisy(picture, 8), darker, picture[::2, ::2]):
        assert unlike(likeness_bits(picture), likeness_bits(like)) <= 6
    assert unlike(LIKE, OTHER) > 16


def test_like_photos_close_in_time_are_a_burst_and_others_are_not() -> None:
    frames = [frame(0, 0.2), frame(1, 0.5), frame(2, 0.3), frame(3, 0.9, likeness=OTHER), frame(500, 0.9)]
    bursts = find_bursts(frames)
    assert [burst.frames for burst in bursts] == [(1, 2, 0)]
    assert bursts[0].reason == "Its subject measures 1.7 times as sharp as the next one's."


def test_the_order_of_taking_counts_and_not_that_of_the_names() -> None:
    frames = [frame(100, 0.2), frame(0, 0.5), frame(101, 0.3), frame(1, 0.4)]
    assert [burst.frames for burst in find_bursts(frames)] == [(2, 0), (1, 3)]


def test_without_times_neighbours_are_compared() -> None:
    frames = [frame(None, 0.2), frame(None, 0.3), frame(None, 0.9, likeness=OTHER), frame(None, 0.9)]
    assert [burst.frames for burst in find_bursts(frames)] == [(1, 0)]
    assert find_bursts([frame(None, 0.2), frame(5, 0.3)]) == []


def test_where_it_matters_comes_before_how_sharp() -> None:
    burst = find_bursts([frame(0, 0.9, "subject_blurred"), frame(1, 0.4, "on_purpose")])[0]
    assert burst.frames == (1, 0)
    assert burst.reason == "It is the only one that is sharp where it matters."


def test_what_nobody_would_see_is_not_called_better() -> None:
    assert "looks just as good" in find_bursts([frame(0, 0.50), frame(1, 0.51)])[0].reason
    assert find_bursts([frame(0, 0.1, "nothing_sharp"), frame(1, 0.2, "nothing_sharp")])[0].reason.startswith("None")


def test_sharp_in_different_places_is_said() -> None:
    one, other = Box(0, 0, 0.3, 0.3), Box(0.6, 0.6, 1, 1)
    frames = [Frame(0, LIKE, "sharp", 0.5, one), Frame(1, LIKE, "sharp", 0.9, other)]
    assert "sharp in another place" in find_bursts(frames)[0].reason
