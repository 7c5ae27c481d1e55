"""How photos are shown: decoded, with their mask and peaks, on the large canvas and in the comparison."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject

from blurlab.errors import UserError
from blurlab.project.records import Photo
from blurlab.session.cull.crops import ranked_faces
from blurlab.session.cull.listing import Card
from blurlab.session.cull.pictures import Picture, Pictures
from blurlab.sharpness.eyes import Face
from blurlab.ui.cull.beside.second_window import SecondWindow
from blurlab.ui.cull.compare import Compare
from blurlab.ui.cull.cull_canvas import CullCanvas
from blurlab.ui.cull.screen import Place, Screen

_NEXT: Final = 2  # photos that are decoded ahead, the way that a person goes; of the others, one


class Looking(QObject):
    """`large` and `compare` are its canvases; peaking, mask, loupes and reason are the same on all of them."""

    def __init__(self, view: Screen, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self.pictures = Pictures(view.session.project, self)
        self.large = CullCanvas()
        self.compare = Compare()
        self.peaking = self.mask = self.loupes = False
        self.reason = True
        self.strip_shown = view.recalls("filmstrip", True)
        self.histogram = view.recalls("histogram", True)
        self.clipping = False
        self.second: SecondWindow | None = None
        self._started_close = False  # the comparison, at what matters
        self._place, self._backwards = 0, False  # in the list, of the photo shown large last; which way to it
        self.pictures.ready.connect(self.picture_came)
        self.pictures.grew.connect(self.picture_came)
        self.pictures.failed.connect(self.no_picture)

    def show_large(self) -> None:
        """The view's current photo."""
        card = self._view.listing.cards.get(self._view.current) if self._view.current is not None else None
        if card is None:
            self.large.show_card(None)
            self.large.show_picture(None, "No photo is listed.")
            return
        ids = self._view.listing.ids
        place = ids.index(card.photo.id) if card.photo.id in ids else 0
        near = [self._view.listing.cards[key].looked_at for key in self._next(ids, place)]
        self.pictures.want([card.looked_at], near)
        self._put(self.large, card.looked_at)
        self.large.show_card(card)
        self._want_masks([card.photo, *near])

    def _next(self, ids: Sequence[int], place: int) -> list[int]:
        """The photos likely to be seen next, the likeliest first."""
        if place != self._place:
            self._backwards, self._place = place < self._place, place
        after, earlier = ids[place + 1 : place + 1 + _NEXT], ids[max(0, place - _NEXT) : place][::-1]
        return [*earlier, *after[:1]] if self._backwards else [*after, *earlier[:1]]

    def show_compared(self, cards: Sequence[Card], framed: int | None) -> None:
        """Show these side by side."""
        self.pictures.want([card.looked_at for card in cards])
        self.compare.show_ids([card.photo.id for card in cards], framed)
        self._started_close = False
        for card in cards:
            canvas = self.compare.canvas_of(card.photo.id)
            if canvas is not None:
                self._put(canvas, card.looked_at)
            self.compare.show_card(card)
        self._start_close()
        self.dress()
        self._want_masks([card.photo for card in cards])

    def _put(self, canvas: CullCanvas, photo: Photo) -> None:
        picture = self.pictures.get(photo.id)
        canvas.show_picture(picture, f"Opening “{photo.name}”…")
        if picture is not None:
            self._enrich(picture)

    def _enrich(self, picture: Picture) -> None:
        """Have what is wanted to be seen on it."""
        if self.peaking:
            self.pictures.want_peaks(picture)
        if self.clipping:
            self.pictures.want_clipped(picture)
        self._want_mask(picture)

    def show_beside(self, card: Card | None, picture: Picture | None) -> None:
        """The histogram and the faces of the current photo, once they are known; in the grid neither is shown."""
        self._show_second(card, picture)
        panel = self._view.reason
        large = self._view.place != Place.GRID and card is not None
        if picture is not None and card is not None and large:
            self.pictures.want_crops(picture, ranked_faces(card), panel.devicePixelRatioF())
            if self.histogram:
                self.pictures.want_histogram(picture)
        panel.crops.show_crops(picture.crops or () if picture is not None and large else ())
        panel.histogram.setVisible(large and self.histogram)
        panel.histogram.show_histogram(picture.histogram if picture is not None else None)

    def toggle_second(self) -> None:
        """The current photo in a window of its own, or no longer."""
        if self.second is not None:
            self.second.close()
            return
        window = self.large.window()
        self.second = SecondWindow(window.actions(), window)
        self.second.closed.connect(self._second_closed)
        self.second.show_beside()
        self.dress()
        self._view.show_current()
        self._view.tell_state()

    def _second_closed(self) -> None:
        self.second = None
        self._view.tell_state()

    def close_second(self) -> None:
        if self.second is not None:
            self.second.close()

    def _show_second(self, card: Card | None, picture: Picture | None) -> None:
        if self.second is None:
            return
        canvas = self.second.canvas
        canvas.show_card(card)
        canvas.show_picture(picture, f"Opening “{card.photo.name}”…" if card is not None else "No photo is listed.")
        if picture is not None:
            self._enrich(picture)
        elif card is not None and self._view.place in {Place.GRID, Place.SURVEY}:
            self.pictures.want([card.looked_at])

    def show_face(self, face: Face) -> None:
        """At 100 %, on the canvas that keys act on."""
        canvas = self.canvas()
        if canvas.pyramid is not None:
            canvas.zoom_to(1.0)
            canvas.centre_on(face.at[0] * canvas.pyramid.width, face.at[1] * canvas.pyramid.height)

    def step_face(self, steps: int) -> None:
        """The next face, or one ranked before, at 100 %."""
        if self._view.place == Place.GRID:
            self._view.open_large(self._view.current)
        if not self._view.reason.crops.step(steps):
            self._view.tell("No face that is large enough was found on this photo, or it is still being opened.")

    def _want_mask(self, picture: Picture) -> None:
        """A prediction withheld by a blind check is not shown; a photo whose prediction is shown here is no longer
        checked."""
        blind = self._view.session.blind
        if not blind.withholds(picture.photo.id):
            self.pictures.want_mask(picture, self._view.session.predictions.version)
            if self.mask:
                blind.saw([picture.photo.id])

    def picture_came(self, photo_id: int) -> None:
        """A picture, or its peaks or mask, can be shown now."""
        picture = self.pictures.get(photo_id)
        if picture is None:
            return
        where = self._view.place
        if self.second is not None and photo_id == self._view.current and where in {Place.GRID, Place.SURVEY}:
            self._view.show_current()
        if where == Place.LARGE and photo_id == self._view.current:
            self._put(self.large, picture.photo)
            self._view.show_current()
        elif where == Place.COMPARE and (canvas := self.compare.canvas_of(photo_id)) is not None:
            fresh = canvas.picture is not picture
            self._put(canvas, picture.photo)
            if fresh and not self._start_close():
                self.compare.tie(self.compare.ids.index(photo_id))
            self._view.show_current()

    def _start_close(self) -> bool:
        """Once all compared photos are there: whether they are shown at their eyes, or where the camera focused."""
        if self._started_close:
            return False
        canvases = [canvas for key in self.compare.ids if (canvas := self.compare.canvas_of(key)) is not None]
        known = [canvas.card.inspection if canvas.card is not None else None for canvas in canvases]
        if not all(one is not None and (one.faces or one.focus_area is not None) for one in known):
            return False
        if any(canvas.pyramid is None for canvas in canvases):
            return False
        self._started_close = True
        self.compare.look_closely()
        return True

    def no_picture(self, photo_id: int, error: UserError) -> None:
        """Say why there is no picture."""
        canvas = self.compare.canvas_of(photo_id) if self._view.place == Place.COMPARE else self.large
        if canvas is not None and (canvas is not self.large or photo_id == self._view.current):
            canvas.show_picture(None, error.sentence)

    def _want_masks(self, photos: list[Photo]) -> None:
        if not self._view.inspections.asks_model:  # else it asks for them in an order of its own
            self._view.session.predictions.want([photo.id for photo in photos])

    def mask_came(self, photo_id: int) -> None:
        """The project holds another prediction of this photo."""
        picture = self.pictures.get(photo_id)
        if picture is not None and self._view.isVisible():
            self._want_mask(picture)

    def canvas(self) -> CullCanvas:
        """The one on which keys act."""
        if self._view.place == Place.COMPARE and self.compare.framed is not None:
            return self.compare.canvas_of(self.compare.framed) or self.large
        return self.large

    def _canvases(self) -> list[CullCanvas]:
        second = [self.second.canvas] if self.second is not None else []
        return [self.large, *self.compare.canvases, *second]

    def dress(self) -> None:
        """Show the chosen layers on every canvas."""
        for canvas in self._canvases():
            canvas.set_reason(self.reason)
            canvas.set_peaking(self.peaking)
            canvas.set_clipping(self.clipping)
            canvas.set_overlay_visible(self.mask)
            canvas.loupe.set_on(self.loupes)
            canvas.spot.set_on(self.loupes and canvas is self.large)

    def set_peek(self, peeking: bool) -> None:
        """The bare photo for as long as a key is held."""
        for canvas in self._canvases():
            canvas.set_peek(peeking)
            canvas.set_reason(not peeking and self.reason)
            canvas.set_peaking(not peeking and self.peaking)
            canvas.set_clipping(not peeking and self.clipping)

    def actual_size(self) -> None:
        """100 % at the eye, else where the camera focused, else the sharpest spot; or the whole photo again."""
        canvas = self.canvas()
        if self._view.place == Place.GRID or canvas.pyramid is None:
            return
        if abs(canvas.viewport.zoom - 1) < 1e-6:
            canvas.fit()
        elif self._view.place == Place.COMPARE:
            self.compare.look_closely()
        else:
            canvas.look_closely()

    def show_sharpest(self) -> None:
        if self._view.place == Place.GRID:
            self._view.open_large(self._view.current)
        if not self.canvas().show_sharpest():
            self._view.tell("The sharpest spot is not known until the photo is inspected and open.")

    def toggle_loupes(self) -> None:
        self.loupes = not self.loupes
        self.dress()
        if not self.loupes:
            return
        if self._view.place == Place.GRID:
            self._view.tell("Loupes work on large and compared photos.")
        elif self.canvas().viewport.zoom >= 1:
            self._view.tell("Loupes show 100 %, and the photo has that size already.")

    def toggle_reason(self) -> None:
        self.reason = not self.reason
        self.dress()

    def toggle_peaking(self) -> None:
        self.peaking = not self.peaking
        self.dress()
        for canvas in self._canvases():
            if canvas.picture is not None:
                self._enrich(canvas.picture)
        if self.peaking and self._view.place == Place.GRID:
            self._view.tell("Peaking works on large and compared photos.")

    def toggle_filmstrip(self) -> None:
        self.strip_shown = not self.strip_shown
        self._view.remember("filmstrip", self.strip_shown)
        self._view.filmstrip.setVisible(self.strip_shown)
        if self._view.place != Place.LARGE:
            self._view.tell("The filmstrip is shown under the large photo.")
        else:
            self._view.filmstrip.go_to(self._view.current)

    def toggle_histogram(self) -> None:
        self.histogram = not self.histogram
        self._view.remember("histogram", self.histogram)
        self._view.show_current()
        if self._view.place == Place.GRID:
            self._view.tell("The histogram is shown beside large and compared photos.")

    def toggle_clipping(self) -> None:
        self.clipping = not self.clipping
        self.dress()
        for canvas in self._canvases():
            if canvas.picture is not None:
                self._enrich(canvas.picture)
        if self.clipping and self._view.place == Place.GRID:
            self._view.tell("Clipping is marked on large and compared photos.")

    def toggle_mask(self) -> None:
        self.mask = not self.mask
        self.dress()
        for canvas in self._canvases():
            if canvas.picture is not None:
                self._want_mask(canvas.picture)
