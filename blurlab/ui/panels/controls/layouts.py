"""What Qt lacks for layouts whose rows come and go."""

from PySide6.QtWidgets import QLayout


def empty_layout(layout: QLayout) -> None:
    """Take all widgets out of a layout, and delete them."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.deleteLater()
