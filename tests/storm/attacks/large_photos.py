"""Photos of each kind, as large as blurlab takes them and small on the disk: (path, side in px) → the file, written."""

import io
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final

import numpy as np
from PIL import Image

from tests.storm.attacks.pictures import chunk, grey_tiff, jpeg, png, zeros

SIDE: Final = 17_000  # 289 megapixels
_DNG_TILE: Final = 64
Write = Callable[[Path, int], object]


def _bytes(make: Callable[[int], bytes]) -> Write:
    return lambda path, side: path.write_bytes(make(side))


def encoded(form: str, size: tuple[int, int], mode: str = "RGB", frames: int = 1, **options: object) -> bytes:
    """A picture of one grey; frames: of so many greys, each unlike the one before."""
    file = io.BytesIO()
    pictures = [
        Image.new(mode, size, grey if mode in {"L", "P"} else (grey,) * len(mode)) for grey in range(90, 90 + frames)
    ]
    more: dict[str, Any] = {"save_all": True, "append_images": pictures[1:]} if frames > 1 else {}
    pictures[0].save(file, form, **more, **options)
    return file.getvalue()


def _deflated_tiff(side: int) -> bytes:
    bomb = zeros(side * side)
    entries = ((259, 3, 1, 8), (273, 4, 1, 160), (279, 4, 1, len(bomb)), (278, 4, 1, side))
    return grey_tiff(side, side, *entries, rest=bytes(38) + bomb)


def _sparse(path: Path, head: bytes, length: int) -> None:
    """A file that is zeros behind its head, and takes no place on the disk."""
    with path.open("wb") as file:
        file.write(head)
        file.truncate(len(head) + length)


def _plain_tiff(path: Path, side: int, shape: tuple[int, ...], dtype: str, **options: Any) -> None:
    import tifffile

    sides = tuple(side if length < 0 else length for length in shape)
    tifffile.memmap(path, shape=sides, dtype=dtype, **options)


