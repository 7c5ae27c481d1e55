"""Two to four photos side by side: zoom and pan are tied; with Shift only one moves."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from blurlab.session.cull.listing import Card, Listing
from blurlab.session.cull.words import verdict_words
from blurlab.ui.cull.cull_canvas import CullCanvas
from blurlab.ui.language import tr

MOST: Final = 4


def photos_to_compare(listing: Listing, chosen: Sequence[int], current: int | None) -> tuple[list[int], str]:
    """(ids, a sentence): the chosen photos, else the best of the burst with the current one, else it and the next."""
    if current is None:
        return [], ""
    if len(chosen) >= 2 and current in chosen:
        if len(chosen) <= MOST:
            return list(chosen), ""
        others = [photo_id for photo_id in chosen if photo_id != current][: MOST - 1]
        told = f"{MOST} of the {len(chosen)} chosen photos are compared. More would be too small to see."
        return [photo_id for photo_id in chosen if photo_id in {current, *others}], told
    burst = listing.cards[current].burst
    if burst is not None:
        first = list(burst.ids[:MOST])
        return first if current in first else [*first[: MOST - 1], current], ""
    ids = listing.ids
    place = ids.index(current) if current in ids else 0
    return ids[place : place + 2] if place + 1 < len(ids) else ids[max(0, place - 1) : place + 1], ""


class Compare(QWidget):
    """`canvases` has MOST canvases, of which the first `len(ids)` are shown."""

    framedChanged = Signal(int)  # photo id that keys mean from now on

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ids: list[int] = []
        self.canvases = [CullCanvas(self) for _ in range(MOST)]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(3)
        self._tying = False
        self._framed = 0
        self._aside = [(0.0, 0.0)] * MOST  # shares of its photo that a canvas was moved alone
        for place, canvas in enumerate(self.canvases):
            canvas.zoomChanged.connect(lambda _zoom, place=place: self._moved(place))
            canvas.chosen.connect(lambda place=place: self.frame(place))
            canvas.hide()

    @property
    def framed(self) -> int | None:
        """The photo on which keys act."""
        return self.ids[self._framed] if self.ids else None

    def show_ids(self, photo_ids: Sequence[int], framed: int | None) -> None:
        """Compare these photos, fitted; cards and pictures follow for each canvas."""
        self.ids = list(photo_ids)[:MOST]
        self._aside = [(0.0, 0.0)] * MOST
        columns = 2 if len(self.ids) == MOST else max(1, len(self.ids))
        for place, canvas in enumerate(self.canvases):
            self._grid.removeWidget(canvas)
            canvas.setVisible(place < len(self.ids))
            if place < len(self.ids):
                self._grid.addWidget(canvas, place // columns, place % columns)
        self.frame(self.ids.index(framed) if framed in self.ids else 0)

    def canvas_of(self, photo_id: int) -> CullCanvas | None:
        return self.canvases[self.ids.index(photo_id)] if photo_id in self.ids else None

    def show_card(self, card: Card) -> None:
        canvas = self.canvas_of(card.photo.id)
        if canvas is not None:
            best = ", the best" if card.burst is not None and card.burst.rank == 1 else ""
            canvas.title = f"{card.name} – {tr(verdict_words(card))}{tr(best)}"
            canvas.show_card(card)

    def frame(self, place: int) -> None:
        """Let keys act on this one."""
        if not self.ids:
            return
        self._framed = min(max(place, 0), len(self.ids) - 1)
        for each, canvas in enumerate(self.canvases):
            canvas.framed = each == self._framed
            canvas.update()
        self.framedChanged.emit(self.ids[self._framed])

    def step(self, steps: int) -> bool:
        """Frame the next one, or one before; False at the end."""
        place = self._framed + steps
        if not 0 <= place < len(self.ids):
            return False
        self.frame(place)
        return True

    def look_closely(self) -> None:
        """100 %, each photo at its own place of most interest; from there on they move together."""
        self._tying = True
        try:
            for _place, canvas in self._shown():
                canvas.look_closely()
        finally:
            self._tying = False
        shown = self._shown()
        if shown:
            x, y = _centre(shown[0][1])
            for place, canvas in shown:
                here = _centre(canvas)
                self._aside[place] = here[0] - x, here[1] - y

    # ------------------------------------------------------------ tied

    def _shown(self) -> list[tuple[int, CullCanvas]]:
        return [(place, canvas) for place, canvas in enumerate(self.canvases[: len(self.ids)])
                if canvas.pyramid is not None]  # fmt: skip

    def tie(self, place: int) -> None:
        """Move a canvas, whose photo has just arrived, to the place of the others."""
        leaders = [other for other, canvas in self._shown() if other != place and not canvas.viewport.fitted]
        if leaders:
            self._follow(leaders[0], [place])

    def _moved(self, place: int) -> None:
        canvas = self.canvases[place]
        if self._tying or canvas.pyramid is None or place >= len(self.ids):
            return
        others = [other for other, _canvas in self._shown() if other != place]
        if canvas.alone:
            self._part(place, others)
        else:
            self._follow(place, others)

    def _part(self, place: int, others: Sequence[int]) -> None:
        """It was moved alone: from now on it is as far from the others."""
        if others:
            here, there = _centre(self.canvases[place]), _centre(self.canvases[others[0]])
            aside = self._aside[others[0]]
            self._aside[place] = here[0] - there[0] + aside[0], here[1] - there[1] + aside[1]

    def _follow(self, leader: int, others: Sequence[int]) -> None:
        """The same part of the photo, as large, for photos of any sizes."""
        self._tying = True
        try:
            canvas = self.canvases[leader]
            centre, aside = _centre(canvas), self._aside[leader]
            for other in others:
                following = self.canvases[other]
                if canvas.viewport.fitted:
                    self._aside[other] = (0.0, 0.0)
                    following.fit()
                    continue
                width, height = following.viewport.photo_width, following.viewport.photo_height
                own = self._aside[other]
                following.zoom_to(canvas.viewport.zoom * canvas.viewport.photo_width / width)
                following.centre_on((centre[0] - aside[0] + own[0]) * width, (centre[1] - aside[1] + own[1]) * height)
            if canvas.viewport.fitted:
                self._aside[leader] = (0.0, 0.0)
        finally:
            self._tying = False


def _centre(canvas: CullCanvas) -> tuple[float, float]:
    """The middle of the view, in shares of the photo."""
    viewport = canvas.viewport
    x, y = viewport.to_image(viewport.view_width / 2, viewport.view_height / 2)
    return x / viewport.photo_width, y / viewport.photo_height
