"""The contents of a project, as plain frozen values."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

from blurlab.core.editing.correction import BLURRED, SHARP
from blurlab.core.prediction import UNTOLD, Look
from blurlab.errors import UserError
from blurlab.imaging.metadata.marks import LABELS, Marks
from blurlab.imaging.ports import PhotoRef
from blurlab.project import keys
from blurlab.sharpness.verdict import Code


class Status(StrEnum):
    """Where a photo stands in review."""

    NEW = "new"
    IN_WORK = "in work"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    SKIPPED = "skipped"


KINDS = ("", "defocus", "motion")


def kind_of(name: str) -> str:
    """The blur kind in a file name (Shi et al.'s naming): “defocus”, “motion” or “” for unknown."""
    name = name.lower()
    if name.startswith("out_of_focus"):
        return "defocus"
    return "motion" if name.startswith("motion") else ""


@dataclass(frozen=True)
class Photo:
    """A photo of the project; `width` and `height` are pixels after EXIF orientation."""

    id: int
    path: Path  # absolute
    name: str  # of what is written for it: the file's, with “-p2” before the suffix where it is the second page
    width: int
    height: int
    status: Status
    kind: str  # one of KINDS
    digest: str  # of its pixels: finds it again after it was moved, and tells when it is another
    part_of_file: PhotoRef | None = None  # None: all of the first page

    @property
    def ref(self) -> PhotoRef:
        """Where its picture is found, and how it is seen."""
        return self.part_of_file or PhotoRef(self.path)

    @property
    def title(self) -> str:
        """As people read it: “scan.tif, page 2”."""
        return self.ref.title

    @property
    def stem(self) -> str:
        """The name without its suffix."""
        return self.ref.stem

    @property
    def key(self) -> str:
        """What the photo is told by among all projects: its file's content, and which part of it."""
        return f"{self.digest} {self.ref.part}" if self.ref.part else self.digest


@dataclass(frozen=True)
class NewPhoto:
    """A photo that comes into the project; the names are those of `Photo`, `ref.path` is absolute."""

    ref: PhotoRef
    width: int
    height: int
    kind: str
    digest: str
    file_digest: str  # by which an older project knows it
    added_at: str  # ISO 8601, UTC


@dataclass(frozen=True)
class MaskRevision:
    """One saved state of a photo's mask."""

    id: int
    photo_id: int
    revision: int  # 1, 2, … for each photo
    painted: bool  # which pixels a person decided is kept beside the mask; else: all of them
    author: str
    model_version: str | None  # whose prediction the mask began with
    created_at: str  # ISO 8601, UTC
    look: Look  # at which the blur was predicted that it shows
    cut: int | None = None  # 1..255, of the prediction under it; None: not known, or there is none

    @property
    def key(self) -> str:
        """What its pixels are kept under: a grey PNG of mask codes."""
        return keys.mask(self.photo_id, self.revision)

    @property
    def painted_key(self) -> str | None:
        """What the decided pixels are kept under: a 1-bit PNG, white where a person decided."""
        return keys.painted(self.photo_id, self.revision) if self.painted else None

    @property
    def kinds_key(self) -> str:
        """What a person said of the blur's kinds is kept under, if anything."""
        return keys.kinds(self.photo_id, self.revision)


@dataclass(frozen=True)
class Label:
    """An accepted photo with the newest revision of its mask: what training uses. See Project.read_label."""

    photo: Photo
    revision: int
    look: Look = UNTOLD

    @property
    def key(self) -> str:
        """What its mask is kept under."""
        return keys.mask(self.photo.id, self.revision)


@dataclass(frozen=True)
class VersionRow:
    """A model version as its row tells it; the names are those of `ModelVersion`."""

    name: str
    parent: str | None
    setup: str
    created_at: str
    auc: float | None
    ap: float | None


@dataclass(frozen=True)
class ModelVersion:
    """A trained model that the project has published."""

    name: str  # v0001, v0002, …
    parent: str | None
    setup: str
    created_at: str  # ISO 8601, UTC
    auc: float | None
    ap: float | None
    fetch: Callable[[], Path] = field(compare=False, repr=False)

    @property
    def weights(self) -> Path:
        """The weights as a file on this machine (safetensors), which is not to be written; fetched when asked for."""
        return self.fetch()


@dataclass(frozen=True)
class Decision:
    """A person's review of a photo. agreement: IoU of the blurred part between the prediction and the accepted mask,
    0..1,
    None if it is not known. blind: the prediction was not shown. bulk: one of many reviewed at once."""

    photo_id: int
    status: Status
    author: str
    decided_at: str  # ISO 8601, UTC
    agreement: float | None = None
    blind: bool = False
    bulk: bool = False


class Opinion(StrEnum):
    """What a second person says of a mask."""

    ACCEPTED = "accepted"
    RETURNED = "returned"  # its painter is to look at it again
    SETTLED = "settled"  # of two people's masks this one is the label


@dataclass(frozen=True)
class SecondLook:
    """A second person's review of a mask. place: what is meant in the photo, its pixels; None for the whole photo."""

    photo_id: int
    revision: int
    author: str
    opinion: Opinion
    text: str
    place: tuple[float, float] | None
    made_at: str  # ISO 8601, UTC


# What a person may say of a photo: the verdict that it stands for, and the code of every pixel where it holds for all.
CORRECTIONS: Final[dict[str, tuple[Code, int | None]]] = {
    "all_sharp": ("sharp", SHARP),
    "sharp": ("sharp", None),
    "on_purpose": ("on_purpose", None),
    "subject_blurred": ("subject_blurred", None),
    "nothing_sharp": ("nothing_sharp", BLURRED),
}


@dataclass(frozen=True)
class Culling:
    """stars: 0..5. pick: 1 picked, -1 rejected, 0 neither. label: one of LABELS, or “”. verdict: one of CORRECTIONS, or
    “” if the measured one stands. binned: its file was moved to the bin from here. Raises ValueError otherwise."""

    stars: int = 0
    pick: int = 0
    label: str = ""
    verdict: str = ""
    binned: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.stars <= 5 or self.pick not in {-1, 0, 1}:
            raise ValueError(f"stars are 0 to 5 and a pick is -1, 0 or 1, not {self.stars} and {self.pick}")
        if self.label not in {"", *LABELS} or self.verdict not in {"", *CORRECTIONS}:
            raise ValueError(f"“{self.label}” is no label, or “{self.verdict}” no verdict, that can be given")

    @property
    def marks(self) -> Marks:
        """For a sidecar. A rejected photo is rated -1 as well: darktable and Bridge know it by that."""
        return Marks(rating=-1 if self.pick < 0 else self.stars, label=self.label, pick=self.pick)


@dataclass(frozen=True)
class AddReport:
    """The result for the paths given to Project.add_photos."""

    added: list[Photo] = field(default_factory=list)
    known: list[Photo] = field(default_factory=list)
    unreadable: list[tuple[Path, UserError]] = field(default_factory=list)
