"""Photos that claim much, unpack to much, or end early."""

import io
import struct
import zlib
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from tests.storm.attacks.attack import attack, given, try_photos
from tests.storm.room import Room

MIB = 1 << 20


def zeros(length: int, level: int = 9) -> bytes:
    """So many zero bytes, deflated without having them in memory."""
    packer, parts = zlib.compressobj(level), []
    block = bytes(MIB)
    while length > 0:
        parts.append(packer.compress(block[:length]))
        length -= MIB
    return b"".join([*parts, packer.flush()])


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(
    width: int, height: int, depth: int, colour: int, *more: bytes, lace: int = 0, data: bytes | None = None
) -> bytes:
    """A PNG of zeros. depth, colour: as its header says them; more: chunks before the pixels."""
    channels = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour]
    row = 1 + (width * channels * depth + 7) // 8
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, lace))
    if colour == 3:
        more = (*more, chunk(b"PLTE", bytes(range(6))))
    pixels = zeros(row * height) if data is None else data
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def jpeg(
    mode: str = "RGB", size: tuple[int, int] = (64, 64), claims: tuple[int, int] | None = None, **options: object
) -> bytes:
    """A JPEG of `size` that claims another one."""
    file = io.BytesIO()
    Image.new(mode, size, 90 if mode == "L" else (90,) * len(mode)).save(file, "JPEG", **options)
    data = bytearray(file.getvalue())
    if claims is not None:
        at = next(place for place in range(len(data)) if bytes(data[place : place + 2]) in {b"\xff\xc0", b"\xff\xc2"})
        data[at + 5 : at + 9] = struct.pack(">HH", claims[1], claims[0])
    return bytes(data)


def tiff(
    entries: Sequence[tuple[int, int, int, int]], rest: bytes = b"", following: int = 0, *, more: bytes = b""
) -> bytes:
    """A little-endian TIFF of one directory: (tag, type, count, value) each; `rest` lies behind it."""
    body = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return b"II*\0\x08\0\0\0" + struct.pack("<H", len(entries)) + body + struct.pack("<I", following) + rest + more


def grey_tiff(
    width: int, height: int, *more: tuple[int, int, int, int], rest: bytes = b"", following: int = 0
) -> bytes:
    plain = {256: (4, 1, width), 257: (4, 1, height), 258: (3, 1, 8), 259: (3, 1, 1), 262: (3, 1, 1), 277: (3, 1, 1)}
    entries = {tag: (tag, *entry) for tag, entry in plain.items()} | {entry[0]: entry for entry in more}
    return tiff(sorted(entries.values()), rest, following)


@attack
def tall_and_wide(room: Room) -> None:
    folder = given(room)
    (folder / "tall.png").write_bytes(png(1, 299_999_999, 1, 0, data=zeros(MIB)))
    (folder / "wide.png").write_bytes(png(299_999_999, 1, 8, 2, data=zeros(MIB)))
    (folder / "row.png").write_bytes(png(65_535, 2_500, 1, 0))
    (folder / "tall.tif").write_bytes(grey_tiff(1, 65_535, (273, 4, 1, 8), (278, 4, 1, 1), (279, 4, 1, 65_535)))
    (folder / "column.tif").write_bytes(grey_tiff(1, 299_999_999, (273, 4, 1, 8), (279, 4, 1, 1 << 28)))
    try_photos(room, "tall and wide pictures")


@attack
def large_png(room: Room) -> None:
    (given(room) / "deep.png").write_bytes(png(14_000, 14_000, 16, 6))
    try_photos(room, "a PNG of 2 GB")


@attack
def laced_png(room: Room) -> None:
    (given(room) / "laced.png").write_bytes(png(12_000, 12_000, 8, 2, lace=1))
    try_photos(room, "an interlaced PNG of 144 MP")


@attack
def palette_png(room: Room) -> None:
    (given(room) / "p.png").write_bytes(png(17_000, 17_000, 1, 3, chunk(b"tRNS", b"\x00")))
    try_photos(room, "a transparent palette PNG of 289 MP")


@attack
def cmyk_jpeg(room: Room) -> None:
    (given(room) / "claims.jpg").write_bytes(jpeg("CMYK", claims=(16_000, 16_000)))
    (given(room) / "progressive.jpg").write_bytes(jpeg("CMYK", claims=(16_000, 16_000), progressive=True))
    try_photos(room, "CMYK JPEGs that claim 256 MP")


@attack
def whole_cmyk_jpeg(room: Room) -> None:
    side = 14_000
    (given(room) / "whole.jpg").write_bytes(jpeg("CMYK", (side, side), quality=10))
    try_photos(room, "a CMYK JPEG of 196 MP", photo=3 * side * side)


