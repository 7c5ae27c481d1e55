"""Photos decoded for the large view and the comparison, with what is drawn over them; the neighbours ahead of time."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from threading import Lock
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from blurlab.core.editing.correction import Correction
from blurlab.core.histogram import Histogram, find_clipped, find_histogram
from blurlab.core.opencv import cv2
from blurlab.core.peaking import Peaks, find_peaks
from blurlab.core.pyramid import Pyramid
from blurlab.errors import UnreadablePhoto, UserError
from blurlab.imaging.photos import read_to_cull
from blurlab.imaging.source import open_source
from blurlab.project.project import Project
from blurlab.project.records import Photo
from blurlab.session.cull.crops import FaceCrop, cut_out
from blurlab.session.tasks import Tasks
from blurlab.sharpness.eyes import Face
from blurlab.sharpness.measure import measure_focus
from blurlab.sharpness.subject import Box, largest_region

MOST_BYTES = 700_000_000  # of decoded photos that nobody looks at
_BYTES_A_PIXEL = 3 + 4 / 3  # photo, and the levels above it

Result = TypeVar("Result")
Outline = NDArray[np.float32]  # (n, 2): corners, image_xy


@dataclass(frozen=True)
class Reason:
    """Why a photo is judged as it is: outlines of the largest sharp region, image_xy deep inside of what is blurred
    (None if nothing is), and its noise in grey levels."""

    region: list[Outline]
    blurred_at: tuple[float, float] | None
    noise: float


@dataclass(eq=False)
class Picture:
    """pyramid: of the photo. reason: None until it is found, which begins when the photo is there. peaks, mask: None
    until they were asked for."""

    photo: Photo
    pyramid: Pyramid
    reason: Reason | None = None
    peaks: list[Peaks] | None = None
    mask: Correction | None = None
    mask_of: str = ""  # the model version
    prediction: NDArray[np.uint8] | None = None  # what the mask was made of, at the network's resolution
    histogram: Histogram | None = None
    clipped: list[NDArray[np.uint8]] | None = None  # levels, as of `find_clipped`
    crops: list[FaceCrop] | None = None
    crops_of: tuple[Face, ...] = ()  # the faces asked for last

    @property
    def nbytes(self) -> int:
        peaks = sum(level.nbytes for level in self.peaks or [])
        clipped = sum(level.nbytes for level in self.clipped or [])
        return self.pyramid.nbytes + peaks + clipped + (self.mask.nbytes if self.mask is not None else 0)

    def model_blurred(self, subject: Box | None) -> tuple[float, float | None] | None:
        """What the model calls blurred, of the photo and of the subject, 0..1; None before its mask came."""
        if self.prediction is None:
            return None
        whole = float(self.prediction.mean()) / 255
        if subject is None:
            return whole, None
        return whole, float(self.prediction[subject.cells(*self.prediction.shape)].mean()) / 255


class Pictures(QObject):
    """`get` gives a picture that is in memory; `want` loads some, and `ready` or `failed` tells."""

    ready = Signal(int)
    failed = Signal(int, object)  # photo id, UserError
    grew = Signal(int)  # a picture has its peaks, or its mask, by now
    loadingChanged = Signal()  # `loading` may be another

    def __init__(self, project: Project, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._now = Tasks(2, self)  # a photo on the screen waits for no neighbour
        self._ahead = Tasks(2, self, behind=True)
        self._adding_tasks = Tasks(1, self, behind=True)  # of their own, too
        self._kept: OrderedDict[int, Picture] = OrderedDict()
        self._queued: dict[int, int] = {}  # photo id → tasks that are to load it, of which one does
        self._urgent: set[int] = set()  # queued as one that is shown
        self._claimed: set[int] = set()  # being decoded
        self._claiming = Lock()
        self._wanted: frozenset[int] = frozenset()
        self._adding: set[tuple[int, str]] = set()

    @property
    def loading(self) -> bool:
        """Whether some that are wanted are still to come."""
        return bool(self._queued.keys() & self._wanted)

    def get(self, photo_id: int) -> Picture | None:
        picture = self._kept.get(photo_id)
        if picture is not None:
            self._kept.move_to_end(photo_id)
        return picture

    def want(self, shown: Sequence[Photo], ahead: Sequence[Photo] = ()) -> None:
        """Load what is `shown`, then what is likely next, as far as memory goes. What was wanted before and not begun
        is dropped."""
        ahead = _fitting(ahead)
        self._wanted = frozenset(photo.id for photo in (*shown, *ahead))
        for photo in shown:
            if photo.id not in self._kept and photo.id not in self._urgent:
                self._begin(photo, urgent=True)
        for photo in ahead:
            if photo.id not in self._kept and photo.id not in self._queued:
                self._begin(photo)
        self.loadingChanged.emit()

    def _begin(self, photo: Photo, *, urgent: bool = False) -> None:
        """A photo that is queued as a neighbour may be queued once more: whoever comes first decodes it."""
        self._queued[photo.id] = self._queued.get(photo.id, 0) + 1
        if urgent:
            self._urgent.add(photo.id)
        tasks = self._now if urgent else self._ahead
        tasks.run(
            partial(self._load, photo),
            partial(self._arrived, photo, urgent=urgent),
            partial(self._went_wrong, photo.id, urgent=urgent),
        )

    def want_peaks(self, picture: Picture) -> None:
        """Find the peaks of a picture; `grew` tells."""
        if picture.peaks is None:

            def found(peaks: list[Peaks]) -> None:
                picture.peaks = peaks

            def find() -> list[Peaks]:
                reason = picture.reason or _find_reason(picture.pyramid.photo)
                return find_peaks(picture.pyramid.photo, reason.noise)

            self._add(picture, "peaks", find, found)

    def want_histogram(self, picture: Picture) -> None:
        """Count the tones of a picture; `grew` tells."""
        if picture.histogram is None:

            def found(histogram: Histogram) -> None:
                picture.histogram = histogram

            self._add(picture, "histogram", lambda: find_histogram(picture.pyramid.photo), found)

    def want_clipped(self, picture: Picture) -> None:
        """Find where a picture is clipped; `grew` tells."""
        if picture.clipped is None:

            def found(levels: list[NDArray[np.uint8]]) -> None:
                picture.clipped = levels

            self._add(picture, "clipped", lambda: find_clipped(picture.pyramid.photo), found)

    def want_crops(self, picture: Picture, faces: Sequence[Face], ratio: float) -> None:
        """Cut the faces out of a picture, with `ratio` device pixels for one; `grew` tells."""
        asked = tuple(faces)
        if picture.crops_of == asked:
            return
        picture.crops_of = asked

        def found(crops: list[FaceCrop]) -> None:
            if picture.crops_of == asked:
                picture.crops = crops

        self._add(picture, str(hash(asked)), lambda: cut_out(picture.pyramid.photo, asked, ratio), found)

    def want_mask(self, picture: Picture, version: str) -> None:
        """Read the prediction of this model version, if the project has one; `grew` tells."""
        if picture.mask_of == version and picture.mask is not None:
            return

        def read() -> tuple[Correction, NDArray[np.uint8]] | None:
            project, photo = self._project, picture.photo
            prediction = project.read_prediction(photo.id, version, project.view) if version else None
            if prediction is None:
                return None
            return Correction(picture.photo.height, picture.photo.width, prediction), prediction

        def have(found: tuple[Correction, NDArray[np.uint8]]) -> None:
            picture.mask, picture.prediction = found
            picture.mask_of = version

        self._add(picture, f"mask {version}", read, have)

    def leave(self) -> None:
        self._now.leave()
        self._ahead.leave()
        self._adding_tasks.leave()

    def _add(
        self, picture: Picture, what: str, work: Callable[[], Result | None], have: Callable[[Result], None]
    ) -> None:
        key = (picture.photo.id, what)
        if key in self._adding:
            return
        self._adding.add(key)

        def done(result: Result | None) -> None:
            self._adding.discard(key)
            if result is not None:
                have(result)
                self.grew.emit(picture.photo.id)

        def not_done(error: UserError) -> None:
            self._adding.discard(key)
            self.failed.emit(picture.photo.id, error)

        self._adding_tasks.run(work, done, not_done)

    def _load(self, photo: Photo) -> Picture | None:  # in the thread
        with self._claiming:
            if photo.id not in self._wanted or photo.id in self._claimed or photo.id in self._kept:
                return None
            self._claimed.add(photo.id)
        try:
            return Picture(photo, Pyramid(_decoded(photo)))
        except BaseException:
            self._claimed.discard(photo.id)
            raise

    def _has_ended(self, photo_id: int, *, urgent: bool) -> None:
        """A task that was to load this photo ended, whatever came of it."""
        if urgent:
            self._urgent.discard(photo_id)
        self._queued[photo_id] -= 1
        if not self._queued[photo_id]:
            del self._queued[photo_id]

    def _arrived(self, photo: Photo, picture: Picture | None, *, urgent: bool) -> None:
        self._has_ended(photo.id, urgent=urgent)
        lost = picture is None and photo.id not in self._queued and photo.id not in self._kept
        if lost and photo.id in self._wanted:  # it was dropped, and is wanted again since
            self._begin(photo, urgent=urgent)
            return
        if picture is not None:
            self._kept[photo.id] = picture
            self._claimed.discard(photo.id)
        self.loadingChanged.emit()
        if picture is None:
            return
        self._trim()
        self.ready.emit(photo.id)

        def found(reason: Reason) -> None:
            picture.reason = reason

        self._add(picture, "reason", lambda: _find_reason(picture.pyramid.photo), found)

    def _went_wrong(self, photo_id: int, error: UserError, *, urgent: bool) -> None:
        self._has_ended(photo_id, urgent=urgent)
        self.loadingChanged.emit()
        self.failed.emit(photo_id, error)

    def _trim(self) -> None:
        total = sum(picture.nbytes for key, picture in self._kept.items() if key not in self._wanted)
        for key in list(self._kept):
            if total <= MOST_BYTES:
                return
            if key not in self._wanted:
                total -= self._kept.pop(key).nbytes


def _fitting(photos: Sequence[Photo]) -> list[Photo]:
    """The first of them, as many as there is memory for."""
    left, found = float(MOST_BYTES), []
    for photo in photos:
        left -= photo.width * photo.height * _BYTES_A_PIXEL
        if left < 0:
            break
        found.append(photo)
    return found


def _decoded(photo: Photo) -> NDArray[np.uint8]:
    quick = None if photo.ref.part else read_to_cull(photo.ref.path)
    pixels = open_source(photo.ref).read() if quick is None else quick
    if pixels.shape[:2] != (photo.height, photo.width):
        raise UnreadablePhoto(
            f"The photo “{photo.name}” has changed its size since it was added; add it again under another name."
        )
    return pixels


def _find_reason(photo: NDArray[np.uint8]) -> Reason:
    grey = np.asarray(cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY), np.uint8)
    focus, _energies = measure_focus(grey)
    region = largest_region(cv2.morphologyEx(focus.sharp.astype(np.uint8), cv2.MORPH_OPEN, np.ones((2, 2))) > 0)
    height, width = grey.shape
    blurred_at = _deepest(focus.blurred & ~region, focus.cell)
    return Reason(outlines(region, focus.cell, width, height), blurred_at, focus.noise)


def _deepest(cells: NDArray[np.bool_], cell: int) -> tuple[float, float] | None:
    """image_xy of the set cell that is farthest from any that is not set."""
    if not cells.any():
        return None
    depth = cv2.distanceTransform(np.pad(cells, 1).astype(np.uint8), cv2.DIST_L2, 3)[1:-1, 1:-1]
    row, column = np.unravel_index(int(np.argmax(depth)), depth.shape)
    return (float(column) + 0.5) * cell, (float(row) + 0.5) * cell


def outlines(cells: NDArray[np.bool_], cell: int, width: int, height: int) -> list[Outline]:
    """The outer edges of the set cells, bool (rows, columns), in photo px, a cell being `cell` px a side."""
    large = cv2.resize(cells.astype(np.uint8), None, fx=4, fy=4, interpolation=cv2.INTER_NEAREST)
    smooth = cv2.GaussianBlur(large * np.float32(255), (0, 0), 2.0) > 127  # a hand would draw no stairs
    found, _ = cv2.findContours(smooth.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_TC89_L1)
    edges = [np.asarray(contour[:, 0, :], np.float32) for contour in found if len(contour) >= 3]
    limit = np.array([width, height], np.float32)
    return [np.minimum((edge + 0.5) * np.float32(cell / 4), limit) for edge in edges]
