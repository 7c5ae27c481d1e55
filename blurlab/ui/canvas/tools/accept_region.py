"""Accept region: a click keeps the model's region under it, or gives a painted one back."""

from functools import partial

from blurlab.ui.canvas.tools.port import Press, Surface, Tool


class AcceptRegion(Tool):
    id = "accept_region"
    words = "Accept region"
    hint = "Click to keep a region that the model found, or to give a painted one back."
    keys = ("C",)
    icon = "region"
    takes_value = False

    def press(self, press: Press, surface: Surface) -> None:
        from blurlab.core.editing.regions import accept_step

        x, y = press.at
        surface.perform(partial(accept_step, x=x, y=y, threshold=surface.cut_in_hand))
