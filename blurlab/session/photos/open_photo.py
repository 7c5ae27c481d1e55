"""A photo with all that is needed to show and correct it, and how it is brought into memory (in a worker thread)."""

from contextlib import suppress
from dataclasses import dataclass, field

from blurlab.core.cut import HALF
from blurlab.core.editing.correction import Correction, Corrects, Plane
from blurlab.core.editing.edit import Edit
from blurlab.core.editing.history import History
from blurlab.core.editing.kinds import Kinds
from blurlab.core.prediction import Look, View, scale_of
from blurlab.core.pyramid import Pyramid
from blurlab.errors import UserError
from blurlab.imaging.metadata.digest import digest_of
from blurlab.imaging.source import open_source
from blurlab.project.adding import is_same_file
from blurlab.project.journal import Journal
from blurlab.project.project import Project
from blurlab.project.records import Photo, Status


@dataclass(eq=False)
class OpenPhoto:
    """One photo in memory. `edits` counts changes by the person, `saved_edits` those that lie in a mask revision."""

    photo_id: int
    name: str
    pyramid: Pyramid | None  # None only if nothing is shown
    correction: Correction
    journal: Journal
    prediction_version: str | None = None  # whose prediction the untouched pixels show; None: nobody's
    look: Look | None = None  # of that prediction; None: nobody's
    suggested: int = HALF  # the cut, 1..255, that the prediction suggests
    moved_cut: int | None = None  # the cut that a person chose instead; None: the suggested one is in use
    frozen: bool = False  # the untouched pixels are those of a saved mask, cut at its threshold
    has_mask: bool = False  # a mask revision lies in the project
    digest: str | None = None  # of its file as it was read, where that is not the one that its masks were made for
    withheld: str | None = None  # the model version whose prediction is not shown, so that the mask owes it nothing
    recovered: int = 0  # strokes that came back from the journal
    troubles: list[UserError] = field(default_factory=list)
    history: History = field(default_factory=History)
    kinds: Kinds | None = None  # of its blur; there once somebody looked at them or said anything
    edits: int = 0
    saved_edits: int = 0

    @property
    def view(self) -> View | None:
        """At which the prediction was made that the untouched pixels show; None: nobody's is shown."""
        return None if self.look is None else self.look.view

    @property
    def threshold(self) -> int:
        """Untouched pixels at or above it count as blurred, 1..255: where a person put the cut, else the suggested."""
        return self.suggested if self.moved_cut is None else self.moved_cut

    @property
    def cut(self) -> int | None:
        """The threshold for the mask's facts; None where no prediction was cut."""
        return None if self.prediction_version is None else self.threshold

    def move_cut(self, cut: int | None) -> None:
        """Choose another cut, 1..255; None, or the suggested one, to follow the suggestion."""
        self.moved_cut = None if cut == self.suggested else cut

    def predicted(self, version: str, look: Look, suggested: int) -> None:
        """Untouched pixels show the prediction of this version from now on.

        A cut that was moved on another prediction says nothing of this one.
        """
        if (self.prediction_version, self.view) != (version, look.view):
            self.moved_cut = None
        self.prediction_version, self.look, self.suggested = version, look, suggested
        self.move_cut(self.moved_cut)
        self.frozen = False

    def kinds_at_hand(self) -> Kinds:
        """The kinds of its blur, made where nobody asked for them before."""
        if self.kinds is None:
            self.kinds = Kinds(self.correction.height, self.correction.width)
        return self.kinds

    def plane_of(self, edit: Edit) -> Correction:
        """What a step is written into."""
        return self.correction if edit.corrects is Corrects.BLUR else self.kinds_at_hand()

    @property
    def unsaved(self) -> bool:
        return self.edits > self.saved_edits

    @property
    def nbytes(self) -> int:
        """Bytes that stay in memory while this photo is kept."""
        pixels = 0 if self.pyramid is None else self.pyramid.nbytes
        kinds = 0 if self.kinds is None else self.kinds.nbytes
        return pixels + self.correction.nbytes + kinds + self.history.nbytes

    def freeze(self, threshold: int) -> None:
        """Cut the untouched pixels at the threshold, as a saved mask does: no later threshold moves them.

        What lies under painted pixels stays; it shows where they are erased or undone. Of a mask that was painted blind
        every pixel is the person's word, and none moves with a prediction.
        """
        if self.withheld is None:
            self.correction.freeze(threshold)
        else:
            self.correction.settle(threshold)
        self.frozen = True

    def take_frozen(self, plane: Plane, threshold: int) -> None:
        """`freeze` with what was made in a thread; see Correction.take_frozen."""
        self.correction.take_frozen(plane, threshold)
        self.frozen = True


