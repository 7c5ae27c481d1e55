import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from blurlab.core.planes import (
    DEFOCUS,
    MOTION,
    BlurPlanes,
    code_planes,
    direction_of,
    is_motion,
    mean_direction,
    sigma_of,
)


def told(sigma: float, motion: float, degrees: float, length: float = 1.0) -> np.ndarray:
    doubled = np.deg2rad(2 * degrees)
    values = [np.log(sigma), motion, length * np.cos(doubled), length * np.sin(doubled)]
    return np.array(values, np.float32).reshape(4, 1, 1)


@given(st.floats(0.3, 12), st.floats(0.8, 30))
def test_an_amount_comes_back_within_two_percent_in_photo_pixels(sigma: float, scale: float) -> None:
    amount = code_planes(told(sigma, 0, 0), scale).amount
    assert sigma_of(amount)[0, 0] == pytest.approx(min(max(sigma * scale, 0.25), 384), rel=0.02)


@given(st.floats(0, 180), st.floats(0.01, 50))
def test_a_direction_comes_back_whatever_the_length(degrees: float, length: float) -> None:
    found = float(direction_of(code_planes(told(2, 1, degrees, length), 1.0).kind)[0, 0])
    assert 0 <= found < 180
    assert min(abs(found - degrees), 180 - abs(found - degrees)) <= 0.6


def test_defocus_has_no_direction_and_nothing_is_nan() -> None:
    kind = code_planes(told(2, -1, 40), 1.0).kind
    assert kind[0, 0] == DEFOCUS and not is_motion(kind).any() and np.isnan(direction_of(kind)).all()
    assert np.isnan(sigma_of(np.zeros((1, 1), np.uint8))).all()


def test_directions_are_the_same_after_half_a_turn() -> None:
    assert mean_direction(np.array([175.0, 5.0])) % 180 == pytest.approx(0, abs=1e-6) or mean_direction(
        np.array([175.0, 5.0])
    ) == pytest.approx(180, abs=1e-6)
    assert mean_direction(np.array([20.0, 40.0])) == pytest.approx(30)
    assert np.isnan(mean_direction(np.array([])))


def test_planes_of_another_kind_are_refused() -> None:
    plane = np.zeros((2, 3), np.uint8)
    for amount, kind in ((plane, plane[:1]), (plane.astype(np.uint16), plane), (plane[:0], plane[:0])):
        with pytest.raises(ValueError, match="uint8"):
            BlurPlanes(amount, kind)
    with pytest.raises(ValueError, match="at most"):
        BlurPlanes(plane, np.full_like(plane, MOTION + 180))
