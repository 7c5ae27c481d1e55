"""What the layers paint, pixel by pixel, against plain formulas."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from blurlab.core.editing.correction import BLURRED, IGNORE, SHARP, Correction
from blurlab.core.palette import Palette, kind_table
from blurlab.core.pyramid import Pyramid
from blurlab.core.rect import Rect
from blurlab.core.viewport import Viewport
from blurlab.ui.canvas.layers.layer import Layer, region_of
from blurlab.ui.canvas.layers.overlay_layer import OverlayLayer
from blurlab.ui.canvas.layers.photo_layer import BACKGROUND, PhotoLayer
from blurlab.ui.canvas.view.frame import Frame
from tests.core.strategies import put

pytestmark = pytest.mark.usefixtures("qapp")
unhurried = settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
ratios = st.sampled_from([1.0, 1.5, 2.0])
zooms = st.sampled_from([0.31, 0.5, 1.0, 1.7, 2.0, 3.0, 7.3])


def make_viewport(width: int, height: int, zoom: float, ratio: float, pan: tuple[int, int] = (0, 0)) -> Viewport:
    viewport = Viewport()
    viewport.set_view(200, 150, ratio)
    viewport.set_photo(width, height)
    viewport.set_zoom(zoom)
    viewport.pan(*pan)
    return viewport


def make_correction(seed: int, height: int, width: int) -> Correction:
    random = np.random.default_rng(seed)
    correction = Correction(height, width, random.integers(0, 256, (height // 12 + 1, width // 12 + 1), dtype=np.uint8))
    for code in (SHARP, BLURRED, IGNORE):
        x, y = random.integers(0, width), random.integers(0, height)
        put(correction, np.s_[y : y + 40, x : x + 40], code)
    return correction


def painted(layer: Layer, frame: Frame, background: QColor) -> np.ndarray:
    """The layer painted over a background in device pixels: uint8 (height, width, 4) RGBA."""
    image = QImage(frame.width, frame.height, QImage.Format.Format_RGBA8888)
    image.setDevicePixelRatio(frame.ratio)
    image.fill(background)
    with QPainter(image) as painter:
        layer.paint(painter, region_of(frame.rect))
    return np.frombuffer(image.constBits(), np.uint8).reshape(frame.height, frame.width, 4).copy()


def rendered(layer: Layer, frame: Frame, rect: Rect) -> np.ndarray:
    """What the layer makes of `rect`: uint32 (rect.height, rect.width)."""
    pixels = np.full((rect.height, rect.width), 12345, np.uint32)
    layer.render(frame, rect, pixels)
    return pixels


def under(frame: Frame) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """For each device pixel the photo's row and column under its centre, and whether that is on the photo."""
    rows = (np.arange(frame.height) + 0.5 - frame.y) * frame.step
    columns = (np.arange(frame.width) + 0.5 - frame.x) * frame.step
    on = ((rows >= 0) & (rows < frame.photo_height))[:, None] & ((columns >= 0) & (columns < frame.photo_width))
    row = np.clip(np.floor(rows).astype(int), 0, frame.photo_height - 1)
    column = np.clip(np.floor(columns).astype(int), 0, frame.photo_width - 1)
    return *np.broadcast_arrays(row[:, None], column[None, :]), on  # type: ignore[return-value]


@unhurried
@given(zooms.filter(lambda zoom: zoom >= 1), ratios, st.tuples(st.integers(-200, 200), st.integers(-200, 200)))
def test_from_100_percent_on_the_photo_shows_its_bare_pixels(zoom: float, ratio: float, pan: tuple[int, int]) -> None:
    photo = np.random.default_rng(0).integers(0, 256, (230, 310, 3), dtype=np.uint8)
    layer = PhotoLayer()
    layer.set_pyramid(Pyramid(photo))
    frame = Frame.of(make_viewport(310, 230, zoom, ratio, pan))
    layer.show(frame)
    row, column, on = under(frame)
    expected = np.where(on[..., None], photo[row, column], np.array(BACKGROUND, np.uint8))
    assert (painted(layer, frame, QColor("black"))[..., :3] == expected).all()


