"""Where the blobs of a shared project lie: a folder that all machines reach, or S3.

Their keys are those of a project's folder. A blob is there whole or not at all, and is written by one person: masks
have a number that is promised to one, versions a name that is given once.
"""

import os
import re
import shutil
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, Protocol

from blurlab.errors import UserError, shown_path
from blurlab.files.atomic import replacing
from blurlab.files.links import refuse_links
from blurlab.files.there import is_folder
from blurlab.version import is_built

_S3: Final = re.compile(r"s3://[a-z0-9][a-z0-9.-]{1,62}(/[A-Za-z0-9._-]+)*/?")


class SharedBlobs(Protocol):
    """Bytes by key. Every method raises OSError where the place refuses or cannot be reached."""

    @property
    def place(self) -> str:
        """As the shared project keeps it."""

    def is_there(self) -> bool:
        """Whether the place can be reached now."""

    def put(self, key: str, file: Path) -> None:
        """Make the file's bytes the blob, in one step."""

    def get(self, key: str, file: Path) -> bool:
        """Write the blob's bytes to `file`, in one step; False if there is no blob."""

    def keys(self, prefix: str) -> list[str]:
        """The keys under “prefix/”, sorted."""

    def remove(self, keys: Collection[str]) -> None:
        """Take blobs away; those that are not there are none."""

    def folder(self) -> Path | None:
        """Where files can be read by their keys; None if only `get` brings them."""


def blobs_at(place: str) -> SharedBlobs:
    """The blobs at `place`: an absolute folder, or s3://bucket/prefix. Raises UserError."""
    if place.startswith("s3://"):
        if not _S3.fullmatch(place):
            raise UserError("blobs.wrong", "A place in S3 looks like s3://bucket/name, without keys or passwords.")
        return BucketBlobs(place)
    if not Path(place).is_absolute():
        raise UserError(
            "blobs.wrong", "The blobs of a shared project lie in an absolute folder, or at s3://bucket/name."
        )
    return FolderOfBlobs(Path(place))


class FolderOfBlobs:
    """See SharedBlobs."""

    def __init__(self, folder: Path) -> None:
        self._folder, self.place = folder, str(folder)

    def is_there(self) -> bool:
        return is_folder(self._folder)

    def put(self, key: str, file: Path) -> None:
        self._folder.stat()  # else one that was unmounted would be made again, empty
        with replacing(self._folder / key, self._folder) as temporary:
            shutil.copyfile(file, temporary)

    def get(self, key: str, file: Path) -> bool:
        source = self._folder / key
        try:
            refuse_links(self._folder, source)
            with replacing(file) as temporary:
                shutil.copyfile(source, temporary)
        except FileNotFoundError:
            self._folder.stat()
            return False
        return True

    def keys(self, prefix: str) -> list[str]:
        self._folder.stat()
        found = []
        for folder, folders, names in os.walk(self._folder / prefix):
            folders[:] = [name for name in folders if not name.startswith(".")]
            here = Path(folder).relative_to(self._folder)
            found += [(here / name).as_posix() for name in names if not name.startswith(".")]
        return sorted(found)

    def remove(self, keys: Collection[str]) -> None:
        for key in keys:
            path = self._folder / key
            refuse_links(self._folder, path)
            path.unlink(missing_ok=True)
            if key.count("/") > 1:  # of a version's folder nothing may be left
                with suppress(OSError):
                    path.parent.rmdir()

    def folder(self) -> Path | None:
        return self._folder


class BucketBlobs:
    """See SharedBlobs. Who one is in S3, its own places tell: environment, ~/.aws, or the machine's role."""

    def __init__(self, place: str) -> None:
        self.place = place.rstrip("/")
        self._root = self.place.removeprefix("s3://")
        try:
            import fsspec  # noqa: PLC0415 - an extra, and slow to import
            import s3fs  # noqa: F401, PLC0415
        except ImportError:
            if is_built():
                raise UserError(
                    "team.no_bucket_store", "Blobs in S3 are reached only by a blurlab that runs in Python."
                ) from None
            raise UserError(
                "team.no_bucket_store",
                'Blobs in S3 need the extra “s3”: python -m pip install "blurlab-studio[team,s3]".',
            ) from None
        self._files: Any = fsspec.filesystem("s3", use_listings_cache=False, skip_instance_cache=True)

    def is_there(self) -> bool:
        try:
            self._files.ls(self._root.partition("/")[0])
        except Exception:
            return False
        return True

    def put(self, key: str, file: Path) -> None:
        self._ask(lambda: self._files.put_file(str(file), f"{self._root}/{key}"))

    def get(self, key: str, file: Path) -> bool:
        try:
            with replacing(file) as temporary:
                self._ask(lambda: self._files.get_file(f"{self._root}/{key}", str(temporary)))
        except FileNotFoundError:
            return False
        return True

    def keys(self, prefix: str) -> list[str]:
        found = self._ask(lambda: self._files.find(f"{self._root}/{prefix}"))
        return sorted(path.removeprefix(f"{self._root}/") for path in found)

    def remove(self, keys: Collection[str]) -> None:
        for key in keys:
            with suppress(FileNotFoundError):
                self._ask(lambda key=key: self._files.rm_file(f"{self._root}/{key}"))

    def folder(self) -> Path | None:
        return None

    def _ask(self, what: Any) -> Any:
        """Raises OSError alone: what botocore raises is not ours to know, and may name keys."""
        try:
            return what()
        except OSError:
            raise
        except Exception as error:
            raise OSError(f"S3 refuses or cannot be reached ({type(error).__name__})") from None


def make_place(place: str) -> SharedBlobs:
    """The blobs at `place`, whose folder is made where it is missing. Raises UserError."""
    blobs = blobs_at(place)
    if (folder := blobs.folder()) is not None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            raise UserError("blobs.refused", f"The folder “{shown_path(folder)}” cannot be made.") from None
    if not blobs.is_there():
        raise UserError("blobs.away", f"The place for the blobs, {place}, cannot be reached.")
    return blobs
