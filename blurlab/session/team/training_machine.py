"""The training machine of a team, as the window's training panel meets it: its curves, and what it is asked to do."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

from PySide6.QtCore import QObject, Qt, Signal, Slot

from blurlab.errors import UserError
from blurlab.project.team.board import Board
from blurlab.session.models.training_run import TrainingRun
from blurlab.session.notice import Level, Notices
from blurlab.session.team.team import Team

_NOBODY: Final = "No machine trains for this project now. One does once “blurlab train” follows it there."


class TrainingMachine(QObject):
    """Where the project is a team's, no run begins in the window: the machine that follows the labels is asked."""

    _told = Signal(object)

    def __init__(self, team: Team, run: TrainingRun, notices: Notices, parent: QObject) -> None:
        super().__init__(parent)
        self._run, self._notices = run, notices
        self._exchange = team.exchange
        self._read_up_to = 0
        self._told.connect(self._hear, Qt.ConnectionType.QueuedConnection)
        if self._exchange is not None:
            self._board = Board(self._exchange.link.shared)
            self._author = team.author
            run.ask = self._ask
            team.news.connect(self._read)

    def _ask(self, wish: str) -> None:
        exchange, board = self._exchange, self._board
        if exchange is None:
            return

        def command() -> None:
            board.wish(wish, self._author)
            if not board.is_followed():
                self._say(lambda: self._run.give_up(_NOBODY))

        exchange.run(command)

    def _read(self, names: Any) -> None:
        """In the exchange's thread what was said is read, here it is taken up."""
        exchange, board = self._exchange, self._board
        if exchange is None or "training_events" not in names:
            return

        def command() -> None:
            said = board.read(self._read_up_to)
            if said:
                self._read_up_to = said[-1][0]
                self._say(lambda: self._take(said))

        exchange.run(command)

    def _say(self, call: Callable[[], None]) -> None:
        """Have this called in the UI thread."""
        with suppress(RuntimeError):  # the session was deleted meanwhile
            self._told.emit(call)

    def _take(self, said: list[tuple[int, str, object]]) -> None:
        for _, _, message in said:
            try:
                self._run.follow(message)
            except UserError as error:
                self._notices.tell("training", error, Level.WARNING)

    @Slot(object)
    def _hear(self, call: Callable[[], None]) -> None:
        call()
