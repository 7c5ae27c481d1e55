"""Whether a photo is sharp where it matters: advice about one photo, with the reason as a sentence."""

from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2
from blurlab.core.planes import BlurPlanes
from blurlab.sharpness.energy import Energies
from blurlab.sharpness.eyes import Face, Part
from blurlab.sharpness.kind import Blur, blur_kind, motion_length, told_blur
from blurlab.sharpness.measure import FocusMap, decisive_scale
from blurlab.sharpness.shake import sharp_along
from blurlab.sharpness.subject import Box, Subject, bounds, largest_region

Code = Literal["sharp", "on_purpose", "subject_blurred", "nothing_sharp", "cannot_tell"]

WORDS: Final[dict[Code, str]] = {
    "sharp": "sharp",
    "on_purpose": "blurred on purpose",
    "subject_blurred": "subject blurred",
    "nothing_sharp": "nothing sharp",
    "cannot_tell": "cannot tell",
}
_ELSEWHERE: Final[dict[Part, str]] = {
    "": "",
    "nose": "the nose in front of them is sharp",
    "mouth": "the mouth is sharper",
    "ear": "it is sharpest on the ear",
}
_PLACES: Final = (  # whole, for they are translated
    ("in the upper left part", "in the upper part", "in the upper right part"),
    ("in the left part", "in the middle", "in the right part"),
    ("in the lower left part", "in the lower part", "in the lower right part"),
)
_TELLING: Final = 0.03  # share of the cells with texture: with less there is no verdict
_REGION: Final = 0.01  # share of the photo: a smaller sharp region is a speck
_SUBJECT: Final = 0.3  # share of the subject's texture that must be sharp
_PATCH: Final = 768  # px on a side
_CLEARLY: Final = 0.9  # share of a region's texture: a region with more measured blur is not sharp
_AROUND: Final = 0.55  # share of the photo's texture that is blurred if the blur was intended
_EVEN: Final = 8  # grey levels between the darkest and the lightest cells: with less a photo shows nothing
_CLEARLY_SHARP: Final = 64  # of a prediction, 0..255: below it a pixel is clearly sharp
_NAMED: Final = 0.02  # share of the photo that a model calls blurred: from here on that blur is named


@dataclass(frozen=True)
class Verdict:
    """reason: a whole sentence. subject: what it is about, None if nothing was found. sharpest: the cell of the
    greatest measured sharpness, in shares of width and height (x, y). sharp_area: measured, of the whole photo;
    blurred_share: of what has texture; 0..1. sharpness: the subject's at true pixels, 0..1, for ranking similar photos.
    noise: sigma, grey levels. sharp_reach: how far sharpness reaches over the photo, 0..1.
    model_blurred: the shares of the whole photo and of the subject that the model calls blurred, None without one.
    model_unsharp: the share of the photo that the model does not call clearly sharp, likewise."""

    code: Code
    reason: str
    blur: Blur
    subject: Subject | None
    sharpest: tuple[float, float] | None
    sharp_area: float
    blurred_share: float
    sharpness: float
    noise: float
    model_blurred: tuple[float, float] | None = None
    sharp_reach: float = 0.0
    model_unsharp: float | None = None

    @property
    def words(self) -> str:
        return WORDS[self.code]

    @property
    def blurred_as_whole(self) -> float:
        """How blurred the photo is as a whole, 0..1, to rank photos by: what the model does not call clearly sharp and
        how little of it sharpness reaches, in equal parts; the latter alone without a model.

        The two err on different photos: a model on wide soft areas, the measure on even ones.
        """
        unreached = 1 - self.sharp_reach
        return unreached if self.model_unsharp is None else (self.model_unsharp + unreached) / 2


