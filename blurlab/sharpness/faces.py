"""The faces of a photo, found on a picture of a few hundred pixels by the detector in OpenCV."""

import threading
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2
from blurlab.core.shrink import reduced
from blurlab.sharpness.eyes import Face
from blurlab.sharpness.measure import FocusMap
from blurlab.sharpness.subject import Box

_LONGER: Final = 320  # px of the searched picture: about 10 ms of one core
SURE: Final = 0.8  # of the detector's score, 0..1
_WEAK: Final = 0.4  # a face that is blurred itself scores less; where it counts, see `main_face`
_EQUAL: Final = 0.75  # of the largest face's area: as large as it, so that both matter
_AROUND: Final = 0.5  # of a box's sides: how far around it a weak face is looked for sharpness
_SHARP_AROUND: Final = 0.3  # of the texture there
_OVERLAP: Final = 0.3  # of two boxes: with more they are one face
_LEAST: Final = 0.08  # of the photo's longer side: a smaller face is in the background
_MOST: Final = 50  # faces


class FaceFinder:
    """Finds faces in photos of any size. Threads may share one."""

    def __init__(self, model: bytes) -> None:
        """`model`: the YuNet network as ONNX. Raises cv2.error if OpenCV cannot use it."""
        before = cv2.utils.logging.setLogLevel(
            cv2.utils.logging.LOG_LEVEL_ERROR
        )  # it warns about a device that nobody asked for
        try:
            network, nothing = np.frombuffer(model, np.uint8), np.empty(0, np.uint8)
            self._detector: Any = cv2.FaceDetectorYN.create(
                "onnx", network, nothing, (_LONGER, _LONGER), _WEAK, _OVERLAP, _MOST
            )
        finally:
            cv2.utils.logging.setLogLevel(before)
        self._one_at_a_time = threading.Lock()

    def largest(self, grey: NDArray[np.uint8]) -> Box | None:
        """The largest face in a photo's luminance, uint8 (h, w), upright; None if none is large enough."""
        return next((face.box for face in self.faces(grey) if face.score >= SURE), None)

    def faces(self, grey: NDArray[np.uint8]) -> list[Face]:
        """The faces in a photo's luminance, uint8 (h, w), upright, the largest first; without small ones, and with
        doubtful ones."""
        scale = _LONGER / max(grey.shape)
        size = (max(1, round(grey.shape[1] * scale)), max(1, round(grey.shape[0] * scale)))
        small = reduced(grey, *size)
        with self._one_at_a_time:
            self._detector.setInputSize(size)
            found = self._detector.detect(cv2.cvtColor(small, cv2.COLOR_GRAY2BGR))[1]
        large = [] if found is None else [face for face in found if max(face[2:4]) >= _LEAST * _LONGER]
        large.sort(key=lambda face: float(-face[2] * face[3]))
        return [face for row in large if (face := _face(row, size)) is not None]


def _face(row: NDArray[np.float32], size: tuple[int, int]) -> Face | None:
    """A row of the detector's: a box, then right eye, left eye, nose and the mouth's corners, in px of its picture."""
    left, top, wide, high = (float(value) for value in row[:4])
    edges = (left / size[0], top / size[1], (left + wide) / size[0], (top + high) / size[1])
    box = Box(*(min(max(edge, 0.0), 1.0) for edge in edges))
    if box.right <= box.left or box.bottom <= box.top:
        return None
    places = [(float(row[at]) / size[0], float(row[at + 1]) / size[1]) for at in range(4, 14, 2)]
    first, second = sorted(places[:2])
    mouth = ((places[3][0] + places[4][0]) / 2, (places[3][1] + places[4][1]) / 2)
    return Face(box, (first, second), places[2], mouth, score=float(row[14]))


def main_face(faces: Sequence[Face], focus: FocusMap) -> Face | None:
    """The face that a photo is about: the largest that is surely one; of some as large, one with blurred eyes.

    A blurred face is doubtful to the detector. It counts if what is around it is sharp, as where focus was missed; with
    blurred surroundings it is somebody in the background, or nobody.
    """
    sure = [face for face in faces if face.score >= SURE or _sharp_around(face.box, focus)]
    if not sure:
        return None
    equal = [face for face in sure if _area(face.box) >= _EQUAL * _area(sure[0].box)]
    return next((face for face in equal if face.eyes_sharp is False), sure[0])


def _area(box: Box) -> float:
    return (box.right - box.left) * (box.bottom - box.top)


def _sharp_around(box: Box, focus: FocusMap) -> bool:
    wide, high = _AROUND * (box.right - box.left), _AROUND * (box.bottom - box.top)
    outer = Box(
        max(0.0, box.left - wide), max(0.0, box.top - high), min(1.0, box.right + wide), min(1.0, box.bottom + high)
    )
    around = np.zeros_like(focus.texture)
    around[outer.cells(*around.shape)] = True
    around[box.cells(*around.shape)] = False
    texture = np.count_nonzero(focus.texture & around)
    return bool(texture > 0 and np.count_nonzero(focus.sharp & around) >= _SHARP_AROUND * texture)
