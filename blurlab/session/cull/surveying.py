"""The photos of a burst, decoded one after the other for the survey: each shrunk, and at 100 % where it matters."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from blurlab.core.opencv import cv2
from blurlab.errors import UserError
from blurlab.imaging.source import open_source
from blurlab.project.records import Photo
from blurlab.session.cull.listing import Card
from blurlab.session.cull.words import verdict_words
from blurlab.session.tasks import Tasks

MOST: Final = 16  # photos of a survey
_LONGEST: Final = 900  # px of a shrunk photo
CLOSE: Final = 320  # px a side of the part at 100 %, cut to its shape where it is shown
_MOST_KEPT: Final = 48


@dataclass(frozen=True, eq=False)
class Surveyed:
    """whole, close: RGB, uint8 (h, w, 3)."""

    whole: NDArray[np.uint8]
    close: NDArray[np.uint8]


class Surveying(QObject):
    """`want` asks for photos, `get` gives those that are there; `came` or `failed` tells."""

    came = Signal(int)
    failed = Signal(int, object)  # photo id, UserError

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = Tasks(1, self, behind=True)
        self._kept: dict[tuple[int, tuple[float, float] | None], Surveyed] = {}
        self._wanted: frozenset[int] = frozenset()

    def get(self, card: Card) -> Surveyed | None:
        return self._kept.get((card.photo.id, card.place_of_interest))

    def want(self, cards: Sequence[Card]) -> None:
        """These, the first one first; what was wanted before and not begun is forgotten."""
        self._wanted = frozenset(card.photo.id for card in cards)
        for card in cards:
            if self.get(card) is None:
                at = card.place_of_interest
                self._tasks.run(
                    partial(self._read, card.photo.id, card.looked_at, at),
                    partial(self._have, card.photo.id, at),
                    partial(self._not_read, card.photo.id),
                )

    def leave(self) -> None:
        self._wanted = frozenset()
        self._tasks.leave()

    def _read(self, photo_id: int, photo: Photo, at: tuple[float, float] | None) -> Surveyed | None:  # in the thread
        if photo_id not in self._wanted or (photo_id, at) in self._kept:
            return None
        pixels = open_source(photo.ref).read()
        height, width = pixels.shape[:2]
        scale = min(1.0, _LONGEST / max(height, width))
        size = (max(1, round(width * scale)), max(1, round(height * scale)))
        whole = np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
        x, y = at or (0.5, 0.5)
        wide, high = min(CLOSE, width), min(CLOSE, height)
        left = min(max(0, round(x * width - wide / 2)), width - wide)
        top = min(max(0, round(y * height - high / 2)), height - high)
        return Surveyed(whole, pixels[top : top + high, left : left + wide].copy())

    def _have(self, photo_id: int, at: tuple[float, float] | None, surveyed: Surveyed | None) -> None:
        if surveyed is None:
            return
        self._kept[photo_id, at] = surveyed
        while len(self._kept) > _MOST_KEPT:
            del self._kept[next(iter(self._kept))]
        self.came.emit(photo_id)

    def _not_read(self, photo_id: int, error: UserError) -> None:
        self.failed.emit(photo_id, error)


def surveyed(ids: Sequence[int], current: int | None) -> list[int]:
    """The first of them, which are the best of a burst, as many as a survey shows; the current photo is among them."""
    shown = list(ids[:MOST])
    if current is not None and current in ids and current not in shown:
        shown[-1] = current
    return shown


def suggested(cards: Sequence[Card]) -> Card | None:
    """The best of them as far as that is known; of photos that are not alike none is."""
    return next((card for card in cards if card.burst and card.burst.rank == 1), None) if alike(cards) else None


def alike(cards: Sequence[Card]) -> bool:
    """Whether all of them are of one burst."""
    return len({card.burst.number if card.burst is not None else None for card in cards} - {None}) == 1 and all(
        card.burst is not None for card in cards
    )


def beside_best(card: Card, best: Card | None) -> str:
    """Why this one is suggested, or why not: its verdict, and how sharp it is beside the suggested one."""
    if card.inspection is None:
        return verdict_words(card)
    parts = [verdict_words(card)]
    blurred = sum(face.eyes_sharp is False for face in card.inspection.faces)
    sharp = sum(face.eyes_sharp is True for face in card.inspection.faces)
    if blurred + sharp > 1:
        parts.append(f"eyes of {sharp} of {blurred + sharp} faces sharp")
    elif blurred or sharp:
        parts.append("eyes sharp" if sharp else "eyes blurred")
    if best is not None and best is not card and best.code in {"sharp", "on_purpose"}:
        least, most = _sharpness(card), _sharpness(best)
        if least is not None and most:
            parts.append(f"{min(999, 100 * least / most):.0f} % as sharp as the suggested")
    return ", ".join(parts)


def _sharpness(card: Card) -> float | None:
    """Of the subject at full resolution."""
    return card.inspection.verdict.sharpness if card.inspection is not None else None
