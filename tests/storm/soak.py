"""One window in mixed use for a long time: what it holds may not grow beyond what undo is allowed."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tests.storm.kills import make_photos
from tests.storm.ledger import Ledger
from tests.storm.report import Report
from tests.storm.watched import Watched

SAMPLES: Final = 12  # of a session
MOST_BYTES: Final = 12_000_000  # a thousand actions, the steps that can be undone included
MOST_OBJECTS: Final = 500  # a thousand actions, beside those of undo
SWEPT: Final = 200  # objects that come and go in any time: sqlite3 lists so many cursors before it looks which are left
# How far a slope through so many points beside two may lie from the true one, in standard errors: 39 times in 40.
_SURE: Final = {1: 12.7, 2: 4.3, 3: 3.2, 4: 2.8, 5: 2.6, 6: 2.5}


@dataclass(frozen=True)
class Growth:
    """In a thousand actions, and by how much that may be wrong: what one session spreads about its own line."""

    much: float
    margin: float

    @property
    def least(self) -> float:
        return self.much - self.margin


def growth(points: Sequence[tuple[float, float]]) -> Growth:
    """The growth by (actions, amount), three or more of them."""
    count = len(points)
    x, y = (sum(point[axis] for point in points) / count for axis in (0, 1))
    spread = sum((point[0] - x) ** 2 for point in points)
    slope = sum((point[0] - x) * (point[1] - y) for point in points) / spread
    rest = sum((point[1] - y - slope * (point[0] - x)) ** 2 for point in points)
    error = math.sqrt(rest / (count - 2) / spread)
    return Growth(1000 * slope, 1000 * error * _SURE.get(count - 2, 2.3))


def storm(tries: int, seed: int, folder: Path) -> Report:
    """`tries` actions in one window; the samples of its second half tell what grows."""
    report, ledger = Report("soak"), Ledger()
    photos = make_photos(folder / "photos", 6)
    window = Watched(
        "tests.storm.painter",
        photos,
        seed,
        tries,
        QT_QPA_PLATFORM="offscreen",
        BLURLAB_SETTINGS=str(folder / "s.ini"),
        BLURLAB_STORM_SAMPLE=str(max(1, tries // SAMPLES)),
    )
    window.hear_until(lambda line: "closing" in line, 3600)
    window.note_children()
    window.end(report, "a long session", {0})
    report.tried = tries
    ended = ledger.take(window.said)
    report.told = len(ledger.told)
    for lost in ledger.missing(photos):
        report.lose(f"{lost} (soak)")
    report.notes = [f"{ended:,} strokes and undos were done"]
    judge(report, [line for line in window.said if "memory" in line])
    return report


def judge(report: Report, samples: Sequence[dict[str, Any]]) -> None:
    """Note what grew in the second half of a session; more than is allowed, whatever the margin, is a finding."""
    half = samples[len(samples) // 2 :]
    if len(half) < 3:
        return
    found = {name: growth([(line["actions"], line[name]) for line in half]) for name in ("memory", "objects", "undo")}
    memory, objects, undo = (found[name] for name in ("memory", "objects", "undo"))
    thousands = (half[-1]["actions"] - half[0]["actions"]) / 1000
    kinds = {kind: count - half[0]["kinds"].get(kind, count) for kind, count in half[-1]["kinds"].items()}
    grown = sorted(((count, kind) for kind, count in kinds.items() if count / thousands >= 20), reverse=True)
    report.notes += [
        f"after {half[0]['actions']:,} actions, in 1,000: memory {memory.much / 1e6:+.1f} ± {memory.margin / 1e6:.1f}"
        f" MB, undo {undo.much / 1e6:+.2f} MB of it; {objects.much:+.0f} ± {objects.margin:.0f} objects beside undo's",
        "more objects of " + (", ".join(f"{kind} ({count / thousands:.0f})" for count, kind in grown[:8]) or "no kind"),
    ]
    if memory.least > MOST_BYTES or (objects.least - MOST_OBJECTS) * thousands > SWEPT:
        report.findings.append(f"growth: {report.notes[-2]}; {report.notes[-1]}")
