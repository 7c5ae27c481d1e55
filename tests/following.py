"""Which files a reader of the code passes on the way to a place in it: those at work when it is reached."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import CodeType, FrameType, FunctionType

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("blurlab", "training")


def file_of(code: CodeType) -> str:
    """As from the checkout on; "" where it is another's."""
    path = Path(code.co_filename)
    if not path.is_relative_to(ROOT) or (name := path.relative_to(ROOT).as_posix()).partition("/")[0] not in ROOMS:
        return ""
    return name


def files_at_work(frame: FrameType | None) -> set[str]:
    """Our files of which a function has been called and has not returned."""
    found = set()
    while frame is not None:
        found.add(file_of(frame.f_code))
        frame = frame.f_back
    return found - {""}


class Followed:
    """The files `passed` on the way to the ends that were `reached`, by name."""

    def __init__(self, patch: pytest.MonkeyPatch, *ends: tuple[object, str]) -> None:
        """ends: owner and name of each function that is waited for, in any thread."""
        self.passed: set[str] = set()
        self.reached: set[str] = set()
        for owner, name in ends:
            patch.setattr(owner, name, self._watched(name, getattr(owner, name)))

    def _watched(self, name: str, real: FunctionType) -> Callable[..., object]:
        def watching(*args: object, **keywords: object) -> object:
            self.reached.add(name)
            self.passed |= files_at_work(sys._getframe()) | {file_of(real.__code__)}
            return real(*args, **keywords)

        return watching
