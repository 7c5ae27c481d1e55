"""Kinds of blur as classes of a foreign format: out as painted, else the photo's tag, else as the model told; in as the
classes of the same names."""

from contextlib import suppress
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from blurlab.core.editing.correction import BLURRED, recoded
from blurlab.core.editing.kinds import SEEN_KINDS, Kind, told_kinds
from blurlab.core.opencv import cv2
from blurlab.errors import UserError
from blurlab.exchange.format import Format
from blurlab.exchange.meaning import Meaning, Polarity
from blurlab.exchange.outgoing import KIND_CLASSES
from blurlab.exchange.source import Source
from blurlab.project.project import Project
from blurlab.project.records import MaskRevision, Photo

_OF_TAG = {"defocus": Kind.DEFOCUS, "motion": Kind.MOTION}


def check_kinds(chosen: Format, polarity: Polarity) -> None:
    """Raise UserError where a format, or what is marked in it, has no room for kinds of blur."""
    if not chosen.kinds:
        raise UserError(
            "export.no_kinds",
            f"{chosen.title} has no classes, so it cannot tell the kinds of blur; choose another format.",
        )
    if polarity is not Polarity.BLURRED:
        raise UserError("export.no_kinds", "Only blurred areas have a kind; mark these, and not the sharp ones.")


def kinds_of(project: Project, photo: Photo, revision: MaskRevision) -> NDArray[np.uint8]:
    """The Kind of each pixel's blur, uint8 of the photo's size; it means something where the mask says blurred."""
    kinds = np.zeros((photo.height, photo.width), np.uint8)
    tag = _OF_TAG.get(photo.kind)
    version = revision.model_version
    if tag is not None:
        kinds[:] = tag
    elif version is not None and (planes := project.read_planes(photo.id, version)) is not None:
        kinds = np.asarray(cv2.LUT(recoded(told_kinds(planes), photo.height, photo.width), SEEN_KINDS), np.uint8)
    with suppress(UserError):  # a damaged file: the rest is still true
        painted = project.masks.read_kinds(revision)
        if painted is not None:
            np.copyto(kinds, painted, where=painted > 0)
    return kinds


@dataclass(frozen=True)
class KindMeaning(Meaning):
    """Classes named like kinds of blur, where they stand for blurred areas, become their Kind; all else is untold."""

    def code(self, name: str) -> int:
        return int(KIND_CLASSES.get(name, Kind.UNTOLD)) if super().code(name) == BLURRED else int(Kind.UNTOLD)

    @property
    def elsewhere(self) -> int:
        return int(Kind.UNTOLD)


def kind_meaning(source: Source, meaning: Meaning) -> KindMeaning | None:
    """How the marks of `source` tell kinds, where its masks are read by `meaning`; None if they tell none."""
    if not any(name in source.classes and meaning.code(name) == BLURRED for name in KIND_CLASSES):
        return None
    return KindMeaning(**{each.name: getattr(meaning, each.name) for each in fields(Meaning)})
