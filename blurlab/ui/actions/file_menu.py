"""The File menu: opening, importing, exporting and closing."""

from __future__ import annotations

from typing import Final

from blurlab.ui.actions.action import Menu, Needs
from blurlab.ui.actions.window import Window
from blurlab.ui.language import tr

FILE: Final[Menu[Window]] = Menu("File", lambda window: window, needs=Needs.PROJECT)


@FILE.action("open_folder", "Open folder…", "Open a folder of photos.", "Ctrl+O", icon="folder", needs=Needs.NOTHING)
def open_folder(window: Window) -> None:
    window.ask_for_folder()


@FILE.action(
    "open_project", "Open project…", "Open a blurlab project.", "Ctrl+Shift+O", icon="project", needs=Needs.NOTHING
)
def open_project(window: Window) -> None:
    window.ask_for_project()


@FILE.action(
    "open_shared",
    "Open a team's project…",
    "Open a project that a team shares.",
    "Ctrl+Alt+O",
    icon="project",
    needs=Needs.NOTHING,
)
def open_shared(window: Window) -> None:
    from PySide6.QtWidgets import QInputDialog, QWidget  # noqa: PLC0415

    beside = window if isinstance(window, QWidget) else None
    url, said = QInputDialog.getText(beside, tr("Open a team's project"), tr("Its address, postgresql://host/name:"))
    if said and url.strip():
        window.open_shared(url.strip())


@FILE.action(
    "open_samples", "Sample photos", "Open the sample photos.", "Ctrl+Shift+S", icon="samples", needs=Needs.NOTHING
)
def open_samples(window: Window) -> None:
    window.open_samples()


@FILE.action("add_photos", "Add photos…", "Add photos to this project.", "Ctrl+I")
def add_photos(window: Window) -> None:
    window.ask_for_photos()


@FILE.action("film_frames", "Add frames of a film…", "Pick frames of a film as photos of this project.", "Ctrl+Alt+F")
def add_frames(window: Window) -> None:
    from blurlab.ui.pictures.choosing import add_frames  # noqa: PLC0415

    add_frames(window)


@FILE.action(
    "slide_regions",
    "Add regions of a slide…",
    "Choose regions of a slide as photos of this project.",
    "Ctrl+Alt+L",
)
def add_regions(window: Window) -> None:
    from blurlab.ui.pictures.choosing import add_regions  # noqa: PLC0415

    add_regions(window)


FILE.line()


@FILE.action("import_masks", "Import masks…", "Import masks made elsewhere.", "Ctrl+Shift+I")
def import_masks(window: Window) -> None:
    window.import_masks()


@FILE.action("export_masks", "Export masks…", "Write the accepted masks for other programs.", "Ctrl+E")
def export_masks(window: Window) -> None:
    window.export_masks()


FILE.line()


@FILE.action("save", "Save now", "Save the correction now.", "Ctrl+S", needs=Needs.PHOTO)
def save(window: Window) -> None:
    if window.session is not None:
        window.session.save_now()


@FILE.action("close_project", "Close project", "Go back to the start page.", "Ctrl+W")
def close_project(window: Window) -> None:
    window.close_project()


FILE.line()


@FILE.action("quit", "Quit", "Save and quit.", "Ctrl+Q", needs=Needs.NOTHING)
def leave(window: Window) -> None:
    window.close()
