"""A contact sheet of inspected photos: each with its verdict and the reason below, and a box around its subject."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from blurlab.drawing.lettering import Colour, fitted, font

THUMBNAIL: Final = 300  # px, the longer side of a photo on the sheet
_GROUND, _TEXT, _MUTED = (27, 27, 28), (224, 224, 226), (164, 164, 170)
_TONES: Final[dict[str, Colour]] = {
    "sharp": (96, 190, 120),
    "on_purpose": (96, 190, 120),
    "subject_blurred": (230, 110, 90),
    "nothing_sharp": (230, 110, 90),
    "cannot_tell": (220, 190, 90),
}
_COLUMNS, _ROWS = 5, 6  # of a page
_GAP, _LINE = 14, 18  # px
_LINES: Final = 4  # of text: name, verdict, two of the reason


@dataclass(frozen=True)
class SheetCell:
    """photo: uint8 RGB (h, w, 3), at most THUMBNAIL px on its longer side, or None if it can no longer be read.
    code: the verdict's. subject: (left, top, right, bottom) in shares of the photo. best: the best of its burst."""

    photo: NDArray[np.uint8] | None
    name: str
    code: str
    verdict: str
    reason: str
    subject: tuple[float, float, float, float] | None = None
    best: bool = False


def draw_contact_sheet(cells: Sequence[SheetCell]) -> Iterator[Image.Image]:
    """Pages of at most 30 photos, in reading order, each drawn when asked for."""
    for start in range(0, len(cells), _COLUMNS * _ROWS):
        page = cells[start : start + _COLUMNS * _ROWS]
        rows = -(-len(page) // _COLUMNS)
        width = _COLUMNS * (THUMBNAIL + _GAP) + _GAP
        high = THUMBNAIL + _LINES * _LINE + 2 * _GAP
        sheet = Image.new("RGB", (width, rows * high + _GAP), _GROUND)
        for place, cell in enumerate(page):
            row, column = divmod(place, _COLUMNS)
            _draw_cell(sheet, cell, _GAP + column * (THUMBNAIL + _GAP), _GAP + row * high)
        yield sheet


def save_contact_sheet(cells: Sequence[SheetCell], file: BinaryIO, suffix: str) -> None:
    """Write the sheet of the cells, at least one, into `file`: pages of a PDF for “.pdf”, else one picture with all
    pages below each other: “.png”, “.webp”, or JPEG."""
    pages = draw_contact_sheet(cells)
    suffix = suffix.lower()
    if suffix == ".pdf":
        next(pages).save(file, "PDF", save_all=True, append_images=pages, resolution=150.0)
        return
    drawn = list(pages)
    whole = Image.new("RGB", (max(page.width for page in drawn), sum(page.height for page in drawn)))
    top = 0
    for page in drawn:
        whole.paste(page, (0, top))
        top += page.height
    whole.save(file, {".png": "PNG", ".webp": "WEBP"}.get(suffix, "JPEG"), quality=90)


def _draw_cell(sheet: Image.Image, cell: SheetCell, left: int, top: int) -> None:
    draw, tone = ImageDraw.Draw(sheet), _TONES.get(cell.code, _MUTED)
    if cell.photo is not None:
        height, width = cell.photo.shape[:2]
        x, y = left + (THUMBNAIL - width) // 2, top + (THUMBNAIL - height) // 2
        sheet.paste(Image.fromarray(cell.photo), (x, y))
        if cell.subject is not None:
            edges = cell.subject
            draw.rectangle(
                (x + edges[0] * width, y + edges[1] * height, x + edges[2] * width - 1, y + edges[3] * height - 1),
                outline=tone,
                width=2,
            )
    line = top + THUMBNAIL + 4
    small = font(14)
    draw.text((left, line), fitted(draw, cell.name, small, THUMBNAIL), _TEXT, small)
    told = f"{cell.verdict}, the best of its burst" if cell.best else cell.verdict
    draw.text((left, line + _LINE), fitted(draw, told, small, THUMBNAIL), tone, small)
    for number, part in enumerate(_broken(draw, cell.reason)):
        draw.text((left, line + (2 + number) * _LINE), fitted(draw, part, small, THUMBNAIL), _MUTED, small)


def _broken(draw: ImageDraw.ImageDraw, text: str) -> list[str]:
    """The text on two lines; the second keeps what is left over."""
    words, first = text.split(), ""
    while words and draw.textlength(f"{first} {words[0]}", font(14)) <= THUMBNAIL:
        first = f"{first} {words.pop(0)}".strip()
    return [first, " ".join(words)]
