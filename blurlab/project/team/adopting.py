"""One photo that two people added at a time: it has one number in the end, and keeps what was done under the other."""

from typing import Any

from blurlab.project.team.link import Link, key_text, move_mask


def adopt_photo(link: Link, here: Any, old: int, new: int) -> None:
    """Give what this copy holds of the photo `old`, which nobody else knows, to `new`. In a transaction."""
    newest = here.execute("SELECT coalesce(max(revision), 0) FROM masks WHERE photo_id = ?", (new,)).fetchone()[0]
    masks = here.execute(
        "SELECT id, revision, painted FROM masks WHERE photo_id = ? ORDER BY revision", (old,)
    ).fetchall()
    for row_id, revision, painted in masks:
        newest += 1
        move_mask(link, here, row_id, (old, revision), (new, newest), painted)
    for table in ("judgements", "reviews"):
        here.execute(f"UPDATE {table} SET photo_id = ? WHERE photo_id = ?", (new, old))
    for table in ("culling", "doubts", "notes", "blind_checks", "told", "taken"):
        for (key,) in here.execute("SELECT key FROM outbox WHERE name = ?", (table,)).fetchall():
            if key == key_text((old,)) or key.startswith(f"[{old},"):
                here.execute("DELETE FROM outbox WHERE name = ? AND key = ?", (table, key))
        here.execute(f"DELETE FROM {table} WHERE photo_id = ?", (old,))
    here.execute("DELETE FROM photos WHERE id = ?", (old,))
    here.execute("DELETE FROM outbox WHERE name = 'photos' AND key = ?", (key_text((old,)),))
