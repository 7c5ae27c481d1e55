"""The eraser: gives painted pixels back to the prediction."""

from blurlab.ui.canvas.tools.brush import begin_stroke
from blurlab.ui.canvas.tools.port import Gesture, Press, Surface, Tool


class Eraser(Tool):
    id = "eraser"
    words = "Eraser"
    hint = "Give painted parts back to the model."
    keys = ("E",)
    icon = "eraser"
    sized = True
    erases = True
    takes_value = False

    def press(self, press: Press, surface: Surface) -> Gesture | None:
        from blurlab.core.editing.correction import UNTOUCHED

        return begin_stroke(press, surface, UNTOUCHED, self.words)
