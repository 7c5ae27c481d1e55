"""Packages without content, in a folder that pip and uv take for the index: installing is run whole, without network.

Each has the name and a version that pyproject.toml asks for, so a misspelt extra or a bound that nothing meets fails.
"""

import inspect
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.manual import stand_in_backend
from tests.planting import ROOT

BACKEND = "hatchling"
OTHERS = ("torch", "torchvision", "pyinstaller")  # that the guide installs by name


def make_index(folder: Path) -> Path:
    """Fill a new folder with a wheel for all that blurlab and its extras require, and for what builds it."""
    folder.mkdir()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [
        *project["dependencies"],
        *OTHERS,
        *(one for extra in project["optional-dependencies"].values() for one in extra),
    ]
    for requirement in map(Requirement, asked):
        if requirement.marker is None or requirement.marker.evaluate():
            _write_wheel(folder, requirement.name, _lowest(requirement), extras=requirement.extras)
    _write_wheel(folder, BACKEND, "1.99", {"hatchling/build.py": inspect.getsource(stand_in_backend)})
    return folder


def make_checkout(folder: Path) -> Path:
    """What installing reads of the checkout, in a new folder; the package itself is found where it lies."""
    (folder / "blurlab").mkdir(parents=True)
    for name in ("pyproject.toml", "README.md", "blurlab/version.py"):
        (folder / name).write_bytes((ROOT / name).read_bytes())
    (folder / "package.pth").write_text(str(ROOT))
    return folder


def _lowest(requirement: Requirement) -> str:
    return next((one.version for one in requirement.specifier if one.operator == ">="), "1")


def _write_wheel(
    folder: Path, name: str, version: str, files: dict[str, str] | None = None, *, extras: set[str] | None = None
) -> None:
    plain = canonicalize_name(name).replace("-", "_")
    provided = "".join(f"Provides-Extra: {extra}\n" for extra in extras or ())
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{provided}"
    stand_in_backend.write(
        folder / f"{plain}-{version}-py3-none-any.whl", f"{plain}-{version}.dist-info", metadata, files or {}
    )
