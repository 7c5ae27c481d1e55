"""Sidecars, recipes and settings of the person, made by hand."""

from tests.storm.attacks.attack import attack, given
from tests.storm.room import SIDECAR, Room
from tests.storm.windows import see

ENTITIES = (
    b'<!DOCTYPE x [<!ENTITY a "' + b"a" * 100_000 + b'">]><x:xmpmeta xmlns:x="adobe:ns:meta/">' + b"&a;" * 100_000
)


@attack
def sidecar_bombs(room: Room) -> None:
    packets = (
        ENTITIES + b"</x:xmpmeta>",
        b'<!DOCTYPE x SYSTEM "file:///dev/zero"><x/>',
        b"<a>" * 300_000,
        SIDECAR.replace(b'"4"', b'"' + b"9" * 6000 + b'"'),
        SIDECAR.replace(b'"4"', b'"nan"').replace(b"Green", b"\xff\xfe"),
        SIDECAR.replace(b"xmlns:x=", b" ".join(b'a%d="x"' % number for number in range(100_000)) + b" xmlns:x="),
        b"\xff\xfe" + SIDECAR.decode().encode("utf-16-le"),
        b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + b"x" * (9 << 20) + b"</x:xmpmeta>",
        b"",
    )
    for photo, packet in zip(sorted((room.folder / "photos").iterdir()), room.draw.sample(packets, 4), strict=True):
        for sidecar in (photo.with_suffix(".xmp"), photo.with_name(f"{photo.name}.xmp")):
            sidecar.write_bytes(packet)
    before = {path: path.read_bytes() for path in (room.folder / "photos").glob("*.xmp")}
    room.give("sidecars", "inspect", room.folder / "photos", "--csv", "out.csv")
    if {path: path.read_bytes() for path in before} != before:
        room.report.lose("sidecars: one was changed by reading it")
    room.give("sidecars", "inspect", room.folder / "photos", "--xmp")
    see(room, "sidecars", room.folder / "photos")


@attack
def wild_numbers(room: Room) -> None:
    """Numbers with which no training and no sheet can begin."""
    for values in (
        ["--steps", "9" * 400],
        ["--steps", "-1"],
        ["--minutes", "nan"],
        ["--minutes", "1e400"],
        ["--threads", "0"],
        ["--threads", "-5"],
        ["--seed", "9" * 50],
        ["--device", "\n"],
        ["--architecture", "../x"],
        ["--steps", "0"],
        ["--sources", "/dev/null"],
    ):
        room.give(f"train {values[0]} {values[1][:20]}", "train", room.project, "--steps", "1", *values)
    for values in (
        ["--sigma", "nan", "inf"],
        ["--sigma", "-5", "1e300"],
        ["--radius", "1e9", "2e9"],
        ["--length", "5e8", "5e8"],
        ["--count", "999999999"],
        ["--columns", "0"],
        ["--count", "-1"],
        ["--bend", "-1e9", "1e9"],
        ["--seed", "-1"],
        ["--motion", "7"],
    ):
        room.give(f"preview {values}", "preview", room.folder / "photos", "--out", "s.png", "--count", "1", *values)


@attack
def wild_settings(room: Room) -> None:
    lines = (
        b"geometry=@ByteArray(" + b"\\x1" * 100_000 + b")",
        b"recent=" + b"/x, " * 300_000,
        b"recent=@Variant(\\0\\0\\0\\b\\xff\\xff\\xff\\xff)",
        b"author=" + b"x" * 5_000_000,
        b"brush_size=1e999\nappearance=\\0\nlast_folder=/dev/zero\nhand=9\nscale=nan",
        b"[keys]\naccept=" + b"Ctrl+" * 90_000 + b"A\nnext=\nundo=\xff",
        b"recent=/dev/zero, /proc/self/mem, ../..",
        b"\0" * 100_000,
    )
    (room.folder / "settings.ini").write_bytes(b"[General]\n" + room.draw.choice(lines))
    see(room, "wild settings", room.draw.choice((room.folder / "photos", room.project)))


@attack
def window_on_pictures(room: Room) -> None:
    """The window on large and broken photos."""
    from tests.storm.attacks.pictures import jpeg, png

    folder = given(room)
    (folder / "a.png").write_bytes((room.folder / "photos" / "a.png").read_bytes())
    (folder / "deep.png").write_bytes(png(9000, 9000, 16, 6))
    (folder / "claims.jpg").write_bytes(jpeg("CMYK", claims=(16_000, 16_000)))
    (folder / "tall.png").write_bytes(png(1, 60_000, 8, 2))
    see(room, "large photos", folder)
