"""The command line's manners: quick, one sentence for what the user can mend, a traceback for what they cannot."""

import importlib
import os
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from PIL import Image

import blurlab
from blurlab.cli import COMMANDS, main
from blurlab.commands import CommandError
from blurlab.core.synthesis import Synthesis
from blurlab.project.learning.synthesis_settings import SETTING
from blurlab.project.project import Project
from blurlab.version import __version__

ROOT = Path(blurlab.__file__).parents[1]


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Namespace], int]], None]:
    """Puts a command of the test's own in the place of `export`."""

    def install(run: Callable[[Namespace], int]) -> None:
        module = ModuleType("blurlab.commands.export_masks", "Write the masks.")

        def add_arguments(parser: ArgumentParser) -> None:
            parser.add_argument("project", type=Path)
            parser.add_argument("--out", type=Path)

        module.add_arguments = add_arguments  # type: ignore[attr-defined]
        module.run = run  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, module.__name__, module)

    return install


def imported_by(*arguments: str) -> set[str]:
    """Top-level modules that `blurlab ARGUMENTS` imports in a process of its own."""
    code = (
        "import sys\nfrom blurlab.cli import main\n"
        "try: main(sys.argv[1:])\nexcept SystemExit as end: assert not end.code\n"
        "print('|' + ' '.join({name.partition('.')[0] for name in sys.modules}))"
    )
    environment = dict(os.environ, PYTHONPATH=str(ROOT))
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        env=environment,
        timeout=60,
        check=True,
    )
    return set(done.stdout.rpartition("|")[2].split())


@pytest.mark.parametrize("argument", ["--help", "--version"])
def test_help_and_version_import_nothing_heavy(argument: str) -> None:
    modules = imported_by(argument)
    assert "blurlab" in modules
    assert not modules & {"torch", "torchvision", "PySide6", "shiboken6", "numpy", "cv2", "PIL", "tqdm"}


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["--help"])
    assert end.value.code == 0
    said = capsys.readouterr().out
    for name, entry in COMMANDS.items():
        assert f"{name} " in said
        assert entry.help in said


def test_version_is_the_package_s_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out == f"blurlab {__version__}\n"


def test_python_m_blurlab_is_the_same_program() -> None:
    environment = dict(os.environ, PYTHONPATH=str(ROOT))
    done = subprocess.run(
        [sys.executable, "-m", "blurlab", "--version"],
        capture_output=True,
        text=True,
        env=environment,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, f"blurlab {blurlab.__version__}\n")


def test_a_chosen_command_gets_its_arguments(
    command: Callable[[Callable[[Namespace], int]], None], tmp_path: Path
) -> None:
    seen: list[Namespace] = []

    def run(args: Namespace) -> int:
        seen.append(args)
        return 5

    command(run)
    assert main(["export", str(tmp_path), "--out", "there"]) == 5
    assert seen == [Namespace(project=tmp_path, out=Path("there"))]


def test_wrong_usage_exits_with_2(
    command: Callable[[Callable[[Namespace], int]], None], capsys: pytest.CaptureFixture[str]
) -> None:
    command(lambda _: 0)
    for arguments in (["export"], ["export", "here", "--what"], ["--what"]):
        with pytest.raises(SystemExit) as end:
            main(arguments)
        assert end.value.code == 2
        assert "usage: blurlab" in capsys.readouterr().err


def test_what_the_user_can_mend_is_one_sentence(
    command: Callable[[Callable[[Namespace], int]], None], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def mendable(_: Namespace) -> int:
        raise CommandError("There is no project in “here”.")

    def missing(args: Namespace) -> int:
        args.project.read_text()
        return 0

    command(mendable)
    assert main(["export", "here"]) == 1
    assert capsys.readouterr().err == "There is no project in “here”.\n"
    command(missing)
    gone = tmp_path / "gone"
    assert main(["export", str(gone)]) == 1
    assert capsys.readouterr().err == f"“{gone}”: No such file or directory.\n"


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("blurlab.errors", "UnreadablePhoto"),
        ("blurlab.model.checkpoint", "CheckpointError"),
        ("blurlab.core.synthesis", "SynthesisError"),
        ("training.recipe", "RecipeError"),
    ],
)
def test_every_error_that_is_a_sentence_is_told_as_one(
    command: Callable[[Callable[[Namespace], int]], None], capsys: pytest.CaptureFixture[str], module: str, name: str
) -> None:
    kind = getattr(importlib.import_module(module), name)

    def run(_: Namespace) -> int:
        raise kind("The folder of object masks “m” does not exist.")

    command(run)
    assert main(["export", "here"]) == 1
    assert capsys.readouterr().err == "The folder of object masks “m” does not exist.\n"


def test_an_error_of_another_package_is_not_taken_for_ours(
    command: Callable[[Callable[[Namespace], int]], None],
) -> None:
    class RecipeError(ValueError):
        __module__ = "training_elsewhere.recipe"

    def run(_: Namespace) -> int:
        raise RecipeError("x")

    command(run)
    with pytest.raises(RecipeError):
        main(["export", "here"])


def test_training_without_its_folder_of_object_masks_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Image.fromarray(np.random.default_rng(0).integers(0, 255, (100, 100, 3), np.uint8)).save(tmp_path / "a.png")
    with Project.create(tmp_path / "p.blurlab") as project:
        project.add_photos([tmp_path / "a.png"])
        project.set_setting(SETTING, replace(Synthesis(), masks=str(tmp_path / "gone")).as_dict())
    assert main(["train", str(tmp_path / "p.blurlab"), "--steps", "1", "--threads", "1"]) == 1
    told = capsys.readouterr().err
    assert told.endswith(f"The folder of object masks “{tmp_path / 'gone'}” does not exist.\n")


def test_our_own_mistakes_keep_their_traceback(
    command: Callable[[Callable[[Namespace], int]], None], tmp_path: Path
) -> None:
    def mistake(_: Namespace) -> int:
        raise ZeroDivisionError

    def not_their_file(_: Namespace) -> int:
        (tmp_path / "elsewhere").read_text()
        return 0

    command(mistake)
    with pytest.raises(ZeroDivisionError):
        main(["export", "here"])
    command(not_their_file)
    with pytest.raises(FileNotFoundError):
        main(["export", "here"])


def test_control_c_exits_with_130(
    command: Callable[[Callable[[Namespace], int]], None], capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_: Namespace) -> int:
        raise KeyboardInterrupt

    command(interrupted)
    assert main(["export", "here"]) == 130
    assert capsys.readouterr().err == "Stopped.\n"


def test_a_mistyped_command_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pedict"]) == 1
    assert "“pedict” is neither a command nor" in capsys.readouterr().err


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="displays are Linux's")
def test_a_missing_display_is_told_before_qt_aborts(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert main([]) == 1
    assert capsys.readouterr().err.startswith("There is no display to show a window on")


def test_one_of_several_processes_ends_without_what_may_abort_it() -> None:
    words = "import atexit, os; from blurlab.terminal import leave; atexit.register(os.abort); print('done'); leave(3)"
    command, there = [sys.executable, "-c", words], os.environ | {"WORLD_SIZE": "2"}
    done = subprocess.run(command, env=there, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (3, "done\n")
