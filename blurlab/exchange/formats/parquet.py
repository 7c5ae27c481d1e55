"""Hugging Face datasets as Parquet: photos and masks as pictures in columns. It needs the extra `parquet` (pyarrow)."""

import importlib
import io
import json
import os
import shutil
import tempfile
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO, Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from blurlab.errors import UserError, reason, shown_name
from blurlab.exchange.array_source import ArraySource, as_numbers
from blurlab.exchange.documents import MOST_PIXELS, ForeignFileError
from blurlab.exchange.format import Document, Format
from blurlab.exchange.formats.masks import flipped
from blurlab.exchange.meaning import Polarity
from blurlab.exchange.outgoing import Codes, Item
from blurlab.exchange.outgoing import Writer as _Writer
from blurlab.exchange.pairing import content_of
from blurlab.exchange.source import Entry, Source, bad_mask
from blurlab.files.atomic import replacing
from blurlab.files.reading import open_ordinary, read_whole
from blurlab.imaging.pixels import load_whole
from blurlab.imaging.png import encode_mask
from blurlab.version import is_built

NAME = "parquet"
FILE: Final = "train-00000-of-00001.parquet"
_MASKS: Final = ("mask", "label", "annotation", "segmentation", "segmentation_mask", "labels", "gt", "ground_truth")
_PHOTOS: Final = ("image", "photo", "img", "pixel_values")
_NAMES: Final = ("file_name", "filename", "image_id", "name", "id")
_MOST_ROWS: Final = 1_000_000
_MOST_GROUP: Final = 512 << 20  # bytes of the masks and names in a group of rows, unpacked: all are in memory at once
_MOST_MASK: Final = 128 << 20  # bytes of a mask as it is packed
# A value that rows share is stored once: these bound what a small file can unfold to.
_ROWS, _BYTES, _PIXELS = 10_000, 256 << 20, 2_000_000_000
_ROWS_A_BYTE, _BYTES_A_BYTE, _PIXELS_A_BYTE = 1 / 64, 16, 1000
_MOST_PHOTO: Final = 1 << 30  # bytes
_FEATURES: Final = {"image": {"_type": "Image"}, "mask": {"_type": "Image"}}
_KINDS: Final = ("PNG", "TIFF", "BMP", "GIF")


def pyarrow(module: str) -> Any:
    """A module of the library. Raises ForeignFileError if it is not installed."""
    try:
        return importlib.import_module(f"pyarrow{module}")
    except ImportError as error:
        if is_built():
            raise ForeignFileError("Parquet is read and written only by a blurlab that runs in Python.") from error
        raise ForeignFileError('Parquet needs the extra “parquet”: python -m pip install ".[parquet]"') from error


def open_source(path: Path) -> Source:
    """A file of masks as pictures. Every mask is read once, to learn its values. Raises ForeignFileError."""
    tool = pyarrow(".parquet")
    source = Rows(NAME, path, tool)
    try:
        with open_ordinary(path) as file:
            shared = source.choose_columns(tool.ParquetFile(file))
            source.allow(os.fstat(file.fileno()).st_size)
            table = tool.ParquetFile(file, read_dictionary=shared)
            place = 0
            for group in range(table.num_row_groups):
                for name, mask in source.rows(table, group):
                    source.take(name, place, mask)
                    place += 1
            source.find_photos(table)
    except OSError as error:
        raise ForeignFileError(f"The file “{shown_name(path)}” cannot be read: {reason(error)}.") from error
    except _UnfoldsError as error:
        raise ForeignFileError(
            f"The file “{shown_name(path)}” unfolds to far more than its size; it is not read."
        ) from error
    except Exception as error:
        if isinstance(error, UserError):
            raise
        raise ForeignFileError(f"The file “{shown_name(path)}” is not a sound Parquet file.") from error
    source.conclude()
    return source


class _UnfoldsError(Exception):
    """A file unfolds to far more than its size."""