def _packed_tiff(path: Path, side: int, pages: int = 1, **options: Any) -> None:
    """Pages of 16-bit colours, each in one deflated strip, or in tiles."""
    import tifffile

    shape, tile = (side, side, 3), options.get("tile")
    pieces = (-(-side // tile[0])) ** 2 if tile else 1
    piece = zeros((tile[0] ** 2 if tile else side * side) * 6)

    about: dict[str, Any] = {**options} if tile else {"rowsperstrip": side}
    with tifffile.TiffWriter(path) as file:
        for _ in range(pages):
            parts = iter([piece] * pieces)
            file.write(parts, shape=shape, dtype="uint16", compression="zlib", photometric="rgb", **about)


def _bmp(path: Path, side: int) -> None:
    row = (3 * side + 3) // 4 * 4
    file = io.BytesIO()
    Image.new("RGB", (1, 1)).save(file, "BMP")
    head = bytearray(file.getvalue()[:54])
    head[18:26] = np.array([side, side], "<i4").tobytes()
    head[34:38] = np.array([row * side], "<u4").tobytes()
    _sparse(path, bytes(head), row * side)


def _heif(path: Path, side: int) -> None:
    import pillow_heif

    pillow_heif.register_heif_opener()
    path.write_bytes(encoded("HEIF", (side, side), quality=10, chroma=420, enc_params={"preset": "ultrafast"}))


def _dng(path: Path, side: int) -> None:
    from tests.imaging.raw_files import dng

    path.write_bytes(dng(np.full((side, side, 3), 90, np.uint8)))


def _film(path: Path, side: int, codec: str = "mjpeg") -> None:
    import av

    with av.open(str(path), "w") as container:
        stream: Any = container.add_stream(codec, rate=10)
        stream.width = stream.height = side
        stream.pix_fmt = "yuvj420p" if codec == "mjpeg" else "yuv420p"
        if codec == "libx264":
            stream.options = {"preset": "ultrafast"}
        frame = av.VideoFrame(side, side, stream.pix_fmt)
        for plane in frame.planes:
            plane.update(bytes([90]) * plane.buffer_size)
        for number in range(4 if codec == "mjpeg" else 20):
            frame.pts = number
            for packet in stream.encode(frame):
                container.mux(packet)
        for packet in stream.encode():
            container.mux(packet)


def _pdf(path: Path, side: int) -> None:
    Image.new("RGB", (side, side), (90,) * 3).save(path, "PDF", resolution=600.0, quality=30)


_ANIMATED: Final = partial(encoded, frames=3)

# name, (what writes it, its side); the suffix decides how it is read
PHOTOS: Final[dict[str, tuple[Write, int]]] = {
    "rgb.png": (_bytes(lambda side: png(side, side, 8, 2)), SIDE),
    "deep-rgb.png": (_bytes(lambda side: png(side, side, 16, 2)), 11_000),
    "deep-rgba.png": (_bytes(lambda side: png(side, side, 16, 6)), 14_000),
    "laced.png": (
        _bytes(lambda side: png(side, side, 8, 2, lace=1, data=zeros(3 * side * side + 4 * side))),
        12_000,
    ),
    "palette.png": (_bytes(lambda side: png(side, side, 1, 3, chunk(b"tRNS", b"\x00"))), SIDE),
    "animated.png": (_bytes(lambda side: _ANIMATED("PNG", (side, side))), 9_600),
    "baseline.jpg": (_bytes(lambda side: jpeg("RGB", (side, side), quality=30)), SIDE),
    "progressive.jpg": (_bytes(lambda side: jpeg("RGB", (side, side), quality=30, progressive=True)), SIDE),
    "cmyk.jpg": (_bytes(lambda side: jpeg("CMYK", (side, side), quality=10)), SIDE),
    "cmyk-progressive.jpg": (
        _bytes(lambda side: jpeg("CMYK", (side, side), quality=10, progressive=True)),
        12_800,
    ),
    "deflated.tif": (_bytes(_deflated_tiff), SIDE),
    "grey16.tif": (partial(_plain_tiff, shape=(-1, -1), dtype="uint16"), SIDE),
    "float.tif": (partial(_plain_tiff, shape=(-1, -1), dtype="float32"), SIDE),
    "rgb16.tif": (partial(_plain_tiff, shape=(-1, -1, 3), dtype="uint16", photometric="rgb"), 15_800),
    "planar16.tif": (
        partial(_plain_tiff, shape=(3, -1, -1), dtype="uint16", photometric="rgb", planarconfig="separate"),
        15_800,
    ),
    "bands32.tif": (
        partial(_plain_tiff, shape=(8, -1, -1), dtype="float32", photometric="minisblack", planarconfig="separate"),
        6_800,
    ),
    "strip16.tif": (_packed_tiff, 15_800),
    "tiles16.tif": (partial(_packed_tiff, tile=(1024, 1024)), 11_000),
    "pages16.tif": (partial(_packed_tiff, pages=3), 12_000),
    "large.webp": (
        _bytes(lambda side: encoded("WEBP", (side, side), lossless=True, method=0, quality=0)),
        9_600,
    ),
    "animated.webp": (
        _bytes(lambda side: _ANIMATED("WEBP", (side, side), lossless=True, method=0, quality=0)),
        9_600,
    ),
    "large.gif": (_bytes(lambda side: encoded("GIF", (side, side), "P")), SIDE),
    "animated.gif": (_bytes(lambda side: _ANIMATED("GIF", (side, side), "P")), SIDE),
    "large.bmp": (_bmp, SIDE),
    "large.ppm": (lambda path, side: _sparse(path, b"P6 %d %d 255\n" % (side, side), 3 * side * side), SIDE),
    "large.heic": (_heif, 11_100),
    "large.avif": (_bytes(lambda side: encoded("AVIF", (side, side), quality=10, speed=10)), 9_600),
    "large.dng": (_dng, 10_600),
    "film.avi": (_film, 8_300),
    "film.mp4": (partial(_film, codec="libx264"), 8_192),
    "scan.pdf": (_pdf, 10_000),
}
