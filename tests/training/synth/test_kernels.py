import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.synth import kernels


def assert_is_kernel(kernel: kernels.Kernel) -> None:
    assert kernel.dtype == np.float32
    assert kernel.ndim == 2 and kernel.shape[0] == kernel.shape[1] and kernel.shape[0] % 2 == 1
    assert (kernel >= 0).all()
    assert kernel.sum(dtype=np.float64) == pytest.approx(1, abs=1e-5)
    reach = kernel.shape[0] // 2
    along = np.arange(-reach, reach + 1)
    assert kernel.sum(0) @ along == pytest.approx(0, abs=1e-3)
    assert kernel.sum(1) @ along == pytest.approx(0, abs=1e-3)


def spread(kernel: kernels.Kernel) -> tuple[float, float]:
    """Standard deviation along x and y."""
    along = np.arange(kernel.shape[0]) - kernel.shape[0] // 2
    return float(np.sqrt(kernel.sum(0) @ along**2)), float(np.sqrt(kernel.sum(1) @ along**2))


@given(st.floats(0.3, 20))
def test_gaussian_is_a_kernel_as_wide_as_asked(sigma: float) -> None:
    kernel = kernels.gaussian(sigma)
    assert_is_kernel(kernel)
    if sigma > 1:
        assert spread(kernel)[0] == pytest.approx(sigma, rel=0.03)


@given(st.floats(0.3, 20))
def test_disk_is_a_kernel_as_wide_as_asked(radius: float) -> None:
    kernel = kernels.disk(radius)
    assert_is_kernel(kernel)
    if radius > 4:  # a smaller disk is mostly edge
        assert spread(kernel)[0] == pytest.approx(radius / 2, rel=0.06)
        assert kernel.max() == pytest.approx(1 / (np.pi * radius**2), rel=0.1)


@given(st.floats(1, 60), st.floats(0, np.pi), st.floats(0, 0.4), st.integers(0, 2**32))
def test_motion_is_a_kernel(length: float, angle: float, bend: float, seed: int) -> None:
    assert_is_kernel(kernels.motion(length, angle, bend, np.random.default_rng(seed)))


def test_straight_motion_runs_along_its_angle() -> None:
    flat = kernels.motion(20, 0, 0, np.random.default_rng(0))
    assert np.count_nonzero(flat.sum(1) > 1e-6) == 1
    assert spread(flat)[0] == pytest.approx(20 / np.sqrt(12), rel=0.03)
    upright = kernels.motion(20, np.pi / 2, 0, np.random.default_rng(0))
    assert spread(upright)[0] < 0.1 and spread(upright)[1] > 5


def test_bent_motion_leaves_the_line_and_comes_again_from_its_seed() -> None:
    bent = kernels.motion(20, 0, 0.3, np.random.default_rng(7))
    assert spread(bent)[1] > 1
    assert np.array_equal(bent, kernels.motion(20, 0, 0.3, np.random.default_rng(7)))


def test_stacked_kernels_keep_their_middle() -> None:
    stacked = kernels.stack([kernels.identity(), kernels.gaussian(2), kernels.disk(5)])
    for kernel in stacked:
        assert_is_kernel(kernel)
    assert stacked[0, stacked.shape[1] // 2, stacked.shape[2] // 2] == 1
