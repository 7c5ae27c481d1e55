"""The benchmark runner tells the truth about each row."""

import json
from pathlib import Path

import pytest

from tests.bench import rows
from tests.bench.__main__ import main
from tests.bench.rows import CannotRun, Measured, Row, row


@pytest.fixture(autouse=True)
def three_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "_rows", {})
    monkeypatch.setattr(rows.pkgutil, "iter_modules", lambda _: [])

    @row("speed.good", "s", at_most=0.5, floor="light")
    def good() -> Measured:
        return Measured(0.4, 0.1)

    @row("speed.bad", "s", at_most=0.5)
    def bad() -> Measured:
        return Measured(0.6)

    @row("speedy", "%", at_least=95)
    def absent() -> Measured:
        raise CannotRun("there is no data here")


def test_the_table_and_the_file_say_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "rows.json"
    assert main(["--json", str(file)]) == 0
    assert json.loads(file.read_text(encoding="utf-8")) == {
        "rows": [
            {"name": "speed.bad", "value": 0.6, "unit": "s", "must": "≤ 0.5", "ok": False, "floor": None},
            {"name": "speed.good", "value": 0.4, "unit": "s", "must": "≤ 0.5", "ok": True, "floor": 0.1},
            {
                "name": "speedy",
                "value": None,
                "unit": "%",
                "must": "≥ 95",
                "ok": None,
                "floor": None,
                "reason": "there is no data here",
            },
        ]
    }
    table = capsys.readouterr().out.splitlines()
    assert table[3].split() == ["speed.bad", "0.6", "s", "≤", "0.5", "NO"]
    assert table[4].split() == ["speed.good", "0.4", "s", "≤", "0.5", "yes", "0.1", "s,", "light"]
    assert table[5].split(maxsplit=1) == ["speedy", "cannot run here: there is no data here"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (["speed"], ["speed.bad", "speed.good"]),
        (["speed.good"], ["speed.good"]),
        (["speedy", "speed.bad"], ["speed.bad", "speedy"]),
        ([], ["speed.bad", "speed.good", "speedy"]),
    ],
)
def test_rows_are_found_by_name_or_beginning(
    asked: list[str], found: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*asked, "--list"]) == 0
    assert capsys.readouterr().out.split() == found


def test_an_unknown_row_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["spee"])
    assert end.value.code == 2
    assert "there is no row spee" in capsys.readouterr().err


def test_bounds_include_their_ends() -> None:
    both = Row("r", "s", lambda: Measured(0), at_most=2, at_least=1, floor_is="")
    assert both.must == "≥ 1 and ≤ 2"
    assert [both.meets(value) for value in (0.9, 1, 2, 2.1)] == [False, True, True, False]
