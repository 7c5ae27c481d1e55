"""What the project's database holds, as plain frozen values."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from blurlab.errors import UserError


class Status(StrEnum):
    """Where a photo stands in review."""

    NEW = "new"
    IN_WORK = "in work"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    SKIPPED = "skipped"


KINDS = ("", "defocus", "motion")


def kind_of(name: str) -> str:
    """The blur kind that a file name tells (Shi et al.'s naming): “defocus”, “motion” or “” for unknown."""
    name = name.lower()
    if name.startswith("out_of_focus"):
        return "defocus"
    return "motion" if name.startswith("motion") else ""


@dataclass(frozen=True)
class Photo:
    """A photo of the project; `width` and `height` are pixels after EXIF orientation."""

    id: int
    path: Path  # absolute
    name: str  # file name
    width: int
    height: int
    status: Status
    kind: str  # one of KINDS
    digest: str  # finds the photo again after it was moved


@dataclass(frozen=True)
class MaskRevision:
    """One saved state of a photo's mask."""

    id: int
    photo_id: int
    revision: int  # 1, 2, … for each photo
    path: Path  # grey PNG of mask codes
    painted_path: Path | None  # 1-bit PNG, white where a person decided; None: everywhere
    author: str
    model_version: str | None  # whose prediction the mask began with
    created_at: str  # ISO 8601, UTC


@dataclass(frozen=True)
class Label:
    """An accepted photo with its mask: what training uses."""

    photo: Photo
    mask_path: Path


@dataclass(frozen=True)
class ModelVersion:
    """A trained model that the project has published."""

    name: str  # v0001, v0002, …
    parent: str | None
    setup: str
    created_at: str  # ISO 8601, UTC
    folder: Path
    auc: float | None
    ap: float | None
    weights: Path  # folder / model.safetensors


@dataclass(frozen=True)
class AddReport:
    """What became of the paths given to Project.add_photos."""

    added: list[Photo] = field(default_factory=list)
    known: list[Photo] = field(default_factory=list)
    unreadable: list[tuple[Path, UserError]] = field(default_factory=list)
