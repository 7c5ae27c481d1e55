"""Who may import whom: the layers of ARCHITECTURE.md, read from the source, and proven by planted violations."""

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import blurlab

ROOT = Path(blurlab.__file__).parents[1]
QT = {"PySide6", "shiboken6", "superqt", "pyqtgraph", "qtpy"}
TORCH = {"torch", "torchvision", "safetensors"}

# Layer → what of blurlab and training it may import beside itself. The longest matching name is a module's layer.
MAY_IMPORT: dict[str, set[str]] = {
    "blurlab": set(),
    "blurlab.__main__": {"blurlab.cli"},
    "blurlab.cli": {"blurlab.commands", "blurlab.display", "blurlab.ui.app"},
    "blurlab.assets": set(),
    "blurlab.display": set(),
    "blurlab.core": set(),
    "blurlab.drawing": {"blurlab.core"},
    "blurlab.classical": {"blurlab.core"},
    "blurlab.focus": {"blurlab.core"},
    "blurlab.project": {"blurlab.core", "blurlab.assets", "blurlab.classical", "blurlab.focus"},
    "blurlab.model": {"blurlab.core", "blurlab.assets"},
    "blurlab.worker.messages": set(),
    "blurlab.worker.child": {"blurlab.worker.messages"},
    "blurlab.worker.client": {"blurlab.worker.messages", "blurlab.worker.child"},
    "blurlab.worker.predictor": {
        "blurlab.worker.messages",
        "blurlab.classical",
        "blurlab.model",
        "blurlab.project",
        "blurlab.core",
    },
    "blurlab.worker.inspector": {"blurlab.worker.messages", "blurlab.project", "blurlab.core"},
    "blurlab.ui": {
        "blurlab.assets",
        "blurlab.core",
        "blurlab.display",
        "blurlab.drawing",
        "blurlab.focus",
        "blurlab.project",
        "blurlab.worker.client",
        "blurlab.worker.messages",
    },
    "blurlab.commands": {"blurlab.*"},
    "training": {
        "blurlab.assets",
        "blurlab.core",
        "blurlab.drawing",
        "blurlab.model",
        "blurlab.project",
        "blurlab.worker.messages",
    },
    # The one child that is not the window's.
    "training.proposals.child": {
        "blurlab.project",
        "blurlab.worker.client",
        "blurlab.worker.messages",
        "training.proposals",
    },
}
# The entry branches that become the training process, or draw samples as it does.
MAY_IMPORT_TRAINING = {"blurlab.commands.train", "blurlab.commands.preview"}
FOREIGN = {
    "blurlab.core": QT | TORCH | {"PIL", "sqlite3", "pathlib"},
    "blurlab.classical": QT | TORCH | {"PIL", "sqlite3", "pathlib"},
    "blurlab.drawing": QT | TORCH | {"pathlib"},
    "blurlab.focus": QT | TORCH | {"PIL", "sqlite3", "pathlib"},
    "blurlab.project": QT | TORCH,
    "blurlab.model": QT,
    "blurlab.worker": QT,
    "blurlab.ui": TORCH,
    "blurlab.cli": QT | TORCH | {"numpy", "cv2", "PIL", "tqdm"},
    "blurlab.assets": QT | TORCH | {"numpy", "cv2", "PIL"},
    "training": QT,
    "training.proposals.child": TORCH,
}


def module_name(root: Path, path: Path) -> str:
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(root: Path, path: Path) -> Iterator[tuple[int, str]]:
    """(line, module) of every import in the file, wherever it stands; modules and packages by their full names."""
    name = module_name(root, path)
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, base] if base else above)
            for alias in node.names:
                longer = f"{base}.{alias.name}"
                inside = root.joinpath(*longer.split("."))
                is_module = inside.with_suffix(".py").is_file() or (inside / "__init__.py").is_file()
                yield node.lineno, longer if is_module else base
        elif isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            called, argument = ast.unparse(node.func).rpartition(".")[2], node.args[0].value
            if called in {"import_module", "__import__"} and isinstance(argument, str):
                yield node.lineno, argument


def below(name: str, layer: str) -> bool:
    return name == layer or name.startswith(layer + ".")


def layer_of(name: str) -> str | None:
    fitting = [layer for layer in MAY_IMPORT if below(name, layer) and (layer != "blurlab" or name == "blurlab")]
    return max(fitting, key=len, default=None)


