import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.training.sources import scene
from training.synth import kernels
from training.synth.composite import BLURRED, IGNORED, SHARP, Composite, composite, inpainted

GREY, RED = (128.0, 128.0, 128.0), (250.0, 10.0, 10.0)


def disk_region(size: int = 64, radius: float = 16) -> torch.Tensor:
    y, x = torch.meshgrid(torch.arange(size), torch.arange(size), indexing="ij")
    return torch.hypot(y - size / 2, x - size / 2) < radius


def red_on_grey(side: torch.Tensor) -> torch.Tensor:
    """The object (not `side`) is red, the rest grey: float (1, 3, H, W)."""
    grey, red = torch.tensor(GREY)[:, None, None], torch.tensor(RED)[:, None, None]
    return torch.where(side, grey, red)[None]


def blur(photos: torch.Tensor, side: torch.Tensor, kernel: kernels.Kernel, foreground: bool) -> Composite:
    return composite(photos, side[None], torch.from_numpy(kernel)[None], torch.tensor([foreground]))


def some_kernel(kind: str, seed: int) -> kernels.Kernel:
    rng = np.random.default_rng(seed)
    if kind == "motion":
        return kernels.motion(rng.uniform(3, 25), rng.uniform(0, 3.14), rng.uniform(0, 0.3), rng)
    return kernels.gaussian(rng.uniform(0.8, 8)) if kind == "gaussian" else kernels.disk(rng.uniform(1, 10))


any_kernel = st.builds(some_kernel, st.sampled_from(["motion", "gaussian", "disk"]), st.integers(0, 2**31))


@settings(max_examples=40, deadline=None)
@given(any_kernel)
def test_nothing_of_the_removed_side_leaks_into_a_blurred_background(kernel: kernels.Kernel) -> None:
    side = ~disk_region()
    made = blur(red_on_grey(side), side, kernel, foreground=False)
    assert torch.allclose(made.photos[0][:, side], torch.tensor(GREY)[:, None], atol=0.1)


@settings(max_examples=40, deadline=None)
@given(any_kernel)
def test_nothing_of_the_background_leaks_into_a_blurred_object(kernel: kernels.Kernel) -> None:
    """Its veil mixes object and background, as a lens does: every value lies between the two colours."""
    side = disk_region()
    made = blur(red_on_grey(~side), side, kernel, foreground=True)
    low = torch.minimum(torch.tensor(GREY), torch.tensor(RED))[None, :, None, None]
    high = torch.maximum(torch.tensor(GREY), torch.tensor(RED))[None, :, None, None]
    assert (made.photos >= low - 0.1).all() and (made.photos <= high + 0.1).all()


@settings(max_examples=30, deadline=None)
@given(any_kernel, st.booleans(), st.booleans(), st.integers(0, 1000))
def test_sharp_pixels_keep_their_values_to_the_bit(
    kernel: kernels.Kernel, foreground: bool, linear: bool, seed: int
) -> None:
    photo = torch.from_numpy(scene(seed, 64, 64)).permute(2, 0, 1)[None].float()
    region = disk_region()
    side = region if foreground else ~region
    made = composite(
        photo,
        side[None],
        torch.from_numpy(kernel)[None],
        torch.tensor([foreground]),
        linear_light=torch.tensor([linear]),
    )
    sharp = made.targets[0] == SHARP
    assert sharp.any()
    assert torch.equal(made.photos[0][:, sharp], photo[0][:, sharp])


def test_the_marked_side_is_really_blurred() -> None:
    photo = torch.from_numpy(scene(3, 64, 64)).permute(2, 0, 1)[None].float()
    side = ~disk_region()
    made = blur(photo, side, kernels.gaussian(3), foreground=False)
    inner = torch.zeros(64, 64, dtype=torch.bool)
    inner[4:-4, 4:-4] = True
    rough = (photo[0, :, :, 1:] - photo[0, :, :, :-1]).abs()[:, side[:, 1:] & inner[:, 1:]].mean()
    calm = (made.photos[0, :, :, 1:] - made.photos[0, :, :, :-1]).abs()[:, side[:, 1:] & inner[:, 1:]].mean()
    assert calm < rough / 4
    assert torch.equal(made.targets[0] == BLURRED, side)


def test_a_blurred_object_veils_its_surroundings_and_the_veil_is_not_judged() -> None:
    side = disk_region()
    made = blur(red_on_grey(~side), side, kernels.gaussian(3), foreground=True)
    veil = made.targets[0] == IGNORED
    assert veil.any() and not (veil & side).any()
    assert (made.photos[0][:, veil] != torch.tensor(GREY)[:, None]).any()


@pytest.mark.parametrize("foreground", [False, True])
def test_a_side_that_is_everything_or_nothing(foreground: bool) -> None:
    photo = torch.from_numpy(scene(5, 64, 64)).permute(2, 0, 1)[None].float()
    nothing, everything = torch.zeros(64, 64, dtype=torch.bool), torch.ones(64, 64, dtype=torch.bool)
    untouched = blur(photo, nothing, kernels.gaussian(2), foreground)
    assert torch.equal(untouched.photos, photo) and (untouched.targets == SHARP).all()
    blurred = blur(photo, everything, kernels.gaussian(2), foreground)
    assert torch.isfinite(blurred.photos).all() and (blurred.targets == BLURRED).all()


def test_each_sample_of_a_batch_gets_its_own_kernel() -> None:
    photo = torch.from_numpy(scene(8, 64, 64)).permute(2, 0, 1)[None].float()
    side = ~disk_region()
    stacked = torch.from_numpy(kernels.stack([kernels.gaussian(1), kernels.disk(6)]))
    both = composite(photo.repeat(2, 1, 1, 1), side.repeat(2, 1, 1), stacked, torch.tensor([False, False]))
    for row, kernel in enumerate((kernels.gaussian(1), kernels.disk(6))):
        alone = blur(photo, side, kernel, foreground=False)
        assert torch.allclose(both.photos[row], alone.photos[0], atol=0.05)


def test_inpainting_keeps_the_sharp_side_and_nearly_all_of_the_other_colour_out() -> None:
    side = ~disk_region().numpy()
    photo = red_on_grey(torch.from_numpy(side))[0].permute(1, 2, 0).numpy().astype(np.uint8)
    made = inpainted(photo, side, kernels.gaussian(4))
    assert np.array_equal(made[~side], photo[~side])
    assert np.abs(made[side].astype(int) - np.array(GREY)).max() <= 2


def test_the_two_ways_agree_away_from_the_boundary() -> None:
    photo = scene(11, 64, 64)
    region = disk_region(radius=12).numpy()
    kernel = kernels.disk(3)
    theirs = inpainted(photo, ~region, kernel)
    ours = blur(torch.from_numpy(photo).permute(2, 0, 1)[None].float(), torch.from_numpy(~region), kernel, False)
    far = ~disk_region(radius=18).numpy()
    far[:4], far[-4:], far[:, :4], far[:, -4:] = False, False, False, False
    difference = np.abs(ours.photos[0].permute(1, 2, 0).numpy() - theirs)[far]
    assert difference.max() <= 2
