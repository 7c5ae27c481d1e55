"""Every command of README and guide is understood by the parser that it is for; all that need no network, no GPU and no
hours are run, in the order in which the pages show them."""

import argparse
import importlib
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from blurlab.cli import COMMANDS, command_parser, main, window_parser
from blurlab.display import XCB_PACKAGES
from manual.shown import Command, How, blocks, shown
from tests.bench.rows import find
from tests.manual import test_installing_commands as installing
from tests.manual.test_measuring_commands import MEASURE
from tests.planting import ROOT
from training.__main__ import main as train
from training.__main__ import make_parser

SHOWN = shown()
BLURLAB = [command for command in SHOWN if command.words[0] == "blurlab"]
OPENS_A_WINDOW = [command for command in BLURLAB if command.words[1] not in {*COMMANDS} - {"demo"}]
FOLLOW = [command for command in SHOWN if "--follow" in command.words]
RUN_HERE = [command for command in BLURLAB if command not in OPENS_A_WINDOW and command not in FOLLOW]
TRAINING = [command for command in SHOWN if command.words[:3] == ["python", "-m", "training"]]
SEVERAL = [command for command in SHOWN if command.words[0] == "torchrun" and command not in FOLLOW]
STORM = [command for command in SHOWN if "tests.storm" in command.words]  # tests/storm runs it with --short
INSTALL = [*installing.INSTALL, *installing.ENTER, *installing.TOOLS, *installing.SYSTEM, *installing.BUILD]
ALIKE = ("blurlab doctor", "blurlab demo")  # pages show them again, and they change nothing that others need
RUN = [*RUN_HERE, *OPENS_A_WINDOW, *TRAINING, *SEVERAL, *FOLLOW, *STORM, *MEASURE, *INSTALL]
SHORT = {  # what takes minutes or hundreds of photos, for the test
    "--minutes": ["--steps", "1"],
    "--budget": ["--steps", "1"],
    "--counts": ["--counts", "1"],
    "--after": ["--after", "1"],
}
WAIT = 120  # seconds


def once(commands: list[Command]) -> list[Command]:
    """Without those that a page before shows as well, and that would do the same again."""
    first = {command.line: command for command in reversed(commands) if command.line in ALIKE}
    return [command for command in commands if first.get(command.line, command) is command]


def understand(words: list[str]) -> None:  # noqa: C901, PLR0912 (one branch a program)
    """Raises where the program that the words begin with would not understand them."""
    match words:
        case ["blurlab", name, *others] if name in COMMANDS:
            command_parser(name).parse_args(others)
        case ["blurlab", *others]:
            window_parser().parse_args(others)
        case ["python", "-m", "blurlab", *others]:
            understand(["blurlab", *others])
        case ["python", "-m", "training", *others]:
            make_parser().parse_args(others)
        case ["python", "-m", "tests.bench", *rows]:
            assert find(rows)
        case ["python", "-m", "tests.storm", *others]:
            with pytest.raises(SystemExit) as left:  # what stands before --help is read first
                importlib.import_module("tests.storm.__main__").main([*others, "--help"])
            assert left.value.code == 0
        case ["python", "-m", "pip", name, *others]:
            pip = importlib.import_module("pip._internal.commands")
            pip.create_command(name).parse_args(others)
        case ["python", "-m", "venv", folder]:
            assert folder == ".venv"
        case ["source", script]:
            assert script == ".venv/bin/activate"
        case ["sudo", "apt", "install", *packages]:
            assert packages == XCB_PACKAGES.split()
        case ["torchrun", *others]:
            args = importlib.import_module("torch.distributed.run").get_args_parser().parse_args(others)
            assert args.module
            understand(["python", "-m", args.training_script, *args.training_script_args])
        case ["pyinstaller", spec]:
            assert (ROOT / spec).is_file()
        case ["pipx" | "uv" as program, *others]:
            assert others[-1 if others[-1] == "." else 1 + others.index("install")] == "."
            if path := shutil.which(program):
                verbs = others[: others.index("install") + 1]
                told = subprocess.run([path, *verbs, "--help"], capture_output=True, text=True, timeout=60, check=True)
                options = [word.partition("=")[0] for word in others if word.startswith("--")]
                assert all(option in told.stdout for option in options)
        case [variable, *others] if "=" in variable:
            understand(others)
        case _:
            raise AssertionError(f"no test knows the program {words[0]}")


@pytest.mark.parametrize("command", SHOWN, ids=str)
def test_a_command_is_understood(command: Command) -> None:
    try:
        understand(command.words)
    except (SystemExit, argparse.ArgumentError) as refused:
        if not (isinstance(refused, SystemExit) and refused.code == 0):  # it printed what was asked for
            raise AssertionError(f"{command} is refused") from refused


