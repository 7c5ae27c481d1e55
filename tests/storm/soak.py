"""One window in mixed use for a long time: what it holds may not grow beyond what undo is allowed."""

from pathlib import Path

from tests.storm.kills import make_photos
from tests.storm.ledger import Ledger
from tests.storm.report import Report
from tests.storm.watched import Watched

_ENOUGH = 0.5  # thousand actions: in fewer the system's own pages would be judged
MOST_GROWTH = 12_000_000  # bytes a thousand actions, the steps that can be undone included


def storm(tries: int, seed: int, folder: Path) -> Report:
    """`tries` actions in one window; the memory of its second half tells what grows."""
    report, ledger = Report("soak"), Ledger()
    photos = make_photos(folder / "photos", 6)
    window = Watched(
        "tests.storm.painter",
        photos,
        seed,
        tries,
        QT_QPA_PLATFORM="offscreen",
        BLURLAB_SETTINGS=str(folder / "s.ini"),
        BLURLAB_STORM_SAMPLE=str(min(250, tries // 4)),
    )
    window.hear_until(lambda line: "closing" in line, 3600)
    window.note_children()
    window.end(report, "a long session", {0})
    report.tried = tries
    ended = ledger.take(window.said)
    report.told = len(ledger.told)
    for lost in ledger.missing(photos):
        report.lose(f"{lost} (soak)")
    samples = [line for line in window.said if "memory" in line]
    report.notes = [f"{ended:,} strokes and undos were done"]
    if len(samples) >= 4:
        first, last = samples[len(samples) // 2 - 1], samples[-1]
        thousands = (last["actions"] - first["actions"]) / 1000
        growth = round((last["memory"] - first["memory"]) / thousands)
        objects = round((last["objects"] - first["objects"]) / thousands)
        report.notes.append(
            f"after {first['actions']:,} actions memory grew by {growth / 1e6:.1f} MB and {objects} objects in 1,000 "
            "actions, undo included"
        )
        kinds = {kind: count - first["kinds"].get(kind, count) for kind, count in last["kinds"].items()}
        grown = sorted(((count, kind) for kind, count in kinds.items() if count / thousands >= 20), reverse=True)
        report.notes.append(
            f"undo grew by {(last['undo'] - first['undo']) / thousands / 1e6:.2f} MB in 1,000 actions; more objects of "
            + (", ".join(f"{kind} ({count / thousands:.0f})" for count, kind in grown[:8]) or "no kind")
        )
        if growth > MOST_GROWTH and thousands >= _ENOUGH:
            report.findings.append(f"growth: {report.notes[-2]}; {report.notes[-1]}")
    return report
