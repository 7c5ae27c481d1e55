"""The faces of a photo, cut out: each as a whole, and its eyes at the photo's own pixels."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2
from blurlab.session.cull.listing import Card
from blurlab.sharpness.eyes import Face

FACE: Final = 112  # px a side of a cut-out face
EYES: Final = (140, 112)  # px of its eyes, as wide and as high
_AROUND: Final = 0.25  # of a face's sides: how much beyond its box is shown


@dataclass(frozen=True, eq=False)
class FaceCrop:
    """face: RGB, uint8 (FACE, FACE, 3). eyes: RGB at the photo's own pixels, of EYES at the most."""

    place: Face
    face: NDArray[np.uint8]
    eyes: NDArray[np.uint8]


def ranked_faces(card: Card) -> list[Face]:
    """All faces of a photo: the one that its verdict is about, then those with sharp eyes, the sharpest first."""
    inspection = card.inspection
    if inspection is None:
        return []
    subject = inspection.verdict.subject
    about = subject.box if subject is not None else None
    return sorted(
        inspection.faces,
        key=lambda face: (face.box != about, face.eyes_sharp is not True, face.eyes_sharp is None, -face.sharpness),
    )


def cut_out(photo: NDArray[np.uint8], faces: Sequence[Face], ratio: float = 1.0) -> list[FaceCrop]:
    """The faces of an RGB photo, uint8 (h, w, 3), with `ratio` device pixels for one. Some milliseconds each: do it
    off the UI thread."""
    return [FaceCrop(face, _face(photo, face, ratio), _eyes(photo, face, ratio)) for face in faces]


def eyes_words(face: Face) -> str:
    """What is known of the eyes. Nothing measures whether they are open."""
    if face.eyes_sharp is None:
        return "Too small or too even to judge"
    if face.eyes_sharp:
        return "Eyes sharp"
    return f"Eyes blurred, {face.sharper} sharp" if face.sharper else "Eyes blurred"


def _face(photo: NDArray[np.uint8], face: Face, ratio: float) -> NDArray[np.uint8]:
    height, width = photo.shape[:2]
    box = face.box
    side = max((box.right - box.left) * width, (box.bottom - box.top) * height) * (1 + 2 * _AROUND)
    x, y = (box.left + box.right) / 2 * width, (box.top + box.bottom) / 2 * height
    part = _part(photo, x, y, side, side)
    size = max(1, round(FACE * ratio))
    scale = size / max(part.shape[:2])
    shrunk = (max(1, round(part.shape[1] * scale)), max(1, round(part.shape[0] * scale)))
    return np.asarray(cv2.resize(part, shrunk, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR))


def _eyes(photo: NDArray[np.uint8], face: Face, ratio: float) -> NDArray[np.uint8]:
    height, width = photo.shape[:2]
    return _part(photo, face.at[0] * width, face.at[1] * height, EYES[0] * ratio, EYES[1] * ratio).copy()


def _part(photo: NDArray[np.uint8], x: float, y: float, wide: float, high: float) -> NDArray[np.uint8]:
    """The pixels around a place, moved inwards at the photo's edges."""
    height, width = photo.shape[:2]
    wide, high = min(round(wide), width), min(round(high), height)
    left = min(max(0, round(x - wide / 2)), width - wide)
    top = min(max(0, round(y - high / 2)), height - high)
    return np.ascontiguousarray(photo[top : top + max(1, high), left : left + max(1, wide)])
