"""One bound for what a process decodes at once, in however many threads: a decode waits for its memory."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from blurlab.imaging.limits import MEMORY

_SMALL: Final = MEMORY // 30  # bytes: what takes no more never waits, so that no thumbnail stands behind a large photo


class AtOnce:
    """A bound of so many bytes, shared by all that decode at the same time."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._taken = 0
        self._changed = threading.Condition()

    def allow(self, most: int) -> None:
        """Set the bound, in a process that keeps much beside what it decodes."""
        with self._changed:
            self._most = most
            self._changed.notify_all()

    @contextmanager
    def taking(self, wanted: int) -> Iterator[None]:
        """Within, `wanted` bytes are taken; waits for them. What wants more than there is works alone.

        Not to be nested: two who wait for each other would wait for ever.
        """
        with self._changed:
            while wanted > _SMALL and self._taken > _SMALL and self._taken + wanted > self._most:
                self._changed.wait()
            self._taken += wanted
        try:
            yield
        finally:
            with self._changed:
                self._taken -= wanted
                self._changed.notify_all()


DECODES: Final = AtOnce(MEMORY)
