"""Mask revisions: PNG blobs, and a row that is there for others once they are."""

from collections.abc import Collection
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.editing.correction import MASK_CODES, Plane, look_up, painted_in, threshold_table
from blurlab.core.opencv import cv2
from blurlab.imaging.png import encode_bilevel, encode_mask, encode_rows
from blurlab.project.clock import now
from blurlab.project.ports import BlobStore, ProjectStore
from blurlab.project.records import MaskRevision, Photo
from blurlab.project.saving import saving

KEPT: Final = 20  # revisions of a photo and author that are kept for ever
KEPT_FOR: Final = timedelta(days=1)  # and every one that is younger, since a training may be reading it


def mask_pngs(photo: Photo, mask: NDArray[np.uint8], painted: NDArray[np.bool_] | None) -> tuple[bytes, bytes | None]:
    """(mask, painted plane) as PNG. Raises ValueError where sizes or codes are wrong."""
    _check(mask, painted, (photo.height, photo.width))
    return encode_mask(mask), None if painted is None else encode_bilevel(painted)


def plane_pngs(photo: Photo, plane: Plane, threshold: int) -> tuple[bytes, bytes]:
    """`mask_pngs` of a correction's plane, with no second copy of it in memory."""
    if plane.dtype != np.uint8 or plane.shape != (photo.height, photo.width):
        raise ValueError(f"the mask must be uint8 of shape {(photo.height, photo.width)}, not {plane.shape}")
    table = threshold_table(threshold)
    mask_png = encode_rows(photo.height, photo.width, lambda rows: look_up(plane[rows], table))
    return mask_png, encode_rows(photo.height, photo.width, lambda rows: painted_in(plane[rows]))


def save(
    store: ProjectStore,
    blobs: BlobStore,
    photo: Photo,
    pngs: tuple[bytes, bytes | None],
    *,
    author: str,
    model_version: str | None,
) -> MaskRevision:
    """Keep `pngs`, the mask and its painted plane, as the photo's next revision. Raises UserError."""
    mask_png, painted_png = pngs
    saved: list[str] = []
    try:
        # Nobody else writes only while the finished bytes go to the disk, so that revisions cannot clash.
        with store.writing() as rows:
            revision = rows.masks.add(
                photo.id,
                painted=painted_png is not None,
                author=author,
                model_version=model_version,
                created_at=now(),
            )
            with saving(store, blobs, f"The mask of “{photo.name}”"):
                for key, png in ((revision.key, mask_png), (revision.painted_key, painted_png)):
                    if key is not None and png is not None:
                        blobs.write(key, png)
                        saved.append(key)
    except BaseException:
        remove_quietly(blobs, saved)
        raise
    _prune(store, blobs, photo.id, author)
    return revision


def forget(store: ProjectStore, blobs: BlobStore, revision: MaskRevision) -> None:
    """Take a revision away. Raises UserError."""
    with store.writing() as rows:
        rows.masks.remove([revision.id])
    remove_quietly(blobs, _keys(revision))


def remove_quietly(blobs: BlobStore, keys: Collection[str]) -> None:
    """A blob without a row is seen by nobody: what cannot be removed may stay."""
    for key in keys:
        with suppress(OSError):
            blobs.remove([key])


def _keys(revision: MaskRevision) -> list[str]:
    return [key for key in (revision.key, revision.painted_key) if key is not None]


def _check(mask: NDArray[np.uint8], painted: NDArray[np.bool_] | None, shape: tuple[int, int]) -> None:
    if mask.dtype != np.uint8 or mask.shape != shape:
        raise ValueError(f"the mask must be uint8 of shape {shape}, not {mask.dtype} {mask.shape}")
    if painted is not None and (painted.dtype != np.bool_ or painted.shape != shape):
        raise ValueError(f"painted must be bool of shape {shape}, not {painted.dtype} {painted.shape}")
    counts = cv2.calcHist([mask], [0], None, [256], [0, 256]).ravel()
    if not set(np.flatnonzero(counts).tolist()) <= set(MASK_CODES):
        raise ValueError(f"a mask holds only the codes {MASK_CODES}")


def _prune(store: ProjectStore, blobs: BlobStore, photo_id: int, author: str) -> None:
    """Forget revisions that are both old and many; rows go before blobs."""
    before = (datetime.now(UTC) - KEPT_FOR).isoformat(timespec="seconds")
    with store.reading() as rows:
        own = [revision for revision in rows.masks.of_photo(photo_id) if revision.author == author]
    gone = [revision for revision in own[KEPT:] if revision.created_at < before]
    if gone:
        with store.writing() as rows:
            rows.masks.remove([revision.id for revision in gone])
        remove_quietly(blobs, [key for revision in gone for key in _keys(revision)])
