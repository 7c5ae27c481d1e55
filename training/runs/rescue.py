"""What a training does with what it learnt when the project's disk is full: wait for room, then write elsewhere."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import platformdirs

from blurlab.errors import UserError, shown_path
from blurlab.worker.messages import TrainingNotice, VersionPublished

FULL: Final = "disk.full"
_PAUSE: Final = 2.0  # seconds between two tries


def publish_patiently(
    full: UserError,
    publish: Callable[[], VersionPublished],
    save_at: Callable[[Path], None],
    tell: Callable[[TrainingNotice], None],
    given_up: Callable[[], bool],
    *,
    elsewhere: Path | None = None,
    pause: Callable[[], None] = lambda: time.sleep(_PAUSE),
) -> VersionPublished:
    """Publish what is in memory as soon as the disk has room, after it could not be published.

    Parameters
    ----------
    full
        How publishing failed.
    publish
        Makes the version; raises UserError.
    save_at
        Writes the model's file to a path; raises UserError or OSError.
    tell
        Hears, once, that the disk is full.
    given_up
        Whether nobody waits any more, as after Stop; what it raises goes on once the model is safe.
    elsewhere
        Folder that takes the model then; the user's own data by default.

    Raises
    ------
    UserError
        `full` or what `publish` refuses, where the disk is not full; or, once nobody waits, that the disk was full,
        and where the model lies.
    """
    if full.code != FULL:
        raise full
    tell(TrainingNotice(f"{full} Free some space: it is tried again; Stop writes the model to another place."))
    while True:
        try:
            stop = given_up()
        except BaseException:  # the window closes
            _save_elsewhere(full, save_at, elsewhere)
            raise
        if stop:
            raise _save_elsewhere(full, save_at, elsewhere)
        pause()
        try:
            return publish()
        except UserError as error:
            if error.code != FULL:
                raise
            full = error


def _save_elsewhere(full: UserError, save_at: Callable[[Path], None], folder: Path | None) -> UserError:
    """The failure with where the model lies now, or that it could not be written there either."""
    folder = folder or platformdirs.user_data_path("blurlab", appauthor=False) / "rescued"
    path = folder / f"model-{time.strftime('%Y%m%d-%H%M%S')}.safetensors"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        save_at(path)
    except (OSError, UserError):
        return UserError(FULL, f"{full} It could not be written to “{shown_path(folder)}” either.")
    return UserError(FULL, f"{full} The trained model was written to “{shown_path(path)}”.")
