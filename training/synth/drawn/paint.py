"""Strokes, fills and lettering that drawn surfaces are made of."""

import functools
import math
import threading

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from blurlab.core.opencv import cv2

Picture = NDArray[np.uint8]
Colour = tuple[int, int, int]

_LETTERS = "eeeeaaaooiiinnnrrssttlldcumpghbfvkywjxzqETAOINSRLDCUMPGHBFVKY0123456789.,;:-()!?&%/+=#"
_STROKED = (
    cv2.FONT_HERSHEY_SIMPLEX,
    cv2.FONT_HERSHEY_DUPLEX,
    cv2.FONT_HERSHEY_COMPLEX,
    cv2.FONT_HERSHEY_TRIPLEX,
    cv2.FONT_HERSHEY_COMPLEX_SMALL,
    cv2.FONT_HERSHEY_SCRIPT_SIMPLEX,
    cv2.FONT_HERSHEY_SCRIPT_COMPLEX,
)
Box = tuple[int, int, int, int]  # left, top, right, bottom


def colour_of(rng: np.random.Generator, low: int = 0, high: int = 255) -> Colour:
    if rng.random() < 0.45:
        grey = int(rng.integers(low, high + 1))
        return (grey, grey, grey)
    red, green, blue = (int(value) for value in rng.integers(low, high + 1, 3))
    return (red, green, blue)


def ground_and_ink(rng: np.random.Generator) -> tuple[Colour, Colour]:
    light, dark = colour_of(rng, 190, 255), colour_of(rng, 0, 110)
    return (light, dark) if rng.random() < 0.7 else (dark, light)


def clouds(rng: np.random.Generator, height: int, width: int, coarse: int) -> NDArray[np.float32]:
    """Smooth noise of about `coarse` bumps a side, float32 (height, width), unit variance."""
    grid = rng.standard_normal((coarse + 2, coarse + 2)).astype(np.float32)
    return np.asarray(cv2.resize(grid, (width, height), interpolation=cv2.INTER_CUBIC), np.float32)


def gradient(rng: np.random.Generator, height: int, width: int, one: Colour, other: Colour) -> Picture:
    angle = rng.uniform(0, 2 * math.pi)
    x = np.linspace(-0.5, 0.5, width, dtype=np.float32) * math.cos(angle)
    y = np.linspace(-0.5, 0.5, height, dtype=np.float32) * math.sin(angle)
    along = np.clip(x[None] + y[:, None] + 0.5, 0, 1)[..., None]
    return np.asarray(np.array(one) * (1 - along) + np.array(other) * along, np.uint8)


def plain(height: int, width: int, colour: Colour) -> Picture:
    return np.full((height, width, 3), colour, np.uint8)


def near(rng: np.random.Generator, colour: Colour, by: int) -> Colour:
    red, green, blue = (int(np.clip(value + rng.integers(-by, by + 1), 0, 255)) for value in colour)
    return (red, green, blue)


def _words(rng: np.random.Generator, letters: int) -> str:
    """About as many letters, in words of one to ten."""
    drawn = rng.integers(0, len(_LETTERS), max(1, letters))
    gaps = rng.random(len(drawn)) < 0.18
    return "".join(" " if gap else _LETTERS[each] for each, gap in zip(drawn, gaps, strict=True)).strip() or "a"


@functools.lru_cache(maxsize=256)
def _face(size: int, _thread: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """Pillow's own font; one for each thread, because FreeType's faces are not to be shared."""
    return ImageFont.load_default(size)


def write(rng: np.random.Generator, picture: Picture, box: Box, size: int, ink: Colour) -> None:
    """Fill a box (left, top, right, bottom) with lines of words `size` px high."""
    left, top, right, bottom = box
    if right - left < 4 or bottom - top < size:
        return
    pace = max(3, round(size * rng.uniform(1.15, 1.7)))
    rows = range(top, bottom - size, pace)
    ragged = rng.uniform(0, 0.5)
    stroked = rng.random() < 0.4
    face = _STROKED[int(rng.integers(len(_STROKED)))]
    thick, scale = max(1, round(size / rng.uniform(9, 18))), size / 30
    part = Image.fromarray(picture[top:bottom, left:right])
    pen, printed = ImageDraw.Draw(part), _face(size, threading.get_ident())
    for y in rows:
        wide = (right - left) * (1 - rng.random() * ragged)
        words = _words(rng, int(wide / size * 2.2))
        length = cv2.getTextSize(words, face, scale, thick)[0][0] if stroked else pen.textlength(words, printed)
        words = words[: max(1, int(len(words) * min(1.0, wide / max(1, length))))]
        if stroked:
            cv2.putText(picture, words, (left, y + size), face, scale, ink, thick, cv2.LINE_AA)
        else:
            pen.text((0, y - top), words, ink, printed)
    if not stroked:
        picture[top:bottom, left:right] = np.asarray(part)