@pytest.mark.parametrize("zoom", [0.9, 0.5, 0.37, 0.11])
@pytest.mark.parametrize("ratio", [1.0, 1.5])
def test_a_reduced_photo_is_smooth_and_in_its_place(zoom: float, ratio: float) -> None:
    """A linear ramp stays the same ramp at every reduction; half a level is half a photo pixel off if places are."""
    y, x = np.mgrid[:1200, :1600].astype(float)
    photo = np.stack([x * 255 / 1600, y * 255 / 1200, (x + y) * 255 / 2800], axis=-1).round().astype(np.uint8)
    layer = PhotoLayer()
    layer.set_pyramid(Pyramid(photo))
    frame = Frame.of(make_viewport(1600, 1200, zoom, ratio))
    layer.show(frame)
    seen = painted(layer, frame, QColor("black")).astype(float)
    place_x = (np.arange(frame.width) + 0.5 - frame.x) * frame.step
    place_y = (np.arange(frame.height) + 0.5 - frame.y) * frame.step
    inside_x, inside_y = (place_x > 20) & (place_x < 1580), (place_y > 20) & (place_y < 1180)
    assert np.abs(seen[:, inside_x, 0][inside_y] - (place_x[inside_x] - 0.5) * 255 / 1600).max() < 1.6
    assert np.abs(seen[inside_y][:, inside_x, 1] - (place_y[inside_y, None] - 0.5) * 255 / 1200).max() < 1.6


@unhurried
@given(st.integers(0, 99), zooms, ratios, st.integers(2, 254))
def test_the_overlay_colours_each_pixel_by_what_the_mask_says(
    seed: int, zoom: float, ratio: float, threshold: int
) -> None:
    correction = make_correction(seed, 170, 260)
    correction.plane[correction.plane == IGNORE] = SHARP  # the hatch is looked at elsewhere
    layer = OverlayLayer()
    layer.set_correction(correction)
    layer.set_palette(Palette(outline=False))
    layer.set_threshold(threshold)
    frame = Frame.of(make_viewport(260, 170, zoom, ratio))
    layer.show(frame)
    row, column, on = under(frame)
    colours = Palette(outline=False).colours()[kind_table(threshold)[correction.plane[row, column]]].astype(float)
    colours[~on] = 0
    alpha = colours[..., 3:] / 255
    expected = 100 * (1 - alpha) + colours[..., :3] * alpha
    assert np.abs(painted(layer, frame, QColor(100, 100, 100))[..., :3] - expected).max() <= 2


@unhurried
@given(st.integers(0, 99), zooms, ratios, st.data())
def test_painting_only_what_a_stroke_changed_gives_the_same_picture_as_painting_all(
    seed: int, zoom: float, ratio: float, data: st.DataObject
) -> None:
    correction = make_correction(seed, 170, 260)
    layer, fresh = OverlayLayer(), OverlayLayer()
    layer.set_correction(correction)
    frame = Frame.of(make_viewport(260, 170, zoom, ratio))
    layer.show(frame)
    painted(layer, frame, QColor("black"))
    for _ in range(3):
        x, y = data.draw(st.integers(0, 259)), data.draw(st.integers(0, 169))
        rect = Rect(x, y, data.draw(st.integers(1, 60)), data.draw(st.integers(1, 60))).clipped(260, 170)
        put(correction, np.s_[rect.slices], data.draw(st.sampled_from([SHARP, BLURRED, IGNORE, 7, 200])))
        layer.changed(rect)
    fresh.set_correction(correction)
    fresh.show(frame)
    assert (painted(layer, frame, QColor("black")) == painted(fresh, frame, QColor("black"))).all()