def violations(root: Path) -> list[str]:
    """A line for each import in `root`'s blurlab/ and training/ that the layers forbid."""
    found = []
    for path in sorted([*root.glob("blurlab/**/*.py"), *root.glob("training/**/*.py")]):
        name = module_name(root, path)
        layer = layer_of(name)
        if layer is None and name != "blurlab.worker":
            found.append(f"{name} belongs to no layer")
            continue
        for line, target in imports(root, path):
            where = f"{name}:{line} imports {target}"
            top = target.partition(".")[0]
            if top == "cv2" and name != "blurlab.core.opencv":
                found.append(f"{where}, not blurlab.core.opencv")
            if any(below(name, kind) and top in forbidden for kind, forbidden in FOREIGN.items()):
                found.append(where)
            if top == "training" and not below(name, "training") and name not in MAY_IMPORT_TRAINING:
                found.append(where)
            if top == "blurlab" and layer is not None and not allowed(layer, target):
                found.append(where)
    return found


def allowed(layer: str, target: str) -> bool:
    names = {layer, *MAY_IMPORT[layer]}
    return target == "blurlab" or "blurlab.*" in names or any(below(target, name) for name in names - {"blurlab"})


def test_every_import_keeps_to_the_layers() -> None:
    assert violations(ROOT) == []


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("blurlab/core/planted.py", "import PySide6.QtGui"),
        ("blurlab/core/planted.py", "from blurlab.project import photos"),
        ("blurlab/core/planted.py", "import cv2"),
        ("blurlab/classical/planted.py", "from blurlab.model import predict"),
        ("blurlab/focus/planted.py", "from blurlab.project.photos import read_photo"),
        ("blurlab/project/planted.py", "import torch"),
        ("blurlab/project/planted.py", "def late():\n    from PySide6.QtGui import QImage"),
        ("blurlab/project/planted.py", "from ..ui import canvas"),
        ("blurlab/model/planted.py", "from blurlab.project.photos import read_photo"),
        ("blurlab/model/planted.py", "from blurlab import project"),
        ("blurlab/worker/client.py", "from PySide6.QtCore import QObject"),
        ("blurlab/worker/client.py", "from blurlab.worker import predictor"),
        ("blurlab/worker/messages.py", "from blurlab.core import rect"),
        ("blurlab/ui/planted.py", "import torch.nn"),
        ("blurlab/ui/planted.py", "from blurlab.model import predict"),
        ("blurlab/ui/planted.py", "from blurlab.worker.predictor import main"),
        ("blurlab/ui/canvas/planted.py", "import cv2"),
        ("blurlab/ui/planted.py", "import importlib\nimportlib.import_module('training.worker')"),
        ("blurlab/commands/planted.py", "import training.loop"),
        ("blurlab/cli.py", "import numpy"),
        ("blurlab/cli.py", "import blurlab.project.photos"),
        ("blurlab/new_layer/planted.py", ""),
        ("training/planted.py", "from blurlab.ui import theme"),
        ("training/planted.py", "from blurlab.worker.client import ChildProcess"),
        ("training/synth/planted.py", "from PySide6 import QtCore"),
    ],
)
def test_a_planted_violation_is_found(file: str, line: str, tmp_path: Path) -> None:
    for package in ("blurlab", "training"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__", "resources"))
    assert violations(tmp_path) == []
    planted = tmp_path / file
    planted.parent.mkdir(exist_ok=True)
    before = planted.read_text(encoding="utf-8") if planted.exists() else ""
    planted.write_text(f"{before}\n{line}\n", encoding="utf-8")
    found = violations(tmp_path)
    assert len(found) == 1, found
    assert found[0].startswith(file.removesuffix(".py").replace("/", "."))


@pytest.mark.parametrize(
    ("packages", "forbidden"),
    [
        (("blurlab.ui", "blurlab.project", "blurlab.core", "blurlab.worker.client"), TORCH),
        (("blurlab.project", "blurlab.core", "blurlab.worker.client", "blurlab.model", "training"), QT),
    ],
    ids=["no torch", "no Qt"],
)
def test_what_really_gets_imported_keeps_to_the_layers(packages: tuple[str, ...], forbidden: set[str]) -> None:
    names = [
        name
        for path in [*ROOT.glob("blurlab/**/*.py"), *ROOT.glob("training/**/*.py")]
        if any(below(name := module_name(ROOT, path), package) for package in packages) and path.name != "__main__.py"
    ]
    code = "import importlib, sys\nfor name in sys.argv[1:]: importlib.import_module(name)\nprint(*sys.modules)"
    environment = dict(os.environ, PYTHONPATH=str(ROOT), QT_QPA_PLATFORM="offscreen")
    done = subprocess.run(
        [sys.executable, "-c", code, *names], capture_output=True, text=True, env=environment, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    imported = {name.partition(".")[0] for name in done.stdout.split()}
    assert len(names) > 3
    assert not imported & forbidden
