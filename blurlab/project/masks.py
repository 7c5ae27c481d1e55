"""Mask revisions: PNG blobs, and a row that appears after them."""

from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.editing.correction import MASK_CODES, Plane, look_up, painted_in, threshold_table
from blurlab.core.editing.kinds import PAINTED_KINDS, Kind, is_painted
from blurlab.core.opencv import cv2
from blurlab.core.prediction import Look
from blurlab.imaging.masks import read_mask
from blurlab.imaging.png import encode_bilevel, encode_mask, encode_rows, read_own
from blurlab.project.clock import now
from blurlab.project.ports import BlobStore, ProjectStore
from blurlab.project.records import Label, MaskRevision, Photo
from blurlab.project.saving import saving
from blurlab.project.view_choice import VIEW_SETTING

KEPT: Final = 20  # revisions of a photo and author, always kept
KEPT_FOR: Final = timedelta(days=1)  # and every one that is younger, since a training may be reading it


class Masks:
    """The masks of a project's photos, revision by revision: `Project.masks`."""

    def __init__(self, store: ProjectStore, blobs: BlobStore, photo: Callable[[int], Photo]) -> None:
        """photo: the photo of an id; raises UserError if there is none."""
        self._store, self._blobs, self._photo = store, blobs, photo

    def save(
        self,
        photo_id: int,
        mask: NDArray[np.uint8],
        painted: NDArray[np.bool_] | None = None,
        *,
        author: str,
        model_version: str | None = None,
        look: Look | None = None,
        cut: int | None = None,
        kinds: NDArray[np.uint8] | None = None,
    ) -> MaskRevision:
        """Keep `mask` (uint8 codes, the photo's size) as the photo's next revision.

        `painted` (bool, same size) says where a person decided; None means everywhere. `look`: at which its blur was
        predicted; None: at the project's view. `cut`: 1..255, at which the prediction under it was cut. `kinds`: uint8
        Kind (same size) as a person told them; None: nobody did. Raises UserError if the disk refuses (nothing is
        changed then), ValueError where sizes or codes are wrong.
        """
        photo = self._photo(photo_id)
        _check(mask, painted, (photo.height, photo.width))
        if kinds is not None and (kinds.shape != mask.shape or int(kinds.max()) > Kind.EITHER):
            raise ValueError("The kinds are of another photo, or damaged.")
        told = encode_mask(kinds) if kinds is not None and kinds.any() else None
        pngs = encode_mask(mask), None if painted is None else encode_bilevel(painted), told
        return self._keep(photo, *pngs, author=author, model_version=model_version, look=look, cut=cut)

    def save_plane(
        self,
        photo_id: int,
        plane: Plane,
        threshold: int,
        *,
        author: str,
        model_version: str | None = None,
        look: Look | None = None,
        cut: int | None = None,
        kinds: Plane | None = None,
    ) -> MaskRevision:
        """`save` of a correction's plane as it is seen at `threshold`, with no second copy of it in memory.

        cut: 1..255, at which the prediction under it was cut; None: there is none. kinds: the plane of the photo's
        Kinds, of which what is painted is kept.
        """
        photo = self._photo(photo_id)
        shape = photo.height, photo.width
        if plane.dtype != np.uint8 or plane.shape != shape:
            raise ValueError(f"the mask must be uint8 of shape {shape}, not {plane.shape}")
        table = threshold_table(threshold)
        mask_png = encode_rows(*shape, lambda rows: look_up(plane[rows], table))
        painted_png = encode_rows(*shape, lambda rows: painted_in(plane[rows]))
        kinds_png = None
        if kinds is not None and is_painted(kinds):
            kinds_png = encode_rows(*shape, lambda rows: look_up(kinds[rows], PAINTED_KINDS))
        return self._keep(
            photo,
            mask_png,
            painted_png,
            kinds_png,
            author=author,
            model_version=model_version,
            look=look,
            cut=cut,
        )

    def latest(self, photo_id: int) -> MaskRevision | None:
        """The newest revision of the photo's mask, None if it has none."""
        with self._store.reading() as rows:
            return next(iter(rows.masks.of_photo(photo_id, newest_only=True)), None)

    def revisions(self, photo_id: int) -> list[MaskRevision]:
        """Every revision kept of the photo's mask, newest first."""
        with self._store.reading() as rows:
            return rows.masks.of_photo(photo_id)

    def read(self, revision: MaskRevision) -> tuple[NDArray[np.uint8], NDArray[np.bool_] | None]:
        """(mask codes, painted or None), both of the photo's size. Raises UserError for missing or damaged files."""
        photo = self._photo(revision.photo_id)
        mask = read_own(self._blobs.file(revision.key), photo.width, photo.height)
        if revision.painted_key is None:
            return mask, None
        return mask, read_own(self._blobs.file(revision.painted_key), photo.width, photo.height) >= 128

    def read_kinds(self, revision: MaskRevision) -> NDArray[np.uint8] | None:
        """What a person said of the blur's kinds, uint8 Kind of the photo's size; None where nobody said anything.

        Raises UserError for a damaged file.
        """
        if self._blobs.state(revision.kinds_key) is None:
            return None
        photo = self._photo(revision.photo_id)
        return read_own(self._blobs.file(revision.kinds_key), photo.width, photo.height)

    def forget(self, revision: MaskRevision) -> None:
        """Remove one revision. Raises UserError."""
        with self._store.writing() as rows:
            rows.masks.remove([revision.id])
        self._remove_quietly(_keys(revision))

    def labels(self) -> list[Label]:
        """The accepted photos that have a mask, each with its newest."""
        with self._store.reading() as rows:
            return rows.masks.labels()

    def has_label(self, label: Label) -> bool:
        """Whether the label's mask exists."""
        return self._blobs.state(label.key) is not None

    def read_label(self, label: Label) -> NDArray[np.uint8]:
        """The label's mask, uint8 codes (height, width). Raises UnreadablePhoto if it is missing or damaged."""
        return read_mask(self._blobs.file(label.key), 255)

    def _keep(
        self,
        photo: Photo,
        mask_png: bytes,
        painted_png: bytes | None,
        kinds_png: bytes | None = None,
        *,
        author: str,
        model_version: str | None,
        look: Look | None,
        cut: int | None = None,
    ) -> MaskRevision:
        """Keep the mask and its painted plane as the photo's next revision. Raises UserError."""
        saved: list[str] = []
        with self._store.reading() as rows:
            look = look or Look(rows.settings.get(VIEW_SETTING))
        try:
            # Others are locked out only while the finished bytes go to the disk, so that revisions cannot clash.
            with self._store.writing() as rows:
                revision = rows.masks.add(
                    photo.id,
                    painted=painted_png is not None,
                    author=author,
                    model_version=model_version,
                    created_at=now(),
                    look=look,
                    cut=cut,
                )
                with saving(self._store, self._blobs, f"The mask of “{photo.name}”"):
                    pngs = (
                        (revision.key, mask_png),
                        (revision.painted_key, painted_png),
                        (revision.kinds_key, kinds_png),
                    )
                    for key, png in pngs:
                        if key is not None and png is not None:
                            self._blobs.write(key, png)
                            saved.append(key)
        except BaseException:
            self._remove_quietly(saved)
            raise
        self._prune(photo.id, author)
        return revision

    def _prune(self, photo_id: int, author: str) -> None:
        """Forget revisions that are both old and many; rows go before blobs."""
        before = (datetime.now(UTC) - KEPT_FOR).isoformat(timespec="seconds")
        own = [revision for revision in self.revisions(photo_id) if revision.author == author]
        gone = [revision for revision in own[KEPT:] if revision.created_at < before]
        if gone:
            with self._store.writing() as rows:
                rows.masks.remove([revision.id for revision in gone])
            self._remove_quietly([key for revision in gone for key in _keys(revision)])

    def _remove_quietly(self, keys: Collection[str]) -> None:
        """A blob without a row is seen by nobody: what cannot be removed may stay."""
        for key in keys:
            with suppress(OSError):
                self._blobs.remove([key])


def _keys(revision: MaskRevision) -> list[str]:
    return [key for key in (revision.key, revision.painted_key, revision.kinds_key) if key is not None]


def _check(mask: NDArray[np.uint8], painted: NDArray[np.bool_] | None, shape: tuple[int, int]) -> None:
    if mask.dtype != np.uint8 or mask.shape != shape:
        raise ValueError(f"the mask must be uint8 of shape {shape}, not {mask.dtype} {mask.shape}")
    if painted is not None and (painted.dtype != np.bool_ or painted.shape != shape):
        raise ValueError(f"painted must be bool of shape {shape}, not {painted.dtype} {painted.shape}")
    counts = cv2.calcHist([mask], [0], None, [256], [0, 256]).ravel()
    if not set(np.flatnonzero(counts).tolist()) <= set(MASK_CODES):
        raise ValueError(f"a mask holds only the codes {MASK_CODES}")