@unhurried
@given(st.integers(0, 99), zooms, ratios, st.lists(st.tuples(st.integers(-90, 90), st.integers(-90, 90)), max_size=3))
def test_a_panned_picture_is_the_same_as_one_painted_there(
    seed: int, zoom: float, ratio: float, pans: list[tuple[int, int]]
) -> None:
    correction = make_correction(seed, 470, 660)
    photo = Pyramid(np.random.default_rng(seed).integers(0, 256, (470, 660, 3), dtype=np.uint8))
    viewport = make_viewport(660, 470, zoom, ratio)
    layers: list[Layer] = []
    for _ in range(2):
        overlay, bottom = OverlayLayer(), PhotoLayer()
        overlay.set_correction(correction)
        bottom.set_pyramid(photo)
        layers += [overlay, bottom]
    for layer in layers[:2]:
        layer.show(Frame.of(viewport))
        painted(layer, Frame.of(viewport), QColor("black"))
    for pan in pans:
        viewport.pan(*pan)
        for layer in layers[:2]:
            layer.show(Frame.of(viewport))
    frame = Frame.of(viewport)
    for moved, fresh in zip(layers[:2], layers[2:], strict=True):
        fresh.show(frame)
        difference = painted(moved, frame, QColor("black")).astype(int) - painted(fresh, frame, QColor("black"))
        # The interpolation of a reduced photo rounds to 1/32 of a pixel, from the corner of what is painted.
        assert np.abs(difference).max() <= (0 if zoom >= 1 or isinstance(moved, OverlayLayer) else 12)


