import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from blurlab.core.viewport import LARGEST_ZOOM, Viewport

sizes = st.sampled_from([(1, 1), (640, 427), (6000, 4000), (10_000, 10_000), (65_000, 300), (300, 65_000)])
ratios = st.sampled_from([1.0, 1.25, 1.5, 2.0])
places = st.tuples(st.floats(0, 1), st.floats(0, 1))


@st.composite
def viewports(draw: st.DrawFn) -> Viewport:
    """Any photo in any view, after some zooming and panning."""
    viewport = Viewport()
    viewport.set_view(draw(st.integers(100, 3000)), draw(st.integers(100, 2000)), draw(ratios))
    viewport.set_photo(*draw(sizes))
    for factor, (x, y) in draw(st.lists(st.tuples(st.floats(0.2, 5), places), max_size=4)):
        viewport.zoom_at(factor, x * viewport.view_width, y * viewport.view_height)
        viewport.pan((x - 0.5) * 500, (y - 0.5) * 500)
    return viewport


@given(viewports(), places)
def test_there_and_back_again_is_the_same_point(viewport: Viewport, place: tuple[float, float]) -> None:
    view = place[0] * viewport.view_width, place[1] * viewport.view_height
    assert viewport.to_view(*viewport.to_image(*view)) == pytest.approx(view, abs=1e-6)
    image = place[0] * viewport.photo_width, place[1] * viewport.photo_height
    assert viewport.to_image(*viewport.to_view(*image)) == pytest.approx(image, abs=1e-6)


@given(viewports(), places, st.floats(0.3, 3))
def test_the_wheel_keeps_the_point_under_the_cursor(
    viewport: Viewport, place: tuple[float, float], factor: float
) -> None:
    x, y = place[0] * viewport.view_width, place[1] * viewport.view_height
    image = viewport.to_image(x, y)
    viewport.zoom_at(factor, x, y)
    for axis, size, view in (
        (0, viewport.photo_width, viewport.view_width),
        (1, viewport.photo_height, viewport.view_height),
    ):
        corner, wanted = (viewport.x, viewport.y)[axis], (x, y)[axis] - image[axis] * viewport.scale
        slack = min(view * 0.4, size * viewport.scale - view)
        if slack > 0 and view - size * viewport.scale - slack + 1 < wanted < slack - 1:  # not held back by an edge
            assert corner == pytest.approx(wanted, abs=0.51 / viewport.ratio)


@given(viewports())
def test_the_photo_is_always_in_sight_and_on_whole_device_pixels(viewport: Viewport) -> None:
    assert not viewport.visible().empty
    assert viewport.zoom <= LARGEST_ZOOM * 1.0001
    for corner in (viewport.x, viewport.y):
        assert corner * viewport.ratio == pytest.approx(round(corner * viewport.ratio), abs=1e-6)


@given(viewports())
def test_fit_shows_all_of_the_photo(viewport: Viewport) -> None:
    viewport.fit()
    left, top = viewport.to_view(0, 0)
    right, bottom = viewport.to_view(viewport.photo_width, viewport.photo_height)
    assert left >= -1 and top >= -1
    assert right <= viewport.view_width + 1 and bottom <= viewport.view_height + 1
    assert viewport.zoom == pytest.approx(LARGEST_ZOOM) or (
        right - left == pytest.approx(viewport.view_width) or bottom - top == pytest.approx(viewport.view_height)
    )


@given(viewports(), st.integers(100, 3000), st.integers(100, 2000))
def test_a_fitted_photo_stays_fitted_when_the_window_is_resized(viewport: Viewport, width: int, height: int) -> None:
    viewport.fit()
    viewport.set_view(width, height, viewport.ratio)
    assert viewport.fitted
    assert viewport.scale == viewport.fit_scale


@given(viewports(), st.integers(300, 3000), st.integers(300, 2000))
def test_a_zoomed_photo_keeps_its_zoom_when_the_window_is_resized(viewport: Viewport, width: int, height: int) -> None:
    viewport.set_zoom(3.0)
    assume(not viewport.fitted)
    viewport.set_view(width, height, viewport.ratio)
    assert viewport.zoom == pytest.approx(max(3.0, viewport.smallest_scale * viewport.ratio))


@given(viewports())
def test_100_percent_is_one_device_pixel_for_a_photo_pixel(viewport: Viewport) -> None:
    viewport.set_zoom(1.0)
    if viewport.fit_scale * viewport.ratio <= 1:
        assert viewport.scale * viewport.ratio == pytest.approx(1.0)


@given(viewports(), places)
def test_visible_holds_the_photo_pixel_under_every_point_of_the_view(
    viewport: Viewport, place: tuple[float, float]
) -> None:
    x, y = viewport.to_image(place[0] * viewport.view_width, place[1] * viewport.view_height)
    assume(0 <= x < viewport.photo_width and 0 <= y < viewport.photo_height)
    seen = viewport.visible()
    assert seen.x <= x <= seen.right and seen.y <= y <= seen.bottom


def test_zooming_out_ends_with_the_whole_photo_centred() -> None:
    viewport = Viewport()
    viewport.set_view(800, 600)
    viewport.set_photo(6000, 4000)
    viewport.zoom_at(8, 10, 10)
    assert not viewport.fitted
    for _ in range(30):
        viewport.zoom_at(0.5, 790, 590)
    assert viewport.fitted
    assert viewport.scale == viewport.fit_scale


def test_panning_moves_the_photo_with_the_hand() -> None:
    viewport = Viewport()
    viewport.set_view(800, 600)
    viewport.set_photo(6000, 4000)
    viewport.set_zoom(1.0)
    x, y = viewport.x, viewport.y
    viewport.pan(-30, 17)
    assert (viewport.x, viewport.y) == (x - 30, y + 17)
