"""Four hints beside the things they explain, on the first run; one key dismisses them for good."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QAction, QColor, QKeyEvent, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QVBoxLayout, QWidget

from blurlab.core.editing.correction import BLURRED
from blurlab.session.settings import Settings
from blurlab.ui.language import tr
from blurlab.ui.shell.theme import colours
from blurlab.ui.shell.workspace import Workspace

SEEN: Final = "first_steps_seen"
_WIDTH, _ARROW, _EDGE = 236, 9, 8
_OVERLAY_TOP: Final = 44  # below the badge on the canvas, px

# Where a hint stands beside its thing, and so where its arrow points.
BELOW, LEFT, ABOVE = "below", "left", "above"


class Hint(QWidget):
    """A bubble with an arrow to the thing it explains."""

    def __init__(self, title: str, words: str, side: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.side = side
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)  # it keeps no hand from its work
        self.tip = QPointF()
        labels = [QLabel(tr(title)), QLabel(tr(words)), QLabel(tr("Esc hides these hints for good."))]
        for label, weight in zip(labels, ("600", "400", "400"), strict=True):
            label.setWordWrap(True)
            label.setStyleSheet(f"color: {colours().on_accent}; background: transparent; font-weight: {weight};")
        layout = QVBoxLayout(self)
        margins = {BELOW: (12, 9 + _ARROW, 12, 9), LEFT: (12, 9, 12 + _ARROW, 9), ABOVE: (12, 9, 12, 9 + _ARROW)}
        layout.setContentsMargins(*margins[side])
        layout.setSpacing(3)
        for label in labels:
            layout.addWidget(label)
        self.setFixedWidth(_WIDTH + (_ARROW if side == LEFT else 0))
        self.setFixedHeight(layout.heightForWidth(self.width()))

    def point_at(self, thing: QRect, within: QRect) -> None:
        """Stand beside `thing`, both in the parent's coordinates, and not outside of `within`."""
        middle = thing.center()
        corner = {
            BELOW: QPoint(thing.left(), thing.bottom() + 2),
            LEFT: QPoint(thing.left() - self.width() - 2, middle.y() - self.height() // 2),
            ABOVE: QPoint(middle.x() - self.width() // 2, thing.top() - self.height() - 2),
        }[self.side]
        x = min(max(corner.x(), within.left() + _EDGE), within.right() - self.width() - _EDGE)
        y = min(max(corner.y(), within.top() + _EDGE), within.bottom() - self.height() - _EDGE)
        self.move(x, y)
        inside = QPointF(self.mapFromParent(middle))
        low, high = 22.0, (self.height() if self.side == LEFT else self.width()) - 22.0
        self.tip = {
            BELOW: QPointF(min(max(inside.x(), low), high), 0),
            LEFT: QPointF(self.width(), min(max(inside.y(), low), high)),
            ABOVE: QPointF(min(max(inside.x(), low), high), self.height()),
        }[self.side]
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        body = self.rect()
        tip = self.tip
        if self.side == BELOW:
            body.setTop(_ARROW)
            feet = (tip + QPointF(-_ARROW, _ARROW), tip + QPointF(_ARROW, _ARROW))
        elif self.side == LEFT:
            body.setRight(body.right() - _ARROW)
            feet = (tip + QPointF(-_ARROW, -_ARROW), tip + QPointF(-_ARROW, _ARROW))
        else:
            body.setBottom(body.bottom() - _ARROW)
            feet = (tip + QPointF(-_ARROW, -_ARROW), tip + QPointF(_ARROW, -_ARROW))
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours().accent))
            painter.drawRoundedRect(body, 7, 7)
            painter.drawPolygon(QPolygonF([tip, *feet]))


