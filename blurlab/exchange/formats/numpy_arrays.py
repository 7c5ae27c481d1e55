"""numpy's files: an array a photo as .npy or .npz, or one .npz with an array for each photo. No pickle is read."""

import io
import math
import zipfile
from pathlib import Path
from typing import IO, Final

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

from blurlab.errors import UserError, reason, shown_name
from blurlab.exchange.array_source import ArraySource, as_numbers
from blurlab.exchange.documents import MOST_PIXELS, ForeignFileError
from blurlab.exchange.format import Document, Format
from blurlab.exchange.formats.masks import flipped
from blurlab.exchange.meaning import Polarity
from blurlab.exchange.outgoing import Codes, Item
from blurlab.exchange.outgoing import Writer as _Writer
from blurlab.exchange.source import Entry, Source
from blurlab.files.atomic import write_bytes
from blurlab.files.reading import open_ordinary
from blurlab.files.there import is_folder
from blurlab.imaging.finding import natural_key

NAME = "numpy-arrays"
_SUFFIXES: Final = frozenset({".npy", ".npz"})
_KEYS: Final = ("mask", "label", "arr_0")
_MOST_BYTES: Final = 600_000_000  # of an array
_MOST_ARRAYS: Final = 100_000
_LONGEST_HEAD: Final = 1 << 16  # bytes
_HEADS: Final = {(1, 0): (npy.read_array_header_1_0, 2), (2, 0): (npy.read_array_header_2_0, 4)}  # bytes of the length


def open_source(path: Path) -> Source:
    """A file, or those in a folder and below. Every array is read once, to learn its values.

    Raises ForeignFileError if there is none.
    """
    source = Arrays(NAME, path)
    for file in _files(path) if is_folder(path) else [path]:
        for entry in _entries(file):
            try:
                if entry.problem:
                    raise entry.problem
                values = source.values(entry)
            except UserError as error:
                source.entries.append(Entry(entry.name, problem=error, path=entry.path, also=entry.also))
                continue
            source.learn(values)
            size = values.shape[1], values.shape[0]
            source.entries.append(Entry(entry.name, *size, path=entry.path, also=entry.also))
    if not source.entries:
        raise ForeignFileError(f"There is no array of numpy in “{shown_name(path)}”.")
    source.by_stem = not any(entry.also for entry in source.entries)  # keys may name photos as they like
    source.conclude()
    return source


class Arrays(ArraySource):
    """Entries are named by their files, or by the keys of a file of several."""

    def values(self, entry: Entry) -> NDArray[np.uint16]:
        if entry.path is None:
            raise ForeignFileError(f"There is no mask for “{entry.shown}”.")
        try:
            with open_ordinary(entry.path) as file:
                if entry.path.suffix.lower() == ".npy":
                    return as_numbers(entry.shown, _array(file))
                with zipfile.ZipFile(file) as archive:
                    key = entry.also[0] if entry.also else _key(archive)
                    with archive.open(f"{key}.npy") as member:
                        return as_numbers(entry.shown, _array(member))
        except UserError:
            raise
        except Exception as error:  # numpy, zipfile and four decompressors each have errors of their own
            raise _damaged(entry.path, error) from error


def _array(file: IO[bytes]) -> NDArray[np.generic]:
    """The array in a file, whose size is checked before it is read. Raises ValueError and OSError."""
    read_head, digits = _HEADS.get(npy.read_magic(file), (None, 0))
    if read_head is None:
        raise ValueError("its version is unknown")
    claimed = file.read(digits)
    length = int.from_bytes(claimed, "little")
    if length > _LONGEST_HEAD:  # numpy reads all of it before it looks
        raise ValueError("it is damaged")
    shape, by_columns, dtype = read_head(io.BytesIO(claimed + file.read(length)))
    if dtype.hasobject or dtype.kind not in "biuf" or dtype.itemsize > 8:
        raise ValueError("it holds no numbers")
    size = math.prod(shape) * dtype.itemsize
    if any(side < 0 for side in shape) or math.prod(shape) > MOST_PIXELS or size > _MOST_BYTES:
        raise ValueError("it is too large")
    data = file.read(size)
    if len(data) < size:
        raise ValueError("it ends too early")
    return np.frombuffer(data, dtype).reshape(shape, order="F" if by_columns else "C")


def _entries(file: Path) -> list[Entry]:
    if file.suffix.lower() == ".npy":
        return [Entry(file.stem, path=file)]
    try:
        with open_ordinary(file) as opened, zipfile.ZipFile(opened) as archive:
            keys = _keys(archive)
            if not keys or len(keys) > _MOST_ARRAYS:
                raise ValueError(f"it holds {len(keys)} arrays")
            if len(keys) > 1 and _key(archive) == "":
                return [Entry(key, path=file, also=(key,)) for key in keys]
    except Exception as error:
        return [Entry(file.stem, problem=_damaged(file, error), path=file)]
    return [Entry(file.stem, path=file)]


def _keys(archive: zipfile.ZipFile) -> list[str]:
    return [name.removesuffix(".npy") for name in archive.namelist() if name.endswith(".npy")]


def _key(archive: zipfile.ZipFile) -> str:
    """The array of a file that is one photo's; empty if there are several and none has a mask's name."""
    keys = _keys(archive)
    return keys[0] if len(keys) == 1 else next((key for key in _KEYS if key in keys), "")


def _damaged(file: Path, error: Exception) -> ForeignFileError:
    if isinstance(error, OSError) and error.errno is not None:  # that of bzip2 has none
        return ForeignFileError(f"The file “{shown_name(file)}” cannot be read: {reason(error)}.")
    own = isinstance(error, ValueError) and str(error).startswith("it ")
    why = str(error) if own else "it is damaged"
    return ForeignFileError(f"The arrays of “{shown_name(file)}” cannot be read: {why}.")


def _files(folder: Path) -> list[Path]:
    found = [file for file in folder.rglob("*") if file.suffix.lower() in _SUFFIXES and file.name[0] != "."]
    return sorted(found, key=lambda path: [natural_key(part) for part in path.relative_to(folder).parts])


class Writer(_Writer):
    """An array called mask, as in PNG masks: 255 is marked, 128 ignored."""

    def target(self, item: Item) -> Path:
        return self.folder / f"{item.stem}.npz"

    def add(self, item: Item, codes: Codes) -> None:
        marks = codes if self.polarity is Polarity.BLURRED else flipped(codes)
        file = io.BytesIO()
        np.savez_compressed(
            file, mask=np.asarray(marks, np.uint8), photo=np.array(item.picture.encode("utf-8", "replace"))
        )
        write_bytes(self.target(item), file.getvalue())


FORMAT = Format(
    NAME,
    "numpy",
    "an array a photo; ignored pixels are 128",
    place=9,
    reads=".npy and .npz, numbers or true and false; no pickle",
    writes=".npz with the array “mask”: 0, 128, 255",
    ignored="128",
    open=open_source,
    writer=Writer,
    document=Document(".npz", lambda head: head.startswith(b"PK"), one_a_photo=True, other_suffixes=(".npy",)),
    is_layout=lambda folder: is_folder(folder) and any(file.suffix.lower() in _SUFFIXES for file in folder.iterdir()),
    subfolder="masks",
)
