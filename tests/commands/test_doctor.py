"""`blurlab doctor`: what is missing is named with what helps."""

import re
from pathlib import Path

import pytest

from blurlab.cli import main
from blurlab.commands import doctor
from blurlab.commands.doctor import Finding, Level
from blurlab.version import __version__


def findings(check: object) -> list[Finding]:
    return list(check())  # type: ignore[operator]


@pytest.fixture
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    return tmp_path


def test_the_report_has_a_line_for_everything_and_an_exit_code(
    own_folders: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert main(["doctor"]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"blurlab {__version__}\n")
    for about in ("python", "packages", "files", "display", "gpu", "disk", "extras"):
        assert re.search(rf"^(ok  |note)  {about} ", said, re.MULTILINE), about
    assert said.endswith("All that blurlab needs is here.\n")
    assert not list(own_folders.rglob("*")), "a doctor leaves nothing behind"


def test_a_missing_display_is_bad_and_what_works_is_said(
    own_folders: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(doctor, "missing_display", lambda: "There is no display to show a window on.")
    monkeypatch.setattr(doctor, "CHECKS", (doctor.display, doctor.python))
    assert main(["doctor"]) == 1
    said = capsys.readouterr().out
    assert "bad   display   There is no display" in said and "→ Commands work" in said
    assert said.endswith("1 to mend, see “bad” above.\n")


def test_a_package_that_is_gone_is_named_with_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "NEEDED", ("numpy", "no-such-package"))
    first, _ = findings(doctor.packages)
    assert first.level is Level.BAD and first.do == "python -m pip install no-such-package"


def test_a_torch_that_does_not_fit_its_torchvision_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    real = doctor.importlib.import_module

    def broken(name: str) -> object:
        if name == "torchvision":
            raise RuntimeError("operator torchvision::nms does not exist\nand more")
        return real(name)

    monkeypatch.setattr(doctor.importlib, "import_module", broken)
    told = findings(doctor.torch)
    assert told[0].level is Level.BAD and told[0].said.endswith("torchvision::nms does not exist")
    assert "--index-url https://download.pytorch.org/whl/cpu" in told[0].do


def test_a_full_or_closed_disk_is_bad(own_folders: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert {found.level for found in findings(doctor.disk)} == {Level.GOOD}
    monkeypatch.setattr(doctor, "LEAST_FREE", 10**18)
    assert {found.level for found in findings(doctor.disk)} == {Level.BAD}
    monkeypatch.setattr(doctor.os, "access", lambda _place, _how: False)
    assert all("cannot be written" in found.do for found in findings(doctor.disk))


def test_extras_are_those_of_the_package_that_are_for_users(monkeypatch: pytest.MonkeyPatch) -> None:
    told = ['pillow-heif>=0.18; extra == "heif"', "rawpy; extra == 'raw'", 'pytest; extra == "test"', "numpy>=1"]
    monkeypatch.setattr(doctor.metadata, "requires", lambda _name: told)
    assert doctor.known_extras() == {"heif": ["pillow-heif"], "raw": ["rawpy"]}
    monkeypatch.setattr(doctor, "_installed", lambda name: name == "rawpy")
    heif, raw = findings(doctor.extras)
    assert heif.level is Level.KNOW and heif.do.endswith("pip install pillow-heif")
    assert raw.level is Level.GOOD and not raw.do


def test_the_program_without_python_is_never_told_to_use_pip(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor.sys, "frozen", True, raising=False)
    monkeypatch.setattr(doctor, "NEEDED", ("numpy", "no-such-package"))
    monkeypatch.setattr(doctor, "known_extras", lambda: {"none": ["no-such-package"]})
    told = [found for check in (doctor.packages, doctor.torch, doctor.extras) for found in findings(check)]
    assert told[0].level is Level.BAD and told[0].do == "Unpack blurlab anew; nothing can be added to this program."
    assert told[-1].said == "none was left out of this program."
    assert not any("pip" in found.do for found in told)