class FirstSteps(QObject):
    """Shows the hints on a workspace, when asked to or when they are `due`, until the key is pressed."""

    def __init__(self, settings: Settings, actions: Mapping[str, QAction], workspace: Workspace) -> None:
        super().__init__(workspace)
        self._settings, self._actions, self._workspace = settings, actions, workspace
        self.hints: list[Hint] = []
        self._things: list[Callable[[], QRect]] = []

    @property
    def due(self) -> bool:
        """Whether they have not been dismissed yet."""
        return self._settings.text(SEEN) != "yes"

    @property
    def shown(self) -> bool:
        return bool(self.hints)

    def show(self) -> None:
        """Lay them over the workspace."""
        if self.shown:
            return
        for title, words, side, thing in self._steps():
            hint = Hint(title, words, side, self._workspace)
            self.hints.append(hint)
            self._things.append(thing)
            hint.show()
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)
        self._place()

    def dismiss(self) -> None:
        """Dismiss them, and remember that."""
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        for hint in self.hints:
            hint.hide()
            hint.deleteLater()
        self.hints.clear()
        self._things.clear()
        self._settings.put(SEEN, "yes")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape dismisses them while they are visible; they follow the things they point at."""
        kind = event.type()
        if kind in {QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress} and isinstance(event, QKeyEvent):
            here = isinstance(watched, QWidget) and watched.window() is self._workspace.window()
            if here and event.key() == Qt.Key.Key_Escape and self._workspace.isVisible():
                event.accept()
                if kind == QEvent.Type.KeyPress:
                    self.dismiss()
                return True
        elif kind in {QEvent.Type.Resize, QEvent.Type.Move} and isinstance(watched, QWidget):
            near = self._workspace.isAncestorOf(watched) or watched is self._workspace
            if near and watched not in self.hints:
                self._place()
        return False

    def _place(self) -> None:
        within = self._workspace.rect()
        placed: list[QRect] = []
        for hint, thing in zip(self.hints, self._things, strict=True):
            hint.point_at(thing(), within)
            fits = not any(hint.geometry().intersects(other) for other in placed)
            hint.setVisible(fits)  # on a small screen some have no room beside those before them
            if fits:
                placed.append(hint.geometry())
                hint.raise_()

    def _steps(self) -> Iterator[tuple[str, str, str, Callable[[], QRect]]]:
        workspace, key = self._workspace, self._key
        yield (
            "Orange is what the model calls blurred.",
            f"{key('overlay')} hides it and shows it, {key('peek')} held down shows the bare photo.",
            BELOW,
            self._badge,
        )
        yield (
            "Paint what it got wrong.",
            f"{key('brush')} is the brush, {key('swap')} swaps blurred and sharp, {key('undo')} undoes.",
            LEFT,
            lambda: self._visible(workspace.tools.values[BLURRED]),
        )
        yield (
            "Accept the mask when it is right.",
            f"{key('accept')} accepts. Only accepted masks are learnt from.",
            ABOVE,
            lambda: self._visible(workspace.review.button("accept")),
        )
        yield (
            "Train when a few are accepted.",
            "You can paint on meanwhile. The new model predicts the next photos if it is no worse.",
            LEFT,
            lambda: self._visible(workspace.training.start_button),
        )

    def _key(self, action: str) -> str:
        return self._actions[action].shortcut().toString() or {"peek": "\\"}.get(action, "")

    def _badge(self) -> QRect:
        canvas = self._workspace.canvas
        return QRect(canvas.mapTo(self._workspace, QPoint(12, 0)), QSize(110, _OVERLAY_TOP))

    def _visible(self, widget: QWidget) -> QRect:
        """Where it is, or the edge of the panel behind which it is to be scrolled for."""
        there = QRect(widget.mapTo(self._workspace, QPoint(0, 0)), widget.size())
        area: QWidget | None = widget
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if not isinstance(area, QScrollArea):
            return there
        port = area.viewport()
        seen = QRect(port.mapTo(self._workspace, QPoint(0, 0)), port.size())
        if seen.intersects(there):
            return there.intersected(seen)
        y = seen.top() if there.bottom() < seen.top() else seen.bottom()
        return QRect(there.left(), y - 1, there.width(), 2)
