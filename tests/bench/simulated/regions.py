"""Rows of the regions that people click, and of masks carried from one photo to a like one."""

import time
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.editing.correction import BLURRED, IGNORE, UNTOUCHED, Correction
from blurlab.core.opencv import cv2
from blurlab.core.pyramid import Pyramid
from blurlab.core.regions.carry import align, carried
from blurlab.core.regions.tree import make_regions
from tests.bench.rows import CannotRun, Measured, row
from tests.bench.simulated.effort import DATA, masked_cases

MOVES: Final = 200
BIG: Final = (4000, 6000)  # 24 MP
_TURNS: Final = ((0.0, 0, 0), (0.0, 14, -9), (1.2, -11, 7), (-2.0, 8, 12))  # degrees, px to the right, px down
_RIM: Final = 0.06  # of the photo, that a frame leaves out around it

Codes = NDArray[np.uint8]


@row("flip.hover", "ms", at_most=50)
def flip_hover() -> Measured:
    """From a move of the pointer to the outlined region on the canvas, on 24 MP: the 95th percentile."""
    from PySide6.QtCore import QEvent, QPointF, Qt
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    from blurlab.ui.canvas.canvas import Canvas

    app = QApplication.instance() or QApplication([])
    photo, prediction, _truth = masked_cases()[0]
    height, width = BIG
    big = np.asarray(cv2.resize(photo.photo, (width, height), interpolation=cv2.INTER_CUBIC), np.uint8)
    canvas = Canvas()
    canvas.resize(1200, 800)
    canvas.show()
    canvas.set_photo(Pyramid(big))
    canvas.set_correction(Correction(height, width, prediction))
    begun = time.perf_counter()
    canvas.set_regions(make_regions(photo.photo, prediction))
    made = time.perf_counter() - begun
    canvas.set_tool("flip")
    app.processEvents()
    rng = np.random.default_rng(3)
    taken = []
    none, free = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    for _ in range(MOVES):
        place = QPointF(float(rng.uniform(60, 1140)), float(rng.uniform(60, 740)))
        event = QMouseEvent(QEvent.Type.MouseMove, place, canvas.mapToGlobal(place), none, none, free)
        begun = time.perf_counter()
        QApplication.sendEvent(canvas, event)
        app.processEvents()
        taken.append(1000 * (time.perf_counter() - begun))
    canvas.close()
    note = f"median {np.median(taken):.0f} ms; the regions took {1000 * made:.0f} ms, ahead"
    return Measured(float(np.percentile(taken, 95)), note=note)


@row("carry.neighbour", "", at_least=0.97, floor="the model's own prediction of the second frame, at its suggested cut")
def carry_neighbour() -> Measured:
    """Mean IoU of the mask carried between two frames of a scene, shifted, turned, of another exposure and grain.

    The note says in how many of these it was trusted, and in how many of the refocused pairs it was refused.
    """
    from blurlab.core.cut import suggested_cut
    from tests.bench.simulated.seconds import learnt_cut

    carried_ious, own_ious, trusted = [], [], 0
    for number, (photo, prediction, truth) in enumerate(masked_cases()[::2]):
        degrees, x, y = _TURNS[number % len(_TURNS)]
        first, mask = (_frame(each, 0.0, 0, 0, flags) for each, flags in _pictures(photo.photo, truth))
        second, wanted = (_frame(each, degrees, x, y, flags) for each, flags in _pictures(photo.photo, truth))
        rng = np.random.default_rng(number)
        noisy = np.clip(second * 0.92 + rng.normal(4, 3, second.shape), 0, 255).astype(np.uint8)
        alignment = align(first, noisy)
        if alignment is None or not alignment.trusted:
            continue
        trusted += 1
        codes = carried(mask, alignment, *wanted.shape)
        carried_ious.append(_iou(codes, wanted, codes != UNTOUCHED))
        cut = suggested_cut(prediction, learnt_cut() or None)
        said = cv2.resize(prediction, truth.shape[::-1], interpolation=cv2.INTER_LINEAR) >= cut
        own = _frame(np.where(said, np.uint8(BLURRED), np.uint8(0)), degrees, x, y, cv2.INTER_NEAREST)
        own_ious.append(_iou(own, wanted, np.ones(wanted.shape, bool)))
    if not carried_ious:
        raise CannotRun("no mask was trusted")
    pairs, refused = _refocused()
    note = (
        f"trusted in {trusted} of {number + 1}, worst {min(carried_ious):.3f}; {refused} of {pairs} refocused refused"
    )
    return Measured(float(np.mean(carried_ious)), float(np.mean(own_ious)), note)


def _pictures(photo: Codes, truth: Codes) -> tuple[tuple[Codes, int], tuple[Codes, int]]:
    return (photo, cv2.INTER_CUBIC), (truth, cv2.INTER_NEAREST)


def _frame(picture: Codes, degrees: float, x: int, y: int, flags: int) -> Codes:
    """A frame within the picture, turned and shifted."""
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    matrix[:, 2] += (x, y)
    turned = cv2.warpAffine(picture, matrix, (width, height), flags=flags, borderMode=cv2.BORDER_REFLECT)
    top, left = round(height * _RIM), round(width * _RIM)
    return np.ascontiguousarray(turned[top : height - top, left : width - left])


def _iou(codes: Codes, wanted: Codes, known: NDArray[np.bool_]) -> float:
    counted = known & (wanted != IGNORE)
    ours, theirs = (codes == BLURRED) & counted, (wanted == BLURRED) & counted
    union = np.count_nonzero(ours | theirs)
    return 1.0 if union == 0 else np.count_nonzero(ours & theirs) / union


def _refocused() -> tuple[int, int]:
    """How many pairs of one scene at two focus settings there are (at most 20), and how many are not trusted."""
    from blurlab.imaging.photos import read_thumbnail

    folder = Path(DATA).parent / "photos" / "multifocus"
    firsts = sorted(folder.glob("*_A.*"))[:20]
    refused = pairs = 0
    for first in firsts:
        second = first.with_name(first.name.replace("_A.", "_B."))
        if second.is_file():
            pairs += 1
            alignment = align(read_thumbnail(first, 512), read_thumbnail(second, 512))
            refused += alignment is None or not alignment.trusted
    return pairs, refused
