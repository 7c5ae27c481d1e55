"""A contact sheet for a client, written from photos of the project."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2
from blurlab.drawing.client_sheet import LONGEST, ClientPicture, client_sheet
from blurlab.errors import UnreadablePhoto, UserError, refusal, shown_name
from blurlab.files.atomic import replacing
from blurlab.imaging.finding import real_path
from blurlab.imaging.source import open_source
from blurlab.session.cull.listing import Card


class StoppedError(Exception):
    """The person stopped it; nothing is written."""


def write_client_sheet(
    path: Path,
    cards: Sequence[Card],
    *,
    title: str,
    names: bool,
    stars: bool,
    told: Callable[[int], bool],
) -> str:
    """Write an HTML page of these photos. names: show the files' names, else numbers alone. told: called with how many
    are in; False stops. Returns a sentence.

    Raises UserError if it cannot be written; what was there before stays then, and where it is stopped.
    """
    if real_path(path) in {real_path(photo.path) for card in cards for photo in (card.photo, *card.companions)}:
        raise UserError(
            "export.would_replace_photo", f"“{shown_name(path)}” is one of the photos; choose another name."
        )
    left = 0

    def pictures() -> Iterator[ClientPicture]:
        nonlocal left
        for done, card in enumerate(cards):
            if not told(done):
                raise StoppedError
            try:
                pixels = _shrunk(open_source(card.looked_at.ref).read())
            except UnreadablePhoto:
                left += 1
                continue
            name = card.photo.stem if names else f"Photo {done + 1}"
            yield ClientPicture(pixels, name, card.culling.stars if stars else 0)

    try:
        with replacing(path) as temporary, temporary.open("wb") as file:
            for piece in client_sheet(title, pictures()):
                file.write(piece)
    except StoppedError:
        return "Stopped; no sheet was written."
    except OSError as error:
        raise refusal(f"“{shown_name(path)}” cannot be written", error) from error
    count = len(cards) - left
    rest = f" {left} that cannot be read {'was' if left == 1 else 'were'} left out." if left else ""
    return f"A sheet of {'1 photo' if count == 1 else f'{count} photos'} is in “{shown_name(path)}”.{rest}"


def _shrunk(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    scale = LONGEST / max(pixels.shape[:2])
    if scale >= 1:
        return pixels
    size = (max(1, round(pixels.shape[1] * scale)), max(1, round(pixels.shape[0] * scale)))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
