"""`blurlab demo` always shows the main job: in the window, or without a display where there is none."""

import json
import sys
from pathlib import Path

import pytest

from blurlab.cli import main
from blurlab.commands import demo
from blurlab.ui.tour import tour


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[object]:
    """What `blurlab demo` shows in a window."""
    shown: list[object] = []

    def run_window(paths: list[Path]) -> int:
        shown.extend(paths)
        return 0

    monkeypatch.setattr("blurlab.ui.shell.app.run_window", run_window)
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_, **__: tmp_path)
    return shown


class Toured:
    """Stands for the tour, which takes minutes: notes how it was asked."""

    outcome = True
    asked: list["Toured"]

    def __init__(self, _window: object, folder: Path, recording: tour.Recording, **settings: object) -> None:
        self.folder, self.recording, self.settings = folder, recording, settings
        self.photos = sorted(path.name for path in folder.iterdir())
        self.steps = [tour.Step("one step", self.outcome, 1.5, {"photos": 8}, "" if self.outcome else "It failed.")]
        Toured.asked.append(self)

    def run(self) -> bool:
        self.settings["said"](self.steps[0])  # type: ignore[operator]
        return self.outcome


@pytest.fixture
def toured(monkeypatch: pytest.MonkeyPatch) -> list[Toured]:
    monkeypatch.setattr(tour, "Tour", Toured)
    monkeypatch.setattr(Toured, "asked", [], raising=False)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")  # `--headless` sets it, here to be undone after the test
    return Toured.asked


def test_with_a_display_the_samples_open_in_the_window(
    opened: list[object], toured: list[Toured], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "missing_display", lambda: None)
    assert main(["demo"]) == 0
    assert opened == [tmp_path / "Sample photos"]
    assert (tmp_path / "Sample photos" / "flower.jpg").is_file()
    assert toured == []


def test_without_a_display_it_says_so_and_tours_headless(
    opened: list[object],
    toured: list[Toured],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(demo, "missing_display", lambda: "There is no display here.")
    assert main(["demo"]) == 0
    assert opened == []
    assert len(toured) == 1
    said = capsys.readouterr()
    assert said.err.startswith("There is no display here. The tour goes on without a display.\n")
    assert "one step" in said.out


def test_the_report_holds_every_step(toured: list[Toured], tmp_path: Path) -> None:
    report = tmp_path / "new" / "report.json"
    pictures = tmp_path / "pictures"
    assert main(["demo", "--headless", "--report", str(report), "--screenshots", str(pictures)]) == 0
    written = json.loads(report.read_text(encoding="utf-8"))
    assert written["ok"] is True
    assert written["qt platform"] == "offscreen"
    assert written["steps"] == [{"name": "one step", "ok": True, "seconds": 1.5, "facts": {"photos": 8}, "problem": ""}]
    (asked,) = toured
    assert asked.settings["screenshots"] == pictures
    assert pictures.is_dir()
    assert "flower.jpg" in asked.photos
    assert not asked.folder.exists()  # the tour worked on a copy


def test_a_step_that_did_not_happen_is_told_and_exits_with_1(
    toured: list[Toured], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Toured, "outcome", False)
    report = tmp_path / "report.json"
    assert main(["demo", "--headless", "--report", str(report)]) == 1
    assert json.loads(report.read_text(encoding="utf-8"))["ok"] is False
    assert "failed: It failed." in capsys.readouterr().err


@pytest.mark.qt_no_exception_capture
def test_a_mistake_in_a_callback_of_qt_makes_the_tour_fail(
    toured: list[Toured], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def run(_self: Toured) -> bool:
        error = ZeroDivisionError("in a slot")
        sys.excepthook(ZeroDivisionError, error, None)  # what PySide6 does with it
        return True

    monkeypatch.setattr(Toured, "run", run)
    before = sys.excepthook
    report = tmp_path / "report.json"
    assert main(["demo", "--headless", "--report", str(report)]) == 1
    assert json.loads(report.read_text(encoding="utf-8"))["mistakes"] == ["ZeroDivisionError: in a slot"]
    assert len(toured) == 1
    assert sys.excepthook is before


def test_where_qt_cannot_start_at_all_it_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(demo, "missing_qt", lambda: "Qt cannot start: libEGL.so.1 is missing.")
    assert main(["demo", "--headless"]) == 1
    assert capsys.readouterr().err == "Qt cannot start: libEGL.so.1 is missing.\n"
