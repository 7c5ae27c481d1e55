"""The menu bar, filled with the actions of the registry."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar

from blurlab.ui.actions.registry import MENUS
from blurlab.ui.language import LANGUAGES, tr
from blurlab.ui.shell.theme import Appearance


def fill_menus(
    bar: QMenuBar,
    actions: Mapping[str, QAction],
    dress: Callable[[Appearance, bool], None],
    speak: Callable[[str, bool], None],
) -> dict[str, QMenu]:
    """Make the menus in `bar`; by title. dress: told the appearance that is chosen; speak: the language's code."""
    shown = {menu.title: bar.addMenu(tr(menu.title)) for menu in MENUS}
    for menu in MENUS:
        for action in menu.actions:
            if action.line_above:
                shown[menu.title].addSeparator()
            shown[menu.title].addAction(actions[action.id])
    looks = shown["View"].addMenu(tr("Appearance"))
    shown["Inspect"].addMenu(looks)
    for appearance in Appearance:
        looks.addAction(tr(str(appearance).capitalize())).triggered.connect(partial(dress, appearance))
    tongues = shown["Help"].addMenu(tr("Language"))
    for code, name in ({"": tr("As the system has it")} | LANGUAGES).items():
        tongues.addAction(name).triggered.connect(partial(speak, code))
    return shown
