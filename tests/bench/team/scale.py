"""Row of the sizes that the page on a million photos is reckoned from (ARCHITECTURE.md, A team, On paper)."""

import time
from collections.abc import Callable
from contextlib import closing
from typing import Final

import numpy as np

from blurlab.project.postgres.database import Database
from tests.bench.rows import Measured, row
from tests.bench.team.shared import shared

PHOTOS: Final = 100_000
_FILLED: Final = {
    "masks": "INSERT INTO masks (photo_id, revision, painted, author, model_version, created_at, scale, origin, cut) "
    "SELECT id, r, 1, 'person' || (id * 3 + r) % 1000, 'v0001', '2026-01-01T00:00:00.000000+00:00', 4.5, "
    "md5(id::text) || ':' || (id * 3 + r), 128 FROM photos, generate_series(1, 3) r",
    "judgements": "INSERT INTO judgements (photo_id, status, author, agreement, judged_at, origin) "
    "SELECT id, 'accepted', 'person' || id % 1000, 0.93, '2026-01-01T00:00:00.000000+00:00', "
    "md5(id::text) || ':' || id FROM photos",
    "doubts": "INSERT INTO doubts (photo_id, version, view, entropy, disagreement, blurred, descriptor, made_at) "
    "SELECT id, 'v0001', 'whole', random(), random(), random(), decode(repeat(md5(id::text), 20), 'hex'), "
    "'2026-01-01T00:00:00.000000+00:00' FROM photos",
    "reviews": "INSERT INTO reviews (photo_id, revision, author, verdict, text, x, y, made_at, origin) SELECT id, 3, "
    "'person' || id % 1000, 'accepted', '', 1, 2, '2026-01-01T00:00:00.000000+00:00', md5(id::text) || ':' || id "
    "FROM photos WHERE id % 10 = 0",
}


@row("team.size", "MB")
def size() -> Measured:
    """A shared project of 100,000 photos with three masks, a decision and a doubt each, a tenth with a second look."""
    from blurlab.project.team.address import read_address
    from blurlab.project.team.claims import Claims

    with shared(PHOTOS) as (server, url, _folder):
        name = url.rpartition("/")[2]
        for sql in _FILLED.values():
            server.execute(sql, name)
        server.execute("VACUUM ANALYZE", name)
        with closing(Database(read_address(url))) as database:
            with database.reading() as there:
                found = there.execute(
                    "SELECT relname, pg_table_size(oid), pg_indexes_size(oid), reltuples FROM pg_class "
                    "WHERE relname = ANY(?)",
                    (["photos", *_FILLED],),
                ).fetchall()
                whole = there.execute("SELECT pg_database_size(current_database())").fetchone()[0]
            each = [f"{table} {kept / rows:.0f} + {beside / rows:.0f}" for table, kept, beside, rows in found]
            claims, random = Claims(database, "copy", "person"), np.random.default_rng(1)
            places = random.integers(1, PHOTOS, 50).tolist()
            claimed = [_timed(lambda at=at: claims.claim(range(at, at + 40))) for at in places]
            written = [_timed(lambda n=n: _mask(database, n)) for n in range(1, 101)]
            quiet = [_timed(lambda: _changed(database)) for _ in range(50)]
    return Measured(
        whole / 1e6,
        note=f"bytes a row, and of its indexes: {', '.join(sorted(each))}; a claim {1000 * np.median(claimed):.1f} ms, "
        f"a mask with promise, row and status {1000 * np.median(written):.1f} ms without waiting for the disk, reading "
        f"that nothing changed {1000 * np.median(quiet):.1f} ms",
    )


def _mask(database: Database, number: int) -> None:
    for sql in (
        "UPDATE photos SET given = given + 4 WHERE id = ?",
        "INSERT INTO masks (photo_id, revision, painted, author, created_at) VALUES (?, 4, 0, 'ann', '')",
        "UPDATE photos SET status = 'accepted' WHERE id = ?",
    ):
        with database.writing(alone=False) as there:
            there.execute(sql, (number,))


def _changed(database: Database) -> None:
    with database.reading() as there:
        for table in ("photos", *_FILLED):
            there.execute(f"SELECT * FROM {table} WHERE changed >= pg_snapshot_xmin(pg_current_snapshot())").fetchall()


def _timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began
