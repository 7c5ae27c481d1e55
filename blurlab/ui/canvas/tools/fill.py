"""Fill: a click paints the region under it."""

from functools import partial

from blurlab.ui.canvas.tools.port import Press, Surface, Tool


class Fill(Tool):
    id = "fill"
    words = "Fill"
    hint = "Click a region to fill it."
    keys = ("G",)
    icon = "fill"

    def press(self, press: Press, surface: Surface) -> None:
        from blurlab.core.editing.regions import fill_step

        x, y = press.at
        surface.perform(partial(fill_step, x=x, y=y, value=press.value, threshold=surface.cut_in_hand))
