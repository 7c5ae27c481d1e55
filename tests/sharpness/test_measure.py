"""Sharpness is measured whatever the contrast, and neither noise nor a strong blurred edge passes for detail."""

import numpy as np
import pytest

from blurlab.core.opencv import cv2
from blurlab.sharpness.energy import LARGE, LEVELS, measure_energies
from blurlab.sharpness.measure import measure_focus
from tests.sharpness.scenes import compressed, defocused, noisy, scene


def blurred_share(grey: np.ndarray) -> float:
    return measure_focus(grey)[0].blurred_share()


def test_sharp_and_blurred_scenes_are_far_apart_whatever_their_contrast() -> None:
    picture = scene()
    weak = (picture // 3 + 80).astype(np.uint8)
    for grey in (picture, weak):
        assert blurred_share(grey) < 0.4
        assert blurred_share(defocused(grey, 4)) > 0.9


def test_more_blur_never_measures_sharper() -> None:
    picture = scene()
    shares = [blurred_share(picture if sigma == 0 else defocused(picture, sigma)) for sigma in (0, 1, 2, 3, 5)]
    assert shares == sorted(shares)


def test_a_blurred_edge_of_full_contrast_is_not_sharp_and_a_faint_crisp_one_is() -> None:
    edge = np.full((256, 256), 5, np.uint8)
    cv2.fillPoly(edge, [np.array([[128, 0], [256, 0], [256, 256], [100, 256]])], 250)
    assert not measure_focus(defocused(edge, 4))[0].sharp.any()
    faint = (edge // 6 + 100).astype(np.uint8)
    assert measure_focus(faint)[0].sharp.any()


@pytest.mark.parametrize("sigma", [2, 8, 14])
def test_noise_is_estimated_and_is_no_detail(sigma: float) -> None:
    soft = defocused(scene(), 5)
    focus, _ = measure_focus(noisy(soft, sigma))
    assert focus.noise == pytest.approx(sigma, rel=0.3)
    assert focus.sharp.mean() < 0.04


def test_fine_texture_is_not_taken_for_noise() -> None:
    assert measure_focus(scene())[0].noise < 1.5


def test_noise_and_jpeg_hardly_move_the_whole() -> None:
    picture = scene()
    half = defocused(picture, 4)
    half[:, 256:] = picture[:, 256:]
    clean = blurred_share(half)
    assert 0.35 < clean < 0.75
    assert blurred_share(noisy(half, 8)) == pytest.approx(clean, abs=0.08)
    assert blurred_share(compressed(half, 60)) == pytest.approx(clean, abs=0.08)


def test_the_map_says_where() -> None:
    picture = scene()
    half = defocused(picture, 4)
    half[:, 256:] = picture[:, 256:]
    focus, _ = measure_focus(half)
    columns = focus.sharp.shape[1]
    assert focus.sharp[:, columns // 2 + 3 :].mean() > 0.6
    assert focus.sharp[:, : columns // 2 - 3].mean() < 0.02
    assert focus.blurred[:, : columns // 2 - 3].mean() > 0.6


def test_an_even_photo_tells_nothing() -> None:
    focus, _ = measure_focus(np.full((200, 300), 90, np.uint8))
    assert not focus.texture.any()
    assert focus.blurred_share() == 1


@pytest.mark.parametrize("shape", [(1, 1), (7, 300), (300, 7), (8, 8), (333, 517)])
def test_any_size_is_measured(shape: tuple[int, int]) -> None:
    grey = np.random.default_rng(0).integers(0, 256, shape, np.uint8)
    energies = measure_energies(grey)
    assert energies.steps.shape[:2] == (LEVELS, 4)
    assert np.isfinite(energies.steps).all()
    assert (measure_focus(grey)[0].height, measure_focus(grey)[0].width) == shape


def test_steps_are_the_mean_squared_differences_of_neighbours() -> None:
    grey = np.random.default_rng(3).integers(0, 256, (64, 96), np.uint8)
    energies = measure_energies(grey)
    steps = np.diff(grey.astype(float), axis=1)[8:16, 16:24] ** 2
    assert energies.cell == 8
    assert energies.steps[0, 0, 1, 2] == pytest.approx(steps.mean(), rel=1e-5)


def test_strips_leave_no_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    grey = scene(300, 420)
    whole = measure_energies(grey)
    monkeypatch.setattr("blurlab.sharpness.energy._STRIP", 1)
    stripped = measure_energies(grey)
    np.testing.assert_allclose(stripped.steps, whole.steps, rtol=1e-5)


def test_sharpness_reaches_further_where_more_is_sharp_whatever_the_noise() -> None:
    picture = scene()
    soft = defocused(picture, 4)

    def reach(width: int, noise: float = 0) -> float:
        part = soft.copy()
        part[:, :width] = picture[:, :width]
        return measure_focus(noisy(part, noise) if noise else part)[0].sharp_reach()

    assert reach(80) < reach(200) < reach(400) <= 1
    assert reach(80) < 0.2 and reach(400) > 0.5
    assert reach(80, noise=8) < 0.3 and reach(400, noise=8) > 0.5


def test_a_sharp_things_even_inside_belongs_to_it() -> None:
    ring = np.full((384, 512), 120, np.uint8)
    ring[40:340, 60:460] = scene()[40:340, 60:460]
    hollow = ring.copy()
    for top in range(60, 320, 80):
        for left in range(80, 440, 80):
            hollow[top : top + 66, left : left + 66] = 120
    filled, emptied = (measure_focus(picture)[0] for picture in (ring, hollow))
    assert emptied.sharp_area() < 0.85 * filled.sharp_area()
    assert emptied.sharp_reach() > 0.9 * filled.sharp_reach()


def test_in_a_large_photo_the_finest_slanted_steps_are_the_mean_of_the_others() -> None:
    picture = np.tile(scene(), (8, 8))[:1600, :3100]
    energies = measure_energies(picture)
    assert picture.shape[1] > LARGE
    mean = energies.steps[0, :2].mean(axis=0)
    assert np.allclose(energies.steps[0, 2:], mean)
    assert not np.allclose(energies.steps[1, 2], energies.steps[1, 3])
