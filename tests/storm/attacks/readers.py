"""Mutated files given to the readers themselves, dozens in one process: a command takes a second for each.

A reader may raise what its docstring says; anything else is a traceback, whoever would have caught it.
"""

import io
import json
import random
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image

from blurlab.errors import UserError
from blurlab.exchange.meaning import Meaning, Polarity
from blurlab.exchange.registry import open_source as open_masks
from blurlab.imaging.inspection import inspect_photo
from blurlab.imaging.kinds.pages import count_pictures
from blurlab.imaging.masks import read_indices, read_mask, read_numbers
from blurlab.imaging.metadata.digest import digest_of
from blurlab.imaging.metadata.inside import marks_inside
from blurlab.imaging.metadata.marks import Marks
from blurlab.imaging.metadata.packet import SidecarError
from blurlab.imaging.metadata.xmp import merged, told
from blurlab.imaging.ports import PhotoRef
from blurlab.imaging.source import open_source
from blurlab.model.card import CardError, read_card
from tests.imaging.camera_files import canon, exif_block, fuji, jpeg, nikon, olympus, panasonic, raf, rw2, sony
from tests.storm.command import assess, run_apart
from tests.storm.damage import damage_bytes, damage_json, damage_text
from tests.storm.grounds import WRITTEN
from tests.storm.report import MOST_SECONDS, Report
from tests.storm.room import HOW, SIDECAR, Room, prepare

ALLOWED: Final = (UserError, SidecarError, CardError, OSError)
EACH: Final = 40  # files in one process


def _photo(path: Path) -> None:
    for read in (
        digest_of,
        count_pictures,
        marks_inside,
        lambda one: open_source(PhotoRef(one)).size,
        lambda one: open_source(PhotoRef(one)).thumbnail(64),
        lambda one: list(open_source(PhotoRef(one)).drafts()),
        lambda one: open_source(PhotoRef(one, 1)).read(),
        lambda one: open_source(PhotoRef(one)).read(),
        inspect_photo,
    ):
        _try(read, path)


def _mask(path: Path) -> None:
    for read in (lambda one: read_mask(one, 255), read_indices, read_numbers):
        _try(read, path)


def _masks_at(path: Path) -> None:
    def all_of(one: Path) -> None:
        source = open_masks(one)
        for entry in source.entries[:50]:
            _try(lambda _: source.read(entry, 160, 120, Meaning(Polarity.BLURRED)), one)  # noqa: B023

    _try(all_of, path)


def _packet(path: Path) -> None:
    data = path.read_bytes()
    _try(lambda _: told(data), path)
    _try(lambda _: merged(data, Marks(3, "Red", 1)), path)


def _card(path: Path) -> None:
    data = path.read_bytes()
    _try(lambda _: read_card(data).text(), path)


def _try(read: Callable[[Path], object], path: Path) -> None:
    try:
        read(path)
    except ALLOWED:
        pass
    except Exception:
        print(f"{path.name}:", file=sys.stderr)
        traceback.print_exc()


def photos_of(folder: Path) -> dict[str, bytes]:
    """Names and bytes of a photo of every kind."""
    made = {path.name: path.read_bytes() for path in sorted((folder / "photos").iterdir())}
    picture = Image.open(folder / "photos" / "a.png").convert("RGB")
    deep = Image.fromarray(np.arange(160 * 120, dtype=np.uint16).reshape(120, 160))
    for name, form, one in (
        *(("g.gif", "GIF", picture), ("m.bmp", "BMP", picture), ("p.ppm", "PPM", picture)),
        *(("d.png", "PNG", deep), ("d.tif", "TIFF", deep), ("k.jpg", "JPEG", picture.convert("CMYK"))),
    ):
        file = io.BytesIO()
        one.save(file, form, **({"compression": "tiff_lzw"} if form == "TIFF" else {}))
        made[name] = file.getvalue()
    for make, note in (
        *(("Canon", canon(True)), ("NIKON", nikon(b"0101", 0x46, 1)), ("SONY", sony()), ("FUJIFILM", fuji)),
        *(("OLYMPUS", olympus()), ("Panasonic", panasonic())),
    ):
        block = exif_block(make, f"{make} X", note)
        made[f"{make}.jpg"] = jpeg(block)
        if make in {"FUJIFILM", "Panasonic"}:
            made[f"{make}.raf" if make == "FUJIFILM" else f"{make}.rw2"] = (raf if make == "FUJIFILM" else rw2)(block)
    return made


def _work(folder: str, seed: str) -> int:
    """Mutate and read EACH files in a room; 0, with a line for each that was slow."""
    room, draw = Path(folder), random.Random(int(seed))
    photos = photos_of(room)
    given = room / "given"
    given.mkdir()
    for number in range(EACH):
        began = time.process_time()
        match number % 5:
            case 0 | 1:
                name = draw.choice(sorted(photos))
                path = given / f"{number}{name}"
                path.write_bytes(damage_bytes(photos[name], draw))
                _photo(path)
            case 2:
                path = given / f"{number}.png"
                path.write_bytes(damage_bytes((room / "marks" / "masks" / "a.png").read_bytes(), draw))
                _mask(path)
            case 3:
                form = draw.choice(WRITTEN)
                files = sorted(one for one in (room / "marks" / form).rglob("*") if one.is_file())
                path = draw.choice(files)
                whole = path.read_bytes()
                path.write_bytes(HOW.get(path.suffix, damage_bytes)(whole, draw))
                _masks_at(path if path.suffix in {".json", ".xml", ".parquet"} else room / "marks" / form)
                path.write_bytes(whole)
            case _:
                path = given / f"{number}.xmp"
                path.write_bytes(damage_text(SIDECAR, draw))
                _packet(path)
                path.write_bytes(damage_json(json.dumps(CARD).encode(), draw))
                _card(path)
        if time.process_time() - began > MOST_SECONDS:
            print(f"SLOW {path.name}: {time.process_time() - began:.1f} s")
    return 0


CARD: Final = {
    "architecture": "compact-deeplab",
    "side": 64,
    "auc": 0.9,
    "ap": 0.8,
    "loss": 0.25,
    "steps": 12,
    "seed": 42,
    "synthetic_seed": 7,
    "labels": 5,
    "curve": [[1, 0.5], [2, 0.4]],
    "calibration": {"slope": 1.0, "offset": 0},
}


def storm(tries: int, seed: int, folder: Path) -> Report:
    """`tries` processes, each of which reads EACH mutated files."""
    report = Report("mutated files, to readers")
    ground = prepare(folder)
    for number in range(tries):
        room = Room(folder / f"room{number}", random.Random(seed), report)
        ground.rename(room.folder)
        done = run_apart(_work, [str(room.folder), str(seed * 1000 + number)], room.folder)
        ground = room.folder
        for path in (ground / "given").iterdir():
            path.unlink()
        (ground / "given").rmdir()
        slow = [line for line in done.said.splitlines() if line.startswith("SLOW")]
        report.findings += slow
        in_one = done.seconds / EACH  # each answers by itself
        assess(report, type(done)(done.code, done.said, in_one, done.peak), f"readers, {seed}, {number}", tried=EACH)
    return report
