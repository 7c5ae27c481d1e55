"""The window's sheet of synthetic samples: the settings, the child that makes samples, and the results."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal

from blurlab.core.synthesis import Synthesis, read_rejected
from blurlab.errors import UnreadablePhoto, UserError
from blurlab.imaging.photos import read_photo
from blurlab.project.learning.synthesis_settings import REJECTED_SETTING, SETTING
from blurlab.project.project import Project
from blurlab.session.child_link import ChildLink
from blurlab.session.tasks import Tasks
from blurlab.worker.messages import ChildExited, ChildReady, MakeSheet, Setup, SheetFailed, SheetReady, SheetSample

SAMPLER_MODULE = "training.synth.sheets_child"
COUNT = 12  # samples on the sheet
_ORDER_MS = 120  # between two orders while a dial is being turned
_KEEP_MS = 400  # of rest before the settings are written


@dataclass(frozen=True, eq=False)
class Tile:
    """One sample that can be shown: with its outline, and bare; uint8 (side, side, 3) RGB."""

    outlined: NDArray[np.uint8]
    bare: NDArray[np.uint8]
    sample: SheetSample


class SyntheticSheets(QObject):
    """`open()` starts the child, `close()` sends it away; in between `set_synthesis` and `reject` renew the sheet."""

    tileChanged = Signal(int)
    stateChanged = Signal()  # `sentence`, `working`, `rejected` or `last`
    synthesisChanged = Signal()  # from outside of the panel's dials
    failed = Signal(object)  # UserError: a setting could not be read or written
    died = Signal(object)  # UserError: the child is gone unasked

    def __init__(self, project: Project, parent: QObject | None = None, module: str | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self.link = ChildLink("sampler", module or SAMPLER_MODULE, self)
        self.link.message.connect(self._heard)
        self.tiles: dict[int, Tile] = {}
        self.last: SheetReady | None = None
        self.sentence = ""  # what went wrong with the last order
        self.working = False
        self.opened = False
        self.rejected = 0  # regions of all photos
        self.synthesis = Synthesis()
        self.setup = Setup.SEMI
        self._number = 0
        self._shown: dict[int, int] = {}  # place → number of the order that its tile is from
        self._leaving = False
        self._unkept = False
        self._tasks = Tasks(1, self)
        self._order_pause = QTimer(self, singleShot=True, interval=_ORDER_MS)
        self._order_pause.timeout.connect(self._order)
        self._keep_pause = QTimer(self, singleShot=True, interval=_KEEP_MS)
        self._keep_pause.timeout.connect(lambda: self._tasks.run(self._write, lambda _none: None, self.failed.emit))

    # ------------------------------------------------------------ life

    def open(self) -> None:
        """Read the settings, start the child and order a sheet."""
        self.opened = True
        self.keep_now()
        if not self._unkept:  # after a crash the dials may be ahead of the stored settings
            self._read()
        if not self._leaving:
            self.link.start()
        self._order()

    def close(self) -> None:
        """Keep the settings and send the child away; its memory is free again."""
        self.opened = self.working = False
        self.keep_now()
        self._order_pause.stop()
        if self.link.alive:
            self._leaving = True
            self.link.stop()
        self.stateChanged.emit()

    def leave(self) -> None:
        """The window closes: keep the settings, deliver nothing more."""
        self.keep_now()
        self._order_pause.stop()
        self._tasks.leave()
        self.link.mute()
        self.link.stop()

    # ------------------------------------------------------------ settings

    def set_synthesis(self, synthesis: Synthesis) -> None:
        """Make samples with these settings from now on, here and in the next training."""
        if synthesis == self.synthesis:
            return
        self.synthesis = synthesis
        self._unkept = True
        self._keep_pause.start()
        self._order_soon()

    def set_setup(self, setup: Setup) -> None:
        """Show what a training of this set-up would learn from."""
        if setup is not self.setup:
            self.setup = setup
            self._order_soon()

    def reset(self) -> None:
        """The settings that blurlab came with."""
        self.set_synthesis(Synthesis())
        self.synthesisChanged.emit()

    def keep_now(self) -> None:
        """Write settings that wait for a pause: training reads them when it starts."""
        self._keep_pause.stop()
        if self._unkept:
            try:
                self._write()
            except UserError as error:
                self.failed.emit(error)

    def _write(self) -> None:  # in any thread; always the newest settings
        self._unkept = False
        try:
            self._project.set_setting(SETTING, self.synthesis.as_dict())
        except UserError:
            self._unkept = True
            raise

    def _read(self) -> None:
        try:
            self.synthesis = Synthesis.read(self._project.setting(SETTING))
            self.rejected = sum(map(len, read_rejected(self._project.setting(REJECTED_SETTING)).values()))
        except UserError as error:
            self.failed.emit(error)
        self.synthesisChanged.emit()

    # ------------------------------------------------------------ rejected proposals

    def reject(self, place: int) -> bool:
        """Never draw the region of this sample again; False if no region had a say in it."""
        tile = self.tiles.get(place)
        if tile is None or not tile.sample.region:
            return False
        sample = tile.sample

        def grow(rejected: dict[str, frozenset[str]]) -> dict[str, frozenset[str]]:
            return {**rejected, sample.digest: rejected.get(sample.digest, frozenset()) | {sample.region}}

        self._change_rejected(grow)
        return True

    def bring_back(self) -> None:
        """Let every rejected region be drawn again."""
        self._change_rejected(lambda _rejected: {})

    def _change_rejected(self, change: Callable[[dict[str, frozenset[str]]], dict[str, frozenset[str]]]) -> None:
        def work() -> int:
            changed = change(read_rejected(self._project.setting(REJECTED_SETTING)))
            self._project.set_setting(REJECTED_SETTING, {digest: sorted(ids) for digest, ids in changed.items()})
            return sum(map(len, changed.values()))

        self._tasks.run(work, self._rejected_are, self.failed.emit)

    def _rejected_are(self, count: int) -> None:
        self.rejected = count
        self.stateChanged.emit()
        self._order()  # the child reads them with each order

    # ------------------------------------------------------------ orders and answers

    def _order_soon(self) -> None:
        if self.opened and not self._order_pause.isActive():
            self._order_pause.start()

    def _order(self) -> None:
        if not self.opened or self._leaving:
            return
        self._number += 1
        order = MakeSheet(self._number, str(self._project.folder), self.synthesis.as_dict(), COUNT, self.setup)
        self.working = self.link.send(order)
        if self.working:  # else the sentence that told of the child's end still holds
            self.sentence = ""
        self.stateChanged.emit()

    def _heard(self, message: object) -> None:
        match message:
            case ChildReady():
                pass  # the order waits in the pipe
            case SheetReady():
                self._tasks.run(lambda: _tiles(message), lambda tiles: self._show(message, tiles), self.failed.emit)
            case SheetFailed() if message.number == self._number:
                self.sentence, self.working = message.error.sentence, False
                self.stateChanged.emit()
            case ChildExited() if self._leaving:
                self._leaving = False
                if self.opened:  # closed and opened again meanwhile
                    self.link.start()
                    self._order()
            case ChildExited():
                self.working = False
                self.sentence = message.sentence
                self.stateChanged.emit()
                if self.opened:
                    self.died.emit(message.error)

    def _show(self, ready: SheetReady, tiles: list[Tile]) -> None:
        for place, tile in enumerate(tiles, start=ready.first):
            if ready.number >= self._shown.get(place, 0):
                self._shown[place] = ready.number
                self.tiles[place] = tile
                self.tileChanged.emit(place)
        if ready.number == self._number:
            self.last = ready
            self.working = not ready.complete
            self.stateChanged.emit()


def _tiles(ready: SheetReady) -> list[Tile]:
    """The samples in the file of an answer, which is removed."""
    path = Path(ready.path)
    try:
        strip = read_photo(path)
    except UnreadablePhoto:
        return []  # taken away or damaged in between
    finally:
        with suppress(OSError):
            path.unlink()
    side = ready.side
    if strip.shape != (2 * side, side * len(ready.samples), 3):
        return []
    return [
        Tile(column[:side].copy(), column[side:].copy(), sample)
        for column, sample in zip(np.split(strip, len(ready.samples), axis=1), ready.samples, strict=True)
    ]
