"""Standard output and error that take any name: a terminal's encoding never ends a run."""

import io
import sys


def take_any_text() -> None:
    """Print “?” for what the terminal's encoding, or Unicode, cannot hold, instead of raising an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # there is none in a windowed application
            stream.reconfigure(errors="replace")
