"""What a benchmark row is, and the register of all rows."""

import importlib
import pkgutil
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import tests.bench


class CannotRun(Exception):  # noqa: N818 - a reason, not a failure
    """Raised by a row that has nothing to measure here (no model, no data); str() says why."""


@dataclass(frozen=True)
class Measured:
    value: float
    floor: float | None = None  # the physical limit or a peer's figure, measured in the same run, in the same unit
    note: str = ""  # what else the same run showed, in words


@dataclass(frozen=True)
class Row:
    """A figure to be measured. `at_most` and `at_least` are in `unit`; a row with neither is only printed."""

    name: str
    unit: str
    measure: Callable[[], Measured]
    at_most: float | None
    at_least: float | None
    floor_is: str

    @property
    def must(self) -> str:
        bounds = [f"≥ {self.at_least:g}"] if self.at_least is not None else []
        return " and ".join(bounds + ([f"≤ {self.at_most:g}"] if self.at_most is not None else []))

    def meets(self, value: float) -> bool:
        low = -float("inf") if self.at_least is None else self.at_least
        high = float("inf") if self.at_most is None else self.at_most
        return low <= value <= high


_rows: dict[str, Row] = {}


def row(
    name: str, unit: str, *, at_most: float | None = None, at_least: float | None = None, floor: str = ""
) -> Callable[[Callable[[], Measured]], Callable[[], Measured]]:
    """Register the decorated function as the row `name`; `floor` says in words what Measured.floor is."""

    def register(measure: Callable[[], Measured]) -> Callable[[], Measured]:
        if name in _rows:
            raise ValueError(f"two rows are called {name}")
        _rows[name] = Row(name, unit, measure, at_most, at_least, floor)
        return measure

    return register


def find(names: Sequence[str] = ()) -> list[Row]:
    """The rows whose names are, or begin with, one of `names` (whole parts, “startup” finds “startup.help”); or all.

    Raises KeyError with the name that fits no row.
    """
    for module in pkgutil.iter_modules(tests.bench.__path__):
        if module.name != "__main__" and not module.name.startswith("test_"):
            importlib.import_module(f"tests.bench.{module.name}")
    rows = sorted(_rows.values(), key=lambda row: row.name)
    for name in names:
        if not any(_fits(row.name, name) for row in rows):
            raise KeyError(name)
    return [row for row in rows if not names or any(_fits(row.name, name) for name in names)]


def _fits(row_name: str, name: str) -> bool:
    return row_name == name or row_name.startswith(name.rstrip(".") + ".")


def medians_in_turn(*works: Callable[[], object], repeats: int, warm_up: int = 1) -> list[float]:
    """Median wall times of works run in turn, so that a busy machine slows all of them alike."""
    times: list[list[float]] = [[] for _ in works]
    for repeat in range(warm_up + repeats):
        for work, taken in zip(works, times, strict=True):
            before = time.perf_counter()
            work()
            if repeat >= warm_up:
                taken.append(time.perf_counter() - before)
    return [statistics.median(taken) for taken in times]
