"""What the canvas shows until the current photo is open: the previous one, a thumbnail, drafts, a sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QPixmap

from blurlab.errors import UserError
from blurlab.session.photos.drafts import Drafts
from blurlab.ui.canvas.view.draft_view import DraftView
from blurlab.ui.rgb_image import rgb_image

if TYPE_CHECKING:
    from blurlab.session.photos.open_photo import OpenPhoto
    from blurlab.session.session import Session
    from blurlab.ui.canvas.canvas import Canvas

_DECODING_MS: Final = 200  # the previous photo stays on screen this long: most photos open sooner
_SLOW_PIXELS: Final = 6_000_000  # a larger photo is not waited for: a thumbnail is shown at once


class PhotoPlaceholder(QObject):
    """`wait` for the session's current photo; `show` it, or `fail`, once it is known. thumbnail: returns the picture in
    memory of a
    photo, by its id."""

    def __init__(
        self, session: Session, canvas: Canvas, thumbnail: Callable[[int], QPixmap | None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._canvas = canvas
        self._thumbnail = thumbnail
        self.draft_view = DraftView(canvas)
        self._drafts = Drafts(self)
        self._drafts.ready.connect(self._show_draft)
        self._decoding = QTimer(self, singleShot=True, interval=_DECODING_MS)
        self._decoding.timeout.connect(self._show_decoding)
        self._waiting = QTimer(self, singleShot=True, interval=0)  # after a photo that is in memory was shown
        self._waiting.timeout.connect(self._show_first_draft)

    def wait(self) -> None:
        """Another photo is current; until it is open, the previous one is visible but cannot be painted."""
        if self.draft_view.drawn_on:
            sentence = "Your strokes are lost: you left the photo before it had opened."
            self._session.tell("draft", sentence, passing=True)
        self.draft_view.clear()
        self._canvas.set_correction(None)
        self._decoding.start()
        self._waiting.start()

    def show(self, opened: OpenPhoto) -> None:
        """The photo is open: it replaces the draft on the screen, and strokes on the draft are painted on it."""
        self._end()
        canvas, place = self._canvas, self.draft_view.place(opened.photo_id)
        canvas.set_photo(opened.pyramid)
        canvas.set_correction(opened.correction)
        canvas.set_history(opened.history)
        canvas.set_kinds(opened.kinds)
        if place is not None:
            canvas.zoom_to(place[0])
            canvas.centre_on(*place[1])
        self.draft_view.draw_again(opened.photo_id)

    def fail(self, error: UserError) -> None:
        """The photo cannot be shown; the error says why."""
        self._end()
        self.draft_view.clear()
        self._say(error.sentence)

    def leave(self) -> None:
        """Stop the threads."""
        self._decoding.stop()
        self._waiting.stop()
        self._drafts.leave()

    def _end(self) -> None:
        self._decoding.stop()
        self._waiting.stop()
        self._drafts.want(None)

    def _say(self, sentence: str) -> None:
        self._canvas.hint = sentence
        self._canvas.set_photo(None)
        self._canvas.update()

    def _show_first_draft(self) -> None:
        """Only the thumbnail of the current photo may be in memory."""
        session = self._session
        if session.current is not None or session.current_id is None:
            return
        photo = session.photo(session.current_id)
        self._drafts.want(photo)
        if photo.width * photo.height >= _SLOW_PIXELS:
            self._show_thumbnail()

    def _show_thumbnail(self) -> bool:
        photo_id = self._session.current_id
        thumbnail = None if photo_id is None else self._thumbnail(photo_id)
        if photo_id is None or thumbnail is None:
            return False
        if self.draft_view.photo_id != photo_id:  # else a better one is there already
            photo = self._session.photo(photo_id)
            self.draft_view.show_draft(photo_id, thumbnail, photo.width, photo.height)
        return True

    def _show_draft(self, photo_id: int, pixels: NDArray[np.uint8]) -> None:
        if photo_id == self._session.current_id and self._session.current is None:
            photo = self._session.photo(photo_id)
            self.draft_view.show_draft(photo_id, QPixmap.fromImage(rgb_image(pixels)), photo.width, photo.height)

    def _show_decoding(self) -> None:
        session = self._session
        if session.current is not None or session.current_id is None or self._show_thumbnail():
            return
        if self.draft_view.photo_id is None:
            self._say(f"Opening “{session.photo(session.current_id).name}”…")
