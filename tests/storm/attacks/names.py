"""Names that a terminal, a table, a page or another disk takes for something else."""

import csv
import os
from contextlib import suppress

from tests.storm.attacks.attack import attack, given, try_photos
from tests.storm.room import Room

NAMES: tuple[bytes, ...] = (
    b"=cmd|'/C calc'!A0.png",
    b"@SUM(1).png",
    b"+1.png",
    b"-o.png",
    b"--out.png",
    b"new\nline.png",
    b"carriage\rreturn.png",
    b"\x1b[2J\x1b]0;title\x07.png",
    b"\xff\xfe.png",
    "\u202egnp.exe.png".encode(),
    "\u2028\u2029\u200b\ufeff.png".encode(),
    "e\u0301.png".encode(),
    "\u00e9.png".encode(),
    ("x" * 251).encode() + b".png",
    ("\u00e9" * 125).encode() + b".png",
    b"<script>alert(1)</script>&amp;.png".replace(b"/", b""),
    b"a,b\"c';.png",
    b"%s%n{0}{name}.png",
    b"CON.png",
    b"con.PNG",
    b" lead.png",
    b"trail .png",
    b"a..png",
    b"$(touch x)`id`.png",
    b"\t\x08\x7f\xc2\x85.png",
    b"*?[a-z].png",
    b"~.png",
    b"#%2e%2e%2f.png",
    ("\U0001f4f7" * 60).encode() + b".png",
)

# Whoever may do all would write beside the devices, or replace them: these are for other people only.
OF_THE_SYSTEM: tuple[str, ...] = ("/dev/null", "/dev/full", "/proc/self/mem", "/") if os.geteuid() else ()


@attack
def hostile_names(room: Room) -> None:
    folder, data = given(room), (room.folder / "photos" / "a.png").read_bytes()
    made = 0
    for name in NAMES:
        with suppress(OSError):
            (folder / os.fsdecode(name)).write_bytes(data)
            made += 1
    try_photos(room, "hostile names")
    room.give("hostile names", "export", "new.blurlab", "--out", "out")
    room.give("hostile names", "import", "new.blurlab", "--masks", "maps", "--blurred", "255")
    for form in ("coco", "cvat", "labelme", "label-studio", "voc", "masks"):
        room.give(f"hostile names as {form}", "export", "new.blurlab", "--out", f"out-{form}", "--format", form)
    room.give("hostile names", "export", "new.blurlab", "--out", "data", "--dataset")
    room.give(
        "hostile names", "evaluate", "--predictions", "maps", "--masks", "out", "--csv", "e.csv", "--sheet", "s.png"
    )
    room.give("hostile names", "preview", folder, "--out", "sheet.png", "--count", "1")
    maps = list((room.folder / "maps").glob("*.png"))
    if len(maps) != made + 1:
        room.report.lose(f"hostile names: {made + 1} photos gave {len(maps)} predictions")
    for table in room.folder.rglob("*.csv"):
        with table.open(encoding="utf-8", errors="surrogateescape", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        if wild := [cell for cell in cells if cell[:1] in tuple("=+@\t\r")]:
            room.report.lose(f"hostile names: {table.name} has the cell {wild[0]!r}")
    said = (room.folder / "said.txt").read_bytes()
    if b"\x1b" in said or b"\x07" in said or "\u202e".encode() in said:
        room.report.lose("hostile names: control characters reach the terminal")


@attack
def wild_arguments(room: Room) -> None:
    """Arguments that are no paths."""
    photo = room.folder / "photos" / "a.png"
    for wild in ("", "\n", "x" * 5000, "a/" * 2000, "\udcff", "-", *OF_THE_SYSTEM):
        room.give(f"the argument {wild!r:.40}", "inspect", photo, "--csv", wild)
        room.give(
            f"the argument {wild!r:.40}", "predict", photo, "--out", wild, "--model", room.folder / "base.safetensors"
        )
        if wild != "/":
            room.give(f"the argument {wild!r:.40}", "export", wild, "--out", "x")
            room.give(f"the argument {wild!r:.40}", "inspect", wild)
            room.give(f"the argument {wild!r:.40}", "import", room.project, "--masks", wild, "--blurred", "255")
