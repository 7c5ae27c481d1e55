"""Defocus and motion are told apart, and motion by its direction and length."""

import numpy as np
import pytest

from blurlab.sharpness.kind import Blur, blur_kind, motion_length
from blurlab.sharpness.measure import measure_focus
from tests.sharpness.scenes import defocused, moved, noisy, scene


def kind_of(grey: np.ndarray) -> Blur:
    focus, energies = measure_focus(grey)
    return blur_kind(energies, focus.texture)


@pytest.mark.parametrize("sigma", [2.5, 4, 6])
def test_defocus_has_no_direction(sigma: float) -> None:
    assert kind_of(defocused(scene(), sigma)).kind == "defocus"


@pytest.mark.parametrize("direction", [0, 30, 45, 90, 120, 160])
@pytest.mark.parametrize("length", [19, 31])
def test_motion_is_told_with_its_direction_and_length(direction: float, length: int) -> None:
    picture = moved(scene(), length, direction)
    blur = kind_of(picture)
    assert blur.kind == "motion"
    assert blur.direction is not None
    assert abs((blur.direction - direction + 90) % 180 - 90) <= 12
    found = motion_length(picture, direction)
    assert found == pytest.approx(length, rel=0.15, abs=2)


def test_noise_does_not_hide_a_motion() -> None:
    blur = kind_of(noisy(moved(scene(), 21, 60), 6))
    assert blur.kind == "motion"
    assert blur.direction == pytest.approx(60, abs=12)


def test_where_there_is_nothing_there_is_no_length() -> None:
    assert motion_length(np.full((90, 90), 40, np.uint8), 20) is None


def test_without_cells_there_is_no_blur() -> None:
    focus, energies = measure_focus(scene())
    assert blur_kind(energies, np.zeros_like(focus.texture)) == Blur("none")


def test_blur_is_said_in_words() -> None:
    assert str(Blur("motion", 30.0, 21.4)) == "motion, 30°, about 21 px"
    assert str(Blur("motion", 30.0)) == "motion, 30°"
    assert str(Blur("defocus")) == "defocus"
