"""An attack: a function that makes hostile files in a room and gives them to commands."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from tests.storm.grounds import MODEL
from tests.storm.room import Room

Attack = Callable[[Room], None]
ATTACKS: Final[dict[str, Attack]] = {}


def attack(make: Attack) -> Attack:
    """Enter the attack under its function's name."""
    ATTACKS[make.__name__] = make
    return make


def given(room: Room) -> Path:
    """An empty folder for what is made."""
    folder = room.folder / "given"
    folder.mkdir(exist_ok=True)
    return folder


def try_photos(room: Room, what: str, *, sound: bool = True, photo: int = 0) -> None:
    """Give the folder of photos to the commands that read photos; the sound ones among them must come through.

    photo: bytes of the largest that is sound.
    """
    folder = given(room)
    if sound:
        (folder / "sound.png").write_bytes((room.folder / "photos" / "a.png").read_bytes())
    room.give(what, "inspect", folder, "--csv", "out.csv", "--json", "out.json", "--sheet", "sheet.png", photo=photo)
    room.give(what, "predict", folder, "--out", "maps", "--model", room.folder / MODEL, photo=photo)
    if sound and not (room.folder / "maps" / "sound.png").exists():
        room.report.lose(f"{what}: the sound photo beside it was not predicted")
    room.give(what, "import", "new.blurlab", "--photos", folder, photo=photo)


def try_project(room: Room, what: str) -> None:
    """Give the project to the commands that read and write one."""
    room.give(what, "export", room.project, "--out", "out")
    room.give(what, "export", room.project, "--out", "data", "--dataset")
    room.give(what, "import", room.project, "--photos", room.folder / "photos")
    room.give(what, "import", room.project, "--masks", room.folder / "marks" / "masks", "--blurred", "255")
    room.give(what, "preview", room.project, "--out", "sheet.png", "--count", "1")
    room.give(what, "predict", room.project, "--out", "maps", "--model", room.folder / MODEL)


def try_masks(room: Room, what: str, path: Path) -> None:
    """Give a file of masks to the commands that read one."""
    room.give(what, "import", room.project, "--masks", path, "--polarity", "blurred", "--dry-run")
    room.give(what, "import", room.project, "--masks", path, "--polarity", "blurred", "--class", "blurred")


def refused(room: Room, what: str, *arguments: object) -> None:
    """The command must fail with a sentence: nothing of it can be done."""
    if room.give(what, *arguments):
        room.report.lose(f"{what}: it was taken for sound by blurlab {' '.join(map(str, arguments))}")


def outside(room: Room) -> Iterator[Path]:
    """Files that no command may touch, with something in them."""
    folder = room.folder / "outside"
    folder.mkdir(exist_ok=True)
    for name in ("one", "two"):
        (folder / name).write_bytes(b"mine")
        yield folder / name


def check_outside(room: Room, what: str) -> None:
    """Nothing was written, made or taken away there."""
    folder = room.folder / "outside"
    found = {}
    for path in folder.rglob("*"):
        with suppress(OSError):
            found[path.name] = path.read_bytes() if path.is_file() else b""
    if found != {"one": b"mine", "two": b"mine"}:
        room.report.lose(f"{what}: what lies outside was changed: {dict(list(found.items())[:5])!r:.300}")
