"""Rows of culling: is it sharp where it matters? On photos of people and places with blur and noise put on.

They lie outside the repository, see tests/bench/inspect.py. What was chosen was chosen on these odd photos.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from tests.bench.inspect import DATA, _files, _grey, _masked
from tests.bench.rows import Measured, row

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from blurlab.sharpness.eyes import Face

    Grey = NDArray[np.uint8]

_PHOTOS = 40  # of each kind
_ASIDE = {"sharp", "on_purpose"}


def _photos() -> list[Path]:
    """Sharp photos, half of nature and people and half of buildings."""
    found = []
    for folder, pattern in (("bsds500", "*.jpg"), ("urban_sunhays", "*.*")):
        files = _files(DATA / "sharp" / folder, pattern)
        found += files[:: max(1, len(files) // (_PHOTOS // 2))][: _PHOTOS // 2]
    return found


def _verdicts(change: "Callable[[Grey, np.random.Generator], Grey]") -> list[str]:
    from blurlab.imaging.photos import read_photo
    from blurlab.sharpness.measure import measure_focus
    from blurlab.sharpness.verdict import reach_verdict

    rng = np.random.default_rng(0)
    greys = [change(read_photo(path), rng) for path in _photos()]
    return [reach_verdict(*measure_focus(grey), grey).code for grey in greys]


def _defocused(photo: "Grey", sigma: float = 4) -> "Grey":
    from blurlab.core.opencv import cv2

    return np.asarray(cv2.GaussianBlur(photo, (0, 0), sigma), np.uint8)


def _filmed(photo: "Grey", rng: np.random.Generator) -> "Grey":
    """Grain of film, sigma 12, as wide as one pixel."""
    from blurlab.core.opencv import cv2

    grain = cv2.GaussianBlur(rng.normal(size=photo.shape[:2]).astype(np.float32), (0, 0), 1.0)
    return np.clip(_grey(photo) + grain * (12 / grain.std()) + 0.5, 0, 255).astype(np.uint8)


def _demosaiced(photo: "Grey", rng: np.random.Generator) -> "Grey":
    """Noise of sigma 10 on a sensor of red, green and blue pixels, made a photo."""
    from blurlab.core.opencv import cv2

    rgb = photo[: photo.shape[0] // 2 * 2, : photo.shape[1] // 2 * 2]
    sensor = rgb[..., 1].astype(np.float32)
    sensor[::2, ::2], sensor[1::2, 1::2] = rgb[::2, ::2, 0], rgb[1::2, 1::2, 2]
    noisy = np.clip(sensor + rng.normal(0, 10, sensor.shape) + 0.5, 0, 255).astype(np.uint8)
    return _grey(np.asarray(cv2.cvtColor(noisy, cv2.COLOR_BayerBG2RGB), np.uint8))


@row("cull.grain", "%", at_least=95)
def grain() -> Measured:
    """Photos defocused by sigma 4, under grain of film and under demosaiced noise, not called sharp: the lower."""
    told = [_verdicts(lambda photo, rng, made=made: made(_defocused(photo), rng)) for made in (_filmed, _demosaiced)]  # type: ignore[misc]
    return Measured(min(100 * float(np.mean([code not in _ASIDE for code in codes])) for codes in told))


@row("cull.sharp_grain", "%", at_least=95)
def sharp_grain() -> Measured:
    """Sharp photos under the same grain and noise that are still called sharp, or blurred on purpose: the lower."""
    told = [_verdicts(made) for made in (_filmed, _demosaiced)]
    return Measured(min(100 * float(np.mean([code in _ASIDE for code in codes])) for codes in told))


@row("cull.shake", "%", at_least=95)
def shake() -> Measured:
    """Photos shaken as a whole by 15 and by 30 px, in any direction, that are not called sharp: the lower."""
    told = [
        _verdicts(lambda photo, rng, length=length: _shaken(_grey(photo), length, rng))  # type: ignore[misc]
        for length in (15, 30)
    ]
    return Measured(min(100 * float(np.mean([code not in _ASIDE for code in codes])) for codes in told))


def _shaken(grey: "Grey", length: int, rng: np.random.Generator) -> "Grey":
    from tests.sharpness.scenes import moved

    return moved(grey, length, float(rng.uniform(0, 180)))


@row("cull.eyes", "%", at_least=95)
def eyes() -> Measured:
    """Face photos with both eyes, or the whole oval of the face, blurred by sigma 4, that are told: the lower."""
    eyes_only, whole, _clean = _faces()
    return Measured(100 * min(_told(eyes_only), _told(whole)))


@row("cull.sharp_eyes", "%", at_most=2)
def sharp_eyes() -> Measured:
    """The same photos as they are that are called blurred."""
    return Measured(100 * _told(_faces()[2]))


def _told(codes: list[str]) -> float:
    return float(np.mean([code not in _ASIDE for code in codes]))


def _faces() -> "tuple[list[str], list[str], list[str]]":
    """The verdicts on photos with a sharp face: eyes blurred, face blurred, and as they are."""
    from blurlab.imaging.inspection import _face_finder
    from blurlab.imaging.masks import read_mask
    from blurlab.imaging.photos import read_photo
    from blurlab.sharpness.eyes import look_into_eyes
    from blurlab.sharpness.faces import SURE, main_face
    from blurlab.sharpness.measure import decisive_scale, measure_focus
    from blurlab.sharpness.verdict import reach_verdict

    finder = _face_finder()
    masked = [(path, mask) for path, mask in _masked()]
    sources: list[tuple[Path, Path | None]] = [
        *masked,
        *((path, None) for path in _files(DATA / "sharp" / "bsds500", "*.jpg")),
    ]
    told: tuple[list[str], list[str], list[str]] = ([], [], [])
    for path, mask in sources:
        grey = _grey(read_photo(path))
        found = [one for one in finder.faces(grey) if one.score >= SURE]
        if not found:
            continue
        face = found[0]
        if mask is not None:
            left, right = (round(edge * grey.shape[1]) for edge in (face.box.left, face.box.right))
            top, bottom = (round(edge * grey.shape[0]) for edge in (face.box.top, face.box.bottom))
            if (read_mask(mask, blurred=255)[top:bottom, left:right] == 255).mean() > 0.1:
                continue  # the face itself is blurred
        for codes, picture in zip(
            told, (_blurred_at(grey, _eye_ovals(grey, face)), _blurred_at(grey, [_oval(grey, face)]), grey), strict=True
        ):
            focus, energies = measure_focus(picture)
            finest = decisive_scale(*picture.shape)
            seen = [look_into_eyes(picture, one, focus.spectrum, finest) for one in finder.faces(picture)]
            main = main_face(seen, focus)
            box = main.box if main is not None else None
            codes.append(reach_verdict(focus, energies, picture, None, box, eyes=main).code)
    return told


_Oval = tuple[tuple[int, int], tuple[int, int]]  # middle and half axes, px


def _eye_ovals(grey: "Grey", face: "Face") -> list[_Oval]:
    height, width = grey.shape
    places = [(x * width, y * height) for x, y in face.eyes]
    apart = float(np.hypot(places[0][0] - places[1][0], places[0][1] - places[1][1]))
    axes = (max(4, round(0.5 * apart)), max(3, round(0.35 * apart)))
    return [((round(x), round(y)), axes) for x, y in places]


def _oval(grey: "Grey", face: "Face") -> _Oval:
    height, width = grey.shape
    box = face.box
    middle = (round((box.left + box.right) / 2 * width), round((box.top + box.bottom) / 2 * height))
    return middle, (round((box.right - box.left) / 2 * width), round((box.bottom - box.top) / 2 * height))


def _blurred_at(grey: "Grey", ovals: list[_Oval]) -> "Grey":
    from blurlab.core.opencv import cv2

    where = np.zeros(grey.shape, np.float32)
    for middle, axes in ovals:
        cv2.ellipse(where, middle, axes, 0, 0, 360, 1.0, -1)
    where = cv2.GaussianBlur(where, (0, 0), 1.5)
    return (grey * (1 - where) + _defocused(grey) * where + 0.5).astype(np.uint8)
