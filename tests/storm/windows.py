"""Settings, projects, photos, sidecars and masks that were mutated, opened in the window."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np

from blurlab.core.editing.correction import BLURRED, Correction
from blurlab.core.editing.edit import Edit
from blurlab.core.rect import Rect
from blurlab.project.project import Project
from tests.storm.command import assess, run_apart
from tests.storm.damage import damage_bytes, damage_database, damage_text
from tests.storm.grounds import PROJECT, WRITTEN
from tests.storm.report import Report
from tests.storm.room import SIDECAR, Room, prepare
from tests.storm.visit import visit

SETTINGS = rb"""[General]
appearance=dark
author=ann
geometry=@ByteArray(\x1\xd9\xd0\xcb\0\x3\0\0\0\0\0\0\0\0\0\0\0\0\x3\xe7\0\0\x2\xbb\0\0\0\0\0\0\0\0)
last_folder=/tmp
recent=/tmp/a.blurlab, /tmp/b.blurlab
brush_size=40
[keys]
accept=P
"""
TEMPTING = (
    "@Rect(0 0 1 1)",
    "1",
    "@Invalid()",
    "@ByteArray(x)",
    "@Variant(\\0\\0)",
    "nan",
    "-1",
    "@Size(1 1)",
    '""',
    "@",
)


def see(room: Room, what: str, opened: Path, masks: Path | None = None, *, files: int = 1) -> None:
    """Open it in a window, walk through it and import `masks`."""
    done = run_apart(_visit, [str(room.folder / "settings.ini"), str(opened), str(masks or "")], room.folder)
    assess(room.report, done, f"{what}: the window on {opened.name}", tried=files)
    if done.code == 3:
        room.report.crash(f"{what}: neither a window nor a sentence comes: {done.said[-500:]}")


def _visit(settings: str, opened: str, masks: str) -> int:
    return visit(Path(settings), Path(opened), Path(masks) if masks else None)


def settings(room: Room) -> None:
    data = damage_text(SETTINGS, room.draw)
    lines = data.decode("utf-8", errors="replace").splitlines()
    if len(lines) > 1 and room.draw.random() < 0.6:
        at = room.draw.randrange(1, len(lines))
        lines[at] = lines[at].partition("=")[0] + "=" + room.draw.choice(TEMPTING)
        data = "\n".join(lines).encode("utf-8", errors="replace")
    (room.folder / "settings.ini").write_bytes(data)
    see(room, f"settings {data!r:.400}", room.folder / "photos")


def project_values(room: Room) -> None:
    what = damage_database(room.project / "project.db", room.draw)
    see(room, f"project.db: {what}", room.project)


def project_files(room: Room) -> None:
    done = room.damaged_in(room.project, 3)
    see(room, "; ".join(done), room.project, files=len(done))


def photos(room: Room) -> None:
    done = []
    for source in sorted((room.folder / "photos").iterdir()):
        done.append(room.damaged(source, source, damage_bytes))
        sidecar = source.with_name(f"{source.name}.xmp")
        sidecar.write_bytes(damage_text(SIDECAR, room.draw))
        done.append(f"{sidecar.read_bytes()!r:.200}")
    opened = room.draw.choice((room.folder / "photos", room.project))
    see(room, "; ".join(done), opened, files=len(done))


def masks(room: Room) -> None:
    form = room.draw.choice(WRITTEN)
    given = room.folder / "given"
    shutil.copytree(room.folder / "marks" / form, given)
    done = room.damaged_in(given, 4)
    see(room, f"{form}: {'; '.join(done)}", room.project, given, files=len(done))


KINDS: tuple[Callable[[Room], None], ...] = (settings, project_values, masks, photos, project_files)


def storm(tries: int, seed: int, folder: Path) -> Report:
    """A window is opened on each, walked through and closed: it always ends in a window or a sentence."""
    report = Report("mutated files, to windows")
    draw = random.Random(seed)
    ground = prepare(folder)
    with_strokes(ground)
    for number in range(tries):
        room = Room(folder / "room", draw, report)
        shutil.copytree(ground, room.folder)
        KINDS[number % len(KINDS)](room)
        shutil.rmtree(room.folder)
    return report


def with_strokes(ground: Path) -> None:
    """A stroke in a journal, as a window that was killed leaves it."""
    with Project.open(ground / PROJECT) as project:
        photo = project.photo(4)
        correction = Correction(photo.height, photo.width)
        edit = Edit.of_mask(correction, Rect(20, 20, 60, 40), np.ones((40, 60), np.uint8), BLURRED, "Stroke")
        assert edit is not None
        project.journal(photo.id).append(edit.to_bytes())
