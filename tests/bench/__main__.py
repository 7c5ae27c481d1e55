"""`python -m tests.bench [NAME…] [--json FILE]`: measure rows, as a table and as JSON.

A row is {"name", "value", "unit", "must", "ok", "floor"}: `ok` tells whether the value meets `must`, `floor` is the
physical limit or a peer's figure of the same run; some rows have a "note" with what else it showed. A row that cannot
run here has null for both, and a "reason".
"""

import argparse
import json
import os
import platform
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.bench.rows import CannotRun, Row, find


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench", description="Measure, and compare with what must be."
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="rows, or what their names begin with (default: all)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the rows there as well")
    parser.add_argument("--list", action="store_true", help="name the rows and measure nothing")
    args = parser.parse_args(argv)
    try:
        rows = find(args.names)
    except KeyError as error:
        parser.error(f"there is no row {error.args[0]}; `python -m tests.bench --list` names them")
    if args.list:
        print(*(row.name for row in rows), sep="\n")
        return 0
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores\n")
    width = max(len(row.name) for row in rows)
    print(f"{'row':{width}}  {'value':>10} {'unit':5} {'must':>12}  ok   floor")
    results = []
    for row in rows:
        result = run(row)
        results.append(result)
        print(line(row, result, width), flush=True)
    if args.json:
        args.json.write_text(json.dumps({"rows": results}, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


def run(row: Row) -> dict[str, object]:
    result: dict[str, object] = {"name": row.name, "value": None, "unit": row.unit, "must": row.must}
    try:
        measured = row.measure()
    except CannotRun as reason:
        return result | {"ok": None, "floor": None, "reason": str(reason)}
    told = {"value": measured.value, "ok": row.meets(measured.value), "floor": measured.floor}
    return result | told | ({"note": measured.note} if measured.note else {})


def line(row: Row, result: dict[str, object], width: int) -> str:
    if result["value"] is None:
        return f"{row.name:{width}}  cannot run here: {result['reason']}"
    floor = "" if result["floor"] is None else f"{result['floor']:.4g} {row.unit}, {row.floor_is}"
    ok = "yes" if result["ok"] else "NO"
    told = "; ".join(str(each) for each in (floor, result.get("note")) if each)
    return f"{row.name:{width}}  {result['value']:>10.4g} {row.unit:5} {row.must:>12}  {ok:3}  {told}".rstrip()


if __name__ == "__main__":
    sys.exit(main())
