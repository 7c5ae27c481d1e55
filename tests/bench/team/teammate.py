"""A teammate without a window, in a process of its own: claims a photo, masks it, accepts it, and writes that down.

`python -m tests.bench.team.teammate URL ROOT NAME LEDGER`. The ledger has a line for each mask whose acceptance a
window would have shown as saved. It works on while the network is away, on what it had claimed and then on the rest.
"""

import hashlib
import os
import sys
import threading
import time
from pathlib import Path

import numpy as np

from blurlab.errors import UserError
from blurlab.project.files.lock import FolderLock
from blurlab.project.postgres.database import AWAY
from blurlab.project.project import Project
from blurlab.project.queue import UNREVIEWED
from blurlab.project.records import Status
from blurlab.project.team.address import read_address
from blurlab.project.team.beginning import begin, is_begun
from blurlab.project.team.copy import own_copy
from blurlab.project.team.exchange import Exchange

_AHEAD = 4  # photos claimed before they are asked for


def digest(mask: np.ndarray) -> str:
    return hashlib.blake2b(mask.tobytes(), digest_size=8).hexdigest()


def _joined(url: str, root: Path) -> tuple[Path, FolderLock]:
    """One's copy; a person whose first try meets a network that is away tries again."""
    while True:
        try:
            folder, lock = own_copy(read_address(url), root)
            try:
                if not is_begun(folder):
                    begin(folder)
            except UserError:
                lock.release()
                raise
        except UserError as error:
            if error.code != AWAY:
                raise
            time.sleep(0.5)
        else:
            return folder, lock


def main(url: str, root: str, name: str, ledger: str) -> None:
    folder, _lock = _joined(url, Path(root))
    exchange = Exchange(folder, name)
    exchange.start()
    random = np.random.default_rng(int.from_bytes(os.urandom(4)))
    mine: list[int] = []
    asked = threading.Event()
    with Project.open(folder) as project, Path(ledger).open("a", encoding="utf-8") as written:
        while True:
            if len(mine) < _AHEAD and not asked.is_set():
                asked.set()
                line = [photo.id for photo in project.photos() if photo.status in UNREVIEWED and photo.id not in mine]

                def claim(line: list[int] = line) -> None:
                    got = exchange.claims.claim(line[:200])
                    if got is not None:
                        mine.append(got)
                        exchange.hold(list(mine))
                    asked.clear()

                exchange.run(claim)
            if not mine:
                if not line and exchange.standing.there and not exchange.link.waiting()[0]:
                    break
                time.sleep(0.02)
                continue
            photo = project.photo(mine[0])
            if photo.status in UNREVIEWED:
                mask = (random.random((photo.height, photo.width)) < 0.5).astype(np.uint8) * 255
                project.masks.save(photo.id, mask, author=name)
                project.set_status(photo.id, Status.ACCEPTED)
                written.write(f"{photo.id} {name} {digest(mask)}\n")
                written.flush()
            mine.pop(0)
            exchange.hold(list(mine))
    exchange.stop()
    exchange.wait(30)


if __name__ == "__main__":
    main(*sys.argv[1:])
