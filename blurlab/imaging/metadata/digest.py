"""Which photo a file is: a rating that another program writes into a JPEG makes no other photo of it."""

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from blurlab.errors import UnreadablePhoto
from blurlab.files.reading import open_ordinary
from blurlab.imaging.metadata.tags import read_tags

if TYPE_CHECKING:
    from hashlib import blake2b

_BLOCK: Final = 65536  # bytes
_BLOCKS: Final = 16
BY_PIXELS: Final = "p"  # what such a digest begins with; those of older projects are hexadecimal
_START: Final = b"\xff\xd8"
_SCAN: Final = 0xDA  # the marker of a JPEG after which its pixels follow
_BESIDE: Final = frozenset(
    {*range(0xE0, 0xF0), 0xFE}
)  # markers of what says nothing of the pixels: EXIF, XMP, comments
_MOST_SEGMENTS: Final = 4096


def digest_of(path: Path) -> str:
    """A hash of the photo's pixels as they are stored: of a JPEG without what was written beside them, of others the
    whole file; of large ones 16 evenly spread blocks.

    Raises OSError.
    """
    with open_ordinary(path) as file:
        pixels = _pixels_of_jpeg(file)
    if pixels is None:
        return file_digest_of(path)
    digest, start = pixels
    try:
        digest.update(str(read_tags(path).orientation).encode())
    except UnreadablePhoto:
        digest.update(b"1")
    with open_ordinary(path) as file:
        _update(digest, file, start)
    return BY_PIXELS + digest.hexdigest()


def file_digest_of(path: Path) -> str:
    """A hash of the file's size and of its bytes, likewise: how older projects know their photos. Raises OSError."""
    digest = hashlib.blake2b(digest_size=16)
    with open_ordinary(path) as file:
        _update(digest, file, 0)
    return digest.hexdigest()


def _update(digest: "blake2b", file: BinaryIO, start: int) -> None:
    size = os.fstat(file.fileno()).st_size - start
    digest.update(str(size).encode())
    file.seek(start)
    if size <= _BLOCK * _BLOCKS:
        digest.update(file.read(max(0, size)))
        return
    for number in range(_BLOCKS):
        file.seek(start + (size - _BLOCK) * number // (_BLOCKS - 1))
        digest.update(file.read(_BLOCK))


def _pixels_of_jpeg(file: BinaryIO) -> "tuple[blake2b, int] | None":
    """(hash of the tables before them, where the pixels begin) of a JPEG; None for any other file."""
    if file.read(2) != _START:
        return None
    digest, place = hashlib.blake2b(digest_size=16), 2
    for _ in range(_MOST_SEGMENTS):
        file.seek(place)
        head = file.read(4)
        if len(head) < 4 or head[0] != 0xFF:
            return None
        if head[1] == 0xFF:  # filled up
            place += 1
            continue
        if head[1] == _SCAN:
            return digest, place
        length = int.from_bytes(head[2:])
        if head[1] not in _BESIDE:
            digest.update(head + file.read(max(0, length - 2)))
        place += 2 + length
    return None
