"""Rows of what is installed: the wheel, and the program without Python that `pyinstaller blurlab.spec` makes.

The program is looked for in dist/, or where BLURLAB_BUILT says.
"""

import importlib.util
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.rows import CannotRun, Measured, row
from tests.planting import ROOT

MOST_SECONDS = 60.0  # to a window
TOUR_SECONDS = 900.0
REPEATS = 5


@row("install.wheel", "MB", at_most=25)
def install_wheel() -> Measured:
    if importlib.util.find_spec("hatchling") is None:
        raise CannotRun("hatchling, which makes the wheel, is not installed here")
    with TemporaryDirectory() as out:
        command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", out]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=300)
        (wheel,) = Path(out).glob("*.whl")
        return Measured(wheel.stat().st_size / 1e6)


def _program() -> Path:
    program = Path(os.environ.get("BLURLAB_BUILT", ROOT / "dist" / "blurlab")) / "blurlab"
    if not program.is_file():
        raise CannotRun(f"there is no “{program}”; pyinstaller blurlab.spec makes it")
    return program


def _bare(home: str) -> dict[str, str]:
    """The environment of an account that has never run anything."""
    kept = {name: os.environ[name] for name in ("DISPLAY", "QT_QPA_PLATFORM") if name in os.environ}
    return {"HOME": home, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "XDG_STATE_HOME": f"{home}/state"} | kept


@row("build.size", "GB", at_most=1.2, floor="with CUDA, where torch brought it")
def build_size() -> Measured:
    """With the PyTorch for processors. Where another one was built in, its libraries for CUDA are not counted."""
    folder = _program().parent
    sizes = {path: path.lstat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink()}
    cuda = sum(size for path, size in sizes.items() if _is_cuda(path))
    whole = sum(sizes.values())
    return Measured((whole - cuda) / 1e9, whole / 1e9, f"{cuda / 1e9:.2f} GB of CUDA were not counted" if cuda else "")


def _is_cuda(path: Path) -> bool:
    return "nvidia" in path.parts or any(word in path.name for word in ("cuda", "nvshmem", "nvrtc"))


@row("build.start", "s", at_most=1.0)
def build_start() -> Measured:
    """From the start of the process to the first record of the log, which is begun when the window is painted."""
    program, seconds = _program(), []
    for _ in range(REPEATS + 1):
        with TemporaryDirectory() as home:
            log = Path(home) / "log" / "blurlab.log"
            environment = _bare(home) | {"BLURLAB_LOG_FOLDER": str(log.parent)}
            began = time.monotonic()
            window = subprocess.Popen([program], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                while not log.is_file():
                    if window.poll() is not None or time.monotonic() - began > MOST_SECONDS:
                        raise CannotRun("the program showed no window")
                    time.sleep(0.005)
                seconds.append(time.monotonic() - began)
            finally:
                window.terminate()
                window.wait(MOST_SECONDS)
    return Measured(statistics.median(seconds[1:]), None, "the first start, which warms the disk's cache, is left out")


@row("build.tour", "steps", at_least=10)
def build_tour() -> Measured:
    """Steps that went well: opening, predicting, painting, accepting, training, adopting, quitting; then a command."""
    program = _program()
    with TemporaryDirectory() as home:
        report = Path(home) / "report.json"
        command = [program, "demo", "--tour", "--report", report]
        made = subprocess.run(
            command, env=_bare(home), capture_output=True, text=True, timeout=TOUR_SECONDS, check=False
        )
        if not report.is_file():
            raise CannotRun(f"the program wrote no report: {made.stderr.strip()[-200:]}")
        steps = json.loads(report.read_text(encoding="utf-8"))["steps"]
        right = sum(bool(step["ok"]) for step in steps)
        maps = Path(home) / "maps"
        samples = program.parent / "_internal" / "blurlab" / "resources" / "samples"
        predicted = subprocess.run(
            [program, "predict", samples, "--out", maps], env=_bare(home), capture_output=True, timeout=300, check=False
        )
        right += predicted.returncode == 0 and any(maps.rglob("*.png"))
        return Measured(right, len(steps) + 1, "and one for `predict`")
