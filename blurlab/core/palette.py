"""How a plane's values look: first a pixel's kind, then the kind's colour.

The colours can be told apart with any common kind of colour blindness: orange for blurred and blue for ignore differ
in lightness, and the ignore area is hatched as well.
"""

from dataclasses import asdict, dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.editing.correction import BLURRED, IGNORE, SHARP
from blurlab.core.uncertain import unsure_table

# Kinds of pixels, two to an area: kind & AREA is 0 for sharp, 2 for blurred, 4 for ignore, painted or not.
# A kind with OUTLINE added is the rim where areas meet, with HATCH added a stripe, with UNSURE a doubtful place.
PREDICTED_SHARP: Final = 0
PAINTED_SHARP: Final = 1
PREDICTED_BLURRED: Final = 2
PAINTED_BLURRED: Final = 3
PAINTED_IGNORE: Final = 4
AREA: Final = 6
OUTLINE: Final = 8
HATCH: Final = 16
UNSURE: Final = 32
KINDS: Final = 64

Table = NDArray[np.uint8]
Colour = tuple[int, int, int]


def kind_table(threshold: int, *, unsure: bool = False) -> Table:
    """256 kinds, one for each value of a correction's plane: uint8 (256,); `unsure`: with UNSURE where the model is."""
    kinds = np.full(256, PREDICTED_SHARP, np.uint8)
    kinds[max(0, threshold) :] = PREDICTED_BLURRED
    kinds[SHARP], kinds[BLURRED], kinds[IGNORE] = PAINTED_SHARP, PAINTED_BLURRED, PAINTED_IGNORE
    if unsure:
        kinds[unsure_table(threshold) > 0] |= UNSURE
    return kinds


@dataclass(frozen=True)
class Paints:
    """Colours of an overlay, one set of `PAINTS`; the names are those of `Palette`."""

    predicted_blurred: Colour
    painted_blurred: Colour
    painted_sharp: Colour
    ignore: Colour
    doubt: Colour


# Each set is told apart with any common kind of colour blindness; which one stands out depends on the photo.
PAINTS: Final = {
    "amber": Paints((255, 172, 36), (255, 140, 16), (64, 170, 220), (108, 132, 168), (205, 120, 215)),
    "blue": Paints((64, 150, 255), (30, 110, 245), (245, 200, 60), (150, 150, 150), (255, 255, 200)),
    "magenta": Paints((255, 90, 220), (235, 40, 190), (150, 220, 90), (60, 90, 100), (250, 250, 200)),
    "green": Paints((0, 215, 160), (0, 180, 130), (190, 90, 235), (90, 90, 100), (255, 214, 70)),
    "white": Paints((255, 255, 255), (235, 235, 235), (40, 40, 40), (110, 130, 170), (255, 200, 60)),
}
DEFAULT_PAINTS: Final = "amber"


@dataclass(frozen=True)
class Palette:
    """Colours of the overlay, RGB 0..255; `opacity` 0..1 is that of a blurred area's fill."""

    predicted_blurred: Colour = (255, 172, 36)  # amber
    painted_blurred: Colour = (255, 140, 16)  # orange: a little deeper, so that handwork can be recognised
    painted_sharp: Colour = (64, 170, 220)
    ignore: Colour = (108, 132, 168)  # blue-grey
    doubt: Colour = (205, 120, 215)  # mauve, distinct from amber and blue to any eye
    unsure: bool = False  # show where the model is unsure
    outline: bool = True
    fill: bool = True
    opacity: float = 0.4

    def painted_in(self, name: str) -> "Palette":
        """The same in the colours of this set of `PAINTS`."""
        return replace(self, **asdict(PAINTS[name]))

    @property
    def paints(self) -> str:
        """The name of its set of colours."""
        own = {key: value for key, value in vars(self).items() if key in Paints.__dataclass_fields__}
        return next((name for name, paints in PAINTS.items() if asdict(paints) == own), DEFAULT_PAINTS)

    def colours(self) -> Table:
        """RGBA of every kind, not premultiplied: uint8 (KINDS, 4)."""
        fill = max(0.0, min(1.0, self.opacity)) * self.fill
        table = np.zeros((KINDS, 4), np.uint8)

        def put(kind: int, colour: Colour, opacity: float) -> None:
            table[kind] = (*colour, round(255 * min(1.0, opacity)))

        put(PREDICTED_BLURRED, self.predicted_blurred, fill)
        put(PAINTED_BLURRED, self.painted_blurred, fill * 1.1)
        put(PAINTED_SHARP, self.painted_sharp, fill * 0.4)  # distinct from unpainted sharp areas, too
        put(PAINTED_IGNORE, self.ignore, fill)
        put(PAINTED_IGNORE + HATCH, _lighter(self.ignore), fill * 1.4)
        table[OUTLINE:HATCH] = table[:OUTLINE]
        table[HATCH + OUTLINE : UNSURE] = table[HATCH : HATCH + OUTLINE]
        if self.outline:
            strong = min(1.0, self.opacity * 2.2)
            put(PREDICTED_BLURRED + OUTLINE, _lighter(self.predicted_blurred), strong)
            put(PAINTED_BLURRED + OUTLINE, _lighter(self.painted_blurred), strong)
            put(PAINTED_IGNORE + OUTLINE, _lighter(self.ignore), strong)
            put(PAINTED_IGNORE + OUTLINE + HATCH, _lighter(self.ignore), strong)
        table[UNSURE:] = table[:UNSURE]
        if self.unsure:
            for kind in (PREDICTED_SHARP, PREDICTED_BLURRED):
                put(UNSURE + kind, self.doubt, max(0.15, self.opacity) * 1.3)
        return table

    def colour_table(self, threshold: int) -> Table:
        """RGBA of every value of a correction's plane, without outline and hatch: uint8 (256, 4)."""
        return self.colours()[kind_table(threshold, unsure=self.unsure)]


def _lighter(colour: Colour) -> Colour:
    """Half-way to white, for rims that must stand out on dark and on coloured ground."""
    red, green, blue = ((channel + 255) // 2 for channel in colour)
    return red, green, blue
