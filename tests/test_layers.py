"""Who may import whom: the layers of ARCHITECTURE.md, proven by planted violations."""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Callable, Collection, Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.planting import ROOT, clean_copy, module_name, modules_of, plant

__all__ = ["clean_copy", "plant"]

QT = {"PySide6", "shiboken6", "superqt", "pyqtgraph", "qtpy"}
TORCH = {"torch", "torchvision", "safetensors"}

# Layer → what of blurlab and training it may import beside itself. The longest matching name is a module's layer.
MAY_IMPORT: dict[str, set[str]] = {
    "blurlab": {"blurlab.api", "blurlab.version"},
    "blurlab.api": {
        "blurlab.core",
        "blurlab.errors",
        "blurlab.exchange",
        "blurlab.imaging",
        "blurlab.model",
        "blurlab.project",
    },
    "blurlab.__main__": {"blurlab.cli", "blurlab.imaging.kinds.pdf_child", "blurlab.terminal"},
    "blurlab.cli": {
        "blurlab.version",
        "blurlab.commands",
        "blurlab.display",
        "blurlab.errors",
        "blurlab.terminal",
        "blurlab.ui.shell.app",
    },
    "blurlab.assets": {"blurlab.errors"},
    "blurlab.display": set(),
    "blurlab.version": set(),
    "blurlab.terminal": set(),
    "blurlab.errors": set(),
    "blurlab.log": set(),
    "blurlab.log_writing": {"blurlab.log", "blurlab.version"},
    "blurlab.files": {"blurlab.errors"},
    "blurlab.core": {"blurlab.errors"},
    "blurlab.drawing": {"blurlab.core"},
    "blurlab.sharpness": {"blurlab.core"},
    "blurlab.imaging": {"blurlab.core", "blurlab.assets", "blurlab.errors", "blurlab.files", "blurlab.sharpness"},
    "blurlab.project": {
        "blurlab.core",
        "blurlab.assets",
        "blurlab.errors",
        "blurlab.files",
        "blurlab.imaging",
        "blurlab.model.card",
        "blurlab.sharpness",
        "blurlab.version",
    },
    "blurlab.project.team": {
        "blurlab.core",
        "blurlab.errors",
        "blurlab.files",
        "blurlab.log",
        "blurlab.model.card",
        "blurlab.project",
        "blurlab.worker.messages",
        "blurlab.version",
    },
    "blurlab.exchange": {
        "blurlab.version",
        "blurlab.core",
        "blurlab.errors",
        "blurlab.files",
        "blurlab.imaging",
        "blurlab.project",
        "blurlab.sharpness",
    },
    "blurlab.model.card": set(),  # read by whatever shows or keeps a version; free of torch
    "blurlab.model": {"blurlab.core", "blurlab.assets", "blurlab.errors", "blurlab.files", "blurlab.version"},
    "blurlab.model.loading": {"blurlab.model", "blurlab.sharpness.classical"},
    "blurlab.worker.messages": {"blurlab.errors"},
    "blurlab.worker.child": {"blurlab.errors", "blurlab.worker.messages"},
    "blurlab.worker.client": {"blurlab.errors", "blurlab.log", "blurlab.worker.messages", "blurlab.worker.child"},
    "blurlab.worker.predictor": {
        "blurlab.worker.full_view",
        "blurlab.worker.messages",
        "blurlab.core",
        "blurlab.errors",
        "blurlab.imaging",
        "blurlab.model",
        "blurlab.project",
    },
    "blurlab.worker.full_view": {
        "blurlab.worker.messages",
        "blurlab.core",
        "blurlab.model",
        "blurlab.project",
    },
    "blurlab.worker.inspector": {"blurlab.worker.messages", "blurlab.core", "blurlab.errors", "blurlab.imaging"},
    "blurlab.session": {
        "blurlab.assets",
        "blurlab.core",
        "blurlab.drawing",
        "blurlab.errors",
        "blurlab.exchange",
        "blurlab.files",
        "blurlab.imaging",
        "blurlab.model.card",
        "blurlab.project",
        "blurlab.sharpness",
        "blurlab.worker.client",
        "blurlab.worker.messages",
    },
    "blurlab.ui": {
        "blurlab.assets",
        "blurlab.core",
        "blurlab.display",
        "blurlab.drawing",
        "blurlab.errors",
        "blurlab.exchange",
        "blurlab.files",
        "blurlab.imaging",
        "blurlab.model.card",
        "blurlab.project",
        "blurlab.log",
        "blurlab.log_writing",
        "blurlab.session",
        "blurlab.sharpness",
        "blurlab.version",
        "blurlab.worker.messages",
    },
    "blurlab.commands": {"blurlab.*"},
    "training": {
        "blurlab.assets",
        "blurlab.core",
        "blurlab.drawing",
        "blurlab.errors",
        "blurlab.exchange",
        "blurlab.files",
        "blurlab.imaging",
        "blurlab.model",
        "blurlab.project",
        "blurlab.sharpness.classical",
        "blurlab.terminal",
        "blurlab.worker.messages",
    },
    # The one child that is not the window's.
    "training.proposals.child": {
        "blurlab.files",
        "blurlab.worker.client",
        "blurlab.worker.messages",
        "training.proposals",
    },
}
# The entry branches that become the training process, or draw samples as it does.
MAY_IMPORT_TRAINING = {"blurlab.commands.train", "blurlab.commands.following", "blurlab.commands.preview"}
# What a project is kept in, and what chooses it or brings one into the other; all else asks by blurlab.project.ports.
STORES = {"blurlab.project.sqlite", "blurlab.project.postgres", "blurlab.project.sql", "blurlab.project.files"}
SPEAK_SQL = {"blurlab.project.sqlite", "blurlab.project.postgres", "blurlab.project.sql", "blurlab.project.team"}
CHOOSE_STORES = {"blurlab.project.opening", "blurlab.project.team"}
SQL = re.compile(r"\b(SELECT\s.+\sFROM|INSERT\s.*INTO|UPDATE\s.+\sSET|DELETE\s+FROM|CREATE\s+TABLE|PRAGMA\s)", re.S)
WIDGETS = {"PySide6.QtGui", "PySide6.QtWidgets", "PySide6.QtSvg", "superqt"}
FOREIGN = {
    "blurlab.core": QT | TORCH | {"PIL", "pathlib"},
    "blurlab.drawing": QT | TORCH | {"pathlib"},
    "blurlab.sharpness": QT | TORCH | {"PIL", "pathlib"},
    "blurlab.errors": QT | TORCH | {"numpy", "cv2", "PIL"},
    "blurlab.files": QT | TORCH | {"cv2", "PIL"},
    "blurlab.imaging": QT | TORCH,
    "blurlab.project": QT | TORCH,
    "blurlab.exchange": QT | TORCH,
    "blurlab.model": QT,
    "blurlab.model.card": QT | TORCH | {"numpy", "cv2", "PIL"},
    "blurlab.worker": QT,
    "blurlab.session": WIDGETS | TORCH,
    "blurlab.ui": TORCH,
    "blurlab.cli": QT | TORCH | {"numpy", "cv2", "PIL", "tqdm"},
    "blurlab.assets": QT | TORCH | {"numpy", "cv2", "PIL"},
    "training": QT,
    "training.proposals.child": TORCH,
}


