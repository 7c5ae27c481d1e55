"""A build backend in hatchling's place: the metadata of pyproject.toml, and no files but the way to the checkout.

pip and uv put this file into an environment of its own, so it imports nothing of ours.
"""

import re
import tomllib
import zipfile
from pathlib import Path


def build_wheel(wheel_directory: str, config_settings: object = None, metadata_directory: object = None) -> str:
    """Write blurlab's wheel; the folder that is built is the working folder, as PEP 517 has it. Returns its name."""
    project = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["project"]
    found = re.search(r'"([^"]+)"', Path("blurlab/version.py").read_text("utf-8").partition("=")[2])
    assert found is not None
    stem = f"{project['name'].replace('-', '_')}-{found[1]}"
    lines = ["Metadata-Version: 2.1", f"Name: {project['name']}", f"Version: {found[1]}"]
    lines += [f"Requires-Python: {project['requires-python']}"]
    lines += [f"Requires-Dist: {one}" for one in project["dependencies"]]
    for extra, needs in project["optional-dependencies"].items():
        lines += [f"Provides-Extra: {extra}", *(f'Requires-Dist: {one}; extra == "{extra}"' for one in needs)]
    scripts = "".join(f"{name} = {place}\n" for name, place in project["scripts"].items())
    files = {
        "blurlab_checkout.pth": Path("package.pth").read_text(),
        f"{stem}.dist-info/entry_points.txt": f"[console_scripts]\n{scripts}",
    }
    name = f"{stem}-py3-none-any.whl"
    write(Path(wheel_directory) / name, f"{stem}.dist-info", "\n".join(lines) + "\n", files)
    return name


def write(wheel: Path, about: str, metadata: str, files: dict[str, str]) -> None:
    """A wheel of these files. about: the name of its dist-info folder."""
    tags = "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    files = {**files, f"{about}/METADATA": metadata, f"{about}/WHEEL": tags}
    files[f"{about}/RECORD"] = "".join(f"{name},,\n" for name in [*files, f"{about}/RECORD"])
    with zipfile.ZipFile(wheel, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