@unhurried
@given(
    st.integers(0, 99),
    zooms,
    ratios,
    st.lists(st.tuples(st.integers(-150, 150), st.integers(-110, 110), st.integers(0, 600)), min_size=1, max_size=6),
)
def test_strokes_between_pans_are_seen_where_they_were_painted(
    seed: int, zoom: float, ratio: float, acts: list[tuple[int, int, int]]
) -> None:
    """The picture is kept on a torus: whatever is panned and painted, the seams are never seen."""
    correction = make_correction(seed, 470, 660)
    viewport = make_viewport(660, 470, zoom, ratio)
    layer, fresh = OverlayLayer(), OverlayLayer()
    layer.set_correction(correction)
    fresh.set_correction(correction)
    for dx, dy, place in acts:
        viewport.pan(dx, dy)
        layer.show(Frame.of(viewport))
        put(correction, np.s_[place // 2 : place // 2 + 50, place : place + 40], (SHARP, BLURRED, IGNORE, 200)[dx % 4])
        layer.changed(Rect(place, place // 2, 40, 50).clipped(660, 470))
        if dy % 2:
            painted(layer, Frame.of(viewport), QColor("black"))
    frame = Frame.of(viewport)
    fresh.show(frame)
    assert (painted(layer, frame, QColor("black")) == painted(fresh, frame, QColor("black"))).all()


@unhurried
@given(zooms, ratios, st.tuples(st.integers(-90, 90), st.integers(-90, 90)))
def test_a_coarse_picture_is_every_other_pixel_twice_each_way_until_it_is_refined(
    zoom: float, ratio: float, pan: tuple[int, int]
) -> None:
    photo = Pyramid(np.random.default_rng(3).integers(0, 256, (470, 660, 3), dtype=np.uint8))
    viewport = make_viewport(660, 470, zoom, ratio)
    layer, fresh = PhotoLayer(), PhotoLayer()
    for one in (layer, fresh):
        one.set_pyramid(photo)
    layer.show(Frame.of(viewport, coarse=True))
    viewport.pan(*pan)
    frame, coarse = Frame.of(viewport), Frame.of(viewport, coarse=True)
    layer.show(coarse)
    # Drawn two by two it covers the fine picture, and beyond it by a pixel at most.
    assert 0 <= 2 * coarse.width - frame.width <= 1 and 0 <= 2 * coarse.height - frame.height <= 1
    assert coarse.ratio == frame.ratio / 2 and coarse.step == frame.step * 2
    assert abs(2 * coarse.x - frame.x) <= 1 and abs(2 * coarse.y - frame.y) <= 1
    if zoom >= 2:  # bare pixels: each is one that the fine picture has, at most a pixel away
        row, column, on = under(coarse)
        expected = np.where(on[..., None], photo.photo[row, column], np.array(BACKGROUND, np.uint8))
        assert (painted(layer, coarse, QColor("black"))[..., :3] == expected).all()
    layer.show(frame)
    fresh.show(frame)
    apart = painted(layer, frame, QColor("black")).astype(int) - painted(fresh, frame, QColor("black"))
    assert np.abs(apart).max() <= (0 if zoom >= 1 else 12)


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_an_outline_runs_inside_the_blurred_area_and_is_as_thin_at_every_zoom(ratio: float) -> None:
    correction = Correction(100, 100)
    put(correction, np.s_[20:80, 20:80], BLURRED)
    layer = OverlayLayer()
    layer.set_correction(correction)
    for zoom in (0.5, 1.0, 4.0):
        frame = Frame.of(make_viewport(100, 100, zoom, ratio))
        layer.show(frame)
        alpha = rendered(layer, frame, frame.rect) >> 24
        fill = np.median(alpha[alpha > 0])
        row = frame.height // 2
        rim = np.flatnonzero(alpha[row] > fill)
        left = round(frame.x + 20 / frame.step)
        if left >= 0:
            assert alpha[row, left - 2] == 0
            thickness = round(ratio)
            assert list(rim[:thickness]) == list(range(rim[0], rim[0] + thickness)) and abs(rim[0] - left) <= 1
            assert alpha[row, rim[0] + thickness] == fill


def test_the_photos_edge_is_no_outline() -> None:
    correction = Correction(50, 50)
    put(correction, np.s_[:], BLURRED)
    layer = OverlayLayer()
    layer.set_correction(correction)
    frame = Frame.of(make_viewport(50, 50, 2.0, 1.0))
    layer.show(frame)
    alpha = rendered(layer, frame, frame.photo_rect) >> 24
    assert (alpha == alpha[0, 0]).all()


def test_ignore_is_hatched() -> None:
    correction = Correction(50, 50)
    put(correction, np.s_[:], IGNORE)
    layer = OverlayLayer()
    layer.set_correction(correction)
    frame = Frame.of(make_viewport(50, 50, 2.0, 1.0))
    layer.show(frame)
    picture = rendered(layer, frame, frame.photo_rect)
    assert len(np.unique(picture)) == 2
    assert 0.15 < (picture == picture.max()).mean() < 0.35  # the stripes are the lighter part
    assert (np.roll(picture, (1, -1), (0, 1))[1:, :-1] == picture[1:, :-1]).all()


@pytest.mark.parametrize(("width", "height"), [(1, 1), (65_000, 300), (300, 65_000), (3, 40_000)])
def test_photos_of_extreme_shapes_are_seen_at_every_zoom(width: int, height: int, qapp: QApplication) -> None:
    photo, overlay = PhotoLayer(), OverlayLayer()
    photo.set_pyramid(Pyramid(np.full((height, width, 3), 200, np.uint8)))
    correction = Correction(height, width)
    put(correction, np.s_[:], BLURRED)
    overlay.set_correction(correction)
    viewport = make_viewport(width, height, 1.0, 1.0)
    for zoom in (0.0, 0.02, 0.3, 1.0, 20.0):
        viewport.set_zoom(zoom)
        frame = Frame.of(viewport)
        for layer in (photo, overlay):
            layer.show(frame)
        assert (painted(photo, frame, QColor("black"))[..., 0] == 200).any()
        assert (painted(overlay, frame, QColor("black"))[..., 0] > 0).any()
