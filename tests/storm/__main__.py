"""`python -m tests.storm [STORM…] --minutes N`: let storms blow, one after the other and again, for so long.

Each round has another seed; the table at the end counts them all. The exit code is 1 where anything was lost, a
traceback was seen, memory was above its bound or an answer came too late.
"""

import argparse
import json
import os
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from tests.storm.full_disk import NAMESPACE, own_disks_need_a_namespace
from tests.storm.report import Report, table
from tests.storm.storms import STORMS


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.storm", description=(__doc__ or "").split("\n\n")[1])
    parser.add_argument("storms", nargs="*", metavar="STORM", help=f"{', '.join(STORMS)} (default: all)")
    parser.add_argument("--tries", type=int, help="tries of each round (default: each storm's own)")
    parser.add_argument("--minutes", type=float, default=30, help="how long it goes on (default: 30)")
    parser.add_argument("--seed", type=int, default=1, help="of the first round (default: 1)")
    parser.add_argument("--short", action="store_true", help="one round of a few tries, as in the suite")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the reports there as well")
    args = parser.parse_args(argv)
    if unknown := [name for name in args.storms if name not in STORMS]:
        parser.error(f"there is no storm {unknown[0]}")
    if "full_disk" in (args.storms or STORMS) and own_disks_need_a_namespace():
        given = sys.argv[1:] if argv is None else argv
        os.execvp(NAMESPACE[0], [*NAMESPACE, sys.executable, "-m", "tests.storm", *given])
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    began, seed = time.monotonic(), args.seed
    reports: dict[str, Report] = {}
    chosen = args.storms or list(STORMS)
    spent = dict.fromkeys(chosen, 0.0)
    minutes = 0 if args.short else args.minutes
    while time.monotonic() - began < minutes * 60 or len(reports) < len(chosen):
        able = [name for name in chosen if name not in reports or reports[name].tried]  # others have no ground here
        if not able:
            break
        name = min(able, key=lambda one: spent[one] / STORMS[one].share)  # what has had least of its share
        before = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            tries = args.tries or (STORMS[name].in_suite if args.short else STORMS[name].tries)
            try:
                report = STORMS[name].blow(tries, seed, Path(folder))
            except Exception:  # a mistake of the storm's own: it is counted, and the others go on
                report = Report(name)
                report.hear(traceback.format_exc(), f"the storm {name} itself")
        spent[name] += time.monotonic() - before
        print(f"{time.monotonic() - began:5.0f} s  seed {seed}  {' | '.join(report.row())}", flush=True)
        for finding in report.findings:
            print(f"    {finding}", flush=True)
        reports.setdefault(name, Report(report.storm)).add(report)
        seed += 1
    print(f"\n{(time.monotonic() - began) / 60:.0f} minutes, seeds {args.seed} to {seed - 1}\n")
    print(table(reports[name] for name in chosen))
    if args.json:
        args.json.write_text(json.dumps({name: asdict(report) for name, report in reports.items()}))
    return 0 if all(report.sound for report in reports.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
