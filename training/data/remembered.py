"""Values that were read or computed, kept within a bound on bytes."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")

MIB = 1 << 20


class Remembered(Generic[K, V]):
    """Values by key, of at most `most` bytes together; the least recently used leave first and are made again.

    weigh: bytes of a value. A value that alone is over the bound is made each time. Safe in several threads, of which
    two may make the same value.
    """

    def __init__(self, most: int, weigh: Callable[[V], int]) -> None:
        self._most, self._weigh = most, weigh
        self._kept: OrderedDict[K, V] = OrderedDict()
        self._lock = threading.Lock()
        self.bytes = 0

    def get(self, key: K, make: Callable[[], V]) -> V:
        """The value of `key`, made now where it is not there. Raises what `make` raises."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        value = make()
        with self._lock:
            if key not in self._kept:
                self._kept[key] = value
                self.bytes += self._weigh(value)
                while self.bytes > self._most:
                    self.bytes -= self._weigh(self._kept.popitem(last=False)[1])
        return value

    def __len__(self) -> int:
        return len(self._kept)
