"""PNG files put together by hand: of any size, with rows that are missing, and with what no program writes."""

import struct
import zlib
from pathlib import Path

_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(data, zlib.crc32(kind)))


def write_png(
    path: Path,
    width: int,
    height: int,
    *,
    rows: int | None = None,
    colour: int = 0,
    bits: int = 8,
    value: int = 0,
) -> Path:
    """A PNG that says it has `height` rows and holds `rows`, all of `value`. colour: 0 grey, 2 RGB, 3 palette, 4 grey
    and 6 RGB with transparency."""
    line = bytes(1) + bytes([value]) * ((width * _CHANNELS[colour] * bits + 7) // 8)
    packer = zlib.compressobj(1)
    data = b"".join(packer.compress(line) for _ in range(height if rows is None else rows)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0)
    palette = chunk(b"PLTE", bytes(range(256)) * 3) if colour == 3 else b""
    parts = [chunk(b"IHDR", header), palette, chunk(b"IDAT", data), chunk(b"IEND", b"")]
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(parts))
    return path
