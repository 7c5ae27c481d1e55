"""Mask revisions: PNG files first, rows after them."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from blurlab.core.editing.correction import MASK_CODES, Plane, look_up, painted_in, threshold_table
from blurlab.core.opencv import cv2
from blurlab.files.atomic import write_bytes
from blurlab.files.links import refuse_links
from blurlab.imaging.png import encode_bilevel, encode_mask, encode_rows, read_own
from blurlab.project.adding import photo_of
from blurlab.project.clock import now
from blurlab.project.files import places
from blurlab.project.records import Label, MaskRevision, Photo

if TYPE_CHECKING:
    from blurlab.project.project import Project

_SELECT = "SELECT id, photo_id, revision, painted, author, model_version, created_at FROM masks"
KEPT = 20  # revisions of a photo and author that are kept for ever
KEPT_FOR = timedelta(days=1)  # and every one that is younger, since a training may be reading it


def save(
    project: Project,
    photo_id: int,
    mask: NDArray[np.uint8],
    painted: NDArray[np.bool_] | None,
    *,
    author: str,
    model_version: str | None,
) -> MaskRevision:
    """See Project.save_mask."""
    photo = project.photo(photo_id)
    _check(mask, painted, (photo.height, photo.width))
    painted_png = None if painted is None else encode_bilevel(painted)
    return _save(project, photo, encode_mask(mask), painted_png, author, model_version)


def save_plane(
    project: Project, photo_id: int, plane: Plane, threshold: int, *, author: str, model_version: str | None
) -> MaskRevision:
    """See Project.save_plane."""
    photo = project.photo(photo_id)
    if plane.dtype != np.uint8 or plane.shape != (photo.height, photo.width):
        raise ValueError(f"the mask must be uint8 of shape {(photo.height, photo.width)}, not {plane.shape}")
    table = threshold_table(threshold)
    mask_png = encode_rows(photo.height, photo.width, lambda rows: look_up(plane[rows], table))
    painted_png = encode_rows(photo.height, photo.width, lambda rows: painted_in(plane[rows]))
    return _save(project, photo, mask_png, painted_png, author, model_version)


def _save(
    project: Project, photo: Photo, mask_png: bytes, painted_png: bytes | None, author: str, model_version: str | None
) -> MaskRevision:
    photo_id = photo.id
    saved: list[Path] = []
    try:
        # The write lock is held only while the finished bytes go to the disk, so that revisions cannot clash.
        with project.database.writing() as connection:
            last = connection.execute("SELECT max(revision) FROM masks WHERE photo_id = ?", (photo_id,)).fetchone()[0]
            revision = (last or 0) + 1
            with project.saving(f"The mask of “{photo.name}”"):
                for path, png in (
                    (places.mask_path(project.folder, photo_id, revision), mask_png),
                    (places.painted_path(project.folder, photo_id, revision), painted_png),
                ):
                    if png is not None:
                        write_bytes(path, png, project.folder)
                        saved.append(path)
            cursor = connection.execute(
                "INSERT INTO masks (photo_id, revision, painted, author, model_version, created_at) "
                "VALUES (?, ?, ?, ?, ?, ?)",
                (photo_id, revision, painted_png is not None, author, model_version, now()),
            )
            row = connection.execute(f"{_SELECT} WHERE id = ?", (cursor.lastrowid,)).fetchone()
    except BaseException:
        _remove(project.folder, saved)
        raise
    _prune(project, photo_id, author)
    return _revision_of(project.folder, row)


def read(revision: MaskRevision, width: int, height: int) -> tuple[NDArray[np.uint8], NDArray[np.bool_] | None]:
    """See Project.read_mask_revision."""
    mask = read_own(revision.path, width, height)
    painted = None if revision.painted_path is None else read_own(revision.painted_path, width, height) >= 128
    return mask, painted


def revisions(project: Project, photo_id: int, newest_only: bool = False) -> list[MaskRevision]:
    """Revisions of one photo's mask, newest first."""
    limit = "LIMIT 1" if newest_only else ""
    query = f"{_SELECT} WHERE photo_id = ? ORDER BY revision DESC {limit}"
    with project.database.reading() as connection:
        rows = connection.execute(query, (photo_id,)).fetchall()
    return [_revision_of(project.folder, row) for row in rows]


def labels(project: Project) -> list[Label]:
    """See Project.labels."""
    with project.database.reading() as connection:
        rows = connection.execute(
            "SELECT p.id, p.path, p.width, p.height, p.status, p.kind, p.digest, max(m.revision) "
            "FROM photos p JOIN masks m ON m.photo_id = p.id WHERE p.status = 'accepted' GROUP BY p.id ORDER BY p.id"
        ).fetchall()
    return [Label(photo_of(project.folder, row[:7]), places.mask_path(project.folder, row[0], row[7])) for row in rows]


def _revision_of(folder: Path, row: tuple[Any, ...]) -> MaskRevision:
    row_id, photo_id, revision, painted, author, model_version, created_at = row
    return MaskRevision(
        row_id,
        photo_id,
        revision,
        places.mask_path(folder, photo_id, revision),
        places.painted_path(folder, photo_id, revision) if painted else None,
        author,
        model_version,
        created_at,
    )


def _check(mask: NDArray[np.uint8], painted: NDArray[np.bool_] | None, shape: tuple[int, int]) -> None:
    if mask.dtype != np.uint8 or mask.shape != shape:
        raise ValueError(f"the mask must be uint8 of shape {shape}, not {mask.dtype} {mask.shape}")
    if painted is not None and (painted.dtype != np.bool_ or painted.shape != shape):
        raise ValueError(f"painted must be bool of shape {shape}, not {painted.dtype} {painted.shape}")
    counts = cv2.calcHist([mask], [0], None, [256], [0, 256]).ravel()
    if not set(np.flatnonzero(counts).tolist()) <= set(MASK_CODES):
        raise ValueError(f"a mask holds only the codes {MASK_CODES}")


def _prune(project: Project, photo_id: int, author: str) -> None:
    """Forget revisions that are both old and many; rows go before files."""
    before = (datetime.now(UTC) - KEPT_FOR).isoformat(timespec="seconds")
    with project.database.writing() as connection:
        rows = connection.execute(
            f"{_SELECT} WHERE photo_id = ? AND author = ? ORDER BY revision DESC LIMIT -1 OFFSET {KEPT}",
            (photo_id, author),
        ).fetchall()
        gone = [_revision_of(project.folder, row) for row in rows if row[6] < before]
        connection.executemany("DELETE FROM masks WHERE id = ?", [(revision.id,) for revision in gone])
    _remove(
        project.folder,
        [path for revision in gone for path in (revision.path, revision.painted_path) if path is not None],
    )


def _remove(folder: Path, paths: list[Path]) -> None:
    for path in paths:
        with suppress(OSError):
            refuse_links(folder, path)
            path.unlink()
