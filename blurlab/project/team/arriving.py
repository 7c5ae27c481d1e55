"""What others did, brought into a copy. What was changed here and waits in the outbox is not overwritten."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from blurlab.core.prediction import View
from blurlab.project import keys
from blurlab.project.team.adopting import adopt_photo
from blurlab.project.team.link import Link, key_text, mask_keys, move_mask
from blurlab.project.team.tables import BY_NAME, EVENTS, OWN_SETTINGS, TABLES, Table

_PORTION: Final = 500  # rows a transaction: what else is written to the copy goes in between
GONE: Final = "gone"
_MERGED: Final = ("path", "digest", "status", "kind", "tones")


@dataclass
class Arrived:
    """Ids of photos of which something came, by what it was; tables: those that something came for."""

    photos: set[int] = field(default_factory=set)
    masks: set[int] = field(default_factory=set)
    facts: set[int] = field(default_factory=set)  # doubts, notes, judgements and the like
    new_photos: bool = False
    tables: set[str] = field(default_factory=set)
    predictions: list[tuple[int, str]] = field(default_factory=list)  # photo and key, of those made elsewhere

    def joined(self, later: "Arrived") -> "Arrived":
        """Both together."""
        return Arrived(
            self.photos | later.photos,
            self.masks | later.masks,
            self.facts | later.facts,
            self.new_photos or later.new_photos,
            self.tables | later.tables,
            [*self.predictions, *later.predictions],
        )

    def __bool__(self) -> bool:
        return bool(self.tables)


def bring(link: Link, names: Iterable[str] | None = None, *, removals: bool = True) -> Arrived:
    """Bring what came since the last time, of these tables or of all; removals: what was removed goes here too.

    Raises UserError.
    """
    wanted = {table.name for table in TABLES} if names is None else set(names) & BY_NAME.keys()
    arrived = Arrived()
    for table in TABLES:
        if table.name in wanted:
            _bring_table(link, table, arrived)
    if removals:
        _bring_removals(link, arrived)
    return arrived


def _bring_table(link: Link, table: Table, arrived: Arrived) -> None:
    extra = ", origin" if table.name in EVENTS or table.name == "masks" else ""
    since = _standing(link, table.name)
    with link.shared.reading() as there, there.own.transaction():
        there.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        until = int(there.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint").fetchone()[0])
        rows = there.execute(
            f"SELECT {', '.join(table.columns)}{extra} FROM {table.name} WHERE changed >= ?::text::xid8 "
            f"ORDER BY {', '.join(table.key)}",
            (str(since),),
        ).fetchall()
    for first in range(0, len(rows), _PORTION):
        _enter(link, table, rows[first : first + _PORTION], arrived)
    if rows or until != since:
        with link.own.writing() as here:
            here.execute("INSERT OR REPLACE INTO standing VALUES (?, ?)", (table.name, until))


def _standing(link: Link, name: str) -> int:
    with link.own.reading() as here:
        found = here.execute("SELECT value FROM standing WHERE name = ?", (name,)).fetchone()
    return int(found[0]) if found else 0


def _enter(link: Link, table: Table, rows: Sequence[tuple[Any, ...]], arrived: Arrived) -> None:
    if table.name == "photos":
        _enter_photos(link, rows, arrived)
    elif table.name == "masks":
        _enter_masks(link, rows, arrived)
    elif table.name in EVENTS:
        _enter_events(link, table, rows, arrived)
    else:
        _enter_plain(link, table, rows, arrived)


def _enter_photos(link: Link, rows: Sequence[tuple[Any, ...]], arrived: Arrived) -> None:
    columns = BY_NAME["photos"].columns
    with link.own.writing() as here:
        waiting = dict(here.execute("SELECT key, base FROM outbox WHERE name = 'photos'").fetchall())
        for row in rows:
            came = dict(zip(columns, row, strict=True))
            came["path"] = link.here(came["path"])
            names = ", ".join(columns)
            known = here.execute(f"SELECT {names} FROM photos WHERE id = ?", (came["id"],)).fetchone()
            if known is None:
                place = (came["path"], came["part"])
                double = here.execute("SELECT id FROM photos WHERE path = ? AND part = ?", place).fetchone()
                if double is not None:
                    here.execute("UPDATE photos SET path = ? WHERE id = ?", (f"\x7f{double[0]}", double[0]))
                here.execute(
                    f"INSERT INTO photos ({names}) VALUES ({', '.join('?' * len(columns))})", tuple(came.values())
                )
                if double is not None:
                    adopt_photo(link, here, double[0], came["id"])
                arrived.new_photos = True
            else:
                own = dict(zip(columns, known, strict=True))
                if own == came:
                    continue
                base = _base(here, waiting.get(key_text((came["id"],))))
                merged = {name: came[name] if base.get(name, own[name]) == own[name] else own[name] for name in _MERGED}
                here.execute(
                    "UPDATE photos SET path = ?, digest = ?, status = ?, kind = ?, tones = ? WHERE id = ?",
                    (*merged.values(), came["id"]),
                )
                if base:
                    _know(here, came)
                if all(own[name] == merged[name] for name in _MERGED):
                    continue
            arrived.photos.add(came["id"])
            arrived.tables.add("photos")


def _base(here: Any, base: str | None) -> dict[str, Any]:
    """What the others knew of a photo when it was changed here; empty where it was not."""
    if base is None or not base.startswith("{"):
        return {}
    known: dict[str, Any] = json.loads(base)
    known["path"] = here.execute(f"SELECT {known['path']}").fetchone()[0]  # a literal that SQLite's quote wrote
    return known


def _know(here: Any, came: dict[str, Any]) -> None:
    here.execute(
        "UPDATE outbox SET base = json_object('path', quote(?), 'digest', ?, 'status', ?, 'kind', ?, 'tones', ?) "
        "WHERE name = 'photos' AND key = ?",
        (*(came[name] for name in _MERGED), key_text((came["id"],))),
    )


def _enter_masks(link: Link, rows: Sequence[tuple[Any, ...]], arrived: Arrived) -> None:
    names = BY_NAME["masks"].columns
    for *row, origin in rows:
        photo_id, revision, painted = row[:3]
        if origin is not None and str(origin).startswith(f"{link.mark.copy}:"):
            _sent(link, photo_id, revision, int(str(origin).rpartition(":")[2]))
            continue
        with link.own.writing() as here:
            known = here.execute(
                "SELECT m.id, m.painted, o.base FROM masks m LEFT JOIN outbox o ON o.name = 'masks' AND o.key = ? "
                "WHERE m.photo_id = ? AND m.revision = ?",
                (key_text((photo_id, revision)), photo_id, revision),
            ).fetchone()
            if known is not None and known[2] is None:
                continue
            if known is not None:  # one that is only here has the number: it moves behind all
                newest = here.execute("SELECT max(revision) FROM masks WHERE photo_id = ?", (photo_id,)).fetchone()[0]
                behind = photo_id, max(newest, revision) + 1
                move_mask(link, here, known[0], (photo_id, revision), behind, known[1])
        for key in mask_keys(photo_id, revision, painted):
            link.fetch(key)
        with link.own.writing() as here:
            here.execute(
                f"INSERT OR IGNORE INTO masks ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})", tuple(row)
            )
        arrived.masks.add(photo_id)
        arrived.tables.add("masks")


def _sent(link: Link, photo_id: int, revision: int, row_id: int) -> None:
    """A mask of ours lies there under this number, and we may have been stopped before we noted it."""
    with link.own.writing() as here:
        found = here.execute("SELECT revision, painted FROM masks WHERE id = ?", (row_id,)).fetchone()
        if found is None:
            return
        if found[0] != revision:
            move_mask(link, here, row_id, (photo_id, found[0]), (photo_id, revision), found[1])
        here.execute(
            "DELETE FROM outbox WHERE name = 'masks' AND key = ? AND base = 'new'", (key_text((photo_id, revision)),)
        )


def _enter_events(link: Link, table: Table, rows: Sequence[tuple[Any, ...]], arrived: Arrived) -> None:
    names = table.values
    with link.own.writing() as here:
        for number, *row, origin in rows:
            if origin is not None and str(origin).startswith(f"{link.mark.copy}:"):
                continue
            fresh = here.execute("INSERT OR IGNORE INTO arrived VALUES (?, ?)", (table.name, number)).rowcount
            if not fresh:
                continue
            here.execute(
                f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})", tuple(row)
            )
            arrived.facts.add(row[0])
            arrived.tables.add(table.name)


def _enter_plain(link: Link, table: Table, rows: Sequence[tuple[Any, ...]], arrived: Arrived) -> None:
    columns = table.columns
    if table.name == "model_versions":
        for row in rows:
            for key in (keys.weights(row[0]), keys.card(row[0])):
                if link.blobs.state(key) is None:
                    link.fetch(key)
    settable = ", ".join(f"{name} = excluded.{name}" for name in table.values)
    statement = (
        f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))}) "
        f"ON CONFLICT ({', '.join(table.key)}) DO UPDATE SET {settable}"
    )
    same = " AND ".join(f"{name} IS ?" for name in columns)
    with link.own.writing() as here:
        waiting = {key for (key,) in here.execute("SELECT key FROM outbox WHERE name = ?", (table.name,)).fetchall()}
        for row in rows:
            if table.name == "settings" and row[0] in OWN_SETTINGS:
                continue
            if key_text(row[: len(table.key)]) in waiting:
                continue
            if here.execute(f"SELECT 1 FROM {table.name} WHERE {same}", row).fetchone() is not None:
                continue  # what we sent ourselves comes back
            here.execute(statement, row)
            arrived.tables.add(table.name)
            if columns[0] == "photo_id":
                arrived.facts.add(row[0])
            if table.name == "doubts":
                _note_prediction(row, arrived)


def _note_prediction(row: Sequence[Any], arrived: Arrived) -> None:
    arrived.predictions.append((row[0], keys.prediction(row[0], row[1], View(row[2]))))


def _bring_removals(link: Link, arrived: Arrived) -> None:
    since = _standing(link, GONE)
    with link.shared.reading() as there, there.own.transaction():
        there.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        until = int(there.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint").fetchone()[0])
        rows = []
        if since:  # who comes anew has nothing that could be gone
            found = there.execute("SELECT name, key FROM gone WHERE changed >= ?::text::xid8", (str(since),))
            rows = [(name, key) for name, key in found.fetchall() if name in BY_NAME]
    if not rows and until == since:
        return
    removed: list[str] = []
    with link.own.writing() as here:
        for name, key in rows:
            _remove(link, here, BY_NAME[name], key, arrived, removed)
        here.execute("INSERT OR REPLACE INTO standing VALUES (?, ?)", (GONE, until))
    link.blobs.remove(removed)


def _remove(link: Link, here: Any, table: Table, key: Sequence[Any], arrived: Arrived, removed: list[str]) -> None:
    waits = here.execute("SELECT 1 FROM outbox WHERE name = ? AND key = ?", (table.name, key_text(key))).fetchone()
    if waits is not None or table.name == "photos":
        return
    same = " AND ".join(f"{name} = ?" for name in table.key)
    if table.name in EVENTS or (table.name == "settings" and key[0] in OWN_SETTINGS):
        return
    if not here.execute(f"DELETE FROM {table.name} WHERE {same}", tuple(key)).rowcount:
        return
    arrived.tables.add(table.name)
    if table.name == "masks":
        removed += mask_keys(key[0], key[1], True)
        arrived.masks.add(key[0])
    if table.name == "model_versions":
        removed += [keys.weights(key[0]), keys.card(key[0])]
