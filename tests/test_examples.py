"""The examples run as they stand, and say what they say they do."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import blurlab

ROOT = Path(blurlab.__file__).parents[1]
EXAMPLES = {
    "predict_array.py": ([], r"\d+ % of the \d+×\d+ pixels are blurred|\d+% of the \d+×\d+ pixels are blurred"),
    "evaluate_folder.py": ([], r"3 photos: AUC 0\.\d+, AP 0\.\d+\nOne pair of arrays: AUC 1\.000"),
    "project_without_window.py": ([], r"3 labels that a training would learn from"),
    "train_from_python.py": (["2"], r"Versions: \['"),
    "embed_canvas.py": (["--once"], r"(\d+)% blurred.* → (?!\1%)\d+% blurred"),
}


def run(name: str, arguments: list[str], where: Path) -> str:
    environment = dict(os.environ, PYTHONPATH=str(ROOT), QT_QPA_PLATFORM="offscreen", OMP_NUM_THREADS="1")
    command = [sys.executable, "-X", "utf8", str(ROOT / "examples" / name), *arguments]
    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", env=environment, cwd=where, timeout=240, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_example_is_run_here() -> None:
    assert {path.name for path in (ROOT / "examples").glob("*.py")} == set(EXAMPLES)


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_runs(name: str, tmp_path: Path) -> None:
    arguments, says = EXAMPLES[name]
    said = run(name, arguments, tmp_path)
    assert re.search(says, said), said
    assert not any(tmp_path.iterdir()), "it leaves nothing behind"
