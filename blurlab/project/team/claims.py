"""Who has which photo open: a claim is a lease. It is renewed, given back, or expires after a crash."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from blurlab.project.postgres.database import Database
from blurlab.project.settings import Setting

LEASE: Final = 60.0  # seconds from the last renewal until others may have the photo
DOUBLE: Final = Setting[bool]("double_annotation", bool, False)  # whether two people are to mask each photo
_TRIES: Final = 20  # at a photo that others reach for at the same moment

_OPEN: Final = """
    SELECT w.id, s.seat FROM unnest(?::bigint[]) WITH ORDINALITY AS w (id, place)
    JOIN photos p ON p.id = w.id
    CROSS JOIN generate_series(0, ?::integer) AS s (seat)
    WHERE (NOT ? OR p.status IN ('new', 'in work') OR (? AND p.status = 'accepted'
        AND (SELECT count(DISTINCT author) FROM masks m WHERE m.photo_id = p.id) < 2
        AND NOT EXISTS (SELECT 1 FROM masks m WHERE m.photo_id = p.id AND m.author = ?)))
      AND NOT EXISTS (SELECT 1 FROM claims c WHERE c.photo_id = p.id AND c.seat = s.seat
        AND c.until > now() AND c.copy <> ?)
      AND NOT EXISTS (SELECT 1 FROM claims c WHERE c.photo_id = p.id AND c.until > now()
        AND (c.copy = ? OR c.author = ? AND c.copy <> ?) AND c.seat <> s.seat)
    ORDER BY w.place, s.seat LIMIT 1
    FOR UPDATE OF p SKIP LOCKED
    """


@dataclass(frozen=True)
class Claims:
    """The claims of one copy. author: whose name the others see."""

    database: Database
    copy: str
    author: str

    def claim(self, photo_ids: Sequence[int], *, double: bool = False, unreviewed: bool = True) -> int | None:
        """The first of these photos that is free, claimed; None if none is. One's own photo is free.

        double: two people may have each. unreviewed: only photos that still need a mask. Raises UserError.
        """
        if not photo_ids:
            return None
        for _ in range(_TRIES):
            with self.database.writing(alone=False) as there:
                found = there.execute(
                    _OPEN,
                    (
                        list(photo_ids), int(double), unreviewed, double, self.author,
                        self.copy, self.copy, self.author, self.copy,
                    ),
                ).fetchone()  # fmt: skip
                if found is None:
                    return None
                claimed = there.execute(
                    "INSERT INTO claims (photo_id, seat, author, copy, until) "
                    f"VALUES (?, ?, ?, ?, now() + interval '{LEASE} s') ON CONFLICT (photo_id, seat) DO UPDATE SET "
                    "author = excluded.author, copy = excluded.copy, until = excluded.until "
                    "WHERE claims.until <= now() OR claims.copy = excluded.copy RETURNING photo_id",
                    (*found, self.author, self.copy),
                ).fetchone()
                if claimed is not None:
                    return int(claimed[0])
        return None

    def renew(self, photo_ids: Collection[int]) -> frozenset[int]:
        """Keep these; the ids of those that are still ours. Raises UserError."""
        with self.database.writing(alone=False) as there:
            kept = there.execute(
                f"UPDATE claims SET until = now() + interval '{LEASE} s' WHERE copy = ? AND photo_id = ANY(?) "
                "RETURNING photo_id",
                (self.copy, list(photo_ids)),
            ).fetchall()
        return frozenset(photo_id for (photo_id,) in kept)

    def give_back(self, photo_ids: Collection[int] | None = None) -> None:
        """Let others have these, or all that are ours. Raises UserError."""
        with self.database.writing(alone=False) as there:
            if photo_ids is None:
                there.execute("DELETE FROM claims WHERE copy = ?", (self.copy,))
            else:
                there.execute("DELETE FROM claims WHERE copy = ? AND photo_id = ANY(?)", (self.copy, list(photo_ids)))

    def of_others(self) -> Mapping[int, str]:
        """By photo id who has it open, ourselves left out. Raises UserError."""
        with self.database.reading() as there:
            found = there.execute(
                "SELECT photo_id, author FROM claims WHERE until > now() AND copy <> ? ORDER BY seat DESC", (self.copy,)
            ).fetchall()
        return dict(found)
