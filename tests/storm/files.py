"""Mutated photos, masks, archives, exchange files, project values, sidecars and model files, given to the commands."""

import random
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.storm.command import Done, assess, run_command
from tests.storm.damage import Damage, damage_bytes, damage_database, damage_json, damage_text, half
from tests.storm.grounds import MODEL, PROJECT, WRITTEN, kept_in, make_ground
from tests.storm.report import Report

SIDECAR = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpDM="http://ns.adobe.com/xmp/1.0/DynamicMedia/"
 xmp:Rating="4" xmp:Label="Green" xmpDM:pick="1"/></rdf:RDF></x:xmpmeta>"""


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

    def give(self, what: str, *arguments: object) -> bool:
        """Run a command on what was damaged as `what` says; whether it succeeded."""
        done = self.run(*arguments)
        return assess(self.report, done, f"{what}: blurlab {' '.join(map(str, arguments))}")

    def damaged(self, source: Path, target: Path, how: Damage) -> str:
        """Write a damaged copy; what was done, for whoever reads of it."""
        before = source.read_bytes()
        data = how(before, self.draw)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        return f"{source.name} {how.__name__} ({len(before)} to {len(data)} bytes)"


def photos(room: Room) -> None:
    source = room.draw.choice(sorted((room.folder / "photos").iterdir()))
    cut = room.draw.random() < 0.2
    folder = room.folder / "given"
    what = room.damaged(source, folder / source.name, half if cut else damage_bytes)
    shutil.copyfile(room.folder / "photos" / "a.png", folder / "sound.png")
    match room.draw.randrange(3):
        case 0:
            room.give(what, "inspect", folder, "--csv", "out.csv", "--sheet", "sheet.png")
        case 1:
            taken = room.give(what, "predict", folder, "--out", "maps", "--model", room.folder / MODEL)
            if cut and taken:
                room.report.lose(f"{what}: three fifths of a photo were taken for all of it")
            if not (room.folder / "maps" / "sound.png").exists():
                room.report.lose(f"{what}: the sound photo beside it was not predicted")
        case _:
            room.give(what, "import", "new.blurlab", "--photos", folder)


def masks(room: Room) -> None:
    given, cut = room.folder / "given", room.draw.random() < 0.2
    what = room.damaged(room.folder / "marks" / "masks" / "a.png", given / "a.png", half if cut else damage_bytes)
    if room.draw.random() < 0.4:
        room.give(what, "evaluate", "--predictions", room.folder / "marks" / "masks", "--masks", given)
        return
    before = kept_in(room.project)
    room.give(what, "import", room.project, "--masks", given, "--blurred", "255")
    if cut and before.missing(kept_in(room.project)):
        room.report.lose(f"{what}: three fifths of a mask were taken for all of it")


def exchange_files(room: Room) -> None:
    form = room.draw.choice([name for name in WRITTEN if name != "masks"])
    given = room.folder / "given"
    shutil.copytree(room.folder / "marks" / form, given)
    file = room.draw.choice(sorted(path for path in given.rglob("*") if path.is_file()))
    how: Damage = {".json": damage_json, ".xml": damage_text, ".txt": damage_text}.get(file.suffix, damage_bytes)
    what = f"{form}: {room.damaged(file, file, how)}"
    choice = ["--polarity", "blurred"] + (["--class", "blurred"] if room.draw.random() < 0.7 else [])
    room.give(what, "import", room.project, "--masks", given if form == "voc" else _opened(given), *choice)


def _opened(folder: Path) -> Path:
    """The folder, or the only document in it."""
    documents = [path for path in folder.iterdir() if path.suffix in {".json", ".xml"}]
    return documents[0] if len(documents) == 1 else folder


def projects(room: Room) -> None:
    kind = room.draw.randrange(5)
    if kind < 3:
        what = f"project.db: {damage_database(room.project / 'project.db', room.draw)}"
    else:
        inside = [
            path for path in room.project.rglob("*") if path.is_file() and path.suffix not in {".safetensors", ".db"}
        ]
        file = room.draw.choice(sorted(inside))
        how = damage_json if file.suffix == ".json" else damage_bytes
        what = f"{file.relative_to(room.project)}: {room.damaged(file, file, how)}"
    match room.draw.randrange(5):
        case 0:
            room.give(what, "export", room.project, "--out", "exported", "--format", room.draw.choice(WRITTEN))
        case 1:
            room.give(what, "predict", room.project, "--out", "maps")
        case 2:
            room.give(what, "inspect", room.project, "--csv", "out.csv", "--xmp")
        case 3:
            room.give(what, "export", room.project, "--out", "data", "--dataset")
        case _:
            room.give(what, "import", room.project, "--masks", room.folder / "marks" / "masks", "--blurred", "255")


def archives(room: Room) -> None:
    """Proposals that training left in the project."""
    file = room.draw.choice(sorted((room.project / "proposals").glob("*.npz")))
    what = room.damaged(file, file, damage_bytes)
    room.give(what, "preview", room.project, "--out", "sheet.png", "--count", "1")


def sidecars(room: Room) -> None:
    photo = room.draw.choice(sorted((room.folder / "photos").iterdir()))
    sidecar = photo.with_suffix(".xmp") if room.draw.random() < 0.5 else photo.with_name(f"{photo.name}.xmp")
    sidecar.write_bytes(damage_text(SIDECAR, room.draw))
    before = sidecar.read_bytes()
    room.give(f"{sidecar.name} {before!r:.300}", "inspect", room.folder / "photos", "--xmp", "--csv", "out.csv")


def models(room: Room) -> None:
    given = room.folder / "given" / "model.safetensors"
    if room.draw.random() < 0.5:
        what = room.damaged(room.folder / MODEL, given, damage_bytes)
    else:
        data = (room.folder / MODEL).read_bytes()
        length = int.from_bytes(data[:8], "little")
        head = damage_json(data[8 : 8 + length], room.draw)
        given.parent.mkdir(parents=True, exist_ok=True)
        given.write_bytes(len(head).to_bytes(8, "little") + head + data[8 + length :])
        what = f"the head of a model: {head!r:.300}"
    room.give(what, "predict", room.folder / "photos" / "a.png", "--out", "maps", "--model", given)


KINDS: tuple[Callable[[Room], None], ...] = (
    *(photos, masks, exchange_files, projects, sidecars, models, exchange_files, photos, projects, archives, masks),
)


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


def storm(tries: int, seed: int, folder: Path) -> Report:
    """Each file is mutated and given to a command that reads it, in a fresh copy of all that it might spoil."""
    report = Report("mutated files, to commands")
    draw = random.Random(seed)
    ground = prepare(folder)
    before = kept_in(ground / PROJECT)
    for number in range(tries):
        kind = KINDS[number % len(KINDS)]
        room = Room(folder / "room", draw, report)
        shutil.copytree(ground, room.folder)
        kind(room)
        if kind not in {projects, masks, exchange_files}:  # these are to change labels, or damage them first
            for lost in before.missing(kept_in(room.project)):
                report.lose(f"{lost} ({kind.__name__})")
        shutil.rmtree(room.folder)
    return report
