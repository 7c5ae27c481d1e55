"""What was done in a copy, taken to the others: the rows of its outbox, each once, whatever is killed in between.

A mask gets its number from the shared project before its files go there, and its row comes last: nobody ever reads half
of one, and nobody else's has its number. Its row says which row of which copy it is, so that it comes once.
"""

import json
from collections.abc import Callable
from typing import Any, Final

from blurlab.core.prediction import View
from blurlab.errors import UserError
from blurlab.project import keys
from blurlab.project.postgres.database import AWAY
from blurlab.project.sqlite.outbox import PHOTO_BASE
from blurlab.project.team.link import Link, key_text, mask_keys, move_mask
from blurlab.project.team.tables import BY_NAME, EVENTS, TABLES, Table

_PORTION: Final = 100  # rows that are looked at together
_ORDER: Final = {table.name: place for place, table in enumerate(TABLES)}
Entry = tuple[str, str, str, int]  # table, key, base, number


def take(link: Link, refused: Callable[[UserError], None] = lambda _error: None) -> int:
    """Take what waits to the others; returns how many rows went. refused: told what the shared project did not take.

    Raises UserError where it cannot be reached; what has not gone waits on.
    """
    gone, behind = 0, 0
    while entries := _entries(link, behind):
        for entry in entries:
            try:
                _take_one(link, entry)
                gone += 1
            except UserError as error:
                if error.code in {AWAY, "project.closed"}:
                    raise
                refused(error)
                if entry[0] != "masks":  # a person's work is never dropped
                    _done(link, entry)
                    with link.own.writing() as here:  # what all have is read again, and put back
                        here.execute("DELETE FROM standing WHERE name = ?", (entry[0],))
        behind = max(entry[3] for entry in entries)
    return gone


def _entries(link: Link, behind: int) -> list[Entry]:
    """The next few, new photos before what speaks of them."""
    with link.own.reading() as here:
        new = here.execute(
            "SELECT name, key, base, number FROM outbox WHERE name = 'photos' AND base = 'new' AND number > ? "
            "ORDER BY number LIMIT ?",
            (behind if behind else -1, _PORTION),
        ).fetchall()
        if new and not behind:
            return list(new)
        found = here.execute(
            "SELECT name, key, base, number FROM outbox WHERE number > ? ORDER BY number LIMIT ?", (behind, _PORTION)
        ).fetchall()
    return sorted(found, key=lambda entry: (entry[3],))


def _done(link: Link, entry: Entry) -> None:
    """The row went as it was; if it was changed again meanwhile, it stays in the outbox and is no longer new."""
    name, key, base, number = entry
    with link.own.writing() as here:
        gone = here.execute(
            "DELETE FROM outbox WHERE name = ? AND key = ? AND number = ?", (name, key, number)
        ).rowcount
        if not gone and base == "new" and name != "photos":
            here.execute("UPDATE outbox SET base = '' WHERE name = ? AND key = ? AND base = 'new'", (name, key))


def _take_one(link: Link, entry: Entry) -> None:
    name, key, base, _ = entry
    values = json.loads(key)
    table = BY_NAME[name]
    with link.own.reading() as here:
        same = " AND ".join(f"{column} = ?" for column in table.key)
        row = here.execute(f"SELECT {', '.join(table.columns)} FROM {name} WHERE {same}", values).fetchone()
    if row is None:
        _take_away(link, table, values, base)
    elif name == "photos":
        _take_photo(link, row, base, entry)
    elif name == "masks":
        if base == "new":
            _take_mask(link, row, entry)
            return
    elif name in EVENTS:
        _take_event(link, table, row)
    else:
        _take_plain(link, table, row)
    _done(link, entry)


def _take_away(link: Link, table: Table, key: list[Any], base: str) -> None:
    if base == "new" or table.name in EVENTS or table.name == "photos":
        return
    same = " AND ".join(f"{column} = ?" for column in table.key)
    with link.shared.writing(alone=False) as there:
        gone = there.execute(f"DELETE FROM {table.name} WHERE {same}", key).rowcount
    if not gone:
        return
    try:
        if table.name == "masks":
            link.shared_blobs.remove(mask_keys(key[0], key[1], True))
        elif table.name == "model_versions":
            link.shared_blobs.remove([keys.weights(key[0]), keys.card(key[0])])
    except OSError:
        return  # a blob without a row is seen by nobody


