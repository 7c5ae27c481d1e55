"""The recorded strokes of a tour, and the report of each step."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from blurlab.core.editing.correction import BLURRED, IGNORE, SHARP

_CODES: Final = {"blurred": BLURRED, "sharp": SHARP, "ignore": IGNORE}


class TourError(Exception):
    """A step of the tour did not happen; str() is one sentence."""


@dataclass(frozen=True)
class RecordedStroke:
    """`points` are fractions of the photo's width and height, `size` the brush's diameter by its longer side."""

    value: int  # mask code
    size: float
    points: tuple[tuple[float, float], ...]


@dataclass
class Step:
    """One step of the report."""

    name: str
    ok: bool = False
    seconds: float = 0.0
    facts: dict[str, Any] = field(default_factory=dict)
    problem: str = ""


@dataclass(frozen=True)
class Recording:
    """What the hands do in a tour: `strokes` by the photos' file names, in the order of the tour."""

    strokes: dict[str, list[RecordedStroke]]
    afterwards: str  # the photo to look at with the new model

    @classmethod
    def read(cls, file: Path) -> "Recording":
        recorded = json.loads(file.read_text(encoding="utf-8"))
        strokes = {
            photo["photo"]: [
                RecordedStroke(_CODES[stroke["value"]], stroke["size"], tuple((x, y) for x, y in stroke["points"]))
                for stroke in photo["strokes"]
            ]
            for photo in recorded["photos"]
        }
        return cls(strokes, recorded["afterwards"])