def shortened(words: list[str]) -> list[str]:
    out: list[str] = []
    left_out = False
    for word in words:
        if word.startswith("--"):
            left_out = word in SHORT
            out += SHORT.get(word, [word])
        elif not left_out:
            out.append(word)
    if "train" in words and "--steps" not in out:
        out += ["--steps", "1"]
    return [word.replace("--nproc-per-node=4", "--nproc-per-node=2") for word in out]


@pytest.mark.usefixtures("team")
@pytest.mark.parametrize("command", once(RUN_HERE), ids=str)
def test_a_command_of_the_guide_works(command: Command, there: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = shortened(command.words)
    if words[1:] == ["share", "--roles"]:
        with pytest.raises(SystemExit):
            main(words[1:])
        assert "CREATE POLICY" in capsys.readouterr().out
        return
    if words[1] == "export-model" and not all(find_spec(name) for name in ("onnx", "onnxscript")):
        pytest.skip("the extra “onnx” is not installed")
    if {"SLIDE.svs", "--slides"} & set(words) and not Path("SLIDE.svs").exists():
        pytest.skip("the extra “slides” is not installed")
    code = main(words[1:])
    said = capsys.readouterr()
    few = "--dataset" in words and said.err.startswith("No photo fell into ")  # there are two labels to split
    assert code == 0 or few or words[1] == "doctor", said.err  # which finds fault with a machine without a display
    for option in ("--out", "--csv", "--json", "--sheet", "--curves"):
        if option in words:
            assert (there / words[words.index(option) + 1]).exists()


@pytest.mark.timeout(900)  # seven trainings of one step, on a machine that may be busy
def test_the_learning_engine_works_without_a_project(there: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fits = [command for command in TRAINING if command.words[3] == "fit"]
    for command in sorted(TRAINING, key=lambda one: one not in fits):  # what goes on with its model comes after it
        words = [*shortened(command.words[3:]), "--threads", "1"]
        if words[0] in {"fit", "reproduce"}:
            words += ["--from-noise"]
        if words[0] == "fit":
            words += ["--held-out", "NAMES.txt", "--steps", "1"]
        if words[0] == "calibrate":
            words += ["--samples", "2"]
        assert train(words) == 0, f"{command}: {capsys.readouterr().err}"
        assert words[0] in {"planes", "calibrate"} or (there / words[words.index("--out") + 1]).exists()
    assert "The curve is drawn on" in (there / "F6" / "figure6.md").read_text("utf-8")


def as_processes(command: Command) -> list[str]:
    """The command for processes of their own, made small."""
    words = ["tests.manual.small_blurlab" if word == "blurlab" else word for word in shortened(command.words)]
    small = [*words, *(["--threads", "1"] if "train" in words else [])]
    if words[0] == "torchrun":
        return [sys.executable, "-m", "torch.distributed.run", "--standalone", *small[1:]]
    return [sys.executable, "-m", *small]


def share_again(command: Command) -> None:
    """Share the project that the command names, where no test has done so."""
    if shared := next((word for word in command.words if "postgresql://" in word), ""):
        main(["share", "PROJECT.blurlab", shared, "--blobs", "COMMON"])


def alone() -> dict[str, str]:
    return dict(os.environ, PYTHONPATH=str(ROOT), OMP_NUM_THREADS="1", BLURLAB_THREADS="1")


@pytest.mark.usefixtures("team")
@pytest.mark.parametrize("command", [one for one in SEVERAL if "blurlab" in one.words], ids=str)
def test_several_processes_share_a_command(command: Command, there: Path) -> None:
    """That they share `python -m training fit` is tested in tests/training/runs."""
    share_again(command)
    run = as_processes(command)
    done = subprocess.run(run, env=alone(), cwd=there, capture_output=True, text=True, timeout=280, check=False)
    assert done.returncode == 0, done.stderr
    assert "Training" in done.stdout or "predict" in run


@pytest.mark.skipif(os.name != "posix", reason="it is asked to end by a signal")
@pytest.mark.usefixtures("team")
@pytest.mark.parametrize("command", FOLLOW, ids=str)
def test_a_machine_follows_until_it_is_stopped(command: Command, there: Path) -> None:
    """Whether it has labels to train on first depends on what was trained before; it waits for others in any case."""
    share_again(command)
    shutil.rmtree(there / "XDG_DATA_HOME" / "blurlab" / "team", ignore_errors=True)
    environment = {**alone(), "BLURLAB_TRAINER": "tests.ui.toy_trainer"}
    machine = subprocess.Popen(as_processes(command), env=environment, cwd=there, stderr=subprocess.PIPE, text=True)
    assert machine.stderr is not None
    late = threading.Timer(WAIT, machine.kill)  # a line that never comes would hold the suite for ever
    late.start()
    heard = []
    for line in machine.stderr:
        heard.append(line)
        if line.startswith("Waiting for new labels"):
            break
    machine.send_signal(signal.SIGTERM)
    _, rest = machine.communicate(timeout=WAIT)
    late.cancel()
    assert any(line.startswith("Waiting for new labels") for line in heard), [heard, rest]
    assert machine.returncode == 0 or command.words[0] == "torchrun", rest  # which calls a signal a failure


@pytest.mark.parametrize(
    "program", ["blurlab.cli", "training.__main__", "tests.bench.__main__", "tests.storm.__main__", "manual.__main__"]
)
def test_a_program_tells_what_it_can_do(program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--help` is formatted only when somebody asks: a bare “%” in it is a traceback then."""
    asked: list[argparse.ArgumentParser] = []
    monkeypatch.setattr(argparse.ArgumentParser, "print_help", lambda parser, *_: asked.append(parser))
    start = importlib.import_module(program).main
    with pytest.raises(SystemExit):
        start(["--help"])
    told = [*asked, *(command_parser(name) for name in COMMANDS if program == "blurlab.cli")]
    below = [action for parser in told for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    told += [parser for action in below for parser in action.choices.values()]
    assert told
    for parser in told:
        words = parser.format_help()
        unsaid = [action.dest for action in parser._actions if action.option_strings and not action.help]
        assert words.startswith("usage: ") and unsaid == [], parser.prog


def test_every_command_is_run_or_it_is_told_why_not() -> None:
    assert [str(command) for command in SHOWN if (command in RUN) == (command.way[0] is How.NOT)] == []


@pytest.mark.skipif(os.name != "posix", reason="windows are asked to close by SIGTERM")
@pytest.mark.usefixtures("team")
@pytest.mark.parametrize("command", once(sorted({*OPENS_A_WINDOW}, key=str)), ids=str)
def test_a_command_that_opens_a_window_does_and_closes_it(command: Command, there: Path) -> None:
    data = there / "XDG_DATA_HOME" / "blurlab" / "Sample photos"
    demo = command.words[1] == "demo"
    project = data / "Sample photos.blurlab" if demo else there / "PHOTOS" / "PHOTOS.blurlab"
    if "postgresql://" in str(command):  # the copies are numbered by their addresses
        shutil.rmtree(data.parent / "team", ignore_errors=True)
        project = data.parent / "team"
    shutil.rmtree(project, ignore_errors=True)
    environment = dict(os.environ, PYTHONPATH=str(ROOT), QT_QPA_PLATFORM="offscreen")
    window = subprocess.Popen(
        [sys.executable, "-m", *command.words], env=environment, cwd=there, stderr=subprocess.PIPE, text=True
    )
    until = time.monotonic() + WAIT
    while not (project / "masks").parent.exists() and window.poll() is None and time.monotonic() < until:
        time.sleep(0.05)
    window.send_signal(signal.SIGTERM)
    _, said = window.communicate(timeout=WAIT)
    assert window.returncode == 0 and project.is_dir(), said


def small_napari() -> ModuleType:
    """Takes what the real viewer takes: pictures of two dimensions or of colours, labels as integers of their size."""

    class Viewer:
        def __init__(self) -> None:
            self.sizes: list[tuple[int, ...]] = []

        def add_image(self, data: np.ndarray, *, colormap: str = "gray", opacity: float = 1.0) -> None:
            assert data.ndim == 2 or data.shape[2] == 3
            assert colormap in {"gray", "inferno"} and 0 <= opacity <= 1
            self.sizes.append(data.shape[:2])

        def add_labels(self, data: np.ndarray, *, name: str) -> None:
            assert np.issubdtype(data.dtype, np.integer) and {*np.unique(data)} <= {0, 1} and name
            assert {data.shape, *self.sizes} == {data.shape}

    module = ModuleType("napari")
    module.__dict__["Viewer"] = Viewer
    return module


def test_the_guides_programs_run(there: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "napari", small_napari())
    main(["predict", "PHOTOS", "--out", "MAPS"])
    programs = [text for page in ("python-api.md",) for kind, text in blocks(ROOT / "resources" / "guide" / page)
                if kind == "python" and text.startswith("import ")]  # fmt: skip
    assert len(programs) == 3
    for text in programs:
        if "onnxruntime" in text:
            if not find_spec("onnxruntime") or not find_spec("onnxscript"):
                continue
            if not (there / "MODEL.onnx").exists():  # the command that the guide shows made it: it takes its time
                assert main(["export-model", "--out", "MODEL.onnx"]) == 0
        exec(compile(text, "guide", "exec"), {})


def test_the_readme_is_short() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert text.count("\n") <= 120 and len(text.split()) <= 900
    picture = ROOT / "resources" / "pictures" / "paint-train-better.webp"
    assert picture.stat().st_size <= 3_000_000
    assert f"({picture.relative_to(ROOT).as_posix()})" in text
