"""The names of a project's blobs."""

import re
from typing import Final

from blurlab.core.prediction import View
from blurlab.errors import UserError, shown_name

WEIGHTS = "model.safetensors"
CARD = "card.json"
MODELS, PREDICTIONS, JOURNALS = "models", "predictions", "journal"
STEPS = "history"
JOURNAL_SUFFIX = ".journal"
KINDS_END: Final = "-kinds.png"
TRAINING, SHEETS, PROPOSALS, PARTS = "training", "sheets", "proposals", "parts"  # folders of work, no blobs

VERSION_NAME: Final = r"[A-Za-z0-9](?:[A-Za-z0-9_-]|\.(?!\.)){0,99}"


def mask(photo_id: int, revision: int) -> str:
    """Grey PNG of mask codes."""
    return f"masks/{photo_id:06d}-{revision:04d}.png"


def painted(photo_id: int, revision: int) -> str:
    """1-bit PNG, white where a person decided."""
    return f"masks/{photo_id:06d}-{revision:04d}-painted.png"


def kinds(photo_id: int, revision: int) -> str:
    """Grey PNG of what a person said of the blur's kinds beside that mask, see core.editing.kinds.Kind; often there is
    none."""
    return f"masks/{photo_id:06d}-{revision:04d}{KINDS_END}"


def predictions(version: str) -> str:
    """What the predictions of a model version lie under. Raises UserError for a wild name."""
    return f"{PREDICTIONS}/{checked_version_name(version)}"


def prediction(photo_id: int, version: str, view: View) -> str:
    """Grey PNG, 0 sharp to 255 blurred, that tells its scale. Raises UserError for a wild name."""
    return f"{predictions(version)}/{photo_id:06d}{view.ending}.png"


def part(photo_id: int) -> str:
    """What is known of a photo that is still being predicted, see blurlab.project.parts."""
    return f"{PARTS}/{photo_id:06d}.png"


def planes(photo_id: int, version: str) -> str:
    """Grey PNG of what goes with that prediction, see blurlab.imaging.png.encode_planes. Raises UserError likewise."""
    return f"{predictions(version)}/{photo_id:06d}-planes.png"


def version(name: str) -> str:
    """What the weights and the card of a model version lie under. Raises UserError for a wild name."""
    return f"{MODELS}/{checked_version_name(name)}"


def weights(name: str) -> str:
    """safetensors."""
    return f"{version(name)}/{WEIGHTS}"


def card(name: str) -> str:
    """JSON."""
    return f"{version(name)}/{CARD}"


def thumbnail(photo_id: int) -> str:
    """JPEG."""
    return f"thumbnails/{photo_id:06d}.jpg"


def journal(photo_id: int) -> str:
    """The strokes of a photo that no mask holds; see blurlab.project.journal."""
    return f"{JOURNALS}/{photo_id:06d}{JOURNAL_SUFFIX}"


def steps(photo_id: int) -> str:
    """The undo steps of a photo whose mask is saved; see blurlab.project.journal."""
    return f"{STEPS}/{photo_id:06d}.steps"


def checked_version_name(version: str) -> str:
    """`version`, when it is a plain name that makes one part of a key. Raises UserError."""
    if not re.fullmatch(VERSION_NAME, version):
        raise UserError("version.bad_name", f"“{shown_name(version)}” is not a name for a model version.")
    return version
