"""A shared project of many photos on a server of its own."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from blurlab.core.opencv import cv2
from tests.bench.rows import CannotRun
from tests.fixtures.servers import Server, programs, started


@contextmanager
def shared(photos: int, real: int = 0) -> Iterator[tuple[Server, str, Path]]:
    """A server with a shared project of so many photos, of which the first `real` are files; its URL; a folder."""
    from blurlab.project.postgres.store import PostgresStore
    from blurlab.project.team.address import read_address

    found = programs()
    if found is None:
        raise CannotRun("neither PostgreSQL nor the wheel pgserver is installed")
    with tempfile.TemporaryDirectory(prefix="blurlab-bench-", ignore_cleanup_errors=True) as place:
        folder = Path(place)
        folder.chmod(0o755)
        (folder / "server").mkdir()
        server = started(found, folder / "server")
        try:
            url = server.made()
            store = PostgresStore(read_address(url), folder, make=True)
            (folder / "common").mkdir()
            random = np.random.default_rng(1)
            for number in range(1, real + 1):
                cv2.imwrite(str(folder / f"{number}.png"), random.integers(0, 255, (160, 240, 3), np.uint8))
            with store.database.writing() as there:
                there.execute(
                    "INSERT INTO photos (path, digest, width, height, added_at) SELECT ? || n || '.png', md5(n::text), "
                    "240, 160, '2026-01-01T00:00:00+00:00' FROM generate_series(1, ?::integer) n",
                    (f"{folder}/", photos),
                )
                there.execute("UPDATE blurlab SET blobs = ?", (str(folder / "common"),))
            store.close()
            server.execute("ANALYZE", url.rpartition("/")[2])
            yield server, url, folder
        finally:
            server.stop()


def p95(values: list[float]) -> float:
    return float(np.percentile(values, 95))