def _take_photo(link: Link, row: tuple[Any, ...], base: str, entry: Entry) -> None:
    photo = dict(zip(BY_NAME["photos"].columns, row, strict=True))
    kept = {**photo, "path": link.there(photo["path"])}
    if base == "new":
        names = ", ".join(kept)
        with link.shared.writing(alone=False) as there:
            there.execute(
                f"INSERT INTO photos ({names}) VALUES ({', '.join('?' * len(kept))}) ON CONFLICT (id) DO UPDATE SET "
                "path = excluded.path, digest = excluded.digest, status = excluded.status, kind = excluded.kind, "
                "tones = excluded.tones",
                list(kept.values()),
            )
        with link.own.writing() as here:  # what is changed from here on is a change of what the others know
            here.execute(
                f"UPDATE outbox SET base = (SELECT {PHOTO_BASE.format('p')} FROM photos p WHERE p.id = ?) "
                "WHERE name = 'photos' AND key = ? AND number > ?",
                (photo["id"], key_text((photo["id"],)), entry[3]),
            )
        return
    before = json.loads(base)
    with link.own.reading() as here:
        before["path"] = here.execute(f"SELECT {before['path']}").fetchone()[0]
    changed = {name: kept[name] for name in before if before[name] != photo[name]}
    if changed:
        with link.shared.writing(alone=False) as there:
            there.execute(
                f"UPDATE photos SET {', '.join(f'{name} = ?' for name in changed)} WHERE id = ?",
                [*changed.values(), photo["id"]],
            )
    with link.own.writing() as here:
        known = (photo["path"], photo["digest"], photo["status"], photo["kind"], photo["tones"])
        here.execute(
            "UPDATE outbox SET base = json_object('path', quote(?), 'digest', ?, 'status', ?, 'kind', ?, 'tones', ?) "
            "WHERE name = 'photos' AND key = ?",
            (*known, key_text((photo["id"],))),
        )


def _take_mask(link: Link, row: tuple[Any, ...], entry: Entry) -> None:
    names = BY_NAME["masks"].columns
    photo_id, revision, painted = row[:3]
    with link.own.reading() as here:
        row_id = here.execute(
            "SELECT id FROM masks WHERE photo_id = ? AND revision = ?", (photo_id, revision)
        ).fetchone()[0]
    origin = f"{link.mark.copy}:{row_id}"
    with link.shared.reading() as there:
        there_already = there.execute("SELECT revision FROM masks WHERE origin = ?", (origin,)).fetchone()
        if there_already is None:
            promised = there.execute(
                "UPDATE photos SET given = greatest(given + 1, ?, (SELECT coalesce(max(revision), 0) + 1 FROM masks "
                "WHERE photo_id = ?)) WHERE id = ? RETURNING given",
                (revision, photo_id, photo_id),
            ).fetchone()
        else:
            promised = there_already
    if promised is None:
        raise UserError("photo.unknown", f"The shared project has no photo number {photo_id}.")
    number = int(promised[0])
    if number != revision:
        with link.own.writing() as here:
            in_the_way = here.execute(
                "SELECT 1 FROM masks WHERE photo_id = ? AND revision = ?", (photo_id, number)
            ).fetchone()
            if in_the_way is not None:  # another of ours, that waits as well; it is given its number when it goes
                newest = here.execute("SELECT max(revision) FROM masks WHERE photo_id = ?", (photo_id,)).fetchone()[0]
                other = here.execute(
                    "SELECT id, painted FROM masks WHERE photo_id = ? AND revision = ?", (photo_id, number)
                ).fetchone()
                move_mask(link, here, other[0], (photo_id, number), (photo_id, newest + 1), other[1])
            move_mask(link, here, row_id, (photo_id, revision), (photo_id, number), painted)
    if there_already is None:
        link.send(mask_keys(photo_id, number, painted))
        with link.shared.writing(alone=False) as there:
            there.execute(
                f"INSERT INTO masks ({', '.join(names)}, origin) VALUES ({', '.join('?' * len(names))}, ?) "
                "ON CONFLICT (origin) DO NOTHING",
                (photo_id, number, *row[2:], origin),
            )
    _done(link, (entry[0], key_text((photo_id, number)), entry[2], entry[3]))


def _take_event(link: Link, table: Table, row: tuple[Any, ...]) -> None:
    with link.shared.writing(alone=False) as there:
        there.execute(
            f"INSERT INTO {table.name} ({', '.join(table.values)}, origin) VALUES "
            f"({', '.join('?' * len(table.values))}, ?) ON CONFLICT (origin) DO NOTHING",
            (*row[1:], f"{link.mark.copy}:{row[0]}"),
        )


def _take_plain(link: Link, table: Table, row: tuple[Any, ...]) -> None:
    if table.name == "model_versions":
        with link.shared.reading() as there:
            known = there.execute("SELECT created_at FROM model_versions WHERE name = ?", (row[0],)).fetchone()
        if known is not None and known[0] != row[3]:
            raise UserError("version.exists", f"Another machine has published a version {row[0]} meanwhile.")
        link.send([keys.card(row[0]), keys.weights(row[0])])
    if table.name == "doubts":
        wanted = [keys.prediction(row[0], row[1], View(row[2]))]
        wanted += [keys.planes(row[0], row[1])] if View(row[2]) is View.WHOLE else []
        link.send([key for key in wanted if link.blobs.state(key) is not None])
    settable = ", ".join(f"{name} = excluded.{name}" for name in table.values)
    with link.shared.writing(alone=False) as there:
        there.execute(
            f"INSERT INTO {table.name} ({', '.join(table.columns)}) VALUES ({', '.join('?' * len(table.columns))}) "
            f"ON CONFLICT ({', '.join(table.key)}) DO UPDATE SET {settable}",
            row,
        )
