"""Sheets of synthetic samples to look at: each with its mask's outline, and its parameters under it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from blurlab.core.opencv import cv2
from blurlab.core.palette import Palette
from blurlab.drawing.lettering import fitted, font
from training.synth.composite import BLURRED, IGNORED
from training.synth.sampler import Batch

_GROUND, _TEXT, _MUTED = (27, 27, 28), (220, 220, 222), (160, 160, 165)
_CASING = (16, 16, 16)
_GAP, _LINE, _FONT = 14, 18, 13  # px
_HATCH = 9  # px between the stripes of what is ignored


@dataclass(frozen=True)
class Cell:
    """One sample on a sheet. picture: uint8 RGB (S, S, 3). lines: shown under it, the first as its name."""

    picture: NDArray[np.uint8]
    lines: tuple[str, ...]


def outlined(photo: NDArray[np.uint8], target: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A sample with the rim of its blurred side, and stripes over what the loss ignores.

    photo: uint8 RGB (S, S, 3). target: uint8 (S, S), 0 sharp, 1 blurred, 255 ignored. Returns a new uint8 (S, S, 3).
    """
    picture = photo.copy()
    palette = Palette()
    ignored = target == IGNORED
    if ignored.any():
        y, x = np.indices(target.shape)
        picture[ignored & ((x + y) % _HATCH < 2)] = palette.ignore
    # A frame of its own value, so that the picture's edge is no rim.
    blurred = cv2.copyMakeBorder((target == BLURRED).astype(np.uint8), 1, 1, 1, 1, cv2.BORDER_REPLICATE)
    rim = (cv2.dilate(blurred, np.ones((3, 3), np.uint8)) - blurred)[1:-1, 1:-1] > 0
    casing = cv2.dilate(rim.astype(np.uint8), np.ones((4, 4), np.uint8)) > 0
    picture[casing] = picture[casing] // 3 + np.array(_CASING, np.uint8) // 2
    picture[cv2.dilate(rim.astype(np.uint8), np.ones((2, 2), np.uint8)) > 0] = palette.predicted_blurred
    return picture


def strip(batch: Batch) -> NDArray[np.uint8]:
    """Samples side by side, with outlines above and bare below: uint8 RGB (2 S, N S, 3)."""
    above = [outlined(photo, target) for photo, target in zip(batch.photos, batch.targets, strict=True)]
    return np.concatenate([np.concatenate(above, axis=1), np.concatenate(list(batch.photos), axis=1)], axis=0)


def draw_sheet(cells: Sequence[Cell], title: str, columns: int) -> Image.Image:
    """All cells in rows of `columns`, captions under them, on dark ground. Raises ValueError if there is no cell."""
    if not cells:
        raise ValueError("A sheet needs at least one sample.")
    columns = min(columns, len(cells))
    side = cells[0].picture.shape[0]
    rows = -(-len(cells) // columns)
    caption = _LINE * max(len(cell.lines) for cell in cells) + 6
    header = 2 * _GAP + _LINE
    width = _GAP + columns * (side + _GAP)
    sheet = Image.new("RGB", (width, header + rows * (side + caption + _GAP)), _GROUND)
    draw = ImageDraw.Draw(sheet)
    face = font(_FONT)
    draw.text((_GAP, _GAP), fitted(draw, title, face, width - 2 * _GAP), _TEXT, face)
    for place, cell in enumerate(cells):
        row, column = divmod(place, columns)
        x, y = _GAP + column * (side + _GAP), header + row * (side + caption + _GAP)
        sheet.paste(Image.fromarray(cell.picture), (x, y))
        for number, line in enumerate(cell.lines):
            colour = _TEXT if number == 0 else _MUTED
            draw.text((x, y + side + 4 + number * _LINE), fitted(draw, line, face, side), colour, face)
    return sheet