@attack
def progressive_jpeg(room: Room) -> None:
    (given(room) / "whole.jpg").write_bytes(jpeg("RGB", (10_000, 10_000), quality=30, progressive=True))
    (given(room) / "claims.jpg").write_bytes(jpeg("RGB", claims=(14_000, 14_000), progressive=True))
    try_photos(room, "progressive JPEGs of 100 MP", photo=300_000_000)


@attack
def many_scans(room: Room) -> None:
    data = jpeg("RGB", claims=(12_000, 12_000), progressive=True)
    at = data.rindex(b"\xff\xda")
    (given(room) / "scans.jpg").write_bytes(data[:at] + data[at:-2] * 2000 + b"\xff\xd9")
    try_photos(room, "a JPEG of 2,000 scans")


@attack
def text_bombs(room: Room) -> None:
    folder, bomb = given(room), zeros(900 * MIB)
    for number, (kind, head) in enumerate(((b"zTXt", b"a\0\0"), (b"iTXt", b"a\0\1\0\0\0"), (b"iCCP", b"a\0\0"))):
        (folder / f"{number}.png").write_bytes(png(32, 32, 8, 2, *[chunk(kind, head + bomb)] * 4))
    many = [chunk(b"zTXt", b"k%d\0\0" % number + zeros(MIB - 9)) for number in range(300)]
    (folder / "many.png").write_bytes(png(32, 32, 8, 2, *many))
    try_photos(room, "PNGs with deflate bombs in their texts")


@attack
def giant_metadata(room: Room) -> None:
    folder = given(room)
    (folder / "exif.png").write_bytes(png(32, 32, 8, 2, chunk(b"eXIf", b"II*\0\x08\0\0\0" + bytes(120 * MIB))))
    packet = b"XML:com.adobe.xmp\0\0\0\0\0<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + b"<a>" * (50 * MIB)
    (folder / "xmp.png").write_bytes(png(32, 32, 8, 2, chunk(b"iTXt", packet)))
    head = jpeg()
    part = b"\xff\xe1\xff\xff" + b"http://ns.adobe.com/xap/1.0/\0" + b"<" * (65_533 - 29)
    (folder / "xmp.jpg").write_bytes(head[:2] + part * 1500 + head[2:])
    icc = b"\xff\xe2\xff\xff" + b"ICC_PROFILE\0\1\xff" + bytes(65_533 - 14)
    (folder / "icc.jpg").write_bytes(head[:2] + icc * 255 + head[2:])
    rest = bytes(64) + b"<x/>"
    (folder / "xmp.tif").write_bytes(
        grey_tiff(8, 8, (273, 4, 1, 150), (278, 4, 1, 8), (279, 4, 1, 64), (700, 1, 150 * MIB, 150), rest=rest * 9)
    )
    for name in ("side.xmp", "sound.png.xmp"):
        with (folder / name).open("wb") as file:
            file.truncate(6 << 30)
    try_photos(room, "giant EXIF, ICC and XMP")


@attack
def tiff_tables(room: Room) -> None:
    folder = given(room)
    strips = ((273, 4, 1 << 31, 8), (278, 4, 1, 1), (279, 4, 1 << 31, 8))
    (folder / "strips.tif").write_bytes(grey_tiff(64, 64, *strips))
    (folder / "rows.tif").write_bytes(grey_tiff(64, 64, (273, 4, 1, 8), (278, 4, 1, 0), (279, 4, 1, 4096)))
    (folder / "loop.tif").write_bytes(grey_tiff(8, 8, (273, 4, 1, 8), (279, 4, 1, 64), following=8))
    (folder / "samples.tif").write_bytes(grey_tiff(64, 64, (273, 4, 1, 8), (277, 3, 1, 65_535), (279, 4, 1, 99)))
    (folder / "bits.tif").write_bytes(grey_tiff(64, 64, (258, 3, 1, 0), (273, 4, 1, 8), (279, 4, 1, 99)))
    (folder / "tile.tif").write_bytes(
        grey_tiff(64, 64, (259, 3, 1, 8), (322, 4, 1, 1 << 30), (323, 4, 1, 1 << 30), (324, 4, 1, 8), (325, 4, 1, 99))
    )
    bomb = zeros(16_000 * 16_000)
    (folder / "bomb.tif").write_bytes(
        grey_tiff(16_000, 16_000, (259, 3, 1, 8), (273, 4, 1, 160), (279, 4, 1, len(bomb)), rest=bytes(200)[:20] + bomb)
    )
    (folder / "sub.tif").write_bytes(grey_tiff(8, 8, (273, 4, 1, 8), (279, 4, 1, 64), (330, 4, 1, 8), (34665, 4, 1, 8)))
    try_photos(room, "TIFFs with wild tables")


