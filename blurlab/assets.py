"""The one way to what blurlab ships beside its code: icons, sample photos, models."""

from pathlib import Path
from typing import Final

from blurlab.errors import UserError

INCOMPLETE: Final = "install.incomplete"

_PACKAGE = Path(__file__).resolve().parent


def resource(name: str) -> Path:
    """Path of a shipped file or folder, `name` relative to `resources/` with forward slashes.

    In an installed wheel the folder lies inside the package, in a checkout beside it.
    Raises UserError if it is in neither place.
    """
    for root in (_PACKAGE / "resources", _PACKAGE.parent / "resources"):
        path = root / name
        if path.exists():
            return path
    raise UserError(
        INCOMPLETE, f"blurlab's own file “{name}” is missing; installing blurlab again should bring it back."
    )
