"""Standard output and error that take any name, as a terminal's encoding never ends a run; and the end of a command."""

import io
import os
import sys
from typing import NoReturn


def take_any_text() -> None:
    """Print “?” for what the terminal's encoding, or Unicode, cannot hold, instead of raising an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # there is none in a windowed application
            stream.reconfigure(errors="replace")


def leave(code: int) -> NoReturn:
    """End this command with an exit code; one of several processes, as of torchrun, without the interpreter's clean-up.

    Taking torch down there aborts a process now and then that has done its work, and torchrun then ends the others.
    """
    if os.environ.get("WORLD_SIZE", "1") == "1":
        sys.exit(code)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
