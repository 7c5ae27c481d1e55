"""Model versions of a project: weights and card that appear at once, then their row."""

import math
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated, Final

import msgspec

from blurlab.errors import UserError, refusal, shown_name
from blurlab.files.atomic import replacing
from blurlab.model.card import MOST_BYTES, CardError, ModelCard, read_card
from blurlab.project import keys
from blurlab.project.clock import now
from blurlab.project.ports import BlobStore, ProjectStore, Rows, SettingRows
from blurlab.project.records import ModelVersion, VersionRow
from blurlab.project.saving import saving
from blurlab.project.settings import Setting

_REMEMBERED: Final = 50
_MOST_VERSIONS: Final = 999_999
PROMOTED: Final = Setting[str | None]("promoted", str | None, None)  # what predicts; None: what came with blurlab
_BEFORE: Final = Setting[tuple[str, ...]]("promoted_before", tuple[str, ...], ())  # the latest last
# The highest number ever given: a deleted version's predictions are its own.
_NUMBERED: Final = Setting[int]("versions_numbered", Annotated[int, msgspec.Meta(ge=0, le=_MOST_VERSIONS)], 0)


class Versions:
    """The model versions of one project: `Project.versions`."""

    def __init__(self, store: ProjectStore, blobs: BlobStore) -> None:
        self._store, self._blobs = store, blobs

    def publish(self, write: Callable[[Path], None], card: ModelCard, *, promote: bool = True) -> ModelVersion:
        """Make a model version: its files appear at once and complete, then its row, and it is promoted.

        `write` is given the path at which to write the weights (safetensors). `card`, with the
        version's name and time, is kept beside them as card.json. Raises UserError.
        """
        what, created_at = "The new model version", now()
        with saving(self._store, self._blobs, what), self._blobs.staging(keys.MODELS + "/new") as staged:
            write(staged / keys.WEIGHTS)
            with self._store.writing() as rows:
                name = self._next_name(rows)
                rows.settings.set(_NUMBERED, int(name[1:]))
                kept = replace(card, name=name, created_at=created_at)
                (staged / keys.CARD).write_bytes(kept.text().encode())
                self._blobs.publish(staged, keys.version(name))
                row = VersionRow(name, card.parent or None, card.setup, created_at, *map(_finite, (card.auc, card.ap)))
                rows.versions.add(row)
                if promote:
                    _use(rows.settings, name)
        return self._version_of(row)

    def all(self) -> list[ModelVersion]:
        """Published versions whose weights are there, oldest first."""
        with self._store.reading() as rows:
            known = rows.versions.all()
        return [self._version_of(row) for row in known if self._blobs.state(keys.weights(row.name)) is not None]

    def promoted(self) -> ModelVersion | None:
        """The version that predicts, None if none was published or its files are gone."""
        with self._store.reading() as rows:
            name = rows.settings.get(PROMOTED)
        return next((version for version in self.all() if version.name == name), None)

    def promote(self, name: str) -> None:
        """Let the version `name` predict. Raises UserError if there is no such version."""
        self._known(name)
        self.use(name)

    def use(self, name: str) -> None:
        """Let the model `name` predict, which is there; what did until now can be gone back to."""
        with self._store.writing() as rows:
            _use(rows.settings, name)

    def predicted_before(self) -> list[str]:
        """Names of the models that predicted before the one in use, the latest last; some may be gone."""
        with self._store.reading() as rows:
            before = rows.settings.get(_BEFORE)
        return list(before)

    def go_back(self, name: str) -> None:
        """Let `name`, one of `predicted_before`, predict again, as if what came after it had never been promoted."""
        with self._store.writing() as rows:
            before = rows.settings.get(_BEFORE)
            place = len(before) - 1 - before[::-1].index(name)
            rows.settings.set(_BEFORE, before[:place])
            rows.settings.set(PROMOTED, name)

    def card(self, name: str) -> ModelCard:
        """What is known of a version. Raises UserError if its card is gone or damaged."""
        try:
            return read_card(self._blobs.read(keys.card(name), MOST_BYTES))
        except OSError as error:
            raise UserError("version.unreadable", f"The card of the version {name} cannot be read.") from error
        except CardError as error:
            raise UserError("version.unreadable", f"The card of the version {name} is damaged.") from error

    def export(self, name: str, path: Path) -> None:
        """Write the version's weights, which carry its card, to `path`. Raises UserError; an older file stays."""
        version = self._known(name)
        try:
            with replacing(path) as temporary:
                shutil.copyfile(version.weights, temporary)
        except OSError as error:
            raise refusal(f"The version {name} could not be exported", error) from error

    def delete(self, name: str, base: str) -> None:
        """Remove a version and its predictions; masks that began with them stay.

        The row goes first, in one step: a crash leaves files that nobody looks at, never a version without its files.
        Raises UserError if it predicts, or is `base`, which every training starts from.
        """
        self._known(name)
        with self._store.writing() as rows:
            if rows.settings.get(PROMOTED) == name:
                raise UserError(
                    "version.in_use", f"The version {name} is in use; let another model predict before you delete it."
                )
            if base == name:
                raise UserError(
                    "version.in_use", f"Every training starts from the version {name}, so it cannot be deleted."
                )
            rows.versions.remove(name)
            rows.settings.set(_BEFORE, tuple(each for each in rows.settings.get(_BEFORE) if each != name))
        self._blobs.remove_all(keys.version(name))
        self._blobs.remove_all(keys.predictions(name))

    def _known(self, name: str) -> ModelVersion:
        for version in self.all():
            if version.name == name:
                return version
        project = self._store.name.removesuffix(".blurlab")
        raise UserError("version.unknown", f"The project “{project}” has no model version “{shown_name(name)}”.")

    def _next_name(self, rows: Rows) -> str:
        """The number after every one ever given, also to files: those without a row are left from a crash and stay."""
        names = [row.name for row in rows.versions.all()] + self._blobs.names(keys.MODELS)
        numbers = [int(name[1:]) for name in names if re.fullmatch(r"v[0-9]{1,6}", name)]
        return f"v{max([*numbers, rows.settings.get(_NUMBERED)]) + 1:04d}"

    def _version_of(self, row: VersionRow) -> ModelVersion:
        return ModelVersion(
            row.name,
            row.parent,
            row.setup,
            row.created_at,
            row.auc,
            row.ap,
            partial(self._blobs.file, keys.weights(row.name)),
        )


def _use(settings: SettingRows, name: str) -> None:
    now_used = settings.get(PROMOTED) or ""
    if now_used != name:
        settings.set(_BEFORE, (*settings.get(_BEFORE), now_used)[-_REMEMBERED:])
        settings.set(PROMOTED, name)


def _finite(score: float | None) -> float | None:
    """A score as a database keeps it: it knows no NaN."""
    return score if score is not None and math.isfinite(score) else None
