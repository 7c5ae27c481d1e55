"""Row of many annotators who ask for their next photo at once."""

import threading
import time
from contextlib import closing
from typing import Final

import numpy as np

from tests.bench.rows import Measured, row
from tests.bench.team.shared import p95, shared

ANNOTATORS, PHOTOS = 20, 10_000
_NEXT: Final = 25  # photos that each annotator asks for


@row("team.next", "ms", at_most=100)
def next_claimed() -> Measured:
    """From asking for the next photo to having its claim, 20 people at once on 10,000 photos in one order."""
    from blurlab.project.postgres.database import Database
    from blurlab.project.team.address import read_address
    from blurlab.project.team.claims import Claims

    waits: list[float] = []
    got: list[int] = []

    def work(url: str, number: int) -> None:
        with closing(Database(read_address(url))) as database:
            claims = Claims(database, f"copy{number}", f"person{number}")
            first = 1
            for _ in range(_NEXT):
                began = time.perf_counter()
                photo = None
                while photo is None:
                    photo = claims.claim(range(first, first + 40))
                    first += 0 if photo is not None else 40
                waits.append(1000 * (time.perf_counter() - began))
                got.append(photo)
                with database.writing(alone=False) as there:
                    there.execute("UPDATE photos SET status = 'accepted' WHERE id = ?", (photo,))
                claims.give_back([photo])

    with shared(PHOTOS) as (_, url, _folder):
        people = [threading.Thread(target=work, args=(url, number)) for number in range(ANNOTATORS)]
        for person in people:
            person.start()
        for person in people:
            person.join()
    double = len(got) - len(set(got))
    if double or len(got) != ANNOTATORS * _NEXT:
        raise RuntimeError(f"{double} photos were given to two people, {len(got)} in all")
    return Measured(p95(waits), note=f"{len(got)} photos, median {np.median(waits):.0f} ms, none given twice")
