"""A project: photos by reference, mask revisions, predictions, model versions.

Written against `blurlab.project.ports` alone. A blob is written first, its row is there for others after it, so that no
row ever speaks of a blob that is not there.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from blurlab.core.cut import suggested_cut
from blurlab.core.planes import BlurPlanes
from blurlab.core.prediction import Look, View
from blurlab.errors import UnreadablePhoto, UserError, shown_name
from blurlab.files.paths import absolute
from blurlab.imaging.png import encode_grey, encode_planes, look_in, read_own, read_planes, with_look
from blurlab.imaging.ports import Place
from blurlab.imaging.tones import Tones
from blurlab.project import adding, keys, opening, saving
from blurlab.project.journal import Journal, photos_with_journal, read_steps
from blurlab.project.masks import Masks
from blurlab.project.ports import BlobStore, Lock, ProjectStore
from blurlab.project.records import KINDS, AddReport, Photo, Status
from blurlab.project.settings import Setting
from blurlab.project.versions import Versions
from blurlab.project.view_choice import VIEW_SETTING

T = TypeVar("T")


class Project:
    """An open project. Every method may be called from any thread, and from several processes on one project.

    Made by `create`, `open`, `open_or_create` or `for_photos`. Failures are UserErrors whose str() is one
    sentence; a failed write leaves the previous state.
    """

    def __init__(self, store: ProjectStore, blobs: BlobStore, folder: Path, notice: str = "") -> None:
        """Use the classmethods.

        Parameters
        ----------
        store, blobs
            What holds the project; `close` closes the store.
        folder
            Where a person finds it, absolute: `open` opens it from there.
        notice
            A sentence for the person, such as where the project is stored.
        """
        self.store, self.blobs = store, blobs
        self.folder = folder
        self.name = folder.name.removesuffix(opening.SUFFIX)
        self.notice = notice
        self.masks = Masks(store, blobs, self.photo)
        self.versions = Versions(store, blobs)

    @classmethod
    def create(cls, folder: Path) -> Self:
        """A new project in `folder`, which must not exist or be empty. Raises UserError."""
        folder = absolute(folder)
        opening.make_folder(folder)
        return cls(*opening.stores_in(folder), folder)

    @classmethod
    def open(cls, folder: Path) -> Self:
        """The project in `folder`. Raises UserError if there is none, or it is damaged, newer or read-only."""
        folder = absolute(folder)
        opening.check_folder(folder)
        return cls(*opening.stores_in(folder), folder)

    @classmethod
    def open_to_read(cls, folder: Path) -> Self:
        """As `open`, for whoever changes nothing: also on a disk that is full or read-only."""
        folder = absolute(folder)
        opening.check_folder(folder)
        return cls(*opening.stores_to_read(folder), folder)

    @classmethod
    def open_or_create(cls, folder: Path) -> Self:
        """The project in `folder`, made if there is none. Raises UserError."""
        return cls.open(folder) if opening.is_project(folder) else cls.create(folder)

    @classmethod
    def for_photos(cls, photo_folder: Path) -> Self:
        """The project that belongs to a folder of photos: the one inside it, made if there is none.

        Where the folder cannot be written the project lies among the user's data and `notice` says so.
        Raises UserError.
        """
        folder, notice = opening.folder_for_photos(absolute(photo_folder))
        return cls(*opening.stores_in(folder), folder, notice)

    def close(self) -> None:
        """Let go of the store; every later use raises UserError."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ------------------------------------------------------------ photos

    def add_photos(self, paths: Iterable[Place], on_progress: Callable[[int, int], None] | None = None) -> AddReport:
        """Add photos to the project by reference; they are hashed and their headers read, nothing is copied.

        A path alone means every picture in the file: each page of a TIFF is a photo. A PhotoRef means the one it names.
        A photo that is in the project already is `known`; one whose old place is empty and whose content is found
        under a new path is moved there and `known`. `on_progress(done, total)` is called after each.
        """
        return adding.add_photos(self.store, list(paths), on_progress)

    def set_tones(self, photo_id: int, tones: Tones) -> None:
        """Let the photo's deep values be seen so; what was predicted of it is forgotten, as it was of another picture.

        Raises UserError if there is no such photo, or the disk refuses.
        """
        with self.store.writing() as rows:
            known = rows.photos.set_tones(photo_id, tones)
        if not known:
            self.photo(photo_id)  # raises if there is none
        with self.saving("The range of values"):
            for view in View:
                for version in self.predicted_versions(photo_id, view):
                    self.remove_prediction(photo_id, version, view)
            self.blobs.remove([keys.thumbnail(photo_id)])

    def relink(self, folder: Path) -> list[Photo]:
        """Find photos that are no longer at their place in `folder` or below, by content; those found are returned."""
        return adding.relink(self.store, folder)

    def photos(self, status: Status | None = None) -> list[Photo]:
        """All photos, or those of one status, in the order in which they were added."""
        with self.store.reading() as rows:
            return rows.photos.all(status)

    def photo(self, photo_id: int) -> Photo:
        """One photo. Raises UserError if there is no such id."""
        with self.store.reading() as rows:
            found = rows.photos.get(photo_id)
        if found is None:
            raise UserError("photo.unknown", f"The project “{shown_name(self.name)}” has no photo number {photo_id}.")
        return found

    def counts(self) -> dict[Status, int]:
        """How many photos stand at each status; every status is there."""
        with self.store.reading() as rows:
            return dict.fromkeys(Status, 0) | rows.photos.counts()

    def set_status(self, photo_id: int, status: Status) -> None:
        """Let the photo stand at `status` in review. Raises UserError if there is no such photo."""
        with self.store.writing() as rows:
            known = rows.photos.set_status(photo_id, Status(status))
        if not known:
            self.photo(photo_id)  # raises if there is none

    def keep_digest(self, photo_id: int, digest: str) -> None:
        """The photo's masks are for the file with this digest (`digest_of`) from now on."""
        with self.store.writing() as rows:
            rows.photos.set_digest(photo_id, digest)

    def set_kind(self, photo_id: int, kind: str) -> None:
        """`kind` is “”, “defocus” or “motion”; ValueError otherwise."""
        if kind not in KINDS:
            raise ValueError(f"kind must be one of {KINDS}, not {kind!r}")
        with self.store.writing() as rows:
            known = rows.photos.set_kind(photo_id, kind)
        if not known:
            self.photo(photo_id)

    # ------------------------------------------------------------ strokes

    def journal(self, photo_id: int) -> Journal:
        """The strokes of the photo that no saved mask holds."""
        return Journal(self.blobs, photo_id, self.store.name)

    def photos_with_journal(self) -> list[int]:
        """Ids of the photos with such strokes: what reopening offers to bring back."""
        return photos_with_journal(self.blobs, self.store.name)

    def read_steps(self, photo_id: int, revision: int) -> list[bytes]:
        """The steps that led to this revision, oldest first; none where it is another's, or they are damaged."""
        return read_steps(self.blobs, photo_id, revision)

    # ------------------------------------------------------------ predictions

    @property
    def view(self) -> View:
        """From which of a photo's predictions its mask is cut: the project's choice, as a whole until it is made."""
        return self.setting(VIEW_SETTING)

    def set_view(self, view: View) -> None:
        """Choose from which predictions masks are cut; masks that are there keep theirs. Raises UserError."""
        self.set_setting(VIEW_SETTING, view)

    def prediction_file(self, photo_id: int, version: str, view: View = View.WHOLE) -> Path:
        """A file on this machine with the prediction of `version`, to be read only; missing if there is none.

        Raises UserError for a wild `version`.
        """
        return self.blobs.file(keys.prediction(photo_id, version, view))

    def has_prediction(self, photo_id: int, version: str, view: View = View.WHOLE) -> bool:
        """Whether a prediction is kept, intact or not. Raises UserError for a wild `version`."""
        return self.blobs.state(keys.prediction(photo_id, version, view)) is not None

    def save_prediction(
        self,
        photo_id: int,
        version: str,
        blurriness: NDArray[np.uint8],
        look: Look,
        cut: int | None = None,
        planes: BlurPlanes | None = None,
    ) -> None:
        """Keep a prediction, uint8 (h, w) at network resolution, with its look and the cut (1..255) that it suggests.

        planes: of a prediction as a whole; those at 100 % are not kept. Raises UserError if the disk refuses.
        """
        with self.saving("The prediction"):
            if planes is not None and look.view is View.WHOLE:  # first, so that they are there once the prediction is
                self.blobs.write(keys.planes(photo_id, version), encode_planes(planes))
            key = keys.prediction(photo_id, version, look.view)
            self.blobs.write(key, with_look(encode_grey(blurriness), look, cut))

    def read_prediction(self, photo_id: int, version: str, view: View = View.WHOLE) -> NDArray[np.uint8] | None:
        """The prediction, uint8 (h, w); None if there is none or its file is damaged: it can be made again."""
        if not self.has_prediction(photo_id, version, view):
            return None
        try:
            return read_own(self.prediction_file(photo_id, version, view))
        except UnreadablePhoto:
            return None

    def planes_file(self, photo_id: int, version: str) -> Path:
        """As `prediction_file`, with what `read_planes` reads."""
        return self.blobs.file(keys.planes(photo_id, version))

    def read_planes(self, photo_id: int, version: str) -> BlurPlanes | None:
        """How much blur `version` predicted and of what kind; None where it told neither or the file is damaged."""
        if self.blobs.state(keys.planes(photo_id, version)) is None:
            return None
        try:
            return read_planes(self.planes_file(photo_id, version))
        except UnreadablePhoto:
            return None

    def prediction_facts(self, photo_id: int, version: str, view: View = View.WHOLE) -> tuple[Look | None, int | None]:
        """What a kept prediction tells of itself: its look and the cut (1..255) that it suggests.

        None for each that it does not tell, as those of a blurlab that knew no scale; they are worth making anew.
        """
        try:
            return look_in(self.prediction_file(photo_id, version, view))
        except OSError:
            return None, None

    def cut_of(self, photo_id: int, version: str, view: View, prediction: NDArray[np.uint8]) -> int:
        """The cut, 1..255, that this prediction (uint8 (h, w)) suggests, as it was kept with it.

        Of one that was kept without a cut, by an older blurlab, it is what its own map suggests.
        """
        _look, cut = self.prediction_facts(photo_id, version, view)
        return suggested_cut(prediction) if cut is None else cut

    def remove_prediction(self, photo_id: int, version: str, view: View = View.WHOLE) -> None:
        """Take a prediction away, such as a damaged one, and its planes. Raises OSError if the disk refuses."""
        planes = [keys.planes(photo_id, version)] if view is View.WHOLE else []
        self.blobs.remove([keys.prediction(photo_id, version, view), *planes])

    def predicted_versions(self, photo_id: int, view: View = View.WHOLE) -> list[str]:
        """The model versions whose prediction of the photo at this view is kept, by name."""
        return [name for name in self.blobs.names(keys.PREDICTIONS) if self.has_prediction(photo_id, name, view)]

    # ------------------------------------------------------------ settings

    def setting(self, setting: Setting[T]) -> T:
        """What is kept with the project; the setting's default where that is nothing, or damaged."""
        with self.store.reading() as rows:
            return rows.settings.get(setting)

    def set_setting(self, setting: Setting[T], value: T) -> None:
        """Keep a value with the project. Raises UserError."""
        with self.store.writing() as rows:
            rows.settings.set(setting, value)

    # ------------------------------------------------------------ where it is kept

    @property
    def title(self) -> str:
        """The project's name in sentences."""
        return self.store.name

    def is_there(self) -> bool:
        """Whether it can be reached now: a stick may be pulled out. For a thread."""
        return self.store.is_there()

    def window_lock(self) -> Lock:
        """What the window holds that the project is open in; its child processes do not take it."""
        return self.blobs.lock()

    def work_folder(self, name: str, *, make: bool = True) -> Path:
        """A folder on this machine for what processes hand each other in files; see BlobStore.work_folder.

        Raises OSError.
        """
        return self.blobs.work_folder(name, make=make)

    def sweep(self, ended: int | None = None) -> list[Path]:
        """See BlobStore.sweep."""
        return self.blobs.sweep(ended)

    @contextmanager
    def saving(self, what: str) -> Iterator[None]:
        """Turns the disk's refusals inside into a UserError: “{what} could not be saved: the disk is full.”"""
        with saving.saving(self.store, self.blobs, what):
            yield
