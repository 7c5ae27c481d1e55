"""Where a photo's content puts it among all that could be: what decides who is held out, whatever else there is."""

import hashlib
from typing import Final

PLACES: Final = 1 << 256


def place_of(text: str) -> int:
    """0 … PLACES − 1, evenly spread and for ever the same for a text, such as a photo's digest."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest())
