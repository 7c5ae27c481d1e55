"""Undo and redo for one photo, bounded by bytes."""

from collections import deque
from typing import Final

from blurlab.core.editing.correction import Correction
from blurlab.core.editing.edit import Edit
from blurlab.core.rect import Rect

DEFAULT_BYTES: Final = 64 * 1024 * 1024


class History:
    """The steps of one photo. Beyond `max_bytes` the oldest are forgotten; the newest is kept whatever its size."""

    def __init__(self, max_bytes: int = DEFAULT_BYTES) -> None:
        self.max_bytes = max_bytes
        self._done: deque[Edit] = deque()
        self._undone: list[Edit] = []
        self._nbytes = 0

    def __len__(self) -> int:
        """Steps that can be undone."""
        return len(self._done)

    @property
    def nbytes(self) -> int:
        """Bytes kept by the steps that can be undone or redone."""
        return self._nbytes

    @property
    def next_undo(self) -> Edit | None:
        """The step that `undo` would revert."""
        return self._done[-1] if self._done else None

    @property
    def next_redo(self) -> Edit | None:
        """The step that `redo` would apply again."""
        return self._undone[-1] if self._undone else None

    @property
    def done(self) -> tuple[Edit, ...]:
        """The steps that can be undone, the oldest first."""
        return tuple(self._done)

    def push(self, edit: Edit) -> None:
        """Add a step that has just been made; undone steps can no longer be redone."""
        self._nbytes += edit.nbytes - sum(undone.nbytes for undone in self._undone)
        self._undone.clear()
        self._done.append(edit)
        while self._nbytes > self.max_bytes and len(self._done) > 1:
            self._nbytes -= self._done.popleft().nbytes

    def undo(self, correction: Correction) -> Rect | None:
        """Revert the last step. Returns where it acted, or None with nothing to undo."""
        step = self.next_undo
        if step is None:
            return None
        changed = step.revert(correction)
        self.undone()
        return changed

    def redo(self, correction: Correction) -> Rect | None:
        """Apply the last undone step again. Returns where it acted, or None with nothing to redo."""
        step = self.next_redo
        if step is None:
            return None
        changed = step.apply(correction)
        self.redone()
        return changed

    def undone(self) -> None:
        """Record that somebody else reverted `next_undo`."""
        self._undone.append(self._done.pop())

    def redone(self) -> None:
        """Record that somebody else applied `next_redo`."""
        self._done.append(self._undone.pop())

    def clear(self) -> None:
        """Forget every step."""
        self._done.clear()
        self._undone.clear()
        self._nbytes = 0
