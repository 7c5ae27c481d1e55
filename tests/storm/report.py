"""What a storm tells at its end, as a row of a table."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

GB: Final = 1_000_000_000
MOST_MEMORY: Final = round(1.5 * GB)  # beyond what the process had when it was given the file, or opened the photo
MOST_SECONDS: Final = 20.0  # to an answer, without those in which the machine was busy with others
HEAD: Final = ("storm", "tried", "told", "lost", "tracebacks", "peak memory", "slowest answer")

_TRACEBACK: Final = re.compile(
    r"^Traceback \(most recent call last\):|^Fatal Python error|A mistake of blurlab's own|^Exception ignored",
    re.MULTILINE,
)


@dataclass
class Report:
    """Counts of one storm; `findings` has a line for whatever should not have been.

    tried: kills, writes on a full disk, files given or actions. told: those that ended in a sentence. lost: strokes,
    masks, photos or versions that had been acknowledged and are gone, damaged ones that were taken for sound, and
    processes that outlived their window.
    """

    storm: str
    tried: int = 0
    told: int = 0
    lost: int = 0
    tracebacks: int = 0
    peak: int = 0  # bytes
    slowest: float = 0.0  # seconds
    findings: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)  # what else is worth telling

    def lose(self, what: str) -> None:
        self.lost += 1
        self.findings.append(f"lost: {what}")

    def hear(self, said: str, where: str) -> None:
        """Look for tracebacks in what a process wrote to stderr or to its log."""
        if found := _TRACEBACK.search(said):
            self.tracebacks += 1
            self.findings.append(f"traceback: {where}\n{said[found.start() :][-3000:]}")

    def crash(self, what: str) -> None:
        """A process ended by a signal that nobody sent."""
        self.tracebacks += 1
        self.findings.append(f"crash: {what}")

    def answer(self, seconds: float, where: str) -> None:
        self.slowest = max(self.slowest, seconds)
        if seconds > MOST_SECONDS:
            self.findings.append(f"slow: {where} took {seconds:.1f} s")

    def memory(self, peak: int, where: str) -> None:
        self.peak = max(self.peak, peak)
        if peak > MOST_MEMORY:
            self.findings.append(f"memory: {where} took {peak / GB:.2f} GB")

    def add(self, other: "Report") -> None:
        """Take in another round of the same storm."""
        self.tried += other.tried
        self.told += other.told
        self.lost += other.lost
        self.tracebacks += other.tracebacks
        self.peak, self.slowest = max(self.peak, other.peak), max(self.slowest, other.slowest)
        self.findings += other.findings
        self.notes = other.notes or self.notes

    @property
    def sound(self) -> bool:
        return not self.findings

    def row(self) -> tuple[str, ...]:
        memory = f"{self.peak / 1e6:.0f} MB" if self.peak else "–"
        counts = (self.tried, self.told, self.lost, self.tracebacks)
        return (self.storm, *(f"{count:,}" for count in counts), memory, f"{self.slowest:.1f} s")


def table(reports: Iterable[Report]) -> str:
    """The reports as a table in Markdown, each with its notes below."""
    reports = list(reports)
    lines = [f"| {' | '.join(cells)} |" for cells in (HEAD, ("---",) * len(HEAD), *(one.row() for one in reports))]
    return "\n".join([*lines, *(f"\n{one.storm}: {note}" for one in reports for note in one.notes)])
