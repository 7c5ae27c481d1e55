"""A contact sheet of scored photos: the photo, its true mask and its prediction beside each other, with the scores."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from blurlab.core.editing.correction import BLURRED, IGNORE
from blurlab.core.opencv import cv2
from blurlab.core.palette import Palette
from blurlab.core.prediction import upscale
from blurlab.drawing.lettering import fitted, font

_GROUND, _TEXT, _MUTED, _LACKING = (27, 27, 28), (224, 224, 226), (164, 164, 170), (44, 44, 46)
_WIDTH, _HEIGHT = 288, 216  # px, the most that a picture takes
_GAP, _MARGIN, _NAME, _SMALL = 6, 20, 19, 16  # px
_COLUMNS = 2
_HATCH = 9  # px between the stripes of ignored areas
_HEADS = ("photo, rim of the mask", "mask: white = blurred", "prediction: white = surely blurred")


@dataclass(frozen=True)
class Cell:
    """One photo. photo: uint8 RGB (H, W, 3), or None. mask: codes, uint8 (h, w). blurriness:
    uint8 (h', w'). name and scores are written above them."""

    photo: NDArray[np.uint8] | None
    mask: NDArray[np.uint8]
    blurriness: NDArray[np.uint8]
    name: str
    scores: str


def draw_score_sheet(cells: Sequence[Cell], title: str) -> Image.Image:
    """The cells in two columns, in reading order, on dark ground. Raises ValueError without cells."""
    if not cells:
        raise ValueError("A sheet needs at least one photo.")
    columns = min(_COLUMNS, len(cells))
    sizes = [_fit(cell.mask.shape) for cell in cells]
    rows = [range(start, min(start + columns, len(cells))) for start in range(0, len(cells), columns)]
    heights = [max(sizes[place][0] for place in row) + _NAME + 2 * _GAP + _MARGIN for row in rows]
    across = 3 * _WIDTH + 2 * _GAP
    header = 2 * _MARGIN + _NAME + _SMALL + 2 * _GAP
    sheet = Image.new("RGB", (columns * (across + _MARGIN) + _MARGIN, header + sum(heights)), _GROUND)
    draw = ImageDraw.Draw(sheet)
    large, small = font(_NAME), font(_SMALL)
    draw.text((_MARGIN, _MARGIN), fitted(draw, title, large, sheet.width - 2 * _MARGIN), _TEXT, large)
    for column in range(columns):
        for number, head in enumerate(_HEADS):
            left = _MARGIN + column * (across + _MARGIN) + number * (_WIDTH + _GAP)
            draw.text((left, _MARGIN + _NAME + 2 * _GAP), fitted(draw, head, small, _WIDTH), _MUTED, small)
    top = header
    for row, height in zip(rows, heights, strict=True):
        for column, place in enumerate(row):
            left = _MARGIN + column * (across + _MARGIN)
            _draw_cell(sheet, cells[place], sizes[place], left, top)
        top += height
    return sheet


def _draw_cell(sheet: Image.Image, cell: Cell, size: tuple[int, int], left: int, top: int) -> None:
    draw = ImageDraw.Draw(sheet)
    across, face = 3 * _WIDTH + 2 * _GAP, font(_NAME)
    room = across - int(draw.textlength(cell.scores, face)) - 2 * _GAP
    draw.text((left, top), fitted(draw, cell.name, face, room), _TEXT, face)
    draw.text((left + across, top), cell.scores, _TEXT, face, anchor="ra")
    top += _NAME + 2 * _GAP
    for number, picture in enumerate(_pictures(cell, *size)):
        x = left + number * (_WIDTH + _GAP)
        if picture is None:
            draw.rectangle((x, top, x + size[1] - 1, top + size[0] - 1), _LACKING)
            draw.text((x + size[1] // 2, top + size[0] // 2), "no photo", _MUTED, font(_SMALL), anchor="mm")
        else:
            sheet.paste(Image.fromarray(picture), (x, top))


def _pictures(cell: Cell, height: int, width: int) -> tuple[NDArray[np.uint8] | None, ...]:
    """The photo with the mask's rim, the mask and the prediction: uint8 RGB (height, width, 3) each."""
    mask = np.asarray(cv2.resize(cell.mask, (width, height), interpolation=cv2.INTER_NEAREST), np.uint8)
    photo = None
    if cell.photo is not None:
        photo = np.asarray(cv2.resize(cell.photo, (width, height), interpolation=cv2.INTER_AREA), np.uint8)
        _draw_rim(photo, mask)
    shown = np.repeat(mask[..., None], 3, axis=2)
    ignored = mask == IGNORE
    if ignored.any():
        y, x = np.indices(mask.shape)
        shown[ignored & ((x + y) % _HATCH < 3)] = Palette().ignore
    at_mask = upscale(cell.blurriness, *cell.mask.shape)
    grey = np.asarray(cv2.resize(at_mask, (width, height), interpolation=cv2.INTER_AREA), np.uint8)
    return photo, shown, np.repeat(grey[..., None], 3, axis=2)


def _draw_rim(photo: NDArray[np.uint8], mask: NDArray[np.uint8]) -> None:
    """Draw, in place, a line where blurred and sharp meet, outlined so that it shows on any background."""
    blurred = cv2.copyMakeBorder((mask == BLURRED).astype(np.uint8), 1, 1, 1, 1, cv2.BORDER_REPLICATE)
    rim = (cv2.dilate(blurred, np.ones((3, 3), np.uint8)) - blurred)[1:-1, 1:-1]
    photo[cv2.dilate(rim, np.ones((3, 3), np.uint8)) > 0] //= 3
    photo[rim > 0] = Palette().predicted_blurred


def _fit(shape: tuple[int, ...]) -> tuple[int, int]:
    """(height, width) of a picture of this shape within its place."""
    factor = min(_WIDTH / shape[1], _HEIGHT / shape[0])
    return max(1, round(shape[0] * factor)), max(1, round(shape[1] * factor))
