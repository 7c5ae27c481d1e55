"""What the overlay renders must outlive the Qt image that it was coloured in."""

import gc

import numpy as np

from blurlab.core.editing.correction import Correction
from blurlab.core.viewport import Viewport
from blurlab.ui.canvas.layers.overlay_layer import OverlayLayer
from blurlab.ui.canvas.view.frame import Frame


def test_a_whole_screen_of_overlay_keeps_its_pixels() -> None:
    height, width = 900, 1400
    viewport = Viewport()
    viewport.set_photo(width, height)
    viewport.set_view(width, height)
    layer = OverlayLayer()
    layer.set_correction(Correction(height, width, np.full((height, width), 200, np.uint8)))
    frame = Frame.of(viewport)
    picture = np.empty((height, width), np.uint32)
    layer.render(frame, frame.rect, picture)
    gc.collect()
    others = [np.full((height, width), 7, np.uint32) for _ in range(4)]  # take the memory, were it free
    inside = picture[height // 2, 100:-100]
    assert len(np.unique(inside)) == 1
    assert inside[0] >> 24 == round(0.4 * 255)  # the overlay's opacity
    assert len(others) == 4
