"""The main face of a photo, found on a picture of a few hundred pixels by the detector in OpenCV."""

import threading
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2
from blurlab.sharpness.subject import Box

_LONGER: Final = 320  # px of the searched picture: about 10 ms of one core
_SURE: Final = 0.8  # of the detector's score, 0..1
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
                "onnx", network, nothing, (_LONGER, _LONGER), _SURE, _OVERLAP, _MOST
            )
        finally:
            cv2.utils.logging.setLogLevel(before)
        self._one_at_a_time = threading.Lock()

    def largest(self, grey: NDArray[np.uint8]) -> Box | None:
        """The largest face in a photo's luminance, uint8 (h, w), upright; None if none is large enough."""
        scale = _LONGER / max(grey.shape)
        size = (max(1, round(grey.shape[1] * scale)), max(1, round(grey.shape[0] * scale)))
        small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
        with self._one_at_a_time:
            self._detector.setInputSize(size)
            found = self._detector.detect(cv2.cvtColor(small, cv2.COLOR_GRAY2BGR))[1]
        faces = [] if found is None else [face for face in found if max(face[2:4]) >= _LEAST * _LONGER]
        if not faces:
            return None
        left, top, wide, high = (float(value) for value in max(faces, key=lambda face: face[2] * face[3])[:4])
        edges = (left / size[0], top / size[1], (left + wide) / size[0], (top + high) / size[1])
        box = Box(*(min(max(edge, 0.0), 1.0) for edge in edges))
        return box if box.right > box.left and box.bottom > box.top else None
