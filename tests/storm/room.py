"""A room in which damaged files are tried: a fresh copy of a project and all that belongs to it."""

import random
import shutil
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from tests.storm.command import Done, assess, run_command
from tests.storm.damage import Damage, damage_bytes, damage_json, damage_text
from tests.storm.grounds import PROJECT, WRITTEN, make_ground
from tests.storm.report import Report

SIDECAR = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpDM="http://ns.adobe.com/xmp/1.0/DynamicMedia/"
 xmp:Rating="4" xmp:Label="Green" xmpDM:pick="1"/></rdf:RDF></x:xmpmeta>"""
HOW: Final[dict[str, Damage]] = {".json": damage_json, ".xml": damage_text, ".txt": damage_text}  # by suffix
_NOT_HERE: Final = frozenset({".safetensors", ".db"})  # these have damage of their own


@dataclass(frozen=True)
class Room:
    """A place in which one mutated file after the other is tried."""

    folder: Path
    draw: random.Random
    report: Report

    @property
    def project(self) -> Path:
        return self.folder / PROJECT

    def run(self, *arguments: object) -> Done:
        return run_command([str(argument) for argument in arguments], self.folder)

    def give(self, what: str, *arguments: object, files: int = 1, photo: int = 0) -> bool:
        """Run a command on so many files, damaged as `what` says; whether it succeeded. photo: see `assess`."""
        done = self.run(*arguments)
        return assess(self.report, done, f"{what}: blurlab {' '.join(map(str, arguments))}", tried=files, photo=photo)

    def damaged(self, source: Path, target: Path, how: Damage) -> str:
        """Write a damaged copy; what was done, for whoever reads of it."""
        before = source.read_bytes()
        data = how(before, self.draw)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        return f"{source.name} {how.__name__} ({len(before)} to {len(data)} bytes)"

    def damaged_in(self, folder: Path, most: int) -> list[str]:
        """Damage at most so many of the files in a folder, each as its kind is damaged; what was done."""
        files = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix not in _NOT_HERE)
        chosen = self.draw.sample(files, min(most, len(files)))
        return [self.damaged(file, file, HOW.get(file.suffix, damage_bytes)) for file in chosen]


def prepare(folder: Path) -> Path:
    """A ground with its masks in every format that is written beside it and proposals in it; what each try copies.

    It is made once in a process.
    """
    kept = _kept()
    return Path(shutil.copytree(kept.name + "/ground", folder / "ground"))


@cache
def _kept() -> "tempfile.TemporaryDirectory[str]":
    made = tempfile.TemporaryDirectory()
    _make(Path(made.name) / "ground")
    return made


def _make(ground: Path) -> None:
    project = make_ground(ground)
    for form in WRITTEN:
        done = run_command(["export", str(project), "--out", f"marks/{form}", "--format", form], ground)
        assert done.code == 0, done.said
    from blurlab.core.shrink import shrink
    from blurlab.imaging.photos import read_photo
    from training.proposals.cache import ProposalCache

    for photo in sorted((ground / "photos").iterdir()):
        ProposalCache(project / "proposals").fill(shrink(read_photo(photo)))