class Rows(ArraySource):
    """Entries are named by the photos' names in their column, or in a column of names."""

    def __init__(self, format_name: str, path: Path, tool: Any) -> None:
        super().__init__(format_name, path)
        self._tool = tool
        self._mask, self._columns = "", list[str]()
        self._photo: str | None = None  # the column of photos
        self._packed: dict[str, bytes] = {}  # masks as they are packed, by their entries' keys
        self._left = [0.0, 0.0, 0.0]  # rows, bytes and pixels that may still come

    def allow(self, size: int) -> None:
        """Allow as much as a file of so many bytes may hold."""
        self._left = [_ROWS + size * _ROWS_A_BYTE, _BYTES + size * _BYTES_A_BYTE, _PIXELS + size * _PIXELS_A_BYTE]

    def choose_columns(self, table: Any) -> list[str]:
        """Find the columns of masks and of names; the paths of those whose values rows may share.

        Raises ForeignFileError.
        """
        schema = table.schema_arrow
        packed = [field.name for field in schema if _is_packed(field.type)]
        others = [name for name in packed if name not in _PHOTOS]
        found = next((name for name in _MASKS if name in packed), others[0] if len(others) == 1 else None)
        if found is not None and found not in _MASKS:
            self.notes.append(f"The masks are those of the column “{shown_name(found)}”.")
        if found is None:
            columns = ", ".join(f"“{shown_name(name)}”" for name in schema.names[:20])
            raise ForeignFileError(f"The file “{shown_name(self.path)}” has no column of masks; it has {columns}.")
        self._mask = found
        named = [f"{name}.path" for name in _PHOTOS if name in packed and _has_path(schema.field(name).type)]
        named += [name for name in _NAMES if name in schema.names and str(schema.field(name).type) in _TEXTS]
        self._columns = [self._mask, *named]
        self._photo = next((name for name in _PHOTOS if name in packed and name != found), None)
        paths = self._paths(table, self._columns)
        if table.metadata.num_rows > _MOST_ROWS:
            raise ForeignFileError(f"The file “{shown_name(self.path)}” has more than {_MOST_ROWS:,} rows.")
        return [path for path in paths if path in {self._mask, f"{self._mask}.bytes"}]

    def _paths(self, table: Any, columns: Collection[str]) -> list[str]:
        """The paths of what these columns consist of. Raises ForeignFileError if a group has too much of it."""
        paths = list[str]()
        for group in (table.metadata.row_group(number) for number in range(table.num_row_groups)):
            parts = [group.column(number) for number in range(group.num_columns)]
            parts = [part for part in parts if _is_of(part.path_in_schema, columns)]
            paths += [part.path_in_schema for part in parts if part.path_in_schema not in paths]
            if sum(part.total_uncompressed_size for part in parts) > _MOST_GROUP:
                raise ForeignFileError(
                    f"The file “{shown_name(self.path)}” has larger groups of rows than blurlab reads."
                )
        return paths

    def rows(self, table: Any, group: int) -> Iterator[tuple[str, Any]]:
        """(name, packed mask or None) of each row of a group, a few in memory at a time."""
        for batch in table.iter_batches(batch_size=16, row_groups=[group], columns=self._columns):
            for place in range(batch.num_rows):  # one at a time: what rows share would be there for each
                row = {name: batch.column(name)[place].as_py() for name in batch.schema.names}
                mask = row.get(self._mask)
                mask = mask.get("bytes") if isinstance(mask, dict) else mask
                values = [row.get(column.partition(".")[0]) for column in self._columns[1:]]
                texts = (value.get("path") if isinstance(value, dict) else value for value in values)
                yield next((text for text in texts if isinstance(text, str) and text), ""), mask

    def take(self, name: str, place: int, mask: Any) -> None:
        """Add the entry of a row."""
        key, nameless = str(place), not name
        name = name or f"row {place}"
        try:
            if not isinstance(mask, bytes):
                raise bad_mask(name, "it lies in another file, or is missing")
            self._spend(1, len(mask), 0)
            if len(mask) > _MOST_MASK:
                raise bad_mask(name, "it is larger than any mask")
            values = _unpacked(name, mask)
            self._spend(0, 0, values.size)
        except UserError as error:
            self.entries.append(Entry(name, problem=error, nameless=nameless))
            return
        self.learn(values)
        self._packed[key] = encode_mask(values.astype(np.uint8)) if values.max() < 256 else mask
        size = values.shape[1], values.shape[0]
        self.entries.append(Entry(name, *size, also=(f"{key}/{name}",), nameless=nameless))

    def find_photos(self, table: Any) -> None:
        """Learn which photo lies in each row, if there are rows without its name; say so if it does not."""
        lacking = sum(entry.nameless for entry in self.entries)
        if not lacking:
            return
        rows = "1 row names" if lacking == 1 else f"{lacking:,} rows name"
        if self._photo is None:
            hold = "holds" if lacking == 1 else "hold"
            self.notes.append(f"{rows} no photo and {hold} none, so their masks cannot be given to photos.")
            return
        columns = [path for path in self._paths(table, [self._photo]) if path.rpartition(".")[2] != "path"]
        for place, batch in enumerate(table.iter_batches(batch_size=1, columns=columns)):
            value = batch.column(0)[0].as_py()
            data = value.get("bytes") if isinstance(value, dict) else value
            entry = self.entries[place]
            if entry.nameless and isinstance(data, bytes):
                self._spend(0, len(data), 0)
                self.entries[place] = replace(entry, content=content_of(data))
        self.notes.append(f"{rows} no photo; the photo in the row is looked for by its bytes among the photos' files.")

    def _spend(self, *much: int) -> None:
        self._left = [left - one for left, one in zip(self._left, much, strict=True)]
        if min(self._left) < 0:
            raise _UnfoldsError

    def values(self, entry: Entry) -> NDArray[np.uint16]:
        return _unpacked(entry.shown, self._packed[entry.also[0].partition("/")[0]])


