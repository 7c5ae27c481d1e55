"""The commands that install: run with packages without content in the index's place, so that no network is needed."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from blurlab.version import __version__
from manual.shown import Command, shown
from tests.manual.stand_in_packages import make_checkout, make_index
from tests.planting import ROOT

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the script that is sourced is another one there")

INSTALL = [command for command in shown() if command.words[:3] == ["python", "-m", "pip"]]
ENTER = [
    command for command in shown() if command.words[:3] == ["python", "-m", "venv"] or command.words[0] == "source"
]
TOOLS = [command for command in shown() if command.words[0] in {"pipx", "uv"}]
SYSTEM = [command for command in shown() if command.words[:2] == ["sudo", "apt"]]
BUILD = [command for command in shown() if command.words[0] == "pyinstaller"]
REFUSED = re.compile(r"does not provide the extra|WARNING|Looking in indexes: http")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_index(tmp_path_factory.mktemp("packages") / "index")


@pytest.fixture
def away(index: Path, tmp_path: Path) -> dict[str, str]:
    """The environment of a user who has nothing but a checkout and the index."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "UV_", "PYTHON"))}
    programs = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    pip = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(index), "PIP_CONFIG_FILE": os.devnull}
    uv = {"UV_NO_INDEX": "1", "UV_FIND_LINKS": str(index), "UV_OFFLINE": "1", "UV_PYTHON": sys.executable}
    return {**kept, **pip, **uv, "PATH": programs, "HOME": str(tmp_path / "home"), "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


def in_shell(lines: list[str], away: dict[str, str], folder: Path) -> str:
    done = subprocess.run(
        ["bash", "-ec", "\n".join(lines)],
        env=away,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_an_environment_is_made_entered_and_filled(away: dict[str, str], tmp_path: Path) -> None:
    checkout = make_checkout(tmp_path / "checkout")
    lines = [command.line for command in ENTER]
    assert len(lines) == 2
    for line in dict.fromkeys(command.line for command in INSTALL):
        lines += [line, f'blurlab --version | grep -qx "blurlab {__version__}"' if " torch " not in line else ""]
    lines = [line for line in lines if "pyinstaller" not in line or line.startswith("python -m pip")]
    told = in_shell(
        [*lines, "python -m pip list --format=freeze", "python -c 'import sys; print(sys.prefix)'"], away, checkout
    )
    assert not REFUSED.search(told), told
    assert Path(told.splitlines()[-1]).resolve() == (checkout / ".venv").resolve()
    for name in ("torch", "pillow_heif", "rawpy", "onnxruntime", "av", "psycopg", "pyinstaller"):
        assert f"\n{name}==" in told.replace("-", "_").lower(), told


@pytest.mark.parametrize("command", TOOLS, ids=str)
def test_it_is_installed_as_a_tool_of_its_own(command: Command, away: dict[str, str], tmp_path: Path) -> None:
    if not shutil.which(command.words[0], path=away["PATH"]):
        pytest.skip(f"there is no {command.words[0]} here")
    folder = make_checkout(tmp_path / "checkout")
    told = in_shell([command.line, f'"{away["HOME"]}/.local/bin/blurlab" --version'], away, folder)
    assert f"blurlab {__version__}" in told.splitlines(), told


@pytest.mark.parametrize("command", SYSTEM, ids=str)
def test_the_system_knows_the_packages_of_a_window(command: Command) -> None:
    if not shutil.which("apt-get") or not shutil.which("apt-cache"):
        pytest.skip("this is no Debian")
    packages = command.words[3:]
    known = subprocess.run(["apt-cache", "policy", *packages], capture_output=True, text=True, check=True).stdout
    if known.count("Candidate:") < len(packages) or "Candidate: (none)" in known:
        pytest.skip("the lists of packages are not here")
    simulated = ["apt-get", "--simulate", *command.words[2:]]
    assert "Unable" not in subprocess.run(simulated, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("command", BUILD, ids=str)
def test_the_recipe_of_the_program_is_worked_out(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it takes along is tested in tests/test_build.py; .ci/program builds it and drives it."""
    monkeypatch.chdir(ROOT)
    hooks = ModuleType("PyInstaller.utils.hooks")
    for name in ("collect_submodules", "collect_dynamic_libs", "copy_metadata"):
        hooks.__dict__[name] = lambda *_asked, **_how: []
    for name, module in {
        "PyInstaller": ModuleType("PyInstaller"),
        "PyInstaller.utils": ModuleType("utils"),
        hooks.__name__: hooks,
    }.items():
        monkeypatch.setitem(sys.modules, name, module)
    made: list[str] = []

    class Made:
        pure = scripts = binaries = datas = ()

        def __init__(self, *_given: Any, **how: Any) -> None:
            made.append(how.get("name", ""))

    names = dict.fromkeys(("Analysis", "PYZ", "EXE", "COLLECT"), Made)
    exec((ROOT / command.words[1]).read_text("utf-8"), {**names, "DISTPATH": str(tmp_path)})
    assert made == ["", "", "blurlab", "blurlab"]
