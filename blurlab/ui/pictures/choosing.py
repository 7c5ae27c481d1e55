"""Asks for the file that is meant, and opens the dialog in which a part of it, or its tones, are chosen."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from blurlab.imaging.decoders import SLIDE_SUFFIXES
from blurlab.imaging.ports import FILM_SUFFIXES
from blurlab.ui.language import tr
from blurlab.ui.pictures.film_dialog import FilmDialog
from blurlab.ui.pictures.slide_dialog import SlideDialog
from blurlab.ui.pictures.tones_dialog import TonesDialog

if TYPE_CHECKING:
    from blurlab.ui.actions.window import Window
    from blurlab.ui.shell.workspace import Workspace


def add_frames(window: "Window") -> None:
    """Ask for a film and pick its frames."""
    if window.session is not None and isinstance(window, QWidget):
        film = _asked(window, "Add frames of a film", FILM_SUFFIXES)
        if film is not None:
            FilmDialog(window.session, film, window).open()


def add_regions(window: "Window") -> None:
    """Choose regions of the slide that is open, else ask for one."""
    session = window.session
    if session is None or not isinstance(window, QWidget):
        return
    current = None if session.current_id is None else session.photo(session.current_id)
    if current is not None and current.ref.region is not None:
        slide: Path | None = current.path
    else:
        suffixes = SLIDE_SUFFIXES | {".tif", ".tiff"}
        is_one = current is not None and current.path.suffix.lower() in suffixes  # small enough to be a photo
        beside = str(current.path) if current is not None and is_one else ""
        slide = _asked(window, "Add regions of a slide", suffixes, beside)
    if slide is not None:
        SlideDialog(session, slide, window).open()


def choose_tones(work: "Workspace") -> None:
    """Choose how the current photo's values are seen."""
    session = work.session
    if session.current_id is not None:
        dialog = TonesDialog(session, session.photo(session.current_id), work)
        dialog.kept.connect(work.photo_list.thumbnails.forget)
        dialog.open()


def _asked(window: QWidget, title: str, suffixes: frozenset[str], beside: str = "") -> Path | None:
    """The file that a person names; `beside` is proposed."""
    kinds = " ".join(f"*{suffix}" for suffix in sorted(suffixes))
    name, _ = QFileDialog.getOpenFileName(window, tr(title), beside, tr(f"Files ({kinds});;All files (*)"))
    return Path(name) if name else None
