"""Proposals made ahead, in the background, in the order in which samples need them."""

import threading
from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray

_REST = 0.2  # seconds between two looks while the training is paused or needs no more yet


class ProposalsAhead:
    """One thread that has a cache filled, so that a training's first step waits for its own photos, not for the last.

    A photo that the training needs before its turn is simply computed there: `ProposalCache.get` does not wait.
    """

    def __init__(
        self,
        fill: Callable[[NDArray[np.uint8]], None],
        photos: Iterable[Callable[[], NDArray[np.uint8]]],
        on_failure: Callable[[Exception], None] | None = None,
        resting: threading.Event | None = None,
        early: Callable[[int], bool] = lambda _place: False,
    ) -> None:
        """fill: stores a photo's proposals, in the thread or elsewhere, and returns when that is done.
        photos: functions that read uint8 RGB (H, W, 3) photos, the one needed first at the front; may be endless.

        on_failure: told, in the background thread, of a photo that could not be read or stored; the others go on.
        resting: while it is set no further photo is begun. early: whether the photo at this place need not be begun
        yet; asked until it says no.
        """
        self._fill = fill
        self._photos = iter(photos)
        self._on_failure = on_failure
        self._stopped = threading.Event()
        self._resting = resting or threading.Event()
        self._early = early
        # No daemon: a process that ends in the middle of OpenCV's work in one is aborted by C++, so it waits for it.
        self._thread = threading.Thread(target=self._run, name="proposals ahead")
        self.done = 0  # photos whose proposals are known to be stored

    def start(self) -> None:
        """Begin; once."""
        self._thread.start()

    def stop(self) -> None:
        """Ask for an end after the photo that is being worked on; does not wait, and may be called more than once."""
        self._stopped.set()

    def wait(self, timeout: float | None = None) -> bool:
        """Wait at most `timeout` seconds for the end of the photos, or for the end asked for; whether it has come."""
        if self._thread.ident is not None:
            self._thread.join(timeout)
        return not self._thread.is_alive()

    def _run(self) -> None:
        for place, read in enumerate(self._photos):
            while (self._resting.is_set() or self._early(place)) and not self._stopped.wait(_REST):
                pass
            if self._stopped.is_set():
                return
            try:
                self._fill(read())
            except Exception as failure:  # one bad photo must not cost the others their turn
                if self._on_failure is not None:
                    self._on_failure(failure)
            else:
                self.done += 1
