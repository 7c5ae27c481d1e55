"""Files that never got their names, because the process that wrote them into a project was killed."""

import os
import re
import shutil
import stat
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

# Named as files.atomic, a project's stores and training.proposals do: the writer's process id, then a number.
_TEMPORARY: Final = re.compile(r"\.(\d+)-[0-9a-f]+\.(?:tmp|partial)$")
DELETED: Final = "-deleted.tmp"  # ends the name of a folder that is being deleted, out of sight
_OLD: Final = 24 * 3600.0  # seconds: nobody is still writing it, on this machine or another


def sweep(folder: Path, ended: int | None = None) -> list[Path]:
    """Remove the unfinished files and folders of the process `ended`, those older than a day, and what is half deleted.

    Returns them. This searches the whole project, so run it in a thread. What cannot be removed stays.
    """
    found = [
        (Path(where, name), int(named[1]) if named else ended)
        for where, folders, files in os.walk(folder)
        for name in (*folders, *files)
        if (named := _TEMPORARY.search(name)) or (name.startswith(".") and name.endswith(DELETED))
    ]
    now, gone = time.time(), []
    for path, writer in found:
        with suppress(OSError):
            if writer == ended or now - path.lstat().st_mtime > _OLD:
                shutil.rmtree(path) if stat.S_ISDIR(path.lstat().st_mode) else path.unlink()
                gone.append(path)
    return gone
