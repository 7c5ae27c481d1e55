"""Links, pipes and devices in the place of files and folders: in projects, exports, and among photos."""

import os
import shutil
import zipfile
from contextlib import suppress
from pathlib import Path

from tests.storm.attacks.attack import attack, check_outside, given, outside, try_masks, try_photos, try_project
from tests.storm.room import Room


def _put(place: Path, make: str, target: Path) -> None:
    """Put a link, a pipe, a device or a folder to `place`, whatever was there."""
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)
    with suppress(OSError):
        match make:
            case "symlink" | "dangling":
                place.symlink_to(target if make == "symlink" else target.with_name("not there"))
            case "folder link":
                place.symlink_to(target.parent, target_is_directory=True)
            case "hard link":
                os.link(target, place)
            case "pipe":
                os.mkfifo(place)
            case "zero":
                os.mknod(place, 0o20644, os.makedev(1, 5))
            case "folder":
                place.mkdir()
            case "loop":
                place.symlink_to(place.name)


WAYS = ("symlink", "dangling", "folder link", "hard link", "pipe", "zero", "folder", "loop")


def _attacked(room: Room, names: tuple[str, ...], way: str) -> None:
    target = next(iter(list(outside(room))))
    found = [path for pattern in names for path in sorted(room.project.glob(pattern))]
    places = found or [room.project / names[-1].replace("*", "x")]
    for place in places:
        _put(place, way, target)
    what = f"{names} as {way}"
    try_project(room, what)
    check_outside(room, what)


@attack
def linked_project_files(room: Room) -> None:
    which = room.draw.choice(
        (
            ("masks/*.png", "masks/*/*.png", "masks/new.png"),
            ("predictions/*/*.png", "predictions/default"),
            ("journal/*.journal", "journal"),
            ("models/v*/*", "models/v0001"),
            ("project.db-wal", "project.db-shm", "project.db-wal"),
            ("proposals/*.npz", "proposals"),
            ("training", "training"),
            ("window.lock", "*.lock", "window.lock"),
            ("masks", "masks"),
            ("models", "models"),
            ("thumbnails", "thumbnails"),
        )
    )
    _attacked(room, which, room.draw.choice(WAYS))


@attack
def linked_databases(room: Room) -> None:
    _attacked(room, ("project.db",), room.draw.choice(WAYS))


@attack
def linked_results(room: Room) -> None:
    """What commands write lies where a link, a pipe or a device is."""
    target = next(iter(list(outside(room))))
    way = room.draw.choice(("symlink", "dangling", "hard link", "pipe", "zero", "loop", "folder link"))
    what = f"results as {way}"
    out = room.folder / "out"
    for name in ("a.png", "photos.csv", "coco.json", "README.md"):
        out.mkdir(exist_ok=True)
        _put(out / name, way, target)
    for name in ("out.csv", "out.json", "sheet.png", "sheet.html"):
        _put(room.folder / name, way, target)
    photos = room.folder / "photos"
    _put(photos / "a.png.xmp", way, target)
    room.give(what, "export", room.project, "--out", out, "--replace")
    room.give(what, "export", room.project, "--out", out, "--format", "coco", "--replace")
    room.give(what, "predict", photos, "--out", out, "--model", room.folder / "base.safetensors")
    room.give(what, "inspect", photos, "--csv", "out.csv", "--json", "out.json", "--sheet", "sheet.png", "--xmp")
    room.give(what, "preview", room.project, "--out", "sheet.png", "--count", "1")
    check_outside(room, what)


@attack
def linked_photos(room: Room) -> None:
    """Pipes, devices, loops and folders that are named like photos."""
    folder = given(room)
    for name, way in (
        ("a.jpg", "pipe"),
        ("b.png", "zero"),
        ("c.png", "loop"),
        ("d.tif", "folder"),
        ("e.jpg", "dangling"),
    ):
        _put(folder / name, way, room.folder / "photos" / "a.png")
    (folder / "f.jpg").symlink_to("/proc/self/mem")
    (folder / "g.jpg").symlink_to("/dev/zero")
    (folder / "h.jpg").symlink_to(folder)
    (folder / "deep").mkdir()
    (folder / "deep" / "again").symlink_to(folder)
    for name in ("sound.png.xmp", "sound.xmp"):
        _put(folder / name, room.draw.choice(("pipe", "zero", "loop", "folder")), folder)
    try_photos(room, "photos that are none")


@attack
def linked_masks(room: Room) -> None:
    folder = given(room)
    for name, way in (("a.png", "pipe"), ("b.png", "zero"), ("c.png", "loop"), ("d.png", "folder")):
        _put(folder / name, way, room.folder / "photos" / "a.png")
    room.give("masks that are none", "import", room.project, "--masks", folder, "--blurred", "255")
    room.give("masks that are none", "evaluate", "--predictions", room.folder / "marks" / "masks", "--masks", folder)
    room.give("masks that are none", "evaluate", "--predictions", folder, "--masks", room.folder / "marks" / "masks")
    for way in ("pipe", "zero", "loop"):
        for name in ("marks.json", "marks.xml", "marks.zip"):
            _put(folder / name, way, room.folder / "photos" / "a.png")
            try_masks(room, f"{name} as {way}", folder / name)


@attack
def archives_with_links(room: Room) -> None:
    """Archives whose names lead out, whose entries are links, and that unpack to more than there is room for."""
    folder = given(room)
    list(outside(room))
    with zipfile.ZipFile(folder / "marks.zip", "w", zipfile.ZIP_DEFLATED) as file:
        mask = (room.folder / "marks" / "masks" / "a.png").read_bytes()
        for name in (
            "../outside/one",
            "/tmp/blurlab-attack",
            "..\\outside\\two",
            "SegmentationClass/../../outside/one.png",
        ):
            file.writestr(name, mask)
        link = zipfile.ZipInfo("SegmentationClass/a.png")
        link.external_attr = 0o120777 << 16
        file.writestr(link, "../outside/one")
        with file.open("annotations.xml", "w", force_zip64=True) as entry:
            for _ in range(2000):
                entry.write(bytes(1 << 20))
    with zipfile.ZipFile(folder / "many.zip", "w") as file:
        for number in range(70_000):
            file.writestr(f"{number}.png", b"")
    for name in ("marks.zip", "many.zip"):
        try_masks(room, f"an archive, {name}", folder / name)
    check_outside(room, "an archive")
    if Path("/tmp/blurlab-attack").exists():
        room.report.lose("an archive wrote to /tmp")