@cache
def import_statements(source: str) -> tuple[tuple[int, int, str, str], ...]:
    """(line, level, module, name) of every import that a file's text makes, wherever it stands; kept, as the same
    text is asked for with each violation that is planted. Level is the number of dots; name is "" for whole modules."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [(node.lineno, 0, alias.name, "") for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found += [(node.lineno, node.level, node.module or "", alias.name) for alias in node.names]
        elif isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            called, argument = ast.unparse(node.func).rpartition(".")[2], node.args[0].value
            if called in {"import_module", "__import__"} and isinstance(argument, str):
                found.append((node.lineno, 0, argument, ""))
    return tuple(found)


def imports(name: str, path: Path, modules: Collection[str]) -> Iterator[tuple[int, str]]:
    """(line, module) of every import in the module's file; those of `modules`, our own, by their full names."""
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for line, level, module, imported in import_statements(path.read_text(encoding="utf-8")):
        base = module
        if level:
            above = package.split(".")[: len(package.split(".")) - level + 1]
            base = ".".join([*above, module] if module else above)
        if not imported:
            yield line, base
            continue
        longer = f"{base}.{imported}"
        yield line, longer if longer in modules or base == "PySide6" else base


@cache
def store_breaches(source: str) -> tuple[tuple[int, str], ...]:
    """(line, what) of every string that looks like SQL, and of every path that is built into a project's folder: by
    the folder itself, or by a name that was given it."""
    tree = ast.parse(source)
    folders = {
        name.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        for name, value in paired(target, node.value)
        if isinstance(name, ast.Name) and is_project_folder(value)
    }
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.search(node.value):
            found.append((node.lineno, "speaks SQL"))
        built = node.left if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) else None
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            built = node.func.value if node.func.attr in {"joinpath", "glob", "rglob", "iterdir"} else None
        if built is not None and (is_project_folder(built) or (isinstance(built, ast.Name) and built.id in folders)):
            found.append((node.lineno, "builds a path into the project"))
    return tuple(found)


