"""The menu bar, filled with the actions of the registry."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar

from blurlab.ui.actions.registry import MENUS
from blurlab.ui.shell.theme import Appearance


def fill_menus(
    bar: QMenuBar, actions: Mapping[str, QAction], dress: Callable[[Appearance, bool], None]
) -> dict[str, QMenu]:
    """Make the menus in `bar`; by title. dress: told the appearance that is chosen."""
    shown = {menu.title: bar.addMenu(menu.title) for menu in MENUS}
    for menu in MENUS:
        for action in menu.actions:
            if action.line_above:
                shown[menu.title].addSeparator()
            shown[menu.title].addAction(actions[action.id])
    looks = shown["View"].addMenu("Appearance")
    shown["Inspect"].addMenu(looks)
    for appearance in Appearance:
        looks.addAction(str(appearance).capitalize()).triggered.connect(partial(dress, appearance))
    return shown