_TEXTS: Final = frozenset({"string", "large_string"})


def _is_packed(kind: Any) -> bool:
    return str(kind) in {"binary", "large_binary"} or (str(kind).startswith("struct<") and "bytes: " in str(kind))


def _is_of(path: str, columns: Collection[str]) -> bool:
    return any(path == column or path.startswith(f"{column}.") for column in columns)


def _has_path(kind: Any) -> bool:
    return "path: string" in str(kind)


def _unpacked(name: str, packed: bytes) -> NDArray[np.uint16]:
    """The numbers of a picture of a mask. Raises ForeignFileError."""

    def opened() -> Image.Image:
        return Image.open(io.BytesIO(packed), formats=_KINDS)

    try:
        with opened() as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise bad_mask(name, f"it claims {picture.width}×{picture.height} pixels")
            load_whole(picture, opened)
            values = np.asarray(picture)
    except (OSError, SyntaxError, ValueError, MemoryError, Image.DecompressionBombError) as error:
        raise bad_mask(name, "its picture is damaged") from error
    if values.ndim == 3:
        if (values[:, :, :3] != values[:, :, :1]).any():
            raise bad_mask(name, "its picture has colours")
        values = values[:, :, 0]
    return as_numbers(name, values)


class Writer(_Writer):
    """A row a photo: the photo as its file is, and its mask as PNG, as in PNG masks: 255 is marked, 128 ignored."""

    documents = (FILE,)

    def __init__(self, folder: Path, polarity: Polarity, *, kinds: bool = False) -> None:
        super().__init__(folder, polarity, kinds=kinds)
        arrow, tool = pyarrow(""), pyarrow(".parquet")
        picture = arrow.struct([("bytes", arrow.binary()), ("path", arrow.string())])
        told = json.dumps({"info": {"features": _FEATURES}}).encode()
        self._schema = arrow.schema([("image", picture), ("mask", picture)], {b"huggingface": told})
        self._arrow = arrow
        self._file: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115 - it lives until the writer is done
        self._table = tool.ParquetWriter(self._file, self._schema, compression="none")

    def add(self, item: Item, codes: Codes) -> None:
        marks = codes if self.polarity is Polarity.BLURRED else flipped(codes)
        photo = None if item.file is None else read_whole(item.file, _MOST_PHOTO)
        row = {
            "image": {"bytes": photo, "path": item.picture},
            "mask": {"bytes": encode_mask(marks), "path": f"{item.stem}.png"},
        }
        self._table.write_table(self._arrow.Table.from_pylist([row], self._schema))

    def finish(self) -> None:
        self._table.close()
        self._file.seek(0)
        with replacing(self.folder / FILE) as temporary, temporary.open("wb") as out:
            shutil.copyfileobj(self._file, out)
        self._file.close()


FORMAT = Format(
    NAME,
    "Parquet",
    "one file with photos and masks in columns; ignored pixels are 128",
    place=16,
    reads="Hugging Face datasets with a column of masks as pictures; it needs the extra parquet",
    writes="photos as they are, and PNG masks 0, 128, 255",
    ignored="128",
    open=open_source,
    writer=Writer,
    document=Document(".parquet", lambda head: head.startswith(b"PAR1")),
)
