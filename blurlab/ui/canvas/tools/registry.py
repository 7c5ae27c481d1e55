"""The canvas's tools, in the order of their buttons. A tool that is listed here is in the window."""

from collections.abc import Sequence
from typing import Final

from blurlab.ui.canvas.tools.accept_region import AcceptRegion
from blurlab.ui.canvas.tools.brush import Brush
from blurlab.ui.canvas.tools.divider import Divider
from blurlab.ui.canvas.tools.encircle import Encircle
from blurlab.ui.canvas.tools.eraser import Eraser
from blurlab.ui.canvas.tools.fill import Fill
from blurlab.ui.canvas.tools.flip import Flip
from blurlab.ui.canvas.tools.lasso import Lasso
from blurlab.ui.canvas.tools.pan import Pan
from blurlab.ui.canvas.tools.port import ReachedTool, Tool
from blurlab.ui.canvas.tools.scribble import Scribble
from blurlab.ui.canvas.tools.sizing import Sizing
from blurlab.ui.canvas.tools.smart_edge import SmartEdge

BRUSH: Final = Brush()
ERASER: Final = Eraser()  # a turned pen holds it
PAN: Final = Pan()

CHOSEN: Final[Sequence[Tool]] = (
    BRUSH,
    ERASER,
    SmartEdge(),
    Lasso(),
    Fill(),
    AcceptRegion(),
    Flip(),
    Scribble(),
)  # by key and button
# The first one that accepts a press gets it.
REACHED: Final[Sequence[ReachedTool]] = (Divider(), Sizing(), PAN, Encircle())
ALL: Final[Sequence[Tool]] = (*CHOSEN, *REACHED)


def tool(tool_id: str) -> Tool:
    """Raises KeyError if there is none of this id."""
    return {each.id: each for each in ALL}[tool_id]
