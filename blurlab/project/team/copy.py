"""A person's copy of a shared project: an ordinary project's folder, so that nothing in a window waits for a network.

Window, predictor and trainer work on it as on any project. `Exchange` brings what others did into it and takes what was
done in it to the others. Its photos have the numbers that they have for all; so have its masks once they went out.
"""

import hashlib
import json
import threading
import uuid
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from blurlab.errors import UserError, refusal, shown_name
from blurlab.files.atomic import write_bytes
from blurlab.files.json_text import JsonError, parse_json
from blurlab.files.reading import read_whole
from blurlab.files.there import is_file
from blurlab.project.files.lock import FolderLock
from blurlab.project.opening import COPY_MARK, SUFFIX
from blurlab.project.postgres.database import Database
from blurlab.project.postgres.schema import migrate
from blurlab.project.sqlite.outbox import NEXT_PHOTO, make_outbox
from blurlab.project.sqlite.store import SqliteStore
from blurlab.project.team.address import Address, read_address

_MOST_COPIES: Final = 64  # windows of one person on one shared project
_NUMBERS: Final = 1_000_000  # of new photos, promised to a copy: as many as a project may hold
_LONGEST_MARK: Final = 65_536
_PATIENCE: Final = 20.0  # seconds until a copy that this program closed a moment ago has sent what it had

ending: dict[Path, threading.Event] = {}  # copies of this program that are being closed


@dataclass(frozen=True)
class Mark:
    """Whose copy a folder is. copy: its own name among all copies. blobs: where those of the shared project lie."""

    url: str
    project: str
    copy: str
    blobs: str

    @property
    def address(self) -> Address:
        return read_address(self.url)


def read_mark(folder: Path) -> Mark | None:
    """None if `folder` is no copy of a shared project. Raises UserError where its mark is damaged."""
    if not is_file(folder / COPY_MARK):
        return None
    try:
        kept = parse_json(read_whole(folder / COPY_MARK, _LONGEST_MARK))
        fields = [kept[name] for name in ("url", "project", "copy", "blobs")]
        if not all(isinstance(field, str) for field in fields):
            raise TypeError
        return Mark(*fields)
    except (OSError, JsonError, KeyError, TypeError):
        raise UserError(
            "copy.damaged",
            f"The file {COPY_MARK} of “{shown_name(folder)}” is damaged: it no longer says whose copy it is.",
        ) from None


def copies_root() -> Path:
    """The folder of this person's copies."""
    from platformdirs import user_data_path  # noqa: PLC0415 - needed only here

    return user_data_path("blurlab", appauthor=False) / "team"


def own_copy(address: Address, root: Path | None = None) -> tuple[Path, FolderLock]:
    """The folder of a copy that no other window or program here uses, and its lock, which is held.

    It is made where there is none yet; that takes the network. Raises UserError.
    """
    root = root or copies_root()
    mark = hashlib.blake2b(address.url.encode(), digest_size=4).hexdigest()
    name = shown_name(address.name).replace("/", "-").lstrip(".") or "shared"
    for number in range(1, _MOST_COPIES + 1):
        folder = root / mark / (f"{name}{SUFFIX}" if number == 1 else f"{name} {number}{SUFFIX}")
        if (others := ending.get(folder)) is not None:
            others.wait(_PATIENCE)
        _make_folder(folder)
        lock = FolderLock(folder)
        try:
            lock.acquire()
        except UserError:
            continue
        try:
            if read_mark(folder) is None:  # under the lock, as several processes may begin at once
                _make(address, folder)
        except BaseException:
            lock.release()
            raise
        return folder, lock
    raise UserError("copy.too_many", f"The shared project “{name}” is open in too many windows.")


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refusal(f"The copy “{shown_name(folder)}” cannot be made", error) from error


def _make(address: Address, folder: Path) -> None:
    """An empty copy in `folder`; the mark comes last, so that a half-made one is made anew."""
    with closing(Database(address)) as shared:
        migrate(shared, make=False)
        with shared.writing() as there:
            project, blobs = there.execute("SELECT project, blobs FROM blurlab").fetchone()
            # Some numbers are promised to this copy, so that photos can be added to it without the network.
            last = there.execute(
                "SELECT setval('photos_id_seq', nextval('photos_id_seq') + ?)", (_NUMBERS - 1,)
            ).fetchone()[0]
    for left in folder.glob("project.db*"):
        left.unlink()
    with closing(SqliteStore(folder / "project.db")):
        make_outbox(folder / "project.db")
    with closing(SqliteStore(folder / "project.db")) as store, store.database.writing() as here:
        here.execute("INSERT INTO standing VALUES (?, ?)", (NEXT_PHOTO, last - _NUMBERS + 1))
    made = Mark(address.url, str(project), uuid.uuid4().hex, str(blobs))
    write_bytes(folder / COPY_MARK, json.dumps(asdict(made)).encode())