def load_photo(project: Project, photo: Photo, version: str, view: View, *, withhold: bool = False) -> OpenPhoto:
    """Decode the photo, build its pyramid and bring its correction to where the person left it.

    The correction is the latest saved mask, the prediction of `version` at `view` under it (unless the mask was
    accepted: then it stays as it was accepted; or that prediction is to be withheld), and the strokes of the journal
    on top.
    Runs in a worker thread.
    Raises UnreadablePhoto or UserError.
    """
    same = is_same_file(photo) or is_same_file(project.photo(photo.id))  # it may have been accepted anew since
    other = None if same else _digest_of(photo)
    pixels = open_source(photo.ref).read()
    height, width = pixels.shape[:2]
    if (width, height) != (photo.width, photo.height):
        raise UserError(
            "photo.changed",
            f"The photo “{photo.name}” was {photo.width} × {photo.height} pixels when it was added and is now "
            f"{width} × {height}; add it again under another name.",
        )
    correction = Correction(height, width)
    opened = OpenPhoto(photo.id, photo.name, Pyramid(pixels), correction, project.journal(photo.id))
    restore_correction(project, photo, version, view, opened, withhold=withhold)
    if other is None:
        return opened
    if opened.has_mask or opened.recovered:
        sentence = (
            f"The photo “{photo.name}” is another file than the one its mask was painted on; accept it again if the "
            "mask still fits."
        )
        opened.troubles.append(UserError("photo.replaced", sentence))
        opened.digest = other
    else:
        with suppress(UserError):  # it will be asked for again
            project.keep_digest(photo.id, other)
    return opened


def _digest_of(photo: Photo) -> str | None:
    try:
        return digest_of(photo.path)
    except OSError:
        return None


def restore_correction(
    project: Project, photo: Photo, version: str, view: View, opened: OpenPhoto, *, withhold: bool = False
) -> None:
    """Fill `opened.correction` from the project: prediction, mask, journal."""
    if withhold:
        opened.withheld = version
        restore_mask(project, photo, opened)
        replay_journal(opened)
        return
    prediction = None if photo.status is Status.ACCEPTED else read_prediction(project, photo.id, version, view)
    if not restore_mask(project, photo, opened) and prediction is None:
        # An accepted photo without a mask is not all sharp.
        prediction = read_prediction(project, photo.id, version, view)
    if prediction is not None:
        opened.correction.set_prediction(prediction)
        opened.predicted(version, *told_of(project, photo, version, view, prediction))
    replay_journal(opened)


def restore_mask(project: Project, photo: Photo, opened: OpenPhoto) -> bool:
    """Load the newest mask revision that can be read over the prediction it was painted on; False if none can."""
    try:
        revisions = project.masks.revisions(photo.id)
    except UserError as error:
        opened.troubles.append(UserError(error.code, f"The saved mask of “{photo.name}” could not be read: {error}"))
        return False
    damage: UserError | ValueError | None = None
    for revision in revisions:
        try:
            mask, painted = project.masks.read(revision)
            # What lies under painted pixels shows as soon as they are erased or undone.
            under = read_prediction(project, photo.id, revision.model_version, revision.look.view)
            opened.correction.set_prediction(under)
            opened.correction.load_mask(mask, painted)
        except (UserError, ValueError) as error:
            damage = damage or error
            continue
        if damage:
            sentence = f"The newest mask of “{photo.name}” could not be read, so an earlier one is shown: {damage}"
            opened.troubles.append(UserError("mask.unreadable", sentence))
        opened.has_mask = True
        with suppress(UserError, ValueError):  # damaged kinds, or steps, cost only themselves
            kinds = project.masks.read_kinds(revision)
            if kinds is not None:
                opened.kinds_at_hand().load(kinds)
        with suppress(ValueError):
            for step in [Edit.from_bytes(record) for record in project.read_steps(photo.id, revision.revision)]:
                if opened.plane_of(step).rect.contains(step.rect):
                    opened.history.push(step)
        opened.prediction_version = revision.model_version
        opened.look = revision.look
        if under is not None and revision.model_version is not None:
            opened.suggested = project.cut_of(photo.id, revision.model_version, revision.look.view, under)
        opened.move_cut(revision.cut)
        opened.frozen = True
        return True
    if damage:
        sentence = f"The saved mask of “{photo.name}” could not be read: {damage}"
        opened.troubles.append(UserError("mask.unreadable", sentence))
    return False


def read_prediction(project: Project, photo_id: int, version: str | None, view: View) -> Plane | None:
    """The prediction of this version at this view, None if there is none that can be read."""
    try:
        return project.read_prediction(photo_id, version, view) if version else None
    except UserError:
        return None


def told_of(project: Project, photo: Photo, version: str, view: View, prediction: Plane) -> tuple[Look, int]:
    """The look of a kept prediction, and the cut that it suggests.

    What a blurlab of earlier days did not tell follows from its size and from the map.
    """
    look, _cut = project.prediction_facts(photo.id, version, view)
    look = look or Look(view, scale_of((photo.height, photo.width), prediction.shape))
    return look, project.cut_of(photo.id, version, view, prediction)


def replay_journal(opened: OpenPhoto) -> None:
    """Apply the strokes that no mask revision holds yet; they become undo steps again."""
    try:
        records = opened.journal.read()
    except UserError as error:
        opened.troubles.append(error.bare())
        return
    for record in records:
        try:
            edit = Edit.from_bytes(record)
            edit.apply(opened.plane_of(edit))
        except ValueError as error:
            sentence = f"A stroke in the journal of “{opened.name}” could not be read: {error}"
            opened.troubles.append(UserError("journal.unreadable", sentence))
            return
        opened.history.push(edit)
        opened.recovered += 1
    opened.edits += opened.recovered


def save_mask(project: Project, opened: OpenPhoto, author: str) -> None:
    """Save the mask of a photo that nobody paints on meanwhile. For a thread; raises UserError."""
    project.masks.save_plane(
        opened.photo_id,
        opened.correction.plane,
        opened.threshold,
        author=author,
        model_version=opened.prediction_version,
        look=opened.look,
        cut=opened.cut,
    )