def reach_verdict(
    focus: FocusMap,
    energies: Energies,
    grey: NDArray[np.uint8] | None = None,
    camera: Box | None = None,
    face: Box | None = None,
    blurriness: NDArray[np.uint8] | None = None,
    planes: BlurPlanes | None = None,
    eyes: Face | None = None,
) -> Verdict:
    """The verdict on a photo from its map and its `energies` without noise.

    grey: the photo's luminance, uint8 (h, w), on which the length of a motion is measured; without it there is none.
    camera, face: where the camera focused, and the face that matters, if known; upright. eyes: that face with what its
    eyes say, which decides where the face is the subject. blurriness: the model's
    prediction, uint8 of any size, 255 = blurred. If given, it separates sharp from blurred, but an area that measures
    clearly blurred never counts as sharp. planes: the model's amount and kind of blur, which replace what is measured
    of them.
    """
    found = _look(focus, energies, grey, blurriness, planes)
    sharp, telling = found.sharp, found.telling
    region = largest_region(cv2.morphologyEx(sharp.astype(np.uint8), cv2.MORPH_OPEN, np.ones((2, 2), np.uint8)) > 0)
    if focus.blurred_share(region) > _CLEARLY:
        region[:] = False  # only the model calls it sharp: an even area, or a blur so wide that it looks even
    subject = _subject(region, focus, camera, face)
    if np.count_nonzero(telling) < _TELLING * telling.size or found.is_even:
        return found.verdict("cannot_tell", "There is too little texture to tell.", Blur("none"), subject)
    if subject is not None and eyes is not None and eyes.eyes_sharp is not None and subject.box == eyes.box:
        told = _by_eyes(found, subject, eyes, region)
        if told is not None:
            return told
    if np.count_nonzero(region) < max(2, _REGION * region.size):
        blur = found.blur_of(telling)
        return found.verdict("nothing_sharp", f"Nothing is sharp anywhere ({blur}).", blur, subject)
    assert subject is not None  # at least the region
    where = found.cells_of(subject)
    if subject.source != "sharpest" and np.count_nonzero(sharp & where) < _SUBJECT * np.count_nonzero(telling & where):
        blur = found.blur_of(where)
        reason = f"{subject.named} is blurred ({blur}); the largest sharp region lies {_place(bounds(region))}."
        return found.verdict("subject_blurred", reason, blur, subject)
    if found.blurred_share < _AROUND:
        return found.mostly_sharp(_where_sharp(subject), subject)
    blur = found.blur_of(cv2.dilate(region.astype(np.uint8), np.ones((3, 3), np.uint8)) == 0)
    reason = f"{_where_sharp(subject)}, on blurred surroundings ({blur})."
    if blur.kind == "motion":
        reason = f"{_where_sharp(subject)}, on blurred surroundings ({blur}, as in panning)."
    return found.verdict("on_purpose", reason, blur, subject)


def _by_eyes(found: "_Found", subject: Subject, eyes: Face, region: NDArray[np.bool_]) -> Verdict | None:
    """The verdict on a portrait; None if nothing at all is sharp, or only the model says so of the face."""
    where = found.cells_of(subject)
    by_model = 0.0 if found.model is None else float(found.model[where].mean())
    small = np.count_nonzero(region) < max(2, _REGION * region.size)
    if not eyes.eyes_sharp:
        if small and not eyes.sharper:
            return None
        blur = found.blur_of(where)
        elsewhere = _ELSEWHERE[eyes.sharper] or f"the largest sharp region lies {_place(bounds(region))}"
        reason = f"The eyes are blurred ({blur}); {elsewhere}."
        if blur.kind == "none":
            reason = f"The eyes are blurred; {elsewhere}."
        return found.verdict("subject_blurred", reason, blur, subject)
    if by_model > _CLEARLY:
        return None
    if found.blurred_share < _AROUND:
        return found.mostly_sharp(f"{subject.named} is sharp at the eyes", subject)
    blur = found.blur_of(~where)
    reason = f"{subject.named} is sharp at the eyes, on blurred surroundings ({blur})."
    return found.verdict("on_purpose", reason, blur, subject)


