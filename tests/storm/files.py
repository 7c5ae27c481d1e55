"""Mutated photos, masks, archives, exchange files, project values, sidecars and model files, given to the commands."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.storm.damage import damage_bytes, damage_database, damage_json, damage_text, half
from tests.storm.grounds import MODEL, PROJECT, WRITTEN, kept_in
from tests.storm.report import Report
from tests.storm.room import SIDECAR, Room, prepare


def photos(room: Room) -> None:
    folder, cut, done = room.folder / "given", [], []
    for number, source in enumerate(sorted((room.folder / "photos").iterdir()) * 2):
        short = room.draw.random() < 0.15
        name = f"{'cut' if short else 'x'}{number}{source.suffix}"
        done.append(room.damaged(source, folder / name, half if short else damage_bytes))
        cut += [Path(name).stem] if short else []
    shutil.copyfile(room.folder / "photos" / "a.png", folder / "sound.png")
    what = "; ".join(done)
    match room.draw.randrange(3):
        case 0:
            room.give(what, "inspect", folder, "--csv", "out.csv", "--sheet", "sheet.png", files=len(done))
        case 1:
            room.give(what, "predict", folder, "--out", "maps", "--model", room.folder / MODEL, files=len(done))
            if taken := [stem for stem in cut if (room.folder / "maps" / f"{stem}.png").exists()]:
                room.report.lose(f"{what}: three fifths of a photo were taken for all of it: {taken}")
            if not (room.folder / "maps" / "sound.png").exists():
                room.report.lose(f"{what}: the sound photo beside it was not predicted")
        case _:
            room.give(what, "import", "new.blurlab", "--photos", folder, files=len(done))


def masks(room: Room) -> None:
    given, cut, done = room.folder / "given", [], []
    for source in sorted((room.folder / "marks" / "masks").glob("*.png")):
        short = room.draw.random() < 0.2
        done.append(room.damaged(source, given / source.name, half if short else damage_bytes))
        cut += [source.stem] if short else []
    what = "; ".join(done)
    if room.draw.random() < 0.4:
        maps = room.folder / "marks" / "masks"
        room.give(what, "evaluate", "--predictions", maps, "--masks", given, files=len(done))
        return
    before = kept_in(room.project).labels
    room.give(what, "import", room.project, "--masks", given, "--blurred", "255", files=len(done))
    after = kept_in(room.project).labels
    if taken := [name for name in before if Path(name).stem in cut and after.get(name) != before[name]]:
        room.report.lose(f"{what}: three fifths of a mask were taken for all of it: {taken}")


def exchange_files(room: Room) -> None:
    form = room.draw.choice([name for name in WRITTEN if name != "masks"])
    given = room.folder / "given"
    shutil.copytree(room.folder / "marks" / form, given)
    done = room.damaged_in(given, 4)
    choice = ["--polarity", "blurred"] + (["--class", "blurred"] if room.draw.random() < 0.7 else [])
    masks = given if form == "voc" else _opened(given)
    room.give(f"{form}: {'; '.join(done)}", "import", room.project, "--masks", masks, *choice, files=len(done))


def _opened(folder: Path) -> Path:
    """The folder, or the only document in it."""
    documents = [path for path in folder.iterdir() if path.suffix in {".json", ".xml"}]
    return documents[0] if len(documents) == 1 else folder


def projects(room: Room) -> None:
    if room.draw.random() < 0.6:
        done = [f"project.db: {damage_database(room.project / 'project.db', room.draw)}"]
    else:
        done = room.damaged_in(room.project, 3)
    what, files = "; ".join(done), len(done)
    match room.draw.randrange(5):
        case 0:
            form = room.draw.choice(WRITTEN)
            room.give(what, "export", room.project, "--out", "exported", "--format", form, files=files)
        case 1:
            room.give(what, "predict", room.project, "--out", "maps", files=files)
        case 2:
            room.give(what, "inspect", room.project, "--csv", "out.csv", "--xmp", files=files)
        case 3:
            room.give(what, "export", room.project, "--out", "data", "--dataset", files=files)
        case _:
            marks = room.folder / "marks" / "masks"
            room.give(what, "import", room.project, "--masks", marks, "--blurred", "255", files=files)


def archives(room: Room) -> None:
    """Proposals that training left in the project."""
    done = room.damaged_in(room.project / "proposals", 4)
    room.give("; ".join(done), "preview", room.project, "--out", "sheet.png", "--count", "4", files=len(done))


def sidecars(room: Room) -> None:
    photos, done = room.folder / "photos", []
    for photo in sorted(photos.iterdir()):
        for sidecar in (photo.with_suffix(".xmp"), photo.with_name(f"{photo.name}.xmp")):
            sidecar.write_bytes(damage_text(SIDECAR, room.draw))
            done.append(f"{sidecar.name} {sidecar.read_bytes()!r:.400}")
    room.give("; ".join(done), "inspect", photos, "--xmp", "--csv", "out.csv", files=len(done))


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
