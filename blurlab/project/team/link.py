"""Both ends of a copy: its own database, without the outbox's triggers, and the shared project's; their blobs."""

import json
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from blurlab.errors import UserError, shown_name
from blurlab.files.there import is_file
from blurlab.project import keys
from blurlab.project.files.blobs import FolderBlobs
from blurlab.project.postgres.database import Database as Shared
from blurlab.project.postgres.schema import migrate
from blurlab.project.postgres.store import SharedPlaces
from blurlab.project.sql.places import FullPlaces
from blurlab.project.sqlite.database import Database as Own
from blurlab.project.team.copy import read_mark
from blurlab.project.team.shared_blobs import SharedBlobs, blobs_at

PHOTOS: Final = "photos"


class Link:
    """What arriving and going changes need of a copy. Used by one thread."""

    def __init__(self, folder: Path) -> None:
        """folder: the copy's, absolute, whose project was opened before. Nothing is connected yet.

        Raises UserError where it is no copy.
        """
        mark = read_mark(folder)
        if mark is None:
            raise UserError("copy.none", f"“{shown_name(folder)}” is no copy of a shared project.")
        self.folder, self.mark = folder, mark
        self.own = Own(folder / "project.db", folder, known=True)
        self.blobs = FolderBlobs(folder)
        self.shared = Shared(mark.address)
        self.places = FullPlaces(shown_name(folder))

    @cached_property
    def shared_blobs(self) -> SharedBlobs:
        return blobs_at(self.mark.blobs)  # what reaches S3 takes a second to import: not where a window waits

    @cached_property
    def shared_places(self) -> SharedPlaces:
        return SharedPlaces(self.shared.project_name, self.shared_blobs.folder() or self.folder)

    def missing_photos(self) -> list[tuple[int, str]]:
        """(id, key) of the photos in S3 that have not come yet."""
        if self.shared_blobs.folder() is not None:
            return []
        with self.own.reading() as here:
            rows = here.execute("SELECT id, path FROM photos ORDER BY id").fetchall()
        found = []
        for photo_id, stored in rows:
            path = self.places.path(stored)
            if path.is_relative_to(self.folder) and not is_file(path):
                found.append((photo_id, path.relative_to(self.folder).as_posix()))
        return found

    def check(self) -> None:
        """Raises UserError where the shared project is not that of this copy, or kept by a newer blurlab."""
        migrate(self.shared, make=False)
        with self.shared.reading() as there:
            project = str(there.execute("SELECT project FROM blurlab").fetchone()[0])
        if project != self.mark.project:
            raise UserError(
                "copy.other_project",
                f"Another project is shared as “{self.shared.project_name}” now; yours is kept in “{self.folder}”.",
            )

    def close(self) -> None:
        self.own.close()
        self.shared.close()

    # ------------------------------------------------------------ the outbox

    def waiting(self) -> tuple[int, int]:
        """(how many changed rows wait, the number of the newest change)."""
        with self.own.reading() as here:
            count, newest = here.execute("SELECT count(*), coalesce(max(number), 0) FROM outbox").fetchone()
        return int(count), int(newest)

    def dirty(self, name: str) -> dict[str, str]:
        """By key of a table's rows in the outbox what the others know of them."""
        with self.own.reading() as here:
            return dict(here.execute("SELECT key, base FROM outbox WHERE name = ?", (name,)).fetchall())

    def photos_waiting(self) -> frozenset[int]:
        """Ids of the photos of which a mask or the photo itself waits."""
        with self.own.reading() as here:
            found = here.execute("SELECT key FROM outbox WHERE name IN ('photos', 'masks')").fetchall()
        return frozenset(json.loads(key)[0] for (key,) in found)

    # ------------------------------------------------------------ blobs

    def fetch(self, key: str) -> bool:
        """Bring a blob here; False where there is none. Raises UserError where the place cannot be reached."""
        try:
            return self.shared_blobs.get(key, self.folder / key)
        except OSError:
            raise self.blobs_away() from None

    def send(self, wanted: Iterable[str]) -> None:
        """Take blobs there. Raises UserError."""
        try:
            for key in wanted:
                if key.endswith(keys.KINDS_END) and self.blobs.state(key) is None:
                    continue  # nobody said anything of kinds
                self.shared_blobs.put(key, self.blobs.file(key))
        except FileNotFoundError:
            if self.shared_blobs.is_there():
                return  # it was removed here meanwhile: its row goes as well
            raise self.blobs_away() from None
        except OSError:
            raise self.blobs_away() from None

    def blobs_away(self) -> UserError:
        return UserError(
            "team.away",
            f"The place of the masks of the shared project “{self.shared.project_name}” cannot be reached now.",
        )

    # ------------------------------------------------------------ paths

    def here(self, stored: object) -> str | bytes:
        """A photo's place as the copy keeps it, of that which the shared project keeps."""
        return self.places.stored(self.shared_places.path(stored))

    def there(self, stored: object) -> str | bytes:
        """The other way round."""
        return self.shared_places.stored(self.places.path(stored))


def key_text(values: Sequence[Any]) -> str:
    """A row's key as the outbox has it, which SQLite's json_array writes."""
    return json.dumps(list(values), separators=(",", ":"), ensure_ascii=False)


def mask_keys(photo_id: int, revision: int, painted: object) -> list[str]:
    """What a mask's row speaks of. Of the last, the kinds of its blur, there is often none."""
    own = [keys.mask(photo_id, revision), *([keys.painted(photo_id, revision)] if painted else [])]
    return [*own, keys.kinds(photo_id, revision)]


def move_mask(link: Link, here: Any, row_id: int, old: tuple[int, int], new: tuple[int, int], painted: object) -> None:
    """Give a mask of this copy, that nobody else has seen, another photo and revision. In a transaction.

    Its files are copied first; the old ones stay where they are, and nobody speaks of them.
    """
    for before, after in zip(mask_keys(*old, painted), mask_keys(*new, painted), strict=True):
        try:
            with link.blobs.open(before) as blob:
                link.blobs.write(after, blob.read())
        except FileNotFoundError:
            continue
    here.execute("UPDATE masks SET photo_id = ?, revision = ? WHERE id = ?", (*new, row_id))
    here.execute("UPDATE outbox SET key = ? WHERE name = 'masks' AND key = ?", (key_text(new), key_text(old)))
