import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.training.sources import scene
from training.synth import kernels
from training.synth.composite import BLURRED, IGNORED, SHARP, Composite, Filled, composite, inpaint

GREY, RED = (128.0, 128.0, 128.0), (250.0, 10.0, 10.0)


def disk_region(size: int = 64, radius: float = 16) -> torch.Tensor:
    y, x = torch.meshgrid(torch.arange(size), torch.arange(size), indexing="ij")
    return torch.hypot(y - size / 2, x - size / 2) < radius


def red_on_grey(side: torch.Tensor) -> torch.Tensor:
    """The object (not `side`) is red, the rest grey: float (1, 3, H, W)."""
    grey, red = torch.tensor(GREY)[:, None, None], torch.tensor(RED)[:, None, None]
    return torch.where(side, grey, red)[None]


def blur(
    photos: torch.Tensor,
    side: torch.Tensor,
    kernel: kernels.Kernel,
    foreground: bool,
    *,
    linear: bool = False,
    inpainting: bool = False,
) -> Composite:
    """One photo float (1, 3, H, W), one side bool (H, W)."""
    return composite(
        photos,
        side[None],
        torch.from_numpy(kernel)[None],
        torch.tensor([foreground]),
        linear_light=torch.tensor([linear]),
        filled=Filled(without(photos, ~side), without(photos, side)) if inpainting else None,
    )


def without(photos: torch.Tensor, removed: torch.Tensor) -> torch.Tensor:
    pixels = photos[0].permute(1, 2, 0).numpy().astype(np.uint8)
    return torch.from_numpy(inpaint(pixels, removed.numpy())).permute(2, 0, 1)[None]


def some_kernel(kind: str, seed: int) -> kernels.Kernel:
    rng = np.random.default_rng(seed)
    if kind == "motion":
        return kernels.motion(rng.uniform(3, 25), rng.uniform(0, 3.14), rng.uniform(0, 0.3), rng)
    return kernels.gaussian(rng.uniform(0.8, 8)) if kind == "gaussian" else kernels.disk(rng.uniform(1, 10))


any_kernel = st.builds(some_kernel, st.sampled_from(["motion", "gaussian", "disk"]), st.integers(0, 2**31))


@settings(max_examples=60, deadline=None)
@given(any_kernel, st.booleans(), st.booleans())
def test_nothing_of_the_removed_side_leaks_into_a_blurred_background(
    kernel: kernels.Kernel, linear: bool, inpainting: bool
) -> None:
    side = ~disk_region()
    made = blur(red_on_grey(side), side, kernel, foreground=False, linear=linear, inpainting=inpainting)
    assert torch.allclose(made.photos[0][:, side], torch.tensor(GREY)[:, None], atol=0.1)


@settings(max_examples=60, deadline=None)
@given(any_kernel, st.booleans(), st.booleans())
def test_nothing_of_the_background_leaks_into_a_blurred_object(
    kernel: kernels.Kernel, linear: bool, inpainting: bool
) -> None:
    """Its veil mixes object and background, as a lens does: every value lies between the two colours."""
    side = disk_region()
    made = blur(red_on_grey(~side), side, kernel, foreground=True, linear=linear, inpainting=inpainting)
    low = torch.minimum(torch.tensor(GREY), torch.tensor(RED))[None, :, None, None]
    high = torch.maximum(torch.tensor(GREY), torch.tensor(RED))[None, :, None, None]
    assert (made.photos >= low - 0.1).all() and (made.photos <= high + 0.1).all()


@settings(max_examples=30, deadline=None)
@given(any_kernel, st.booleans(), st.booleans(), st.booleans(), st.integers(0, 1000))
def test_sharp_pixels_keep_their_values_to_the_bit(
    kernel: kernels.Kernel, foreground: bool, linear: bool, inpainting: bool, seed: int
) -> None:
    photo = torch.from_numpy(scene(seed, 64, 64)).permute(2, 0, 1)[None].float()
    region = disk_region()
    side = region if foreground else ~region
    made = blur(photo, side, kernel, foreground, linear=linear, inpainting=inpainting)
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


def test_a_blurred_object_veils_its_surroundings_and_the_veil_is_ignored() -> None:
    side = disk_region()
    made = blur(red_on_grey(~side), side, kernels.gaussian(3), foreground=True)
    veil = made.targets[0] == IGNORED
    assert veil.any() and not (veil & side).any()
    assert (made.photos[0][:, veil] != torch.tensor(GREY)[:, None]).any()


@pytest.mark.parametrize("inpainting", [False, True])
@pytest.mark.parametrize("foreground", [False, True])
def test_a_side_that_is_everything_or_nothing(foreground: bool, inpainting: bool) -> None:
    photo = torch.from_numpy(scene(5, 64, 64)).permute(2, 0, 1)[None].float()
    nothing, everything = torch.zeros(64, 64, dtype=torch.bool), torch.ones(64, 64, dtype=torch.bool)
    untouched = blur(photo, nothing, kernels.gaussian(2), foreground, inpainting=inpainting)
    assert torch.equal(untouched.photos, photo) and (untouched.targets == SHARP).all()
    blurred = blur(photo, everything, kernels.gaussian(2), foreground, inpainting=inpainting)
    assert torch.isfinite(blurred.photos).all() and (blurred.targets == BLURRED).all()


def test_each_sample_of_a_batch_gets_its_own_kernel() -> None:
    photo = torch.from_numpy(scene(8, 64, 64)).permute(2, 0, 1)[None].float()
    side = ~disk_region()
    stacked = torch.from_numpy(kernels.stack([kernels.gaussian(1), kernels.disk(6)]))
    both = composite(photo.repeat(2, 1, 1, 1), side.repeat(2, 1, 1), stacked, torch.tensor([False, False]))
    for row, kernel in enumerate((kernels.gaussian(1), kernels.disk(6))):
        alone = blur(photo, side, kernel, foreground=False)
        assert torch.allclose(both.photos[row], alone.photos[0], atol=0.05)


def test_a_side_as_thin_as_a_pixel_is_inpainted_from_itself_alone() -> None:
    side = torch.zeros(64, 64, dtype=torch.bool)
    side[:, 30] = True
    made = blur(red_on_grey(side), side, kernels.disk(5), foreground=False, inpainting=True)
    assert torch.allclose(made.photos[0][:, side], torch.tensor(GREY)[:, None], atol=0.1)


def test_inpainting_far_from_what_is_known_still_has_its_colour() -> None:
    """In 8 bits Telea's roundings add up on the way."""
    pixels = red_on_grey(~disk_region(320, 110))[0].permute(1, 2, 0).numpy().astype(np.uint8)
    filled = inpaint(pixels, ~disk_region(320, 110).numpy())
    assert np.abs(filled - np.array(RED, np.float32)).max() < 0.2


def test_the_two_ways_agree_away_from_the_boundary() -> None:
    photo = torch.from_numpy(scene(11, 64, 64)).permute(2, 0, 1)[None].float()
    region = disk_region(radius=12)
    kernel = kernels.disk(3)
    ours, theirs = (blur(photo, ~region, kernel, False, inpainting=way).photos for way in (False, True))
    far = ~disk_region(radius=18)
    assert (ours - theirs)[0][:, far].abs().max() < 0.1
    assert (ours - theirs)[0][:, ~far & ~region].abs().max() > 0.1, "beside the object they are two ways"