@attack
def animations(room: Room) -> None:
    folder = given(room)
    frame = b"\x21\xf9\x04\0\0\0\0\0\x2c\0\0\0\0\1\0\1\0\0\2\2\x44\1\0"
    head = b"GIF89a" + struct.pack("<HH", 17_000, 17_000) + b"\x80\0\0" + bytes(6)
    (folder / "many.gif").write_bytes(head + frame * 200_000 + b";")
    (folder / "largest.gif").write_bytes(
        b"GIF89a" + struct.pack("<HH", 65_535, 65_535) + b"\x80\0\0" + bytes(6) + frame
    )
    file = io.BytesIO()
    Image.new("RGB", (64, 64)).save(file, "WEBP", save_all=True, append_images=[Image.new("RGB", (64, 64), "red")])
    data = bytearray(file.getvalue())
    at = data.index(b"VP8X")
    data[at + 12 : at + 18] = (16_382).to_bytes(3, "little") * 2
    (folder / "canvas.webp").write_bytes(bytes(data))
    Image.new("RGB", (11_000, 11_000)).save(folder / "large.webp", "WEBP", lossless=True, method=0, quality=0)
    try_photos(room, "animated and large GIF and WebP")


@attack
def plain_formats(room: Room) -> None:
    folder = given(room)
    (folder / "digits.ppm").write_bytes(b"P6\n" + b"9" * 1_000_000 + b" 5\n255\n")
    (folder / "text.ppm").write_bytes(b"P3\n17000 17000\n255\n" + b"1 " * 100)
    (folder / "comment.ppm").write_bytes(b"P5\n#" + b"x" * (40 * MIB) + b"\n4 4\n255\n" + bytes(16))
    (folder / "deep.pgm").write_bytes(b"P5\n17000 17000\n65535\n" + bytes(100))
    bmp = b"BM" + struct.pack("<IHHI", 54, 0, 0, 54)
    for name, width, height, bits, compression in (
        ("rle.bmp", 17_000, 17_000, 8, 1),
        ("down.bmp", 5000, -(1 << 31), 24, 0),
        ("fields.bmp", 64, 64, 32, 3),
        ("neg.bmp", -5, 64, 24, 0),
    ):
        info = struct.pack("<IiiHHIIiiII", 40, width, height, 1, bits, compression, 0, 0, 0, 1 << 30, 0)
        (folder / name).write_bytes(bmp + info + bytes(64))
    try_photos(room, "BMP and PPM")


@attack
def raw_and_containers(room: Room) -> None:
    folder = given(room)
    wild = grey_tiff(60_000, 60_000, (273, 4, 1 << 30, 8), (330, 4, 1 << 30, 8), (50_706, 1, 4, 4))
    for suffix in ("dng", "nef", "cr2", "arw", "orf", "raf", "cr3", "x3f", "crw", "mrw"):
        (folder / f"a.{suffix}").write_bytes(wild)
    boxes = b"\0\0\0\x18ftypheic\0\0\0\0heicmif1" + b"\xff\xff\xff\xffmeta" + bytes(99)
    (folder / "a.heic").write_bytes(boxes)
    (folder / "nested.heic").write_bytes(
        boxes[:24] + b"".join(struct.pack(">I4s", 1 << 20, b"meta") for _ in range(9999))
    )
    (folder / "a.avif").write_bytes(boxes.replace(b"heic", b"avif"))
    try_photos(room, "RAW and HEIC containers")


@attack
def cut_short(room: Room) -> None:
    """Every kind of photo, ended at many lengths."""
    folder = given(room)
    kinds = [path.read_bytes() for path in sorted((room.folder / "photos").iterdir())]
    names = [path.name for path in sorted((room.folder / "photos").iterdir())]
    for suffix, form in ((".gif", "GIF"), (".bmp", "BMP"), (".ppm", "PPM")):
        file = io.BytesIO()
        Image.open(room.folder / "photos" / "a.png").convert("RGB").save(file, form)
        kinds.append(file.getvalue())
        names.append(f"x{suffix}")
    for name, data in zip(names, kinds, strict=True):
        for length in sorted({1, 4, 9, 33, 64, len(data) // 9, len(data) // 3, len(data) * 2 // 3, len(data) - 900}):
            (folder / f"{Path(name).stem}{length}{Path(name).suffix}").write_bytes(data[:length])
    what = "photos cut short"
    try_photos(room, what)
    for path in (room.folder / "maps").glob("*.png"):
        if path.stem != "sound":
            room.report.lose(f"{what}: {path.name} was predicted as if it were whole")