def paired(target: ast.expr, value: ast.expr) -> list[tuple[ast.expr, ast.expr]]:
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple) and len(target.elts) == len(value.elts):
        return list(zip(target.elts, value.elts, strict=True))
    return [(target, value)]


def is_project_folder(node: ast.expr) -> bool:
    """Whether the expression reads `project.folder`, whatever the project is an attribute of."""
    return isinstance(node, ast.Attribute) and node.attr == "folder" and ast.unparse(node.value).endswith("project")


def below(name: str, layer: str) -> bool:
    return name == layer or name.startswith(layer + ".")


def below_any(name: str, layers: Collection[str]) -> bool:
    return any(below(name, layer) for layer in layers)


def layer_of(name: str) -> str | None:
    fitting = [layer for layer in MAY_IMPORT if below(name, layer) and (layer != "blurlab" or name == "blurlab")]
    return max(fitting, key=len, default=None)


def violations(root: Path) -> list[str]:
    """A line for each import in `root`'s blurlab/ and training/ that the layers forbid."""
    found = []
    modules = modules_of(root)
    for name, path in sorted(modules.items()):
        layer = layer_of(name)
        if layer is None and name != "blurlab.worker":
            found.append(f"{name} belongs to no layer")
            continue
        if not below_any(name, SPEAK_SQL):
            breaches = store_breaches(path.read_text(encoding="utf-8"))
            found += [f"{name}:{line} {what}" for line, what in breaches]
        for line, target in imports(name, path, modules):
            where = f"{name}:{line} imports {target}"
            top = target.partition(".")[0]
            if top == "cv2" and name != "blurlab.core.opencv":
                found.append(f"{where}, not blurlab.core.opencv")
            if any(
                below(name, kind) and any(below(target, no) for no in forbidden) for kind, forbidden in FOREIGN.items()
            ):
                found.append(where)
            if below_any(target, STORES) and not below_any(name, STORES | CHOOSE_STORES):
                found.append(f"{where}, where a port will do")
            if target == "sqlite3" and not below(name, "blurlab.project.sqlite"):
                found.append(f"{where}, not in blurlab.project.sqlite")
            if top == "psycopg" and not below(name, "blurlab.project.postgres"):
                found.append(f"{where}, not in blurlab.project.postgres")
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
        ("blurlab/sharpness/classical/planted.py", "from blurlab.model import predict"),
        ("blurlab/sharpness/planted.py", "from blurlab.imaging.photos import read_photo"),
        ("blurlab/project/planted.py", "import torch"),
        ("blurlab/project/planted.py", "def late():\n    from PySide6.QtGui import QImage"),
        ("blurlab/project/planted.py", "from ..ui import canvas"),
        ("blurlab/model/planted.py", "from blurlab.imaging.photos import read_photo"),
        ("blurlab/model/planted.py", "from blurlab import project"),
        ("blurlab/worker/client.py", "from PySide6.QtCore import QObject"),
        ("blurlab/worker/client.py", "from blurlab.worker import predictor"),
        ("blurlab/worker/messages.py", "from blurlab.core import rect"),
        ("blurlab/imaging/planted.py", "from blurlab.project.project import Project"),
        ("blurlab/project/planted.py", "from blurlab.exchange.meaning import Meaning"),
        ("blurlab/session/planted.py", "from PySide6.QtGui import QImage"),
        ("blurlab/session/planted.py", "from PySide6 import QtWidgets"),
        ("blurlab/session/planted.py", "from blurlab.ui.shell import theme"),
        ("blurlab/session/planted.py", "import sqlite3"),
        ("blurlab/core/planted.py", "import sqlite3"),
        ("blurlab/session/planted.py", "def late():\n    import psycopg"),
        ("blurlab/project/planted.py", "from sqlite3 import connect"),
        ("blurlab/project/planted.py", "from blurlab.project.sqlite.store import SqliteStore"),
        ("blurlab/project/learning/planted.py", "from blurlab.project.files import blobs"),
        ("training/planted.py", "from blurlab.project.files.lock import FolderLock"),
        ("blurlab/session/planted.py", "def f(c):\n    c.execute('SELECT id FROM photos')"),
        ("blurlab/project/planted.py", "def f(c, table):\n    c.execute(f'INSERT OR REPLACE INTO {table} VALUES (1)')"),
        ("training/planted.py", "def f(c):\n    c.execute('UPDATE photos\\n  SET status = 1')"),
        ("blurlab/ui/planted.py", "def f(session):\n    return session.project.folder / 'masks'"),
        ("blurlab/session/planted.py", "def f(self):\n    return list(self._project.folder.glob('*.png'))"),
        ("blurlab/commands/planted.py", "def f(project):\n    here = project.folder\n    return here / 'masks'"),
        ("training/planted.py", "def f(project):\n    here, n = project.folder, 1\n    return here.joinpath('a')"),
        ("blurlab/ui/planted.py", "import torch.nn"),
        ("blurlab/ui/planted.py", "from blurlab.model import predict"),
        ("blurlab/ui/planted.py", "from blurlab.worker.predictor import main"),
        ("blurlab/ui/canvas/planted.py", "import cv2"),
        ("blurlab/ui/planted.py", "import importlib\nimportlib.import_module('training.runs.trainer')"),
        ("blurlab/commands/planted.py", "import training.loop"),
        ("blurlab/cli.py", "import numpy"),
        ("blurlab/cli.py", "import blurlab.imaging.photos"),
        ("blurlab/new_layer/planted.py", ""),
        ("training/planted.py", "from blurlab.ui.shell import theme"),
        ("training/planted.py", "from blurlab.worker.client import ChildProcess"),
        ("training/synth/planted.py", "from PySide6 import QtCore"),
    ],
)
def test_a_planted_violation_is_found(file: str, line: str, plant: Callable[[str, str], Path]) -> None:
    found = violations(plant(file, line))
    assert len(found) == 1, found
    assert found[0].startswith(file.removesuffix(".py").replace("/", "."))


@pytest.mark.parametrize(
    ("packages", "forbidden"),
    [
        (("blurlab.ui", "blurlab.session", "blurlab.exchange", "blurlab.imaging", "blurlab.worker.client"), TORCH),
        (("blurlab.exchange", "blurlab.project", "blurlab.worker.client", "blurlab.model", "training"), QT),
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
