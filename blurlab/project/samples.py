"""The shipped sample photos as a folder of the user's own: the installed files are never worked on."""

import shutil
from pathlib import Path

import platformdirs

from blurlab.assets import INCOMPLETE, resource
from blurlab.errors import UserError, refusal, shown_path
from blurlab.files.atomic import replacing
from blurlab.files.there import is_there
from blurlab.imaging.finding import find_photos


def copy_samples(folder: Path | None = None) -> Path:
    """Copy the sample photos to `folder` (default: among the user's data) and return it; photos already there stay.

    Raises UserError if the photos are missing or the folder cannot be written.
    """
    target = folder or platformdirs.user_data_path("blurlab", appauthor=False) / "Sample photos"
    photos = find_photos(resource("samples"))
    if not photos:
        raise UserError(
            INCOMPLETE, "blurlab's own sample photos are missing; installing blurlab again should bring them back."
        )
    try:
        target.mkdir(parents=True, exist_ok=True)
        for photo in photos:
            copy = target / photo.name
            if not is_there(copy):
                with replacing(copy) as temporary:
                    shutil.copyfile(photo, temporary)
    except OSError as error:
        raise refusal(f"The sample photos cannot be copied to “{shown_path(target)}”", error) from error
    return target
