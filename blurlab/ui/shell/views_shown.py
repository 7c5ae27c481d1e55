"""The two views of a photo on the canvas and in the status line, as the session knows them."""

from PySide6.QtCore import QObject

from blurlab.session.predictions.views import Views
from blurlab.ui.canvas.canvas import Canvas
from blurlab.ui.panels.status_line import StatusLine


class ViewsShown(QObject):
    """Keeps canvas and status line in step with the views, and tells these what a person looks at."""

    def __init__(self, views: Views, canvas: Canvas, status: StatusLine, parent: QObject) -> None:
        super().__init__(parent)
        self._views, self._canvas, self._status = views, canvas, status
        views.changed.connect(self.show)
        views.chosen.connect(self.show)
        canvas.zoomChanged.connect(lambda _zoom: self.look_here())
        self.show()

    @property
    def at_full(self) -> bool:
        """Whether masks are cut from the predictions at 100 %."""
        return self._views.at_full

    def choose(self, *, at_full: bool) -> None:
        """See Views.choose."""
        self._views.choose(at_full=at_full)

    def show(self) -> None:
        """Show what is known now."""
        views = self._views
        self._canvas.views.set_views(views.both, views.view)
        self._status.show_view(views.view.words, views.progress)

    def look_here(self) -> None:
        """What is in view now is predicted before the rest."""
        self._views.look_here(self._canvas.viewport.visible())
