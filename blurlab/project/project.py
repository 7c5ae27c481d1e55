"""A project on disk: photos by reference, mask revisions, predictions, model versions.

A file is written first, its database row follows, so that no row ever speaks of a file that is not there.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from blurlab.core.editing.correction import Plane
from blurlab.errors import FOLDER_GONE, UnreadablePhoto, UserError, refusal, shown_name
from blurlab.files.atomic import write_bytes
from blurlab.imaging.png import encode_grey, read_own
from blurlab.project import adding, masks, opening, versions
from blurlab.project.files import places
from blurlab.project.files.places import is_project
from blurlab.project.records import KINDS, AddReport, Label, MaskRevision, ModelVersion, Photo, Status
from blurlab.project.sqlite.database import Database

__all__ = ["Project", "is_project"]


class Project:
    """An open project. Every method may be called from any thread, and from several processes on one folder.

    Made by `create`, `open`, `open_or_create` or `for_photos`. Failures are UserErrors whose str() is one
    sentence; a failed write leaves the former state.
    """

    def __init__(self, folder: Path, notice: str = "") -> None:
        """Use the classmethods. `notice` is a sentence for the person, such as where the project had to be kept.

        Raises UserError.
        """
        self.folder = places.absolute(folder)
        self.name = self.folder.name.removesuffix(places.SUFFIX)
        self.notice = notice
        opening.refuse_links_in(self.folder)
        self.database = Database(self.folder / places.DATABASE)

    @classmethod
    def create(cls, folder: Path) -> Self:
        """A new project in `folder`, which must not exist or be empty. Raises UserError."""
        opening.make_folder(places.absolute(folder))
        return cls(folder)

    @classmethod
    def open(cls, folder: Path) -> Self:
        """The project in `folder`. Raises UserError where there is none, or it is damaged, newer or read-only."""
        opening.check_folder(places.absolute(folder))
        return cls(folder)

    @classmethod
    def open_or_create(cls, folder: Path) -> Self:
        return cls.open(folder) if is_project(folder) else cls.create(folder)

    @classmethod
    def for_photos(cls, photo_folder: Path) -> Self:
        """The project that belongs to a folder of photos: the one inside it, made where there is none.

        Where the folder cannot be written the project lies among the user's data and `notice` says so.
        """
        folder, notice = opening.folder_for_photos(places.absolute(photo_folder))
        return cls(folder, notice)

    def close(self) -> None:
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ------------------------------------------------------------ photos

    def add_photos(self, paths: Iterable[Path], on_progress: Callable[[int, int], None] | None = None) -> AddReport:
        """Take photos into the project by reference; they are hashed and their headers read, nothing is copied.

        A photo that is in the project already is `known`; one whose old place is empty and whose content is found
        under a new path is moved there and `known`. `on_progress(done, total)` is called after each.
        """
        return adding.add_photos(self, list(paths), on_progress)

    def relink(self, folder: Path) -> list[Photo]:
        """Find photos that are no longer at their place in `folder` or below, by content; those found are returned."""
        return adding.relink(self, folder)

    def photos(self, status: Status | None = None) -> list[Photo]:
        """All photos, or those of one status, in the order in which they were added."""
        where, values = ("", ()) if status is None else ("WHERE status = ?", (str(status),))
        with self.database.reading() as connection:
            rows = connection.execute(f"{adding.SELECT_PHOTOS} {where} ORDER BY id", values).fetchall()
        return [adding.photo_of(self.folder, row) for row in rows]

    def photo(self, photo_id: int) -> Photo:
        """One photo. Raises UserError where there is no such id."""
        with self.database.reading() as connection:
            row = connection.execute(f"{adding.SELECT_PHOTOS} WHERE id = ?", (photo_id,)).fetchone()
        if row is None:
            raise UserError("photo.unknown", f"The project “{shown_name(self.name)}” has no photo number {photo_id}.")
        return adding.photo_of(self.folder, row)

    def counts(self) -> dict[Status, int]:
        """How many photos stand at each status; every status is there."""
        with self.database.reading() as connection:
            rows = connection.execute("SELECT status, count(*) FROM photos GROUP BY status").fetchall()
        counts = dict.fromkeys(Status, 0)
        counts.update({Status(status): count for status, count in rows})
        return counts

    def set_status(self, photo_id: int, status: Status) -> None:
        self._set(photo_id, "status", str(Status(status)))

    def set_kind(self, photo_id: int, kind: str) -> None:
        """`kind` is “”, “defocus” or “motion”; ValueError otherwise."""
        if kind not in KINDS:
            raise ValueError(f"kind must be one of {KINDS}, not {kind!r}")
        self._set(photo_id, "kind", kind)

    def _set(self, photo_id: int, column: str, value: str) -> None:
        with self.database.writing() as connection:
            changed = connection.execute(f"UPDATE photos SET {column} = ? WHERE id = ?", (value, photo_id)).rowcount
        if not changed:
            self.photo(photo_id)  # tells that there is none

    # ------------------------------------------------------------ masks

    def save_mask(
        self,
        photo_id: int,
        mask: NDArray[np.uint8],
        painted: NDArray[np.bool_] | None = None,
        *,
        author: str,
        model_version: str | None = None,
    ) -> MaskRevision:
        """Save `mask` (uint8 codes, the photo's size) as the photo's next revision.

        `painted` (bool, same size) says where a person decided; None means everywhere. Raises UserError where the
        disk refuses (nothing is changed then), ValueError where sizes or codes are wrong.
        """
        return masks.save(self, photo_id, mask, painted, author=author, model_version=model_version)

    def save_plane(
        self, photo_id: int, plane: Plane, threshold: int, *, author: str, model_version: str | None = None
    ) -> MaskRevision:
        """`save_mask` of a correction's plane as it is seen at `threshold`, with no second copy of it in memory."""
        return masks.save_plane(self, photo_id, plane, threshold, author=author, model_version=model_version)

    def latest_mask(self, photo_id: int) -> MaskRevision | None:
        """The newest revision of the photo's mask, None where it has none."""
        found = masks.revisions(self, photo_id, newest_only=True)
        return found[0] if found else None

    def mask_revisions(self, photo_id: int) -> list[MaskRevision]:
        """Every revision kept of the photo's mask, newest first."""
        return masks.revisions(self, photo_id)

    def read_mask_revision(self, revision: MaskRevision) -> tuple[NDArray[np.uint8], NDArray[np.bool_] | None]:
        """(mask codes, painted or None), both of the photo's size. Raises UserError for missing or damaged files."""
        photo = self.photo(revision.photo_id)
        return masks.read(revision, photo.width, photo.height)

    def labels(self) -> list[Label]:
        """The accepted photos that have a mask, each with its newest."""
        return masks.labels(self)

    # ------------------------------------------------------------ predictions

    def prediction_path(self, photo_id: int, version: str) -> Path:
        """Where the prediction of `version` for the photo lies, or would. Raises UserError for a wild `version`."""
        return places.prediction_path(self.folder, photo_id, version)

    def save_prediction(self, photo_id: int, version: str, blurriness: NDArray[np.uint8]) -> None:
        """Keep a prediction: uint8 (h, w), network resolution. Raises UserError where the disk refuses."""
        path = self.prediction_path(photo_id, version)
        with self.saving("The prediction"):
            write_bytes(path, encode_grey(blurriness), self.folder)

    def read_prediction(self, photo_id: int, version: str) -> NDArray[np.uint8] | None:
        """The prediction, uint8 (h, w); None where there is none or its file is damaged: it can be made again."""
        path = self.prediction_path(photo_id, version)
        if not path.exists():
            return None
        try:
            return read_own(path)
        except UnreadablePhoto:
            return None

    def predicted_versions(self, photo_id: int) -> list[str]:
        """The model versions whose prediction of the photo is kept, by name."""
        return places.predicted_versions(self.folder, photo_id)

    # ------------------------------------------------------------ model versions

    def publish(self, write: Callable[[Path], None], card: Mapping[str, Any], *, promote: bool = True) -> ModelVersion:
        """Make a model version: its folder appears at once and complete, then its row, and it is promoted.

        `write` is given the path at which to write the weights (safetensors). `card` is kept beside them as
        card.json; its “parent”, “setup”, “auc” and “ap” also go into the row. Raises UserError.
        """
        return versions.publish(self, write, card, promote=promote)

    def model_versions(self) -> list[ModelVersion]:
        """Published versions whose weights are there, oldest first."""
        return versions.listed(self)

    def promoted(self) -> ModelVersion | None:
        """The version that predicts, None where none was published or its files are gone."""
        return versions.promoted(self)

    def promote(self, name: str) -> None:
        """Let the version `name` predict. Raises UserError where there is no such version."""
        versions.promote(self, name)

    # ------------------------------------------------------------ settings

    def setting(self, key: str, default: Any = None) -> Any:
        """A JSON value kept with the project."""
        with self.database.reading() as connection:
            row = connection.execute("SELECT value FROM settings WHERE key = ?", (key,)).fetchone()
        return default if row is None else json.loads(row[0])

    def set_setting(self, key: str, value: Any) -> None:
        text = json.dumps(value)
        with self.database.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)", (key, text))

    # ------------------------------------------------------------ for the modules beside this one

    @contextmanager
    def saving(self, what: str) -> Iterator[None]:
        """Turns the disk's refusals inside into a UserError: “{what} could not be saved: the disk is full.”"""
        try:
            self.folder.stat()  # else a project that was taken away would be made anew, empty
            yield
        except OSError as error:
            if self.folder.is_dir():
                raise refusal(f"{what} could not be saved", error) from error
            gone = f"the folder of the project “{self.database.project_name}” is gone"
            raise UserError(FOLDER_GONE, f"{what} could not be saved: {gone}.") from error