@dataclass(frozen=True)
class _Found:
    """What is sharp in a photo, by cell: bool; telling: where that can be told. model: blurriness 0..1, None without.
    finest: the scale that blur is looked for at."""

    focus: FocusMap
    energies: Energies
    grey: NDArray[np.uint8] | None
    finest: int
    sharp: NDArray[np.bool_]
    telling: NDArray[np.bool_]
    model: NDArray[np.float32] | None
    planes: BlurPlanes | None
    unsharp: float | None

    @property
    def is_even(self) -> bool:
        """Whether the photo shows nothing, as with the lens cap on: of that a model tells anything."""
        darkest, lightest = np.quantile(self.energies.mean, (0.02, 0.98))
        return not self.focus.texture.any() and bool(lightest - darkest < _EVEN)

    @property
    def blurred_share(self) -> float:
        return self.focus.blurred_share() if self.model is None else float(self.model.mean())

    def cells_of(self, subject: Subject | None) -> NDArray[np.bool_]:
        where = np.zeros_like(self.sharp)
        if subject is not None:
            where[subject.box.cells(*where.shape)] = True
        return where

    def blur_of(self, cells: NDArray[np.bool_]) -> Blur:
        """The blur of those of the cells that are not sharp."""
        blurred = cells & ~self.sharp
        cells = blurred & self.focus.texture
        blur = blur_kind(self.energies, cells, self.finest)
        if self.planes is not None:
            return told_blur(self.planes, cells if cells.any() else blurred, blur)
        if self.grey is None or blur.direction is None:
            return blur
        return replace(blur, length=motion_length(_around(self.grey, cells, self.focus.cell), blur.direction))

    def mostly_sharp(self, where_sharp: str, subject: Subject) -> Verdict:
        """Of a sharp subject in a photo that is sharp besides; a blur in the rest is named if a model saw it, as the
        pixels alone do not tell the blur of a small part from a soft object."""
        blur = Blur("none")
        if self.model is not None and self.planes is not None and (self.model >= 0.5).mean() >= _NAMED:
            blur = told_blur(self.planes, self.model >= 0.5, blur)
        reason = f"{where_sharp}, and much around it is sharp as well; the rest is blurred ({blur})."
        if blur.kind == "none":
            reason = f"{where_sharp}, and much around it is sharp as well."
        return self.verdict("sharp", reason, blur, subject)

    def verdict(self, code: Code, reason: str, blur: Blur, subject: Subject | None) -> Verdict:
        focus, model, where = self.focus, self.model, self.cells_of(subject)
        inside = focus.at_pixels[where & focus.texture]
        return Verdict(
            code,
            reason,
            blur,
            subject,
            _sharpest(focus),
            focus.sharp_area(),
            focus.blurred_share(),
            float(np.quantile(inside, 0.75)) if inside.size else 0.0,
            focus.noise,
            None if model is None else (float(model.mean()), float(model[where].mean()) if where.any() else 1.0),
            focus.sharp_reach(),
            self.unsharp,
        )


def _look(
    focus: FocusMap,
    energies: Energies,
    grey: NDArray[np.uint8] | None,
    blurriness: NDArray[np.uint8] | None,
    planes: BlurPlanes | None,
) -> _Found:
    sharp, telling = focus.sharp, focus.texture
    model: NDArray[np.float32] | None = None
    finest = decisive_scale(focus.height, focus.width)
    directed = sharp_along(focus, energies, finest)
    if directed is not None:
        sharp = directed
    if blurriness is not None:
        size = sharp.shape[::-1]
        model = np.asarray(cv2.resize(blurriness, size, interpolation=cv2.INTER_AREA), np.float32) / np.float32(255)
        clearly = focus.texture & (focus.sharpness < focus.sharp_from / 2)
        sharp, telling = (model < 0.5) & ~clearly, np.ones_like(sharp)
    unsharp = None if blurriness is None else float((blurriness >= _CLEARLY_SHARP).mean())
    return _Found(focus, energies, grey, finest, sharp, telling, model, planes, unsharp)


def _subject(region: NDArray[np.bool_], focus: FocusMap, camera: Box | None, face: Box | None) -> Subject | None:
    # An even patch of cloth at the focus point decides nothing; sharp texture does. A face has some texture.
    if camera is not None and focus.texture[camera.cells(*region.shape)].mean() >= 0.15:
        return Subject(camera, "camera")
    if face is not None and focus.texture[face.cells(*region.shape)].any():
        return Subject(face, "face")
    return Subject(bounds(region), "sharpest") if region.any() else None


def _around(grey: NDArray[np.uint8], cells: NDArray[np.bool_], cell: int) -> NDArray[np.uint8]:
    """The part of the photo around the middle of the set cells, on which a motion is measured."""
    rows, columns = np.nonzero(cells)
    y, x = int((rows.mean() + 0.5) * cell), int((columns.mean() + 0.5) * cell)
    top, left = (max(0, min(at - _PATCH // 2, size - _PATCH)) for at, size in ((y, grey.shape[0]), (x, grey.shape[1])))
    return grey[top : top + _PATCH, left : left + _PATCH]


def _sharpest(focus: FocusMap) -> tuple[float, float] | None:
    if not focus.texture.any():
        return None
    row, column = np.unravel_index(np.argmax(np.where(focus.texture, focus.at_pixels, -1)), focus.texture.shape)
    rows, columns = focus.texture.shape
    return (float(column) + 0.5) / columns, (float(row) + 0.5) / rows


def _where_sharp(subject: Subject) -> str:
    """The start of a sentence about a sharp subject."""
    if subject.source == "sharpest":
        return f"The largest sharp region lies {_place(subject.box)}"
    return "The camera's focus area is sharp" if subject.source == "camera" else "The largest face is sharp"


def _place(box: Box) -> str:
    """Where in the photo a box is, to follow “lies”."""
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    across = 0 if x < 0.36 else 2 if x > 0.64 else 1
    down = 0 if y < 0.36 else 2 if y > 0.64 else 1
    return _PLACES[down][across]
