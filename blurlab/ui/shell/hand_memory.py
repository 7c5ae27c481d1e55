"""The person's earlier choices for hand and eye: sizes, if any were chosen, pressure, overlay, loupe."""

from dataclasses import replace
from typing import Final

from blurlab.core.palette import DEFAULT_PAINTS, PAINTS
from blurlab.session.settings import Settings
from blurlab.ui.canvas.canvas import Canvas
from blurlab.ui.canvas.view.loupe import Loupe
from blurlab.ui.canvas.view.navigator import Navigator

_LARGEST: Final = 10_000.0  # px, of a brush


class HandMemory:
    """Kept with the person's settings, not with a project."""

    def __init__(self, settings: Settings, canvas: Canvas, loupe: Loupe, navigator: Navigator) -> None:
        self._settings, self._canvas, self._loupe, self._navigator = settings, canvas, loupe, navigator

    def restore(self) -> None:
        """Set the canvas, the loupe and the navigator as they were."""
        canvas, settings = self._canvas, self._settings
        hand = canvas.hand
        hand.sizes_on_screen = settings.number("sizes_on_screen", 0) > 0
        hand.pressure_counts = settings.number("pressure", 1) > 0
        if (brush := settings.number("brush_size", 0, 0, _LARGEST)) > 0:
            canvas.brush_size = brush
            canvas.eraser_size = settings.number("eraser_size", brush, 0, _LARGEST)
        paints = settings.text("overlay_colours")
        palette = canvas.palette_of_overlay.painted_in(paints if paints in PAINTS else DEFAULT_PAINTS)
        canvas.set_palette(
            replace(
                palette,
                fill=settings.number("fill", palette.fill) > 0,
                unsure=settings.number("uncertainty", palette.unsure) > 0,
            )
        )
        canvas.views.set_visible(settings.number("both_views", 1) > 0)
        self._loupe.set_on(settings.number("loupe", 0) > 0)
        self._navigator.set_on(settings.number("navigator", 1) > 0)

    def remember(self) -> None:
        """Keep them as they are."""
        hand, palette = self._canvas.hand, self._canvas.palette_of_overlay
        kept: dict[str, float] = {
            "sizes_on_screen": hand.sizes_on_screen,
            "pressure": hand.pressure_counts,
            "fill": palette.fill,
            "uncertainty": palette.unsure,
            "both_views": self._canvas.views.visible,
            "loupe": self._loupe.on,
            "navigator": self._navigator.on,
        }
        if hand.sizes_chosen:
            kept |= {"brush_size": hand.brush_size, "eraser_size": hand.eraser_size}
        self._settings.put("overlay_colours", palette.paints)
        for key, value in kept.items():
            self._settings.put(key, float(value))
